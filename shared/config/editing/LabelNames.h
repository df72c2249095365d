// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace wharfgate::config::editing {

/// `pattern` with ${labels:FROM} replaced by ${labels:TO}.
std::string renameInPattern(std::string_view pattern, std::string_view from, std::string_view to);

} // namespace wharfgate::config::editing
