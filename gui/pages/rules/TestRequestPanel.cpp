// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/rules/TestRequestPanel.h"

#include "gui/client/Session.h"
#include "gui/models/PassedOverModel.h"
#include "gui/models/TestCaseModel.h"
#include "gui/pages/rules/RequestForm.h"
#include "gui/pages/rules/RuleEvaluator.h"
#include "gui/pages/rules/VerdictView.h"
#include "gui/widgets/BadgeDelegate.h"
#include "gui/widgets/Dialogs.h"
#include "gui/widgets/Messages.h"
#include "gui/widgets/TableView.h"
#include "gui/widgets/Theme.h"
#include "gui/workspace/Workspace.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

TestRequestPanel::TestRequestPanel(const PageContext &context, RuleEvaluator &evaluator,
                                   QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_evaluator(evaluator)
{
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kGrid, theme::kGrid, theme::kGrid, theme::kGrid);
    layout->setSpacing(theme::kGrid);
    m_form = new RequestForm(this);
    layout->addWidget(m_form);
    m_problem = new QLabel(this);
    m_problem->setObjectName(u"testProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(m_problem);
    addActions();
    layout->addWidget(buildResults());
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(buildPassedOver(), QString());
    m_tabs->addTab(buildCases(), QString());
    layout->addWidget(m_tabs, 1);

    m_delay.setSingleShot(true);
    m_delay.setInterval(100);
    connect(&m_delay, &QTimer::timeout, this, &TestRequestPanel::evaluate);
    connect(m_form, &RequestForm::edited, &m_delay, qOverload<>(&QTimer::start));
    m_form->setLabelSource([this](const std::string &account) {
        const config::Configuration *const configuration =
            m_context.workspace.content().configuration();
        if (configuration == nullptr)
            return acl::Labels();
        const auto user = configuration->users.find(account);
        return user == configuration->users.end() ? acl::Labels() : user->second.labels;
    });
    connect(&evaluator, &RuleEvaluator::changed, this, [this] {
        m_form->refreshLabels();
        evaluate();
    });
    connect(&context.session, &Session::stateChanged, &m_delay, qOverload<>(&QTimer::start));
    connect(&context.session, &Session::notified, this, [this](const QString &method) {
        if (method == u"configurationChanged")
            m_delay.start();
    });
    connect(&context.workspace, &Workspace::readOnlyChanged, this, &TestRequestPanel::updateTitles);
    updateTitles();
}

QWidget *TestRequestPanel::buildResults()
{
    m_results = new QWidget(this);
    auto *const layout = new QHBoxLayout(m_results);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGrid);
    m_stagedView = new VerdictView(u"stagedVerdict"_s, m_results);
    m_otherView = new VerdictView(u"liveVerdict"_s, m_results);
    layout->addWidget(m_stagedView, 1);
    layout->addWidget(m_otherView, 1);
    connect(m_stagedView, &VerdictView::ruleRequested, this, &TestRequestPanel::ruleRequested);
    connect(m_otherView, &VerdictView::ruleRequested, this, [this](int row) {
        // Rows of the rules in force need not be those of the working copy.
        const auto &before = m_context.workspace.base().rules();
        const auto &now = m_context.workspace.content().rules();
        const auto index = static_cast<std::size_t>(row);
        if (index >= before.size())
            return;
        const auto found = std::find(now.begin(), now.end(), before[index]);
        if (found != now.end())
            Q_EMIT ruleRequested(static_cast<int>(found - now.begin()));
        else
            m_context.messages.showMessage(
                MessageKind::Information,
                tr("Rule %1 of those in force is not in the working copy any more.")
                    .arg(config::ruleNumber(before, index)));
    });
    return m_results;
}

