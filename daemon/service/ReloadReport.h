// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/Problem.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wharfgate::service {

/// Who asked for a change.
struct Originator
{
    std::string user;
    std::uint32_t uid = 0;
};

/// What came of one reload.
struct ReloadReport
{
    std::chrono::system_clock::time_point time;
    bool ok = false;
    std::string reason; // "SIGHUP", "a file changed", …
    std::optional<Originator> by;
    std::string error;                     // one sentence, if it failed
    std::vector<config::Problem> problems; // of the file; errors only if it failed
    std::string revision;                  // in force now
    std::string previous;                  // in force before
};

} // namespace wharfgate::service
