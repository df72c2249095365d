// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/rules/RulesPage.h"

#include "gui/client/Session.h"
#include "gui/models/RuleFilterModel.h"
#include "gui/models/RuleModel.h"
#include "gui/pages/rules/PermissionsPanel.h"
#include "gui/pages/rules/RuleCommands.h"
#include "gui/pages/rules/RuleCounterFeed.h"
#include "gui/pages/rules/RuleEditor.h"
#include "gui/pages/rules/RuleEvaluator.h"
#include "gui/pages/rules/RuleTable.h"
#include "gui/pages/rules/TestRequestPanel.h"
#include "gui/widgets/Dialogs.h"
#include "gui/widgets/Messages.h"
#include "gui/widgets/SearchField.h"
#include "gui/widgets/Theme.h"
#include "gui/workspace/Workspace.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSettings>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

RulesPage::RulesPage(const PageContext &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
{
    m_rules = new RuleModel(context.workspace, this);
    m_shown = new RuleFilterModel(*m_rules, this);
    m_evaluator = new RuleEvaluator(context.workspace, this);
    m_counters = new RuleCounterFeed(context.session, this);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setChildrenCollapsible(false);
    layout->addWidget(m_splitter);
    m_table = new RuleTable(*m_rules, *m_shown, this);
    m_commands =
        new RuleCommands(context.workspace, context.messages, *m_rules, *m_shown, *m_table, this);
    addActions();
    m_splitter->addWidget(buildList());
    m_splitter->addWidget(buildSide());
    constexpr int kListSteps = 88; // of the grid, at first
    constexpr int kSideSteps = 46;
    m_splitter->setSizes({kListSteps * theme::kGrid, kSideSteps * theme::kGrid});
    m_splitter->setStretchFactor(0, 1);
    connectParts();
    showCounters();
    showSummary();
    m_editor->setSelection({});
}

RulesPage::~RulesPage() = default;

QString RulesPage::title() const
{
    return tr("Access Rules");
}

QString RulesPage::purpose() const
{
    return tr("The rules are tried from the top: the first one that matches a request decides.");
}

QAction *RulesPage::addAction(const QString &name, const QString &icon, const QString &text,
                              const QString &tip, const QKeySequence &keys)
{
    auto *const action = new QAction(theme::icon(icon), text, this);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setStatusTip(tip);
    action->setWhatsThis(tip);
    QWidget::addAction(action);
    m_ownActions << action;
    return action;
}

void RulesPage::addActions()
{
    auto *const test =
        addAction(u"actionTestRequest"_s, u"test"_s, tr("Test a Request"),
                  tr("See what the rules say to a request, and why."), Qt::CTRL | Qt::Key_T);
    connect(test, &QAction::triggered, this, [this] {
        showTab(TestTab);
        m_test->focusForm();
    });
    auto *const who = addAction(u"actionWhoCan"_s, u"matrix"_s, tr("Who Can Do What"),
                                tr("See what every account may do with a repository."),
                                Qt::CTRL | Qt::SHIFT | Qt::Key_W);
    connect(who, &QAction::triggered, this, [this] {
        showTab(PermissionsTab);
        m_permissions->focusForm();
    });
    m_unused = addAction(u"actionUnusedRules"_s, u"clock"_s, tr("Unused for 30 Days"), {},
                         Qt::CTRL | Qt::Key_U);
    m_unused->setCheckable(true);
    connect(m_unused, &QAction::toggled, this, [this](bool on) {
        m_shown->setUnusedOnly(on);
        showSummary();
    });
    m_resetCounters = addAction(u"actionResetCounters"_s, u"reload"_s, tr("Reset Hit Counters…"),
                                {}, Qt::CTRL | Qt::ALT | Qt::Key_0);
    connect(m_resetCounters, &QAction::triggered, this, &RulesPage::resetCounters);
}

QWidget *RulesPage::buildList()
{
    auto *const list = new QWidget(this);
    auto *const layout = new QVBoxLayout(list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGrid);
    auto *const bar = new QHBoxLayout;
    bar->setSpacing(theme::kGrid);
    auto *const addButton = new QToolButton(list);
    addButton->setDefaultAction(m_commands->addRule());
    addButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_search = new SearchField(list);
    m_search->setObjectName(u"ruleSearch"_s);
    m_search->setPlaceholderText(tr("Search rules"));
    m_search->setAccessibleName(tr("Search rules"));
    m_search->setHelp({{u"alice"_s, tr("rules that have this text anywhere")},
                       {u"account:alice"_s, tr("rules whose account has or matches it")},
                       {u"name:team/app"_s, tr("rules whose name has or matches it")},
                       {u"ip:10.0.0.5"_s, tr("rules for a network with this address")},
                       {u"label:group"_s, tr("rules with this label")},
                       {u"action:push"_s, tr("rules that grant it")},
                       {u"is:disabled"_s, tr("also enabled, deny, unused, warning")},
                       {u"-type:registry"_s, tr("a minus for the opposite")}});
    auto *const tools = new QToolBar(list);
    for (QAction *const action : m_commands->toolActions()) {
        if (action != nullptr)
            tools->addAction(action);
        else
            tools->addSeparator();
    }
    tools->addAction(m_unused);
    bar->addWidget(addButton);
    bar->addWidget(tools);
    bar->addWidget(m_search, 1);
    m_summary = new QLabel(list);
    m_summary->setObjectName(u"ruleSummary"_s);
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_summary);
    return list;
}

