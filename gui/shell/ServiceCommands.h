// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/client/ServiceControl.h"

#include <QObject>

class QAction;
class QWidget;

namespace wharfgate::gui {

class Commands;
class Messages;
class Session;
class Workspace;

/// Start, stop, restart, reload, log level and the daemon's own log: what the Service menu does.
class ServiceCommands final : public QObject
{
    Q_OBJECT

public:
    ServiceCommands(const Commands &commands, Workspace &workspace, Session &session,
                    Messages &messages, QWidget *window);

private:
    void bind(QAction *action, ServiceControl::Action what);
    void run(ServiceControl::Action what);
    void refresh();
    void setLogLevel(const QString &level);
    void showDaemonLog();

    const Commands &m_commands;
    Workspace &m_workspace;
    Session &m_session;
    Messages &m_messages;
    QWidget *m_window;
    ServiceControl m_control;
    QAction *m_cancel = nullptr;
};

} // namespace wharfgate::gui
