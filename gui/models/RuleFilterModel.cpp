// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/RuleFilterModel.h"

#include "gui/models/RuleModel.h"
#include "shared/acl/IpAddress.h"

#include <algorithm>

namespace wharfgate::gui {

namespace {

bool contains(const std::string &text, const QString &part)
{
    return QString::fromStdString(text).contains(part, Qt::CaseInsensitive);
}

bool contains(const std::optional<std::string> &text, const QString &part)
{
    return text && contains(*text, part);
}

} // namespace

RuleFilterModel::RuleFilterModel(RuleModel &rules, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_rules(rules)
{
    setSourceModel(&rules);
    setSortRole(RuleModel::kSortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSortLocaleAware(true);
    setDynamicSortFilter(true);
}

void RuleFilterModel::setQuery(const RuleQuery &query)
{
    m_query = query;
    invalidateFilter();
}

void RuleFilterModel::setUnusedOnly(bool unusedOnly)
{
    m_unusedOnly = unusedOnly;
    invalidateFilter();
}

bool RuleFilterModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row,
                                   int column, const QModelIndex &parent)
{
    if (!isInOrder()) {
        Q_EMIT dropRefused();
        return false;
    }
    return QSortFilterProxyModel::dropMimeData(data, action, row, column, parent);
}

bool RuleFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    if (m_rules.isImplicit(sourceRow))
        return !isFiltered();
    if (m_unusedOnly && !m_rules.isUnused(sourceRow))
        return false;
    return std::all_of(
        m_query.terms.begin(), m_query.terms.end(),
        [&](const RuleQuery::Term &term) { return holds(term, sourceRow) != term.isNegated; });
}

bool RuleFilterModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    if (m_rules.isImplicit(left.row()) || m_rules.isImplicit(right.row()))
        return m_rules.isImplicit(right.row()) == (sortOrder() == Qt::AscendingOrder);
    return QSortFilterProxyModel::lessThan(left, right);
}

bool RuleFilterModel::holds(const RuleQuery::Term &term, int row) const
{
    return term.field == RuleQuery::Field::Is ? hasProperty(term.property, row)
                                              : holdsText(term, row);
}

bool RuleFilterModel::hasProperty(RuleQuery::Property property, int row) const
{
    switch (property) {
    case RuleQuery::Property::Enabled:
        return m_rules.entry(row).isEnabled;
    case RuleQuery::Property::Disabled:
        return !m_rules.entry(row).isEnabled;
    case RuleQuery::Property::Unused:
        return m_rules.isUnused(row);
    case RuleQuery::Property::Warning:
        return !m_rules.warnings(row).empty();
    case RuleQuery::Property::Deny:
        return m_rules.entry(row).rule.actions.empty();
    case RuleQuery::Property::None:
        break;
    }
    return true;
}

bool RuleFilterModel::holdsText(const RuleQuery::Term &term, int row) const
{
    const acl::Rule &rule = m_rules.entry(row).rule;
    const acl::MatchConditions &match = rule.match;
    const QString &text = term.text;
    const auto hasAction = [&] {
        return std::any_of(rule.actions.begin(), rule.actions.end(),
                           [&](const std::string &action) { return contains(action, text); });
    };
    const auto hasLabel = [&] {
        return std::any_of(match.labels.begin(), match.labels.end(), [&](const auto &label) {
            return contains(label.first + '=' + label.second, text);
        });
    };
    switch (term.field) {
    case RuleQuery::Field::Account:
        return concerns(match.account, text);
    case RuleQuery::Field::Type:
        return concerns(match.type, text);
    case RuleQuery::Field::Name:
        return concerns(match.name, text);
    case RuleQuery::Field::Service:
        return concerns(match.service, text);
    case RuleQuery::Field::Ip: {
        const auto network = match.ip ? acl::IpNetwork::parse(*match.ip) : std::nullopt;
        const auto address = acl::IpAddress::parse(text.toStdString());
        return contains(match.ip, text) || (network && address && network->contains(*address));
    }
    case RuleQuery::Field::Label:
        return hasLabel();
    case RuleQuery::Field::Action:
        return hasAction();
    case RuleQuery::Field::Comment:
        return contains(rule.comment, text);
    case RuleQuery::Field::Any:
    case RuleQuery::Field::Is:
        break;
    }
    return contains(match.account, text) || contains(match.name, text) ||
           contains(match.type, text) || contains(match.service, text) ||
           contains(match.ip, text) || contains(rule.comment, text) || hasLabel() || hasAction();
}

/// The pattern holds the text, or the text is a value that the pattern matches.
bool RuleFilterModel::concerns(const std::optional<std::string> &pattern, const QString &text) const
{
    if (!pattern)
        return false;
    if (contains(*pattern, text))
        return true;
    constexpr std::size_t kMostPatterns = 50'000;
    if (m_patterns.size() > kMostPatterns)
        m_patterns.clear();
    const auto compiled = m_patterns.try_emplace(*pattern, *pattern).first;
    const std::string value = text.toStdString();
    return compiled->second.matchesAsWritten(acl::Subject(value));
}

} // namespace wharfgate::gui
