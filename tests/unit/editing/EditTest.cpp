// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/editing/Edit.h"
#include "tests/unit/editing/EditingFiles.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using namespace wharfgate::config;

Q_DECLARE_METATYPE(wharfgate::config::Edit)

namespace {

const std::string kHead = "server: {addr: \":5001\", certificate: c.pem, key: k.pem}\n"
                          "token: {issuer: i, expiration: 900}\n";
const std::string kUsers = "users:\n"
                           "  ann:\n    password: plainhash\n"
                           "  bob: {password: 'quotedhash', labels: {group: [dev]}}\n"
                           "  cat: {password: \"!\"}\n"
                           "  dan: {}\n";
const std::string kRules = "acl:\n"
                           "  - match: {account: ann}\n    actions: [pull]\n"
                           "  - match: {account: bob}\n    actions: [push]\n";

ConfigurationText textOf(const std::string &rest)
{
    return ConfigurationText::read(kHead + rest, "test.yml");
}

/// What follows the head, after the edit.
std::string edited(const std::string &rest, const Edit &edit)
{
    const auto before = textOf(rest);
    if (!before.configuration())
        return "unreadable: " + before.problems().front().toString();
    const auto after = applyEdit(before, edit);
    if (!after)
        return "refused: " + after.error().detail;
    return after->text().starts_with(kHead) ? after->text().substr(kHead.size())
                                            : "changed the head:\n" + after->text();
}

RuleEntry entryOf(const char *account, bool isEnabled = true)
{
    RuleEntry entry;
    entry.rule.match.account = account;
    entry.rule.actions = {"pull"};
    entry.isEnabled = isEnabled;
    return entry;
}

void addEdit(const char *name, const std::string &rest, const Edit &edit, const std::string &what)
{
    QTest::newRow(name) << rest << edit << what;
}

} // namespace

/// What each edit means, what it writes, and what it refuses.
class EditTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writes_data();
    void writes();
    void refuses_data();
    void refuses();
    void brokenTextCanOnlyBeReplaced();
    void replacesText();
    void severalEditsAreAllOrNone();
    void enablesWithAnotherContent();
    void manyUsersAtOnce();
    void jsonStaysJson();
    void snapshotsStayAsTheyWere();
    void refusalsShowNoSecret();
};

