// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/AccessList.h"
#include "shared/config/Configuration.h"
#include "shared/config/TestCase.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace wharfgate::config {

/// What the access rules decided on one test case.
struct TestOutcome
{
    std::vector<std::string> granted; // sorted
    std::optional<std::size_t> rule;  // index of the deciding rule
    bool passes = false;
    std::string failure; // "granted pull, expected pull,push"; empty if it passes
};

/// Decides test cases by the rules of one configuration; they are compiled once. Safe on any
/// thread.
class TestRun
{
public:
    /// `configuration` was read without errors, so its rules compile; it is not kept.
    explicit TestRun(const Configuration &configuration);

    TestOutcome outcomeOf(const TestCase &test) const;
    /// The request that the case stands for, with the account's labels if it has none of its own.
    acl::Request requestOf(const TestCase &test) const;

private:
    acl::AccessList m_rules;
    std::map<std::string, acl::Labels> m_labels; // of the users that have some
};

} // namespace wharfgate::config
