// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wharfgate::acl {

/// The parts of a request that a pattern compares with, and that `${…}` may name.
enum class Field
{
    Account,
    Type,
    Name,
    Service
};

inline constexpr Field kFields[] = {Field::Account, Field::Type, Field::Name, Field::Service};

/// "account", "type", "name", "service".
std::string_view nameOf(Field field);

/// A stretch of a pattern: text to keep, or a variable to replace.
struct Piece
{
    enum class Kind
    {
        Text,
        Variable, ///< ${account}, ${type}, ${name}, ${service}: replaced by the quoted value
        Capture,  ///< ${account:1}: what the rule's own pattern for that field captured, quoted
        Label,    ///< ${labels:group}: replaced by each value of that label, as pattern text
    };

    Kind kind = Kind::Text;
    std::string text; // as written
    Field field = Field::Account;
    int group = 0;
    std::string label;
    /// In a regular expression: a text can match only if it contains this piece's value, provided
    /// that all label values of the pattern are plain text.
    bool required = false;
};

/// The longest variable, braces included: a label's name of some 250 bytes. What is longer is text,
/// so that reading a pattern takes time in proportion to its length.
inline constexpr std::size_t kLongestVariable = 260;

/// Takes a pattern apart. Anything in `${…}` that is no variable is text.
std::vector<Piece> parsePieces(std::string_view pattern);

/// Sets Piece::required where that can be proved; `pieces` are those of a regular expression
/// without its slashes.
void markRequired(std::vector<Piece> &pieces);

} // namespace wharfgate::acl
