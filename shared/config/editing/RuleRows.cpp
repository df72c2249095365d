// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/editing/RuleRows.h"

#include "shared/config/editing/DisabledRules.h"
#include "shared/config/editing/Source.h"

namespace wharfgate::config::editing {

namespace {

using NodeId = YamlDocument::NodeId;
constexpr NodeId kNone = YamlDocument::kNone;

/// Behind the comment lines directly below an item that are indented more than its dash.
std::size_t commentsBelow(const LineMap &lines, std::size_t line, std::size_t to,
                          std::string_view indentation)
{
    while (line < to && lines.isComment(line) && lines.indentation(line) != indentation &&
           lines.indentation(line).starts_with(indentation))
        ++line;
    return line;
}

bool isOnOneLine(const Source &source, NodeId node)
{
    return source.written(node).find_first_of("\r\n") == std::string_view::npos;
}

} // namespace

RuleRows RuleRows::ofLines(const LineMap &lines, std::size_t from, std::size_t to)
{
    RuleRows rows;
    rows.form = Form::Empty;
    rows.addDisabled(lines, from, to);
    return rows;
}

RuleRows RuleRows::ofList(const Source &source, NodeId key, NodeId list)
{
    RuleRows rows;
    rows.key = key;
    rows.list = list;
    rows.form = Form::Other;
    if (source.document.isAlias(list))
        return rows;
    const std::size_t from =
        key == kNone ? 0 : source.lines.lineAt(source.spans.entryBegin(list)) + 1;
    const std::size_t to = key == kNone ? source.documentEnd() : source.sectionEnd(key);
    const bool isEmpty = source.document.firstChild(list) == kNone;
    const editing::Form form = source.spans.form(list);
    if (isEmpty && isOnOneLine(source, list)) {
        rows.form = Form::Empty;
        rows.addDisabled(source.lines, from, to);
    } else if (form == editing::Form::FlowSequence) {
        rows.form = Form::Brackets;
        for (NodeId item = source.document.firstChild(list); item != kNone;
             item = source.document.nextSibling(item))
            rows.rows.push_back({item, 0, 0, 0, {}});
    } else if (form == editing::Form::BlockSequence && rows.addItems(source, from, to)) {
        rows.form = Form::Lines;
    }
    return rows;
}

bool RuleRows::addItems(const Source &source, std::size_t from, std::size_t to)
{
    const LineMap &lines = source.lines;
    const NodeId first = source.document.firstChild(list);
    indentation = lines.indentation(lines.lineAt(source.spans.entryBegin(first)));
    std::size_t at = from;
    for (NodeId item = first; item != kNone; item = source.document.nextSibling(item)) {
        const std::size_t dash = source.spans.entryBegin(item);
        const std::size_t line = lines.lineAt(dash);
        if (line < at || lines.indentation(line) != indentation ||
            lines.begin(line) + indentation.size() != dash)
            return false;
        addDisabled(lines, at, line);
        const std::size_t floor = rows.empty() ? from : rows.back().endLine;
        RuleRow row;
        row.node = item;
        row.ruleLine = line;
        row.firstLine = commentsAbove(lines, line, floor);
        at = lines.lineAt(std::max(source.spans.end(item), dash + 1) - 1) + 1;
        at = commentsBelow(lines, at, to, indentation);
        row.endLine = at;
        rows.push_back(std::move(row));
    }
    addDisabled(lines, at, to);
    return true;
}

std::size_t RuleRows::commentsAbove(const LineMap &lines, std::size_t line, std::size_t from) const
{
    while (line > from && lines.isComment(line - 1) && lines.indentation(line - 1) == indentation)
        --line;
    return line;
}

void RuleRows::addDisabled(const LineMap &lines, std::size_t from, std::size_t to)
{
    std::size_t floor = from;
    for (std::size_t line = from; line < to; ++line) {
        if (!isDisabledMarker(lines, line))
            continue;
        const bool isFirst = rows.empty() && form != Form::Other && form != Form::Lines;
        if (!isFirst && lines.indentation(line) != indentation)
            continue;
        auto block = readDisabledBlock(lines, line, to);
        if (!block)
            continue;
        indentation = lines.indentation(line);
        RuleRow row;
        row.ruleLine = line;
        row.firstLine = commentsAbove(lines, line, floor);
        row.endLine = block->endLine;
        row.disabledLines = std::move(block->lines);
        rows.push_back(std::move(row));
        floor = rows.back().endLine;
        line = floor - 1;
    }
}

} // namespace wharfgate::config::editing
