// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace wharfgate::gui {

/// One step from one list of rows to another, as QAbstractItemModel announces it. Rows are those of
/// the list as the earlier steps left it; `count` is at least 1.
struct RowStep
{
    enum class Kind
    {
        Insert, ///< `count` rows above `first`; they are after[first] and the following
        Remove, ///< `count` rows from `first`
        Move,   ///< `count` rows from `first` above row `to`, counted before the move
        Change  ///< `count` rows from `first` have other content, that of after[first]…
    };
    Kind kind = Kind::Change;
    int first = 0;
    int count = 0;
    int to = 0; // only for Move

    bool operator==(const RowStep &) const = default;
};

/// Does one step on `rows`; the steps of differenceOf() in order turn `before` into `after`.
template <typename T>
void applyStep(std::vector<T> &rows, const RowStep &step, const std::vector<T> &after)
{
    const auto first = rows.begin() + step.first;
    switch (step.kind) {
    case RowStep::Kind::Insert:
        rows.insert(first, after.begin() + step.first, after.begin() + step.first + step.count);
        break;
    case RowStep::Kind::Remove:
        rows.erase(first, first + step.count);
        break;
    case RowStep::Kind::Move:
        if (step.to < step.first)
            std::rotate(rows.begin() + step.to, first, first + step.count);
        else
            std::rotate(first, first + step.count, rows.begin() + step.to);
        break;
    case RowStep::Kind::Change:
        std::copy_n(after.begin() + step.first, step.count, first);
        break;
    }
}

/// How two lists of rows differ, looked at between what they have in common at both ends.
template <typename T>
class RowDifference
{
public:
    RowDifference(const std::vector<T> &before, const std::vector<T> &after)
        : m_before(before)
        , m_after(after)
    {
        const std::size_t shorter = std::min(before.size(), after.size());
        while (m_prefix < shorter && before[m_prefix] == after[m_prefix])
            ++m_prefix;
        std::size_t suffix = 0;
        while (suffix < shorter - m_prefix &&
               before[before.size() - 1 - suffix] == after[after.size() - 1 - suffix])
            ++suffix;
        m_beforeEnd = before.size() - suffix;
        m_afterEnd = after.size() - suffix;
    }

    std::vector<RowStep> steps()
    {
        const std::size_t removed = m_beforeEnd - m_prefix;
        const std::size_t inserted = m_afterEnd - m_prefix;
        if (removed == 0 && inserted == 0)
            return {};
        const bool found = removed == inserted  ? findMoves() || findChanges()
                           : removed < inserted ? findInserts()
                                                : findRemovals();
        if (!found) {
            m_steps.clear();
            if (removed > 0)
                add(RowStep::Kind::Remove, m_prefix, removed);
            if (inserted > 0)
                add(RowStep::Kind::Insert, m_prefix, inserted);
        }
        return m_steps;
    }

private:
    // Every move searches the rows behind it: a limit keeps a shuffled list of thousands quick.
    static constexpr std::size_t kMostMoves = 64;

    void add(RowStep::Kind kind, std::size_t first, std::size_t count, std::size_t to = 0)
    {
        m_steps.push_back(
            {kind, static_cast<int>(first), static_cast<int>(count), static_cast<int>(to)});
    }

    /// The same rows in another order: brings each run of rows to its place from the top.
    bool findMoves()
    {
        std::vector<const T *> rows; // of the middle, in their order so far
        for (std::size_t row = m_prefix; row < m_beforeEnd; ++row)
            rows.push_back(&m_before[row]);
        std::size_t done = 0;
        while (done < rows.size()) {
            const auto wanted = [&](std::size_t row) -> const T & {
                return m_after[m_prefix + row];
            };
            if (*rows[done] == wanted(done)) {
                ++done;
                continue;
            }
            std::size_t from = done + 1;
            while (from < rows.size() && !(*rows[from] == wanted(done)))
                ++from;
            if (from == rows.size() || m_steps.size() == kMostMoves) {
                m_steps.clear();
                return false;
            }
            std::size_t count = 1;
            while (from + count < rows.size() && *rows[from + count] == wanted(done + count))
                ++count;
            // Moving the rows between down comes to the same; the shorter run moves.
            if (from - done < count && from + count - done <= rows.size())
                add(RowStep::Kind::Move, m_prefix + done, from - done, m_prefix + from + count);
            else
                add(RowStep::Kind::Move, m_prefix + from, count, m_prefix + done);
            const auto begin = rows.begin();
            std::rotate(begin + static_cast<std::ptrdiff_t>(done),
                        begin + static_cast<std::ptrdiff_t>(from),
                        begin + static_cast<std::ptrdiff_t>(from + count));
            done += count;
        }
        return true;
    }

    bool findChanges()
    {
        std::size_t row = m_prefix;
        while (row < m_afterEnd) {
            const std::size_t first = row;
            while (row < m_afterEnd && !(m_before[row] == m_after[row]))
                ++row;
            if (row > first)
                add(RowStep::Kind::Change, first, row - first);
            else
                ++row;
        }
        return true;
    }

    /// Rows were added only: the runs from the top, so that each stands where it will stay.
    bool findInserts()
    {
        std::size_t old = m_prefix;
        std::size_t row = m_prefix;
        while (row < m_afterEnd) {
            const std::size_t first = row;
            while (row < m_afterEnd && (old == m_beforeEnd || !(m_before[old] == m_after[row])))
                ++row;
            if (row > first)
                add(RowStep::Kind::Insert, first, row - first);
            while (row < m_afterEnd && old < m_beforeEnd && m_before[old] == m_after[row]) {
                ++row;
                ++old;
            }
        }
        return old == m_beforeEnd;
    }

    /// Rows were taken out only: the runs from the bottom.
    bool findRemovals()
    {
        std::size_t kept = m_prefix;
        std::size_t row = m_prefix;
        while (row < m_beforeEnd) {
            const std::size_t first = row;
            while (row < m_beforeEnd && (kept == m_afterEnd || !(m_before[row] == m_after[kept])))
                ++row;
            if (row > first)
                add(RowStep::Kind::Remove, first, row - first);
            while (row < m_beforeEnd && kept < m_afterEnd && m_before[row] == m_after[kept]) {
                ++row;
                ++kept;
            }
        }
        std::reverse(m_steps.begin(), m_steps.end());
        return kept == m_afterEnd;
    }

    const std::vector<T> &m_before;
    const std::vector<T> &m_after;
    std::size_t m_prefix = 0;
    std::size_t m_beforeEnd = 0;
    std::size_t m_afterEnd = 0;
    std::vector<RowStep> m_steps;
};

/// The steps from `before` to `after`, so that views keep selection and scroll position: one move,
/// insertion, removal or change where that explains it, several where needed. Lists that have
/// little in common between their equal ends are one removal and one insertion there. Where
/// operator== leaves parts of a row out, take those over from `after` when the steps are done.
template <typename T>
std::vector<RowStep> differenceOf(const std::vector<T> &before, const std::vector<T> &after)
{
    return RowDifference<T>(before, after).steps();
}

} // namespace wharfgate::gui
