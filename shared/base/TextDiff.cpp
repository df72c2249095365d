// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/base/TextDiff.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

namespace wharfgate::text {

namespace {

/// Beyond this many differences a stretch is replaced as a whole; the search takes the square.
constexpr int kMostDifferences = 1500;
constexpr std::size_t kNone = SIZE_MAX;

/// The lines of both texts as numbers, equal lines the same, and the marks of what has no partner.
class LineComparison
{
public:
    LineComparison(const std::vector<std::string_view> &before,
                   const std::vector<std::string_view> &after)
        : m_isRemoved(before.size(), false)
        , m_isAdded(after.size(), false)
    {
        std::unordered_map<std::string_view, std::uint32_t> numbers;
        auto number = [&numbers](const std::vector<std::string_view> &lines) {
            std::vector<std::uint32_t> out;
            out.reserve(lines.size());
            for (const std::string_view line : lines)
                out.push_back(numbers.emplace(line, static_cast<std::uint32_t>(numbers.size()))
                                  .first->second);
            return out;
        };
        m_before = number(before);
        m_after = number(after);
        m_lineCount = numbers.size();
        compare({0, m_before.size(), 0, m_after.size()});
    }

    std::vector<Hunk> hunks() const
    {
        std::vector<Hunk> out;
        std::size_t old = 0;
        std::size_t now = 0;
        while (old < m_isRemoved.size() || now < m_isAdded.size()) {
            Hunk hunk{old, 0, now, 0};
            while (old < m_isRemoved.size() && m_isRemoved[old])
                ++old;
            while (now < m_isAdded.size() && m_isAdded[now])
                ++now;
            hunk.oldLines = old - hunk.oldStart;
            hunk.newLines = now - hunk.newStart;
            if (hunk.oldLines > 0 || hunk.newLines > 0) {
                out.push_back(hunk);
                continue;
            }
            ++old;
            ++now;
        }
        return out;
    }

private:
    struct Range
    {
        std::size_t oldBegin;
        std::size_t oldEnd;
        std::size_t newBegin;
        std::size_t newEnd;
    };

    void trim(Range &range) const
    {
        while (range.oldBegin < range.oldEnd && range.newBegin < range.newEnd &&
               m_before[range.oldBegin] == m_after[range.newBegin]) {
            ++range.oldBegin;
            ++range.newBegin;
        }
        while (range.oldBegin < range.oldEnd && range.newBegin < range.newEnd &&
               m_before[range.oldEnd - 1] == m_after[range.newEnd - 1]) {
            --range.oldEnd;
            --range.newEnd;
        }
    }

    /// Splits at lines that stand once in both, in the order that most of them share.
    void compare(Range range)
    {
        trim(range);
        std::vector<std::pair<std::size_t, std::size_t>> anchors = anchorsOf(range);
        anchors.emplace_back(range.oldEnd, range.newEnd);
        Range part{range.oldBegin, 0, range.newBegin, 0};
        for (const auto &[old, now] : anchors) {
            part.oldEnd = old;
            part.newEnd = now;
            compareDirectly(part);
            part.oldBegin = old + 1;
            part.newBegin = now + 1;
        }
    }

    std::vector<std::pair<std::size_t, std::size_t>> anchorsOf(const Range &range) const
    {
        struct Places
        {
            std::size_t old = kNone;
            std::size_t now = kNone;
            bool isUnique = true;
        };
        std::vector<Places> places(m_lineCount);
        for (std::size_t line = range.oldBegin; line < range.oldEnd; ++line) {
            Places &place = places[m_before[line]];
            place.isUnique = place.isUnique && place.old == kNone;
            place.old = line;
        }
        for (std::size_t line = range.newBegin; line < range.newEnd; ++line) {
            Places &place = places[m_after[line]];
            place.isUnique = place.isUnique && place.now == kNone;
            place.now = line;
        }
        std::vector<std::pair<std::size_t, std::size_t>> common;
        for (std::size_t line = range.oldBegin; line < range.oldEnd; ++line) {
            const Places &place = places[m_before[line]];
            if (place.isUnique && place.now != kNone)
                common.emplace_back(line, place.now);
        }
        return longestAscending(common);
    }

    static std::vector<std::pair<std::size_t, std::size_t>>
    longestAscending(const std::vector<std::pair<std::size_t, std::size_t>> &pairs)
    {
        std::vector<std::size_t> tails;
        std::vector<std::size_t> previous(pairs.size(), kNone);
        for (std::size_t index = 0; index < pairs.size(); ++index) {
            const auto place = std::lower_bound(tails.begin(), tails.end(), pairs[index].second,
                                                [&pairs](std::size_t tail, std::size_t value) {
                                                    return pairs[tail].second < value;
                                                });
            if (place != tails.begin())
                previous[index] = *std::prev(place);
            if (place == tails.end())
                tails.push_back(index);
            else
                *place = index;
        }
        std::vector<std::pair<std::size_t, std::size_t>> out;
        for (std::size_t index = tails.empty() ? kNone : tails.back(); index != kNone;
             index = previous[index])
            out.push_back(pairs[index]);
        std::reverse(out.begin(), out.end());
        return out;
    }

