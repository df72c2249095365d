// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/editing/DisabledRules.h"
#include "shared/config/editing/Plans.h"
#include "shared/config/editing/RuleContent.h"
#include "shared/config/editing/RuleWriter.h"

#include <algorithm>

namespace wharfgate::config::editing {

namespace {

using acl::MatchConditions;
using acl::Rule;
using NodeId = YamlDocument::NodeId;

/// Only what differs, so that all else stays as it is written.
Tree differences(const Rule &before, const Rule &after)
{
    const Tree all = treeOf(after);
    Tree out = Tree::ofMapping({});
    const Tree old = treeOf(before);
    for (std::size_t i = 0; i < all.entries.size(); ++i) {
        const Tree::Entry &part = all.entries[i];
        if (part.key == "actions" && before.actions != after.actions)
            out.entries.push_back(part);
        if (part.key == "comment" && before.comment != after.comment)
            out.entries.push_back(part);
        if (part.key != "match" || before.match == after.match)
            continue;
        Tree conditions = Tree::ofMapping({});
        for (std::size_t k = 0; k < part.value->entries.size(); ++k) {
            const Tree::Entry &now = part.value->entries[k];
            const auto &was = old.entries[i].value->entries[k].value;
            const bool isSame = now.key == "labels" ? before.match.labels == after.match.labels
                                                    : was.has_value() == now.value.has_value() &&
                                                          (!was || was->text == now.value->text);
            if (!isSame)
                conditions.entries.push_back(now);
        }
        out.entries.push_back({"match", std::move(conditions)});
    }
    return out;
}

/// Labels that go must be named, for other keys stay.
void nameRemovedLabels(const Rule &before, const Rule &after, Tree &tree)
{
    for (Tree::Entry &part : tree.entries) {
        if (part.key != "match")
            continue;
        for (Tree::Entry &condition : part.value->entries) {
            if (condition.key != "labels" || !condition.value)
                continue;
            for (const auto &[name, pattern] : before.match.labels) {
                if (!after.match.labels.contains(name))
                    condition.value->entries.push_back({name, std::nullopt});
            }
        }
    }
}

} // namespace

Result<std::string> changedDisabledRule(const std::vector<std::string> &lines, const ItemPlan &plan)
{
    std::string text;
    for (const std::string &line : lines)
        text += (text.empty() ? "" : "\n") + line;
    auto document = YamlDocument::parse(text);
    if (!document)
        return failure(ErrorCode::Internal, "The disabled rule cannot be read.");
    const Source source(text, std::move(*document));
    TextPatches patches;
    if (auto done = plan(source, source.document.firstChild(source.document.root()), patches);
        !done)
        return tl::unexpected(done.error());
    auto changed = patches.apply(text);
    if (!changed)
        return failure(ErrorCode::Internal, "The parts of the edit contradict each other.");
    return std::move(*changed);
}

Result<void> planItem(const PlanContext &context, std::size_t row, const ItemPlan &plan)
{
    const RuleRows &rules = context.source.rules;
    if (rules.form == RuleRows::Form::Other) {
        return failure(ErrorCode::Unsupported,
                       "The access rules come from a merge key or an alias, or are written in a "
                       "form that cannot be edited here. Change them in the text instead.");
    }
    const RuleRow &place = rules.rows[row];
    if (place.node != YamlDocument::kNone)
        return plan(context.source, place.node, context.patches);
    auto changed = changedDisabledRule(place.disabledLines, plan);
    if (!changed)
        return tl::unexpected(changed.error());
    const LineMap before(*changed);
    const LineMap &lines = context.source.lines;
    const std::string lineBreak(lines.lineBreak(place.ruleLine));
    std::string text;
    for (std::size_t line = 0; line < before.count(); ++line)
        text +=
            (line == 0 ? "" : lineBreak) + disabledLine(before.content(line), rules.indentation);
    context.patches.replace(lines.begin(place.ruleLine + 1), lines.contentEnd(place.endLine - 1),
                            std::move(text));
    return {};
}

Result<void> plan(const PlanContext &context, const ReplaceRule &edit)
{
    const std::vector<RuleEntry> &entries = context.before.rules();
    if (edit.row >= entries.size())
        return failure(ErrorCode::InvalidInput, "There is no such rule in the list any more.");
    const Rule &before = entries[edit.row].rule;
    Tree want = differences(before, edit.entry.rule);
    if (want.entries.empty())
        return {};
    nameRemovedLabels(before, edit.entry.rule, want);
    return planItem(context, edit.row,
                    [&](const Source &source, NodeId item, TextPatches &patches) {
                        const RuleStyle style = RuleStyle::of(source, item);
                        return ValueEditor(source, patches, style.writing).set(item, want);
                    });
}

} // namespace wharfgate::config::editing
