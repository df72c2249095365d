// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/editing/RandomEdits.h"

namespace wharfgate::test {

using namespace config;

std::size_t RandomEdits::below(std::size_t limit)
{
    return limit == 0 ? 0 : m_random() % limit;
}

std::string RandomEdits::word()
{
    static const std::vector<std::string> kWords = {"x",
                                                    "dev",
                                                    "ops",
                                                    "${account}/*",
                                                    "${labels:group}",
                                                    "a b",
                                                    "it's",
                                                    "say \"hi\"",
                                                    "back\\slash",
                                                    "/^a\\.b$/",
                                                    "ключ",
                                                    "日本/*",
                                                    "",
                                                    "yes",
                                                    "null",
                                                    "007",
                                                    "1.5",
                                                    "# hash",
                                                    "a: b",
                                                    "[x]",
                                                    "{x}",
                                                    "a, b",
                                                    "*",
                                                    "!bang",
                                                    "&anchor",
                                                    "%x",
                                                    "@at",
                                                    "tab\there",
                                                    "line\nbreak",
                                                    " blank ",
                                                    "- dash",
                                                    "trailing:",
                                                    "\u2028",
                                                    "😀",
                                                    "~",
                                                    "=",
                                                    "two words",
                                                    "2026-01-01",
                                                    "0x1F",
                                                    "very-long-" + std::string(120, 'x')};
    return kWords[below(kWords.size())];
}

std::vector<std::string> RandomEdits::words(std::size_t most)
{
    std::vector<std::string> out(below(most + 1));
    for (std::string &text : out)
        text = word();
    return out;
}

std::vector<std::size_t> RandomEdits::someOf(std::size_t count)
{
    std::vector<std::size_t> out;
    const std::size_t odds = 1 + below(4);
    for (std::size_t i = 0; i < count; ++i) {
        if (below(odds + 1) == 0)
            out.push_back(i);
    }
    if (out.empty() && count > 0)
        out.push_back(below(count));
    return out;
}

RuleEntry RandomEdits::rule()
{
    RuleEntry entry;
    entry.isEnabled = below(4) != 0;
    acl::MatchConditions &match = entry.rule.match;
    if (maybe())
        match.account = word();
    if (maybe())
        match.name = word();
    if (below(4) == 0)
        match.type = "repository";
    if (below(6) == 0)
        match.ip = "10.0.0.0/8";
    if (below(6) == 0)
        match.service = word();
    if (below(3) == 0)
        match.labels[word()] = word();
    entry.rule.actions = words(3);
    if (maybe())
        entry.rule.comment = word();
    if (below(4) == 0)
        entry.note = "A note\nin two lines";
    return entry;
}

RuleEntry RandomEdits::changedRule(RuleEntry entry)
{
    acl::MatchConditions &match = entry.rule.match;
    const auto change = [&](std::optional<std::string> &condition) {
        if (below(3) == 0)
            condition.reset();
        else
            condition = word();
    };
    switch (below(8)) {
    case 0:
        change(match.account);
        break;
    case 1:
        change(match.name);
        break;
    case 2:
        change(match.type);
        change(match.service);
        break;
    case 3:
        match.labels[word()] = word();
        break;
    case 4:
        if (!match.labels.empty())
            match.labels.erase(match.labels.begin());
        break;
    case 5:
        entry.rule.comment = maybe() ? word() : std::string();
        break;
    case 6:
        entry.rule.actions = words(4);
        break;
    default:
        if (maybe() && !entry.rule.actions.empty())
            entry.rule.actions.erase(entry.rule.actions.begin());
        else
            entry.rule.actions.push_back(word());
        break;
    }
    if (below(8) == 0)
        entry.isEnabled = !entry.isEnabled;
    return entry;
}

User RandomEdits::user()
{
    User user;
    if (below(5) != 0)
        user.passwordHash = maybe() ? "$2y$10$zzzzzzzzzzzzzzzzzzzzzz" : word();
    for (std::size_t i = below(3); i > 0; --i)
        user.labels[word()] = words(3);
    return user;
}

User RandomEdits::changedUser(User user)
{
    switch (below(5)) {
    case 0:
        user.passwordHash = maybe() ? std::optional(word()) : std::nullopt;
        break;
    case 1:
        user.passwordHash = "$2y$10$yyyyyyyyyyyyyyyyyyyyyy";
        break;
    case 2:
        user.labels[word()] = words(3);
        break;
    case 3:
        if (!user.labels.empty())
            user.labels.erase(user.labels.begin());
        break;
    default:
        for (auto &[name, values] : user.labels) {
            if (maybe() && !values.empty())
                values.erase(values.begin() + static_cast<std::ptrdiff_t>(below(values.size())));
            if (maybe())
                values.insert(
                    values.begin() + static_cast<std::ptrdiff_t>(below(values.size() + 1)), word());
        }
        break;
    }
    return user;
}

TestCase RandomEdits::testCase()
{
    TestCase test;
    test.title = word();
    test.account = word();
    test.name = word();
    if (maybe())
        test.service = word();
    if (maybe())
        test.labels = acl::Labels{{word(), words(2)}};
    if (maybe())
        test.ip = acl::IpAddress::parse("10.0.0.1");
    if (maybe())
        test.rule = below(3);
    test.actions = words(2);
    test.expected = words(2);
    return test;
}

std::string RandomEdits::someUser(const ConfigurationText &text)
{
    const auto &users = text.configuration()->users;
    if (users.empty())
        return "none";
    return std::next(users.begin(), static_cast<std::ptrdiff_t>(below(users.size())))->first;
}

Edit RandomEdits::ruleEdit(const ConfigurationText &text)
{
    const std::size_t count = text.rules().size();
    switch (count == 0 ? 0 : below(6)) {
    case 0: {
        InsertRules edit{below(count + 1), {}};
        for (std::size_t i = 0; i <= below(3); ++i)
            edit.entries.push_back(rule());
        return edit;
    }
    case 1:
        return RemoveRules{someOf(count)};
    case 2:
        return MoveRules{someOf(count), below(count + 1)};
    case 3:
        return EnableRules{someOf(count), maybe()};
    default: {
        const std::size_t row = below(count);
        return ReplaceRule{row, changedRule(text.rules()[row])};
    }
    }
}

Edit RandomEdits::userEdit(const ConfigurationText &text)
{
    const auto &users = text.configuration()->users;
    switch (users.empty() ? 0 : below(7)) {
    case 0:
        return PutUser{word(), user()};
    case 1: {
        RemoveUsers edit;
        for (const std::size_t index : someOf(users.size()))
            edit.names.push_back(
                std::next(users.begin(), static_cast<std::ptrdiff_t>(index))->first);
        return edit;
    }
    case 2:
        return RenameUser{someUser(text), word()};
    case 3:
        return LockUsers{{someUser(text)}, maybe()};
    default: {
        const std::string name = someUser(text);
        return PutUser{name, changedUser(users.contains(name) ? users.at(name) : User{})};
    }
    }
}

Edit RandomEdits::otherEdit(const ConfigurationText &text)
{
    static const std::vector<std::string> kNames = {"group",    "team",   "title", "x",
                                                    "the team", "группа", "a b"};
    switch (below(4)) {
    case 0:
        return RenameLabel{kNames[below(kNames.size())], word()};
    case 1: {
        std::vector<TestCase> cases = text.configuration()->tests;
        if (!cases.empty() && maybe())
            cases.erase(cases.begin() + static_cast<std::ptrdiff_t>(below(cases.size())));
        if (maybe())
            cases.insert(cases.begin() + static_cast<std::ptrdiff_t>(below(cases.size() + 1)),
                         testCase());
        return SetTestCases{cases};
    }
    case 2:
        return SetSetting{maybe() ? "token.issuer" : "journal.file", word() + "z"};
    default:
        if (maybe())
            return SetSetting{"log.level",
                              maybe() ? std::optional<std::string>("debug") : std::nullopt};
        return SetSetting{"token.expiration", std::to_string(60 + below(1000))};
    }
}

Edit RandomEdits::next(const ConfigurationText &text)
{
    const std::size_t kind = below(10);
    if (kind < 5)
        return ruleEdit(text);
    return kind < 8 ? userEdit(text) : otherEdit(text);
}

} // namespace wharfgate::test
