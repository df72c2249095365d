// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/RuleCounters.h"
#include "gui/models/RuleWarnings.h"
#include "shared/config/editing/ConfigurationText.h"
#include "shared/config/editing/Edit.h"

#include <QAbstractTableModel>
#include <QList>

#include <optional>
#include <vector>

namespace wharfgate::gui {

class Workspace;

/// The access rules of the working copy in their order, and behind them the implicit row
/// "everything else: deny". Every edit is one step of the workspace; what is refused is told by
/// editRefused().
class RuleModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Position,
        Enabled,
        Subject,
        Resource,
        Actions,
        Warnings,
        Comment,
        Hits,
        LastHit,
        ColumnCount
    };
    static constexpr int kEntryRole = Qt::UserRole + 1; // config::RuleEntry; not of the last row
    static constexpr int kSortRole = Qt::UserRole + 2;
    static constexpr const char *kRowsMimeType = "application/x-wharfgate-rule-rows";

    explicit RuleModel(Workspace &workspace, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    Qt::DropActions supportedDropActions() const override;
    bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                         const QModelIndex &parent) const override;
    /// Rows of this model are moved by one edit and reported as not handled: a view that was told
    /// of a successful move would remove the rows where they were (QAbstractItemView::startDrag).
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

    /// Rules, without the implicit row.
    int ruleCount() const { return static_cast<int>(m_rows.size()); }
    bool isImplicit(int row) const { return row == ruleCount(); }
    const config::RuleEntry &entry(int row) const
    {
        return *m_rows[static_cast<std::size_t>(row)].entry;
    }
    /// As config::ruleNumber() says; of the implicit row: the number of a rule at the end.
    int number(int row) const;
    const std::vector<RuleWarning> &warnings(int row) const;
    /// Row of the rule with this index among the enabled ones; the implicit row if there is none.
    int rowOfDecision(const std::optional<std::size_t> &rule) const;

    /// Edits; `rows` ascending and without the implicit one. False: refused, and editRefused() said
    /// why.
    bool moveRules(const QList<int> &rows, int before);
    bool insertRules(int row, const std::vector<config::RuleEntry> &entries, const QString &text);
    bool removeRules(const QList<int> &rows, const QString &text);
    bool enableRules(const QList<int> &rows, bool enable);
    bool replaceRule(int row, const config::RuleEntry &entry, const QString &text);

    /// The daemon's counters; absent: unknown. `stale` ones are greyed.
    void setCounters(const std::optional<RuleCounters> &counters, bool stale);
    const std::optional<RuleCounters> &counters() const { return m_counters; }
    std::optional<RuleHits> hits(int row) const;
    /// In force, and as far as is known without a hit in the last 30 days.
    bool isUnused(int row) const;

    /// The row that decided the tested request, marked in the table; -1: none.
    void setMarkedRow(int row);

Q_SIGNALS:
    void editRefused(const QString &reason);

private:
    /// Compared by what it says. The number is stored, as it must not change while rows are being
    /// inserted, moved or removed before it.
    struct Row
    {
        const config::RuleEntry *entry = nullptr;
        int number = 0;
        bool operator==(const Row &other) const { return *entry == *other.entry; }
    };

    void handleContentChanged();
    void updateHits();
    bool perform(const QString &text, const std::vector<config::Edit> &edits);
    QVariant displayed(int row, int column) const;
    QVariant implicitData(int column, int role) const;
    QVariant decoration(int row, int column) const;
    QString toolTip(int row, int column) const;
    QVariant sortKey(int row, int column) const;
    QString hitsText(int row, int column) const;
    QVariant look(int row, int column, int role) const;
    QString warningText(int row) const;

    Workspace &m_workspace;
    config::ConfigurationText m_content; // owns what m_rows point to
    std::vector<Row> m_rows;
    bool m_hasConfiguration = false;
    RuleWarnings m_warnings;
    std::optional<RuleCounters> m_counters;
    std::vector<std::optional<RuleHits>> m_hits; // by row
    bool m_countersStale = false;
    int m_markedRow = -1;
};

} // namespace wharfgate::gui

Q_DECLARE_METATYPE(wharfgate::config::RuleEntry)
