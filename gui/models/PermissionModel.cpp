// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/PermissionModel.h"

#include "gui/widgets/BadgeDelegate.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Verdict.h"

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

void PermissionModel::setMatrix(PermissionMatrix matrix, std::shared_ptr<const CompiledRules> rules)
{
    beginResetModel(); // another question altogether
    m_matrix = std::move(matrix);
    m_rules = std::move(rules);
    endResetModel();
}

int PermissionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_matrix.rows.size());
}

int PermissionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + static_cast<int>(m_matrix.actions.size());
}

QVariant PermissionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount() ||
        role != Qt::DisplayRole)
        return {};
    if (section > 0)
        return m_matrix.actions[section - 1];
    return m_matrix.kind == PermissionMatrix::Kind::Accounts ? tr("Account") : tr("Repository");
}

QString PermissionModel::subjectText(int row) const
{
    const PermissionMatrix::Subject &subject = m_matrix.rows[static_cast<std::size_t>(row)].subject;
    if (m_matrix.kind == PermissionMatrix::Kind::Accounts)
        return subject.account.empty() ? tr("(without account)")
                                       : texts::shown(subject.account, 200);
    return subject.type == "registry" ? tr("(catalog of the registry)")
                                      : texts::shown(subject.name, 300);
}

std::optional<std::size_t> PermissionModel::decidingRow(const PermissionMatrix::Cell &cell) const
{
    return cell.rule && m_rules ? config::rowOfRuleIndex(m_rules->text().rules(), *cell.rule)
                                : std::nullopt;
}

QVariant PermissionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.column() == 0)
        return role == Qt::DisplayRole || role == kSortRole ? subjectText(index.row()) : QVariant();
    const auto &cells = m_matrix.rows[static_cast<std::size_t>(index.row())].cells;
    const PermissionMatrix::Cell &cell = cells[static_cast<std::size_t>(index.column() - 1)];
    const Verdict verdict = cell.isGranted
                                ? Verdict{tr("Yes"), Verdict::Shape::Check, theme::Role::Granted}
                                : Verdict{tr("No"), Verdict::Shape::Cross, theme::Role::Denied};
    switch (role) {
    case Qt::DisplayRole:
        return verdict.word;
    case BadgeDelegate::kVerdictRole:
        return QVariant::fromValue(verdict);
    case kSortRole:
        return cell.isGranted ? 0 : 1;
    case Qt::ToolTipRole: {
        const auto row = decidingRow(cell);
        return row ? tr("Rule %1 decides. Double-click to see why.").arg(*cell.rule + 1)
                   : tr("No rule matches. Double-click to see why.");
    }
    default:
        return {};
    }
}

acl::Request PermissionModel::requestOf(const QModelIndex &index) const
{
    const PermissionMatrix::Subject &subject =
        m_matrix.rows[static_cast<std::size_t>(index.row())].subject;
    acl::Request request;
    request.account = subject.account;
    request.type = subject.type;
    request.name = subject.name;
    const QString action = index.column() > 0 ? m_matrix.actions[index.column() - 1] : QString();
    if (action == u"catalog" || subject.type == "registry") {
        request.type = "registry";
        request.name = "catalog";
        request.actions = {"*"};
    } else {
        request.actions = action.isEmpty() ? std::vector<std::string>{"pull", "push"}
                                           : std::vector<std::string>{action.toStdString()};
    }
    if (m_rules)
        request.labels = m_rules->labelsOf(request.account);
    return request;
}

} // namespace wharfgate::gui
