// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/RegexScanner.h"

#include <algorithm>

namespace wharfgate::acl {

bool RegexScanner::next()
{
    if (m_rest.empty())
        return false;
    std::size_t length = 1;
    m_kind = Kind::Text;
    switch (m_rest.front()) {
    case '\\':
        if (m_rest.starts_with("\\Q")) {
            m_kind = Kind::Quoted;
            const std::size_t end = m_rest.find("\\E", 2);
            length = end == std::string_view::npos ? m_rest.size() : end + 2;
        } else {
            m_kind = Kind::Escape;
            length = std::min<std::size_t>(2, m_rest.size());
        }
        break;
    case '[':
        m_kind = Kind::Class;
        length = classLength();
        break;
    case '(':
        m_kind = Kind::Group;
        length = m_rest.starts_with("(?") ? 2 : 1;
        break;
    case ')':
        m_kind = Kind::Close;
        break;
    case '|':
        m_kind = Kind::Bar;
        break;
    default:
        break;
    }
    m_text = m_rest.substr(0, length);
    m_rest.remove_prefix(length);
    return true;
}

std::size_t RegexScanner::classLength() const
{
    std::size_t i = 1;
    if (i < m_rest.size() && m_rest[i] == '^')
        ++i;
    if (i < m_rest.size() && m_rest[i] == ']')
        ++i; // the first one stands for itself
    while (i < m_rest.size() && m_rest[i] != ']') {
        if (m_rest[i] == '\\') {
            i += 2;
        } else if (m_rest.substr(i, 2) == "[:") {
            // [:alpha:] ends in a bracket of its own; without one it is two plain characters.
            const std::size_t end = m_rest.find(":]", i + 2);
            i = end == std::string_view::npos ? i + 2 : end + 2;
        } else {
            ++i;
        }
    }
    return std::min(i + 1, m_rest.size());
}

} // namespace wharfgate::acl
