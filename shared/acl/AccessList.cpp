// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/AccessList.h"

#include "shared/acl/Actions.h"
#include "shared/acl/RuleCheck.h"
#include "shared/acl/RuleEvaluation.h"

#include <algorithm>
#include <set>
#include <span>

namespace wharfgate::acl {

namespace {

struct FieldCondition
{
    Field field;
    Pattern pattern;
};

struct LabelCondition
{
    std::string label;
    Pattern pattern;
};

/// One rule ready to be matched. Its field conditions lie together in CompiledRules::conditions, so
/// that a walk over many rules reads memory in order.
struct CompiledRule
{
    std::uint32_t firstCondition = 0;
    std::uint32_t endCondition = 0;
    std::optional<IpNetwork> network;
    std::vector<LabelCondition> labels;
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

    void add(const Rule &rule);
    std::span<const FieldCondition> conditionsOf(const CompiledRule &rule) const
    {
        return std::span(conditions)
            .subspan(rule.firstCondition, rule.endCondition - rule.firstCondition);
    }
    RuleEvaluation::OwnPatterns ownPatterns(const CompiledRule &rule) const;
    std::optional<Failure> evaluate(std::size_t index, DecisionContext &context,
                                    std::optional<RuleEvaluation> &evaluation) const;
};

void AccessList::Data::add(const Rule &rule)
{
    CompiledRule result;
    result.firstCondition = static_cast<std::uint32_t>(conditions.size());
    std::set<std::string, std::less<>> captures;
    for (const Field field : kFields) {
        const auto &text = patternOf(rule.match, field);
        if (!text)
            continue;
        conditions.push_back({field, Pattern(*text)});
        for (const Piece &piece : conditions.back().pattern.pieces()) {
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
    }
    compiled.push_back(std::move(result));
}

RuleEvaluation::OwnPatterns AccessList::Data::ownPatterns(const CompiledRule &rule) const
{
    RuleEvaluation::OwnPatterns own{};
    for (const FieldCondition &condition : conditionsOf(rule))
        own[static_cast<std::size_t>(condition.field)] = &condition.pattern;
    return own;
}

namespace {

/// Compares with one pattern; `evaluation` is made when the first variable needs it.
Outcome evaluatePattern(const Pattern &pattern, const Subject &subject,
                        std::optional<RuleEvaluation> &evaluation, DecisionContext &context,
                        const auto &ownPatterns)
{
    if (pattern.isStatic())
        return pattern.matchesAsWritten(subject) ? Outcome::Match : Outcome::NoMatch;
    if (!evaluation)
        evaluation.emplace(context, ownPatterns());
    return evaluation->matches(pattern, subject);
}

/// The first label condition that no value meets, if there is one.
std::optional<Failure> evaluateLabels(const std::vector<LabelCondition> &conditions,
                                      std::optional<RuleEvaluation> &evaluation,
                                      DecisionContext &context, const auto &ownPatterns)
{
    for (const LabelCondition &condition : conditions) {
        const auto values = context.request.labels.find(condition.label);
        Outcome outcome = Outcome::NoMatch;
        if (values != context.request.labels.end()) {
            for (const std::string &value : values->second) {
                outcome = evaluatePattern(condition.pattern, Subject(value), evaluation, context,
                                          ownPatterns);
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

/// The condition because of which the rule does not match; absent if it does. `evaluation` is room
/// for the work on patterns with variables.
std::optional<Failure> AccessList::Data::evaluate(std::size_t index, DecisionContext &context,
                                                  std::optional<RuleEvaluation> &evaluation) const
{
    const CompiledRule &rule = compiled[index];
    const auto own = [&] { return ownPatterns(rule); };
    evaluation.reset();
    for (const FieldCondition &condition : conditionsOf(rule)) {
        const Subject &subject = context.subject(condition.field);
        const Outcome outcome =
            evaluatePattern(condition.pattern, subject, evaluation, context, own);
        if (outcome == Outcome::Match)
            continue;
        const Condition failed = outcome == Outcome::LimitExceeded ? Condition::LabelCombinations
                                                                   : conditionOf(condition.field);
        return Failure{failed, condition.pattern.text(), {}, subject.bytes()};
    }
    const auto &ip = context.request.ip;
    if (rule.network && !(ip && rule.network->contains(*ip)))
        return Failure{Condition::Ip, *rules[index].match.ip, {}, {}};
    return evaluateLabels(rule.labels, evaluation, context, own);
}

AccessList::CompileResult AccessList::compile(std::vector<Rule> rules)
{
    auto data = std::make_unique<Data>();
    data->rules = std::move(rules);
    data->compiled.reserve(data->rules.size());
    CompileResult result;
    for (std::size_t i = 0; i < data->rules.size(); ++i) {
        data->add(data->rules[i]);
        const CompiledRule &rule = data->compiled.back();
        checkRule(i, data->rules[i], checkedPatterns(data->conditionsOf(rule), rule),
                  result.problems);
    }
    const bool isUsable =
        std::none_of(result.problems.begin(), result.problems.end(), [](const auto &problem) {
            return problem.severity == RuleProblem::Severity::Error;
        });
    if (isUsable) {
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
    // Made once for all rules: most need none, and clearing its storage for each costs more than
    // they do.
    std::optional<RuleEvaluation> evaluation;
    for (std::size_t i = 0; i < m_data->compiled.size(); ++i) {
        const auto failure = m_data->evaluate(i, context, evaluation);
        if (!failure) {
            decision.rule = i;
            decision.actions = grantedActions(request.actions, m_data->rules[i].actions);
            break;
        }
        if (failure->condition == Condition::LabelCombinations)
            decision.labelLimitExceeded = true;
        if (trace == Trace::On)
            decision.passedOver.push_back(described(i, *failure, request));
    }
    return decision;
}

const std::vector<Rule> &AccessList::rules() const
{
    return m_data->rules;
}

} // namespace wharfgate::acl
