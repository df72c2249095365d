// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/AccessList.h"

#include "shared/acl/Actions.h"
#include "shared/acl/RuleCheck.h"
#include "shared/acl/RuleEvaluation.h"
#include "shared/acl/RuleIndex.h"

#include <algorithm>
#include <set>
#include <span>

namespace wharfgate::acl {

namespace {

struct FieldCondition
{
    Field field;
    Pattern pattern;
    std::string beginning; // of a pattern with variables: what every match begins with
};

struct LabelCondition
{
    std::string label;
    Pattern pattern;
};

/// Without looking at variables: false only if the condition cannot be met.
bool mayMatch(const FieldCondition &condition, const Subject &subject)
{
    if (condition.pattern.isStatic())
        return condition.pattern.matchesAsWritten(subject);
    return subject.bytes().starts_with(condition.beginning);
}

/// One rule ready to be matched. Its field conditions lie together in CompiledRules::conditions, so
/// that a walk over many rules reads memory in order.
struct CompiledRule
{
    std::uint32_t firstCondition = 0;
    std::uint32_t endCondition = 0;
    std::optional<IpNetwork> network;
    std::vector<LabelCondition> labels;
    bool hasVariables = false; // in any of its patterns
};

Condition conditionOf(Field field)
{
    switch (field) {
    case Field::Account:
        return Condition::Account;
    case Field::Type:
        return Condition::Type;
    case Field::Name:
        return Condition::Name;
    case Field::Service:
        break;
    }
    return Condition::Service;
}

/// The first condition of a rule that failed, without copies: most rules fail and nobody asks why.
struct Failure
{
    Condition condition = Condition::Account;
    std::string_view pattern;
    std::string_view label;
    std::string_view value; // but for Condition::Ip and Condition::Label
};

/// The values of a label on one line, for people.
std::string joinedValues(const Labels &labels, std::string_view label)
{
    std::string out;
    const auto found = labels.find(std::string(label));
    if (found == labels.end())
        return out;
    for (const std::string &value : found->second) {
        if (!out.empty())
            out += ", ";
        out += value;
    }
    return out;
}

PassedOver described(std::size_t rule, const Failure &failure, const Request &request)
{
    PassedOver out;
    out.rule = rule;
    out.condition = failure.condition;
    out.label = failure.label;
    out.pattern = failure.pattern;
    if (failure.condition == Condition::Ip)
        out.value = request.ip ? request.ip->toString() : std::string();
    else if (!failure.label.empty() || failure.condition == Condition::Label)
        out.value = joinedValues(request.labels, failure.label);
    else
        out.value = failure.value;
    return out;
}

/// What the checks look at: the rule's patterns in their order.
std::vector<CheckedPattern> checkedPatterns(std::span<const FieldCondition> conditions,
                                            const CompiledRule &rule)
{
    std::vector<CheckedPattern> patterns;
    for (const FieldCondition &condition : conditions)
        patterns.push_back({std::string(nameOf(condition.field)), &condition.pattern});
    for (const LabelCondition &condition : rule.labels)
        patterns.push_back({"labels." + condition.label, &condition.pattern, true});
    return patterns;
}

} // namespace

struct AccessList::Data
{
    std::vector<Rule> rules;
    std::vector<CompiledRule> compiled; // by index of rule
    std::vector<FieldCondition> conditions;
    RuleIndex index;

