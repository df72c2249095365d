// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/editing/CollectionEditor.h"

#include <algorithm>

namespace wharfgate::config::editing {

tl::unexpected<Error> notInPlace(const Source &source, YamlDocument::NodeId node,
                                 std::string_view what)
{
    const std::size_t line =
        node == YamlDocument::kNone ? 0 : source.lines.lineAt(source.spans.begin(node));
    return failure(ErrorCode::Unsupported,
                   "Line " + std::to_string(line + 1) + ' ' + std::string(what) +
                       " Change it in the text instead.",
                   {{}, static_cast<int>(line) + 1, 1});
}

CollectionEditor::CollectionEditor(const Source &source, NodeId collection)
    : m_source(source)
    , m_node(collection)
    , m_isFlow(source.spans.isFlow(collection))
    , m_isMapping(source.document.kind(collection) == YamlDocument::Kind::Mapping)
{
    const YamlDocument &document = source.document;
    for (NodeId node = document.firstChild(collection); node != YamlDocument::kNone;) {
        const NodeId last = m_isMapping ? document.nextSibling(node) : node;
        if (last == YamlDocument::kNone)
            break;
        m_slots.push_back({node, source.spans.entryBegin(node), source.spans.end(last), false});
        node = document.nextSibling(last);
    }
    if (m_slots.empty() || m_isFlow)
        return;
    const std::size_t line = source.lines.lineAt(m_slots[0].begin);
    const std::size_t column = m_slots[0].begin - source.lines.begin(line);
    m_indentation = beginsLine(m_slots[0].begin) ? std::string(source.lines.indentation(line))
                                                 : std::string(column, ' ');
}

bool CollectionEditor::beginsLine(std::size_t offset) const
{
    const std::size_t line = m_source.lines.lineAt(offset);
    return m_source.lines.begin(line) + m_source.lines.indentation(line).size() == offset;
}

bool CollectionEditor::hasCommentBetween(std::size_t begin, std::size_t end) const
{
    return m_source.text().substr(begin, end - begin).find('#') != std::string_view::npos;
}

bool CollectionEditor::hasKept() const
{
    return keptFrom(0) != kNoSlot;
}

std::size_t CollectionEditor::keptBefore(std::size_t index) const
{
    while (index-- > 0) {
        if (!m_slots[index].isRemoved)
            return index;
    }
    return kNoSlot;
}

std::size_t CollectionEditor::keptFrom(std::size_t index) const
{
    for (; index < m_slots.size(); ++index) {
        if (!m_slots[index].isRemoved)
            return index;
    }
    return kNoSlot;
}

std::string CollectionEditor::lineBreak() const
{
    return std::string(
        m_source.lines.lineBreak(m_source.lines.lineAt(m_source.spans.begin(m_node))));
}

Result<void> CollectionEditor::write(TextPatches &patches)
{
    if (!m_isFlow)
        return writeLines(patches);
    writeFlow(patches);
    return {};
}

std::string CollectionEditor::allInBrackets() const
{
    std::string out;
    for (const auto &[index, pieces] : m_pieces) {
        for (const Piece &piece : pieces)
            out += (out.empty() ? "" : ", ") + piece.inBrackets;
    }
    return out;
}

void CollectionEditor::writeFlow(TextPatches &patches)
{
    const std::size_t inside = m_source.spans.contentBegin(m_node) + 1;
    const std::size_t close = m_source.spans.end(m_node) - 1;
    if (!hasKept()) {
        const std::string all = allInBrackets();
        const bool keepsFrame = !m_slots.empty() && !all.empty();
        patches.replace(keepsFrame ? m_slots.front().begin : inside,
                        keepsFrame ? m_slots.back().end : close, all);
        return;
    }
    for (const auto &[index, pieces] : m_pieces)
        insertFlow(index, pieces, patches);
    for (std::size_t i = 0; i < m_slots.size(); ++i) {
        if (m_slots[i].isRemoved)
            removeFlowSlot(i, patches);
    }
}

void CollectionEditor::removeFlowSlot(std::size_t index, TextPatches &patches) const
{
    const Slot &slot = m_slots[index];
    const bool isLast = index + 1 == m_slots.size();
    if (keptBefore(index) == kNoSlot)
        return patches.replace(slot.begin, m_slots[index + 1].begin, {});
    const std::size_t previous = m_slots[index - 1].end;
    if (!hasCommentBetween(previous, slot.begin))
        return patches.replace(previous, slot.end, {});
    // What is said about the item before stays.
    if (!isLast)
        return patches.replace(slot.begin, m_slots[index + 1].begin, {});
    const LineMap &lines = m_source.lines;
    const std::size_t line = lines.lineAt(slot.begin);
    const bool isClosedHere =
        lines.lineAt(m_source.spans.end(m_node) - 1) == lines.lineAt(slot.end);
    patches.replace(isClosedHere || line == 0 ? slot.begin : lines.contentEnd(line - 1), slot.end,
                    {});
}

std::string CollectionEditor::flowIndentation(std::size_t index) const
{
    const std::size_t line = m_source.lines.lineAt(m_slots[index].begin);
    return std::string(m_source.lines.indentation(line));
}

void CollectionEditor::appendFlowLines(const std::string &text, TextPatches &patches) const
{
    const std::size_t end = m_slots.back().end;
    const std::size_t line = m_source.lines.lineAt(end);
    const std::size_t next = m_source.text().find_first_not_of(" \t\r\n", end);
    const bool hasComma = next != std::string_view::npos && m_source.text()[next] == ',';
    if (!hasComma)
        patches.insert(end, ",");
    // What is said about the last item stays on its line.
    const std::size_t close = m_source.spans.end(m_node) - 1;
    const std::size_t at =
        m_source.lines.lineAt(close) == line ? close : m_source.lines.contentEnd(line);
    patches.insert(at, lineBreak() + flowIndentation(m_slots.size() - 1) + text +
                           (hasComma ? "," : ""));
}

void CollectionEditor::insertFlow(std::size_t index, const std::vector<Piece> &pieces,
                                  TextPatches &patches) const
{
    const std::size_t before = keptBefore(index);
    const std::size_t after = keptFrom(index);
    const std::size_t neighbour = before == kNoSlot ? after : before;
    const bool areLines = beginsLine(m_slots[neighbour].begin);
    const std::string separator =
        areLines ? ',' + lineBreak() + flowIndentation(neighbour) : std::string(", ");
    std::string text;
    for (const Piece &piece : pieces)
        text += (text.empty() ? "" : separator) + piece.inBrackets;
    if (before == kNoSlot)
        return patches.insert(m_slots[after].begin, text + separator);
    if (areLines && before + 1 == m_slots.size())
        return appendFlowLines(text, patches);
    if (areLines && after != kNoSlot && beginsLine(m_slots[after].begin))
        return patches.insert(m_slots[after].begin, text + separator);
    patches.insert(m_slots[before].end, separator + text);
}

std::size_t CollectionEditor::firstLineOf(std::size_t index) const
{
    const LineMap &lines = m_source.lines;
    std::size_t line = lines.lineAt(m_slots[index].begin);
    std::size_t floor = line;
    // What stands at the top of the file belongs to the whole of it.
    if (index > 0)
        floor = endLineOf(index - 1);
    else if (m_node != m_source.document.root())
        floor = std::min(line, lines.lineAt(m_source.spans.entryBegin(m_node)) + 1);
    while (line > floor && lines.isComment(line - 1) &&
           lines.indentation(line - 1) == m_indentation)
        --line;
    return line;
}

std::size_t CollectionEditor::endLineOf(std::size_t index) const
{
    const LineMap &lines = m_source.lines;
    std::size_t line = lines.lineAt(std::max<std::size_t>(m_slots[index].end, 1) - 1) + 1;
    // Comments directly below that are indented more belong to it.
    while (line < lines.count() && lines.isComment(line) &&
           lines.indentation(line).size() > m_indentation.size() &&
           lines.indentation(line).starts_with(m_indentation))
        ++line;
    return line;
}

std::vector<std::string> CollectionEditor::linesAt(std::size_t index) const
{
    std::vector<std::string> out;
    const auto found = m_pieces.find(index);
    if (found == m_pieces.end())
        return out;
    for (const Piece &piece : found->second)
        out.insert(out.end(), piece.lines.begin(), piece.lines.end());
    return out;
}

std::string CollectionEditor::joined(const std::vector<std::string> &lines) const
{
    std::string out;
    for (const std::string &line : lines)
        out += (out.empty() ? "" : lineBreak() + m_indentation) + line;
    return out;
}

void CollectionEditor::emptyLines(TextPatches &patches) const
{
    const std::string empty = m_isMapping ? "{}" : "[]";
    const std::size_t content = m_slots.front().begin;
    if (!beginsLine(content)) {
        patches.replace(content, m_slots.back().end, empty);
        return;
    }
    // Behind the colon, or behind the anchor if there is one.
    std::size_t at = m_source.spans.entryBegin(m_node) + 1;
    if (m_source.spans.begin(m_node) < content) {
        at = m_source.text().find_last_not_of(" \t\r\n", content - 1) + 1;
        const std::size_t line = m_source.lines.lineAt(m_source.spans.begin(m_node));
        at = std::min(at, m_source.lines.contentEnd(line));
    }
    patches.insert(at, ' ' + empty);
    LineRemoval removal(m_source.lines);
    removal.remove(firstLineOf(0), endLineOf(m_slots.size() - 1));
    removal.write(patches);
}

void CollectionEditor::insertLines(std::size_t index, TextPatches &patches) const
{
    const LineMap &lines = m_source.lines;
    const std::size_t before = keptBefore(index);
    if (before == kNoSlot) {
        const std::size_t after = keptFrom(index);
        const bool isOwnLine = beginsLine(m_slots[after].begin);
        const std::size_t at = isOwnLine ? lines.begin(firstLineOf(after)) : m_slots[after].begin;
        const std::string text = joined(linesAt(index)) + lineBreak();
        patches.insert(at, isOwnLine ? m_indentation + text : text + m_indentation);
        return;
    }
    // Separated as its neighbours are.
    const std::size_t neighbour = before + 1 < m_slots.size() ? before + 1 : before;
    const std::size_t blanks =
        neighbour > 0 ? blankLinesAbove(lines, firstLineOf(neighbour)) : std::size_t{0};
    std::string text;
    const auto found = m_pieces.find(index);
    for (const Piece &piece : found->second) {
        for (std::size_t i = 0; i < blanks; ++i)
            text += lineBreak();
        for (const std::string &line : piece.lines)
            text += lineBreak() + m_indentation + line;
    }
    patches.insert(lines.contentEnd(endLineOf(before) - 1), std::move(text));
}

Result<void> CollectionEditor::writeLines(TextPatches &patches)
{
    for (std::size_t i = 0; i < m_slots.size(); ++i) {
        const bool isPlaced = beginsLine(m_slots[i].begin) || i == 0;
        const std::size_t line = m_source.lines.lineAt(m_slots[i].begin);
        const std::string_view before =
            m_source.lines.content(line).substr(0, m_slots[i].begin - m_source.lines.begin(line));
        if (!isPlaced || before.find_first_not_of(" -") != std::string_view::npos)
            return notInPlace(m_source, m_slots[i].node, "holds several items at once.");
    }
    if (!hasKept() && m_pieces.empty()) {
        emptyLines(patches);
        return {};
    }
    if (!hasKept()) {
        std::vector<std::string> all;
        for (const auto &[index, pieces] : m_pieces) {
            for (const Piece &piece : pieces)
                all.insert(all.end(), piece.lines.begin(), piece.lines.end());
        }
        patches.replace(m_slots.front().begin, m_slots.back().end, joined(all));
        return {};
    }
    for (const auto &[index, pieces] : m_pieces)
        insertLines(index, patches);
    LineRemoval removal(m_source.lines);
    for (std::size_t i = 0; i < m_slots.size(); ++i) {
        if (!m_slots[i].isRemoved)
            continue;
        const bool isFirst = keptBefore(i) == kNoSlot;
        if (isFirst && !beginsLine(m_slots[0].begin)) {
            // Behind a dash: the next one takes its place.
            patches.replace(m_slots[i].begin, m_slots[i + 1].begin, {});
            continue;
        }
        removal.removeItem(firstLineOf(i), endLineOf(i), isFirst, keptFrom(i) == kNoSlot);
    }
    removal.write(patches);
    return {};
}

} // namespace wharfgate::config::editing
