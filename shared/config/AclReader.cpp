// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/AccessList.h"
#include "shared/config/ConfigurationReader.h"
#include "shared/config/RuleProblems.h"
#include "shared/config/SettingReaders.h"

namespace wharfgate::config {

namespace {

using acl::MatchConditions;
using acl::Rule;

std::optional<std::string> MatchConditions::*condition(std::string_view name)
{
    if (name == "account")
        return &MatchConditions::account;
    if (name == "type")
        return &MatchConditions::type;
    if (name == "name")
        return &MatchConditions::name;
    if (name == "ip")
        return &MatchConditions::ip;
    if (name == "service")
        return &MatchConditions::service;
    return nullptr;
}

void warnNullCondition(const Value::Entry &entry)
{
    entry.key.warning("null-condition",
                      "This condition is empty, so the rule matches whatever the value is.",
                      "Remove it, or write \"\" to match the empty text only.");
}

void readLabelPatterns(const Value::Entry &labels, Rule &rule)
{
    rule.match.labels.clear();
    if (labels.value.isNull())
        warnNullCondition(labels);
    const auto entries = labels.value.entries("a mapping from label name to pattern");
    if (!entries)
        return;
    for (const Value::Entry &entry : *entries) {
        if (auto pattern = entry.value.text()) {
            rule.match.labels[entry.name] = std::move(*pattern);
            rule.positions.fields["labels." + entry.name] = entry.value.position();
        }
    }
}

void readCondition(const Value::Entry &entry, Rule &rule)
{
    if (entry.name == "labels") {
        readLabelPatterns(entry, rule);
    } else if (const auto member = condition(entry.name)) {
        const bool isAbsent = entry.value.isNull() && !entry.value.isLoudNull();
        if (isAbsent)
            warnNullCondition(entry);
        auto pattern = entry.value.text();
        rule.match.*member = isAbsent ? std::nullopt : std::move(pattern);
    } else {
        // A mistyped condition would let the rule match more than its author wants.
        reportUnknownKey(entry, "acl[].match", Problem::Severity::Error);
        return;
    }
    rule.positions.fields[entry.name] = entry.value.position();
}

void readMatch(const Value &value, Rule &rule)
{
    const auto entries = value.entries(
        "a mapping from account, type, name, ip, service or labels to what must match");
    if (!entries)
        return;
    for (const Value::Entry &entry : *entries)
        readCondition(entry, rule);
}

void readRuleKey(const Value::Entry &entry, Rule &rule)
{
    if (entry.name == "match") {
        readMatch(entry.value, rule);
    } else if (entry.name == "actions") {
        if (auto actions = entry.value.texts())
            rule.actions = std::move(*actions);
    } else if (entry.name == "comment") {
        if (auto comment = entry.value.text())
            rule.comment = std::move(*comment);
    } else {
        reportUnknownKey(entry, "acl[]", Problem::Severity::Warning);
        return;
    }
    rule.positions.fields[entry.name] = entry.value.position();
}

Rule readRule(const Value &value)
{
    Rule rule;
    rule.positions.rule = value.position();
    if (value.isNull()) {
        value.error("missing-key", "This rule is empty.", "Remove it, or add match and actions.");
        return rule;
    }
    const auto entries = value.entries("a mapping with match, actions and comment");
    if (!entries)
        return rule;
    bool hasMatch = false;
    bool hasActions = false;
    for (const Value::Entry &entry : *entries) {
        readRuleKey(entry, rule);
        if (entry.name == "match")
            hasMatch = !entry.value.isNull();
        if (entry.name == "actions")
            hasActions = !entry.value.isNull();
    }
    if (!hasMatch) {
        value.error("missing-key", "This rule does not say what it matches.",
                    "Add match; `match: {}` matches every request.");
    }
    if (!hasActions) {
        value.error("missing-key", "This rule does not say which actions it grants.",
                    "Add actions; `actions: []` grants none.");
    }
    return rule;
}

} // namespace

void readAcl(const Value &value, Configuration &configuration)
{
    configuration.acl.reset();
    const auto items = value.items();
    if (!items || value.isNull())
        return;
    if (items->size() > kMaxRules) {
        value.error("too-large", "There are more than " + std::to_string(kMaxRules) + " rules.",
                    "Use patterns, such as ${account} and labels, in place of a rule for each.");
        return;
    }
    std::vector<Rule> rules;
    rules.reserve(items->size());
    for (const Value &item : *items)
        rules.push_back(readRule(item));
    configuration.acl = std::move(rules);
}

void checkRules(ReadContext &context, const Configuration &configuration)
{
    if (!configuration.acl)
        return;
    const auto result = acl::AccessList::compile(*configuration.acl);
    for (const acl::RuleProblem &found : result.problems) {
        context.problems.add(problemOf(found, configuration.acl->at(found.rule)));
    }
}

} // namespace wharfgate::config
