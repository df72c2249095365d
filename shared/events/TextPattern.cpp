// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/events/TextPattern.h"

#include "shared/base/Text.h"
#include "shared/base/Utf8.h"

#include <utility>

namespace wharfgate::events {

namespace {

/// Above this an expression that RE2 cannot run as an automaton would hold up whoever filters many
/// thousand events with it.
constexpr std::size_t kMaxSteps = 2000; // for one byte of text

auto problem(std::string_view pattern, std::string_view what)
{
    return failure(ErrorCode::InvalidInput, "The pattern \"" + text::escaped(pattern, 80) +
                                                "\" cannot be used: " + std::string(what) + '.');
}

/// A code point as a regular expression writes it whatever it means there.
void appendCodePoint(std::string &out, char32_t codePoint)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string digits;
    do {
        digits.insert(digits.begin(), kDigits[codePoint % 16]);
        codePoint /= 16;
    } while (codePoint != 0);
    out.append("\\x{").append(digits).append(1, '}');
}

/// A shell pattern taken apart: either plain text with stars at its ends only, or an expression.
struct ShellPattern
{
    std::string literal;    // the plain text, without escapes
    std::string expression; // the same as a regular expression
    bool leadingStar = false;
    bool trailingStar = false;
    bool isPlain = true;      // literal and the two stars say everything
    std::string_view problem; // empty: none

    void read(std::string_view pattern);

private:
    void takeLiteral(std::string_view character);
    void takeStar(bool isFirst);
    /// Behind the `[`; takes the class off.
    void takeClass(std::string_view &pattern);
    char32_t takeClassCharacter(std::string_view &pattern);
};

void ShellPattern::takeLiteral(std::string_view character)
{
    isPlain = isPlain && !trailingStar;
    literal += character;
    expression += acl::quotedForPattern(character);
}

void ShellPattern::takeStar(bool isFirst)
{
    if (isFirst)
        leadingStar = true;
    else if (!(leadingStar && literal.empty()))
        trailingStar = true;
    if (!expression.ends_with(".*"))
        expression += ".*";
}

char32_t ShellPattern::takeClassCharacter(std::string_view &pattern)
{
    if (pattern.starts_with('\\'))
        pattern.remove_prefix(1);
    const utf8::Decoded next = utf8::decode(pattern);
    pattern.remove_prefix(next.length);
    return next.codePoint;
}

void ShellPattern::takeClass(std::string_view &pattern)
{
    isPlain = false;
    const bool negated = pattern.starts_with('^') || pattern.starts_with('!');
    if (negated)
        pattern.remove_prefix(1);
    expression += negated ? "[^" : "[";
    for (bool first = true; first || !pattern.starts_with(']'); first = false) {
        const char32_t low = takeClassCharacter(pattern);
        char32_t high = low;
        if (pattern.size() > 1 && pattern[0] == '-' && pattern[1] != ']') {
            pattern.remove_prefix(1);
            high = takeClassCharacter(pattern);
        }
        if (pattern.empty() || high < low) {
            problem = pattern.empty() ? "a \"[\" is never closed"
                                      : "a range begins behind its end; write it as in [a-z]";
            return;
        }
        appendCodePoint(expression, low);
        expression += '-';
        appendCodePoint(expression, high);
    }
    pattern.remove_prefix(1);
    expression += ']';
}

void ShellPattern::read(std::string_view pattern)
{
    bool isFirst = true;
    while (!pattern.empty() && problem.empty()) {
        const char c = pattern.front();
        if (c == '*') {
            pattern.remove_prefix(1);
            takeStar(isFirst);
        } else if (c == '?') {
            pattern.remove_prefix(1);
            isPlain = false;
            expression += '.';
        } else if (c == '[') {
            pattern.remove_prefix(1);
            takeClass(pattern);
        } else {
            if (c == '\\')
                pattern.remove_prefix(1);
            if (pattern.empty()) {
                problem = "it ends in a backslash that escapes nothing";
                return;
            }
            const std::size_t length = utf8::decode(pattern).length;
            takeLiteral(pattern.substr(0, length));
            pattern.remove_prefix(length);
        }
        isFirst = false;
    }
}

} // namespace

Result<void> TextPattern::useRegex(std::string_view expression)
{
    m_kind = Kind::Regex;
    m_regex.emplace(expression, acl::Regex::Size::Inserted);
    if (!m_regex->isValid())
        return problem(m_pattern, m_regex->problem().message);
    if (m_regex->stepsPerByte() > kMaxSteps)
        return problem(m_pattern, "it is too large");
    return {};
}

Result<TextPattern> TextPattern::parse(std::string_view pattern)
{
    TextPattern out;
    out.m_pattern = pattern;
    if (pattern.size() > kMaxBytes)
        return problem(pattern, "it is longer than " + std::to_string(kMaxBytes) + " bytes");
    if (!text::isValidUtf8(pattern))
        return problem(pattern, "it is not valid UTF-8");
    Result<void> compiled;
    if (pattern.size() >= 2 && pattern.starts_with('/') && pattern.ends_with('/')) {
        compiled = out.useRegex(pattern.substr(1, pattern.size() - 2));
    } else {
        ShellPattern shell;
        shell.read(pattern);
        if (!shell.problem.empty())
            return problem(pattern, shell.problem);
        out.m_literal = std::move(shell.literal);
        if (!shell.isPlain)
            compiled = out.useRegex("\\A(?s:" + shell.expression + ")\\z");
        else if (shell.leadingStar)
            out.m_kind =
                shell.trailingStar || out.m_literal.empty() ? Kind::Contains : Kind::Suffix;
        else
            out.m_kind = shell.trailingStar ? Kind::Prefix : Kind::Literal;
    }
    if (!compiled)
        return tl::unexpected(compiled.error());
    return out;
}

bool TextPattern::matches(std::string_view text) const
{
    switch (m_kind) {
    case Kind::Literal:
        return text == m_literal;
    case Kind::Prefix:
        return text.starts_with(m_literal);
    case Kind::Suffix:
        return text.ends_with(m_literal);
    case Kind::Contains:
        return text.find(m_literal) != std::string_view::npos;
    case Kind::Regex:
        // Clients send what they like, and an expression is for characters.
        return text::isValidUtf8(text) ? m_regex->matches(text)
                                       : m_regex->matches(utf8::repaired(text));
    }
    return false;
}

} // namespace wharfgate::events
