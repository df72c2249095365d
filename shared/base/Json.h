// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace wharfgate::json {

/// Appends `text` as a JSON string with quotes (RFC 8259 7). Control characters, `"` and `\` are
/// escaped, and U+2028 and U+2029 too; each byte that is not valid UTF-8 becomes U+FFFD.
void appendString(std::string &out, std::string_view text);

/// `appendString` into a new string.
std::string quoted(std::string_view text);

} // namespace wharfgate::json