    /// Returns what the rule is found by.
    std::vector<RuleKey> add(const Rule &rule);
    std::span<const FieldCondition> conditionsOf(const CompiledRule &rule) const
    {
        return std::span(conditions)
            .subspan(rule.firstCondition, rule.endCondition - rule.firstCondition);
    }
    RuleEvaluation::OwnPatterns ownPatterns(const CompiledRule &rule) const;
    std::optional<Failure> evaluate(std::size_t ruleIndex, DecisionContext &context) const;
    std::optional<Failure> evaluateVariables(const CompiledRule &rule,
                                             DecisionContext &context) const;
};

std::vector<RuleKey> AccessList::Data::add(const Rule &rule)
{
    std::vector<RuleKey> keys;
    CompiledRule result;
    result.firstCondition = static_cast<std::uint32_t>(conditions.size());
    std::set<std::string, std::less<>> captures;
    for (const Field field : kFields) {
        const auto &text = patternOf(rule.match, field);
        if (!text)
            continue;
        conditions.push_back({field, Pattern(*text), {}});
        FieldCondition &condition = conditions.back();
        for (NecessaryText &necessary : necessaryTexts(condition.pattern)) {
            if (!condition.pattern.isStatic())
                condition.beginning = necessary.text;
            keys.push_back({field, std::nullopt, std::move(necessary)});
        }
        for (const Piece &piece : condition.pattern.pieces()) {
            if (piece.kind == Piece::Kind::Capture)
                captures.insert(piece.text);
        }
    }
    result.endCondition = static_cast<std::uint32_t>(conditions.size());
    if (rule.match.ip)
        result.network = IpNetwork::parse(*rule.match.ip);
    for (const auto &[label, text] : rule.match.labels) {
        // As docker_auth: label patterns know the four fields, and of the captures those that a
        // field of the same rule uses.
        const auto isReplaced = [&](const Piece &piece) {
            return piece.kind == Piece::Kind::Variable ||
                   (piece.kind == Piece::Kind::Capture && captures.contains(piece.text));
        };
        result.labels.push_back({label, Pattern(text, isReplaced)});
        const Pattern &pattern = result.labels.back().pattern;
        if (!pattern.isStatic())
            continue;
        for (NecessaryText &necessary : necessaryTexts(pattern))
            keys.push_back({{}, label, std::move(necessary)});
    }
    const auto hasVariables = [](const auto &condition) { return !condition.pattern.isStatic(); };
    result.hasVariables = std::ranges::any_of(conditionsOf(result), hasVariables) ||
                          std::any_of(result.labels.begin(), result.labels.end(), hasVariables);
    compiled.push_back(std::move(result));
    return keys;
}

RuleEvaluation::OwnPatterns AccessList::Data::ownPatterns(const CompiledRule &rule) const
{
    RuleEvaluation::OwnPatterns own{};
    for (const FieldCondition &condition : conditionsOf(rule))
        own[static_cast<std::size_t>(condition.field)] = &condition.pattern;
    return own;
}

namespace {

/// The first label condition with variables, or the first without, that no value meets.
template <typename Evaluate>
std::optional<Failure> evaluateLabels(const std::vector<LabelCondition> &conditions,
                                      const Labels &labels, bool withVariables, Evaluate evaluate)
{
    for (const LabelCondition &condition : conditions) {
        if (condition.pattern.isStatic() == withVariables)
            continue;
        Outcome outcome = Outcome::NoMatch;
        if (const auto values = labels.find(condition.label); values != labels.end()) {
            for (const std::string &value : values->second) {
                outcome = evaluate(condition.pattern, Subject(value));
                if (outcome != Outcome::NoMatch)
                    break;
            }
        }
        if (outcome == Outcome::Match)
            continue;
        const Condition failed =
            outcome == Outcome::LimitExceeded ? Condition::LabelCombinations : Condition::Label;
        return Failure{failed, condition.pattern.text(), condition.label, {}};
    }
    return std::nullopt;
}

} // namespace

/// The condition because of which the rule does not match; absent if it does.
std::optional<Failure> AccessList::Data::evaluate(std::size_t ruleIndex,
                                                  DecisionContext &context) const
{
    const CompiledRule &rule = compiled[ruleIndex];
    for (const FieldCondition &condition : conditionsOf(rule)) {
        const Subject &subject = context.subject(condition.field);
        if (!mayMatch(condition, subject))
            return Failure{
                conditionOf(condition.field), condition.pattern.text(), {}, subject.bytes()};
    }
    const auto &ip = context.request.ip;
    if (rule.network && !(ip && rule.network->contains(*ip)))
        return Failure{Condition::Ip, *rules[ruleIndex].match.ip, {}, {}};
    const auto asWritten = [](const Pattern &pattern, const Subject &subject) {
        return pattern.matchesAsWritten(subject) ? Outcome::Match : Outcome::NoMatch;
    };
    if (auto failure = evaluateLabels(rule.labels, context.request.labels, false, asWritten))
        return failure;
    return rule.hasVariables ? evaluateVariables(rule, context) : std::nullopt;
}

std::optional<Failure> AccessList::Data::evaluateVariables(const CompiledRule &rule,
                                                           DecisionContext &context) const
{
    RuleEvaluation evaluation(context, ownPatterns(rule));
    for (const FieldCondition &condition : conditionsOf(rule)) {
        if (condition.pattern.isStatic())
            continue;
        const Subject &subject = context.subject(condition.field);
        const Outcome outcome = evaluation.matches(condition.pattern, subject);
        if (outcome == Outcome::Match)
            continue;
        const Condition failed = outcome == Outcome::LimitExceeded ? Condition::LabelCombinations
                                                                   : conditionOf(condition.field);
        return Failure{failed, condition.pattern.text(), {}, subject.bytes()};
    }
    return evaluateLabels(rule.labels, context.request.labels, true,
                          [&](const Pattern &pattern, const Subject &subject) {
                              return evaluation.matches(pattern, subject);
                          });
}

AccessList::CompileResult AccessList::compile(std::vector<Rule> rules)
{
    auto data = std::make_unique<Data>();
    data->rules = std::move(rules);
    data->compiled.reserve(data->rules.size());
    CompileResult result;
    std::vector<std::vector<RuleKey>> keys;
    keys.reserve(data->rules.size());
    for (std::size_t i = 0; i < data->rules.size(); ++i) {
        keys.push_back(data->add(data->rules[i]));
        const CompiledRule &rule = data->compiled.back();
        checkRule(i, data->rules[i], checkedPatterns(data->conditionsOf(rule), rule),
                  result.problems);
    }
    const bool isUsable =
        std::none_of(result.problems.begin(), result.problems.end(), [](const auto &problem) {
            return problem.severity == RuleProblem::Severity::Error;
        });
    if (isUsable) {
        data->index = RuleIndex(keys);
        result.list.emplace();
        result.list->m_data = std::move(data);
    }
    return result;
}

AccessList::AccessList()
    : m_data(std::make_unique<Data>())
{}

AccessList::~AccessList() = default;
AccessList::AccessList(AccessList &&) noexcept = default;
AccessList &AccessList::operator=(AccessList &&) noexcept = default;

Decision AccessList::decide(const Request &request, Trace trace) const
{
    Decision decision;
    DecisionContext context(request);
    // True if the rule decides.
    const auto tryRule = [&](std::size_t rule) {
        const auto failure = m_data->evaluate(rule, context);
        if (!failure) {
            decision.rule = rule;
            decision.actions = grantedActions(request.actions, m_data->rules[rule].actions);
            return true;
        }
        if (failure->condition == Condition::LabelCombinations)
            decision.labelLimitExceeded = true;
        if (trace == Trace::On)
            decision.passedOver.push_back(described(rule, *failure, request));
        return false;
    };
    if (trace == Trace::On) { // every rule has something to say
        for (std::size_t rule = 0; rule < m_data->compiled.size() && !tryRule(rule); ++rule) {
        }
        return decision;
    }
    RuleIndex::Candidates candidates = m_data->index.candidates(context);
    for (auto rule = candidates.next(); rule && !tryRule(*rule); rule = candidates.next()) {
    }
    return decision;
}

const std::vector<Rule> &AccessList::rules() const
{
    return m_data->rules;
}

} // namespace wharfgate::acl
