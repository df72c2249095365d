// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/YamlTreeBuilder.h"

#include <algorithm>
#include <array>
#include <utility>

namespace wharfgate::config {

namespace {

using Tag = YamlDocument::Tag;
using Kind = YamlDocument::Kind;

Tag tagOf(std::string_view tag)
{
    if (tag.empty() || tag == "?")
        return Tag::Plain;
    if (tag == "!")
        return Tag::Quoted;
    constexpr std::string_view kPrefix = "tag:yaml.org,2002:";
    if (!tag.starts_with(kPrefix))
        return Tag::Other;
    constexpr std::array<std::pair<std::string_view, Tag>, 8> kTags{{
        {"str", Tag::Text},
        {"binary", Tag::Binary},
        {"int", Tag::Integer},
        {"float", Tag::Float},
        {"bool", Tag::Boolean},
        {"null", Tag::Null},
        {"timestamp", Tag::Timestamp},
        {"merge", Tag::Merge},
    }};
    const auto *const found = std::find_if(kTags.begin(), kTags.end(), [&](const auto &entry) {
        return entry.first == tag.substr(kPrefix.size());
    });
    return found == kTags.end() ? Tag::Other : found->second;
}

/// How a null is spelled at the beginning of `text`; empty for a value that is not there.
std::string_view spelledNull(std::string_view text)
{
    for (const std::string_view word : {"null", "Null", "NULL", "~"}) {
        if (text.starts_with(word))
            return text.substr(0, word.size());
    }
    return {};
}

/// yaml-cpp puts an empty list item where the next token stands; this is its dash, if it has one.
std::size_t dashBefore(std::string_view text, std::size_t offset)
{
    const std::size_t last = text.substr(0, offset).find_last_not_of(" \t\r\n");
    return last != std::string_view::npos && text[last] == '-' ? last : offset;
}

} // namespace

YamlTreeBuilder::YamlTreeBuilder(YamlDocument &document, std::string_view text)
    : m_document(document)
    , m_text(text)
{}

std::size_t YamlTreeBuilder::openOffset() const
{
    return m_open.empty() ? std::string::npos : m_document.m_nodes[m_open.back().node].offset;
}

void YamlTreeBuilder::stop(std::string code, std::string message, std::string remedy)
{
    m_fault = YamlFault{std::move(code), std::move(message), std::move(remedy), m_lastOffset};
    throw YamlStopped{};
}

void YamlTreeBuilder::OnDocumentStart(const YAML::Mark &mark)
{
    m_lastOffset = static_cast<std::size_t>(std::max(mark.pos, 0));
    if (!m_seenDocument) {
        m_seenDocument = true;
        return;
    }
    if (!m_text.substr(std::min(m_lastOffset, m_text.size())).starts_with("---")) {
        stop("bad-yaml", "There is text after the end of the document.",
             "Check the indentation and the brackets of what stands before.");
    }
    m_document.m_secondDocument = m_lastOffset;
    throw YamlStopped{};
}

void YamlTreeBuilder::OnDocumentEnd() {}

void YamlTreeBuilder::count(std::size_t weight, std::size_t depth)
{
    if (!m_open.empty()) {
        m_open.back().weight += weight;
        m_open.back().depth = std::max(m_open.back().depth, depth + 1);
    }
    if (m_open.size() + depth > YamlDocument::kMaxDepth) {
        stop("too-large", "Lists and mappings are nested too deeply here.",
             "Nest at most " + std::to_string(YamlDocument::kMaxDepth) + " levels.");
    }
    const std::size_t below = m_open.empty() ? weight : m_open.back().weight;
    if (below > YamlDocument::kMaxNodes || m_document.m_nodes.size() > YamlDocument::kMaxNodes) {
        stop("too-large",
             "The file holds more than " + std::to_string(YamlDocument::kMaxNodes) +
                 " values, each alias counted as what it stands for.",
             "Make the file smaller.");
    }
}

YamlTreeBuilder::NodeId YamlTreeBuilder::append(const YAML::Mark &mark, Kind kind)
{
    m_lastOffset = static_cast<std::size_t>(std::max(mark.pos, 0));
    const auto id = static_cast<NodeId>(m_document.m_nodes.size());
    YamlDocument::Node node;
    node.kind = kind;
    node.offset = static_cast<std::uint32_t>(m_lastOffset);
    m_document.m_nodes.push_back(node);
    if (m_open.empty()) {
        m_document.m_root = id;
        return id;
    }
    Open &parent = m_open.back();
    if (parent.lastChild == YamlDocument::kNone)
        m_document.m_nodes[parent.node].link = id;
    else
        m_document.m_nodes[parent.lastChild].next = id;
    parent.lastChild = id;
    return id;
}

void YamlTreeBuilder::setText(NodeId node, std::string_view text)
{
    m_document.m_nodes[node].textStart = static_cast<std::uint32_t>(m_document.m_texts.size());
    m_document.m_nodes[node].textLength = static_cast<std::uint32_t>(text.size());
    m_document.m_texts += text;
}

void YamlTreeBuilder::remember(YAML::anchor_t anchor, const Anchored &what)
{
    if (anchor == 0)
        return;
    if (anchor >= m_anchors.size())
        m_anchors.resize(anchor + 1);
    m_anchors[anchor] = what;
}

void YamlTreeBuilder::OnNull(const YAML::Mark &mark, YAML::anchor_t anchor)
{
    const NodeId node = append(mark, Kind::Null);
    const std::string_view spelled =
        spelledNull(m_text.substr(std::min(m_lastOffset, m_text.size())));
    setText(node, spelled);
    if (spelled.empty())
        m_document.m_nodes[node].offset =
            static_cast<std::uint32_t>(dashBefore(m_text, m_lastOffset));
    remember(anchor, {node, 1, 1, true});
    count(1, 1);
}

void YamlTreeBuilder::OnScalar(const YAML::Mark &mark, const std::string &tag,
                               YAML::anchor_t anchor, const std::string &value)
{
    const NodeId node = append(mark, Kind::Scalar);
    m_lastScalar = m_lastOffset;
    m_document.m_nodes[node].tag = tagOf(tag);
    setText(node, value);
    remember(anchor, {node, 1, 1, true});
    count(1, 1);
}

void YamlTreeBuilder::OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor)
{
    const NodeId node = append(mark, Kind::Null);
    if (anchor >= m_anchors.size() || m_anchors[anchor].node == YamlDocument::kNone)
        stop("bad-yaml", "This alias refers to nothing.", "Define the anchor before it.");
    const Anchored &target = m_anchors[anchor];
    if (!target.isComplete) {
        stop("bad-yaml", "This alias stands inside the value that it refers to.",
             "Write the value out.");
    }
    m_document.m_nodes[node].isAlias = true;
    m_document.m_nodes[node].link = target.node;
    count(target.weight, target.depth);
}

