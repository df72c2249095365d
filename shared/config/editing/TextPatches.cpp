// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/editing/TextPatches.h"

#include <algorithm>
#include <utility>

namespace wharfgate::config::editing {

void TextPatches::replace(std::size_t begin, std::size_t end, std::string text)
{
    m_patches.push_back({begin, end, std::move(text)});
}

std::size_t TextPatches::firstOffset() const
{
    const auto first =
        std::min_element(m_patches.begin(), m_patches.end(),
                         [](const Patch &a, const Patch &b) { return a.begin < b.begin; });
    return first == m_patches.end() ? 0 : first->begin;
}

std::optional<std::string> TextPatches::apply(std::string_view text) const
{
    std::vector<const Patch *> ordered;
    ordered.reserve(m_patches.size());
    for (const Patch &patch : m_patches)
        ordered.push_back(&patch);
    std::stable_sort(ordered.begin(), ordered.end(), [](const Patch *a, const Patch *b) {
        const auto place = [](const Patch *patch) {
            return std::pair(patch->begin, patch->end > patch->begin);
        };
        return place(a) < place(b); // insertions come before what they precede
    });
    std::string out;
    std::size_t at = 0;
    for (const Patch *patch : ordered) {
        if (patch->begin < at || patch->end < patch->begin || patch->end > text.size())
            return std::nullopt;
        out += text.substr(at, patch->begin - at);
        out += patch->text;
        at = patch->end;
    }
    out += text.substr(at);
    return out;
}

std::size_t blankLinesAbove(const LineMap &lines, std::size_t line)
{
    std::size_t count = 0;
    while (count < line && lines.isBlank(line - count - 1))
        ++count;
    return count;
}

std::vector<std::size_t> LineRemoval::blanksAbove(std::size_t line) const
{
    std::vector<std::size_t> blanks;
    while (line-- > 0 && (m_removed.contains(line) || m_lines.isBlank(line))) {
        if (!m_removed.contains(line))
            blanks.push_back(line);
    }
    return blanks;
}

std::vector<std::size_t> LineRemoval::blanksFrom(std::size_t line) const
{
    std::vector<std::size_t> blanks;
    for (; line < m_lines.count() && (m_removed.contains(line) || m_lines.isBlank(line)); ++line) {
        if (!m_removed.contains(line))
            blanks.push_back(line);
    }
    return blanks;
}

void LineRemoval::remove(std::size_t first, std::size_t end)
{
    for (std::size_t line = first; line < end; ++line)
        m_removed.insert(line);
}

void LineRemoval::removeItem(std::size_t first, std::size_t end, bool isFirst, bool isLast)
{
    remove(first, end);
    if (isFirst && isLast)
        return;
    std::vector<std::size_t> spare = isLast ? blanksAbove(first) : blanksFrom(end);
    if (!isFirst && !isLast)
        spare.resize(std::min(spare.size(), blanksAbove(first).size()));
    m_removed.insert(spare.begin(), spare.end());
}

void LineRemoval::write(TextPatches &patches) const
{
    for (auto line = m_removed.begin(); line != m_removed.end();) {
        const std::size_t first = *line;
        std::size_t end = first;
        while (line != m_removed.end() && *line == end) {
            ++line;
            ++end;
        }
        // A text without a last line end keeps none.
        const bool isOpenEnd =
            end == m_lines.count() && m_lines.contentEnd(end - 1) == m_lines.text().size();
        const std::size_t begin =
            isOpenEnd && first > 0 ? m_lines.contentEnd(first - 1) : m_lines.begin(first);
        patches.replace(begin, m_lines.end(end - 1), {});
    }
}

} // namespace wharfgate::config::editing
