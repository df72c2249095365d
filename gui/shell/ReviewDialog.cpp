// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/ReviewDialog.h"

#include "gui/shell/ChangeSummary.h"
#include "gui/widgets/DiffView.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"
#include "gui/workspace/Workspace.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

config::Problem problemFromJson(const QJsonObject &json)
{
    config::Problem problem;
    const QString severity = json["severity"_L1].toString();
    problem.severity = severity == "error"_L1     ? config::Problem::Severity::Error
                       : severity == "warning"_L1 ? config::Problem::Severity::Warning
                                                  : config::Problem::Severity::Lint;
    problem.code = json["code"_L1].toString().toStdString();
    problem.position.line = json["line"_L1].toInt();
    problem.position.column = json["column"_L1].toInt();
    problem.key = json["key"_L1].toString().toStdString();
    problem.message = json["message"_L1].toString().toStdString();
    problem.remedy = json["remedy"_L1].toString().toStdString();
    return problem;
}

} // namespace

ReviewDialog::ReviewDialog(Workspace &workspace, Session &session, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_session(session)
{
    setObjectName(u"reviewDialog"_s);
    setWindowTitle(tr("Review Changes"));
    setSizeGripEnabled(true);
    auto *layout = new QVBoxLayout(this);
    m_headline = new QLabel(this);
    m_headline->setWordWrap(true);
    layout->addWidget(m_headline);

    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(u"reviewTabs"_s);
    m_difference = new DiffView(this);
    m_difference->setObjectName(u"reviewDifference"_s);
    m_difference->setAccessibleName(tr("Difference as text"));
    m_tabs->addTab(m_difference, tr("Difference"));
    m_tabs->addTab(makeChanges(), tr("Changes"));
    m_tabs->addTab(makeEffect(), tr("Effect"));
    m_tabs->addTab(makeProblems(), tr("Problems"));
    layout->addWidget(m_tabs, 1);

    auto *form = new QFormLayout;
    m_comment = new QLineEdit(this);
    m_comment->setObjectName(u"reviewComment"_s);
    m_comment->setMaxLength(200);
    m_comment->setPlaceholderText(tr("Why, for the daemon's log (optional)"));
    m_comment->setVisible(session.hasDaemon());
    if (session.hasDaemon())
        form->addRow(tr("&Comment:"), m_comment);
    layout->addLayout(form);

    m_result = new QLabel(this);
    m_result->setObjectName(u"reviewResult"_s);
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_result->hide();
    layout->addWidget(m_result);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_apply = buttons->addButton(tr("&Apply"), QDialogButtonBox::AcceptRole);
    m_apply->setObjectName(u"reviewApply"_s);
    m_apply->setIcon(theme::icon(u"apply"_s));
    m_apply->setDefault(true);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_apply, &QPushButton::clicked, this, &ReviewDialog::applyNow);
    connect(&m_workspace, &Workspace::contentChanged, this, &ReviewDialog::refresh);
    connect(&m_workspace, &Workspace::baseChanged, this, &ReviewDialog::refresh);
    connect(&m_session, &Session::stateChanged, this, &ReviewDialog::refresh);
    resize(fontMetrics().averageCharWidth() * 150, fontMetrics().height() * 44);
    refresh();
    m_apply->setFocus();
}

QWidget *ReviewDialog::makeChanges()
{
    m_changes = new QListWidget(this);
    m_changes->setObjectName(u"reviewChanges"_s);
    m_changes->setAccessibleName(tr("Changes in words"));
    m_changes->setWordWrap(true);
    m_changes->setSpacing(theme::kGrid / 4);
    return m_changes;
}

QWidget *ReviewDialog::makeEffect()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    m_effectText = new QLabel(page);
    m_effectText->setWordWrap(true);
    layout->addWidget(m_effectText);
    m_effect = new QTreeWidget(page);
    m_effect->setObjectName(u"reviewEffect"_s);
    m_effect->setAccessibleName(tr("Saved test cases whose verdict changes"));
    m_effect->setRootIsDecorated(false);
    m_effect->setHeaderLabels({tr("Test Case"), tr("In Force"), tr("After Apply"), tr("Result")});
    layout->addWidget(m_effect, 1);
    return page;
}

QWidget *ReviewDialog::makeProblems()
{
    m_problems = new QTreeWidget(this);
    m_problems->setObjectName(u"reviewProblems"_s);
    m_problems->setAccessibleName(tr("Problems of the changed configuration"));
    m_problems->setRootIsDecorated(false);
    m_problems->setHeaderLabels({tr("Severity"), tr("Line"), tr("Problem")});
    connect(m_problems, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) {
        const int row = m_problems->indexOfTopLevelItem(item);
        if (row >= 0 && row < static_cast<int>(m_problemList.size()))
            Q_EMIT showProblem(m_problemList[static_cast<std::size_t>(row)]);
    });
    return m_problems;
}

