// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace wharfgate::acl {

/// The conditions of a rule as written. An absent member matches everything; an empty string is a
/// pattern that matches the empty string only.
struct MatchConditions
{
    std::optional<std::string> account;
    std::optional<std::string> type;
    std::optional<std::string> name;
    std::optional<std::string> ip;
    std::optional<std::string> service;
    std::map<std::string, std::string> labels; // label name -> pattern; all must match

    bool operator==(const MatchConditions &) const = default;
};

/// Where each part of a rule stands in its file, for messages. Unknown parts have line 0.
struct RulePositions
{
    SourcePosition rule;
    std::map<std::string, SourcePosition> fields; // "account", "ip", "labels.group", "actions", …
};

/// One access rule as written in the configuration file. Text is UTF-8 bytes.
struct Rule
{
    MatchConditions match;
    std::vector<std::string> actions;
    std::string comment;
    RulePositions positions;
};

} // namespace wharfgate::acl
