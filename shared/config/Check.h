// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/Configuration.h"
#include "shared/config/Problem.h"

#include <vector>

namespace wharfgate::config {

/// Advice about a configuration that works: what a careful administrator would change. Knows the
/// configuration only; opens no file. In the order of the file.
std::vector<Problem> lintConfiguration(const Configuration &configuration);

} // namespace wharfgate::config
