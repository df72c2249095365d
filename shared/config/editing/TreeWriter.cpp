// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/editing/TreeWriter.h"

namespace wharfgate::config::editing {

namespace {

bool isJsonWord(std::string_view text)
{
    return text == "true" || text == "false" ||
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

} // namespace

WritingStyle WritingStyle::in(const Source &source, WritingStyle style)
{
    if (!source.isJson())
        return style;
    style.quoting = Quoting::Json;
    style.keyQuoting = Quoting::Json;
    style.unquoted.clear();
    return style;
}

std::string TreeWriter::key(std::string_view name) const
{
    return scalarText(name, m_style.keyQuoting);
}

Quoting TreeWriter::quotingFor(const std::string &key) const
{
    return m_style.unquoted.contains(key) ? Quoting::Plain : m_style.quoting;
}

std::string TreeWriter::inBrackets(const Tree &tree, Quoting quoting) const
{
    switch (tree.kind) {
    case Tree::Kind::Text:
        return scalarText(tree.text, quoting);
    case Tree::Kind::Setting:
        return isSafeSetting(tree.text) && (quoting != Quoting::Json || isJsonWord(tree.text))
                   ? tree.text
                   : scalarText(tree.text, quoting);
    case Tree::Kind::List:
    case Tree::Kind::Mapping:
        break;
    }
    std::string inside;
    for (const Tree &item : tree.items)
        inside += (inside.empty() ? "" : ", ") + inBrackets(item, quoting);
    for (const Tree::Entry &child : tree.entries) {
        if (child.value)
            inside += (inside.empty() ? "" : ", ") + entry(child);
    }
    const bool isList = tree.kind == Tree::Kind::List;
    if (m_style.isSpaced && !isList && !inside.empty())
        inside = ' ' + inside + ' ';
    return (isList ? '[' : '{') + inside + (isList ? ']' : '}');
}

std::string TreeWriter::entry(const Tree::Entry &entry) const
{
    return key(entry.key) + ": " + inBrackets(*entry.value, quotingFor(entry.key));
}

std::vector<std::string> TreeWriter::lines(const Tree::Entry &entry,
                                           std::string_view indentation) const
{
    const Tree &value = *entry.value;
    const bool isInLines = m_style.inLines.contains(entry.key) && !value.isEmptyCollection() &&
                           (value.kind == Tree::Kind::List || value.kind == Tree::Kind::Mapping);
    if (!isInLines)
        return {std::string(indentation) + this->entry(entry)};
    std::vector<std::string> out{std::string(indentation) + key(entry.key) + ':'};
    const std::string dash = std::string(indentation) + std::string(m_style.listIndent, ' ') + "- ";
    for (const Tree &item : value.items)
        out.push_back(dash + inBrackets(item, quotingFor(entry.key)));
    const std::string below = std::string(indentation) + std::string(m_style.indent, ' ');
    for (const Tree::Entry &child : value.entries) {
        if (!child.value)
            continue;
        for (std::string &line : lines(child, below))
            out.push_back(std::move(line));
    }
    return out;
}

} // namespace wharfgate::config::editing
