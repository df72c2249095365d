// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/PassedOverModel.h"

namespace wharfgate::gui {

void PassedOverModel::setItems(std::vector<Item> items)
{
    beginResetModel(); // another request altogether
    m_items = std::move(items);
    endResetModel();
}

int PassedOverModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

int PassedOverModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 2;
}

QVariant PassedOverModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Rule") : tr("Why It Did Not Match");
}

QVariant PassedOverModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) ||
        (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const Item &item = m_items[static_cast<std::size_t>(index.row())];
    return index.column() == 0 ? QString::number(item.number) : item.reason;
}

} // namespace wharfgate::gui
