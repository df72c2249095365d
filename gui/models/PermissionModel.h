// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/PermissionMatrix.h"

#include <QAbstractTableModel>

#include <memory>

namespace wharfgate::gui {

/// A computed matrix of permissions as a table.
class PermissionModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int kSortRole = Qt::UserRole + 1;
    using QAbstractTableModel::QAbstractTableModel;

    /// `rules` are those the matrix was computed with; null with an empty matrix.
    void setMatrix(PermissionMatrix matrix, std::shared_ptr<const CompiledRules> rules);
    const PermissionMatrix &matrix() const { return m_matrix; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// The request that a cell stands for.
    acl::Request requestOf(const QModelIndex &index) const;
    /// Row of the deciding rule among all rules, if one decided.
    std::optional<std::size_t> decidingRow(const PermissionMatrix::Cell &cell) const;
    QString subjectText(int row) const;

private:
    PermissionMatrix m_matrix;
    std::shared_ptr<const CompiledRules> m_rules;
};

} // namespace wharfgate::gui