QWidget *TestRequestPanel::buildPassedOver()
{
    m_passedOver = new PassedOverModel(this);
    m_passedOverTable = new TableView(this);
    m_passedOverTable->setObjectName(u"passedOverTable"_s);
    m_passedOverTable->setAccessibleName(tr("Rules passed over"));
    m_passedOverTable->setModel(m_passedOver);
    m_passedOverTable->setDefaultColumns({6, 40});
    m_passedOverTable->setEmptyText(tr("No rule was passed over."));
    connect(m_passedOverTable, &QTableView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT ruleRequested(m_passedOver->ruleRow(index.row()));
    });
    return m_passedOverTable;
}

QWidget *TestRequestPanel::buildCases()
{
    auto *const page = new QWidget(this);
    auto *const layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, theme::kGrid, 0, 0);
    layout->setSpacing(theme::kGrid / 2);
    m_cases = new TestCaseModel(m_context.workspace, this);
    m_caseTable = new TableView(page);
    m_caseTable->setObjectName(u"testCaseTable"_s);
    m_caseTable->setAccessibleName(tr("Saved test cases"));
    m_caseTable->setModel(m_cases);
    m_caseTable->setItemDelegateForColumn(TestCaseModel::Now, new BadgeDelegate(m_caseTable));
    m_caseTable->setItemDelegateForColumn(TestCaseModel::Before, new BadgeDelegate(m_caseTable));
    m_caseTable->setDefaultColumns({22, 11, 11, 26, 12});
    m_caseTable->setEmptyText(tr("Save a request here with what it must be granted; from then on "
                                 "every change of the rules is checked against it."),
                              m_save);
    m_caseTable->addActions({m_runAll, m_delete});
    m_caseSummary = new QLabel(page);
    m_caseSummary->setObjectName(u"testCaseSummary"_s);
    auto *const buttons = new QHBoxLayout;
    buttons->addWidget(m_caseSummary, 1);
    for (QAction *const action : {m_save, m_runAll, m_delete}) {
        auto *const button = new QToolButton(page);
        button->setDefaultAction(action);
        button->setToolButtonStyle(action == m_save ? Qt::ToolButtonTextBesideIcon
                                                    : Qt::ToolButtonIconOnly);
        button->setAutoRaise(true);
        buttons->addWidget(button);
    }
    layout->addLayout(buttons);
    layout->addWidget(m_caseTable, 1);
    connect(m_caseTable, &QTableView::activated, this,
            [this](const QModelIndex &index) { openCase(index.row()); });
    connect(m_caseTable->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &TestRequestPanel::updateTitles);
    return page;
}

void TestRequestPanel::addActions()
{
    const auto add = [this](const QString &name, const QString &icon, const QString &text,
                            const QString &tip, const QKeySequence &keys) {
        auto *const action = new QAction(theme::icon(icon), text, this);
        action->setObjectName(name);
        action->setShortcut(keys);
        action->setStatusTip(tip);
        action->setWhatsThis(tip);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        m_actions << action;
        return action;
    };
    m_save = add(u"actionSaveTestCase"_s, u"save"_s, tr("Save as Test Case…"),
                 tr("Keep the tested request and its verdict as a case to be run again."),
                 Qt::CTRL | Qt::SHIFT | Qt::Key_S);
    m_runAll = add(u"actionRunTestCases"_s, u"play"_s, tr("Run All Test Cases"),
                   tr("Decide all saved cases and say which fail."), Qt::CTRL | Qt::Key_R);
    m_delete = add(u"actionDeleteTestCase"_s, u"delete"_s, tr("Delete Test Cases"),
                   tr("Delete the selected cases; Undo brings them back."), QKeySequence());
    connect(m_save, &QAction::triggered, this, &TestRequestPanel::saveCase);
    connect(m_runAll, &QAction::triggered, this, &TestRequestPanel::runAll);
    connect(m_delete, &QAction::triggered, this, &TestRequestPanel::deleteCases);
}

void TestRequestPanel::test(const acl::Request &request)
{
    m_form->setRequest(request);
    evaluate();
}

