// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/users/UsersPage.h"

#include "gui/client/Session.h"
#include "gui/models/UserFilterModel.h"
#include "gui/models/UserModel.h"
#include "gui/pages/users/ActivityFeed.h"
#include "gui/pages/users/UserCommands.h"
#include "gui/pages/users/UserPanel.h"
#include "gui/pages/users/UserTable.h"
#include "gui/widgets/Messages.h"
#include "gui/widgets/SearchField.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"
#include "gui/workspace/Workspace.h"

#include <QAction>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QSettings>
#include <QSplitter>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

UsersPage::UsersPage(const PageContext &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
{
    m_users = new UserModel(context.workspace, this);
    m_shown = new UserFilterModel(*m_users, this);
    m_activity = new ActivityFeed(context.session, this);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setChildrenCollapsible(false);
    layout->addWidget(m_splitter);
    m_table = new UserTable(*m_users, *m_shown, this);
    m_commands = new UserCommands(m_context, *m_users, *m_table, this);
    m_panel = new UserPanel(context, *m_users, this);
    m_panel->setActions(m_commands->setPassword(), m_commands->showPermissions(),
                        m_commands->showLog());
    m_splitter->addWidget(buildList());
    m_splitter->addWidget(m_panel);
    constexpr int kListSteps = 92; // of the grid, at first
    constexpr int kPanelSteps = 42;
    m_splitter->setSizes({kListSteps * theme::kGrid, kPanelSteps * theme::kGrid});
    m_splitter->setStretchFactor(0, 1);
    connectParts();
    showSightings();
    showSummary();
}

QString UsersPage::title() const
{
    return tr("Users");
}

QString UsersPage::purpose() const
{
    return tr("Who may log in, how they prove it, and the labels that rules look at.");
}

QString UsersPage::iconName() const
{
    return u"users"_s;
}

QList<QAction *> UsersPage::commands() const
{
    return m_commands->actions();
}

QWidget *UsersPage::buildList()
{
    auto *const list = new QWidget(this);
    auto *const layout = new QVBoxLayout(list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGrid);
    auto *const bar = new QHBoxLayout;
    bar->setSpacing(theme::kGrid);
    auto *const addButton = new QToolButton(list);
    addButton->setDefaultAction(m_commands->addUser());
    addButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto *const tools = new QToolBar(list);
    for (QAction *const action : m_commands->toolActions())
        tools->addAction(action);
    m_search = new SearchField(list);
    m_search->setObjectName(u"userSearch"_s);
    m_search->setPlaceholderText(tr("Search users"));
    m_search->setAccessibleName(tr("Search users"));
    m_search->setHelp({{u"alice"_s, tr("users with this in their name or labels")},
                       {u"name:alice"_s, tr("users with this in their name")},
                       {u"label:group"_s, tr("users with this label or value")},
                       {u"label:group=dev"_s, tr("users with exactly this value")},
                       {u"is:locked"_s, tr("also enabled, nopassword, weak")},
                       {u"-label:group"_s, tr("a minus for the opposite")}});
    bar->addWidget(addButton);
    bar->addWidget(tools);
    bar->addWidget(m_search, 1);
    m_summary = new QLabel(list);
    m_summary->setObjectName(u"userSummary"_s);
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_summary);
    return list;
}

void UsersPage::connectParts()
{
    connect(m_search, &SearchField::searchChanged, this, &UsersPage::search);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        m_panel->setSelection(m_table->selectedUsers());
        showSummary();
    });
    connect(m_commands, &UserCommands::userStored, this, [this](const QString &name) {
        showUser(name);
        m_table->setFocus();
    });
    connect(m_activity, &ActivityFeed::changed, this, &UsersPage::showSightings);
    connect(&m_context.session, &Session::stateChanged, this, &UsersPage::showSightings);
    connect(&m_context.workspace, &Workspace::contentChanged, this, &UsersPage::showSummary);
}

void UsersPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void UsersPage::search(const QString &text)
{
    const UserQuery query = UserQuery::parse(text);
    m_shown->setQuery(query);
    showSummary();
    if (!query.unknown.isEmpty())
        m_summary->setText(tr("“is:%1” is not known: use enabled, locked, nopassword or weak.")
                               .arg(texts::shown(query.unknown.front(), 40)));
}

void UsersPage::showSightings()
{
    m_users->setSightings(m_context.session.hasDaemon() ? m_activity->sightings() : std::nullopt,
                          !m_context.session.isLive());
    m_panel->refresh();
}

void UsersPage::showSummary()
{
    const bool hasUsers = m_users->rowCount() > 0;
    QAction *const firstStep =
        m_users->hasConfiguration() && !hasUsers ? m_commands->addUser() : nullptr;
    m_table->setEmptyText(
        !m_context.workspace.isOpen()  ? tr("Nothing is open. Connect to a daemon, or open a "
                                             "configuration file.")
        : !m_users->hasConfiguration() ? tr("The working copy has errors; correct its text to see "
                                            "the users.")
        : !hasUsers ? tr("There are no users yet, so nobody can log in with a password.")
                    : tr("No user matches the search."),
        firstStep);
    QString text;
    if (hasUsers && m_shown->isFiltered())
        text = tr("%1 of %2 users are shown.").arg(m_shown->rowCount()).arg(m_users->rowCount());
    else if (hasUsers)
        text = tr("%n users", nullptr, m_users->rowCount());
    const auto selected = m_table->selectedRows().size();
    if (selected > 1)
        text = tr("%1 · %2 selected").arg(text, QString::number(selected));
    m_summary->setText(text);
}

void UsersPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_activity->setWatched(true);
}

void UsersPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_activity->setWatched(false);
}

void UsersPage::showUser(const QString &name)
{
    const int row = m_users->rowOf(name.toStdString());
    if (row < 0) {
        m_context.messages.showMessage(
            MessageKind::Information,
            tr("There is no user %1 in the working copy.").arg(texts::shown(name, 255)));
        return;
    }
    if (!m_shown->mapFromSource(m_users->index(row, 0)).isValid()) { // searched away
        m_search->clear();
        m_shown->setQuery({});
        showSummary();
    }
    m_table->selectUsers({row});
}

void UsersPage::addUser()
{
    m_commands->addUser()->trigger();
}

void UsersPage::saveState(QSettings &settings) const
{
    settings.setValue(u"users/splitter"_s, m_splitter->saveState());
    m_table->saveColumns(settings, u"users/columns"_s);
}

void UsersPage::restoreState(const QSettings &settings)
{
    m_splitter->restoreState(settings.value(u"users/splitter"_s).toByteArray());
    m_table->restoreColumns(settings, u"users/columns"_s);
}

} // namespace wharfgate::gui
