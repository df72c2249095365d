// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/Problem.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace wharfgate::config {

/// Collects problems up to a limit, so that a hostile file cannot fill the memory with them.
class ProblemList
{
public:
    /// More of one severity are counted, not kept.
    static constexpr std::size_t kLimit = 1000;

    /// True while another problem of this severity would be kept; saves wording those that are not.
    bool hasRoom(Problem::Severity severity) const;
    void add(Problem problem);
    bool hasErrors() const { return m_counts[0] > 0; }

    /// All of them by line and column, with a last one that counts those left out.
    std::vector<Problem> take(const std::string &file);

private:
    std::vector<Problem> m_problems;
    std::size_t m_counts[3] = {0, 0, 0}; // by severity
};

/// `text` in double quotes for a message: escaped, and cut if it is long.
std::string quote(std::string_view text);

} // namespace wharfgate::config
