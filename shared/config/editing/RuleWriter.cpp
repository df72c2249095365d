// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/editing/RuleWriter.h"

#include "shared/config/editing/DisabledRules.h"

#include <algorithm>

namespace wharfgate::config::editing {

namespace {

using NodeId = YamlDocument::NodeId;

/// The quoting that most of the texts below a node have; nothing if there are none.
void countQuoting(const Source &source, NodeId node, std::size_t (&counts)[3])
{
    if (source.document.isAlias(node))
        return;
    const YamlDocument::Kind kind = source.document.kind(node);
    if (kind == YamlDocument::Kind::Scalar) {
        const Form form = source.spans.form(node);
        if (form != Form::BlockText)
            ++counts[static_cast<std::size_t>(quotingOf(form))];
        return;
    }
    bool isKey = kind == YamlDocument::Kind::Mapping;
    for (NodeId child = source.document.firstChild(node); child != YamlDocument::kNone;
         child = source.document.nextSibling(child)) {
        if (!isKey)
            countQuoting(source, child, counts);
        if (kind == YamlDocument::Kind::Mapping)
            isKey = !isKey;
    }
}

std::size_t column(const Source &source, std::size_t offset)
{
    return offset - source.lines.begin(source.lines.lineAt(offset));
}

/// What the value of one key says about how such are written.
void learnFrom(const Source &source, std::string_view name, const Source::Entry &entry,
               WritingStyle &style)
{
    const Form form = source.spans.form(entry.value);
    const NodeId first = source.document.firstChild(entry.value);
    const bool isInLines = form == Form::BlockMapping || form == Form::BlockSequence;
    if (source.document.isAlias(entry.value) || (isInLines && first == YamlDocument::kNone))
        return;
    if (isInLines) {
        const std::size_t own = column(source, source.spans.entryBegin(entry.key));
        const std::size_t below = column(source, source.spans.entryBegin(first));
        style.inLines.insert(std::string(name));
        if (below >= own)
            (form == Form::BlockMapping ? style.indent : style.listIndent) = below - own;
    }
    if (form == Form::FlowMapping && first != YamlDocument::kNone)
        style.isSpaced = source.text()[source.spans.contentBegin(entry.value) + 1] == ' ';
    std::size_t counts[3] = {0, 0, 0};
    countQuoting(source, entry.value, counts);
    const bool isUnquoted = counts[0] > 0 && counts[1] + counts[2] == 0;
    if (isUnquoted)
        style.unquoted.insert(std::string(name));
    else if (name == "match" && counts[1] > counts[2])
        style.quoting = Quoting::Single;
    if (name == "match" && isUnquoted)
        style.unquoted.insert({"account", "type", "name", "ip", "service", "labels"});
}

} // namespace

RuleStyle RuleStyle::of(const Source &source, NodeId item)
{
    RuleStyle style;
    if (item == YamlDocument::kNone || source.document.isAlias(item) ||
        source.document.kind(item) != YamlDocument::Kind::Mapping)
        return style;
    style.isInBraces = source.spans.form(item) == Form::FlowMapping;
    const std::size_t dash = source.spans.entryBegin(item);
    const std::size_t content = source.spans.begin(item);
    if (content > dash && source.text().substr(dash, content - dash).find_first_not_of("- ") ==
                              std::string_view::npos)
        style.dash = source.text().substr(dash, content - dash);
    for (const std::string_view name : {"match", "actions", "comment"}) {
        if (const auto entry = source.find(item, name))
            learnFrom(source, name, *entry, style.writing);
    }
    if (style.isInBraces)
        style.writing.isSpaced = source.text()[source.spans.contentBegin(item) + 1] == ' ';
    const NodeId first = source.document.firstChild(item);
    style.writing = WritingStyle::in(source, std::move(style.writing));
    style.isCommentFirst = first != YamlDocument::kNone && source.document.text(first) == "comment";
    return style;
}

Tree treeOf(const acl::Rule &rule)
{
    const acl::MatchConditions &match = rule.match;
    const auto text = [](const std::optional<std::string> &pattern) {
        return pattern ? std::optional(Tree::ofText(*pattern)) : std::nullopt;
    };
    std::vector<Tree::Entry> labels;
    for (const auto &[name, pattern] : match.labels)
        labels.push_back({name, Tree::ofText(pattern)});
    const bool hasLabels = !labels.empty();
    Tree conditions = Tree::ofMapping({{"account", text(match.account)},
                                       {"type", text(match.type)},
                                       {"name", text(match.name)},
                                       {"ip", text(match.ip)},
                                       {"service", text(match.service)},
                                       {"labels", std::nullopt}});
    if (hasLabels)
        conditions.entries.back().value = Tree::ofMapping(std::move(labels));
    Tree tree = Tree::ofMapping({{"match", std::move(conditions)},
                                 {"actions", Tree::ofTexts(rule.actions)},
                                 {"comment", std::nullopt}});
    if (!rule.comment.empty())
        tree.entries.back().value = Tree::ofText(rule.comment);
    return tree;
}

std::string ruleInBraces(const acl::Rule &rule, const RuleStyle &style)
{
    return TreeWriter(style.writing).inBrackets(treeOf(rule));
}

std::vector<std::string> rowLines(const RuleEntry &entry, const RuleStyle &style,
                                  std::string_view indentation)
{
    const TreeWriter writer(style.writing);
    const std::string below = std::string(indentation) + std::string(style.dash.size(), ' ');
    Tree tree = treeOf(entry.rule);
    if (style.isCommentFirst)
        std::rotate(tree.entries.begin(), tree.entries.end() - 1, tree.entries.end());
    std::vector<std::string> rule;
    if (style.isInBraces)
        rule.push_back(below + writer.inBrackets(tree));
    for (const Tree::Entry &part : tree.entries) {
        if (!part.value || style.isInBraces)
            continue;
        for (std::string &line : writer.lines(part, below))
            rule.push_back(std::move(line));
    }
    rule.front().replace(indentation.size(), style.dash.size(), style.dash);

    std::vector<std::string> out;
    for (std::size_t at = 0; !entry.note.empty() && at <= entry.note.size();) {
        const std::size_t end = std::min(entry.note.find('\n', at), entry.note.size());
        const std::string line = entry.note.substr(at, end - at);
        out.push_back(std::string(indentation) + (line.empty() ? "#" : "# ") + line);
        at = end + 1;
    }
    if (!entry.isEnabled)
        out.push_back(std::string(indentation) + std::string(kDisabledMarker));
    for (std::string &line : rule)
        out.push_back(entry.isEnabled ? std::move(line) : disabledLine(line, indentation));
    return out;
}

} // namespace wharfgate::config::editing
