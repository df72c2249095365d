// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/Pattern.h"
#include "shared/acl/Request.h"

#include <QtGlobal>

#include <array>
#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wharfgate::acl {

/// What several conditions of one decision share: the request, and what its labels may still cost.
class DecisionContext
{
public:
    explicit DecisionContext(const Request &request);
    const Subject &subject(Field field) const { return subjects[static_cast<std::size_t>(field)]; }

    const Request &request;
    std::array<Subject, 4> subjects; // by Field
    Budget labelBudget;              // for all rules together

    /// The value of a field as text for patterns.
    const std::string &quoted(Field field);

private:
    std::array<std::optional<std::string>, 4> m_quoted; // by Field, made when first needed
};

enum class Outcome
{
    Match,
    NoMatch,
    LimitExceeded
};

/// Matches the patterns of one rule that hold variables: inserts values, tries label combinations.
/// The cost is bounded, whatever the request and its labels hold.
class RuleEvaluation
{
public:
    /// The rule's own patterns by Field, for captures; null where the rule has none.
    using OwnPatterns = std::array<const Pattern *, 4>;

    RuleEvaluation(DecisionContext &context, const OwnPatterns &own);
    ~RuleEvaluation();
    Q_DISABLE_COPY_MOVE(RuleEvaluation)

    Outcome matches(const Pattern &pattern, const Subject &subject);

private:
    struct LabelChoice;

    void insertValues(const Pattern &pattern);
    std::optional<std::string_view> captured(const Piece &piece) const;
    Outcome matchCombinations(const Pattern &pattern, const Subject &subject);
    bool collectLabels(const Pattern &pattern);
    bool insertLabels(const Pattern &pattern, Budget &budget);
    void advance();
    bool isRuledOut(const Pattern &pattern, const Subject &subject) const;
    bool matchInserted(const Pattern &pattern, const Subject &subject, Budget &budget);
    bool matchRegex(std::string_view expression, const Subject &subject, Budget &budget);

    DecisionContext &m_context;
    OwnPatterns m_own;
    Budget m_budget; // for this rule

    // Of the pattern at hand; by index of its pieces.
    std::vector<std::string_view> m_inserted;              // what stands for the piece
    std::vector<std::optional<std::string_view>> m_values; // not quoted; absent if not replaced
    std::list<std::string> m_captured;                     // owns quoted captures
    std::vector<LabelChoice> m_choices;
    std::string m_buffer;
};

} // namespace wharfgate::acl
