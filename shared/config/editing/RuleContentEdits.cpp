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

Tree::Entry kept(const Tree::Entry &entry)
{
    return {entry.key, std::nullopt, true};
}

/// The conditions that differ; those that do not are only named.
Tree conditionDifferences(const Rule &before, const Rule &after)
{
    const Tree old = treeOf(before);
    const Tree now = treeOf(after);
    const auto conditionsOf = [](const Tree &rule) { return rule.entries.front().value->entries; };
    const std::vector<Tree::Entry> was = conditionsOf(old);
    Tree out = Tree::ofMapping(conditionsOf(now));
    for (std::size_t i = 0; i < was.size(); ++i) {
        Tree::Entry &condition = out.entries[i];
        const bool isSame =
            condition.key == "labels"
                ? before.match.labels == after.match.labels
                : was[i].value.has_value() == condition.value.has_value() &&
                      (!condition.value || was[i].value->text == condition.value->text);
        if (isSame)
            condition = kept(condition);
    }
    return out;
}

/// Only what differs, so that all else stays as it is written.
Tree differences(const Rule &before, const Rule &after)
{
    Tree out = treeOf(after);
    for (Tree::Entry &part : out.entries) {
        if (part.key == "match" && before.match != after.match)
            part.value = conditionDifferences(before, after);
        const bool isSame = (part.key == "match" && before.match == after.match) ||
                            (part.key == "actions" && before.actions == after.actions) ||
                            (part.key == "comment" && before.comment == after.comment);
        if (isSame)
            part = kept(part);
    }
    return out;
}

/// Labels that go must be named, for other keys stay.
void nameRemovedLabels(const Rule &before, const Rule &after, Tree &tree)
{
    for (Tree::Entry &part : tree.entries) {
        if (part.key != "match" || !part.value)
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
    if (std::all_of(want.entries.begin(), want.entries.end(),
                    [](const Tree::Entry &part) { return part.isKept; }))
        return {};
    nameRemovedLabels(before, edit.entry.rule, want);
    return planItem(context, edit.row,
                    [&](const Source &source, NodeId item, TextPatches &patches) {
                        const RuleStyle style = RuleStyle::of(source, item);
                        return ValueEditor(source, patches, style.writing).set(item, want);
                    });
}

} // namespace wharfgate::config::editing
