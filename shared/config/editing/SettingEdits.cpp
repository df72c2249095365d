// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/base/Text.h"
#include "shared/config/Settings.h"
#include "shared/config/editing/Plans.h"
#include "shared/config/editing/Sections.h"
#include "shared/config/editing/ValueEditor.h"

namespace wharfgate::config::editing {

namespace {

using NodeId = YamlDocument::NodeId;
constexpr NodeId kNone = YamlDocument::kNone;

/// True if a setting is one value of its section: no list, and no name of the user's.
bool isScalarSetting(const Setting &setting)
{
    return setting.path.find('.') != std::string_view::npos &&
           setting.path.find_first_of("*[") == std::string_view::npos &&
           !setting.type.starts_with("list") && !setting.type.starts_with("mapping") &&
           setting.type != "section";
}

Tree treeOf(const Setting &setting, const std::string &value)
{
    const bool isText = setting.type == "text" || setting.type == "file" ||
                        setting.type == "address" || setting.type == "program" ||
                        setting.type == "folder";
    Tree tree = Tree::ofText(value);
    tree.kind = isText ? Tree::Kind::Text : Tree::Kind::Setting;
    return tree;
}

/// How texts in the sections of the file are written, for sections that are new.
WritingStyle usualStyle(const Source &source)
{
    const auto server = source.find(source.document.root(), "server");
    const auto address = server ? source.find(server->value, "addr") : std::nullopt;
    WritingStyle style;
    if (address)
        style.quoting = quotingOf(source.spans.form(address->value));
    return WritingStyle::in(source, std::move(style));
}

Result<void> addToSection(const PlanContext &context, const std::string &section,
                          const Tree::Entry &entry)
{
    const Source &source = context.source;
    const TreeWriter writer(usualStyle(source));
    const auto existing = source.find(source.document.root(), section);
    const std::string line = usualIndentation(source) + writer.entry(entry);
    if (!existing) {
        return addSection(source, {section + ':', line},
                          writer.key(section) + ": {" + writer.entry(entry) + '}', context.patches);
    }
    if (source.document.isAlias(existing->value))
        return notInPlace(source, existing->value, "takes this section from an alias.");
    if (source.document.firstChild(existing->value) != kNone)
        return ValueEditor(source, context.patches, usualStyle(source))
            .set(existing->value, Tree::ofMapping({entry}));
    if (!isEmptyOnOneLine(source, existing->value))
        return notInPlace(source, existing->key, "begins a section that cannot be edited here.");
    if (source.spans.isFlow(source.document.root())) {
        context.patches.replace(source.spans.contentBegin(existing->value),
                                source.spans.end(existing->value), '{' + writer.entry(entry) + '}');
        return {};
    }
    fillEmpty(source, existing->value, {line}, context.patches);
    return {};
}

Result<void> removeSetting(const PlanContext &context, const std::string &section,
                           const std::string &key)
{
    const Source &source = context.source;
    const auto existing = source.find(source.document.root(), section);
    if (!existing)
        return {};
    if (source.document.isAlias(existing->value))
        return notInPlace(source, existing->value, "takes this section from an alias.");
    if (!source.find(existing->value, key)) {
        if (!context.configuration().positions.contains(section + '.' + key))
            return {};
        return notInPlace(source, existing->key,
                          "begins a section that takes this setting from a merge key.");
    }
    const NodeId first = source.document.firstChild(existing->value);
    const bool isOnly = source.document.nextSibling(source.document.nextSibling(first)) == kNone;
    if (isOnly)
        return removeSection(source, existing->key, context.patches);
    return ValueEditor(source, context.patches)
        .set(existing->value, Tree::ofMapping({{key, std::nullopt}}));
}

} // namespace

Result<void> plan(const PlanContext &context, const SetSetting &edit)
{
    const Setting *const setting = findSetting(edit.path);
    if (setting == nullptr || !isScalarSetting(*setting)) {
        return failure(ErrorCode::InvalidInput, "There is no setting \"" +
                                                    text::escaped(edit.path, 80) +
                                                    "\" that holds a single value.");
    }
    const std::size_t dot = edit.path.rfind('.');
    const std::string section = edit.path.substr(0, dot);
    const std::string key = edit.path.substr(dot + 1);
    if (section.find('.') != std::string::npos) {
        return failure(ErrorCode::Unsupported,
                       "This setting can be changed in the text of the file only.");
    }
    if (!edit.value)
        return removeSetting(context, section, key);
    return addToSection(context, section, {key, treeOf(*setting, *edit.value)});
}

} // namespace wharfgate::config::editing
