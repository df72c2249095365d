// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/editing/DisabledRules.h"
#include "shared/config/editing/Plans.h"
#include "shared/config/editing/RuleWriter.h"
#include "shared/config/editing/Sections.h"

#include <algorithm>
#include <numeric>

namespace wharfgate::config::editing {

namespace {

using NodeId = YamlDocument::NodeId;
using RowsForm = RuleRows::Form;
constexpr NodeId kNone = YamlDocument::kNone;

tl::unexpected<Error> noSuchRow()
{
    return failure(ErrorCode::InvalidInput, "There is no such rule in the list any more.");
}

/// `acl:` cannot be edited as it is written.
tl::unexpected<Error> unusableList(const PlanContext &context)
{
    const auto section = context.source.find(context.source.document.root(), "acl");
    if (!section) {
        return failure(ErrorCode::Unsupported, "The access rules come from a merge key or an "
                                               "alias. Change them in the text instead.");
    }
    return notInPlace(context.source, section->key,
                      "holds the access rules in a form that cannot be edited here.");
}

tl::unexpected<Error> noCommentsInBrackets(const PlanContext &context)
{
    return notInPlace(context.source, context.source.rules.list,
                      "begins a list in [brackets], which has no room for disabled rules.");
}

bool areRows(const std::vector<std::size_t> &rows, std::size_t count)
{
    const auto isAscending = [&](std::size_t i) { return i == 0 || rows[i - 1] < rows[i]; };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i] >= count || !isAscending(i))
            return false;
    }
    return true;
}

/// How the rules next to the row are written.
RuleStyle styleAt(const PlanContext &context, std::size_t row)
{
    const std::vector<RuleRow> &rows = context.source.rules.rows;
    for (std::size_t distance = 0; distance < rows.size(); ++distance) {
        for (const std::size_t near : {row - 1 - distance, row + distance}) {
            if (near < rows.size() && rows[near].node != kNone &&
                !context.source.document.isAlias(rows[near].node))
                return RuleStyle::of(context.source, rows[near].node);
        }
    }
    return {};
}

void append(std::vector<std::string> &lines, std::vector<std::string> more)
{
    std::move(more.begin(), more.end(), std::back_inserter(lines));
}

std::string breaksAt(const PlanContext &context, std::size_t line)
{
    return std::string(context.source.lines.lineBreak(line));
}

/// No rule was in the list before.
Result<void> insertFirst(const PlanContext &context, const InsertRules &edit)
{
    const Source &source = context.source;
    const std::string indentation = usualIndentation(source);
    const auto isEnabled = [](const RuleEntry &entry) { return entry.isEnabled; };
    const bool isAnyEnabled = std::any_of(edit.entries.begin(), edit.entries.end(), isEnabled);
    const bool isInBrackets = source.spans.isFlow(source.document.root());
    if (isInBrackets && !std::all_of(edit.entries.begin(), edit.entries.end(), isEnabled))
        return notInPlace(source, source.document.root(),
                          "begins a file in {braces}, which has no room for disabled rules.");
    RuleStyle style;
    style.writing = WritingStyle::in(source, {});
    std::vector<std::string> lines;
    std::string inBrackets;
    for (const RuleEntry &entry : edit.entries) {
        append(lines, rowLines(entry, style, indentation));
        inBrackets += (inBrackets.empty() ? "" : ", ") + ruleInBraces(entry.rule, style);
    }
    if (source.rules.form == RowsForm::Absent) {
        lines.insert(lines.begin(), isAnyEnabled ? "acl:" : "acl: []");
        return addSection(source, lines,
                          TreeWriter(style.writing).key("acl") + ": [" + inBrackets + ']',
                          context.patches);
    }
    if (!isEmptyOnOneLine(source, source.rules.list))
        return unusableList(context);
    if (isInBrackets) {
        context.patches.replace(source.spans.contentBegin(source.rules.list),
                                source.spans.end(source.rules.list), '[' + inBrackets + ']');
        return {};
    }
    if (isAnyEnabled) {
        fillEmpty(source, source.rules.list, lines, context.patches);
        return {};
    }
    const std::size_t line = source.lines.lineAt(source.spans.entryBegin(source.rules.list));
    std::string text;
    for (const std::string &added : lines)
        text += breaksAt(context, line) + added;
    context.patches.insert(source.lines.contentEnd(line), std::move(text));
    return {};
}