QWidget *RulesPage::buildSide()
{
    m_side = new QTabWidget(this);
    m_side->setObjectName(u"rulesSide"_s);
    m_side->setDocumentMode(true);
    m_editor = new RuleEditor(m_context.workspace, *m_rules, m_side);
    m_test = new TestRequestPanel(m_context, *m_evaluator, m_side);
    m_permissions = new PermissionsPanel(m_context, *m_evaluator, m_side);
    m_side->addTab(m_editor, tr("Rule"));
    m_side->addTab(m_test, tr("Test a Request"));
    m_side->addTab(m_permissions, tr("Who Can Do What"));
    m_side->setMinimumWidth(m_side->tabBar()->sizeHint().width());
    for (QAction *const action : m_test->actions() + m_permissions->actions()) {
        m_ownActions << action;
        QWidget::addAction(action);
    }
    return m_side;
}

void RulesPage::connectParts()
{
    connect(m_search, &SearchField::searchChanged, this, &RulesPage::search);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RulesPage::handleSelection);
    connect(m_commands, &RuleCommands::newRuleRequested, this, [this](int row) {
        createRule({}, row < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(row)),
                   tr("Fill in whom and what the rule is about, then add it."));
    });
    const auto edit = [this] {
        showTab(EditorTab);
        m_editor->focusForm();
    };
    connect(m_commands, &RuleCommands::editRequested, this, edit);
    connect(m_table, &RuleTable::editRequested, this, edit);
    connect(m_editor, &RuleEditor::causeRequested, this,
            [this](int row) { showRule(static_cast<std::size_t>(row)); });
    connect(m_editor, &RuleEditor::ruleAdded, this, [this](int row) {
        showRule(static_cast<std::size_t>(row));
        m_table->setFocus();
    });
    connect(m_editor, &RuleEditor::newRuleCancelled, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_test, &TestRequestPanel::ruleRequested, this, [this](int row) {
        m_search->clear();
        m_table->selectSourceRows({row});
    });
    connect(m_test, &TestRequestPanel::decided, m_rules, &RuleModel::setMarkedRow);
    connect(m_permissions, &PermissionsPanel::testRequested, this, &RulesPage::testRequest);
    connect(m_counters, &RuleCounterFeed::changed, this, &RulesPage::showCounters);
    connect(&m_context.session, &Session::stateChanged, this, &RulesPage::showCounters);
    connect(m_side, &QTabWidget::currentChanged, this, &RulesPage::activateTabs);
    connect(&m_context.workspace, &Workspace::contentChanged, this, &RulesPage::showSummary);
}

QList<QAction *> RulesPage::commands() const
{
    return m_commands->actions() + m_ownActions;
}

void RulesPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

bool RulesPage::finishEditing()
{
    if (!m_editor->hasUnstagedInput())
        return true;
    showTab(EditorTab);
    return m_editor->finishEditing();
}

void RulesPage::search(const QString &text)
{
    const RuleQuery query = RuleQuery::parse(text);
    m_shown->setQuery(query);
    showSummary();
    if (!query.unknown.isEmpty())
        m_summary->setText(tr("“is:%1” is not known: use enabled, disabled, deny, unused or "
                              "warning.")
                               .arg(query.unknown.front()));
}

void RulesPage::handleSelection()
{
    if (m_isRestoringSelection)
        return;
    // Typed text of the rule before is staged or asked about, not lost.
    if (!m_editor->isNew() && !m_editor->finishEditing()) {
        m_isRestoringSelection = true;
        m_table->selectSourceRows({m_editor->row()});
        m_isRestoringSelection = false;
        return;
    }
    m_editor->setSelection(m_table->selectedSourceRows());
}

