// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/cli/Explanation.h"
#include "shared/config/Problem.h"

#include <optional>
#include <string>
#include <vector>

namespace wharfgate::cli {

/// One decision that must hold, written by a user for their own rules.
struct TestCase
{
    std::string title; // `case:`; "case N" without
    SourcePosition position;
    acl::Request request;
    std::vector<std::string> expected; // granted actions, in any order
    std::optional<std::size_t> rule;   // index of the deciding rule, if the case names it
};

struct TestCases
{
    std::vector<TestCase> cases;
    std::vector<config::Problem> problems; // all errors; empty if the file is good
};

/// Reads a cases file: a YAML list of mappings with account, type (repository), name, service, ip,
/// labels (the account's own from the configuration if absent), actions, expect, and optionally
/// case and rule.
TestCases readTestCases(const std::string &file, const Explainer &explainer);

/// Why the case does not hold, or empty.
std::string failureOf(const TestCase &test, const Explainer &explainer);

} // namespace wharfgate::cli
