// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace wharfgate::gui {

/// One line of a configuration file with every password hash in it replaced: the value of a
/// `password` key, and whatever else looks like a crypt(3) hash ("$2y$…", locked or not).
std::string withoutPasswordHashes(std::string_view line, std::string_view replacement);

} // namespace wharfgate::gui
