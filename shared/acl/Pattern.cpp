// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/Pattern.h"

#include "shared/base/Text.h"
#include "shared/base/Utf8.h"

#include <algorithm>

namespace wharfgate::acl {

Subject::Subject(std::string_view text)
    : m_bytes(text)
    , m_isValid(text::isValidUtf8(text))
{
    if (!m_isValid)
        m_repaired = utf8::repaired(text);
}

std::string_view Subject::original(std::string_view part) const
{
    if (m_isValid)
        return part;
    const auto start = static_cast<std::size_t>(part.data() - m_repaired.data());
    const std::size_t end = start + part.size();
    std::size_t originalStart = 0;
    std::size_t originalEnd = 0;
    std::size_t at = 0; // in the repaired text
    for (std::string_view rest = m_bytes; !rest.empty() && at < end;) {
        const utf8::Decoded next = utf8::decode(rest);
        at += next.valid ? next.length : 3; // U+FFFD takes three bytes
        rest.remove_prefix(next.length);
        const std::size_t consumed = m_bytes.size() - rest.size();
        if (at <= start)
            originalStart = consumed;
        originalEnd = consumed;
    }
    return m_bytes.substr(originalStart, std::max(originalEnd, originalStart) - originalStart);
}

bool isRegexPattern(std::string_view text)
{
    return text.size() > 2 && text.starts_with('/') && text.ends_with('/');
}

std::string_view regexBody(std::string_view pattern)
{
    return pattern.substr(1, pattern.size() - 2);
}

Pattern::Pattern(std::string text)
    : m_text(std::move(text))
{
    const bool regex = isRegexPattern(m_text);
    const std::string_view body = regex ? regexBody(m_text) : std::string_view(m_text);
    if (regex)
        m_regex.emplace(body, Regex::Size::Rule);
    else
        m_glob.emplace(body);

    m_pieces = parsePieces(body);
    const bool isVariable = std::any_of(m_pieces.begin(), m_pieces.end(), [](const Piece &piece) {
        return piece.kind != Piece::Kind::Text;
    });
    if (!isVariable)
        m_pieces.clear();
    else if (regex)
        markRequired(m_pieces);
}

bool Pattern::isOneLabel() const
{
    return !isRegex() && m_pieces.size() == 1 && m_pieces.front().kind == Piece::Kind::Label;
}

} // namespace wharfgate::acl