Result<void> insertInBrackets(const PlanContext &context, const InsertRules &edit)
{
    const bool areEnabled = std::all_of(edit.entries.begin(), edit.entries.end(),
                                        [](const RuleEntry &entry) { return entry.isEnabled; });
    if (!areEnabled)
        return noCommentsInBrackets(context);
    CollectionEditor editor(context.source, context.source.rules.list);
    const RuleStyle style = styleAt(context, edit.row);
    for (const RuleEntry &entry : edit.entries)
        editor.insert(edit.row, {{}, ruleInBraces(entry.rule, style)});
    return editor.write(context.patches);
}

/// How many blank lines part the rules around a row: the fewest, for groups are parted by more.
std::size_t usualBlanks(const PlanContext &context, std::size_t row)
{
    const std::vector<RuleRow> &rows = context.source.rules.rows;
    std::optional<std::size_t> fewest;
    for (std::size_t near = std::max<std::size_t>(row, 2) - 1;
         near < std::min(row + 2, rows.size()); ++near) {
        const std::size_t blanks = blankLinesAbove(context.source.lines, rows[near].firstLine);
        fewest = std::min(fewest.value_or(blanks), blanks);
    }
    return fewest.value_or(0);
}

/// Among the lines of other rules, separated as they are.
void insertLines(const PlanContext &context, const InsertRules &edit)
{
    const RuleRows &rules = context.source.rules;
    const LineMap &lines = context.source.lines;
    const RuleStyle style = styleAt(context, edit.row);
    const bool isLast = edit.row == rules.rows.size();
    const std::size_t blanks = usualBlanks(context, edit.row);
    const std::size_t at = isLast ? rules.rows.back().endLine - 1 : rules.rows[edit.row].firstLine;
    const std::string lineBreak = breaksAt(context, at);
    std::string separator;
    for (std::size_t i = 0; i < blanks; ++i)
        separator += lineBreak;
    std::string text;
    for (const RuleEntry &entry : edit.entries) {
        text += isLast ? separator : std::string();
        for (const std::string &line : rowLines(entry, style, rules.indentation))
            text += isLast ? lineBreak + line : line + lineBreak;
        text += isLast ? std::string() : separator;
    }
    context.patches.insert(isLast ? lines.contentEnd(at) : lines.begin(at), std::move(text));
}

/// Writes that the list is empty, for without it the key would mean nothing.
void writeEmptyList(const PlanContext &context)
{
    const Source &source = context.source;
    const NodeId list = source.rules.list;
    std::size_t at = source.spans.entryBegin(list) + 1;
    if (source.spans.begin(list) < source.spans.contentBegin(list)) {
        // Behind the anchor.
        const std::size_t line = source.lines.lineAt(source.spans.begin(list));
        at = std::min(source.text().find_first_of(" \t\r\n", source.spans.begin(list)),
                      source.lines.contentEnd(line));
    }
    context.patches.insert(at, " []");
}

bool isEnabledRow(const RuleRow &row)
{
    return row.node != kNone;
}

Result<void> removeInBrackets(const PlanContext &context, const RemoveRules &edit)
{
    CollectionEditor editor(context.source, context.source.rules.list);
    for (const std::size_t row : edit.rows)
        editor.remove(row);
    return editor.write(context.patches);
}

/// The rows that an edit leaves where they are.
struct KeptRows
{
    KeptRows(const std::vector<std::size_t> &taken, std::size_t count)
        : stays(count, true)
    {
        for (const std::size_t row : taken)
            stays[row] = false;
        first = nextFrom(0);
        while (count > 0 && !stays[count - 1])
            --count;
        end = count;
    }
    std::size_t nextFrom(std::size_t row) const
    {
        while (row < stays.size() && !stays[row])
            ++row;
        return row;
    }

    std::vector<bool> stays;
    std::size_t first = 0; // the number of rows: none stays
    std::size_t end = 0;   // behind the last one that stays
};

