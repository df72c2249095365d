// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wharfgate::text {

/// `text` for a log or terminal: control characters, DEL, C1 controls, `\` and bytes that are not
/// valid UTF-8 are written as \n, \t, \\, \xNN; the rest stays. Never longer than `limit` bytes
/// plus an ellipsis.
std::string escaped(std::string_view text, std::size_t limit = 1024);

/// True if `text` holds a C0 control character, DEL, or a C1 control character (as UTF-8).
bool hasControlCharacter(std::string_view text);

/// True if `text` is valid UTF-8 (RFC 3629: no surrogates, no overlong forms).
bool isValidUtf8(std::string_view text);

/// The candidate nearest to `word` by edit distance, or empty if none is near enough to suggest.
std::string_view nearest(std::string_view word, const std::vector<std::string_view> &candidates);

} // namespace wharfgate::text
