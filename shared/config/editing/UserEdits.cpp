// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/base/Text.h"
#include "shared/config/editing/Plans.h"
#include "shared/config/editing/Sections.h"
#include "shared/config/editing/ValueEditor.h"

#include <algorithm>

namespace wharfgate::config::editing {

namespace {

using Kind = YamlDocument::Kind;
using NodeId = YamlDocument::NodeId;
constexpr NodeId kNone = YamlDocument::kNone;

tl::unexpected<Error> noSuchUser(const std::string &name)
{
    return failure(ErrorCode::InvalidInput,
                   "There is no user \"" + text::escaped(name, 80) + "\" any more.");
}

/// A user of the configuration that is not written below `users:` itself.
tl::unexpected<Error> fromElsewhere(const PlanContext &context, const std::string &name)
{
    const auto section = context.source.find(context.source.document.root(), "users");
    if (!section) {
        return failure(ErrorCode::Unsupported, "The users come from a merge key or an alias. "
                                               "Change them in the text instead.");
    }
    return notInPlace(context.source, section->key,
                      "begins the users, and \"" + text::escaped(name, 80) +
                          "\" is not written below it but comes from an alias or a merge key.");
}

Tree labelsTree(const acl::Labels &labels)
{
    Tree tree = Tree::ofMapping({});
    for (const auto &[name, values] : labels)
        tree.entries.push_back({name, Tree::ofTexts(values)});
    return tree;
}

/// What a new user holds.
Tree treeOf(const User &user)
{
    Tree tree = Tree::ofMapping({});
    if (user.passwordHash)
        tree.entries.push_back({"password", Tree::ofText(*user.passwordHash)});
    if (!user.labels.empty())
        tree.entries.push_back({"labels", labelsTree(user.labels)});
    return tree;
}

/// The labels that differ; those that do not are only named.
Tree labelDifferences(const acl::Labels &before, const acl::Labels &after)
{
    Tree tree = labelsTree(after);
    for (Tree::Entry &entry : tree.entries) {
        const auto was = before.find(entry.key);
        if (was != before.end() && was->second == after.at(entry.key))
            entry = {entry.key, std::nullopt, true};
    }
    for (const auto &[name, values] : before) {
        if (!after.contains(name))
            tree.entries.push_back({name, std::nullopt});
    }
    return tree;
}

/// Only what differs from the user as it is.
Tree differences(const User &before, const User &after)
{
    Tree tree = Tree::ofMapping({{"password", std::nullopt}, {"labels", std::nullopt}});
    Tree::Entry &password = tree.entries.front();
    Tree::Entry &labels = tree.entries.back();
    password.isKept = before.passwordHash == after.passwordHash;
    labels.isKept = before.labels == after.labels;
    if (!password.isKept && after.passwordHash)
        password.value = Tree::ofText(*after.passwordHash);
    if (!labels.isKept && !after.labels.empty())
        labels.value = labelDifferences(before.labels, after.labels);
    return tree;
}

/// How the users of the file are written: as the last one that says something.
struct UserStyle
{
    WritingStyle writing{.keyQuoting = Quoting::Plain, .inLines = {"labels"}};
    Quoting names = Quoting::Double;
    bool isInBraces = false;
};

void learnFrom(const Source &source, NodeId user, UserStyle &style)
{
    style.isInBraces = source.spans.form(user) == Form::FlowMapping;
    if (style.isInBraces)
        style.writing.isSpaced = source.text()[source.spans.contentBegin(user) + 1] == ' ';
    if (const auto password = source.find(user, "password")) {
        if (quotingOf(source.spans.form(password->value)) == Quoting::Single)
            style.writing.quoting = Quoting::Single;
        else if (source.spans.form(password->value) == Form::Plain)
            style.writing.unquoted.insert("password");
    }
    const auto labels = source.find(user, "labels");
    if (labels && source.spans.form(labels->value) == Form::FlowMapping)
        style.writing.inLines.erase("labels");
}

UserStyle styleOf(const Source &source, NodeId users)
{
    UserStyle style;
    const YamlDocument &document = source.document;
    for (NodeId key = users == kNone ? kNone : document.firstChild(users); key != kNone;) {
        const NodeId value = document.nextSibling(key);
        const Form form = source.spans.form(key);
        // An empty name must be in quotes and says nothing about the others.
        if (form == Form::Plain || !document.text(key).empty())
            style.names = quotingOf(form);
        if (!document.isAlias(value) && document.kind(value) == Kind::Mapping &&
            document.firstChild(value) != kNone)
            learnFrom(source, value, style);
        key = document.nextSibling(value);
    }
    style.writing.indent = std::max<std::size_t>(usualIndentation(source).size(), 1);
    style.writing = WritingStyle::in(source, std::move(style.writing));
    if (source.isJson())
        style.names = Quoting::Json;
    return style;
}

CollectionEditor::Piece pieceOf(const PutUser &edit, const UserStyle &style)
{
    WritingStyle names = style.writing;
    names.keyQuoting = style.names;
    const std::string key = TreeWriter(names).key(edit.name) + ':';
    const TreeWriter writer(style.writing);
    const Tree tree = treeOf(edit.user);
    const std::string braces = key + ' ' + writer.inBrackets(tree);
    if (style.isInBraces || tree.isEmptyCollection())
        return {{braces}, braces};
    std::vector<std::string> lines{key};
    const std::string indentation(style.writing.indent, ' ');
    for (const Tree::Entry &part : tree.entries) {
        for (std::string &line : writer.lines(part, indentation))
            lines.push_back(std::move(line));
    }
    return {std::move(lines), braces};
}

Result<void> insertUsers(const PlanContext &context, const std::vector<const PutUser *> &edits)
{
    const Source &source = context.source;
    const auto section = source.find(source.document.root(), "users");
    if (section && source.document.isAlias(section->value))
        return notInPlace(source, section->value, "takes the users from an alias.");
    const bool isEmpty = !section || source.document.firstChild(section->value) == kNone;
    const UserStyle style = styleOf(source, isEmpty ? kNone : section->value);
    if (!isEmpty) {
        CollectionEditor editor(source, section->value);
        for (const PutUser *edit : edits)
            editor.insert(editor.count(), pieceOf(*edit, style));
        return editor.write(context.patches);
    }
    const std::string indentation = usualIndentation(source);
    std::vector<std::string> lines;
    std::string inBrackets;
    for (const PutUser *edit : edits) {
        const CollectionEditor::Piece piece = pieceOf(*edit, style);
        for (const std::string &line : piece.lines)
            lines.push_back(indentation + line);
        inBrackets += (inBrackets.empty() ? "" : ", ") + piece.inBrackets;
    }
    const bool isInBrackets = source.spans.isFlow(source.document.root());
    if (!section) {
        lines.insert(lines.begin(), "users:");
        return addSection(source, lines,
                          TreeWriter(style.writing).key("users") + ": {" + inBrackets + '}',
                          context.patches);
    }
    if (isInBrackets || !isEmptyOnOneLine(source, section->value)) {
        CollectionEditor editor(source, section->value);
        if (!source.spans.isFlow(section->value))
            return notInPlace(source, section->key, "holds no users in a form that can be edited.");
        for (const PutUser *edit : edits)
            editor.insert(0, pieceOf(*edit, style));
        return editor.write(context.patches);
    }
    fillEmpty(source, section->value, lines, context.patches);
    return {};
}

/// Where a user is written; nothing if it is not below `users:` itself.
std::optional<Source::Entry> findUser(const Source &source, const std::string &name)
{
    const auto section = source.find(source.document.root(), "users");
    return section ? source.find(section->value, name) : std::nullopt;
}

/// The password of a user that can be locked or unlocked.
Result<NodeId> passwordOf(const PlanContext &context, const std::string &name)
{
    const auto entry = findUser(context.source, name);
    if (!entry)
        return fromElsewhere(context, name);
    if (context.source.document.isAlias(entry->value))
        return notInPlace(context.source, entry->value, "takes this user from an alias.");
    const auto password = context.source.find(entry->value, "password");
    if (!password)
        return notInPlace(context.source, entry->key,
                          "begins a user whose password comes from a merge key.");
    return password->value;
}

Result<void> lockUser(const PlanContext &context, const std::string &name, bool lock)
{
    const auto user = context.configuration().users.find(name);
    if (user == context.configuration().users.end())
        return noSuchUser(name);
    const std::string quoted = '"' + text::escaped(name, 80) + '"';
    if (!user->second.passwordHash) {
        return failure(ErrorCode::InvalidInput,
                       "The user " + quoted +
                           " has no password, so that any is accepted. Give a password first.");
    }
    const std::string &hash = *user->second.passwordHash;
    if (hash.starts_with('!') == lock)
        return {};
    const std::size_t marks = std::min(hash.find_first_not_of('!'), hash.size());
    if (!lock && marks == hash.size()) {
        return failure(ErrorCode::InvalidInput, "The user " + quoted +
                                                    " is locked and has no password to go back "
                                                    "to. Give a password instead.");
    }
    const auto password = passwordOf(context, name);
    if (!password)
        return tl::unexpected(password.error());
    return ValueEditor(context.source, context.patches)
        .set(*password, Tree::ofText(lock ? '!' + hash : hash.substr(marks)));
}

} // namespace

Result<void> plan(const PlanContext &context, const std::vector<const PutUser *> &edits)
{
    const Source &source = context.source;
    const std::map<std::string, User> &users = context.configuration().users;
    const auto section = source.find(source.document.root(), "users");
    const bool isMapping = section && !source.document.isAlias(section->value) &&
                           source.document.kind(section->value) == Kind::Mapping;
    const UserStyle style = styleOf(source, isMapping ? section->value : kNone);
    std::vector<const PutUser *> added;
    for (const PutUser *edit : edits) {
        const auto entry = findUser(source, edit->name);
        const auto before = users.find(edit->name);
        if (!entry && before != users.end())
            return fromElsewhere(context, edit->name);
        if (!entry) {
            added.push_back(edit);
            continue;
        }
        // A user of nothing, null, is none to the configuration.
        const Tree want =
            before == users.end() ? treeOf(edit->user) : differences(before->second, edit->user);
        ValueEditor editor(source, context.patches, style.writing);
        if (auto done = editor.set(entry->value, want); !done)
            return done;
    }
    return added.empty() ? Result<void>{} : insertUsers(context, added);
}

Result<void> plan(const PlanContext &context, const RemoveUsers &edit)
{
    if (edit.names.empty())
        return {};
    const Source &source = context.source;
    const auto section = source.find(source.document.root(), "users");
    if (!section || source.document.isAlias(section->value) ||
        source.document.kind(section->value) != Kind::Mapping)
        return fromElsewhere(context, edit.names.front());
    CollectionEditor editor(source, section->value);
    std::set<std::string_view> names(edit.names.begin(), edit.names.end());
    std::set<std::string_view> found;
    for (std::size_t i = 0; i < editor.count(); ++i) {
        const std::string_view name = source.document.text(editor.node(i));
        if (source.document.kind(editor.node(i)) != Kind::Scalar || !names.contains(name))
            continue;
        editor.remove(i);
        found.insert(name);
    }
    for (const std::string &name : edit.names) {
        if (!context.configuration().users.contains(name))
            return noSuchUser(name);
        if (!found.contains(name))
            return fromElsewhere(context, name);
    }
    return editor.write(context.patches);
}

Result<void> plan(const PlanContext &context, const RenameUser &edit)
{
    const std::map<std::string, User> &users = context.configuration().users;
    if (!users.contains(edit.from))
        return noSuchUser(edit.from);
    if (edit.from == edit.to)
        return {};
    if (users.contains(edit.to) || findUser(context.source, edit.to)) {
        return failure(ErrorCode::InvalidInput,
                       "There is a user \"" + text::escaped(edit.to, 80) + "\" already.");
    }
    const auto entry = findUser(context.source, edit.from);
    if (!entry)
        return fromElsewhere(context, edit.from);
    return ValueEditor(context.source, context.patches)
        .setText(entry->key, edit.to, Tree::Kind::Text);
}

Result<void> plan(const PlanContext &context, const LockUsers &edit)
{
    for (const std::string &name : edit.names) {
        if (auto done = lockUser(context, name, edit.lock); !done)
            return done;
    }
    return {};
}

} // namespace wharfgate::config::editing
