// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/overview/AdviceModel.h"

#include "gui/models/RowDifference.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"

#include <algorithm>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;
using Severity = config::Problem::Severity;

namespace {

QIcon iconOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return theme::icon(u"error"_s, theme::Role::Error);
    case Severity::Warning:
        return theme::icon(u"warning"_s, theme::Role::Warning);
    case Severity::Lint:
        break;
    }
    return theme::icon(u"info"_s, theme::Role::Information);
}

QString wordOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return AdviceModel::tr("Error");
    case Severity::Warning:
        return AdviceModel::tr("Warning");
    case Severity::Lint:
        break;
    }
    return AdviceModel::tr("Advice");
}

QString placeOf(const config::Problem &problem)
{
    const QString key = texts::shown(problem.key, 80);
    if (problem.position.line <= 0)
        return key;
    const QString line = AdviceModel::tr("line %1").arg(problem.position.line);
    return key.isEmpty() ? line : AdviceModel::tr("%1, %2", "key, line").arg(key, line);
}

} // namespace

bool AdviceModel::Row::operator==(const Row &other) const
{
    const config::Problem &a = problem;
    const config::Problem &b = other.problem;
    return a.severity == b.severity && a.code == b.code && a.position == b.position &&
           a.key == b.key && a.message == b.message && a.remedy == b.remedy;
}

void AdviceModel::setProblems(std::vector<config::Problem> problems)
{
    std::stable_sort(
        problems.begin(), problems.end(),
        [](const config::Problem &a, const config::Problem &b) { return a.severity < b.severity; });
    std::vector<Row> rows;
    rows.reserve(problems.size());
    for (config::Problem &problem : problems)
        rows.push_back({std::move(problem)});
    for (const RowStep &step : differenceOf(m_rows, rows)) {
        const int last = step.first + step.count - 1;
        switch (step.kind) {
        case RowStep::Kind::Insert:
            beginInsertRows({}, step.first, last);
            applyStep(m_rows, step, rows);
            endInsertRows();
            break;
        case RowStep::Kind::Remove:
            beginRemoveRows({}, step.first, last);
            applyStep(m_rows, step, rows);
            endRemoveRows();
            break;
        case RowStep::Kind::Move:
            beginMoveRows({}, step.first, last, {}, step.to);
            applyStep(m_rows, step, rows);
            endMoveRows();
            break;
        case RowStep::Kind::Change:
            applyStep(m_rows, step, rows);
            Q_EMIT dataChanged(index(step.first), index(last));
            break;
        }
    }
}

const config::Problem &AdviceModel::problem(int row) const
{
    return m_rows.at(static_cast<std::size_t>(row)).problem;
}

int AdviceModel::count(Severity severity) const
{
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), [severity](const Row &row) {
        return row.problem.severity == severity;
    }));
}

int AdviceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant AdviceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const config::Problem &row = problem(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return texts::sentence(row.message, row.remedy);
    case Qt::DecorationRole:
        return iconOf(row.severity);
    case Qt::AccessibleTextRole:
        return tr("%1: %2", "severity, sentence")
            .arg(wordOf(row.severity), texts::sentence(row.message, row.remedy));
    case kPlaceRole:
        return placeOf(row);
    case kSeverityRole:
        return wordOf(row.severity);
    default:
        return {};
    }
}

} // namespace wharfgate::gui
