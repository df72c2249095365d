// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/RuleEvaluation.h"

#include "shared/acl/AccessList.h"

#include <algorithm>
#include <unordered_set>

namespace wharfgate::acl {

namespace {

// A step takes about 2 ns. A rule then takes some 6 ms at most, and all label combinations of a
// decision together 25 ms, even if a user record holds the worst of patterns.
constexpr std::int64_t kStepsPerRule = 3'000'000;
constexpr std::int64_t kLabelStepsPerDecision = 12'000'000;

// Compiling costs about as much as 2,000 steps, more with its length; counted repetitions and
// Unicode classes unfold into hundreds of instructions for a few characters.
constexpr std::size_t kCompileSteps = 2000;
constexpr std::size_t kCompileStepsPerByte = 40;
constexpr std::size_t kCompileStepsPerUnfolding = 80'000;

constexpr std::size_t kCombinationSteps = 30; // to put a pattern together

// Longer values are compared as expressions, whose cost is known before.
constexpr std::size_t kLongestPlain = 4096;

std::size_t compileCost(std::string_view expression)
{
    std::size_t unfoldings = 0;
    for (std::size_t i = 0; i < expression.size(); ++i) {
        const std::string_view next = expression.substr(i, 2);
        if (next.front() == '{' || next == "\\p" || next == "\\P" || next == "(?")
            ++unfoldings;
    }
    return kCompileSteps + kCompileStepsPerByte * expression.size() +
           kCompileStepsPerUnfolding * unfoldings;
}

const std::string &valueOf(const Request &request, Field field)
{
    switch (field) {
    case Field::Type:
        return request.type;
    case Field::Name:
        return request.name;
    case Field::Service:
        return request.service;
    case Field::Account:
        break;
    }
    return request.account;
}

} // namespace

/// The values of one label that occurs in the pattern, and the one that is tried now.
struct RuleEvaluation::LabelChoice
{
    std::string_view label;
    std::vector<std::string_view> values; // distinct, in their order
    std::vector<bool> plain;              // by value: no character of it is syntax
    std::size_t current = 0;
};

DecisionContext::DecisionContext(const Request &theRequest)
    : request(theRequest)
    , subjects{Subject(theRequest.account), Subject(theRequest.type), Subject(theRequest.name),
               Subject(theRequest.service)}
    , labelBudget{kLabelStepsPerDecision}
{}

const std::string &DecisionContext::quoted(Field field)
{
    std::optional<std::string> &cached = m_quoted[static_cast<std::size_t>(field)];
    if (!cached)
        cached = quotedForPattern(valueOf(request, field));
    return *cached;
}

RuleEvaluation::RuleEvaluation(DecisionContext &context, const OwnPatterns &own)
    : m_context(context)
    , m_own(own)
    , m_budget{kStepsPerRule}
{}

RuleEvaluation::~RuleEvaluation() = default;

Outcome RuleEvaluation::matches(const Pattern &pattern, const Subject &subject)
{
    insertValues(pattern);
    const bool hasLabels = collectLabels(pattern);
    // docker_auth first tries the pattern with its label variables as they stand. An expression
    // then has text behind the "$" that ends it, and cannot match.
    const bool standing =
        std::any_of(pattern.pieces().begin(), pattern.pieces().end(), [](const Piece &piece) {
            return piece.kind == Piece::Kind::Label && piece.required;
        });
    if (!standing && !isRuledOut(pattern, subject) && matchInserted(pattern, subject, m_budget))
        return Outcome::Match;
    if (m_budget.exhausted())
        return Outcome::LimitExceeded;
    return hasLabels ? matchCombinations(pattern, subject) : Outcome::NoMatch;
}

void RuleEvaluation::insertValues(const Pattern &pattern)
{
    m_inserted.clear();
    m_values.clear();
    m_captured.clear();
    for (const Piece &piece : pattern.pieces()) {
        m_inserted.emplace_back(piece.text);
        m_values.emplace_back();
        if (piece.kind == Piece::Kind::Variable) {
            m_inserted.back() = m_context.quoted(piece.field);
            m_values.back() = valueOf(m_context.request, piece.field);
        } else if (piece.kind == Piece::Kind::Capture) {
            const auto value = captured(piece);
            if (!value)
                continue;
            m_captured.push_back(quotedForPattern(*value));
            m_inserted.back() = m_captured.back();
            m_values.back() = *value;
        }
    }
}

/// What the rule's own expression for the field captures; absent if there is no such capture, and
/// the variable then stays as it is written.
std::optional<std::string_view> RuleEvaluation::captured(const Piece &piece) const
{
    const Pattern *own = m_own[static_cast<std::size_t>(piece.field)];
    if (own == nullptr || !own->isRegex())
        return std::nullopt;
    const Subject &subject = m_context.subject(piece.field);
    const auto found = own->regex().capture(subject.forRegex(), piece.group);
    if (!found)
        return std::nullopt;
    return found->empty() ? std::string_view() : subject.original(*found);
}

/// Collects the labels of the pattern that the request has; false if there are none.
bool RuleEvaluation::collectLabels(const Pattern &pattern)
{
    m_choices.clear();
    for (const Piece &piece : pattern.pieces()) {
        if (piece.kind != Piece::Kind::Label)
            continue;
        const auto known = m_context.request.labels.find(piece.label);
        const bool collected =
            std::any_of(m_choices.begin(), m_choices.end(),
                        [&](const LabelChoice &choice) { return choice.label == piece.label; });
        if (known == m_context.request.labels.end() || collected)
            continue;
        LabelChoice choice{piece.label, {}, {}, 0};
        std::unordered_set<std::string_view> seen;
        for (const std::string &value : known->second) {
            // One more than may be tried is enough to know that the limit is exceeded.
            if (choice.values.size() > AccessList::kMaxLabelCombinations)
                break;
            if (seen.insert(value).second) {
                choice.values.push_back(value);
                choice.plain.push_back(value.size() <= kLongestPlain && isPlainInRegex(value));
            }
        }
        m_choices.push_back(std::move(choice));
    }
    return !m_choices.empty();
}

Outcome RuleEvaluation::matchCombinations(const Pattern &pattern, const Subject &subject)
{
    std::size_t combinations = 1;
    for (const LabelChoice &choice : m_choices)
        combinations =
            std::min(combinations * choice.values.size(), AccessList::kMaxLabelCombinations + 1);
    const bool isEmpty = std::any_of(m_choices.begin(), m_choices.end(),
                                     [](const auto &choice) { return choice.values.empty(); });
    if (isEmpty)
        return Outcome::NoMatch;
    if (combinations > AccessList::kMaxLabelCombinations)
        return Outcome::LimitExceeded;

    Budget budget{std::min(m_budget.steps, m_context.labelBudget.steps)};
    const std::int64_t before = budget.steps;
    bool matched = false;
    for (std::size_t i = 0; i < combinations && !matched; ++i) {
        if (i > 0)
            advance();
        if (!budget.spend(kCombinationSteps) || !insertLabels(pattern, budget))
            break;
        matched = !isRuledOut(pattern, subject) && matchInserted(pattern, subject, budget);
        if (budget.exhausted())
            break;
    }
    const std::int64_t spent = before - budget.steps;
    m_budget.steps -= spent;
    m_context.labelBudget.steps -= spent;
    if (matched)
        return Outcome::Match;
    return budget.exhausted() ? Outcome::LimitExceeded : Outcome::NoMatch;
}

/// Puts the current values in the place of their variables; false if the budget does not suffice.
bool RuleEvaluation::insertLabels(const Pattern &pattern, Budget &budget)
{
    const auto &pieces = pattern.pieces();
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (pieces[i].kind != Piece::Kind::Label)
            continue;
        for (const LabelChoice &choice : m_choices) {
            if (choice.label != pieces[i].label)
                continue;
            const std::string_view value = choice.values[choice.current];
            if (!budget.spend(value.size()))
                return false;
            m_inserted[i] = value;
            m_values[i] = value;
        }
    }
    return true;
}

