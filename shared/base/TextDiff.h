// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Differences of texts by lines. A line includes its line break, so that texts with other breaks
/// or without a last one differ there, and nothing is lost.
namespace wharfgate::text {

std::vector<std::string_view> splitLines(std::string_view text);

/// Lines [oldStart, oldStart + oldLines) of the old text became [newStart, newStart + newLines) of
/// the new one; counted from 0. Not both counts are 0, and equal lines lie between two hunks.
struct Hunk
{
    std::size_t oldStart = 0;
    std::size_t oldLines = 0;
    std::size_t newStart = 0;
    std::size_t newLines = 0;

    bool operator==(const Hunk &) const = default;
};

/// The hunks from `before` to `after`, ascending; short, though not always the shortest: lines that
/// both have once hold the texts together, and a stretch with more than some thousand differences
/// is one hunk. Time is bounded for any input; 100,000 lines with few changes take some
/// milliseconds.
std::vector<Hunk> diffLines(std::string_view before, std::string_view after);

/// The difference in the usual unified form with `context` lines around, without file names; empty
/// if the texts are equal.
std::string unifiedDiff(std::string_view before, std::string_view after, std::size_t context = 3);

/// A place that both sides changed, and not alike.
struct MergeConflict
{
    std::string base;
    std::string mine;
    std::string theirs;
};

struct MergeResult
{
    std::string text; // both changes; where they conflict, mine
    std::vector<MergeConflict> conflicts;
};

/// Three-way merge. Changes that touch or overlap conflict unless they are the same.
MergeResult mergeLines(std::string_view base, std::string_view mine, std::string_view theirs);

} // namespace wharfgate::text
