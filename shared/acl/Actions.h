// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wharfgate::acl {

/// One or more of letters, digits, `_`, `*`, `.` and `-`: what registries call an action.
bool isValidAction(std::string_view action);

/// What a rule with `allowed` grants of `requested`. Exactly ["*"] grants each valid requested
/// action once, in the order asked for; anything else grants what stands in both lists, sorted
/// bytewise.
std::vector<std::string> grantedActions(const std::vector<std::string> &requested,
                                        const std::vector<std::string> &allowed);

/// "pull,push"; "nothing" if there are none. For messages.
std::string joinActions(const std::vector<std::string> &actions);

} // namespace wharfgate::acl
