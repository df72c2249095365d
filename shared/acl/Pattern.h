// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/Glob.h"
#include "shared/acl/Regex.h"
#include "shared/acl/Template.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wharfgate::acl {

/// A text that patterns are compared with. To an expression, each byte of it that is not valid
/// UTF-8 is U+FFFD, as in Go; shell patterns see the bytes themselves.
class Subject
{
public:
    explicit Subject(std::string_view text);

    std::string_view bytes() const { return m_bytes; }
    /// False: the bytes are no UTF-8, and forRegex() differs from them.
    bool isValid() const { return m_isValid; }
    std::string_view forRegex() const { return m_isValid ? m_bytes : std::string_view(m_repaired); }
    /// The bytes that a part of forRegex() stands for.
    std::string_view original(std::string_view part) const;

private:
    std::string_view m_bytes;
    std::string m_repaired;
    bool m_isValid = true;
};

/// True if a pattern of this text is an expression: `/…/` with something in between.
bool isRegexPattern(std::string_view text);
/// The expression within its slashes.
std::string_view regexBody(std::string_view pattern);

/// One pattern of a rule, compiled: a shell pattern or an expression, with or without variables.
/// Which of the two it is depends on the pattern as written, never on what is inserted.
class Pattern
{
public:
    explicit Pattern(std::string text);
    /// The same, but variables for which `isReplaced` answers false stay text.
    template <typename Predicate>
    Pattern(std::string text, Predicate isReplaced);

    /// As written in the rule.
    const std::string &text() const { return m_text; }
    bool isRegex() const { return m_regex.has_value(); }
    /// As written, variables not replaced. Only if isRegex().
    const Regex &regex() const { return *m_regex; }
    /// Only if not isRegex().
    const Glob &glob() const { return *m_glob; }

    /// No variables: matchesAsWritten() is the whole answer.
    bool isStatic() const { return m_pieces.empty(); }
    bool matchesAsWritten(const Subject &subject) const
    {
        return m_glob ? m_glob->matches(subject.bytes()) : m_regex->matches(subject.forRegex());
    }
    /// Empty if isStatic(). Without the slashes of an expression.
    const std::vector<Piece> &pieces() const { return m_pieces; }
    /// The pattern is nothing but one ${labels:…}: each of its values is a whole pattern.
    bool isOneLabel() const;

private:
    std::string m_text;
    std::optional<Glob> m_glob;
    std::optional<Regex> m_regex;
    std::vector<Piece> m_pieces;
};

template <typename Predicate>
Pattern::Pattern(std::string text, Predicate isReplaced)
    : Pattern(std::move(text))
{
    bool any = false;
    for (Piece &piece : m_pieces) {
        if (piece.kind != Piece::Kind::Text && !isReplaced(piece))
            piece.kind = Piece::Kind::Text;
        any = any || piece.kind != Piece::Kind::Text;
    }
    if (!any)
        m_pieces.clear();
}

} // namespace wharfgate::acl
