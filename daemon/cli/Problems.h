// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/cli/Command.h"
#include "shared/config/ConfigurationReader.h"

#include <optional>
#include <string>
#include <vector>

namespace wharfgate::cli {

/// One problem a line, errors first of each line's file order kept.
void printProblems(std::ostream &out, const std::vector<config::Problem> &problems);

/// {"problems":[{"severity","code","file","line","column","key","message","remedy"}…],"errors":N,…}
std::string problemsToJson(const std::vector<config::Problem> &problems);

/// The configuration of `file`, or nothing after its errors were printed. Warnings are not printed.
std::optional<config::Configuration> readOrComplain(const std::string &file,
                                                    const Streams &streams);

} // namespace wharfgate::cli
