// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wharfgate::text {

/// `text` for a log or terminal: control characters, DEL, C1 controls, `\`, the line and paragraph
/// separators (U+2028, U+2029) and bytes that are not valid UTF-8 are written as \n, \t, \\, \xNN;
/// the rest stays. Never longer than `limit` bytes plus an ellipsis.
std::string escaped(std::string_view text, std::size_t limit = 1024);

/// Appends `value` bare if it is one plain word, else escaped in double quotes (`"two words"`), so
/// that no value of a key=value line can pass for another key or line.
void appendWord(std::string &out, std::string_view value, std::size_t limit = 1024);

/// True if `text` holds a C0 control character, DEL, or a C1 control character (as UTF-8).
bool hasControlCharacter(std::string_view text);

/// True if `text` is valid UTF-8 (RFC 3629: no surrogates, no overlong forms).
bool isValidUtf8(std::string_view text);

/// The candidate nearest to `word` by edit distance, or empty if none is near enough to suggest.
std::string_view nearest(std::string_view word, const std::vector<std::string_view> &candidates);

/// 0 to 15, or -1 if `digit` is no hexadecimal digit.
int hexValue(char digit);

/// RFC 3986 2.1 decoding; nothing if an escape is broken.
std::optional<std::string> percentDecoded(std::string_view text);

/// Without any of `blanks` at either end.
std::string_view trimmed(std::string_view text, std::string_view blanks = " \t");

/// ASCII letters in lower case.
std::string lowered(std::string_view text);

/// ASCII letters count in either case.
bool equalsIgnoringCase(std::string_view a, std::string_view b);

} // namespace wharfgate::text
