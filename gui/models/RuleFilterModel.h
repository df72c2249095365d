// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/RuleQuery.h"
#include "shared/acl/Pattern.h"

#include <QSortFilterProxyModel>

#include <string>
#include <unordered_map>

namespace wharfgate::gui {

class RuleModel;

/// The access rules as searched and sorted. The implicit row stays last and goes while something is
/// searched for.
class RuleFilterModel final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit RuleFilterModel(RuleModel &rules, QObject *parent = nullptr);

    void setQuery(const RuleQuery &query);
    void setUnusedOnly(bool unusedOnly);
    bool isFiltered() const { return !m_query.isEmpty() || m_unusedOnly; }
    bool isSorted() const { return sortColumn() >= 0; }
    /// Places between the rows are those of the file: rows can be moved and inserted.
    bool isInOrder() const { return !isFiltered() && !isSorted(); }

    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    void dropRefused();

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    bool holds(const RuleQuery::Term &term, int row) const;
    bool holdsText(const RuleQuery::Term &term, int row) const;
    bool hasProperty(RuleQuery::Property property, int row) const;
    bool concerns(const std::optional<std::string> &pattern, const QString &text) const;

    RuleModel &m_rules;
    RuleQuery m_query;
    bool m_unusedOnly = false;
    // Compiled once for all searches; a table has few distinct patterns, at most as many as rules.
    mutable std::unordered_map<std::string, acl::Pattern> m_patterns;
};

} // namespace wharfgate::gui