void EditTest::writes_data()
{
    QTest::addColumn<std::string>("rest");
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<std::string>("expected");
    const std::string acl = "acl: []\n";
    addEdit("lock a plain hash", kUsers + acl, LockUsers{{"ann"}, true},
            "users:\n  ann:\n    password: \"!plainhash\"\n" + kUsers.substr(38) + acl);
    addEdit("lock a quoted hash", "users: {bob: {password: 'h'}}\n" + acl, LockUsers{{"bob"}, true},
            "users: {bob: {password: '!h'}}\n" + acl);
    addEdit("unlock", "users: {bob: {password: \"!!h\"}}\n" + acl, LockUsers{{"bob"}, false},
            "users: {bob: {password: \"h\"}}\n" + acl);
    addEdit("lock what is locked", kUsers + acl, LockUsers{{"cat"}, true}, kUsers + acl);
    addEdit("rename a label everywhere",
            "users: {a: {labels: {g: [x]}}, b: {labels: {h: [y]}}}\n"
            "acl:\n  - match: {name: \"${labels:g}/${labels:gg}/${account}\", labels: {g: \"x\"}}\n"
            "    actions: []\n  # wharfgate:disabled\n"
            "  # - match: {labels: {g: '${labels:g}'}} # why\n  #   actions: []\n",
            RenameLabel{"g", "team"},
            "users: {a: {labels: {team: [x]}}, b: {labels: {h: [y]}}}\n"
            "acl:\n  - match: {name: \"${labels:team}/${labels:gg}/${account}\", labels: {team: "
            "\"x\"}}\n    actions: []\n  # wharfgate:disabled\n"
            "  # - match: {labels: {team: '${labels:team}'}} # why\n  #   actions: []\n");
    addEdit("the first rule", "users: {}\n" + acl, InsertRules{0, {entryOf("a")}},
            "users: {}\nacl:\n  - match: {account: \"a\"}\n    actions: [\"pull\"]\n");
    addEdit("the first rule, disabled", "users: {}\n" + acl, InsertRules{0, {entryOf("a", false)}},
            "users: {}\nacl: []\n  # wharfgate:disabled\n  # - match: {account: \"a\"}\n"
            "  #   actions: [\"pull\"]\n");
    addEdit("no list yet", "users: {}\next_authz: {command: /bin/true}\n",
            InsertRules{0, {entryOf("a")}},
            "users: {}\next_authz: {command: /bin/true}\nacl:\n  - match: {account: \"a\"}\n"
            "    actions: [\"pull\"]\n");
    addEdit("disable a rule with a comment below its dash",
            "users: {}\nacl:\n  - match: {}\n  # here\n\n    actions: []\n  # not here\n",
            EnableRules{{0}, false},
            "users: {}\nacl: []\n  # wharfgate:disabled\n  # - match: {}\n  # # here\n  #\n"
            "  #   actions: []\n  # not here\n");
    addEdit("enable a rule with a comment below its dash",
            "users: {}\nacl: []\n  # wharfgate:disabled\n  # - match: {}\n  # # here\n  #\n"
            "  #   actions: []\n  # # not here\n",
            EnableRules{{0}, true},
            "users: {}\nacl:\n  - match: {}\n  # here\n\n    actions: []\n  # # not here\n");
    addEdit("remove the last rule", "users: {}\n" + kRules, RemoveRules{{0, 1}},
            "users: {}\nacl: []\n");
    addEdit("moving to its own place changes nothing", "users: {}\n" + kRules, MoveRules{{0, 1}, 1},
            "users: {}\n" + kRules);
    addEdit("an anchor at the list",
            "users: {}\nacl: &rules # all\n  - match: {}\n    actions: []\n", RemoveRules{{0}},
            "users: {}\nacl: &rules [] # all\n");
    addEdit("the first user", "users: {}\n" + acl, PutUser{"a", {{"h"}, {}, {}}},
            "users:\n  \"a\":\n    password: \"h\"\nacl: []\n");
    addEdit("no users yet", "ext_auth: {command: /bin/true}\n" + acl, PutUser{"a", {{"h"}, {}, {}}},
            "ext_auth: {command: /bin/true}\nacl: []\nusers:\n  \"a\":\n    password: \"h\"\n");
    addEdit("remove all users", "users: # them\n  # ann\n  ann: {}\n" + acl, RemoveUsers{{"ann"}},
            "users: {} # them\n" + acl);
    addEdit("a user that was nothing", "users:\n  a: # nobody\n" + acl,
            PutUser{"a", {{"h"}, {}, {}}}, "users:\n  a: {password: \"h\"} # nobody\n" + acl);
    addEdit("a password goes", "users: {a: {password: h, labels: {x: [y]}}}\n" + acl,
            PutUser{"a", {std::nullopt, {{"x", {"y"}}}, {}}},
            "users: {a: {labels: {x: [y]}}}\n" + acl);
    addEdit("a setting comes", "users: {}\n" + acl, SetSetting{"log.level", "debug"},
            "users: {}\nacl: []\nlog:\n  level: debug\n");
    addEdit("a setting goes", "users: {}\n" + acl + "log: {level: info, format: json}\n",
            SetSetting{"log.level", std::nullopt}, "users: {}\n" + acl + "log: {format: json}\n");
    addEdit("the last setting of a section goes", "users: {}\nlog:\n  level: info\n" + acl,
            SetSetting{"log.level", std::nullopt}, "users: {}\n" + acl);
    addEdit("a text that looks like a number", "users: {}\n" + acl + "journal: {file: x}\n",
            SetSetting{"journal.file", "007"}, "users: {}\n" + acl + "journal: {file: \"007\"}\n");
    addEdit("no cases any more", "users: {}\ntests:\n- {name: x, actions: [], expect: []}\n" + acl,
            SetTestCases{}, "users: {}\n" + acl);
}

void EditTest::writes()
{
    QFETCH(std::string, rest);
    QFETCH(Edit, edit);
    QFETCH(std::string, expected);
    QCOMPARE(edited(rest, edit), expected);
}