void RulesPage::showCounters()
{
    const bool hasDaemon = m_context.session.hasDaemon();
    const bool isLive = m_context.session.isLive();
    m_rules->setCounters(hasDaemon ? m_counters->counters() : std::nullopt, !isLive);
    const bool hasCounters = m_rules->counters().has_value();
    m_unused->setEnabled(hasCounters);
    if (!hasCounters)
        m_unused->setChecked(false);
    QString tip = tr("Hits are counted by a daemon; open one to see which rules are unused.");
    if (hasCounters)
        tip = tr("Show only rules that decided nothing for 30 days; counted since %1.")
                  .arg(QLocale().toString(m_rules->counters()->since.toLocalTime(),
                                          QLocale::ShortFormat));
    m_unused->setStatusTip(tip);
    m_unused->setToolTip(tip);
    m_unused->setWhatsThis(tip);
    m_resetCounters->setEnabled(isLive && m_context.session.canChange());
    const QString resetTip = isLive ? tr("Count the hits of every rule from nothing again.")
                                    : tr("Hits are counted by a daemon; none is connected.");
    m_resetCounters->setStatusTip(resetTip);
    m_resetCounters->setWhatsThis(resetTip);
    showSummary();
}

void RulesPage::showSummary()
{
    const bool hasRules = m_rules->rowCount() > 0;
    m_table->setEmptyText(
        !m_context.workspace.isOpen() ? tr("Nothing is open. Connect to a daemon, or open a "
                                           "configuration file.")
        : !hasRules ? tr("The working copy has errors; correct its text to see the rules.")
        : m_shown->isFiltered() ? tr("No rule matches the search.")
                                : QString());
    QString text;
    if (hasRules && m_shown->isFiltered())
        text = tr("%1 of %2 rules are shown.").arg(m_shown->rowCount()).arg(m_rules->ruleCount());
    else if (hasRules)
        text = m_rules->ruleCount() == 1
                   ? tr("1 rule. The first that matches decides.")
                   : tr("%n rules. The first that matches decides.", nullptr, m_rules->ruleCount());
    if (m_unused->isChecked() && m_rules->counters())
        text += u' ' + tr("Counted since %1.")
                           .arg(QLocale().toString(m_rules->counters()->since.toLocalTime(),
                                                   QLocale::ShortFormat));
    m_summary->setText(text);
}

void RulesPage::showTab(Tab tab)
{
    m_side->setCurrentIndex(tab);
}

void RulesPage::activateTabs()
{
    m_test->setActive(isVisible() && m_side->currentIndex() == TestTab);
    m_permissions->setActive(isVisible() && m_side->currentIndex() == PermissionsTab);
}

void RulesPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_counters->setWatched(true);
    activateTabs();
}

void RulesPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_counters->setWatched(false);
    activateTabs();
}

void RulesPage::showRule(std::size_t row)
{
    const auto source = m_rules->index(static_cast<int>(row), 0);
    if (!source.isValid())
        return;
    if (!m_shown->mapFromSource(source).isValid()) { // searched away
        m_search->clear();
        m_shown->setQuery({});
        m_unused->setChecked(false);
        showSummary();
    }
    showTab(EditorTab);
    m_table->selectSourceRows({static_cast<int>(row)});
}

void RulesPage::createRule(const config::RuleEntry &prefilled, std::optional<std::size_t> row,
                           const QString &reason)
{
    if (m_context.workspace.isReadOnly()) {
        m_context.messages.showMessage(MessageKind::Information,
                                       m_context.workspace.isOpen()
                                           ? m_context.workspace.readOnlyReason()
                                           : tr("Nothing is open that could have rules."));
        return;
    }
    if (!finishEditing())
        return;
    showTab(EditorTab);
    m_editor->beginNew(prefilled, row, reason);
    m_editor->focusForm();
}

void RulesPage::testRequest(const acl::Request &request)
{
    showTab(TestTab);
    m_test->test(request);
    m_test->focusForm();
}

void RulesPage::showPermissionsOf(const QString &account)
{
    showTab(PermissionsTab);
    m_permissions->showAccount(account);
    m_permissions->focusForm();
}

void RulesPage::resetCounters()
{
    if (!dialogs::confirm(this, tr("Reset Hit Counters"),
                          tr("The hits of all rules on the daemon are counted from nothing again, "
                             "for every console."),
                          tr("Reset Counters")))
        return;
    m_counters->reset([this](const QString &why) {
        m_context.messages.showMessage(MessageKind::Error,
                                       tr("The counters were not reset: %1").arg(why));
    });
}

void RulesPage::saveState(QSettings &settings) const
{
    settings.setValue(u"rules/splitter"_s, m_splitter->saveState());
    settings.setValue(u"rules/tab"_s, m_side->currentIndex());
    m_table->saveColumns(settings, u"rules/columns"_s);
}

void RulesPage::restoreState(const QSettings &settings)
{
    m_splitter->restoreState(settings.value(u"rules/splitter"_s).toByteArray());
    m_side->setCurrentIndex(settings.value(u"rules/tab"_s, int(EditorTab)).toInt());
    m_table->restoreColumns(settings, u"rules/columns"_s);
}

} // namespace wharfgate::gui
