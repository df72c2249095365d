// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/editing/Plans.h"
#include "shared/config/editing/Sections.h"
#include "shared/config/editing/TreeWriter.h"

#include <algorithm>

namespace wharfgate::config::editing {

namespace {

using NodeId = YamlDocument::NodeId;
constexpr NodeId kNone = YamlDocument::kNone;

Tree treeOf(const TestCase &test)
{
    const auto orNothing = [](const std::string &text) {
        return text.empty() ? std::nullopt : std::optional(Tree::ofText(text));
    };
    Tree tree = Tree::ofMapping({{"case", orNothing(test.title)},
                                 {"account", orNothing(test.account)},
                                 {"type", std::nullopt},
                                 {"name", Tree::ofText(test.name)},
                                 {"service", orNothing(test.service)},
                                 {"ip", std::nullopt},
                                 {"labels", std::nullopt},
                                 {"actions", Tree::ofTexts(test.actions)},
                                 {"expect", Tree::ofTexts(test.expected)},
                                 {"rule", std::nullopt}});
    const auto put = [&](std::string_view key, Tree value) {
        std::find_if(tree.entries.begin(), tree.entries.end(), [&](const Tree::Entry &entry) {
            return entry.key == key;
        })->value = std::move(value);
    };
    if (test.type != "repository")
        put("type", Tree::ofText(test.type));
    if (test.ip)
        put("ip", Tree::ofText(test.ip->toString()));
    if (test.rule)
        put("rule", {Tree::Kind::Setting, std::to_string(*test.rule), {}, {}});
    if (test.labels) {
        Tree labels = Tree::ofMapping({});
        for (const auto &[name, values] : *test.labels)
            labels.entries.push_back({name, Tree::ofTexts(values)});
        put("labels", std::move(labels));
    }
    return tree;
}

CollectionEditor::Piece pieceOf(const Source &source, const TestCase &test)
{
    WritingStyle style;
    style.quoting = Quoting::Plain;
    const TreeWriter writer(WritingStyle::in(source, std::move(style)));
    const Tree tree = treeOf(test);
    CollectionEditor::Piece piece;
    piece.inBrackets = writer.inBrackets(tree);
    for (const Tree::Entry &part : tree.entries) {
        if (part.value)
            piece.lines.push_back((piece.lines.empty() ? "- " : "  ") + writer.entry(part));
    }
    return piece;
}

/// Cases that stay as they are keep their bytes and comments.
Result<void> changeList(const PlanContext &context, NodeId list, const std::vector<TestCase> &want)
{
    const std::vector<TestCase> &have = context.configuration().tests;
    CollectionEditor editor(context.source, list);
    if (editor.count() != have.size())
        return notInPlace(context.source, list, "begins a list that cannot be edited here.");
    std::size_t next = 0;
    for (std::size_t i = 0; i < have.size(); ++i) {
        const auto rest = want.begin() + static_cast<std::ptrdiff_t>(next);
        const auto same = std::find(rest, want.end(), have[i]);
        if (same == want.end()) {
            editor.remove(i);
            continue;
        }
        for (; want.begin() + static_cast<std::ptrdiff_t>(next) != same; ++next)
            editor.insert(i, pieceOf(context.source, want[next]));
        ++next;
    }
    for (; next < want.size(); ++next)
        editor.insert(have.size(), pieceOf(context.source, want[next]));
    return editor.write(context.patches);
}

} // namespace

Result<void> plan(const PlanContext &context, const SetTestCases &edit)
{
    const Source &source = context.source;
    const auto section = source.find(source.document.root(), "tests");
    if (section && source.document.isAlias(section->value))
        return notInPlace(source, section->value, "takes the test cases from an alias.");
    if (edit.cases == context.configuration().tests)
        return {};
    if (edit.cases.empty() && section)
        return removeSection(source, section->key, context.patches);
    const bool isEmpty = !section || source.document.firstChild(section->value) == kNone;
    if (!isEmpty)
        return changeList(context, section->value, edit.cases);
    const std::string indentation = usualIndentation(source);
    std::vector<std::string> lines;
    std::string inBrackets;
    for (const TestCase &test : edit.cases) {
        const CollectionEditor::Piece piece = pieceOf(source, test);
        for (const std::string &line : piece.lines)
            lines.push_back(indentation + line);
        inBrackets += (inBrackets.empty() ? "" : ", ") + piece.inBrackets;
    }
    if (!section) {
        lines.insert(lines.begin(), "tests:");
        return addSection(source, lines,
                          TreeWriter(WritingStyle::in(source, {})).key("tests") + ": [" +
                              inBrackets + ']',
                          context.patches);
    }
    if (source.spans.isFlow(source.document.root()) || !isEmptyOnOneLine(source, section->value)) {
        CollectionEditor editor(source, section->value);
        if (!source.spans.isFlow(section->value))
            return notInPlace(source, section->key, "begins a list that cannot be edited here.");
        for (const TestCase &test : edit.cases)
            editor.insert(0, pieceOf(source, test));
        return editor.write(context.patches);
    }
    fillEmpty(source, section->value, lines, context.patches);
    return {};
}

} // namespace wharfgate::config::editing
