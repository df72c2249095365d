// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace wharfgate::config {

/// Why a text is no YAML document that we read, in words for its author.
struct YamlFault
{
    std::string code; // "bad-yaml", "bad-encoding", "too-large"
    std::string message;
    std::string remedy;
    std::size_t offset = 0; // byte in the text
};

/// The first document of a YAML text as a compact tree: nodes in one array, texts in one string.
/// Aliases stay references, so a small text never becomes a large tree; reading through them is
/// bounded by kMaxNodes too. Reading never throws and needs bounded stack, memory and time.
class YamlDocument
{
public:
    using NodeId = std::uint32_t;
    static constexpr NodeId kNone = UINT32_MAX;

    /// Enough for 100,000 users and as many rules; about 30 bytes each.
    static constexpr std::size_t kMaxNodes = 4'000'000;
    /// A configuration needs eight.
    static constexpr std::size_t kMaxDepth = 64;
    /// yaml-cpp keeps all tokens of an unfinished flow collection in memory, up to 90 bytes for
    /// each byte of text; so a list or mapping written in brackets must end within this.
    static constexpr std::size_t kMaxPendingBytes = 4u * 1024 * 1024;

    enum class Kind : std::uint8_t
    {
        Null,
        Scalar,
        Sequence,
        Mapping
    };
    enum class Tag : std::uint8_t
    {
        Plain,  ///< none, and not quoted: its text decides
        Quoted, ///< none, and quoted or a block: text
        Text,
        Binary,
        Integer,
        Float,
        Boolean,
        Null,
        Timestamp,
        Merge,
        Other,
    };

    /// Parses at most kMaxFileBytes of UTF-8. What docker_auth's reader accepts is accepted, except
    /// what two readers would understand differently.
    static tl::expected<YamlDocument, YamlFault> parse(std::string_view yaml);

    /// kNone: nothing but comments.
    NodeId root() const { return m_root; }
    /// Nodes count from 0 in the order in which they are written; aliases have their own.
    std::size_t nodeCount() const { return m_nodes.size(); }
    /// Where a second document begins, or npos. docker_auth reads the first only.
    std::size_t secondDocument() const { return m_secondDocument; }

    /// Of the node itself or, for an alias, of what it stands for.
    Kind kind(NodeId node) const { return target(node).kind; }
    Tag tag(NodeId node) const { return target(node).tag; }
    /// A scalar's text without quotes; "null" or "~" as written for Kind::Null.
    std::string_view text(NodeId node) const;
    /// Items of a sequence; keys and values in turn of a mapping. kNone: none.
    NodeId firstChild(NodeId node) const { return target(node).link; }
    NodeId nextSibling(NodeId node) const { return m_nodes[node].next; }

    bool isAlias(NodeId node) const { return m_nodes[node].isAlias; }
    /// The byte where the node (or the alias) is written. For an empty value: its
    /// dash in a list, or somewhere after it.
    std::size_t offset(NodeId node) const { return m_nodes[node].offset; }

private:
    friend class YamlTreeBuilder;
    struct Node
    {
        Kind kind = Kind::Null;
        Tag tag = Tag::Plain;
        bool isAlias = false;
        std::uint32_t offset = 0;
        NodeId next = kNone;
        NodeId link = kNone; // first child, or an alias's target
        std::uint32_t textStart = 0;
        std::uint32_t textLength = 0;
    };
    const Node &target(NodeId node) const
    {
        const Node &own = m_nodes[node];
        return own.isAlias ? m_nodes[own.link] : own;
    }

    std::vector<Node> m_nodes;
    std::string m_texts;
    NodeId m_root = kNone;
    std::size_t m_secondDocument = std::string::npos;
};

} // namespace wharfgate::config
