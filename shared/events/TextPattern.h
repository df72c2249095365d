// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/Regex.h"
#include "shared/base/Result.h"

#include <optional>
#include <string>
#include <string_view>

namespace wharfgate::events {

/// A pattern of a filter over whole texts: a shell pattern whose `*` and `?` match any character,
/// `/` too (unlike the patterns of access rules: people look for `team*` and mean everything below
/// it), or a regular expression between slashes, which is searched for. Matching takes linear time
/// and is safe on any thread.
class TextPattern
{
public:
    static constexpr std::size_t kMaxBytes = 1024; // of a pattern

    /// ErrorCode::InvalidInput with one sentence.
    static Result<TextPattern> parse(std::string_view pattern);

    bool matches(std::string_view text) const;
    /// As it was given to parse().
    const std::string &pattern() const { return m_pattern; }

private:
    enum class Kind
    {
        Literal,  // the whole text
        Prefix,   // literal*
        Suffix,   // *literal
        Contains, // *literal*
        Regex
    };
    TextPattern() = default;
    Result<void> useRegex(std::string_view expression);

    std::string m_pattern;
    Kind m_kind = Kind::Literal;
    std::string m_literal;
    std::optional<acl::Regex> m_regex;
};

} // namespace wharfgate::events