/// To the next combination of label values, counting like an odometer.
void RuleEvaluation::advance()
{
    for (auto choice = m_choices.rbegin(); choice != m_choices.rend(); ++choice) {
        if (++choice->current < choice->values.size())
            return;
        choice->current = 0;
    }
}

/// True if an expression cannot match because the text lacks a value that it requires. This spares
/// compiling it: most combinations of most rules end here.
bool RuleEvaluation::isRuledOut(const Pattern &pattern, const Subject &subject) const
{
    if (!pattern.isRegex())
        return false;
    const bool allPlain =
        std::all_of(m_choices.begin(), m_choices.end(), [](const LabelChoice &choice) {
            return choice.values.empty() || choice.plain[choice.current];
        });
    if (!allPlain)
        return false;
    const auto &pieces = pattern.pieces();
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (pieces[i].required && m_values[i] &&
            subject.forRegex().find(*m_values[i]) == std::string_view::npos)
            return true;
    }
    return false;
}

bool RuleEvaluation::matchInserted(const Pattern &pattern, const Subject &subject, Budget &budget)
{
    m_buffer.clear();
    for (const std::string_view text : m_inserted)
        m_buffer += text;
    if (!budget.spend(m_buffer.size()))
        return false;
    // Without anything between its slashes a pattern is no expression (isRegexPattern):
    // `/${account}/` must not match everything for the anonymous account.
    if (pattern.isRegex())
        return m_buffer.empty() ? subject.bytes() == "//" : matchRegex(m_buffer, subject, budget);
    // A label's value is a pattern; where the rule adds nothing to it, it is the whole pattern.
    if (pattern.isOneLabel() && m_values.front() && isRegexPattern(m_buffer))
        return matchRegex(regexBody(m_buffer), subject, budget);
    return globMatches(m_buffer, subject.bytes(), budget);
}

bool RuleEvaluation::matchRegex(std::string_view expression, const Subject &subject, Budget &budget)
{
    if (!budget.spend(compileCost(expression)))
        return false;
    const Regex regex(expression, Regex::Size::Inserted);
    // A value that is no valid expression matches nothing; the other values are still tried.
    return regex.isValid() && budget.spend(regex.stepsPerByte() * subject.forRegex().size() / 4) &&
           regex.matches(subject.forRegex());
}

} // namespace wharfgate::acl