void ReviewDialog::refresh()
{
    const auto &before = m_workspace.base();
    const auto &after = m_workspace.content();
    m_difference->setTexts(before.text(), after.text());
    m_headline->setText(tr("%n change(s) for <b>%1</b>. Nothing is in force before you apply.",
                           nullptr, m_workspace.pendingChanges())
                            .arg(m_session.spec().displayName().toHtmlEscaped()));
    m_changes->clear();
    m_effect->clear();
    if (before.configuration() != nullptr && after.configuration() != nullptr) {
        const ChangeSummary summary = summarizeChanges(before, after);
        for (const QStringList &list : {summary.rules, summary.users, summary.settings})
            m_changes->addItems(list);
        for (const ChangeSummary::CaseEffect &effect : summary.effects) {
            auto *item =
                new QTreeWidgetItem(m_effect, {effect.title, effect.before, effect.after,
                                               effect.passes ? tr("passes") : tr("fails")});
            item->setIcon(3, effect.passes ? theme::icon(u"success"_s, theme::Role::Success)
                                           : theme::icon(u"error"_s, theme::Role::Error));
        }
        for (int column = 0; column < 3; ++column)
            m_effect->resizeColumnToContents(column);
        if (summary.casesRun == 0)
            m_effectText->setText(tr("There are no saved test cases. Save some from Test a Request "
                                     "on the Access Rules page, and this page shows which of them "
                                     "a change would turn."));
        else
            m_effectText->setText(
                tr("%n saved test case(s) decided with both versions of the rules.", nullptr,
                   summary.casesRun) +
                u' ' +
                (summary.effects.empty() ? tr("None changes its verdict.")
                                         : tr("%n change(s) the verdict.", nullptr,
                                              static_cast<int>(summary.effects.size()))) +
                u' ' +
                (summary.failing == 0
                     ? tr("All pass after the change.")
                     : tr("%n fail(s) after the change.", nullptr, summary.failing)));
        const int turned = static_cast<int>(summary.effects.size());
        m_tabs->setTabText(2, turned > 0 ? tr("Effect (%1)").arg(turned) : tr("Effect"));
    }
    if (m_changes->count() == 0)
        m_changes->addItem(tr("Only comments or layout of the text change."));
    m_apply->setEnabled(!m_isApplying && m_workspace.isModified() && m_session.canChange());
    m_apply->setToolTip(m_session.canChange() ? QString() : m_session.stateText());
    showProblems(after.problems());
    validate();
}

void ReviewDialog::validate()
{
    const int generation = ++m_generation;
    if (!m_session.isLive())
        return;
    const QJsonObject params{{u"text"_s, QString::fromStdString(m_workspace.content().text())}};
    m_session.client().call(
        u"configuration.validate"_s, params, this, [this, generation](const control::Reply &reply) {
            if (generation != m_generation || !reply)
                return;
            std::vector<config::Problem> problems;
            const QJsonArray listed = (*reply)["problems"_L1].toArray();
            for (const QJsonValue &value : listed)
                problems.push_back(problemFromJson(value.toObject()));
            showProblems(problems);
            QStringList restart;
            const QJsonArray settings = (*reply)["restartNeeded"_L1].toArray();
            for (const QJsonValue &value : settings)
                restart.append(value.toString());
            if (!restart.isEmpty() && !m_isApplying) {
                m_result->setText(tr("These settings take effect only after a restart: %1")
                                      .arg(restart.join(u", "_s)));
                m_result->show();
            }
        });
}

void ReviewDialog::showProblems(const std::vector<config::Problem> &problems)
{
    m_problemList = problems;
    m_problems->clear();
    int errors = 0;
    for (const config::Problem &problem : problems) {
        const bool isError = problem.severity == config::Problem::Severity::Error;
        const bool isWarning = problem.severity == config::Problem::Severity::Warning;
        errors += isError ? 1 : 0;
        auto *item = new QTreeWidgetItem(
            m_problems,
            {isError     ? tr("Error")
             : isWarning ? tr("Warning")
                         : tr("Advice"),
             problem.position.line > 0 ? QString::number(problem.position.line) : QString(),
             texts::sentence(problem.message, problem.remedy)});
        item->setIcon(0, isError     ? theme::icon(u"error"_s, theme::Role::Error)
                         : isWarning ? theme::icon(u"warning"_s, theme::Role::Warning)
                                     : theme::icon(u"info"_s, theme::Role::Information));
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setToolTip(2, item->text(2));
    }
    m_problems->resizeColumnToContents(0);
    const auto count = static_cast<int>(problems.size());
    m_tabs->setTabText(3, count > 0 ? tr("Problems (%1)").arg(count) : tr("Problems"));
    if (errors > 0)
        m_apply->setEnabled(false);
}

void ReviewDialog::applyNow()
{
    if (m_isApplying)
        return;
    m_isApplying = true;
    m_apply->setEnabled(false);
    m_result->setText(tr("Applying…"));
    m_result->show();
    m_session.apply(m_comment->text(), this,
                    [this](const Session::ApplyResult &result) { handleApplied(result); });
}

void ReviewDialog::handleApplied(const Session::ApplyResult &result)
{
    m_isApplying = false;
    switch (result.kind) {
    case Session::ApplyResult::Kind::Applied:
    case Session::ApplyResult::Kind::Conflict:
        accept();
        break;
    case Session::ApplyResult::Kind::Invalid:
        m_result->setText(tr("The configuration has errors and was not applied."));
        showProblems(result.problems);
        m_tabs->setCurrentWidget(m_problems);
        break;
    case Session::ApplyResult::Kind::Failed:
        m_result->setText(result.message);
        m_apply->setEnabled(m_session.canChange());
        break;
    }
    Q_EMIT applied(result);
}

} // namespace wharfgate::gui
