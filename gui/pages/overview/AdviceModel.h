// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/Problem.h"

#include <QAbstractListModel>

#include <vector>

namespace wharfgate::gui {

/// Problems and advice as a list: severity as icon and word, a sentence, and where it is.
class AdviceModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    static constexpr int kPlaceRole = Qt::UserRole;        // QString
    static constexpr int kSeverityRole = Qt::UserRole + 1; // QString: "Error", "Warning", "Advice"

    using QAbstractListModel::QAbstractListModel;

    /// Errors first, then warnings, then advice; each in the order given.
    void setProblems(std::vector<config::Problem> problems);
    const config::Problem &problem(int row) const;
    /// How many of the given severity.
    int count(config::Problem::Severity severity) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    /// A row that can be compared with another's.
    struct Row
    {
        config::Problem problem;
        bool operator==(const Row &other) const;
    };
    std::vector<Row> m_rows;
};

} // namespace wharfgate::gui
