// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/bench/Cases.h"

#include <string>
#include <vector>

namespace wharfgate::bench {

/// What the figures depend on besides the program.
struct Machine
{
    std::string model;
    std::string kernel;
    unsigned int cores = 0;
    double loadBefore = 0; // of the last minute, before the measurement

    static Machine current();
};

/// A table for people.
std::string tableText(const Machine &machine, const std::vector<CaseResult> &results);
/// One JSON object; times in microseconds, memory in bytes.
std::string jsonText(const Machine &machine, const std::vector<CaseResult> &results);

} // namespace wharfgate::bench
