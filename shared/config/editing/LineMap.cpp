// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/editing/LineMap.h"

#include <algorithm>

namespace wharfgate::config::editing {

LineMap::LineMap(std::string_view text)
    : m_text(text)
{
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    std::size_t at = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    while (at < text.size()) {
        m_begins.push_back(at);
        at = text.find_first_of("\r\n", at);
        if (at == std::string_view::npos)
            break;
        at += text.substr(at).starts_with("\r\n") ? 2U : 1U;
    }
}

std::size_t LineMap::lineAt(std::size_t offset) const
{
    const auto next = std::upper_bound(m_begins.begin(), m_begins.end(), offset);
    return next == m_begins.begin() ? 0 : static_cast<std::size_t>(next - m_begins.begin()) - 1;
}

std::size_t LineMap::end(std::size_t line) const
{
    return line + 1 < m_begins.size() ? m_begins[line + 1] : m_text.size();
}

std::size_t LineMap::contentEnd(std::size_t line) const
{
    std::size_t last = end(line);
    if (last > m_begins[line] && m_text[last - 1] == '\n')
        --last;
    if (last > m_begins[line] && m_text[last - 1] == '\r')
        --last;
    return last;
}

std::string_view LineMap::content(std::size_t line) const
{
    return m_text.substr(m_begins[line], contentEnd(line) - m_begins[line]);
}

std::string_view LineMap::indentation(std::size_t line) const
{
    const std::string_view all = content(line);
    return all.substr(0, std::min(all.find_first_not_of(" \t"), all.size()));
}

bool LineMap::isBlank(std::size_t line) const
{
    return indentation(line).size() == content(line).size();
}

bool LineMap::isComment(std::size_t line) const
{
    return content(line).substr(indentation(line).size()).starts_with('#');
}

std::string_view LineMap::lineBreak(std::size_t nearLine) const
{
    for (std::size_t line = std::min(nearLine + 1, count()); line-- > 0;) {
        if (end(line) > contentEnd(line))
            return m_text.substr(contentEnd(line), end(line) - contentEnd(line));
    }
    return "\n";
}

} // namespace wharfgate::config::editing
