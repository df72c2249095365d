// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/base/Json.h"

#include "shared/base/Utf8.h"

#include <array>

namespace wharfgate::json {

namespace {

/// Bytes that may be copied as they stand: printable ASCII but for the quote and the backslash.
constexpr std::array<bool, 256> kPlain = [] {
    std::array<bool, 256> plain{};
    for (std::size_t byte = 0x20; byte < 0x7F; ++byte)
        plain[byte] = byte != '"' && byte != '\\';
    return plain;
}();

void appendUnicodeEscape(std::string &out, char32_t codePoint)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    out += "\\u";
    for (unsigned shift : {12U, 8U, 4U, 0U})
        out += kHex[(codePoint >> shift) & 0xFU];
}

void appendSpecial(std::string &out, std::string_view bytes, const utf8::Decoded &next)
{
    switch (next.codePoint) {
    case U'"':
        out += "\\\"";
        return;
    case U'\\':
        out += "\\\\";
        return;
    case U'\n':
        out += "\\n";
        return;
    case U'\r':
        out += "\\r";
        return;
    case U'\t':
        out += "\\t";
        return;
    default:
        break;
    }
    // C0, DEL and C1 act on terminals; U+2028 and U+2029 end a line in JavaScript.
    const char32_t c = next.codePoint;
    if (c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029)
        appendUnicodeEscape(out, c);
    else if (next.valid)
        out.append(bytes.substr(0, next.length));
    else
        out += "\xEF\xBF\xBD";
}

} // namespace

void appendString(std::string &out, std::string_view text)
{
    out += '"';
    while (!text.empty()) {
        std::size_t plain = 0;
        while (plain < text.size() && kPlain[static_cast<unsigned char>(text[plain])])
            ++plain;
        out.append(text.substr(0, plain));
        text.remove_prefix(plain);
        if (text.empty())
            break;
        const utf8::Decoded next = utf8::decode(text);
        appendSpecial(out, text, next);
        text.remove_prefix(next.length);
    }
    out += '"';
}

std::string quoted(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + 2);
    appendString(out, text);
    return out;
}

} // namespace wharfgate::json
