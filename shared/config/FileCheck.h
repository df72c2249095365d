// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/Configuration.h"
#include "shared/config/Problem.h"

#include <vector>

namespace wharfgate::config {

/// Looks at the files and programs that a configuration names, as this process and user: missing,
/// unreadable, a key that others may read, a program that cannot be run. Reads no contents.
std::vector<Problem> checkFiles(const Configuration &configuration);

} // namespace wharfgate::config