    void markAll(const Range &range)
    {
        for (std::size_t line = range.oldBegin; line < range.oldEnd; ++line)
            m_isRemoved[line] = true;
        for (std::size_t line = range.newBegin; line < range.newEnd; ++line)
            m_isAdded[line] = true;
    }

    /// Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), with the path kept.
    void compareDirectly(Range range)
    {
        trim(range);
        const auto oldLines = static_cast<std::ptrdiff_t>(range.oldEnd - range.oldBegin);
        const auto newLines = static_cast<std::ptrdiff_t>(range.newEnd - range.newBegin);
        if (oldLines == 0 || newLines == 0)
            return markAll(range);
        const auto limit = std::min<std::ptrdiff_t>(oldLines + newLines, kMostDifferences);
        std::vector<std::ptrdiff_t> furthest(static_cast<std::size_t>(2 * limit + 3), 0);
        const auto at = [&furthest, limit](std::ptrdiff_t diagonal) -> std::ptrdiff_t & {
            return furthest[static_cast<std::size_t>(diagonal + limit + 1)];
        };
        std::vector<std::vector<std::ptrdiff_t>> trace;
        for (std::ptrdiff_t distance = 0; distance <= limit; ++distance) {
            for (std::ptrdiff_t diagonal = -distance; diagonal <= distance; diagonal += 2) {
                std::ptrdiff_t old = stepTo(diagonal, distance, at);
                std::ptrdiff_t now = old - diagonal;
                while (old < oldLines && now < newLines && isEqual(range, old, now)) {
                    ++old;
                    ++now;
                }
                at(diagonal) = old;
                if (old >= oldLines && now >= newLines)
                    return markPath(range, distance, trace);
            }
            trace.emplace_back(furthest.begin() + (limit + 1 - distance),
                               furthest.begin() + (limit + 2 + distance));
        }
        markAll(range);
    }

    template <typename At>
    static std::ptrdiff_t stepTo(std::ptrdiff_t diagonal, std::ptrdiff_t distance, const At &at)
    {
        if (distance == 0)
            return 0;
        if (diagonal == -distance || (diagonal != distance && at(diagonal - 1) < at(diagonal + 1)))
            return at(diagonal + 1);
        return at(diagonal - 1) + 1;
    }

    bool isEqual(const Range &range, std::ptrdiff_t old, std::ptrdiff_t now) const
    {
        return m_before[range.oldBegin + static_cast<std::size_t>(old)] ==
               m_after[range.newBegin + static_cast<std::size_t>(now)];
    }

    /// Goes back from the end; trace[d] holds the furthest places of diagonals -d…d.
    void markPath(const Range &range, std::ptrdiff_t distance,
                  const std::vector<std::vector<std::ptrdiff_t>> &trace)
    {
        auto old = static_cast<std::ptrdiff_t>(range.oldEnd - range.oldBegin);
        auto now = static_cast<std::ptrdiff_t>(range.newEnd - range.newBegin);
        for (std::ptrdiff_t left = distance; left > 0; --left) {
            const auto &row = trace[static_cast<std::size_t>(left - 1)];
            const auto at = [&row, left](std::ptrdiff_t diagonal) {
                return row[static_cast<std::size_t>(diagonal + left - 1)];
            };
            const std::ptrdiff_t diagonal = old - now;
            const bool isInsert =
                diagonal == -left || (diagonal != left && at(diagonal - 1) < at(diagonal + 1));
            const std::ptrdiff_t from = isInsert ? diagonal + 1 : diagonal - 1;
            old = at(from);
            now = old - from;
            if (isInsert)
                m_isAdded[range.newBegin + static_cast<std::size_t>(now)] = true;
            else
                m_isRemoved[range.oldBegin + static_cast<std::size_t>(old)] = true;
        }
    }

    std::vector<std::uint32_t> m_before;
    std::vector<std::uint32_t> m_after;
    std::size_t m_lineCount = 0;
    std::vector<bool> m_isRemoved;
    std::vector<bool> m_isAdded;
};

std::string joined(const std::vector<std::string_view> &lines, std::size_t begin, std::size_t end)
{
    std::string out;
    for (std::size_t line = begin; line < end; ++line)
        out.append(lines[line]);
    return out;
}

void appendUnified(std::string &out, char sign, std::string_view line)
{
    out.append(1, sign).append(line);
    if (!line.ends_with('\n'))
        out.append("\n\\ No newline at end of file\n");
}

std::string rangeText(std::size_t start, std::size_t count)
{
    return std::to_string(count == 0 ? start : start + 1) + ',' + std::to_string(count);
}

/// Walks the hunks of both sides over the base and joins those that touch.
class Merger
{
public:
    Merger(std::string_view base, std::string_view mine, std::string_view theirs)
        : m_base(splitLines(base))
        , m_mine{splitLines(mine), diffLines(base, mine)}
        , m_theirs{splitLines(theirs), diffLines(base, theirs)}
    {}