void TestRequestPanel::focusForm()
{
    m_form->focusFirst();
}

void TestRequestPanel::setActive(bool active)
{
    m_isActive = active;
    if (active)
        evaluate();
    else
        Q_EMIT decided(-1);
}

void TestRequestPanel::evaluate()
{
    if (!m_isActive)
        return;
    m_delay.stop();
    ++m_generation; // answers to earlier questions are late
    QStringList accounts;
    if (const auto *configuration = m_context.workspace.content().configuration()) {
        for (const auto &[name, user] : configuration->users)
            accounts << QString::fromStdString(name);
    }
    m_form->setAccounts(accounts);
    const QString problem = m_form->problem();
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_results->setVisible(problem.isEmpty());
    m_staged.reset();
    if (problem.isEmpty()) {
        const acl::Request request = m_form->request();
        showStaged(request);
        showOther(request);
    } else {
        m_passedOver->setItems({});
        Q_EMIT decided(-1);
    }
    evaluateCases();
    updateTitles();
}

void TestRequestPanel::showStaged(const acl::Request &request)
{
    const RuleEvaluator::Rules rules = m_evaluator.staged();
    if (!rules) {
        m_stagedView->setMessage(m_evaluator.isBusy() ? tr("Reading the rules…")
                                                      : tr("The working copy has errors."));
        m_passedOver->setItems({});
        Q_EMIT decided(-1);
        return;
    }
    m_staged = TestedDecision::decide(*rules, request);
    m_stagedView->setDecision(*m_staged);
    std::vector<PassedOverModel::Item> items;
    for (const TestedDecision::PassedOver &passed : m_staged->passedOver)
        items.push_back(
            {static_cast<int>(passed.row), static_cast<int>(passed.number), passed.reason});
    m_passedOver->setItems(std::move(items));
    const std::size_t end = rules->text().rules().size();
    Q_EMIT decided(static_cast<int>(m_staged->row.value_or(end)));
}

void TestRequestPanel::showOther(const acl::Request &request)
{
    if (m_context.session.isLive()) {
        askDaemon(request);
        return;
    }
    m_otherView->setStale(m_context.session.hasDaemon());
    const RuleEvaluator::Rules rules = m_evaluator.base();
    if (rules)
        m_otherView->setDecision(TestedDecision::decide(*rules, request));
    else
        m_otherView->setMessage(m_evaluator.isBusy()
                                    ? tr("Reading the rules…")
                                    : tr("The file as it is on disk cannot be used."));
}

void TestRequestPanel::askDaemon(const acl::Request &request)
{
    const int generation = m_generation;
    m_otherView->setStale(true); // until the answer is here
    m_context.session.client().call(
        u"explain"_s, {{u"request"_s, TestedDecision::toJson(request, m_form->hasOwnLabels())}},
        this, [this, generation](const control::Reply &reply) {
            if (generation != m_generation)
                return;
            m_otherView->setStale(false);
            if (!reply)
                m_otherView->setMessage(
                    tr("The daemon did not decide: %1").arg(reply.error().message));
            else
                m_otherView->setDecision(TestedDecision::fromJson(
                    (*reply)[u"decision"_s].toObject(), m_context.workspace.base().rules()));
        });
}

void TestRequestPanel::evaluateCases()
{
    if (m_cases->rowCount() == 0)
        return;
    const RuleEvaluator::Rules now = m_evaluator.staged();
    const RuleEvaluator::Rules before = m_evaluator.base();
    m_cases->evaluate(now.get(), before.get());
}

