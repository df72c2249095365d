// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/Redaction.h"

#include "shared/config/YamlDocument.h"
#include "shared/config/editing/NodeSpans.h"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

namespace wharfgate::config {

namespace {

using NodeId = YamlDocument::NodeId;

constexpr std::string_view kReplacement = "\"*\"";
constexpr std::string_view kWithheld =
    "# The file is not shown: its secrets cannot be told from the rest, for it has errors or is "
    "written in an unusual way.\n";
/// Shorter texts are no hashes, and would be found everywhere.
constexpr std::size_t kLeastOfSecret = 8;

/// Finds the secrets of a document by the keys that they stand behind.
class SecretFinder
{
public:
    SecretFinder(const YamlDocument &document, std::string_view text)
        : m_document(document)
        , m_text(text)
        , m_spans(document, text)
    {}

    bool isReliable() const { return m_isReliable && m_spans.isReliable(); }
    /// Where they begin and end.
    const std::map<std::size_t, std::size_t> &places() const { return m_places; }
    const std::vector<std::string> &values() const { return m_values; }

    void visit(NodeId node, bool isSecret)
    {
        if (m_document.isAlias(node))
            return isSecret ? addAlias(node) : void();
        switch (m_document.kind(node)) {
        case YamlDocument::Kind::Scalar:
            if (isSecret)
                add(node);
            break;
        case YamlDocument::Kind::Sequence:
            for (NodeId item = m_document.firstChild(node); item != YamlDocument::kNone;
                 item = m_document.nextSibling(item))
                visit(item, isSecret);
            break;
        case YamlDocument::Kind::Mapping:
            visitEntries(node, isSecret);
            break;
        case YamlDocument::Kind::Null:
            break;
        }
    }

private:
    void visitEntries(NodeId mapping, bool isSecret)
    {
        NodeId key = m_document.firstChild(mapping);
        while (key != YamlDocument::kNone) {
            const NodeId value = m_document.nextSibling(key);
            const bool isText = m_document.kind(key) == YamlDocument::Kind::Scalar;
            const std::string_view name = isText ? m_document.text(key) : std::string_view();
            visit(value, isSecret || name == "password" || name == "environment");
            key = m_document.nextSibling(value);
        }
    }
    void add(NodeId node)
    {
        // Behind a block's sign the lines may be indented in any way.
        if (m_spans.form(node) == editing::Form::BlockText) {
            m_isReliable = false;
            return;
        }
        m_places[m_spans.contentBegin(node)] = m_spans.end(node);
        m_values.emplace_back(m_document.text(node));
    }
    /// What it stands for is written elsewhere, and is found there by its text.
    void addAlias(NodeId node)
    {
        if (m_document.kind(node) != YamlDocument::Kind::Scalar)
            m_isReliable = m_isReliable && m_document.kind(node) == YamlDocument::Kind::Null;
        else if (m_text.find(m_document.text(node)) == std::string_view::npos)
            m_isReliable = false;
        else
            m_values.emplace_back(m_document.text(node));
    }

    const YamlDocument &m_document;
    std::string_view m_text;
    editing::NodeSpans m_spans;
    bool m_isReliable = true;
    std::map<std::size_t, std::size_t> m_places;
    std::vector<std::string> m_values;
};

bool isHashCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("./$,=+-*").find(c) != std::string_view::npos;
}

/// Hashes in comments, and of users that are disabled: "$", an id of crypt(5), "$" and more.
void replaceHashes(std::string &text)
{
    constexpr std::size_t kMostOfId = 10;
    constexpr std::size_t kLeastBehind = 8;
    for (std::size_t at = text.find('$'); at != std::string::npos; at = text.find('$', at + 1)) {
        const std::size_t idEnd = text.find('$', at + 1);
        if (idEnd == std::string::npos)
            return;
        if (idEnd == at + 1 || idEnd - at > kMostOfId ||
            !std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                         text.begin() + static_cast<std::ptrdiff_t>(idEnd),
                         [](char c) { return isHashCharacter(c) && c != '/' && c != '.'; }))
            continue;
        std::size_t end = idEnd;
        while (end < text.size() && isHashCharacter(text[end]))
            ++end;
        if (end - idEnd > kLeastBehind)
            text.replace(at, end - at, "*");
    }
}

void replaceAll(std::string &text, std::string_view value)
{
    if (value.size() < kLeastOfSecret)
        return;
    for (std::size_t at = text.find(value); at != std::string::npos; at = text.find(value, at + 1))
        text.replace(at, value.size(), "*");
}

} // namespace

std::string redactedText(std::string_view text)
{
    const auto document = YamlDocument::parse(text);
    // A second document is no part of the tree.
    if (!document || document->secondDocument() != std::string::npos)
        return std::string(kWithheld);
    std::string out(text);
    if (document->root() != YamlDocument::kNone) {
        SecretFinder finder(*document, text);
        finder.visit(document->root(), false);
        if (!finder.isReliable())
            return std::string(kWithheld);
        const auto &places = finder.places();
        for (auto place = places.rbegin(); place != places.rend(); ++place)
            out.replace(place->first, place->second - place->first, kReplacement);
        for (const std::string &value : finder.values())
            replaceAll(out, value);
    }
    replaceHashes(out);
    return out;
}

} // namespace wharfgate::config