void YamlTreeBuilder::begin(const YAML::Mark &mark, Kind kind, YAML::anchor_t anchor)
{
    const NodeId node = append(mark, kind);
    remember(anchor, {node, 0, 0, false});
    Open open;
    open.node = node;
    open.anchor = anchor;
    m_open.push_back(open);
    count(0, 0);
}

void YamlTreeBuilder::end()
{
    const Open closed = m_open.back();
    m_open.pop_back();
    remember(closed.anchor, {closed.node, closed.weight, closed.depth, true});
    count(closed.weight, closed.depth);
}

void YamlTreeBuilder::OnSequenceStart(const YAML::Mark &mark, const std::string & /*tag*/,
                                      YAML::anchor_t anchor, YAML::EmitterStyle::value /*style*/)
{
    begin(mark, Kind::Sequence, anchor);
}

void YamlTreeBuilder::OnSequenceEnd()
{
    end();
}

void YamlTreeBuilder::OnMapStart(const YAML::Mark &mark, const std::string & /*tag*/,
                                 YAML::anchor_t anchor, YAML::EmitterStyle::value /*style*/)
{
    begin(mark, Kind::Mapping, anchor);
}

void YamlTreeBuilder::OnMapEnd()
{
    end();
}

} // namespace wharfgate::config
