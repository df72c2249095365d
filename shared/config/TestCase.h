// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/IpAddress.h"
#include "shared/acl/Request.h"
#include "shared/base/Result.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace wharfgate::config {

/// One decision that must hold, written by a user for their own rules: an entry of a cases file or
/// of the configuration's `tests:`.
struct TestCase
{
    std::string title; // `case:`; may be empty
    SourcePosition position;
    std::string account; // empty: anonymous
    std::string type = "repository";
    std::string name;
    std::string service;
    std::optional<acl::IpAddress> ip;
    /// Absent: the account's own from the configuration.
    std::optional<acl::Labels> labels;
    std::vector<std::string> actions;
    std::vector<std::string> expected; // granted actions, in any order
    std::optional<std::size_t> rule;   // index of the deciding rule, if the case names it

    /// Where it is written does not count.
    bool operator==(const TestCase &other) const
    {
        return title == other.title && account == other.account && type == other.type &&
               name == other.name && service == other.service && ip == other.ip &&
               labels == other.labels && actions == other.actions && expected == other.expected &&
               rule == other.rule;
    }
};

} // namespace wharfgate::config
