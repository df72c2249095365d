// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/YamlDocument.h"
#include "shared/config/editing/LineMap.h"
#include "shared/config/editing/NodeSpans.h"
#include "shared/config/editing/RuleRows.h"

#include <optional>
#include <string_view>
#include <utility>

namespace wharfgate::config::editing {

/// A text with all that edits need to know of how it is written. The text must outlive it.
class Source
{
public:
    using NodeId = YamlDocument::NodeId;
    struct Entry
    {
        NodeId key = YamlDocument::kNone;
        NodeId value = YamlDocument::kNone;
    };

    Source(std::string_view text, YamlDocument parsed);
    Source(const Source &) = delete;
    Source &operator=(const Source &) = delete;

    std::string_view text() const { return lines.text(); }
    /// The entry that counts for this name among those written in the mapping itself: the last.
    std::optional<Entry> find(NodeId mapping, std::string_view name) const;
    bool isMergeKey(NodeId key) const;
    /// True if the whole file stands in braces and its keys in double quotes.
    bool isJson() const;
    /// Where what belongs to a top-level key ends: the line of the next one, or of the end.
    std::size_t sectionEnd(NodeId key) const;
    /// The line behind the first document.
    std::size_t documentEnd() const;
    /// What is written, from the first byte of the value to the last.
    std::string_view written(NodeId node) const
    {
        return text().substr(spans.begin(node), spans.end(node) - spans.begin(node));
    }

    const YamlDocument document;
    const LineMap lines;
    const NodeSpans spans;
    RuleRows rules; // of `acl:`

private:
    RuleRows findRules() const;
};

} // namespace wharfgate::config::editing
