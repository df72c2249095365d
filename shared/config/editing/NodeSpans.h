// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/YamlDocument.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace wharfgate::config::editing {

/// How a value is written.
enum class Form : std::uint8_t
{
    Empty, ///< nothing, as a null can be
    Alias,
    Plain,
    SingleQuoted,
    DoubleQuoted,
    BlockText, ///< behind | or >
    FlowSequence,
    FlowMapping,
    BlockSequence,
    BlockMapping,
};

/// The bytes that each value of a document takes up. YamlDocument knows where they begin; where
/// they end is found here, by following the tree through the text.
class NodeSpans
{
public:
    using NodeId = YamlDocument::NodeId;

    NodeSpans(const YamlDocument &document, std::string_view text);

    /// False if the text could not be followed; then nothing else here can be trusted.
    bool isReliable() const { return m_isReliable; }

    /// Where the value is written, tag and anchor included, without comments and line ends around.
    std::size_t begin(NodeId node) const { return m_spans[node].begin; }
    std::size_t end(NodeId node) const { return m_spans[node].end; }
    /// The same without tag and anchor.
    std::size_t contentBegin(NodeId node) const { return m_spans[node].content; }
    /// Of an item of a list: its dash, or in brackets the item itself. Of a key: the ? before it,
    /// or the key. Of a mapping's value: its colon, or the end of the key if it has none.
    std::size_t entryBegin(NodeId node) const { return m_spans[node].entry; }
    Form form(NodeId node) const { return m_spans[node].form; }
    bool isFlow(NodeId node) const
    {
        return form(node) == Form::FlowSequence || form(node) == Form::FlowMapping;
    }

private:
    struct Span
    {
        std::uint32_t begin = 0;
        std::uint32_t content = 0;
        std::uint32_t end = 0;
        std::uint32_t entry = 0;
        Form form = Form::Empty;
    };
    enum class Context
    {
        Block,
        Flow
    };

    // Each returns where it ends. `from` is behind the dash, the colon or the bracket before.
    std::size_t measure(NodeId node, std::size_t from, Context context);
    std::size_t measureNull(NodeId node, std::size_t from);
    std::size_t measureAlias(NodeId node);
    std::size_t measureScalar(NodeId node);
    std::size_t measureBlockText(NodeId node, std::size_t header);
    std::size_t measurePlain(NodeId node);
    std::size_t measureCollection(NodeId node, Context context);
    std::size_t measureItems(NodeId sequence, std::size_t from, Context context);
    std::size_t measureEntries(NodeId mapping, std::size_t from, Context context);

    std::size_t skipProperties(std::size_t at) const;
    std::size_t skipProperty(std::size_t at) const;
    /// Behind blanks, line ends and comments, and commas if in brackets.
    std::size_t skipBlank(std::size_t at, Context context) const;
    std::size_t endOfQuoted(std::size_t at) const;
    void set(NodeId node, std::size_t begin, std::size_t content, std::size_t end, Form form);

    const YamlDocument &m_document;
    std::string_view m_text;
    std::vector<Span> m_spans;
    bool m_isReliable = true;
};

} // namespace wharfgate::config::editing
