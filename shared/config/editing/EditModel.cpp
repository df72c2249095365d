// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/editing/EditModel.h"

#include "shared/config/editing/LabelNames.h"
#include "shared/config/editing/Source.h"

#include <algorithm>

namespace wharfgate::config::editing {

namespace {

using Kind = YamlDocument::Kind;
using NodeId = YamlDocument::NodeId;
constexpr NodeId kNone = YamlDocument::kNone;

/// An alias counts as itself: what it stands for is looked at where it is written.
void collect(const YamlDocument &document, NodeId node, const std::string &path,
             std::map<std::string, std::string> &out)
{
    if (document.kind(node) == Kind::Null)
        return;
    if (document.kind(node) == Kind::Scalar) {
        out[path] = document.text(node);
        return;
    }
    if (document.isAlias(node)) {
        out[path] = "*";
        return;
    }
    const bool isMapping = document.kind(node) == Kind::Mapping;
    std::size_t index = 0;
    for (NodeId child = document.firstChild(node); child != kNone;
         child = document.nextSibling(child)) {
        std::string name = '[' + std::to_string(index++) + ']';
        if (isMapping) {
            name = document.text(child);
            child = document.nextSibling(child);
        }
        if (child == kNone)
            break;
        const bool isModelled =
            path.empty() && (name == "users" || name == "acl" || name == "tests");
        if (!isModelled)
            collect(document, child, path.empty() ? name : path + '.' + name, out);
    }
}

template <typename Values>
void renameKey(std::map<std::string, Values> &labels, const RenameLabel &edit)
{
    auto node = labels.extract(edit.from);
    if (node.empty())
        return;
    node.key() = edit.to;
    labels.insert(std::move(node));
}

void renameInRule(acl::Rule &rule, const RenameLabel &edit)
{
    acl::MatchConditions &match = rule.match;
    for (auto *const pattern :
         {&match.account, &match.type, &match.name, &match.ip, &match.service}) {
        if (*pattern)
            **pattern = renameInPattern(**pattern, edit.from, edit.to);
    }
    renameKey(match.labels, edit);
    for (auto &[name, pattern] : match.labels)
        pattern = renameInPattern(pattern, edit.from, edit.to);
}

std::vector<RuleEntry> moved(const std::vector<RuleEntry> &rules, const MoveRules &edit)
{
    std::vector<RuleEntry> out;
    for (std::size_t place = 0; place <= rules.size(); ++place) {
        if (place == edit.before) {
            for (const std::size_t row : edit.rows)
                out.push_back(rules[row]);
        }
        const bool isMoved = std::binary_search(edit.rows.begin(), edit.rows.end(), place);
        if (place < rules.size() && !isMoved)
            out.push_back(rules[place]);
    }
    return out;
}

struct Application
{
    EditModel &model;

    void operator()(const InsertRules &edit) const
    {
        model.rules.insert(model.rules.begin() + static_cast<std::ptrdiff_t>(edit.row),
                           edit.entries.begin(), edit.entries.end());
    }
    void operator()(const RemoveRules &edit) const
    {
        for (std::size_t i = edit.rows.size(); i-- > 0;)
            model.rules.erase(model.rules.begin() + static_cast<std::ptrdiff_t>(edit.rows[i]));
    }
    void operator()(const MoveRules &edit) const { model.rules = moved(model.rules, edit); }
    void operator()(const ReplaceRule &edit) const { model.rules[edit.row] = edit.entry; }
    void operator()(const EnableRules &edit) const
    {
        for (const std::size_t row : edit.rows)
            model.rules[row].isEnabled = edit.enable;
    }
    void operator()(const PutUser &edit) const { model.users[edit.name] = edit.user; }
    void operator()(const RemoveUsers &edit) const
    {
        for (const std::string &name : edit.names)
            model.users.erase(name);
    }
    void operator()(const RenameUser &edit) const
    {
        auto node = model.users.extract(edit.from);
        node.key() = edit.to;
        model.users.insert(std::move(node));
    }
    void operator()(const LockUsers &edit) const
    {
        for (const std::string &name : edit.names) {
            std::string &hash = *model.users.at(name).passwordHash;
            if (!edit.lock)
                hash.erase(0, hash.find_first_not_of('!'));
            else if (!hash.starts_with('!'))
                hash.insert(0, 1, '!');
        }
    }
    void operator()(const RenameLabel &edit) const
    {
        for (auto &[name, user] : model.users)
            renameKey(user.labels, edit);
        for (RuleEntry &entry : model.rules)
            renameInRule(entry.rule, edit);
    }
    void operator()(const SetSetting &edit) const
    {
        if (edit.value)
            model.others[edit.path] = *edit.value;
        else
            model.others.erase(edit.path);
    }
    void operator()(const SetTestCases &edit) const
    {
        model.tests = edit.cases;
        for (TestCase &test : model.tests)
            std::sort(test.actions.begin(), test.actions.end()); // as the reader does
    }
    void operator()(const ReplaceText & /*edit*/) const {}
};

bool isSame(const User &a, const User &b)
{
    return a.passwordHash == b.passwordHash && a.labels == b.labels;
}

} // namespace

EditModel EditModel::of(const ConfigurationText &text)
{
    EditModel model;
    const Configuration &configuration = *text.configuration();
    model.users = configuration.users;
    model.rules = text.rules();
    model.tests = configuration.tests;
    const YamlDocument &document = text.source()->document;
    if (document.root() != kNone)
        collect(document, document.root(), {}, model.others);
    return model;
}

void EditModel::apply(const Edit &edit)
{
    std::visit(Application{*this}, edit);
}

std::string EditModel::differenceTo(const EditModel &other) const
{
    const bool sameUsers = users.size() == other.users.size() &&
                           std::equal(users.begin(), users.end(), other.users.begin(),
                                      [](const auto &a, const auto &b) {
                                          return a.first == b.first && isSame(a.second, b.second);
                                      });
    if (!sameUsers)
        return "the users";
    if (rules != other.rules)
        return "the access rules";
    if (tests != other.tests)
        return "the test cases";
    return others == other.others ? std::string() : std::string("the settings");
}

} // namespace wharfgate::config::editing
