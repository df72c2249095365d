// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/base/Text.h"
#include "shared/config/editing/LabelNames.h"
#include "shared/config/editing/Plans.h"
#include "shared/config/editing/RuleContent.h"

namespace wharfgate::config::editing {

namespace {

using Kind = YamlDocument::Kind;
using NodeId = YamlDocument::NodeId;
constexpr NodeId kNone = YamlDocument::kNone;

/// Renames in one document, wherever labels are written.
class LabelRenamer
{
public:
    LabelRenamer(const Source &source, TextPatches &patches, const RenameLabel &edit)
        : m_source(source)
        , m_patches(patches)
        , m_edit(edit)
    {}

    Result<void> renameKey(NodeId labels)
    {
        const auto entry = m_source.find(labels, m_edit.from);
        if (!entry)
            return {};
        return ValueEditor(m_source, m_patches).setText(entry->key, m_edit.to, Tree::Kind::Text);
    }

    /// The variables in the patterns of a rule and the keys below its `labels:`.
    Result<void> renameInRule(NodeId rule)
    {
        const auto match = m_source.find(rule, "match");
        if (!match || !isOwnMapping(match->value))
            return {};
        auto done = renameInPatterns(match->value);
        const auto labels = m_source.find(match->value, "labels");
        if (!done || !labels || !isOwnMapping(labels->value))
            return done;
        done = renameKey(labels->value);
        return done ? renameInPatterns(labels->value) : done;
    }

private:
    bool isOwnMapping(NodeId node) const
    {
        return !m_source.document.isAlias(node) && m_source.document.kind(node) == Kind::Mapping;
    }

    Result<void> renameInPatterns(NodeId mapping)
    {
        for (NodeId key = m_source.document.firstChild(mapping); key != kNone;) {
            const NodeId value = m_source.document.nextSibling(key);
            if (!m_source.document.isAlias(value) &&
                m_source.document.kind(value) == Kind::Scalar) {
                const std::string_view before = m_source.document.text(value);
                const std::string after = renameInPattern(before, m_edit.from, m_edit.to);
                if (after != before) {
                    auto done =
                        ValueEditor(m_source, m_patches).setText(value, after, Tree::Kind::Text);
                    if (!done)
                        return done;
                }
            }
            key = m_source.document.nextSibling(value);
        }
        return {};
    }

    const Source &m_source;
    TextPatches &m_patches;
    const RenameLabel &m_edit;
};

Result<void> renameInUsers(const PlanContext &context, const RenameLabel &edit)
{
    const Source &source = context.source;
    const auto section = source.find(source.document.root(), "users");
    if (!section || source.document.isAlias(section->value))
        return {};
    LabelRenamer renamer(source, context.patches, edit);
    for (NodeId key = source.document.firstChild(section->value); key != kNone;) {
        const NodeId user = source.document.nextSibling(key);
        const auto labels = source.find(user, "labels");
        if (labels && !source.document.isAlias(labels->value)) {
            if (auto done = renamer.renameKey(labels->value); !done)
                return done;
        }
        key = source.document.nextSibling(user);
    }
    return {};
}

bool usesLabel(const acl::Rule &rule, const RenameLabel &edit)
{
    const acl::MatchConditions &match = rule.match;
    const auto changes = [&](const std::string &pattern) {
        return renameInPattern(pattern, edit.from, edit.to) != pattern;
    };
    for (const auto &pattern : {match.account, match.type, match.name, match.ip, match.service}) {
        if (pattern && changes(*pattern))
            return true;
    }
    for (const auto &[name, pattern] : match.labels) {
        if (name == edit.from || changes(pattern))
            return true;
    }
    return false;
}

} // namespace

std::string renameInPattern(std::string_view pattern, std::string_view from, std::string_view to)
{
    const std::string old = "${labels:" + std::string(from) + '}';
    std::string out;
    std::size_t at = 0;
    for (std::size_t next = pattern.find(old); next != std::string_view::npos;
         next = pattern.find(old, at)) {
        out += pattern.substr(at, next - at);
        out += "${labels:" + std::string(to) + '}';
        at = next + old.size();
    }
    out += pattern.substr(at);
    return out;
}

Result<void> plan(const PlanContext &context, const RenameLabel &edit)
{
    if (edit.from == edit.to)
        return {};
    const std::string quoted = '"' + text::escaped(edit.to, 80) + '"';
    if (edit.to.find('}') != std::string::npos)
        return failure(ErrorCode::InvalidInput, "The name of a label cannot hold a brace.");
    for (const auto &[name, user] : context.configuration().users) {
        if (user.labels.contains(edit.from) && user.labels.contains(edit.to)) {
            return failure(ErrorCode::InvalidInput, "The user \"" + text::escaped(name, 80) +
                                                        "\" has a label " + quoted + " already.");
        }
    }
    const std::vector<RuleEntry> &entries = context.before.rules();
    for (std::size_t row = 0; row < entries.size(); ++row) {
        const auto &labels = entries[row].rule.match.labels;
        if (labels.contains(edit.from) && labels.contains(edit.to)) {
            return failure(ErrorCode::InvalidInput,
                           "A rule has a condition for a label " + quoted + " already.",
                           entries[row].rule.positions.rule);
        }
    }
    if (auto done = renameInUsers(context, edit); !done)
        return done;
    for (std::size_t row = 0; row < entries.size(); ++row) {
        if (!usesLabel(entries[row].rule, edit))
            continue;
        auto done =
            planItem(context, row, [&](const Source &source, NodeId item, TextPatches &patches) {
                return LabelRenamer(source, patches, edit).renameInRule(item);
            });
        if (!done)
            return done;
    }
    return {};
}

} // namespace wharfgate::config::editing