void EditTest::refuses_data()
{
    QTest::addColumn<std::string>("rest");
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<std::string>("part");
    const std::string all = kUsers + kRules;
    const std::string brackets = "users: {}\nacl: [{match: {}, actions: []}]\n";
    addEdit("a row that is not there", all, RemoveRules{{2}}, "no such rule");
    addEdit("rows out of order", all, RemoveRules{{1, 0}}, "no such rule");
    addEdit("a row twice", all, EnableRules{{1, 1}, false}, "no such rule");
    addEdit("moving beyond the end", all, MoveRules{{0}, 3}, "no such rule");
    addEdit("replacing beyond the end", all, ReplaceRule{2, entryOf("x")}, "no such rule");
    addEdit("inserting beyond the end", all, InsertRules{3, {entryOf("x")}}, "no such rule");
    addEdit("a rule that does not compile", all, InsertRules{0, {entryOf("/(/")}}, "(");
    addEdit("disabling in brackets", brackets, EnableRules{{0}, false}, "no room");
    addEdit("inserting disabled in brackets", brackets, InsertRules{0, {entryOf("x", false)}},
            "no room");
    addEdit("disabling a rule with a line too far left",
            "users: {}\nacl:\n  - match: {}\n    actions: []\n# left\n    x-more: 1\n",
            EnableRules{{0}, false}, "further left");
    addEdit("enabling what does not compile",
            "users: {}\nacl: []\n# wharfgate:disabled\n# - {match: {account: /(/}, actions: []}\n",
            EnableRules{{0}, true}, "(");
    addEdit("an unknown user", all, RemoveUsers{{"eve"}}, "no user \"eve\"");
    addEdit("renaming an unknown user", all, RenameUser{"eve", "x"}, "no user \"eve\"");
    addEdit("renaming to a known user", all, RenameUser{"ann", "bob"}, "already");
    addEdit("locking an unknown user", all, LockUsers{{"eve"}, true}, "no user \"eve\"");
    addEdit("locking without a password", all, LockUsers{{"dan"}, true}, "no password");
    addEdit("unlocking without a password", all, LockUsers{{"cat"}, false}, "no password to go");
    addEdit("a label that is there", "users: {a: {labels: {x: [a], y: [b]}}}\nacl: []\n",
            RenameLabel{"x", "y"}, "already");
    addEdit("a label with a brace", all, RenameLabel{"group", "a}b"}, "brace");
    addEdit("an unknown setting", all, SetSetting{"token.isuer", "x"}, "no setting");
    addEdit("a list setting", all, SetSetting{"control.admins", "x"}, "no setting");
    addEdit("a user's key as setting", all, SetSetting{"users.*.password", "x"}, "no setting");
    addEdit("a section as setting", all, SetSetting{"token", "x"}, "no setting");
    addEdit("a value out of range", all, SetSetting{"token.expiration", "-5"}, "must be");
    addEdit("a needed setting", all, SetSetting{"token.issuer", std::nullopt}, "issuer is missing");
    addEdit("an alias", "x-u: &u {password: h}\nusers: {a: *u}\nacl: []\n", LockUsers{{"a"}, true},
            "Line 4");
    addEdit("a merge key", "x-u: &u {password: h}\nusers: {a: {<<: *u}}\nacl: []\n",
            LockUsers{{"a"}, true}, "merge key");
    addEdit("users from an alias", "x-u: &u {a: {}}\nusers: *u\nacl: []\n", PutUser{"b", {}},
            "Line 4");
    addEdit("a value that others share",
            "users: {a: {password: &p h}, b: {password: *p}}\nacl: []\n",
            PutUser{"a", {{"new"}, {}, {}}}, "line 3");
    addEdit("an anchor that others need",
            "users: {a: {password: &p h}, b: {password: *p}}\nacl: []\n", RemoveUsers{{"a"}},
            "line 3");
    addEdit("rules from an alias", "x-r: &r [{match: {}, actions: []}]\nusers: {}\nacl: *r\n",
            RemoveRules{{0}}, "Line 5");
}

void EditTest::refuses()
{
    QFETCH(std::string, rest);
    QFETCH(Edit, edit);
    QFETCH(std::string, part);
    const auto before = textOf(rest);
    QVERIFY2(before.configuration(),
             before.hasErrors() ? before.problems().front().toString().c_str() : "");
    const auto after = applyEdit(before, edit);
    QVERIFY2(!after, after ? after->text().c_str() : "");
    QVERIFY2(after.error().detail.find(part) != std::string::npos, after.error().detail.c_str());
    const bool isKnown = after.error().code == ErrorCode::InvalidInput ||
                         after.error().code == ErrorCode::Unsupported;
    QVERIFY(isKnown);
}

void EditTest::brokenTextCanOnlyBeReplaced()
{
    const auto broken = ConfigurationText::read("users: [", "test.yml");
    QVERIFY(!broken.configuration());
    QVERIFY(broken.hasErrors());
    QVERIFY(broken.rules().empty());
    const auto refused = applyEdit(broken, RemoveUsers{{"a"}});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
    const std::string good = kHead + kUsers + kRules;
    const auto mended = applyEdit(broken, ReplaceText{good});
    QVERIFY(mended);
    QCOMPARE(mended->text(), good);
    QCOMPARE(mended->file(), std::string("test.yml"));
}

void EditTest::replacesText()
{
    const auto before = textOf(kUsers + kRules);
    const auto refused = applyEdit(before, ReplaceText{"server: 1\n"});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
    QCOMPARE(refused.error().position.line, 1);
}

