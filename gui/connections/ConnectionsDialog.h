// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/client/ConnectionSpec.h"

#include <QDialog>

#include <memory>

namespace wharfgate::gui {

class ConnectionStore;
class Session;

/// The list of daemons and files: open, add, edit, remove, import and export. Shown with open();
/// does not open a connection itself.
class ConnectionsDialog final : public QDialog
{
    Q_OBJECT

public:
    ConnectionsDialog(ConnectionStore &store, const Session &session, QWidget *parent = nullptr);
    ~ConnectionsDialog() override;

Q_SIGNALS:
    /// The user wants this connection; the dialog has closed itself.
    void chosen(const ConnectionSpec &spec);

private:
    struct Widgets;
    void makeLayout();
    void makeActions();
    void refreshActions();
    void openCurrent();
    void addNew();
    void editCurrent();
    void duplicateCurrent();
    void removeSelected();
    void importFile();
    void exportFile();

    ConnectionStore &m_store;
    const Session &m_session;
    std::unique_ptr<Widgets> m_widgets;
};

} // namespace wharfgate::gui
