// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/editing/CollectionEditor.h"
#include "shared/config/editing/TreeWriter.h"

namespace wharfgate::config::editing {

/// Changes values of a file into what they shall be, touching only what differs.
class ValueEditor
{
public:
    using NodeId = YamlDocument::NodeId;

    /// `style` is for what is new; what is replaced keeps its own quoting.
    ValueEditor(const Source &source, TextPatches &patches, WritingStyle style = {})
        : m_source(source)
        , m_patches(patches)
        , m_style(WritingStyle::in(source, std::move(style)))
    {}

    /// Refuses what is reached through an alias.
    Result<void> set(NodeId value, const Tree &want);
    /// Replaces a scalar's text.
    Result<void> setText(NodeId scalar, const std::string &text, Tree::Kind kind);

private:
    Result<void> setList(NodeId list, const std::vector<Tree> &want);
    Result<void> setMapping(NodeId mapping, const std::vector<Tree::Entry> &want);
    /// Where a new entry belongs: next to those that are named before and behind it.
    std::size_t placeOf(const CollectionEditor &editor, NodeId mapping,
                        const std::vector<Tree::Entry> &want, std::size_t index) const;
    Result<void> replaceWhole(NodeId value, const Tree &want);
    std::vector<std::optional<std::size_t>> matches(const std::vector<NodeId> &items,
                                                    const std::vector<Tree> &want) const;
    bool isText(NodeId node, std::string_view text) const;
    WritingStyle styleIn(NodeId collection) const;
    CollectionEditor::Piece entryPiece(NodeId mapping, const Tree::Entry &entry) const;
    CollectionEditor::Piece itemPiece(NodeId list, const Tree &item) const;

    const Source &m_source;
    TextPatches &m_patches;
    WritingStyle m_style;
};

} // namespace wharfgate::config::editing
