// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace wharfgate::acl {

/// The part of a rule that a request is compared with.
enum class Condition
{
    Account,
    Type,
    Name,
    Ip,
    Service,
    Label,
    LabelCombinations
};

/// Why one rule did not match: the first of its conditions that failed.
struct PassedOver
{
    std::size_t rule = 0; // index from 0
    Condition condition = Condition::Account;
    std::string label;   // the label's name, for Condition::Label
    std::string pattern; // as written in the rule
    std::string value;   // what the request had
    /// One sentence, for example: name "prod/app" does not match "test-*".
    std::string toString() const;
};

/// The answer of AccessList::decide().
struct Decision
{
    /// The first rule that matched, index from 0. Absent: none did, and nothing is granted.
    std::optional<std::size_t> rule;
    /// What is granted of the requested actions.
    std::vector<std::string> actions;
    /// With Trace::On: every rule before the deciding one (all of them, if none matched), in order.
    std::vector<PassedOver> passedOver;
    /// A rule was treated as not matching because label combinations exceeded the limit.
    bool labelLimitExceeded = false;
};

} // namespace wharfgate::acl
