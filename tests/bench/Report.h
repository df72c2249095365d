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
    double othersShare = 0; // of all cores' time: what other processes used, 0 to 1
    double stolenShare = 0; // what the host of a virtual machine gave to others
};

/// Watches from its construction on who uses the machine.
class MachineWatch
{
public:
    MachineWatch();
    /// The machine, and the use of it since the construction.
    Machine result() const;

private:
    struct Use
    {
        double busy = 0; // seconds of all cores, every process
        double stolen = 0;
        double total = 0;
        double own = 0; // of this process and of children that have ended
    };
    static Use currentUse();
    Use m_before;
};

/// A table for people.
std::string tableText(const Machine &machine, const std::vector<CaseResult> &results);
/// One JSON object; times in microseconds, memory in bytes.
std::string jsonText(const Machine &machine, const std::vector<CaseResult> &results);

} // namespace wharfgate::bench
