// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/Problem.h"
#include "shared/config/TestCase.h"

#include <string>
#include <vector>

namespace wharfgate::config {

/// What reading cases found; use the cases only if there are no problems.
struct TestCases
{
    std::vector<TestCase> cases;
    std::vector<Problem> problems; // all errors
};

/// Reads a file that is a YAML list of cases, as the configuration's `tests:` is: mappings with
/// account, type (repository), name, service, ip, labels, actions, expect, and optionally case and
/// rule.
TestCases readTestCaseFile(const std::string &file);

} // namespace wharfgate::config
