// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/editing/LineMap.h"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace wharfgate::config::editing {

/// Replacements in a text, collected and then made at once, so that every offset means the text as
/// it was.
class TextPatches
{
public:
    void replace(std::size_t begin, std::size_t end, std::string text);
    /// Insertions at one place stay in the order in which they came.
    void insert(std::size_t at, std::string text) { replace(at, at, std::move(text)); }
    bool isEmpty() const { return m_patches.empty(); }
    /// Where the first of them in the text begins.
    std::size_t firstOffset() const;
    /// Nothing if two of them contradict each other.
    std::optional<std::string> apply(std::string_view text) const;

private:
    struct Patch
    {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::string text;
    };
    std::vector<Patch> m_patches;
};

/// Whole lines to be taken out, and the blank lines that then would separate nothing.
class LineRemoval
{
public:
    explicit LineRemoval(const LineMap &lines)
        : m_lines(lines)
    {}

    void remove(std::size_t first, std::size_t end);
    /// An item of a list whose items may be separated by blank lines. `isFirst`, `isLast`: none
    /// that stays is before or after it.
    void removeItem(std::size_t first, std::size_t end, bool isFirst, bool isLast);
    void write(TextPatches &patches) const;

private:
    // The blank lines that stay so far; lines that go do not part them.
    std::vector<std::size_t> blanksAbove(std::size_t line) const;
    std::vector<std::size_t> blanksFrom(std::size_t line) const;

    const LineMap &m_lines;
    std::set<std::size_t> m_removed;
};

/// How many blank lines stand directly above a line.
std::size_t blankLinesAbove(const LineMap &lines, std::size_t line);

} // namespace wharfgate::config::editing
