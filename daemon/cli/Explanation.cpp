// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/Explanation.h"

#include "shared/acl/Actions.h"
#include "shared/base/Json.h"
#include "shared/base/Text.h"

namespace wharfgate::cli {

namespace {

acl::AccessList compiledRules(const config::Configuration &configuration)
{
    if (!configuration.acl)
        return {};
    auto result = acl::AccessList::compile(*configuration.acl);
    return result.list ? std::move(*result.list) : acl::AccessList();
}

std::string_view conditionName(acl::Condition condition)
{
    switch (condition) {
    case acl::Condition::Account:
        return "account";
    case acl::Condition::Type:
        return "type";
    case acl::Condition::Name:
        return "name";
    case acl::Condition::Ip:
        return "ip";
    case acl::Condition::Service:
        return "service";
    case acl::Condition::Label:
        return "label";
    case acl::Condition::LabelCombinations:
        return "label-combinations";
    }
    return "";
}

} // namespace

std::string actionsToJson(const std::vector<std::string> &actions)
{
    std::string out = "[";
    for (const std::string &action : actions) {
        if (out.size() > 1)
            out += ',';
        json::appendString(out, action);
    }
    return out + ']';
}

Explainer::Explainer(config::Configuration configuration)
    : m_configuration(std::move(configuration))
    , m_list(compiledRules(m_configuration))
{}

const acl::Labels &Explainer::labelsOf(const std::string &account) const
{
    static const acl::Labels none;
    const auto user = m_configuration.users.find(account);
    return user == m_configuration.users.end() ? none : user->second.labels;
}

acl::Decision Explainer::decide(const acl::Request &request, acl::Trace trace) const
{
    return m_list.decide(request, trace);
}

std::string Explainer::describeRule(std::size_t index) const
{
    const acl::Rule &rule = m_list.rules()[index];
    std::string out = "rule " + std::to_string(index);
    if (!rule.comment.empty())
        out += " \"" + text::escaped(rule.comment, 120) + '"';
    const SourcePosition &position = rule.positions.rule;
    if (position.line > 0)
        out += " (" + position.file + ':' + std::to_string(position.line) + ')';
    return out;
}

std::string Explainer::toText(const acl::Request &request) const
{
    const acl::Decision decision = decide(request, acl::Trace::On);
    const std::string who =
        request.account.empty() ? "anonymous" : '"' + text::escaped(request.account, 256) + '"';
    std::string out = "granted:   " + acl::joinActions(decision.actions) +
                      "\nrequested: " + acl::joinActions(request.actions) + " on " +
                      text::escaped(request.type, 64) + ':' + text::escaped(request.name, 256) +
                      " by " + who + '\n';
    if (decision.rule)
        out += "decided by " + describeRule(*decision.rule) + ", which allows " +
               acl::joinActions(m_list.rules()[*decision.rule].actions) + '\n';
    else if (m_configuration.extAuthz)
        out +=
            "no access rule matches; the ext_authz program would be asked (it is not run here)\n";
    else
        out += "no access rule matches, so nothing is granted\n";
    if (!decision.passedOver.empty())
        out += "not matching:\n";
    for (const acl::PassedOver &passed : decision.passedOver)
        out += "  " + describeRule(passed.rule) + ": " + passed.toString() + '\n';
    return out;
}

std::string Explainer::toJson(const acl::Request &request) const
{
    const acl::Decision decision = decide(request, acl::Trace::On);
    std::string out = "{\"granted\":" + actionsToJson(decision.actions);
    out += ",\"requested\":" + actionsToJson(request.actions);
    if (decision.rule) {
        const acl::Rule &rule = m_list.rules()[*decision.rule];
        out += ",\"rule\":" + std::to_string(*decision.rule);
        out += ",\"comment\":" + json::quoted(rule.comment);
        out += ",\"line\":" + std::to_string(rule.positions.rule.line);
    } else {
        out += ",\"no_match\":true";
    }
    out += ",\"passed_over\":[";
    for (const acl::PassedOver &passed : decision.passedOver) {
        if (&passed != decision.passedOver.data())
            out += ',';
        out += "{\"rule\":" + std::to_string(passed.rule);
        out += ",\"condition\":" + json::quoted(conditionName(passed.condition));
        if (!passed.label.empty())
            out += ",\"label\":" + json::quoted(passed.label);
        out += ",\"pattern\":" + json::quoted(passed.pattern);
        out += ",\"value\":" + json::quoted(passed.value);
        out += ",\"reason\":" + json::quoted(passed.toString()) + '}';
    }
    return out + "]}";
}

} // namespace wharfgate::cli
