// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/editing/ValueEditor.h"

#include <algorithm>

namespace wharfgate::config::editing {

namespace {

using Kind = YamlDocument::Kind;
constexpr YamlDocument::NodeId kNone = YamlDocument::kNone;

} // namespace

bool ValueEditor::isText(NodeId node, std::string_view text) const
{
    return m_source.document.kind(node) == Kind::Scalar &&
           m_source.document.tag(node) != YamlDocument::Tag::Binary &&
           m_source.document.text(node) == text;
}

Result<void> ValueEditor::set(NodeId value, const Tree &want)
{
    const bool isScalar = want.kind == Tree::Kind::Text || want.kind == Tree::Kind::Setting;
    if (isScalar && isText(value, want.text))
        return {};
    if (m_source.document.isAlias(value))
        return notInPlace(m_source, value, "takes this from an alias.");
    const Kind kind = m_source.document.kind(value);
    if (isScalar && kind == Kind::Scalar)
        return setText(value, want.text, want.kind);
    if (want.kind == Tree::Kind::List && kind == Kind::Sequence)
        return setList(value, want.items);
    if (want.kind == Tree::Kind::Mapping && kind == Kind::Mapping)
        return setMapping(value, want.entries);
    return replaceWhole(value, want);
}

Result<void> ValueEditor::setText(NodeId scalar, const std::string &text, Tree::Kind kind)
{
    if (m_source.document.isAlias(scalar))
        return notInPlace(m_source, scalar, "takes this from an alias.");
    if (m_source.document.tag(scalar) == YamlDocument::Tag::Binary)
        return notInPlace(m_source, scalar, "holds a !!binary text.");
    const Form form = m_source.spans.form(scalar);
    const Quoting quoting = m_source.isJson() ? Quoting::Json : quotingOf(form);
    const bool isPlainSetting = kind == Tree::Kind::Setting && isSafeSetting(text) &&
                                (form == Form::Plain || form == Form::Empty);
    m_patches.replace(m_source.spans.contentBegin(scalar), m_source.spans.end(scalar),
                      isPlainSetting ? text : scalarText(text, quoting));
    return {};
}

Result<void> ValueEditor::replaceWhole(NodeId value, const Tree &want)
{
    if (m_source.spans.form(value) == Form::BlockSequence ||
        m_source.spans.form(value) == Form::BlockMapping)
        return notInPlace(m_source, value, "holds something else than expected.");
    const std::size_t begin = m_source.spans.contentBegin(value);
    const char before = begin > 0 ? m_source.text()[begin - 1] : ' ';
    const bool needsBlank = before != ' ' && before != '\t' && before != '\n' && before != '\r';
    m_patches.replace(begin, m_source.spans.end(value),
                      (needsBlank ? " " : "") + TreeWriter(m_style).inBrackets(want));
    return {};
}

WritingStyle ValueEditor::styleIn(NodeId collection) const
{
    WritingStyle style = m_style;
    if (style.quoting == Quoting::Json)
        return style;
    std::size_t counts[3] = {0, 0, 0};
    bool isKey = m_source.document.kind(collection) == Kind::Mapping;
    const bool alternates = isKey;
    for (NodeId child = m_source.document.firstChild(collection); child != kNone;
         child = m_source.document.nextSibling(child)) {
        const Form form = m_source.spans.form(child);
        if (!isKey &&
            (form == Form::Plain || form == Form::SingleQuoted || form == Form::DoubleQuoted))
            ++counts[static_cast<std::size_t>(quotingOf(form))];
        isKey = alternates && !isKey;
    }
    if (counts[0] > 0 && counts[1] + counts[2] == 0)
        style.quoting = Quoting::Plain;
    else if (counts[1] + counts[2] > 0)
        style.quoting = counts[1] > counts[2] ? Quoting::Single : Quoting::Double;
    if (counts[0] + counts[1] + counts[2] > 0 && style.quoting != Quoting::Plain)
        style.unquoted.clear();
    return style;
}

CollectionEditor::Piece ValueEditor::entryPiece(NodeId mapping, const Tree::Entry &entry) const
{
    const TreeWriter writer(styleIn(mapping));
    return {writer.lines(entry, {}), writer.entry(entry)};
}

CollectionEditor::Piece ValueEditor::itemPiece(NodeId list, const Tree &item) const
{
    const std::string text = TreeWriter(styleIn(list)).inBrackets(item);
    return {{"- " + text}, text};
}

std::size_t ValueEditor::placeOf(const CollectionEditor &editor, NodeId mapping,
                                 const std::vector<Tree::Entry> &want, std::size_t index) const
{
    const auto slotOf = [&](const Tree::Entry &entry) -> std::optional<std::size_t> {
        const auto existing = m_source.find(mapping, entry.key);
        for (std::size_t slot = 0; existing && slot < editor.count(); ++slot) {
            if (editor.node(slot) == existing->key)
                return slot;
        }
        return std::nullopt;
    };
    // Behind merge keys, which would win over it.
    std::size_t least = 0;
    for (std::size_t slot = 0; slot < editor.count(); ++slot)
        least = m_source.isMergeKey(editor.node(slot)) ? slot + 1 : least;
    for (std::size_t i = index; i-- > 0;) {
        if (const auto slot = slotOf(want[i]))
            return std::max(least, *slot + 1);
    }
    for (std::size_t i = index + 1; i < want.size(); ++i) {
        if (const auto slot = slotOf(want[i]))
            return std::max(least, *slot);
    }
    return editor.count();
}

Result<void> ValueEditor::setMapping(NodeId mapping, const std::vector<Tree::Entry> &want)
{
    CollectionEditor editor(m_source, mapping);
    bool isTouched = false;
    for (std::size_t i = 0; i < want.size(); ++i) {
        const Tree::Entry &entry = want[i];
        const auto existing = m_source.find(mapping, entry.key);
        if (entry.isKept || (!existing && !entry.value))
            continue;
        if (existing && entry.value) {
            if (auto done = set(existing->value, *entry.value); !done)
                return done;
            continue;
        }
        isTouched = true;
        if (!existing)
            editor.insert(placeOf(editor, mapping, want, i), entryPiece(mapping, entry));
        for (std::size_t slot = 0; existing && slot < editor.count(); ++slot) {
            if (editor.node(slot) == existing->key)
                editor.remove(slot);
        }
    }
    return isTouched ? editor.write(m_patches) : Result<void>{};
}

std::vector<std::optional<std::size_t>> ValueEditor::matches(const std::vector<NodeId> &items,
                                                             const std::vector<Tree> &want) const
{
    // The longest common part, as few items as possible being touched. Lists are short; a long one
    // is compared item by item.
    std::vector<std::optional<std::size_t>> out(items.size());
    constexpr std::size_t kMostCells = 1'000'000;
    const std::size_t width = want.size() + 1;
    if (items.size() * want.size() > kMostCells) {
        for (std::size_t i = 0; i < std::min(items.size(), want.size()); ++i) {
            if (isText(items[i], want[i].text))
                out[i] = i;
        }
        return out;
    }
    std::vector<std::uint32_t> common((items.size() + 1) * width, 0);
    for (std::size_t i = items.size(); i-- > 0;) {
        for (std::size_t j = want.size(); j-- > 0;) {
            common[i * width + j] =
                isText(items[i], want[j].text)
                    ? common[(i + 1) * width + j + 1] + 1
                    : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
        }
    }
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < items.size() && j < want.size()) {
        if (isText(items[i], want[j].text))
            out[i++] = j++;
        else if (common[(i + 1) * width + j] >= common[i * width + j + 1])
            ++i;
        else
            ++j;
    }
    return out;
}