    MergeResult merge()
    {
        std::size_t base = 0;
        while (m_mine.hasMore() || m_theirs.hasMore()) {
            const std::size_t begin =
                std::min(m_mine.hasMore() ? m_mine.current().oldStart : kNone,
                         m_theirs.hasMore() ? m_theirs.current().oldStart : kNone);
            m_result.text += joined(m_base, base, begin);
            std::size_t end = begin;
            const std::size_t myFirst = m_mine.next;
            const std::size_t theirFirst = m_theirs.next;
            while (m_mine.takes(end) || m_theirs.takes(end)) {
            }
            decide(begin, end, m_mine.part(myFirst, begin, end),
                   m_theirs.part(theirFirst, begin, end), myFirst != m_mine.next,
                   theirFirst != m_theirs.next);
            base = end;
        }
        m_result.text += joined(m_base, base, m_base.size());
        return std::move(m_result);
    }

private:
    struct Side
    {
        std::vector<std::string_view> lines;
        std::vector<Hunk> hunks;
        std::size_t next = 0;

        bool hasMore() const { return next < hunks.size(); }
        const Hunk &current() const { return hunks[next]; }
        /// Takes the next hunk into the stretch that ends at `end`, if it begins within or right
        /// behind it.
        bool takes(std::size_t &end)
        {
            if (!hasMore() || current().oldStart > end)
                return false;
            end = std::max(end, current().oldStart + current().oldLines);
            ++next;
            return true;
        }
        /// What lines [begin, end) of the base became; hunks from `first` to next lie in it.
        std::string part(std::size_t first, std::size_t begin, std::size_t end) const
        {
            const std::size_t from = newLine(first, begin);
            const std::size_t to = newLine(next, end);
            return joined(lines, from, to);
        }
        /// The line of this side before which `oldLine` stands, with the hunks before `hunk` done.
        std::size_t newLine(std::size_t hunk, std::size_t oldLine) const
        {
            if (hunk == 0)
                return oldLine;
            const Hunk &before = hunks[hunk - 1];
            return oldLine - (before.oldStart + before.oldLines) + before.newStart +
                   before.newLines;
        }
    };

    void decide(std::size_t begin, std::size_t end, const std::string &mine,
                const std::string &theirs, bool isMine, bool isTheirs)
    {
        if (isMine && isTheirs && mine != theirs)
            m_result.conflicts.push_back({joined(m_base, begin, end), mine, theirs});
        m_result.text += isMine ? mine : theirs;
    }

    std::vector<std::string_view> m_base;
    Side m_mine;
    Side m_theirs;
    MergeResult m_result;
};

} // namespace

std::vector<std::string_view> splitLines(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1);
        lines.push_back(text.substr(0, end + 1));
        text.remove_prefix(end + 1);
    }
    return lines;
}

std::vector<Hunk> diffLines(std::string_view before, std::string_view after)
{
    if (before == after)
        return {};
    const auto oldLines = splitLines(before);
    const auto newLines = splitLines(after);
    return LineComparison(oldLines, newLines).hunks();
}

std::string unifiedDiff(std::string_view before, std::string_view after, std::size_t context)
{
    const auto oldLines = splitLines(before);
    const auto newLines = splitLines(after);
    const std::vector<Hunk> hunks = diffLines(before, after);
    std::string out;
    for (std::size_t first = 0; first < hunks.size();) {
        std::size_t last = first;
        while (last + 1 < hunks.size() &&
               hunks[last + 1].oldStart - (hunks[last].oldStart + hunks[last].oldLines) <=
                   2 * context)
            ++last;
        const std::size_t lead = std::min(context, hunks[first].oldStart);
        const std::size_t oldBegin = hunks[first].oldStart - lead;
        const std::size_t newBegin = hunks[first].newStart - lead;
        const std::size_t oldAfter = hunks[last].oldStart + hunks[last].oldLines;
        const std::size_t trail = std::min(context, oldLines.size() - oldAfter);
        const std::size_t newEnd = hunks[last].newStart + hunks[last].newLines + trail;
        out += "@@ -" + rangeText(oldBegin, oldAfter + trail - oldBegin) + " +" +
               rangeText(newBegin, newEnd - newBegin) + " @@\n";
        std::size_t old = oldBegin;
        for (std::size_t index = first; index <= last; ++index) {
            const Hunk &hunk = hunks[index];
            for (; old < hunk.oldStart; ++old)
                appendUnified(out, ' ', oldLines[old]);
            for (; old < hunk.oldStart + hunk.oldLines; ++old)
                appendUnified(out, '-', oldLines[old]);
            for (std::size_t line = hunk.newStart; line < hunk.newStart + hunk.newLines; ++line)
                appendUnified(out, '+', newLines[line]);
        }
        for (; old < oldAfter + trail; ++old)
            appendUnified(out, ' ', oldLines[old]);
        first = last + 1;
    }
    return out;
}

MergeResult mergeLines(std::string_view base, std::string_view mine, std::string_view theirs)
{
    return Merger(base, mine, theirs).merge();
}

} // namespace wharfgate::text
