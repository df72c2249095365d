// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/AccessList.h"
#include "shared/acl/Actions.h"
#include "shared/acl/Lint.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace wharfgate;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

/// Reads the input line by line; absent text after its end.
class Lines
{
public:
    explicit Lines(std::string_view text)
        : m_rest(text)
    {}

    bool atEnd() const { return m_rest.empty(); }
    std::string next()
    {
        const std::size_t end = std::min(m_rest.find('\n'), m_rest.size());
        std::string line(m_rest.substr(0, end));
        m_rest.remove_prefix(std::min(end + 1, m_rest.size()));
        return line;
    }

private:
    std::string_view m_rest;
};

/// A line "-" leaves the condition out.
std::optional<std::string> condition(Lines &lines)
{
    std::string line = lines.next();
    if (line == "-")
        return std::nullopt;
    return line;
}

} // namespace

/// Lines: account, type, name, service, two values of the label "g"; then for each rule patterns
/// for account, name, ip and the label "g".
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    Lines lines(std::string_view(reinterpret_cast<const char *>(data), size));
    acl::Request request;
    request.account = lines.next();
    request.type = lines.next();
    request.name = lines.next();
    request.service = lines.next();
    request.labels["g"] = {lines.next(), lines.next()};
    request.ip = acl::IpAddress::fromV4({10, 1, 2, 3});
    request.actions = {"pull", request.type, "pull", ""};

    std::vector<acl::Rule> rules;
    while (!lines.atEnd() && rules.size() < 20) {
        acl::Rule rule;
        rule.match.account = condition(lines);
        rule.match.name = condition(lines);
        rule.match.ip = condition(lines);
        if (const auto label = condition(lines))
            rule.match.labels["g"] = *label;
        rule.actions = {"*"};
        rules.push_back(std::move(rule));
    }

    for (const acl::RuleProblem &problem : acl::lint(rules))
        require(problem.rule < rules.size() && !problem.message.empty());
    const auto result = acl::AccessList::compile(std::move(rules));
    for (const acl::RuleProblem &problem : result.problems)
        require(!problem.message.empty() && !problem.remedy.empty());
    if (!result.list)
        return 0;

    const acl::Decision traced = result.list->decide(request, acl::Trace::On);
    const acl::Decision plain = result.list->decide(request);
    require(traced.rule == plain.rule && traced.actions == plain.actions);
    require(traced.passedOver.size() == plain.rule.value_or(result.list->rules().size()));
    for (const acl::PassedOver &passedOver : traced.passedOver)
        require(!passedOver.toString().empty());
    for (const std::string &action : plain.actions)
        require(acl::isValidAction(action));
    return 0;
}