/// For each place the row that comes there.
std::vector<std::size_t> movedOrder(const MoveRules &edit, std::size_t count)
{
    std::vector<std::size_t> order;
    for (std::size_t place = 0; place <= count; ++place) {
        if (place == edit.before)
            order.insert(order.end(), edit.rows.begin(), edit.rows.end());
        if (place < count && !std::binary_search(edit.rows.begin(), edit.rows.end(), place))
            order.push_back(place);
    }
    return order;
}

/// Commas and comments between stay where they are; only the rules change places.
void moveInBrackets(const PlanContext &context, const std::vector<std::size_t> &order)
{
    const Source &source = context.source;
    const std::vector<RuleRow> &rows = source.rules.rows;
    for (std::size_t place = 0; place < order.size(); ++place) {
        if (order[place] != place)
            context.patches.replace(source.spans.begin(rows[place].node),
                                    source.spans.end(rows[place].node),
                                    std::string(source.written(rows[order[place]].node)));
    }
}

/// Cuts the rows out and puts them above the next row that stays; what parts the others, blank
/// lines and comments, stays between them.
void moveLines(const PlanContext &context, const MoveRules &edit)
{
    const std::vector<RuleRow> &rows = context.source.rules.rows;
    const LineMap &lines = context.source.lines;
    const KeptRows kept(edit.rows, rows.size());
    const std::size_t next = kept.nextFrom(edit.before);
    const bool isLast = next == rows.size();
    const std::size_t line = isLast ? rows[kept.end - 1].endLine - 1 : rows[next].firstLine;
    const std::string lineBreak = breaksAt(context, line);
    std::string separator;
    for (std::size_t blanks = usualBlanks(context, isLast ? kept.end : next); blanks > 0; --blanks)
        separator += lineBreak;
    std::string text;
    LineRemoval removal(lines);
    for (const std::size_t row : edit.rows) {
        const std::size_t begin = lines.begin(rows[row].firstLine);
        const std::string_view moved =
            lines.text().substr(begin, lines.contentEnd(rows[row].endLine - 1) - begin);
        text += isLast ? separator + lineBreak + std::string(moved)
                       : std::string(moved) + lineBreak + separator;
        removal.removeItem(rows[row].firstLine, rows[row].endLine, row < kept.first,
                           row >= kept.end);
    }
    context.patches.insert(isLast ? lines.contentEnd(line) : lines.begin(line), std::move(text));
    removal.write(context.patches);
}

/// The lines of a row that are its rule, marker included, changed one by one.
template <typename Change>
std::string changedLines(const LineMap &lines, std::size_t first, std::size_t end, Change change)
{
    std::string text;
    for (std::size_t line = first; line < end; ++line) {
        text += change(lines.content(line));
        if (line + 1 < end)
            text += lines.text().substr(lines.contentEnd(line),
                                        lines.end(line) - lines.contentEnd(line));
    }
    return text;
}

/// The first alias that a value holds.
NodeId aliasIn(const YamlDocument &document, NodeId node)
{
    if (document.isAlias(node))
        return node;
    NodeId found = kNone;
    for (NodeId child = document.firstChild(node); child != kNone && found == kNone;
         child = document.nextSibling(child))
        found = aliasIn(document, child);
    return found;
}

void disableRow(const PlanContext &context, const RuleRow &row)
{
    const LineMap &lines = context.source.lines;
    const std::string &indentation = context.source.rules.indentation;
    std::string text = indentation + std::string(kDisabledMarker) + breaksAt(context, row.ruleLine);
    text += changedLines(lines, row.ruleLine, row.endLine,
                         [&](std::string_view line) { return disabledLine(line, indentation); });
    context.patches.replace(lines.begin(row.ruleLine), lines.contentEnd(row.endLine - 1),
                            std::move(text));
}

void enableRow(const PlanContext &context, const RuleRow &row)
{
    const LineMap &lines = context.source.lines;
    const std::string &indentation = context.source.rules.indentation;
    std::string text =
        changedLines(lines, row.ruleLine + 1, row.endLine, [&](std::string_view line) {
            return enabledLine(line, indentation).value_or(std::string(line));
        });
    context.patches.replace(lines.begin(row.ruleLine), lines.contentEnd(row.endLine - 1),
                            std::move(text));
}

} // namespace