Result<void> ValueEditor::setList(NodeId list, const std::vector<Tree> &want)
{
    CollectionEditor editor(m_source, list);
    std::vector<NodeId> items;
    for (std::size_t i = 0; i < editor.count(); ++i)
        items.push_back(editor.node(i));
    const auto partner = matches(items, want);
    std::size_t next = 0; // of `want`, not yet placed
    bool isTouched = false;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (partner[i]) {
            for (; next < *partner[i]; ++next) {
                editor.insert(i, itemPiece(list, want[next]));
                isTouched = true;
            }
            ++next;
            continue;
        }
        // One that goes makes room for one that comes at the same place.
        std::size_t limit = want.size();
        for (std::size_t k = i; k < items.size() && limit == want.size(); ++k)
            limit = partner[k].value_or(limit);
        if (next < limit && m_source.document.kind(items[i]) == Kind::Scalar &&
            !m_source.document.isAlias(items[i])) {
            if (auto done = set(items[i], want[next++]); !done)
                return done;
            continue;
        }
        editor.remove(i);
        isTouched = true;
    }
    for (; next < want.size(); ++next) {
        editor.insert(items.size(), itemPiece(list, want[next]));
        isTouched = true;
    }
    return isTouched ? editor.write(m_patches) : Result<void>{};
}

} // namespace wharfgate::config::editing
