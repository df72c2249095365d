// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/editing/NodeSpans.h"

#include <algorithm>

namespace wharfgate::config::editing {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::size_t endOfLine(std::string_view text, std::size_t at)
{
    return std::min(text.find_first_of("\r\n", at), text.size());
}

/// Where the word at `at` ends, as aliases and anchors do.
std::size_t endOfName(std::string_view text, std::size_t at)
{
    return std::min(text.find_first_of(" \t\r\n[]{},", at), text.size());
}

/// A null that is spelled out at `at`, as far as it goes.
std::size_t endOfNullWord(std::string_view text, std::size_t at)
{
    for (const std::string_view word : {"null", "Null", "NULL", "~"}) {
        if (!text.substr(at).starts_with(word))
            continue;
        const std::size_t end = at + word.size();
        if (end == text.size() || isBlank(text[end]) || text[end] == ',' || text[end] == ']' ||
            text[end] == '}')
            return end;
    }
    return at;
}

} // namespace

NodeSpans::NodeSpans(const YamlDocument &document, std::string_view text)
    : m_document(document)
    , m_text(text)
    , m_spans(document.nodeCount())
{
    if (document.root() != YamlDocument::kNone)
        measure(document.root(), document.offset(document.root()), Context::Block);
}

void NodeSpans::set(NodeId node, std::size_t begin, std::size_t content, std::size_t end, Form form)
{
    Span &span = m_spans[node];
    span.begin = static_cast<std::uint32_t>(begin);
    span.content = static_cast<std::uint32_t>(content);
    span.end = static_cast<std::uint32_t>(end);
    span.form = form;
}

std::size_t NodeSpans::skipBlank(std::size_t at, Context context) const
{
    while (at < m_text.size()) {
        const char c = m_text[at];
        if (isBlank(c) || (context == Context::Flow && c == ','))
            ++at;
        else if (c == '#' && (at == 0 || isBlank(m_text[at - 1]) || m_text[at - 1] == ','))
            at = endOfLine(m_text, at);
        else
            break;
    }
    return at;
}

std::size_t NodeSpans::skipProperty(std::size_t at) const
{
    if (m_text.substr(at).starts_with("!<")) // a verbatim tag holds what it likes
        return std::min(m_text.find('>', at), m_text.size() - 1) + 1;
    return endOfName(m_text, at);
}

std::size_t NodeSpans::skipProperties(std::size_t at) const
{
    while (at < m_text.size() && (m_text[at] == '&' || m_text[at] == '!'))
        at = skipBlank(skipProperty(at), Context::Block);
    return at;
}

std::size_t NodeSpans::endOfQuoted(std::size_t at) const
{
    const char quote = m_text[at];
    for (std::size_t i = at + 1; i < m_text.size(); ++i) {
        if (quote == '"' && m_text[i] == '\\') {
            ++i;
        } else if (m_text[i] == quote) {
            const bool isDoubled = quote == '\'' && i + 1 < m_text.size() && m_text[i + 1] == quote;
            if (!isDoubled)
                return i + 1;
            ++i;
        }
    }
    return m_text.size();
}

std::size_t NodeSpans::measure(NodeId node, std::size_t from, Context context)
{
    if (m_document.isAlias(node))
        return measureAlias(node);
    switch (m_document.kind(node)) {
    case YamlDocument::Kind::Null:
        return measureNull(node, from);
    case YamlDocument::Kind::Scalar:
        return measureScalar(node);
    case YamlDocument::Kind::Sequence:
    case YamlDocument::Kind::Mapping:
        break;
    }
    return measureCollection(node, context);
}

std::size_t NodeSpans::measureAlias(NodeId node)
{
    const std::size_t begin = m_document.offset(node);
    const std::size_t end = endOfName(m_text, begin);
    set(node, begin, begin, end, Form::Alias);
    return end;
}

std::size_t NodeSpans::measureNull(NodeId node, std::size_t from)
{
    const auto skipSpaces = [&](std::size_t at) {
        return std::min(m_text.find_first_not_of(" \t", at), m_text.size());
    };
    const std::size_t begin = skipSpaces(from);
    std::size_t content = begin;
    std::size_t written = from; // behind tag and anchor
    while (content < m_text.size() && (m_text[content] == '&' || m_text[content] == '!')) {
        written = skipProperty(content);
        content = skipSpaces(written);
    }
    // The word may stand on a line of its own; what looks like it there could be the next key.
    const std::size_t below = skipBlank(content, Context::Block);
    if (endOfNullWord(m_text, content) == content && below == m_document.offset(node))
        content = below;
    const std::size_t end = endOfNullWord(m_text, content);
    if (end > content)
        set(node, begin, content, end, Form::Plain);
    else
        set(node, written > from ? begin : from, written, written, Form::Empty);
    return m_spans[node].end;
}

std::size_t NodeSpans::measureScalar(NodeId node)
{
    const std::size_t begin = m_document.offset(node);
    const std::size_t content = skipProperties(begin);
    set(node, begin, content, content, Form::Plain);
    const char first = content < m_text.size() ? m_text[content] : '\0';
    if (first == '"' || first == '\'') {
        const Form form = first == '"' ? Form::DoubleQuoted : Form::SingleQuoted;
        set(node, begin, content, endOfQuoted(content), form);
    } else if (first == '|' || first == '>') {
        set(node, begin, content, measureBlockText(node, content), Form::BlockText);
    } else if (m_document.text(node).empty()) {
        // A tag with nothing behind it; what follows belongs to others.
        std::size_t end = begin;
        while (end < content && !isBlank(m_text[end]))
            ++end;
        set(node, begin, end, end, Form::Empty);
    } else {
        set(node, begin, content, measurePlain(node), Form::Plain);
    }
    return m_spans[node].end;
}

