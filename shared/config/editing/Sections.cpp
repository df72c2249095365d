// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/editing/Sections.h"

#include <algorithm>

namespace wharfgate::config::editing {

namespace {

using NodeId = YamlDocument::NodeId;
constexpr NodeId kNone = YamlDocument::kNone;

/// The line behind the last one of the document that is not blank.
std::size_t contentEndLine(const Source &source)
{
    std::size_t end = source.documentEnd();
    while (end > 0 && source.lines.isBlank(end - 1))
        --end;
    return end;
}

/// True if blank lines stand between the top-level keys of the file.
bool areSectionsApart(const Source &source)
{
    NodeId key = source.document.firstChild(source.document.root());
    while (key != kNone) {
        const NodeId next = source.document.nextSibling(source.document.nextSibling(key));
        if (next == kNone)
            break;
        const std::size_t end = source.lines.lineAt(source.spans.entryBegin(next));
        for (std::size_t line = source.lines.lineAt(source.spans.begin(key)); line < end; ++line) {
            if (source.lines.isBlank(line))
                return true;
        }
        key = next;
    }
    return false;
}

} // namespace

Result<void> addSection(const Source &source, const std::vector<std::string> &lines,
                        const std::string &inBrackets, TextPatches &patches)
{
    const NodeId root = source.document.root();
    if (source.document.isAlias(root))
        return notInPlace(source, root, "holds the whole file as an alias.");
    if (source.spans.isFlow(root)) {
        CollectionEditor editor(source, root);
        editor.insert(editor.count(), {{}, inBrackets});
        return editor.write(patches);
    }
    const std::size_t end = contentEndLine(source);
    const std::string lineBreak(source.lines.lineBreak(end));
    std::string text = areSectionsApart(source) ? lineBreak : std::string();
    for (const std::string &line : lines)
        text += lineBreak + line;
    patches.insert(source.lines.contentEnd(end - 1), std::move(text));
    return {};
}

Result<void> removeSection(const Source &source, NodeId key, TextPatches &patches)
{
    CollectionEditor editor(source, source.document.root());
    for (std::size_t i = 0; i < editor.count(); ++i) {
        if (editor.node(i) == key)
            editor.remove(i);
    }
    return editor.write(patches);
}

bool isEmptyOnOneLine(const Source &source, NodeId value)
{
    const bool isEmpty = source.document.kind(value) == YamlDocument::Kind::Null ||
                         (source.document.kind(value) != YamlDocument::Kind::Scalar &&
                          source.document.firstChild(value) == kNone);
    const std::size_t colon = source.spans.entryBegin(value);
    return isEmpty && !source.document.isAlias(value) &&
           source.lines.lineAt(colon) == source.lines.lineAt(source.spans.end(value)) &&
           source.text().substr(source.spans.contentBegin(value)).find('#') !=
               source.spans.contentBegin(value);
}

void clearEmpty(const Source &source, NodeId value, TextPatches &patches)
{
    const std::size_t content = source.spans.contentBegin(value);
    const std::size_t end = source.spans.end(value);
    if (end == content)
        return;
    const std::size_t before = source.text().find_last_not_of(" \t", content - 1) + 1;
    patches.replace(before, end, {});
}

void fillEmpty(const Source &source, NodeId value, const std::vector<std::string> &lines,
               TextPatches &patches)
{
    clearEmpty(source, value, patches);
    const std::size_t line = source.lines.lineAt(source.spans.entryBegin(value));
    const std::string lineBreak(source.lines.lineBreak(line));
    std::string text;
    for (const std::string &added : lines)
        text += lineBreak + added;
    patches.insert(source.lines.contentEnd(line), std::move(text));
}

std::string usualIndentation(const Source &source)
{
    const YamlDocument &document = source.document;
    for (NodeId key = document.firstChild(document.root()); key != kNone;) {
        const NodeId value = document.nextSibling(key);
        if (!document.isAlias(value) && source.spans.form(value) == Form::BlockMapping &&
            document.firstChild(value) != kNone) {
            const std::size_t at = source.spans.entryBegin(document.firstChild(value));
            return std::string(source.lines.indentation(source.lines.lineAt(at)));
        }
        key = document.nextSibling(value);
    }
    return "  ";
}

} // namespace wharfgate::config::editing