void EditTest::severalEditsAreAllOrNone()
{
    const auto before = textOf(kUsers + kRules);
    const auto both = applyEdits(
        before, {RenameUser{"ann", "anna"}, ReplaceRule{0, entryOf("anna")}, RemoveRules{{1}}});
    QVERIFY(both);
    QCOMPARE(both->rules().size(), 1U);
    QCOMPARE(*both->rules()[0].rule.match.account, std::string("anna"));
    QVERIFY(both->configuration()->users.contains("anna"));
    QVERIFY(!applyEdits(before, {RenameUser{"ann", "anna"}, RemoveRules{{7}}}));
    const auto none = applyEdits(before, {});
    QVERIFY(none);
    QCOMPARE(none->text(), before.text());
}

void EditTest::enablesWithAnotherContent()
{
    const auto before = textOf("users: {}\nacl: []\n  # wharfgate:disabled\n"
                               "  # - match: {account: '/(/'} # broken\n  #   actions: [pull]\n");
    QCOMPARE(before.rules().size(), 1U);
    const auto enabled = applyEdit(before, ReplaceRule{0, entryOf("good")});
    QVERIFY2(enabled, enabled ? "" : enabled.error().detail.c_str());
    QCOMPARE(enabled->text(), kHead + "users: {}\nacl:\n  - match: {account: 'good'} # broken\n"
                                      "    actions: [pull]\n");
    const auto disabled = applyEdit(*enabled, ReplaceRule{0, entryOf("/(/", false)});
    QVERIFY2(disabled, disabled ? "" : disabled.error().detail.c_str());
    QCOMPARE(disabled->text(), before.text());
}

void EditTest::manyUsersAtOnce()
{
    std::vector<Edit> edits;
    for (int i = 0; i < 200; ++i)
        edits.push_back(PutUser{"user" + std::to_string(i), {{"h"}, {{"x", {"y"}}}, {}}});
    edits.push_back(PutUser{"ann", {{"new"}, {}, {}}});
    for (const std::string &users : {kUsers, std::string("users: {}\n")}) {
        const auto after = applyEdits(textOf(users + kRules), edits);
        QVERIFY2(after, after ? "" : after.error().detail.c_str());
        QVERIFY(after->configuration()->users.size() >= 201);
        QCOMPARE(*after->configuration()->users.at("ann").passwordHash, std::string("new"));
    }
}

void EditTest::jsonStaysJson()
{
    auto text = test::editingText(u"flow.yml"_s);
    RuleEntry entry = entryOf("/^a\\.b$/");
    entry.rule.comment = "say \"hi\"\u0085\n";
    const std::vector<Edit> edits = {
        InsertRules{3, {entry, entry}},
        ReplaceRule{0, entry},
        PutUser{"zoe", {{"h"}, {{"x", {"007", "true"}}}, {}}},
        RenameUser{"bob", "b\\b"},
        SetSetting{"limits.idle_timeout", "2m"},
        SetSetting{"token.expiration", "300"},
        RemoveRules{{1}},
        MoveRules{{0}, 2},
        RemoveUsers{{""}},
    };
    for (const Edit &edit : edits) {
        const auto after = applyEdit(text, edit);
        QVERIFY2(after, after ? "" : after.error().detail.c_str());
        text = *after;
        QJsonParseError error;
        QJsonDocument::fromJson(QByteArray::fromStdString(text.text()), &error);
        QVERIFY2(error.error == QJsonParseError::NoError, text.text().c_str());
    }
}

void EditTest::snapshotsStayAsTheyWere()
{
    auto first = std::make_unique<ConfigurationText>(textOf(kUsers + kRules));
    const auto second = applyEdit(*first, RemoveRules{{0}});
    QVERIFY(second);
    QCOMPARE(first->rules().size(), 2U);
    const ConfigurationText copy = *first;
    first.reset();
    QCOMPARE(copy.text(), kHead + kUsers + kRules);
    QVERIFY(applyEdit(copy, RemoveUsers{{"ann"}}));
}

void EditTest::refusalsShowNoSecret()
{
    const std::string secret = "$2y$10$SECRETSECRETSECRETSECRE";
    const auto before =
        textOf("users: {a: {password: &p \"" + secret + "\"}, b: {password: *p}}\nacl: []\n");
    const std::vector<Edit> edits = {LockUsers{{"a"}, true}, LockUsers{{"b"}, true},
                                     PutUser{"a", {{secret + "x"}, {}, {}}}, RemoveUsers{{"a"}},
                                     SetSetting{"token.expiration", "x"}};
    for (const Edit &edit : edits) {
        const auto after = applyEdit(before, edit);
        QVERIFY(!after);
        QVERIFY(after.error().detail.find("SECRET") == std::string::npos);
    }
}

QTEST_APPLESS_MAIN(EditTest)
#include "EditTest.moc"
