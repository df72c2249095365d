// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/base/Text.h"

#include "shared/base/Utf8.h"

#include <algorithm>
#include <array>

namespace wharfgate::text {

namespace {

// Longer words are no slip of the keyboard, and the distance costs the product of both lengths.
constexpr std::size_t kLongestWord = 64;

bool isControl(const utf8::Decoded &next)
{
    const char32_t c = next.codePoint;
    return next.valid && (c < 0x20 || (c >= 0x7F && c <= 0x9F));
}

void appendHex(std::string &out, std::string_view bytes)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += "\\x";
        out += kHex[byte >> 4U];
        out += kHex[byte & 0xFU];
    }
}

std::string escapedOne(std::string_view bytes, const utf8::Decoded &next)
{
    std::string out;
    if (next.codePoint == U'\n')
        out = "\\n";
    else if (next.codePoint == U'\t')
        out = "\\t";
    else if (next.codePoint == U'\r')
        out = "\\r";
    else if (next.codePoint == U'\\')
        out = "\\\\";
    else if (!next.valid || isControl(next) || next.codePoint == U'\u2028' ||
             next.codePoint == U'\u2029') // some readers end a line there
        appendHex(out, bytes.substr(0, next.length));
    else
        out = bytes.substr(0, next.length);
    return out;
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other;
/// upper and lower case are the same. Both words are at most kLongestWord bytes.
std::size_t distance(std::string_view a, std::string_view b)
{
    using Row = std::array<std::size_t, kLongestWord + 1>;
    Row beforeLast{};
    Row last{};
    Row current{};
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        current[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            current[j] =
                std::min({last[j] + 1, current[j - 1] + 1, last[j - 1] + (same ? 0U : 1U)});
            const bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                                 lower(a[i - 2]) == lower(b[j - 1]);
            if (swapped)
                current[j] = std::min(current[j], beforeLast[j - 2] + 1);
        }
        beforeLast = last;
        last = current;
    }
    return last[b.size()];
}

} // namespace

std::string escaped(std::string_view text, std::size_t limit)
{
    std::string out;
    out.reserve(std::min(text.size(), limit) + 3);
    while (!text.empty()) {
        const utf8::Decoded next = utf8::decode(text);
        const auto c = static_cast<unsigned char>(text.front());
        const bool plain = c >= 0x20 && c < 0x7F && c != '\\';
        if (plain && out.size() < limit) {
            out += text.front();
        } else {
            const std::string piece = escapedOne(text, next);
            if (piece.size() > limit - out.size())
                return out + "\xE2\x80\xA6";
            out += piece;
        }
        text.remove_prefix(next.length);
    }
    return out;
}

void appendWord(std::string &out, std::string_view value, std::size_t limit)
{
    const std::string safe = escaped(value, limit);
    if (!safe.empty() && safe == value && safe.find_first_of(" \"=") == std::string::npos) {
        out += safe;
        return;
    }
    out += '"';
    for (const char c : safe) {
        if (c == '"')
            out += '\\';
        out += c;
    }
    out += '"';
}

bool hasControlCharacter(std::string_view text)
{
    while (!text.empty()) {
        const utf8::Decoded next = utf8::decode(text);
        if (isControl(next))
            return true;
        text.remove_prefix(next.length);
    }
    return false;
}

bool isValidUtf8(std::string_view text)
{
    while (!text.empty()) {
        const utf8::Decoded next = utf8::decode(text);
        if (!next.valid)
            return false;
        text.remove_prefix(next.length);
    }
    return true;
}

std::string_view nearest(std::string_view word, const std::vector<std::string_view> &candidates)
{
    if (word.empty() || word.size() > kLongestWord)
        return {};
    // One slip in a short word, about one in three letters of a longer one, never more than three.
    const std::size_t allowed = std::clamp<std::size_t>(word.size() / 3, 1, 3);
    std::string_view best;
    std::size_t bestDistance = allowed + 1;
    for (const std::string_view candidate : candidates) {
        if (candidate.empty() || candidate.size() > kLongestWord)
            continue;
        const std::size_t found = distance(word, candidate);
        // A candidate of which nothing is left is no suggestion.
        if (found < bestDistance && found < candidate.size()) {
            best = candidate;
            bestDistance = found;
        }
    }
    return best;
}

int hexValue(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return -1;
}

std::optional<std::string> percentDecoded(std::string_view text)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (;;) {
        const std::size_t escape = std::min(text.find('%'), text.size());
        decoded += text.substr(0, escape);
        text.remove_prefix(escape);
        if (text.empty())
            return decoded;
        const int high = text.size() > 1 ? hexValue(text[1]) : -1;
        const int low = text.size() > 2 ? hexValue(text[2]) : -1;
        if (high < 0 || low < 0)
            return std::nullopt;
        decoded += static_cast<char>(high * 16 + low);
        text.remove_prefix(3);
    }
}

std::string_view trimmed(std::string_view text, std::string_view blanks)
{
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    return text.substr(0, text.find_last_not_of(blanks) + 1);
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), &lower);
    return out;
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

} // namespace wharfgate::text
