// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/overview/FailureModel.h"

#include "gui/models/RowDifference.h"
#include "gui/widgets/Texts.h"

#include <QLocale>

namespace wharfgate::gui {

FailureModel::FailureModel(Subject subject, QObject *parent)
    : QAbstractTableModel(parent)
    , m_subject(subject)
{}

void FailureModel::setRows(const std::vector<TrafficReport::Failing> &rows)
{
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
            Q_EMIT dataChanged(index(step.first, 0), index(last, ColumnCount - 1));
            break;
        }
    }
}

int FailureModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FailureModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString FailureModel::shownName(const TrafficReport::Failing &row) const
{
    if (row.name.isEmpty())
        return m_subject == Subject::Accounts ? tr("(anonymous)") : tr("(unknown)");
    return texts::shown(row.name, 200);
}

QVariant FailureModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const TrafficReport::Failing &row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == kNameRole)
        return row.name;
    if (role == Qt::TextAlignmentRole && index.column() != NameColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case NameColumn:
        return shownName(row);
    case DeniedColumn:
        return QLocale().toString(row.denied);
    default:
        return QLocale().toString(row.loginFailed);
    }
}

QVariant FailureModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section != NameColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return m_subject == Subject::Accounts ? tr("Account") : tr("Address");
    case DeniedColumn:
        return tr("Denied");
    default:
        return tr("Login Failed");
    }
}

} // namespace wharfgate::gui
