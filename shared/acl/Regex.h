// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace wharfgate::acl {

/// Why a regular expression cannot be used, in words for the author of a rule.
struct RegexProblem
{
    std::string message; // a clause: what is wrong and where
    std::string remedy;  // one sentence
};

/// A regular expression of Go's syntax, searched for anywhere in a text, in linear time.
/// Texts are valid UTF-8; the caller repairs others, as a bad byte is U+FFFD to Go.
class Regex
{
public:
    /// How much memory one expression may take for its program and its state cache.
    enum class Size
    {
        Rule,    ///< written by the administrator: up to 64 MiB
        Inserted ///< holds text of users or their records: up to 256 KiB
    };

    Regex(std::string_view expression, Size size);
    ~Regex();
    Regex(Regex &&) noexcept;
    Regex &operator=(Regex &&) noexcept;

    bool isValid() const { return m_problem == nullptr; }
    /// Only if it is not valid.
    const RegexProblem &problem() const { return *m_problem; }

    /// False if it is not valid.
    bool matches(std::string_view text) const;
    int groupCount() const;
    /// What the first match captured in `group` (from 1): empty if the group took no part in it.
    /// Absent if there is no match or no such group.
    std::optional<std::string_view> capture(std::string_view text, int group) const;
    /// The cost of one byte of text in the worst case, in steps.
    std::size_t stepsPerByte() const;

private:
    std::unique_ptr<re2::RE2> m_regex;
    std::unique_ptr<RegexProblem> m_problem;
};

/// `text` so that an expression or a shell pattern takes it literally: `\.+*?()|[]{}^$` are
/// escaped.
std::string quotedForPattern(std::string_view text);

/// True if no character of `text` means anything but itself in an expression.
bool isPlainInRegex(std::string_view text);

} // namespace wharfgate::acl
