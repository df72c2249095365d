// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/users/UserCommands.h"

#include "gui/client/DaemonClient.h"
#include "gui/client/Session.h"
#include "gui/models/UserFacts.h"
#include "gui/models/UserModel.h"
#include "gui/pages/Page.h"
#include "gui/pages/users/RemovalDialog.h"
#include "gui/pages/users/UserDialog.h"
#include "gui/pages/users/UserFiles.h"
#include "gui/pages/users/UserTable.h"
#include "gui/shell/Navigator.h"
#include "gui/widgets/Messages.h"
#include "gui/widgets/Theme.h"
#include "gui/workspace/Workspace.h"
#include "shared/events/EventFilter.h"

#include <QAction>
#include <QItemSelectionModel>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

UserCommands::UserCommands(const PageContext &context, UserModel &users, UserTable &table,
                           Page *page)
    : QObject(page)
    , m_context(context)
    , m_users(users)
    , m_table(table)
    , m_page(page)
{
    addEditing();
    addWays();
    addFiles();
    connect(&users, &UserModel::editRefused, this, [this](const QString &reason) {
        m_context.messages.showMessage(MessageKind::Error, reason);
    });
    connect(&context.workspace, &Workspace::contentChanged, this, &UserCommands::updateEnabled);
    connect(&context.workspace, &Workspace::readOnlyChanged, this, &UserCommands::updateEnabled);
    connect(table.selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &UserCommands::updateEnabled);
    updateEnabled();
}

QAction *UserCommands::add(const QString &name, const QString &icon, const Texts &texts,
                           const QKeySequence &keys, Focus focus, Needs needs,
                           std::function<void()> handler)
{
    auto *const action = new QAction(theme::icon(icon), texts.text, this);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setShortcutContext(focus == Focus::Table ? Qt::WidgetShortcut
                                                     : Qt::WidgetWithChildrenShortcut);
    action->setWhatsThis(texts.tip);
    connect(action, &QAction::triggered, this, std::move(handler));
    m_actions << action;
    m_commands << Command{action, needs, texts.tip};
    m_page->addAction(action);
    m_table.addAction(action);
    return action;
}

void UserCommands::separate()
{
    auto *const line = new QAction(&m_table);
    line->setSeparator(true);
    m_table.addAction(line);
    m_actions << nullptr;
}

void UserCommands::addEditing()
{
    m_add = add(u"actionAddUser"_s, u"user-add"_s,
                {tr("Add User…"), tr("Add a user with a password and labels.")},
                Qt::CTRL | Qt::Key_N, Focus::Page, Needs::Writing, [this] { openAdd(false); });
    add(u"actionDuplicateUser"_s, u"duplicate"_s,
        {tr("Duplicate…"), tr("Add a user with the labels of the selected one.")},
        Qt::CTRL | Qt::Key_D, Focus::Page, Needs::OneAndWriting, [this] { openAdd(true); });
    m_setPassword = add(u"actionSetPassword"_s, u"password"_s,
                        {tr("Set Password…"), tr("Give the selected user a new password.")},
                        Qt::CTRL | Qt::SHIFT | Qt::Key_P, Focus::Page, Needs::OneAndWriting,
                        [this] { openSetPassword(); });
    add(u"actionToggleUsers"_s, u"user-lock"_s,
        {tr("Lock or Unlock"), tr("Keep the selected users out, or let them in again; their "
                                  "passwords are kept.")},
        Qt::CTRL | Qt::Key_E, Focus::Page, Needs::SomeAndWriting, [this] { toggle(); });
    add(u"actionRenameUser"_s, u"rename"_s,
        {tr("Rename…"), tr("Rename the selected user, and the rules that name it.")}, Qt::Key_F2,
        Focus::Table, Needs::OneAndWriting, [this] { openRename(); });
    add(u"actionDeleteUsers"_s, u"user-remove"_s,
        {tr("Delete…"),
         tr("Delete the selected users; the rules that name them are listed first.")},
        Qt::Key_Delete, Focus::Table, Needs::SomeAndWriting, [this] { openDelete(); });
    separate();
}

void UserCommands::addWays()
{
    m_showPermissions = add(
        u"actionShowPermissions"_s, u"matrix"_s,
        {tr("What Can They Do?"), tr("See what the rules grant the selected user.")},
        Qt::CTRL | Qt::SHIFT | Qt::Key_W, Focus::Page, Needs::One, [this] {
            m_context.navigator.showPermissionsOf(QString::fromStdString(m_users.name(selected())));
        });
    m_showLog = add(u"actionShowUserLog"_s, u"log"_s,
                    {tr("Show Log"), tr("See the requests of the selected user.")},
                    Qt::CTRL | Qt::Key_L, Focus::Page, Needs::One, [this] { openLog(); });
}

