// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace wharfgate::utf8 {

/// What a byte that does not belong to a valid sequence stands for.
inline constexpr char32_t kReplacement = 0xFFFD;

/// The first code point of a text, and how many bytes it takes.
struct Decoded
{
    char32_t codePoint = kReplacement;
    std::size_t length = 0; // 0 only for the empty text
    bool valid = false;
};

/// Decodes a text that begins with a byte above 0x7F. Callers use decode().
Decoded decodeMultiByte(std::string_view text);

/// The first code point of `text` (RFC 3629: no surrogates, no overlong forms). A byte that does
/// not begin a valid sequence is one invalid U+FFFD of length 1, as in Go's utf8.DecodeRune.
inline Decoded decode(std::string_view text)
{
    if (text.empty())
        return {};
    const auto first = static_cast<unsigned char>(text.front());
    if (first < 0x80)
        return {first, 1, true};
    return decodeMultiByte(text);
}

/// `text` with each byte that is not valid UTF-8 replaced by U+FFFD.
std::string repaired(std::string_view text);

} // namespace wharfgate::utf8
