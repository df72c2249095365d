// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace wharfgate::token {

/// One requested scope: distribution's token scope grammar, resource class left out.
struct Scope
{
    std::string type;
    std::string name;
    std::vector<std::string> actions; // sorted by bytes, as docker_auth does
};

/// Reads "type[(class)]:name:action,action"; the name may hold one ':' (a host with port). On
/// failure the readable reason, which quotes the scope.
tl::expected<Scope, std::string> parseScope(std::string_view text);

} // namespace wharfgate::token