void UserCommands::addFiles()
{
    separate();
    add(u"actionImportUsers"_s, u"import"_s,
        {tr("Import Users…"),
         tr("Take users over from a CSV, JSON or htpasswd file, after a look at what it changes.")},
        Qt::CTRL | Qt::SHIFT | Qt::Key_I, Focus::Page, Needs::Writing,
        [this] { importUsers(m_context, m_page); });
    add(u"actionExportUsers"_s, u"export"_s,
        {tr("Export Users…"), tr("Write names and labels to a CSV or JSON file.")},
        Qt::CTRL | Qt::SHIFT | Qt::Key_E, Focus::Page, Needs::Users,
        [this] { exportUsers(m_context, ExportHashes::No, m_page); });
    add(u"actionExportUserHashes"_s, u"export"_s,
        {tr("Export Users With Hashes…"),
         tr("Write names, password hashes and labels to a CSV, JSON or htpasswd file.")},
        Qt::CTRL | Qt::ALT | Qt::Key_E, Focus::Page, Needs::Hashes,
        [this] { exportUsers(m_context, ExportHashes::Yes, m_page); });
}

QList<QAction *> UserCommands::toolActions() const
{
    QList<QAction *> chosen;
    for (const char *const name :
         {"actionDuplicateUser", "actionSetPassword", "actionToggleUsers", "actionDeleteUsers"})
        chosen << findChild<QAction *>(QString::fromLatin1(name));
    return chosen;
}

int UserCommands::selected() const
{
    const QList<int> rows = m_table.selectedUsers();
    return rows.isEmpty() ? -1 : rows.front();
}

QString UserCommands::reasonAgainst(Needs needs) const
{
    const bool writes =
        needs == Needs::Writing || needs == Needs::OneAndWriting || needs == Needs::SomeAndWriting;
    const auto count = m_table.selectedUsers().size();
    if (needs != Needs::Nothing && !m_context.workspace.isOpen())
        return tr("Connect to a daemon, or open a configuration file first.");
    if (needs != Needs::Nothing && !m_users.hasConfiguration())
        return tr("The working copy has errors; correct its text first.");
    if (writes && m_context.workspace.isReadOnly())
        return m_context.workspace.readOnlyReason();
    if ((needs == Needs::Users || needs == Needs::Hashes) && m_users.rowCount() == 0)
        return tr("There are no users.");
    if (needs == Needs::Hashes && m_context.session.hasDaemon() &&
        !m_context.session.client().greeting().isAdmin)
        return tr("The daemon shows password hashes to administrators only.");
    if ((needs == Needs::One || needs == Needs::OneAndWriting) && count != 1)
        return tr("Select one user first.");
    if (needs == Needs::SomeAndWriting && count == 0)
        return tr("Select users first.");
    return {};
}

void UserCommands::updateEnabled()
{
    for (const Command &command : std::as_const(m_commands)) {
        const QString reason = reasonAgainst(command.needs);
        command.action->setEnabled(reason.isEmpty());
        command.action->setStatusTip(reason.isEmpty() ? command.tip : reason);
        command.action->setToolTip(reason.isEmpty() ? command.tip
                                                    : tr("%1 %2").arg(command.tip, reason));
    }
}

void UserCommands::openAdd(bool asCopy)
{
    acl::Labels labels;
    if (asCopy && selected() >= 0)
        labels = m_users.user(selected()).labels;
    auto *const dialog = UserDialog::toAdd(m_context.workspace, labels, m_page);
    connect(dialog, &UserDialog::userStored, this, &UserCommands::userStored);
    dialog->open();
}

void UserCommands::openSetPassword()
{
    auto *const dialog =
        UserDialog::toSetPassword(m_context.workspace, m_users.name(selected()), m_page);
    dialog->open();
}

void UserCommands::toggle()
{
    const QList<int> rows = m_table.selectedUsers();
    const bool anyEnabled = std::any_of(
        rows.begin(), rows.end(), [&](int row) { return !users::isLocked(m_users.user(row)); });
    m_users.lockUsers(rows, anyEnabled);
}

void UserCommands::openRename()
{
    auto *const dialog =
        RemovalDialog::toRename(m_context.workspace, m_users.name(selected()), m_page);
    connect(dialog, &RemovalDialog::userRenamed, this, &UserCommands::userStored);
    dialog->open();
}

void UserCommands::openDelete()
{
    std::vector<std::string> names;
    for (const int row : m_table.selectedUsers())
        names.push_back(m_users.name(row));
    RemovalDialog::toDelete(m_context.workspace, std::move(names), m_page)->open();
}

void UserCommands::openLog()
{
    const QJsonObject filter{{u"account"_s, QString::fromStdString(m_users.name(selected()))}};
    if (const Result<events::EventFilter> read = events::EventFilter::fromJson(filter))
        m_context.navigator.showLog(*read);
}

} // namespace wharfgate::gui
