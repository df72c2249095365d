// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace wharfgate::acl {

/// Cuts a regular expression of Go's syntax into pieces, without judging whether it is valid:
/// what lies in a class or between \Q and \E must not be mistaken for syntax.
class RegexScanner
{
public:
    enum class Kind
    {
        Text,   ///< a character that stands for itself, or a repetition, anchor, or dot
        Escape, ///< a backslash and the character behind it
        Quoted, ///< \Q… with its \E
        Class,  ///< […]
        Group,  ///< "(" or "(?"
        Close,  ///< ")"
        Bar,    ///< "|"
    };

    explicit RegexScanner(std::string_view expression)
        : m_rest(expression)
    {}

    /// Moves to the next piece; false at the end.
    bool next();

    Kind kind() const { return m_kind; }
    std::string_view text() const { return m_text; }
    /// What follows the piece.
    std::string_view rest() const { return m_rest; }

private:
    std::size_t classLength() const;

    std::string_view m_rest;
    std::string_view m_text;
    Kind m_kind = Kind::Text;
};

} // namespace wharfgate::acl
