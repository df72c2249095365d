// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/Problem.h"
#include "shared/config/editing/ConfigurationText.h"

#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace wharfgate::gui {

/// What is doubtful about one row of the access rules.
struct RuleWarning
{
    config::Problem::Severity severity = config::Problem::Severity::Lint;
    QString text;                        // one sentence
    QString remedy;                      // one sentence, or empty
    QString field;                       // "match.account", "actions"; empty: the rule as a whole
    std::optional<std::size_t> causeRow; // the other rule that is to blame

    bool operator==(const RuleWarning &) const = default;
};

/// By row of ConfigurationText::rules(). What concerns no rule in particular stands at the row
/// behind the last one, which is the implicit denial.
using RuleWarnings = std::map<std::size_t, std::vector<RuleWarning>>;

/// What reading the file found about its rules, and the users that rules name although there are no
/// such users.
RuleWarnings warningsOf(const config::ConfigurationText &content);

} // namespace wharfgate::gui
