// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/AccessList.h"

#include <QByteArray>
#include <QList>

/// What the tests of access rules share: rules and requests in few words.
namespace wharfgate::acl::test {

/// A rule with conditions as "field=pattern"; "labels.x=pattern" for a label.
inline Rule rule(const QList<QByteArray> &conditions, std::vector<std::string> actions = {"*"})
{
    Rule result;
    result.actions = std::move(actions);
    for (const QByteArray &condition : conditions) {
        const qsizetype equals = condition.indexOf('=');
        const QByteArray field = condition.left(equals);
        const std::string pattern = condition.mid(equals + 1).toStdString();
        if (field == "account")
            result.match.account = pattern;
        else if (field == "type")
            result.match.type = pattern;
        else if (field == "name")
            result.match.name = pattern;
        else if (field == "service")
            result.match.service = pattern;
        else if (field == "ip")
            result.match.ip = pattern;
        else
            result.match.labels[field.mid(7).toStdString()] = pattern;
    }
    return result;
}

/// alice asks for pull and push of the repository alice/app.
inline Request request()
{
    Request result;
    result.account = "alice";
    result.type = "repository";
    result.name = "alice/app";
    result.service = "registry";
    result.ip = IpAddress::parse("10.1.2.3");
    result.actions = {"pull", "push"};
    return result;
}

/// The list of these rules, which must have no error.
inline AccessList compiled(std::vector<Rule> rules)
{
    auto result = AccessList::compile(std::move(rules));
    if (!result.list)
        qFatal("the rules of a test do not compile: %s", result.problems.front().message.c_str());
    return std::move(*result.list);
}

} // namespace wharfgate::acl::test
