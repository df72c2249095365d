// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

namespace wharfgate::acl {

/// How much matching may still be done, in comparisons of one byte. Text that users influence is
/// matched under a budget, so that no request and no user record can stall the daemon.
struct Budget
{
    std::int64_t steps = std::numeric_limits<std::int64_t>::max();

    /// Takes `cost` from the budget. False: there was not enough left, and nothing is left now.
    bool spend(std::size_t cost)
    {
        if (std::cmp_greater(cost, steps)) {
            steps = -1;
            return false;
        }
        steps -= static_cast<std::int64_t>(cost);
        return true;
    }
    bool exhausted() const { return steps < 0; }
};

/// True if `name` matches the shell pattern as Go's path.Match decides: `*` and `?` do not cross
/// `/`, `[^a-z]` is a class over code points, `\` escapes. A malformed pattern matches nothing, and
/// so does one for which the budget does not suffice.
bool globMatches(std::string_view pattern, std::string_view name, Budget &budget);

/// False if Go's path.Match would answer "syntax error in pattern".
bool isWellFormedGlob(std::string_view pattern);

/// A shell pattern taken apart once: what begins it literally is compared first.
class Glob
{
public:
    explicit Glob(std::string_view pattern);

    bool matches(std::string_view name) const;

    /// True if the pattern matches one text only, which is literal().
    bool isLiteral() const { return m_tail.empty() && m_wellFormed; }
    /// What every match begins with, without escapes.
    const std::string &literal() const { return m_literal; }
    /// The pattern behind literal(), beginning with `*`, `?` or `[`. Empty if there is none.
    const std::string &tail() const { return m_tail; }
    bool isWellFormed() const { return m_wellFormed; }

private:
    std::string m_literal;
    std::string m_tail;
    bool m_wellFormed = true;
    bool m_tailIsStars = false; // the commonest tail: anything without a slash
};

} // namespace wharfgate::acl
