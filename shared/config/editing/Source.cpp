// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/editing/Source.h"

namespace wharfgate::config::editing {

Source::Source(std::string_view text, YamlDocument parsed)
    : document(std::move(parsed))
    , lines(text)
    , spans(document, text)
    , rules(findRules())
{}

bool Source::isMergeKey(NodeId key) const
{
    return !document.isAlias(key) && document.kind(key) == YamlDocument::Kind::Scalar &&
           document.text(key) == "<<" && spans.form(key) == Form::Plain;
}

std::optional<Source::Entry> Source::find(NodeId mapping, std::string_view name) const
{
    std::optional<Entry> found;
    if (mapping == YamlDocument::kNone || document.isAlias(mapping) ||
        document.kind(mapping) != YamlDocument::Kind::Mapping)
        return found;
    for (NodeId key = document.firstChild(mapping); key != YamlDocument::kNone;) {
        const NodeId value = document.nextSibling(key);
        if (value == YamlDocument::kNone)
            break;
        const bool isScalar = document.kind(key) == YamlDocument::Kind::Scalar;
        if (isScalar && document.text(key) == name && !isMergeKey(key))
            found = Entry{key, value};
        key = document.nextSibling(value);
    }
    return found;
}

bool Source::isJson() const
{
    const NodeId root = document.root();
    const NodeId first = root == YamlDocument::kNone ? root : document.firstChild(root);
    return first != YamlDocument::kNone && spans.form(root) == Form::FlowMapping &&
           spans.form(first) == Form::DoubleQuoted;
}

std::size_t Source::documentEnd() const
{
    if (document.secondDocument() != std::string::npos)
        return lines.lineAt(document.secondDocument());
    // Three dots at the beginning of a line end the document, too.
    const NodeId root = document.root();
    const std::size_t after =
        root == YamlDocument::kNone || spans.end(root) == 0 ? 0 : lines.lineAt(spans.end(root) - 1);
    for (std::size_t line = after; line < lines.count(); ++line) {
        if (lines.content(line).starts_with("...") && lines.begin(line) >= spans.end(root))
            return line;
    }
    return lines.count();
}

std::size_t Source::sectionEnd(NodeId key) const
{
    const NodeId value = document.nextSibling(key);
    const NodeId next = value == YamlDocument::kNone ? value : document.nextSibling(value);
    return next == YamlDocument::kNone ? documentEnd() : lines.lineAt(spans.entryBegin(next));
}

RuleRows Source::findRules() const
{
    const NodeId root = document.root();
    if (root == YamlDocument::kNone || !spans.isReliable())
        return RuleRows::ofLines(lines, 0, lines.count());
    // A list by itself, as on the clipboard.
    if (document.kind(root) == YamlDocument::Kind::Sequence)
        return RuleRows::ofList(*this, YamlDocument::kNone, root);
    const auto section = find(root, "acl");
    return section ? RuleRows::ofList(*this, section->key, section->value) : RuleRows();
}

} // namespace wharfgate::config::editing
