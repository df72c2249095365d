// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/CompiledRules.h"

#include <QAbstractTableModel>

#include <memory>
#include <optional>
#include <vector>

namespace wharfgate::gui {

class Workspace;

/// The test cases saved in the working copy, and whether each passes: by the rules of the working
/// copy, and by those in force.
class TestCaseModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Title,
        Now,
        Before,
        Request,
        Expected,
        ColumnCount
    };
    explicit TestCaseModel(Workspace &workspace, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const config::TestCase &testCase(int row) const
    {
        return m_rows[static_cast<std::size_t>(row)].test;
    }
    /// Null: unknown so far.
    void evaluate(const CompiledRules *now, const CompiledRules *before);
    int passing() const;
    int failing() const;
    /// Cases that pass now and did not before, or the reverse.
    int changed() const;

private:
    struct Row
    {
        config::TestCase test;
        bool operator==(const Row &other) const;
    };
    struct Outcome
    {
        bool passes = false;
        QString text;
    };
    using Outcomes = std::vector<Outcome>; // by row; empty: unknown
    void handleContentChanged();
    QVariant outcomeData(const Outcomes &outcomes, int row, int role) const;
    static Outcomes outcomesOf(const std::vector<Row> &rows, const CompiledRules *rules);

    Workspace &m_workspace;
    std::vector<Row> m_rows;
    Outcomes m_now;
    Outcomes m_before;
};

/// What a case asks, for a table: "alice: push team/app".
QString requestText(const config::TestCase &test);

} // namespace wharfgate::gui
