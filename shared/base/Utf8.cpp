// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/base/Utf8.h"

namespace wharfgate::utf8 {

namespace {

/// What the first byte of a sequence promises (RFC 3629 4).
struct Lead
{
    std::size_t length = 0; // 0: cannot begin a sequence
    // Bounds of the second byte: they exclude overlong forms, surrogates and what is above
    // U+10FFFF.
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
};

constexpr Lead leadOf(unsigned char byte)
{
    if (byte < 0xC2 || byte > 0xF4)
        return {};
    if (byte < 0xE0)
        return {2};
    if (byte == 0xE0)
        return {3, 0xA0, 0xBF};
    if (byte == 0xED)
        return {3, 0x80, 0x9F};
    if (byte < 0xF0)
        return {3};
    if (byte == 0xF0)
        return {4, 0x90, 0xBF};
    if (byte == 0xF4)
        return {4, 0x80, 0x8F};
    return {4};
}

} // namespace

Decoded decodeMultiByte(std::string_view text)
{
    constexpr Decoded kInvalid{kReplacement, 1, false};
    const auto byteAt = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };

    const unsigned char first = byteAt(0);
    const Lead lead = leadOf(first);
    if (lead.length == 0 || text.size() < lead.length)
        return kInvalid;
    if (byteAt(1) < lead.low || byteAt(1) > lead.high)
        return kInvalid;

    char32_t codePoint = first & (0x7FU >> lead.length);
    for (std::size_t i = 1; i < lead.length; ++i) {
        if ((byteAt(i) & 0xC0U) != 0x80U)
            return kInvalid;
        codePoint = (codePoint << 6U) | (byteAt(i) & 0x3FU);
    }
    return {codePoint, lead.length, true};
}

std::string repaired(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const Decoded next = decode(text);
        if (next.valid)
            out.append(text.substr(0, next.length));
        else
            out.append("\xEF\xBF\xBD");
        text.remove_prefix(next.length);
    }
    return out;
}

} // namespace wharfgate::utf8
