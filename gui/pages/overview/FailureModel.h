// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/pages/overview/TrafficReport.h"

#include <QAbstractTableModel>

namespace wharfgate::gui {

/// Accounts or addresses that were refused most, in the order of the daemon.
class FailureModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        NameColumn,
        DeniedColumn,
        LoginFailedColumn,
        ColumnCount
    };
    enum class Subject
    {
        Accounts,
        Addresses
    };
    static constexpr int kNameRole = Qt::UserRole; // QString, as it is

    explicit FailureModel(Subject subject, QObject *parent = nullptr);

    void setRows(const std::vector<TrafficReport::Failing> &rows);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString shownName(const TrafficReport::Failing &row) const;

    Subject m_subject;
    std::vector<TrafficReport::Failing> m_rows;
};

} // namespace wharfgate::gui
