// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>
#include <QString>

#include <vector>

namespace wharfgate::gui {

/// The rules that did not match a tested request, and why each did not.
class PassedOverModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    struct Item
    {
        int row = 0;    // of the rule among all rules
        int number = 0; // of the rule, as config::ruleNumber() says
        QString reason;
    };
    using QAbstractTableModel::QAbstractTableModel;

    void setItems(std::vector<Item> items);
    /// Row of the rule among all rules.
    int ruleRow(int row) const { return m_items[static_cast<std::size_t>(row)].row; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<Item> m_items;
};

} // namespace wharfgate::gui
