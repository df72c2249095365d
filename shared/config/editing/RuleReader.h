// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/editing/RuleEntry.h"
#include "shared/config/editing/Source.h"

#include <string>
#include <vector>

namespace wharfgate::config::editing {

/// The rows of `source` with their rules. `enabled` are the rules in force, in their order. A
/// disabled block that is no rule is a comment, and its row is taken away.
std::vector<RuleEntry> readRuleEntries(Source &source, const std::vector<acl::Rule> &enabled,
                                       const std::string &file);

} // namespace wharfgate::config::editing
