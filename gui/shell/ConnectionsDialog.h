// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/client/ConnectionSpec.h"

#include <QDialog>

class QPushButton;
class QTreeWidget;
class QLabel;
class QVBoxLayout;

namespace wharfgate::gui {

class ConnectionStore;
class Session;

/// The daemons and files that the user works on: choose, add, change, remove, export, import.
class ConnectionsDialog final : public QDialog
{
    Q_OBJECT

public:
    ConnectionsDialog(ConnectionStore &store, const Session &session, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const ConnectionSpec &spec);

private:
    void makeButtons(QVBoxLayout &layout);
    void refresh();
    void refreshButtons();
    int currentIndex() const;
    void add();
    void edit();
    void removeCurrent();
    void connectCurrent();
    void exportAll();
    void importFrom();

    ConnectionStore &m_store;
    const Session &m_session;
    QTreeWidget *m_list = nullptr;
    QLabel *m_note = nullptr;
    QPushButton *m_connect = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_remove = nullptr;
};

} // namespace wharfgate::gui
