// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/editing/RuleEntry.h"

#include "shared/config/ConfigurationReader.h"
#include "shared/config/SettingReaders.h"
#include "shared/config/editing/RuleReader.h"
#include "shared/config/editing/RuleWriter.h"

#include <algorithm>

namespace wharfgate::config {

namespace {

tl::unexpected<Error> refusal(std::string detail, TextPositions::Place place)
{
    return failure(ErrorCode::InvalidInput, std::move(detail), {{}, place.line, place.column});
}

/// The list itself, or what the key acl of a mapping holds.
Value listIn(ReadContext &context, const editing::Source &source)
{
    const YamlDocument::NodeId list = source.rules.list;
    return Value(context, list, context.document.offset(list), "acl");
}

} // namespace

std::optional<std::size_t> ruleIndexOfRow(const std::vector<RuleEntry> &entries, std::size_t row)
{
    if (row >= entries.size() || !entries[row].isEnabled)
        return std::nullopt;
    const auto end = entries.begin() + static_cast<std::ptrdiff_t>(row);
    return static_cast<std::size_t>(std::count_if(
        entries.begin(), end, [](const RuleEntry &entry) { return entry.isEnabled; }));
}

std::optional<std::size_t> rowOfRuleIndex(const std::vector<RuleEntry> &entries, std::size_t index)
{
    for (std::size_t row = 0; row < entries.size(); ++row) {
        if (entries[row].isEnabled && index-- == 0)
            return row;
    }
    return std::nullopt;
}

std::size_t ruleNumber(const std::vector<RuleEntry> &entries, std::size_t row)
{
    const auto end = entries.begin() + static_cast<std::ptrdiff_t>(std::min(row, entries.size()));
    return 1 + static_cast<std::size_t>(std::count_if(
                   entries.begin(), end, [](const RuleEntry &entry) { return entry.isEnabled; }));
}

std::vector<std::size_t> ruleNumbers(const std::vector<RuleEntry> &entries)
{
    std::vector<std::size_t> numbers;
    numbers.reserve(entries.size());
    std::size_t next = 1;
    for (const RuleEntry &entry : entries) {
        numbers.push_back(next);
        next += entry.isEnabled ? 1 : 0;
    }
    return numbers;
}

std::string rulesToYaml(const std::vector<RuleEntry> &entries)
{
    std::string out;
    for (const RuleEntry &entry : entries) {
        for (const std::string &line : editing::rowLines(entry, {}, {}))
            out += line + '\n';
    }
    return out;
}

Result<std::vector<RuleEntry>> rulesFromYaml(std::string_view yaml)
{
    const std::string text(yaml);
    const TextPositions positions(text.size() > kMaxFileBytes ? std::string_view() : text);
    auto document = YamlDocument::parse(text);
    if (!document) {
        const YamlFault &fault = document.error();
        return refusal(fault.message + ' ' + fault.remedy, positions.place(fault.offset));
    }
    editing::Source source(text, std::move(*document));
    const YamlDocument::NodeId root = source.document.root();
    std::vector<acl::Rule> rules;
    if (root != YamlDocument::kNone) {
        if (source.rules.list == YamlDocument::kNone) {
            return refusal("This is no list of rules: begin each with \"- match:\".",
                           positions.place(source.document.offset(root)));
        }
        const std::string file;
        ProblemList problems;
        ReadContext context{source.document, positions, file, problems};
        Configuration configuration;
        const Value list = listIn(context, source);
        readAcl(list, configuration);
        for (const Problem &problem : problems.take(file)) {
            if (problem.severity != Problem::Severity::Error)
                continue;
            const std::string remedy = problem.remedy.empty() ? "" : ' ' + problem.remedy;
            return failure(ErrorCode::InvalidInput, problem.message + remedy, problem.position);
        }
        if (configuration.acl)
            rules = std::move(*configuration.acl);
    }
    auto entries = editing::readRuleEntries(source, rules, {});
    if (entries.empty() && root == YamlDocument::kNone)
        return refusal("There are no rules in this text.", {});
    return entries;
}

} // namespace wharfgate::config
