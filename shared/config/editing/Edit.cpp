// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/editing/Edit.h"

#include "shared/config/editing/EditModel.h"
#include "shared/config/editing/Plans.h"

#include <algorithm>
#include <set>
#include <span>

namespace wharfgate::config {

namespace {

using editing::EditModel;
using editing::PlanContext;
using editing::TextPatches;

Result<ConfigurationText> withoutErrors(ConfigurationText text)
{
    if (!text.hasErrors())
        return text;
    const std::vector<Problem> &problems = text.problems();
    const auto first = std::find_if(problems.begin(), problems.end(), [](const Problem &problem) {
        return problem.severity == Problem::Severity::Error;
    });
    const std::string remedy = first->remedy.empty() ? "" : ' ' + first->remedy;
    return failure(ErrorCode::InvalidInput, first->message + remedy, first->position);
}

/// A refusal of what would come out otherwise than meant; the place is the first that would change.
tl::unexpected<Error> notAsMeant(const ConfigurationText &before, const TextPatches &patches,
                                 const std::string &outcome)
{
    const int line = static_cast<int>(before.source()->lines.lineAt(patches.firstOffset())) + 1;
    return failure(ErrorCode::Unsupported,
                   "Changed in place at line " + std::to_string(line) + ", this file would " +
                       outcome +
                       ". An anchor, an alias, a merge key or a key that stands twice can be the "
                       "reason. Change it in the text instead.",
                   {before.file(), line, 1});
}

/// True if each rule that was disabled can be restored to its very bytes: its comment must hold all
/// of its lines, and none of what stands below.
bool areAllRestorable(const editing::Source &before, const Edit &edit, const editing::Source &after)
{
    const auto *const toggle = std::get_if<EnableRules>(&edit);
    if (toggle == nullptr || toggle->enable)
        return true;
    return std::all_of(toggle->rows.begin(), toggle->rows.end(), [&](std::size_t index) {
        const editing::RuleRow &row = before.rules.rows[index];
        if (row.node == YamlDocument::kNone)
            return true;
        const std::vector<std::string> &kept = after.rules.rows[index].disabledLines;
        bool isSame = kept.size() == row.endLine - row.ruleLine;
        for (std::size_t i = 0; isSame && i < kept.size(); ++i)
            isSame = kept[i] == before.lines.content(row.ruleLine + i);
        return isSame;
    });
}

/// Puts several edits that do not touch each other into one set of replacements.
Result<void> planAll(const PlanContext &context, std::span<const Edit> edits)
{
    if (std::holds_alternative<PutUser>(edits.front())) {
        std::vector<const PutUser *> users;
        for (const Edit &edit : edits)
            users.push_back(&std::get<PutUser>(edit));
        return editing::plan(context, users);
    }
    for (const Edit &edit : edits) {
        auto done = std::visit(
            [&](const auto &kind) -> Result<void> {
                using Kind = std::decay_t<decltype(kind)>;
                if constexpr (std::is_same_v<Kind, PutUser> || std::is_same_v<Kind, ReplaceText>)
                    return failure(ErrorCode::Internal, "This edit cannot be joined with others.");
                else
                    return editing::plan(context, kind);
            },
            edit);
        if (!done)
            return done;
    }
    return {};
}

Result<ConfigurationText> applyGroup(const ConfigurationText &before, std::span<const Edit> edits)
{
    if (before.source() == nullptr) {
        return failure(ErrorCode::InvalidInput,
                       "The text has errors. Correct them first, or undo.");
    }
    if (!before.source()->spans.isReliable()) {
        return failure(ErrorCode::Unsupported, "This file is written in a way that cannot be "
                                               "edited in place. Change the text instead.");
    }
    TextPatches patches;
    if (auto done = planAll({before, *before.source(), patches}, edits); !done)
        return tl::unexpected(done.error());
    auto text = patches.apply(before.text());
    if (!text) {
        return failure(ErrorCode::Unsupported, "The places to change lie within each other in "
                                               "this file. Change the text instead.");
    }
    if (*text == before.text() && patches.isEmpty())
        return before;
    auto after = ConfigurationText::read(std::move(*text), before.file());
    EditModel expected = EditModel::of(before);
    for (const Edit &edit : edits)
        expected.apply(edit);
    if (after.hasErrors()) {
        // The values of the edit cannot break the syntax; only how the file is written can.
        if (after.problems().front().code == "bad-yaml")
            return notAsMeant(before, patches, "not be YAML any more");
        return withoutErrors(std::move(after));
    }
    const std::string difference = expected.differenceTo(EditModel::of(after));
    if (!difference.empty())
        return notAsMeant(before, patches, "change " + difference + " in another way than meant");
    if (!areAllRestorable(*before.source(), edits.front(), *after.source())) {
        return failure(ErrorCode::Unsupported,
                       "A rule to be disabled has a line further left than its dash, so that it "
                       "could not be enabled again. Indent that line in the text first.");
    }
    return after;
}

/// An edit as steps that each do one thing.
std::vector<Edit> stepsOf(const ConfigurationText &before, const Edit &edit)
{
    const auto *const replace = std::get_if<ReplaceRule>(&edit);
    if (replace == nullptr || replace->row >= before.rules().size() ||
        before.rules()[replace->row].isEnabled == replace->entry.isEnabled)
        return {edit};
    // While it is disabled it need not compile.
    const bool enable = replace->entry.isEnabled;
    ReplaceRule content = *replace;
    content.entry.isEnabled = false;
    const EnableRules toggle{{replace->row}, enable};
    if (enable)
        return {content, toggle};
    return {toggle, content};
}

/// How many edits from the first on can be made at once, for reading a large text takes its time.
std::size_t groupLength(const ConfigurationText &before, std::span<const Edit> edits)
{
    std::set<std::string_view> names;
    std::set<std::size_t> rows;
    for (std::size_t i = 0; i < edits.size(); ++i) {
        const auto *const user = std::get_if<PutUser>(&edits[i]);
        const auto *const rule = std::get_if<ReplaceRule>(&edits[i]);
        const bool isJoined =
            (user != nullptr && rows.empty() && names.insert(user->name).second) ||
            (rule != nullptr && names.empty() && rule->row < before.rules().size() &&
             before.rules()[rule->row].isEnabled == rule->entry.isEnabled &&
             rows.insert(rule->row).second);
        if (!isJoined)
            return std::max<std::size_t>(i, 1);
    }
    return edits.size();
}

} // namespace

Result<ConfigurationText> applyEdit(const ConfigurationText &before, const Edit &edit)
{
    return applyEdits(before, {edit});
}

Result<ConfigurationText> applyEdits(const ConfigurationText &before,
                                     const std::vector<Edit> &edits)
{
    ConfigurationText text = before;
    std::span<const Edit> rest = edits;
    while (!rest.empty()) {
        if (const auto *const whole = std::get_if<ReplaceText>(&rest.front())) {
            auto read = withoutErrors(ConfigurationText::read(whole->text, before.file()));
            if (!read)
                return read;
            text = std::move(*read);
            rest = rest.subspan(1);
            continue;
        }
        const std::size_t length = groupLength(text, rest);
        const std::vector<Edit> steps = stepsOf(text, rest.front());
        const bool isWhole = length > 1 || steps.size() == 1;
        const std::span<const Edit> group = isWhole ? rest.first(length) : std::span(steps);
        for (std::size_t i = 0; i < group.size(); i += isWhole ? group.size() : 1) {
            auto next = applyGroup(text, isWhole ? group : group.subspan(i, 1));
            if (!next)
                return next;
            text = std::move(*next);
        }
        rest = rest.subspan(length);
    }
    return text;
}

} // namespace wharfgate::config
