// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/TestRun.h"

#include "shared/acl/Actions.h"

#include <algorithm>
#include <utility>

namespace wharfgate::config {

TestRun::TestRun(const Configuration &configuration)
{
    if (configuration.acl) {
        acl::AccessList::CompileResult compiled = acl::AccessList::compile(*configuration.acl);
        if (compiled.list)
            m_rules = std::move(*compiled.list);
    }
    for (const auto &[name, user] : configuration.users) {
        if (!user.labels.empty())
            m_labels[name] = user.labels;
    }
}

acl::Request TestRun::requestOf(const TestCase &test) const
{
    acl::Request request;
    request.account = test.account;
    request.type = test.type;
    request.name = test.name;
    request.service = test.service;
    request.ip = test.ip;
    request.actions = test.actions;
    if (test.labels)
        request.labels = *test.labels;
    else if (const auto own = m_labels.find(test.account); own != m_labels.end())
        request.labels = own->second;
    return request;
}

TestOutcome TestRun::outcomeOf(const TestCase &test) const
{
    acl::Decision decision = m_rules.decide(requestOf(test));
    TestOutcome outcome;
    outcome.granted = std::move(decision.actions);
    outcome.rule = decision.rule;
    std::sort(outcome.granted.begin(), outcome.granted.end());
    std::vector<std::string> expected = test.expected;
    std::sort(expected.begin(), expected.end());
    if (outcome.granted != expected) {
        outcome.failure = "granted " + acl::joinActions(outcome.granted) + ", expected " +
                          acl::joinActions(expected);
    } else if (test.rule && decision.rule != test.rule) {
        outcome.failure =
            (decision.rule ? "rule " + std::to_string(*decision.rule) : std::string("no rule")) +
            " decided, expected rule " + std::to_string(*test.rule);
    }
    outcome.passes = outcome.failure.empty();
    return outcome;
}

} // namespace wharfgate::config