void TestRequestPanel::updateTitles()
{
    const bool isModified = m_context.workspace.isModified();
    m_stagedView->setTitle(isModified ? tr("With your changes") : tr("Working copy"));
    m_otherView->setTitle(m_context.session.hasDaemon() ? tr("In force on the daemon")
                                                        : tr("In the file on disk"));
    m_tabs->setTabText(0, tr("Passed Over (%1)").arg(m_passedOver->rowCount()));
    m_tabs->setTabText(1, tr("Saved Cases (%1)").arg(m_cases->rowCount()));
    const int failing = m_cases->failing();
    QString summary;
    if (m_cases->rowCount() > 0)
        summary = failing > 0 ? tr("%1 of %2 cases fail.").arg(failing).arg(m_cases->rowCount())
                              : tr("All cases pass.");
    if (m_cases->changed() > 0)
        summary += u' ' + tr("Your changes turn %1.").arg(m_cases->changed());
    m_caseSummary->setText(summary);
    const bool canWrite = !m_context.workspace.isReadOnly();
    m_save->setEnabled(canWrite && m_staged.has_value());
    m_runAll->setEnabled(m_cases->rowCount() > 0);
    m_delete->setEnabled(canWrite && !m_caseTable->selectedRows().isEmpty());
}

void TestRequestPanel::saveCase()
{
    const config::Configuration *const configuration =
        m_context.workspace.content().configuration();
    if (!m_staged || configuration == nullptr)
        return;
    const acl::Request request = m_form->request();
    config::TestCase test;
    test.account = request.account;
    test.type = request.type;
    test.name = request.name;
    test.service = request.service;
    test.ip = request.ip;
    if (m_form->hasOwnLabels())
        test.labels = request.labels;
    test.actions = request.actions;
    for (const QString &action : m_staged->granted)
        test.expected.push_back(action.toStdString());
    const auto title =
        dialogs::askText(this, tr("Save as Test Case"), tr("What must hold:"), requestText(test));
    if (!title)
        return;
    test.title = title->trimmed().toStdString();
    std::vector<config::TestCase> cases = configuration->tests;
    cases.push_back(std::move(test));
    const auto result =
        m_context.workspace.perform(tr("Save Test Case"), {config::SetTestCases{cases}});
    if (!result) {
        m_context.messages.showMessage(MessageKind::Error,
                                       QString::fromStdString(result.error().detail));
        return;
    }
    m_tabs->setCurrentIndex(1);
    evaluate();
}

void TestRequestPanel::deleteCases()
{
    const QList<int> rows = m_caseTable->selectedRows();
    const config::Configuration *const configuration =
        m_context.workspace.content().configuration();
    if (rows.isEmpty() || configuration == nullptr)
        return;
    std::vector<config::TestCase> cases = configuration->tests;
    for (auto row = rows.rbegin(); row != rows.rend(); ++row)
        cases.erase(cases.begin() + *row);
    const int count = static_cast<int>(rows.size());
    const auto result = m_context.workspace.perform(
        count == 1 ? tr("Delete Test Case") : tr("Delete %n Test Cases", nullptr, count),
        {config::SetTestCases{cases}});
    if (!result)
        m_context.messages.showMessage(MessageKind::Error,
                                       QString::fromStdString(result.error().detail));
    evaluate();
}

void TestRequestPanel::openCase(int row)
{
    const config::TestCase &saved = m_cases->testCase(row);
    acl::Request request;
    request.account = saved.account;
    request.type = saved.type;
    request.name = saved.name;
    request.service = saved.service;
    request.ip = saved.ip;
    request.labels = saved.labels.value_or(acl::Labels());
    request.actions = saved.actions;
    test(request);
}

void TestRequestPanel::runAll()
{
    evaluateCases();
    updateTitles();
    m_tabs->setCurrentIndex(1);
    const int failing = m_cases->failing();
    if (m_cases->passing() + failing == 0)
        return; // the rules are being read
    m_context.messages.showMessage(failing > 0 ? MessageKind::Warning : MessageKind::Success,
                                   failing > 0
                                       ? tr("%1 of %2 cases fail with the rules as they are here.")
                                             .arg(failing)
                                             .arg(m_cases->rowCount())
                                       : tr("All %1 cases pass.").arg(m_cases->rowCount()));
}

} // namespace wharfgate::gui
