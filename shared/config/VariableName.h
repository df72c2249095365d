// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string_view>

namespace wharfgate::config {

/// Programs believe what stands in variables with this prefix, so only the server sets them.
inline constexpr std::string_view kReservedVariablePrefix = "WHARFGATE_";

/// Letters, digits and underscores, and no digit first (POSIX.1 Base Definitions 8.1).
inline bool isVariableName(std::string_view name)
{
    const auto isLetter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    return !name.empty() && isLetter(name.front()) &&
           std::all_of(name.begin(), name.end(),
                       [&](char c) { return isLetter(c) || (c >= '0' && c <= '9'); });
}

} // namespace wharfgate::config
