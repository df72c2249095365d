// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/ProblemList.h"

#include "shared/base/Text.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace wharfgate::config {

namespace {

std::size_t indexOf(Problem::Severity severity)
{
    return static_cast<std::size_t>(severity);
}

} // namespace

bool ProblemList::hasRoom(Problem::Severity severity) const
{
    return m_counts[indexOf(severity)] < kLimit;
}

void ProblemList::add(Problem problem)
{
    std::size_t &count = m_counts[indexOf(problem.severity)];
    ++count;
    if (count <= kLimit)
        m_problems.push_back(std::move(problem));
}

std::vector<Problem> ProblemList::take(const std::string &file)
{
    std::stable_sort(m_problems.begin(), m_problems.end(), [](const Problem &a, const Problem &b) {
        return std::tie(a.position.line, a.position.column) <
               std::tie(b.position.line, b.position.column);
    });
    std::vector<Problem> problems = std::exchange(m_problems, {});
    for (std::size_t i = 0; i < 3; ++i) {
        const std::size_t count = std::exchange(m_counts[i], 0);
        if (count <= kLimit)
            continue;
        Problem more;
        more.severity = static_cast<Problem::Severity>(i);
        more.code = "more-problems";
        more.position.file = file;
        more.message =
            std::to_string(count - kLimit) + " more problems of this kind are not shown.";
        more.remedy = "Correct those above first.";
        problems.push_back(std::move(more));
    }
    return problems;
}

std::string quote(std::string_view text)
{
    constexpr std::size_t kLongest = 60;
    return '"' + text::escaped(text, kLongest) + '"';
}

} // namespace wharfgate::config
