// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/Decision.h"
#include "shared/acl/Request.h"
#include "shared/acl/Rule.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace wharfgate::acl {

enum class Trace
{
    Off,
    On
};

/// What is wrong with, or doubtful about, one rule as written.
struct RuleProblem
{
    enum class Severity
    {
        Error,   ///< the rules cannot be used
        Warning, ///< the rule does something, but hardly what its author meant
        Lint     ///< advice, from lint() in Lint.h
    };
    Severity severity = Severity::Error;
    std::size_t rule = 0; // index from 0
    std::string field;    // as in RulePositions::fields
    std::string message;  // what is wrong, one sentence
    std::string remedy;   // what to do, one sentence
    /// The rule that is to blame, if it is another one: index from 0.
    std::optional<std::size_t> cause = {};
};

/// An ordered list of access rules, compiled once: first match wins, no match grants nothing.
/// Immutable after compile(); decide() may be called from any number of threads at once.
class AccessList
{
public:
    /// Distinct combinations of label values tried for one pattern of one rule. Beyond it the rule
    /// does not match, so that no user record can stall the daemon. Work is bounded too: about six
    /// milliseconds for a rule and 25 for all label combinations of a decision, which is some
    /// 1,200 expressions compiled per rule, or all 4,096 combinations of usual shell patterns.
    /// Values that the text to match does not contain cost next to nothing.
    static constexpr std::size_t kMaxLabelCombinations = 4096;

    struct CompileResult;
    /// Compiles all rules and reports every problem, not only the first. The list is present only
    /// if no problem is an error.
    static CompileResult compile(std::vector<Rule> rules);

    AccessList();
    ~AccessList();
    AccessList(AccessList &&) noexcept;
    AccessList &operator=(AccessList &&) noexcept;

    /// Pure: no I/O, no clock, no event loop. The conditions of a rule are evaluated in the order
    /// account, type, name, service, ip, labels by name: first what needs no variables, then what
    /// does. With Trace::On every rule is looked at in its turn; otherwise only those that
    /// RuleIndex finds, with the same result.
    Decision decide(const Request &request, Trace trace = Trace::Off) const;

    const std::vector<Rule> &rules() const;

private:
    struct Data;
    std::unique_ptr<const Data> m_data;
};

struct AccessList::CompileResult
{
    std::optional<AccessList> list;
    std::vector<RuleProblem> problems;
};

} // namespace wharfgate::acl
