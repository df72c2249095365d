// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/AccessList.h"

#include <vector>

namespace wharfgate::acl {

/// Advice about rules that are valid: what their author may not have meant. In the order of the
/// rules; RuleProblem::field is empty where it concerns the rule as a whole. Rules with errors are
/// passed over. Whatever is said about what can never match is proved; not everything that could be
/// proved is said.
std::vector<RuleProblem> lint(const std::vector<Rule> &rules);

} // namespace wharfgate::acl
