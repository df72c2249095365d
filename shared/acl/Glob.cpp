// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/Glob.h"

#include "shared/base/Utf8.h"

#include <algorithm>
#include <optional>

namespace wharfgate::acl {

namespace {

/// The next piece of a pattern: stars, then everything up to the next star.
struct Chunk
{
    bool star = false;
    std::string_view text;
    std::string_view rest;
};

Chunk nextChunk(std::string_view pattern)
{
    Chunk chunk;
    while (pattern.starts_with('*')) {
        chunk.star = true;
        pattern.remove_prefix(1);
    }
    bool inClass = false;
    std::size_t i = 0;
    for (; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '\\' && i + 1 < pattern.size())
            ++i; // the escaped character is no star
        else if (c == '[')
            inClass = true;
        else if (c == ']')
            inClass = false;
        else if (c == '*' && !inClass)
            break;
    }
    chunk.text = pattern.substr(0, i);
    chunk.rest = pattern.substr(i);
    return chunk;
}

/// One end of a range in a class; absent if that is malformed. Something must follow: at least `]`.
std::optional<char32_t> takeClassCharacter(std::string_view &chunk)
{
    if (chunk.empty() || chunk.front() == '-' || chunk.front() == ']')
        return std::nullopt;
    if (chunk.front() == '\\')
        chunk.remove_prefix(1);
    const utf8::Decoded next = utf8::decode(chunk);
    if (!next.valid || chunk.size() == next.length)
        return std::nullopt;
    chunk.remove_prefix(next.length);
    return next.codePoint;
}

/// Whether the class that begins `chunk` holds `c`, and takes the class off; absent if malformed.
std::optional<bool> takeClass(std::string_view &chunk, char32_t c)
{
    chunk.remove_prefix(1);
    const bool negated = chunk.starts_with('^');
    if (negated)
        chunk.remove_prefix(1);
    bool found = false;
    for (bool first = true; first || !chunk.starts_with(']'); first = false) {
        const auto low = takeClassCharacter(chunk);
        if (!low)
            return std::nullopt;
        char32_t high = *low;
        if (chunk.front() == '-') {
            chunk.remove_prefix(1);
            const auto end = takeClassCharacter(chunk);
            if (!end)
                return std::nullopt;
            high = *end;
        }
        found = found || (*low <= c && c <= high);
    }
    chunk.remove_prefix(1);
    return found != negated;
}

/// Takes the first element of a chunk without stars, and what it matches off the name; false if it
/// does not match or is malformed.
bool takeElement(std::string_view &chunk, std::string_view &name)
{
    if (name.empty())
        return false;
    const char c = chunk.front();
    if (c == '[') {
        const utf8::Decoded next = utf8::decode(name);
        name.remove_prefix(next.length);
        return takeClass(chunk, next.codePoint) == std::optional(true);
    }
    if (c == '?') {
        if (name.front() == '/')
            return false;
        name.remove_prefix(utf8::decode(name).length);
        chunk.remove_prefix(1);
        return true;
    }
    if (c == '\\')
        chunk.remove_prefix(1);
    if (chunk.empty() || chunk.front() != name.front())
        return false;
    name.remove_prefix(1);
    chunk.remove_prefix(1);
    return true;
}

/// What is left of `name` behind a chunk without stars; absent if it does not begin with it.
std::optional<std::string_view> afterChunk(std::string_view chunk, std::string_view name,
                                           Budget &budget)
{
    const std::size_t before = chunk.size();
    bool matched = true;
    while (matched && !chunk.empty())
        matched = takeElement(chunk, name);
    if (!budget.spend(1 + before - chunk.size()) || !matched)
        return std::nullopt;
    return name;
}

/// The shortest text without a slash, then the chunk. There is no way back to a longer one, as in
/// Go: the answer to a class that matches a slash depends on it.
std::optional<std::string_view> afterStarAndChunk(const Chunk &chunk, std::string_view name,
                                                  Budget &budget)
{
    while (true) {
        const auto left = afterChunk(chunk.text, name, budget);
        if (left && (left->empty() || !chunk.rest.empty()))
            return left;
        if (name.empty() || name.front() == '/' || budget.exhausted())
            return std::nullopt;
        name.remove_prefix(1);
    }
}

bool isWellFormedChunk(std::string_view chunk)
{
    while (!chunk.empty()) {
        if (chunk.front() == '[') {
            if (!takeClass(chunk, U'\0'))
                return false;
            continue;
        }
        if (chunk.front() == '\\')
            chunk.remove_prefix(1);
        if (chunk.empty())
            return false;
        chunk.remove_prefix(1);
    }
    return true;
}

} // namespace

bool globMatches(std::string_view pattern, std::string_view name, Budget &budget)
{
    while (!pattern.empty()) {
        const Chunk chunk = nextChunk(pattern);
        if (!budget.spend(pattern.size() - chunk.rest.size()))
            return false;
        if (chunk.star && chunk.text.empty())
            return name.find('/') == std::string_view::npos;
        const auto left = chunk.star ? afterStarAndChunk(chunk, name, budget)
                                     : afterChunk(chunk.text, name, budget);
        if (!left)
            return false;
        name = *left;
        pattern = chunk.rest;
    }
    return name.empty();
}

bool isWellFormedGlob(std::string_view pattern)
{
    while (!pattern.empty()) {
        const Chunk chunk = nextChunk(pattern);
        if (!isWellFormedChunk(chunk.text))
            return false;
        pattern = chunk.rest;
    }
    return true;
}

Glob::Glob(std::string_view pattern)
    : m_wellFormed(isWellFormedGlob(pattern))
{
    std::size_t i = 0;
    for (; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '*' || c == '?' || c == '[')
            break;
        if (c == '\\' && ++i == pattern.size())
            break;
        m_literal += pattern[i];
    }
    m_tail = pattern.substr(std::min(i, pattern.size()));
    m_tailIsStars = !m_tail.empty() && m_tail.find_first_not_of('*') == std::string::npos;
}

bool Glob::matches(std::string_view name) const
{
    if (!m_wellFormed || !name.starts_with(m_literal))
        return false;
    name.remove_prefix(m_literal.size());
    if (m_tail.empty())
        return name.empty();
    if (m_tailIsStars)
        return name.find('/') == std::string_view::npos;
    Budget unlimited; // the pattern is the administrator's own
    return globMatches(m_tail, name, unlimited);
}

} // namespace wharfgate::acl
