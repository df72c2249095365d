// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/editing/LineMap.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A disabled rule is written as comment lines: the marker at the list's indentation, and below it
/// the rule's own lines, each with "# " behind that indentation. Enabling takes these away again,
/// so that it restores the very bytes.
namespace wharfgate::config::editing {

inline constexpr std::string_view kDisabledMarker = "# wharfgate:disabled";

/// A marker and the lines below it that can belong to its rule.
struct DisabledBlock
{
    std::size_t markerLine = 0;
    std::size_t endLine = 0;        // behind the last one
    std::vector<std::string> lines; // as they were before, without line ends
};

/// One line of a rule as it is written when disabled.
std::string disabledLine(std::string_view line, std::string_view indentation);
/// The reverse; nothing if the line is not written so.
std::optional<std::string> enabledLine(std::string_view line, std::string_view indentation);

bool isDisabledMarker(const LineMap &lines, std::size_t line);
/// What stands at a marker line, up to line `limit`; nothing if no rule can.
std::optional<DisabledBlock> readDisabledBlock(const LineMap &lines, std::size_t markerLine,
                                               std::size_t limit);

} // namespace wharfgate::config::editing
