// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/RuleCounters.h"

#include <QJsonArray>

#include <string>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

/// Equal for rules that decide alike; a comment may change without the rule becoming another.
std::string identityOf(const acl::Rule &rule)
{
    std::string key;
    const auto add = [&](const std::optional<std::string> &text) {
        key += text ? '=' + *text : std::string();
        key += '\0';
    };
    add(rule.match.account);
    add(rule.match.type);
    add(rule.match.name);
    add(rule.match.ip);
    add(rule.match.service);
    for (const auto &[name, pattern] : rule.match.labels)
        add(name + '\0' + pattern);
    key += '\0';
    for (const std::string &action : rule.actions)
        add(action);
    return key;
}

} // namespace

RuleCounters RuleCounters::fromJson(const QJsonObject &counters)
{
    const auto time = [](const QJsonValue &value) {
        return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    };
    RuleCounters result;
    result.since = time(counters[u"rulesSince"_s]);
    result.now = time(counters[u"now"_s]);
    result.revision = counters[u"rulesRevision"_s].toString();
    for (const QJsonValue item : counters[u"rules"_s].toArray()) {
        const qint64 index = item[u"rule"_s].toInteger(-1);
        if (index >= 0)
            result.byIndex[static_cast<std::size_t>(index)] = {item[u"hits"_s].toInteger(),
                                                               time(item[u"last"_s])};
    }
    return result;
}

std::vector<std::optional<RuleHits>> hitsOfRows(const std::vector<config::RuleEntry> &rows,
                                                const std::vector<config::RuleEntry> &inForce,
                                                const RuleCounters &counters)
{
    // Equal rules are told apart by their order.
    std::unordered_map<std::string, std::vector<std::size_t>> indexes;
    std::size_t index = 0;
    for (const config::RuleEntry &entry : inForce) {
        if (entry.isEnabled)
            indexes[identityOf(entry.rule)].push_back(index++);
    }
    std::unordered_map<std::string, std::size_t> used;
    std::vector<std::optional<RuleHits>> hits(rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (!rows[row].isEnabled)
            continue;
        const std::string key = identityOf(rows[row].rule);
        const auto found = indexes.find(key);
        std::size_t &next = used[key];
        if (found == indexes.end() || next >= found->second.size())
            continue;
        const auto counted = counters.byIndex.find(found->second[next++]);
        hits[row] = counted == counters.byIndex.end() ? RuleHits{} : counted->second;
    }
    return hits;
}

} // namespace wharfgate::gui
