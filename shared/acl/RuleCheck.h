// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/AccessList.h"
#include "shared/acl/Pattern.h"
#include "shared/acl/Rule.h"

#include <cstddef>
#include <string>
#include <vector>

namespace wharfgate::acl {

/// The condition of a rule for a field, as written.
const std::optional<std::string> &patternOf(const MatchConditions &match, Field field);

/// One pattern of a rule and the place it has there.
struct CheckedPattern
{
    std::string field; // as in RulePositions::fields
    const Pattern *pattern = nullptr;
    bool isLabel = false;
};

/// Appends what is wrong with, or doubtful about, one rule taken by itself. `patterns` are those of
/// `rule`, compiled.
void checkRule(std::size_t index, const Rule &rule, const std::vector<CheckedPattern> &patterns,
               std::vector<RuleProblem> &problems);

} // namespace wharfgate::acl
