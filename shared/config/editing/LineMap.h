// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace wharfgate::config::editing {

/// The lines of a text, counted from 0. A line ends with LF, CR LF or a CR alone; what follows the
/// last line end is a line only if it is not empty. A byte order mark belongs to no line. The text
/// must outlive the object.
class LineMap
{
public:
    explicit LineMap(std::string_view text);

    std::string_view text() const { return m_text; }
    std::size_t count() const { return m_begins.size(); }
    /// The line that holds the byte; the last one for an offset beyond it.
    std::size_t lineAt(std::size_t offset) const;

    std::size_t begin(std::size_t line) const { return m_begins[line]; }
    /// Behind the last byte before the line end.
    std::size_t contentEnd(std::size_t line) const;
    /// Behind the line end: where the next line begins.
    std::size_t end(std::size_t line) const;
    std::string_view content(std::size_t line) const;

    /// The blanks, spaces and tabs, that the line begins with.
    std::string_view indentation(std::size_t line) const;
    bool isBlank(std::size_t line) const;
    bool isComment(std::size_t line) const;
    /// How lines end at this place of the text: "\n", "\r\n" or "\r".
    std::string_view lineBreak(std::size_t nearLine) const;

private:
    std::string_view m_text;
    std::vector<std::size_t> m_begins;
};

} // namespace wharfgate::config::editing
