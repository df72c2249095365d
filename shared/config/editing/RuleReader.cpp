// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/editing/RuleReader.h"

#include "shared/config/SettingReaders.h"

#include <algorithm>

namespace wharfgate::config::editing {

namespace {

using acl::Rule;

/// The texts of disabled rules, one below the other as a list.
std::string listOf(const std::vector<const RuleRow *> &rows)
{
    std::string text;
    for (const RuleRow *row : rows) {
        for (const std::string &line : row->disabledLines)
            text += line + '\n';
    }
    return text;
}

/// True if each row is one item, and none needs what another row holds.
bool standAlone(const YamlDocument &document, std::string_view text,
                const std::vector<const RuleRow *> &rows)
{
    if (document.root() == YamlDocument::kNone ||
        document.kind(document.root()) != YamlDocument::Kind::Sequence ||
        document.secondDocument() != std::string::npos)
        return false;
    const LineMap lines(text);
    std::size_t line = 0;
    YamlDocument::NodeId item = document.firstChild(document.root());
    for (const RuleRow *row : rows) {
        if (item == YamlDocument::kNone || lines.lineAt(document.offset(item)) < line ||
            lines.lineAt(document.offset(item)) >= line + row->disabledLines.size())
            return false;
        line += row->disabledLines.size();
        item = document.nextSibling(item);
    }
    for (YamlDocument::NodeId node = 0; node < document.nodeCount(); ++node) {
        if (document.isAlias(node) && rows.size() > 1)
            return false;
    }
    return item == YamlDocument::kNone;
}

/// Positions in the list become those of the comments; line numbers count from 1.
void moveTo(SourcePosition &position, const std::vector<int> &fileLines)
{
    const auto line = static_cast<std::size_t>(position.line);
    if (line == 0 || line > fileLines.size())
        return;
    position.line = fileLines[line - 1];
    position.column += 2; // behind "# "
}

std::vector<int> linesInFile(const std::vector<const RuleRow *> &rows)
{
    std::vector<int> out;
    for (const RuleRow *row : rows) {
        for (std::size_t i = 0; i < row->disabledLines.size(); ++i)
            out.push_back(static_cast<int>(row->ruleLine + i) + 2);
    }
    return out;
}

/// Nothing if the text is no list of as many good rules.
std::optional<std::vector<Rule>> readRows(const std::vector<const RuleRow *> &rows,
                                          const std::string &file)
{
    const std::string text = listOf(rows);
    const auto document = YamlDocument::parse(text);
    if (!document || !standAlone(*document, text, rows))
        return std::nullopt;
    const TextPositions positions(text);
    ProblemList problems;
    ReadContext context{*document, positions, file, problems};
    Configuration configuration;
    readAcl(Value(context, document->root(), 0, "acl"), configuration);
    if (problems.hasErrors() || !configuration.acl || configuration.acl->size() != rows.size())
        return std::nullopt;
    const std::vector<int> fileLines = linesInFile(rows);
    for (Rule &rule : *configuration.acl) {
        moveTo(rule.positions.rule, fileLines);
        for (auto &[name, position] : rule.positions.fields)
            moveTo(position, fileLines);
    }
    return std::move(*configuration.acl);
}

/// By row; nothing where there is no disabled rule. All at once if they are good, for parsing each
/// by itself takes its time.
std::vector<std::optional<Rule>> readDisabled(const std::vector<RuleRow> &rows,
                                              const std::string &file)
{
    std::vector<std::optional<Rule>> out(rows.size());
    std::vector<const RuleRow *> disabled;
    for (const RuleRow &row : rows) {
        if (row.node == YamlDocument::kNone)
            disabled.push_back(&row);
    }
    if (disabled.empty())
        return out;
    auto all = readRows(disabled, file);
    for (std::size_t i = 0; i < disabled.size(); ++i) {
        const auto index = static_cast<std::size_t>(disabled[i] - rows.data());
        if (all)
            out[index] = std::move((*all)[i]);
        else if (auto single = readRows({disabled[i]}, file))
            out[index] = std::move(single->front());
    }
    return out;
}

std::string noteOf(const LineMap &lines, const RuleRow &row)
{
    std::string note;
    for (std::size_t line = row.firstLine; line < row.ruleLine; ++line) {
        std::string_view text = lines.content(line);
        text.remove_prefix(text.find('#') + 1);
        if (text.starts_with(' '))
            text.remove_prefix(1);
        note += (line == row.firstLine ? "" : "\n") + std::string(text);
    }
    return note;
}

} // namespace

std::vector<RuleEntry> readRuleEntries(Source &source, const std::vector<Rule> &enabled,
                                       const std::string &file)
{
    std::vector<RuleEntry> entries;
    std::vector<RuleRow> &rows = source.rules.rows;
    auto disabled = readDisabled(rows, file);
    std::vector<RuleRow> kept;
    std::size_t index = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool isEnabled = rows[i].node != YamlDocument::kNone;
        if (isEnabled ? index >= enabled.size() : !disabled[i])
            continue;
        RuleEntry entry;
        entry.isEnabled = isEnabled;
        entry.rule = isEnabled ? enabled[index++] : std::move(*disabled[i]);
        entry.note = noteOf(source.lines, rows[i]);
        entries.push_back(std::move(entry));
        kept.push_back(std::move(rows[i]));
    }
    rows = std::move(kept);
    if (index == enabled.size())
        return entries;
    // The rules come from elsewhere, such as a merge key: show them, without what is not theirs.
    source.rules = {};
    source.rules.form = RuleRows::Form::Other;
    entries.clear();
    for (const Rule &rule : enabled)
        entries.push_back({rule, true, {}});
    source.rules.rows.resize(entries.size());
    return entries;
}

} // namespace wharfgate::config::editing
