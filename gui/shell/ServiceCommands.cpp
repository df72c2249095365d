// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/ServiceCommands.h"

#include "gui/client/Session.h"
#include "gui/shell/Commands.h"
#include "gui/shell/DaemonLogDialog.h"
#include "gui/widgets/Dialogs.h"
#include "gui/widgets/Messages.h"
#include "gui/workspace/Workspace.h"

#include <QAction>
#include <QActionGroup>
#include <QWidget>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

ServiceCommands::ServiceCommands(const Commands &commands, Workspace &workspace, Session &session,
                                 Messages &messages, QWidget *window)
    : QObject(window)
    , m_commands(commands)
    , m_workspace(workspace)
    , m_session(session)
    , m_messages(messages)
    , m_window(window)
    , m_control(session)
{
    using Action = ServiceControl::Action;
    bind(commands.startService, Action::Start);
    bind(commands.stopService, Action::Stop);
    bind(commands.restartService, Action::Restart);
    bind(commands.reloadService, Action::Reload);
    m_cancel = new QAction(tr("Cancel"), this);
    connect(m_cancel, &QAction::triggered, &m_control, &ServiceControl::cancel);
    connect(commands.daemonLog, &QAction::triggered, this, &ServiceCommands::showDaemonLog);
    connect(commands.logLevels, &QActionGroup::triggered, this,
            [this](const QAction *action) { setLogLevel(action->data().toString()); });
    connect(&m_control, &ServiceControl::changed, this, [this] {
        refresh();
        if (m_control.isRunning())
            m_messages.showMessage(MessageKind::Information, m_control.progressText(), m_cancel);
    });
    connect(&m_control, &ServiceControl::finished, this,
            [this](ServiceControl::Action, bool succeeded, const QString &text) {
                m_messages.showMessage(succeeded ? MessageKind::Success : MessageKind::Error, text);
                m_session.refreshStatus();
            });
    connect(&session, &Session::stateChanged, this, &ServiceCommands::refresh);
    connect(&session, &Session::statusChanged, this, &ServiceCommands::refresh);
    refresh();
}

void ServiceCommands::bind(QAction *action, ServiceControl::Action what)
{
    connect(action, &QAction::triggered, this, [this, what] { run(what); });
}

void ServiceCommands::run(ServiceControl::Action what)
{
    using Action = ServiceControl::Action;
    if (what == Action::Stop &&
        !dialogs::confirm(m_window, tr("Stop the Daemon"),
                          tr("Without it no client can log in, pull or push. Requests under way "
                             "are finished first."),
                          tr("Stop the Daemon")))
        return;
    if (what == Action::Restart) {
        // It would not come up again with a file that has errors.
        if (m_workspace.base().hasErrors()) {
            m_messages.showMessage(MessageKind::Error,
                                   tr("The configuration on the daemon has errors, so it would "
                                      "not start again. Mend it first."));
            return;
        }
        if (m_workspace.isModified() &&
            !dialogs::confirm(m_window, tr("Restart the Daemon"),
                              tr("%n change(s) are not applied; the daemon starts without them.",
                                 nullptr, m_workspace.pendingChanges()),
                              tr("Restart Without Them")))
            return;
    }
    m_control.run(what);
}

void ServiceCommands::refresh()
{
    using Action = ServiceControl::Action;
    const std::pair<QAction *, Action> all[] = {{m_commands.startService, Action::Start},
                                                {m_commands.stopService, Action::Stop},
                                                {m_commands.restartService, Action::Restart},
                                                {m_commands.reloadService, Action::Reload}};
    for (const auto &[action, what] : all) {
        const QString reason = m_control.whyNot(what);
        action->setEnabled(reason.isEmpty());
        action->setToolTip(reason.isEmpty() ? action->whatsThis() : reason);
        action->setStatusTip(reason.isEmpty() ? action->whatsThis() : reason);
    }
    m_commands.daemonLog->setEnabled(m_session.isLive());
    const bool maySet = m_session.isLive() && m_session.client().greeting().isAdmin;
    m_commands.logLevels->setEnabled(maySet);
    const auto &status = m_session.status();
    const QList<QAction *> levels = m_commands.logLevels->actions();
    for (QAction *action : levels)
        action->setChecked(status && status->logLevel == action->data().toString());
}

void ServiceCommands::setLogLevel(const QString &level)
{
    m_session.client().call(
        u"log.level"_s, {{u"level"_s, level}}, this, [this, level](const control::Reply &reply) {
            if (reply)
                m_messages.showMessage(
                    MessageKind::Success,
                    tr("The daemon logs at level \"%1\" until it is restarted.").arg(level));
            else
                m_messages.showMessage(MessageKind::Error, reply.error().message);
            m_session.refreshStatus();
        });
}

void ServiceCommands::showDaemonLog()
{
    auto *dialog = new DaemonLogDialog(m_session, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

} // namespace wharfgate::gui
