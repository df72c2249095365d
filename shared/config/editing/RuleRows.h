// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/YamlDocument.h"
#include "shared/config/editing/LineMap.h"

#include <cstddef>
#include <string>
#include <vector>

namespace wharfgate::config::editing {

class Source;

/// One item of a list and the lines that belong to it.
struct RuleRow
{
    YamlDocument::NodeId node = YamlDocument::kNone; // none: disabled
    std::size_t firstLine = 0;                       // of the comments directly above
    std::size_t ruleLine = 0;                        // of the dash or of the marker
    std::size_t endLine = 0;                         // behind the last one, comments below included
    std::vector<std::string> disabledLines;          // as they were before
};

/// How a list stands in the text: what `acl:` holds, with disabled rules. Lines mean something
/// only for a list in lines.
struct RuleRows
{
    enum class Form
    {
        Absent,   ///< there is no key
        Empty,    ///< nothing, null, or [] on one line
        Lines,    ///< each item begins a line with its dash
        Brackets, ///< [a, b]
        Other,    ///< an alias, or a layout that cannot be edited
    };
    Form form = Form::Absent;
    YamlDocument::NodeId key = YamlDocument::kNone; // none: the whole document is the list
    YamlDocument::NodeId list = YamlDocument::kNone;
    std::string indentation; // of the dashes and markers
    std::vector<RuleRow> rows;

    static RuleRows ofList(const Source &source, YamlDocument::NodeId key,
                           YamlDocument::NodeId list);
    /// Disabled rules in a text that holds nothing else.
    static RuleRows ofLines(const LineMap &lines, std::size_t from, std::size_t to);

private:
    bool addItems(const Source &source, std::size_t from, std::size_t to);
    void addDisabled(const LineMap &lines, std::size_t from, std::size_t to);
    /// The first of the comment lines directly above a line, not before `from`.
    std::size_t commentsAbove(const LineMap &lines, std::size_t line, std::size_t from) const;
};

} // namespace wharfgate::config::editing
