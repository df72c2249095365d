// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/RuleProblems.h"

#include "shared/base/Text.h"

namespace wharfgate::config {

namespace {

std::string errorCode(const std::string &field)
{
    return field == "ip" ? "bad-ip" : "bad-regex";
}

std::string keyOf(const acl::RuleProblem &found)
{
    std::string key = "acl[" + std::to_string(found.rule) + ']';
    if (found.field.empty())
        return key;
    const bool isCondition =
        found.field != "actions" && found.field != "comment" && found.field != "match";
    return key + (isCondition ? ".match." : ".") + text::escaped(found.field, 80);
}

} // namespace

Problem problemOf(const acl::RuleProblem &found, const acl::Rule &rule)
{
    using Severity = acl::RuleProblem::Severity;
    Problem problem;
    switch (found.severity) {
    case Severity::Error:
        problem.severity = Problem::Severity::Error;
        problem.code = errorCode(found.field);
        break;
    case Severity::Warning:
        problem.severity = Problem::Severity::Warning;
        problem.code = "doubtful-rule";
        break;
    case Severity::Lint:
        problem.severity = Problem::Severity::Lint;
        problem.code = "rule-advice";
        break;
    }
    const auto field = rule.positions.fields.find(found.field);
    problem.position = field == rule.positions.fields.end() ? rule.positions.rule : field->second;
    problem.key = keyOf(found);
    problem.message = found.message;
    problem.remedy = found.remedy;
    problem.causeRule = found.cause;
    return problem;
}

} // namespace wharfgate::config
