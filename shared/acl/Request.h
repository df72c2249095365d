// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/IpAddress.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace wharfgate::acl {

/// Label name -> values, as an authenticator returned them.
using Labels = std::map<std::string, std::vector<std::string>>;

/// One scope asked for by one account: the input of a decision. Text is UTF-8 bytes as received.
struct Request
{
    std::string account; // empty: anonymous
    std::string type;    // "repository", "registry", …
    std::string name;
    std::string service;         // the audience
    std::optional<IpAddress> ip; // absent: no rule with an ip condition matches
    Labels labels;
    std::vector<std::string> actions; // as requested, in order
};

} // namespace wharfgate::acl
