// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/editing/ScalarWriter.h"
#include "shared/config/editing/Source.h"
#include "shared/config/editing/Tree.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace wharfgate::config::editing {

/// How new values are written, as the neighbours are.
struct WritingStyle
{
    Quoting quoting = Quoting::Double;
    Quoting keyQuoting = Quoting::Plain;
    bool isSpaced = false;            // { a: b } rather than {a: b}
    std::size_t indent = 2;           // of a mapping below its key
    std::size_t listIndent = 2;       // of dashes below their key
    std::set<std::string> inLines{};  // keys whose lists and mappings are written in lines
    std::set<std::string> unquoted{}; // keys whose texts are written without quotes if possible

    /// As JSON, if the file is.
    static WritingStyle in(const Source &source, WritingStyle style);
};

/// Writes values as text.
class TreeWriter
{
public:
    explicit TreeWriter(WritingStyle style)
        : m_style(std::move(style))
    {}

    /// On one line: a scalar, [a list], {a: mapping}.
    std::string inBrackets(const Tree &tree) const { return inBrackets(tree, m_style.quoting); }
    /// "key: value" on one line.
    std::string entry(const Tree::Entry &entry) const;
    /// The entry in lines, without line ends, each behind `indentation`.
    std::vector<std::string> lines(const Tree::Entry &entry, std::string_view indentation) const;
    std::string key(std::string_view name) const;

private:
    std::string inBrackets(const Tree &tree, Quoting quoting) const;
    Quoting quotingFor(const std::string &key) const;

    WritingStyle m_style;
};

} // namespace wharfgate::config::editing
