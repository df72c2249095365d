// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"
#include "shared/config/editing/Source.h"
#include "shared/config/editing/TextPatches.h"
#include "shared/config/editing/Tree.h"

#include <map>
#include <string>
#include <vector>

namespace wharfgate::config::editing {

/// A refusal because of how the file is written at `node`: "Line 3 …".
tl::unexpected<Error> notInPlace(const Source &source, YamlDocument::NodeId node,
                                 std::string_view what);

/// Takes items out of one list, or entries out of one mapping, and puts others in, in the way in
/// which it is written.
class CollectionEditor
{
public:
    using NodeId = YamlDocument::NodeId;
    /// A new item both ways; the one that fits is written.
    struct Piece
    {
        std::vector<std::string> lines; // without the collection's own indentation
        std::string inBrackets;
    };

    CollectionEditor(const Source &source, NodeId collection);

    std::size_t count() const { return m_slots.size(); }
    /// The item, or the key of the entry.
    NodeId node(std::size_t index) const { return m_slots[index].node; }
    bool isInLines() const { return !m_isFlow; }

    void remove(std::size_t index) { m_slots[index].isRemoved = true; }
    /// Above what was `index`, behind what was inserted there before; count() is the end.
    void insert(std::size_t index, Piece piece) { m_pieces[index].push_back(std::move(piece)); }
    Result<void> write(TextPatches &patches);

private:
    struct Slot
    {
        NodeId node = YamlDocument::kNone;
        std::size_t begin = 0;
        std::size_t end = 0;
        bool isRemoved = false;
    };
    static constexpr std::size_t kNoSlot = static_cast<std::size_t>(-1);

    bool hasKept() const;
    std::size_t keptBefore(std::size_t index) const;
    std::size_t keptFrom(std::size_t index) const;

    void writeFlow(TextPatches &patches);
    void removeFlowSlot(std::size_t index, TextPatches &patches) const;
    void insertFlow(std::size_t index, const std::vector<Piece> &pieces,
                    TextPatches &patches) const;
    void appendFlowLines(const std::string &text, TextPatches &patches) const;
    std::string flowIndentation(std::size_t index) const;
    std::string allInBrackets() const;

    Result<void> writeLines(TextPatches &patches);
    void emptyLines(TextPatches &patches) const;
    std::size_t firstLineOf(std::size_t index) const;
    std::size_t endLineOf(std::size_t index) const;
    void insertLines(std::size_t index, TextPatches &patches) const;
    std::vector<std::string> linesAt(std::size_t index) const;
    std::string joined(const std::vector<std::string> &lines) const;
    std::string lineBreak() const;

    /// True if nothing but blanks stands before it on its line.
    bool beginsLine(std::size_t offset) const;
    bool hasCommentBetween(std::size_t begin, std::size_t end) const;

    const Source &m_source;
    NodeId m_node;
    bool m_isFlow = false;
    bool m_isMapping = false;
    std::string m_indentation; // of items in lines
    std::vector<Slot> m_slots;
    std::map<std::size_t, std::vector<Piece>> m_pieces;
};

} // namespace wharfgate::config::editing