std::size_t NodeSpans::measurePlain(NodeId node)
{
    // Plain text is what it says, but for line ends and the blanks around them.
    std::size_t at = m_spans[node].content;
    const std::string_view value = m_document.text(node);
    for (std::size_t i = 0; i < value.size();) {
        if (isBlank(value[i])) {
            while (i < value.size() && isBlank(value[i]))
                ++i;
            while (at < m_text.size() && isBlank(m_text[at]))
                ++at;
        } else if (at < m_text.size() && m_text[at] == value[i]) {
            ++at;
            ++i;
        } else {
            m_isReliable = false;
            return at;
        }
    }
    return at;
}

std::size_t NodeSpans::measureBlockText(NodeId node, std::size_t header)
{
    const std::size_t headerEnd = endOfLine(m_text, header);
    const bool isEmpty = m_document.text(node).find_first_not_of("\r\n \t") == std::string::npos;
    // It ends before the line that is indented less than its first line with text.
    std::size_t indent = std::string_view::npos;
    std::size_t end = headerEnd;
    std::size_t at = headerEnd;
    while (at < m_text.size() && !isEmpty) {
        at += m_text.substr(at).starts_with("\r\n") ? 2U : 1U;
        const std::size_t lineEnd = endOfLine(m_text, at);
        const std::size_t text = std::min(m_text.find_first_not_of(' ', at), m_text.size());
        if (text < lineEnd) {
            indent = indent == std::string_view::npos ? text - at : indent;
            if (text - at < indent)
                break;
            end = lineEnd;
        }
        at = lineEnd;
    }
    // An indicator of indentation lets lines begin with more blanks than those that follow.
    const std::string_view indicators = m_text.substr(header, headerEnd - header);
    if (indicators.substr(0, 3).find_first_of("123456789") != std::string_view::npos)
        m_isReliable = false;
    return end;
}

std::size_t NodeSpans::measureCollection(NodeId node, Context context)
{
    const std::size_t begin = m_document.offset(node);
    const std::size_t content = skipProperties(begin);
    const NodeId first = m_document.firstChild(node);
    const bool isSequence = m_document.kind(node) == YamlDocument::Kind::Sequence;
    const char open = isSequence ? '[' : '{';
    // A block mapping begins where its first key does, which may be a list in brackets.
    const bool isFlow = content < m_text.size() && m_text[content] == open &&
                        (first == YamlDocument::kNone || m_document.offset(first) != content);
    if (!isFlow) {
        set(node, begin, content, content, isSequence ? Form::BlockSequence : Form::BlockMapping);
        // A tag or anchor on the line of the first key belongs to that key. Inside brackets a
        // single pair can stand without braces.
        const bool isOfKey = first != YamlDocument::kNone && m_document.offset(first) == begin;
        const std::size_t end = isSequence
                                    ? measureItems(node, content, Context::Block)
                                    : measureEntries(node, isOfKey ? begin : content, context);
        m_spans[node].end = static_cast<std::uint32_t>(end);
        return end;
    }
    set(node, begin, content, content, isSequence ? Form::FlowSequence : Form::FlowMapping);
    std::size_t end = isSequence ? measureItems(node, content + 1, Context::Flow)
                                 : measureEntries(node, content + 1, Context::Flow);
    end = skipBlank(end, Context::Flow);
    if (end >= m_text.size() || m_text[end] != (isSequence ? ']' : '}')) {
        m_isReliable = false;
        return end;
    }
    m_spans[node].end = static_cast<std::uint32_t>(end + 1);
    return end + 1;
}

std::size_t NodeSpans::measureItems(NodeId sequence, std::size_t from, Context context)
{
    std::size_t at = from;
    for (NodeId item = m_document.firstChild(sequence); item != YamlDocument::kNone && m_isReliable;
         item = m_document.nextSibling(item)) {
        at = skipBlank(at, context);
        std::size_t entry = at;
        if (context == Context::Block) {
            m_isReliable = at < m_text.size() && m_text[at] == '-';
            ++at;
        }
        at = measure(item, at, context);
        if (context == Context::Flow)
            entry = begin(item);
        m_spans[item].entry = static_cast<std::uint32_t>(entry);
    }
    return at;
}

std::size_t NodeSpans::measureEntries(NodeId mapping, std::size_t from, Context context)
{
    std::size_t at = from;
    NodeId key = m_document.firstChild(mapping);
    while (key != YamlDocument::kNone && m_isReliable) {
        const NodeId value = m_document.nextSibling(key);
        if (value == YamlDocument::kNone)
            break;
        at = skipBlank(at, context);
        const std::size_t entry = at;
        const bool isExplicit =
            at + 1 < m_text.size() && m_text[at] == '?' && isBlank(m_text[at + 1]);
        at = measure(key, isExplicit ? at + 1 : at, context);
        m_spans[key].entry = static_cast<std::uint32_t>(entry);
        const std::size_t colon = skipBlank(at, Context::Block);
        const bool hasColon = colon < m_text.size() && m_text[colon] == ':';
        m_spans[value].entry = static_cast<std::uint32_t>(hasColon ? colon : at);
        at = measure(value, hasColon ? colon + 1 : at, context);
        key = m_document.nextSibling(value);
    }
    return at;
}

} // namespace wharfgate::config::editing
