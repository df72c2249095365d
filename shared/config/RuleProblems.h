// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/AccessList.h"
#include "shared/config/Problem.h"

namespace wharfgate::config {

/// What the rules' compiler or lint found, at its place in the file.
Problem problemOf(const acl::RuleProblem &found, const acl::Rule &rule);

} // namespace wharfgate::config
