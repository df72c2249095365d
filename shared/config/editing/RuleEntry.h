// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/Rule.h"
#include "shared/base/Result.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wharfgate::config {

/// One row of the list of access rules as an editor shows it: a rule in force, or one that is
/// disabled, which the file holds as a marked comment that every other reader passes over.
struct RuleEntry
{
    acl::Rule rule; // of a disabled rule, positions are those of its comment
    bool isEnabled = true;
    /// Comment lines directly above the rule, without '#', joined by line breaks. Read only: edits
    /// keep them with their rule; it plays no part in comparing.
    std::string note = {};

    /// Positions and the note do not count.
    bool operator==(const RuleEntry &other) const
    {
        return isEnabled == other.isEnabled && rule.match == other.rule.match &&
               rule.actions == other.rule.actions && rule.comment == other.rule.comment;
    }
};

/// The index that the rule of this row has among the enabled ones (Decision::rule, AuthEvent), or
/// none if it is disabled.
std::optional<std::size_t> ruleIndexOfRow(const std::vector<RuleEntry> &entries, std::size_t row);
/// The reverse; none if there are fewer enabled rules.
std::optional<std::size_t> rowOfRuleIndex(const std::vector<RuleEntry> &entries, std::size_t index);
/// The number by which people know the rule of this row, from 1: disabled rules are not counted,
/// for a log knows nothing of them. A disabled rule has the number that enabling it would give it.
std::size_t ruleNumber(const std::vector<RuleEntry> &entries, std::size_t row);
/// The numbers of all rows.
std::vector<std::size_t> ruleNumbers(const std::vector<RuleEntry> &entries);

/// Rules as text for the clipboard and for export: a YAML list as it stands below `acl:`.
std::string rulesToYaml(const std::vector<RuleEntry> &entries);
/// The reverse: a list of rules, or a mapping with `acl:`. Disabled ones (marked comments) come
/// back as such. The error names line and column in `yaml`.
Result<std::vector<RuleEntry>> rulesFromYaml(std::string_view yaml);

} // namespace wharfgate::config
