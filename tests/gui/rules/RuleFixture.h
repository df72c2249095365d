// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/editing/RuleEntry.h"

#include <string>
#include <vector>

namespace wharfgate::test {

/// A configuration with these lines below `acl:`.
inline std::string configurationWith(const std::string &rules, const std::string &more = {})
{
    return "server: {addr: \":5001\"}\n"
           "token: {issuer: \"Wharfgate\", expiration: 900, certificate: \"/x.crt\", key: "
           "\"/x.key\"}\n"
           "users:\n"
           "  \"alice\": {password: \"!\", labels: {group: [dev]}}\n"
           "  \"bob\": {password: \"!\"}\n"
           "acl:\n" +
           rules + more;
}

/// Rules for accounts r1, r2, …, each granting pull.
inline std::string numberedRules(int count)
{
    std::string rules;
    for (int i = 1; i <= count; ++i)
        rules += "  - match: {account: \"r" + std::to_string(i) + "\"}\n    actions: [\"pull\"]\n";
    return rules;
}

/// The accounts of the rules in their order: "r1 r2 -r3", disabled ones with a minus.
inline std::string accountsOf(const std::vector<config::RuleEntry> &entries)
{
    std::string text;
    for (const config::RuleEntry &entry : entries)
        text += (text.empty() ? "" : " ") + std::string(entry.isEnabled ? "" : "-") +
                entry.rule.match.account.value_or("*");
    return text;
}

} // namespace wharfgate::test
