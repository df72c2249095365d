// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/IpAddress.h"
#include "shared/acl/Pattern.h"
#include "shared/acl/Rule.h"

#include <array>
#include <map>
#include <optional>
#include <string>

namespace wharfgate::acl {

/// The conditions of a rule, compiled for questions about what they can match.
struct RuleShape
{
    std::array<std::optional<Pattern>, 4> fields; // by Field
    std::optional<IpNetwork> network;
    std::map<std::string, Pattern> labels;
    /// False if a condition is an error or malformed: nothing is said about such rules.
    bool isSound = true;

    const std::optional<Pattern> &field(Field field) const
    {
        return fields[static_cast<std::size_t>(field)];
    }
};

RuleShape shapeOf(const Rule &rule);

/// True only if every text that `narrow` matches is proved to be matched by `wide`.
bool covers(const Pattern &wide, const Pattern &narrow);

/// True only if every request that `narrow` matches is proved to be matched by `wide`.
bool covers(const RuleShape &wide, const RuleShape &narrow);

} // namespace wharfgate::acl
