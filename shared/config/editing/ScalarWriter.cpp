// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/editing/ScalarWriter.h"

#include "shared/base/Text.h"
#include "shared/base/Utf8.h"
#include "shared/config/ScalarRules.h"

#include <algorithm>
#include <array>

namespace wharfgate::config::editing {

namespace {

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Must be escaped wherever it stands: YAML forbids it, or readers differ about it.
bool needsEscape(char32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF ||
           c == 0xFFFE || c == 0xFFFF;
}

bool hasEscapes(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const utf8::Decoded next = utf8::decode(text.substr(at));
        if (!next.valid || needsEscape(next.codePoint))
            return true;
        at += next.length;
    }
    return false;
}

void appendEscape(std::string &out, char32_t c)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    if (c == U'\n') {
        out += "\\n";
    } else if (c == U'\t') {
        out += "\\t";
    } else if (c == U'\r') {
        out += "\\r";
    } else {
        out += "\\u";
        for (int i = 4; i-- > 0;)
            out += kDigits[(c >> (4U * static_cast<unsigned>(i))) & 0xFU];
    }
}

std::string doubleQuoted(std::string_view text)
{
    std::string out = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const utf8::Decoded next = utf8::decode(text.substr(at));
        if (next.codePoint == U'"' || next.codePoint == U'\\') {
            out += '\\';
            out += static_cast<char>(next.codePoint);
        } else if (needsEscape(next.codePoint)) {
            appendEscape(out, next.codePoint);
        } else {
            out += text.substr(at, next.length);
        }
        at += next.length;
    }
    return out + '"';
}

std::string singleQuoted(std::string_view text)
{
    std::string out = "'";
    for (const char c : text) {
        out += c;
        if (c == '\'')
            out += c;
    }
    return out + '\'';
}

/// Words that some reader takes for something else than text.
bool isWord(std::string_view text)
{
    constexpr std::array<std::string_view, 13> kWords{
        "null", "~", "true", "false", "yes", "no", "on", "off", "y", "n", "<<", "=", ".nan"};
    const std::string lower = text::lowered(text);
    return std::find(kWords.begin(), kWords.end(), lower) != kWords.end() ||
           lower.find(".inf") != std::string::npos;
}

/// Numbers, times and dates: all that could be one.
bool looksLikeNumber(std::string_view text)
{
    if (scalar::integer(text))
        return true;
    constexpr std::string_view kDigits = "0123456789abcdefABCDEFxXoO.:-+_ T";
    const bool startsSo =
        (text[0] >= '0' && text[0] <= '9') || text[0] == '.' || text[0] == '-' || text[0] == '+';
    return startsSo && text.find_first_not_of(kDigits) == std::string_view::npos;
}

/// Characters that mean nothing to YAML wherever they stand between others.
bool isHarmless(std::string_view text)
{
    constexpr std::string_view kFirst = "/_.$";
    if (text.empty() || text.back() == ' ' ||
        (!isLetterOrDigit(text[0]) && kFirst.find(text[0]) == std::string_view::npos))
        return false;
    constexpr std::string_view kInside = " _./-+@=$~^;()";
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return isLetterOrDigit(c) || kInside.find(c) != std::string_view::npos;
    });
}

} // namespace

Quoting quotingOf(Form form)
{
    if (form == Form::Plain)
        return Quoting::Plain;
    return form == Form::SingleQuoted ? Quoting::Single : Quoting::Double;
}

bool isSafePlain(std::string_view text)
{
    return isHarmless(text) && !isWord(text) && !looksLikeNumber(text) && text != "...";
}

bool isSafeSetting(std::string_view text)
{
    return isSafePlain(text) || (isHarmless(text) && !text.starts_with(".")) ||
           (text.size() > 1 && text[0] == '-' && scalar::integer(text));
}

std::string scalarText(std::string_view text, Quoting quoting)
{
    if (quoting == Quoting::Json || hasEscapes(text))
        return doubleQuoted(text);
    if (quoting == Quoting::Plain && isSafePlain(text))
        return std::string(text);
    // Two backslashes for one make patterns hard to read.
    if (quoting == Quoting::Single || (text.find_first_of("\\\"") != std::string_view::npos &&
                                       text.find('\'') == std::string_view::npos))
        return singleQuoted(text);
    return doubleQuoted(text);
}

} // namespace wharfgate::config::editing