Result<void> plan(const PlanContext &context, const InsertRules &edit)
{
    const RuleRows &rules = context.source.rules;
    if (edit.row > context.before.rules().size())
        return noSuchRow();
    if (edit.entries.empty())
        return {};
    switch (rules.form) {
    case RowsForm::Absent:
        break;
    case RowsForm::Other:
        return unusableList(context);
    case RowsForm::Brackets:
        return insertInBrackets(context, edit);
    case RowsForm::Empty:
        if (rules.rows.empty())
            break;
        if (std::any_of(edit.entries.begin(), edit.entries.end(),
                        [](const RuleEntry &entry) { return entry.isEnabled; }))
            clearEmpty(context.source, rules.list, context.patches);
        [[fallthrough]];
    case RowsForm::Lines:
        insertLines(context, edit);
        return {};
    }
    return insertFirst(context, edit);
}

Result<void> plan(const PlanContext &context, const RemoveRules &edit)
{
    const RuleRows &rules = context.source.rules;
    if (!areRows(edit.rows, context.before.rules().size()))
        return noSuchRow();
    if (edit.rows.empty())
        return {};
    if (rules.form == RowsForm::Brackets)
        return removeInBrackets(context, edit);
    if (rules.form == RowsForm::Other)
        return unusableList(context);
    const KeptRows kept(edit.rows, rules.rows.size());
    LineRemoval removal(context.source.lines);
    bool hadEnabled = false;
    for (const std::size_t row : edit.rows) {
        hadEnabled = hadEnabled || isEnabledRow(rules.rows[row]);
        // Of a list that gets empty, what is below its last rule stays.
        const bool isLast = kept.end == 0 ? row + 1 == rules.rows.size() : row >= kept.end;
        removal.removeItem(rules.rows[row].firstLine, rules.rows[row].endLine, row < kept.first,
                           isLast);
    }
    removal.write(context.patches);
    bool hasEnabled = false;
    for (std::size_t row = 0; row < rules.rows.size(); ++row)
        hasEnabled = hasEnabled || (kept.stays[row] && isEnabledRow(rules.rows[row]));
    if (hadEnabled && !hasEnabled)
        writeEmptyList(context);
    return {};
}

Result<void> plan(const PlanContext &context, const MoveRules &edit)
{
    const RuleRows &rules = context.source.rules;
    const std::size_t count = context.before.rules().size();
    if (!areRows(edit.rows, count) || edit.before > count)
        return noSuchRow();
    if (rules.form == RowsForm::Other)
        return unusableList(context);
    const std::vector<std::size_t> order = movedOrder(edit, count);
    if (std::is_sorted(order.begin(), order.end()))
        return {};
    if (rules.form == RowsForm::Brackets)
        moveInBrackets(context, order);
    else
        moveLines(context, edit);
    return {};
}

Result<void> plan(const PlanContext &context, const EnableRules &edit)
{
    const RuleRows &rules = context.source.rules;
    if (!areRows(edit.rows, context.before.rules().size()))
        return noSuchRow();
    if (rules.form == RowsForm::Other)
        return unusableList(context);
    std::vector<bool> isEnabled(rules.rows.size());
    std::transform(rules.rows.begin(), rules.rows.end(), isEnabled.begin(), isEnabledRow);
    bool isTouched = false;
    for (const std::size_t row : edit.rows) {
        if (isEnabled[row] == edit.enable)
            continue;
        if (rules.form == RowsForm::Brackets)
            return noCommentsInBrackets(context);
        isEnabled[row] = edit.enable;
        isTouched = true;
        if (edit.enable) {
            enableRow(context, rules.rows[row]);
            continue;
        }
        // A comment could not be read back without what the alias stands for.
        const NodeId alias = aliasIn(context.source.document, rules.rows[row].node);
        if (alias != kNone)
            return notInPlace(context.source, alias,
                              "holds an alias, and a rule with one cannot be disabled here.");
        disableRow(context, rules.rows[row]);
    }
    const bool isAnyEnabled =
        std::find(isEnabled.begin(), isEnabled.end(), true) != isEnabled.end();
    if (isTouched && edit.enable && rules.form == RowsForm::Empty)
        clearEmpty(context.source, rules.list, context.patches);
    if (isTouched && !isAnyEnabled)
        writeEmptyList(context);
    return {};
}

} // namespace wharfgate::config::editing
