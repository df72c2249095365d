// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/AccessList.h"
#include "shared/config/Configuration.h"

#include <optional>
#include <string>

namespace wharfgate::cli {

/// What the access rules of a configuration say about one request, in words and as JSON. The daemon
/// decides with the same function.
class Explainer
{
public:
    /// `configuration` was read without errors, so its rules compile.
    explicit Explainer(config::Configuration configuration);

    /// The labels that the account would get from the users: section.
    const acl::Labels &labelsOf(const std::string &account) const;
    acl::Decision decide(const acl::Request &request, acl::Trace trace) const;
    const acl::Rule &rule(std::size_t index) const { return m_list.rules()[index]; }

    /// Several lines: the verdict, the deciding rule with its place, and why each rule before it
    /// did not match.
    std::string toText(const acl::Request &request) const;
    /// The same as one JSON object on one line.
    std::string toJson(const acl::Request &request) const;

private:
    std::string describeRule(std::size_t index) const;

    config::Configuration m_configuration;
    acl::AccessList m_list;
};

/// ["pull","push"]
std::string actionsToJson(const std::vector<std::string> &actions);

} // namespace wharfgate::cli
