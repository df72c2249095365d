// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/TestCaseModel.h"

#include "gui/models/RowDifference.h"
#include "gui/widgets/BadgeDelegate.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Verdict.h"
#include "gui/workspace/Workspace.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

QString joined(const std::vector<std::string> &texts)
{
    QStringList words;
    for (const std::string &text : texts)
        words << texts::shown(text, 40);
    return words.join(u", ");
}

Verdict passVerdict(bool passes)
{
    return passes
               ? Verdict{TestCaseModel::tr("Passes"), Verdict::Shape::Check, theme::Role::Success}
               : Verdict{TestCaseModel::tr("Fails"), Verdict::Shape::Cross, theme::Role::Error};
}

} // namespace

QString requestText(const config::TestCase &test)
{
    const QString account = test.account.empty() ? TestCaseModel::tr("(without account)")
                                                 : texts::shown(test.account, 80);
    QString name = texts::shown(test.name, 160);
    if (test.type != "repository")
        name = texts::shown(test.type, 40) + u':' + name;
    //: %1 is an account, %2 actions, %3 a repository.
    return TestCaseModel::tr("%1: %2 %3").arg(account, joined(test.actions), name);
}

bool TestCaseModel::Row::operator==(const Row &other) const
{
    const config::TestCase &a = test;
    const config::TestCase &b = other.test;
    return a.title == b.title && a.account == b.account && a.type == b.type && a.name == b.name &&
           a.service == b.service && a.ip == b.ip && a.labels == b.labels &&
           a.actions == b.actions && a.expected == b.expected && a.rule == b.rule;
}

TestCaseModel::TestCaseModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
{
    handleContentChanged();
    connect(&workspace, &Workspace::contentChanged, this, &TestCaseModel::handleContentChanged);
}

void TestCaseModel::handleContentChanged()
{
    std::vector<Row> after;
    if (const config::Configuration *configuration = m_workspace.content().configuration()) {
        for (const config::TestCase &test : configuration->tests)
            after.push_back({test});
    }
    const std::vector<RowStep> steps = differenceOf(m_rows, after);
    if (!steps.empty()) { // the verdicts belong to other rows
        m_now.clear();
        m_before.clear();
    }
    for (const RowStep &step : steps) {
        const int last = step.first + step.count - 1;
        switch (step.kind) {
        case RowStep::Kind::Insert:
            beginInsertRows({}, step.first, last);
            applyStep(m_rows, step, after);
            endInsertRows();
            break;
        case RowStep::Kind::Remove:
            beginRemoveRows({}, step.first, last);
            applyStep(m_rows, step, after);
            endRemoveRows();
            break;
        case RowStep::Kind::Move:
            beginMoveRows({}, step.first, last, {}, step.to);
            applyStep(m_rows, step, after);
            endMoveRows();
            break;
        case RowStep::Kind::Change:
            applyStep(m_rows, step, after);
            Q_EMIT dataChanged(index(step.first, 0), index(last, ColumnCount - 1));
            break;
        }
    }
    m_rows = std::move(after);
}

TestCaseModel::Outcomes TestCaseModel::outcomesOf(const std::vector<Row> &rows,
                                                  const CompiledRules *rules)
{
    Outcomes outcomes;
    if (rules == nullptr)
        return outcomes;
    for (const Row &row : rows) {
        const config::TestOutcome outcome = rules->tests().outcomeOf(row.test);
        outcomes.push_back({outcome.passes, texts::shown(outcome.failure)});
    }
    return outcomes;
}

void TestCaseModel::evaluate(const CompiledRules *now, const CompiledRules *before)
{
    m_now = outcomesOf(m_rows, now);
    m_before = outcomesOf(m_rows, before);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, Now), index(rowCount() - 1, Before));
}

int TestCaseModel::passing() const
{
    return static_cast<int>(std::count_if(m_now.begin(), m_now.end(),
                                          [](const Outcome &outcome) { return outcome.passes; }));
}

int TestCaseModel::failing() const
{
    return static_cast<int>(m_now.size()) - passing();
}

int TestCaseModel::changed() const
{
    int count = 0;
    for (std::size_t row = 0; row < m_now.size() && row < m_before.size(); ++row)
        count += m_now[row].passes != m_before[row].passes ? 1 : 0;
    return count;
}

int TestCaseModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TestCaseModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TestCaseModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Title:
        return tr("Case");
    case Request:
        return tr("Request");
    case Expected:
        return tr("Expected");
    case Now:
        return tr("Now");
    case Before:
        return tr("Before");
    default:
        return {};
    }
}

QVariant TestCaseModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.column() == Now)
        return outcomeData(m_now, index.row(), role);
    if (index.column() == Before)
        return outcomeData(m_before, index.row(), role);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const config::TestCase &test = testCase(index.row());
    switch (index.column()) {
    case Title:
        return texts::shown(test.title, 200);
    case Request:
        return requestText(test);
    default:
        return test.expected.empty() ? tr("nothing") : joined(test.expected);
    }
}

QVariant TestCaseModel::outcomeData(const Outcomes &outcomes, int row, int role) const
{
    const auto index = static_cast<std::size_t>(row);
    if (index >= outcomes.size())
        return role == Qt::DisplayRole ? QVariant(u"…"_s) : QVariant();
    const Verdict verdict = passVerdict(outcomes[index].passes);
    if (role == Qt::DisplayRole)
        return verdict.word;
    if (role == BadgeDelegate::kVerdictRole)
        return QVariant::fromValue(verdict);
    if (role == Qt::ToolTipRole && !outcomes[index].text.isEmpty())
        return outcomes[index].text;
    return {};
}

} // namespace wharfgate::gui
