// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

class QLabel;
class QTreeWidget;

namespace wharfgate::gui {

class Session;

/// What the daemon last said about itself: start, reloads, errors. Decisions are on the Live Log.
class DaemonLogDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit DaemonLogDialog(Session &session, QWidget *parent = nullptr);

private:
    void refresh();

    Session &m_session;
    QTreeWidget *m_records = nullptr;
    QLabel *m_state = nullptr;
};

} // namespace wharfgate::gui
