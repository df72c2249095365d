// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/acl/AclTestSupport.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace wharfgate::acl;
using test::compiled;
using test::request;
using test::rule;

using Conditions = QList<QByteArray>;

/// Decisions beyond the recorded cases: captures, inserted values, labels, actions, the trace.
class DecideTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noRules();
    void emptyMatchMatchesEveryone();
    void inserted_data();
    void inserted();
    void labels_data();
    void labels();
    void labelWithoutValues();
    void invalidUtf8_data();
    void invalidUtf8();
    void actions_data();
    void actions();
    void unknownAddress();
    void trace();
    void traceSentences_data();
    void traceSentences();
    void manyThreads();
};

void DecideTest::noRules()
{
    const Decision decision = AccessList().decide(request(), Trace::On);
    QVERIFY(!decision.rule);
    QVERIFY(decision.actions.empty());
    QVERIFY(decision.passedOver.empty());
    QVERIFY(AccessList().rules().empty());
}

void DecideTest::emptyMatchMatchesEveryone()
{
    const AccessList list = compiled({rule({}, {"pull"})});
    const Decision decision = list.decide(Request{});
    QCOMPARE(decision.rule, std::optional<std::size_t>(0));
    QVERIFY(decision.actions.empty());
    QCOMPARE(list.rules().size(), std::size_t{1});
}

void DecideTest::inserted_data()
{
    QTest::addColumn<Conditions>("conditions");
    QTest::addColumn<QByteArray>("account");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("matched");

    const QByteArray mail = "account=/^(.+)@(.+)$/";
    QTest::newRow("capture") << Conditions{mail, "name=${account:2}/${account:1}"} << "bob@corp"_ba
                             << "corp/bob"_ba << true;
    QTest::newRow("capture and account")
        << Conditions{mail, "name=${account}/${account:1}"} << "bob@corp"_ba
        << "bob@corp/bob"_ba << true;
    QTest::newRow("star captured, glob") << Conditions{mail, "name=${account:1}/*"} << "*@corp"_ba
                                         << "eve/app"_ba << false;
    QTest::newRow("star captured, as itself")
        << Conditions{mail, "name=${account:1}/*"} << "*@corp"_ba
        << "*/app"_ba << true;
    QTest::newRow("dot star captured, expression")
        << Conditions{mail, "name=/^${account:1}$/"} << ".*@corp"_ba
        << "anything"_ba << false;
    QTest::newRow("alternative captured")
        << Conditions{mail, "name=/^${account:1}$/"} << "a|b@corp"_ba
        << "b"_ba << false;
    QTest::newRow("class captured") << Conditions{mail, "name=${account:1}"} << "[a-z]@corp"_ba
                                    << "q"_ba << false;
    QTest::newRow("parenthesis captured")
        << Conditions{mail, "name=/^${account:1}$/"} << "(@corp"_ba
        << "("_ba << true;
    QTest::newRow("capture does not become an expression")
        << Conditions{"account=/^(/.+/)$/", "name=${account:1}"} << "/b/"_ba
        << "abc"_ba << false;
    QTest::newRow("account does not become an expression")
        << Conditions{"name=${account}"} << "/a/"_ba
        << "xax"_ba << false;
    QTest::newRow("account that looks like an expression, as itself")
        << Conditions{"name=${account}"} << "/a/"_ba
        << "/a/"_ba << true;
    QTest::newRow("half an expression, completed") << Conditions{"name=/${account}"} << "a/"_ba
                                                   << "xax"_ba << false;
    QTest::newRow("a value holds a variable")
        << Conditions{mail, "name=${account:1}"} << "${name}@corp"_ba
        << "x"_ba << false;
    QTest::newRow("group beyond") << Conditions{mail, "name=${account:3}/*"} << "a@b"_ba
                                  << "/x"_ba << false;
    QTest::newRow("group beyond stays text") << Conditions{mail, "name=${account:3}/*"} << "a@b"_ba
                                             << "${account:3}/x"_ba << true;
    QTest::newRow("group that took no part")
        << Conditions{"account=/^(a)?(.*)$/", "name=${account:1}x"} << "b"_ba
        << "x"_ba << true;
    QTest::newRow("overflowing group")
        << Conditions{mail, "name=${account:99999999999999999999}"} << "a@b"_ba
        << "a"_ba << false;
    QTest::newRow("field without expression")
        << Conditions{"account=*@*", "name=${account:1}/*"} << "a@b"_ba
        << "a/x"_ba << false;
    QTest::newRow("of another field")
        << Conditions{"name=/^([^/]+)\\//", "account=${name:1}"} << "bob"_ba
        << "bob/x"_ba << true;
    QTest::newRow("of another field, wrong")
        << Conditions{"name=/^([^/]+)\\//", "account=${name:1}"} << "eve"_ba
        << "bob/x"_ba << false;
    QTest::newRow("of itself") << Conditions{"name=/^(b)\\/${name:1}$/"} << "x"_ba
                               << "b/b"_ba << false;
    QTest::newRow("anchored by the value") << Conditions{"name=/${account}$/"} << "^"_ba
                                           << "anything"_ba << false;
    QTest::newRow("ends in a backslash") << Conditions{"name=/^${account}$/"} << "a\\"_ba
                                         << "a\\"_ba << true;
    QTest::newRow("quoting closed by the value")
        << Conditions{"name=/^\\Q${account}\\E$/"} << "\\E.*"_ba
        << "anything"_ba << false;
    QTest::newRow("case ignored") << Conditions{"name=/(?i)^${account}$/"} << "BOB"_ba
                                  << "bob"_ba << true;
    QTest::newRow("optional by the rule") << Conditions{"name=/^(?:${account}-)?x$/"} << "bob"_ba
                                          << "x"_ba << true;
    QTest::newRow("one of two") << Conditions{"name=/^x$|^${account}$/"} << "bob"_ba
                                << "x"_ba << true;
    QTest::newRow("unfinished variable stays text") << Conditions{"name=${account"} << "bob"_ba
                                                    << "${account"_ba << true;
    QTest::newRow("variable within another's braces")
        << Conditions{"name=${x${account}"} << "bob"_ba
        << "${xbob"_ba << true;
}

void DecideTest::inserted()
{
    QFETCH(Conditions, conditions);
    QFETCH(QByteArray, account);
    QFETCH(QByteArray, name);
    QFETCH(bool, matched);
    Request asked = request();
    asked.account = account.toStdString();
    asked.name = name.toStdString();
    const Decision decision = compiled({rule(conditions)}).decide(asked);
    QCOMPARE(decision.rule.has_value(), matched);
    QVERIFY(!decision.labelLimitExceeded);
}

void DecideTest::labels_data()
{
    QTest::addColumn<Conditions>("conditions");
    QTest::addColumn<Conditions>("values"); // "label=value"
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("matched");

    QTest::newRow("same value in both places") << Conditions{"name=${labels:g}/${labels:g}"}
                                               << Conditions{"g=a", "g=b"} << "b/b"_ba << true;
    QTest::newRow("not two values") << Conditions{"name=${labels:g}/${labels:g}"}
                                    << Conditions{"g=a", "g=b"} << "a/b"_ba << false;
    QTest::newRow("two labels") << Conditions{"name=/^${labels:g}-${labels:h}$/"}
                                << Conditions{"g=a", "g=b", "h=c", "h=d"} << "b-c"_ba << true;
    QTest::newRow("two labels, one wrong")
        << Conditions{"name=/^${labels:g}-${labels:h}$/"} << Conditions{"g=a", "g=b", "h=c", "h=d"}
        << "c-b"_ba << false;
    QTest::newRow("bad expression is skipped")
        << Conditions{"name=/^${labels:g}$/"} << Conditions{"g=(", "g=a"} << "a"_ba << true;
    QTest::newRow("bad expression matches nothing")
        << Conditions{"name=/^${labels:g}/"} << Conditions{"g=("} << "("_ba << false;
    QTest::newRow("alternative in a value")
        << Conditions{"name=/^${labels:g}$/"} << Conditions{"g=a|b"} << "b"_ba << true;
    QTest::newRow("plain values beside one that is a pattern")
        << Conditions{"name=/^x-${labels:g}-${labels:h}$/"} << Conditions{"g=a", "h=.*"}
        << "x-a-zz"_ba << true;
    QTest::newRow("label missing stays text")
        << Conditions{"name=${labels:g}"} << Conditions{} << "${labels:g}"_ba << true;
    QTest::newRow("whole pattern is an expression")
        << Conditions{"name=${labels:g}"} << Conditions{"g=/^a.c$/"} << "abc"_ba << true;
    QTest::newRow("part of a pattern is no expression")
        << Conditions{"name=${labels:g}*"} << Conditions{"g=/^a.c$/"} << "abc"_ba << false;
    QTest::newRow("half an expression")
        << Conditions{"name=/${labels:g}"} << Conditions{"g=.*/"} << "abc"_ba << false;
    QTest::newRow("value with a slash crosses as written")
        << Conditions{"name=${labels:g}/*"} << Conditions{"g=a/b"} << "a/b/c"_ba << true;
    QTest::newRow("condition and variable") << Conditions{"name=${labels:g}/*", "labels.h=yes"}
                                            << Conditions{"g=a", "h=no"} << "a/b"_ba << false;
    QTest::newRow("condition with the account")
        << Conditions{"labels.owner=/^${account}$/"} << Conditions{"owner=bob", "owner=alice"}
        << "x"_ba << true;
    QTest::newRow("condition in which labels are not replaced")
        << Conditions{"labels.g=${labels:h}"} << Conditions{"g=x", "h=x"} << "x"_ba << false;
    QTest::newRow("literal in the expression is taken")
        << Conditions{"name=/x|${labels:g}/"} << Conditions{"g=q"} << "x"_ba << true;
    QTest::newRow("repeated by the rule")
        << Conditions{"name=/^${labels:g}*$/"} << Conditions{"g=a"} << "aaa"_ba << true;
    QTest::newRow("counted by the value")
        << Conditions{"name=/^a{${labels:n}}$/"} << Conditions{"n=3"} << "aaa"_ba << true;
}

void DecideTest::labels()
{
    QFETCH(Conditions, conditions);
    QFETCH(Conditions, values);
    QFETCH(QByteArray, name);
    QFETCH(bool, matched);
    Request asked = request();
    asked.name = name.toStdString();
    for (const QByteArray &value : values)
        asked.labels[value.left(1) == "o" ? "owner" : value.left(1).toStdString()].push_back(
            value.mid(value.indexOf('=') + 1).toStdString());
    const Decision decision = compiled({rule(conditions)}).decide(asked, Trace::On);
    QCOMPARE(decision.rule.has_value(), matched);
    QVERIFY(!decision.labelLimitExceeded);
}

void DecideTest::labelWithoutValues()
{
    Request asked = request();
    asked.labels["g"] = {}; // a program answered {"g": []}
    for (const char *pattern : {"name=/${labels:g}/", "name=/^${labels:g}$/", "name=${labels:g}",
                                "name=/^(x|${labels:g})/"})
        QVERIFY2(!compiled({rule({pattern})}).decide(asked).rule, pattern);
}

void DecideTest::invalidUtf8_data()
{
    QTest::addColumn<Conditions>("conditions");
    QTest::addColumn<QByteArray>("account");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("matched");

    QTest::newRow("a bad byte is one character") << Conditions{"name=/^a.z$/"} << "x"_ba
                                                 << "a\xFFz"_ba << true;
    QTest::newRow("two are two") << Conditions{"name=/^a.z$/"} << "x"_ba
                                 << "a\xFF\xFEz"_ba << false;
    QTest::newRow("it is no letter") << Conditions{"name=/^\\pL$/"} << "x"_ba
                                     << "\xE9"_ba << false;
    QTest::newRow("inserted into a glob") << Conditions{"name=${account}/*"} << "a\xFF"_ba
                                          << "a\xFF/x"_ba << true;
    QTest::newRow("another bad byte") << Conditions{"name=${account}/*"} << "a\xFF"_ba
                                      << "a\xFE/x"_ba << false;
    QTest::newRow("inserted into an expression") << Conditions{"name=/^${account}$/"} << "a\xFF"_ba
                                                 << "a\xFF"_ba << false;
    QTest::newRow("captured as its bytes")
        << Conditions{"account=/^é(.+)@/", "name=${account:1}/*"} << "é\xFF\xFEz@"_ba
        << "\xFF\xFEz/x"_ba << true;
    QTest::newRow("captured behind bad bytes")
        << Conditions{"account=/^..(.+)@$/", "name=${account:1}"} << "\xFF\xFEzé@"_ba
        << "zé"_ba << true;
    QTest::newRow("captured, empty")
        << Conditions{"account=/^.()z/", "name=${account:1}x"} << "\xFFz"_ba
        << "x"_ba << true;
}

void DecideTest::invalidUtf8()
{
    QFETCH(Conditions, conditions);
    QFETCH(QByteArray, account);
    QFETCH(QByteArray, name);
    QFETCH(bool, matched);
    Request asked = request();
    asked.account = account.toStdString();
    asked.name = name.toStdString();
    QCOMPARE(compiled({rule(conditions)}).decide(asked).rule.has_value(), matched);
}

using Strings = std::vector<std::string>;

void DecideTest::actions_data()
{
    QTest::addColumn<Strings>("allowed");
    QTest::addColumn<Strings>("requested");
    QTest::addColumn<Strings>("granted");

    QTest::newRow("everything, once")
        << Strings{"*"} << Strings{"push", "pull", "push"} << Strings{"push", "pull"};
    QTest::newRow("everything, empty") << Strings{"*"} << Strings{""} << Strings{};
    QTest::newRow("everything, white space")
        << Strings{"*"} << Strings{"pull ", "\n", "pull"} << Strings{"pull"};
    QTest::newRow("everything, junk")
        << Strings{"*"} << Strings{"é", "a,b", "\"", "<x>"} << Strings{};
    QTest::newRow("everything, NUL") << Strings{"*"} << Strings{std::string("a\0", 2)} << Strings{};
    QTest::newRow("everything, star") << Strings{"*"} << Strings{"*"} << Strings{"*"};
    QTest::newRow("everything, upper case")
        << Strings{"*"} << Strings{"PULL", "x-1_2.y"} << Strings{"PULL", "x-1_2.y"};
    QTest::newRow("intersection is sorted")
        << Strings{"push", "pull"} << Strings{"push", "pull"} << Strings{"pull", "push"};
    QTest::newRow("intersection once")
        << Strings{"pull", "pull"} << Strings{"pull", "pull"} << Strings{"pull"};
    QTest::newRow("star asked, not granted")
        << Strings{"pull", "push"} << Strings{"*"} << Strings{};
    QTest::newRow("star beside others is itself")
        << Strings{"*", "pull"} << Strings{"push"} << Strings{};
    QTest::newRow("two stars") << Strings{"*", "*"} << Strings{"pull"} << Strings{};
    QTest::newRow("no pattern") << Strings{"p*"} << Strings{"pull"} << Strings{};
    QTest::newRow("case matters") << Strings{"pull"} << Strings{"Pull"} << Strings{};
    QTest::newRow("denied") << Strings{} << Strings{"pull"} << Strings{};
    QTest::newRow("nothing asked") << Strings{"*"} << Strings{} << Strings{};
}

void DecideTest::actions()
{
    QFETCH(Strings, allowed);
    QFETCH(Strings, requested);
    QFETCH(Strings, granted);
    Request asked = request();
    asked.actions = requested;
    const Decision decision = compiled({rule({}, allowed)}).decide(asked);
    QCOMPARE(decision.rule, std::optional<std::size_t>(0));
    QVERIFY(decision.actions == granted);
}

void DecideTest::unknownAddress()
{
    Request asked = request();
    asked.ip = std::nullopt;
    QVERIFY(!compiled({rule({"ip=0.0.0.0/0"})}).decide(asked).rule);
    QVERIFY(compiled({rule({})}).decide(asked).rule);
}

void DecideTest::trace()
{
    const AccessList list = compiled({
        rule({"account=bob", "name=other/*"}),
        rule({"name=other/*", "ip=11.0.0.0/8"}),
        rule({"ip=11.0.0.0/8", "labels.g=x"}),
        rule({"labels.a=*", "labels.g=x"}),
        rule({"type=registry"}),
        rule({"service=elsewhere"}),
        rule({"account=${name}"}),
        rule({"account=alice"}, {"pull"}),
        rule({}),
    });
    Request asked = request();
    asked.labels = {{"a", {"1"}}, {"g", {"y", "z"}}};
    const Decision decision = list.decide(asked, Trace::On);
    QCOMPARE(decision.rule, std::optional<std::size_t>(7));
    QVERIFY(decision.actions == Strings{"pull"});

    const std::vector<Condition> expected = {
        Condition::Account, Condition::Name,    Condition::Ip,     Condition::Label,
        Condition::Type,    Condition::Service, Condition::Account};
    QCOMPARE(decision.passedOver.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(decision.passedOver[i].rule, i);
        QCOMPARE(decision.passedOver[i].condition, expected[i]);
    }
    QCOMPARE(decision.passedOver[3].label, std::string("g"));
    QCOMPARE(decision.passedOver[3].value, std::string("y, z"));
    QCOMPARE(decision.passedOver[6].pattern, std::string("${name}"));
}

void DecideTest::traceSentences_data()
{
    QTest::addColumn<Conditions>("conditions");
    QTest::addColumn<QByteArray>("sentence");

    QTest::newRow("name") << Conditions{"name=test-*"}
                          << "name \"alice/app\" does not match \"test-*\""_ba;
    QTest::newRow("account") << Conditions{"account=bob\\x"}
                             << "account \"alice\" does not match \"bob\\\\x\""_ba;
    QTest::newRow("ip") << Conditions{"ip=11.0.0.0/8"}
                        << "ip \"10.1.2.3\" is not in \"11.0.0.0/8\""_ba;
    QTest::newRow("label absent") << Conditions{"labels.g=x"}
                                  << "label \"g\" has no value that matches \"x\""_ba;
    QTest::newRow("label") << Conditions{"labels.team=x"}
                           << "label \"team\" has \"dev, ops\", which does not match \"x\""_ba;
}

void DecideTest::traceSentences()
{
    QFETCH(Conditions, conditions);
    QFETCH(QByteArray, sentence);
    Request asked = request();
    asked.labels["team"] = {"dev", "ops"};
    const Decision decision = compiled({rule(conditions)}).decide(asked, Trace::On);
    QCOMPARE(decision.passedOver.size(), std::size_t{1});
    QCOMPARE(QByteArray::fromStdString(decision.passedOver.front().toString()), sentence);
}

void DecideTest::manyThreads()
{
    const AccessList list =
        compiled({rule({"name=/^x{1,20}$/"}), rule({"name=/^${labels:g}-[a-z]+$/"}),
                  rule({"account=/^(.+)$/", "name=${account:1}/*"})});
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&list, &wrong, t] {
            Request asked = request();
            for (int i = 0; i < 500; ++i) {
                const bool label = (i + t) % 2 == 0;
                asked.labels["g"] = {"dev", "op+s"};
                asked.name = label ? "dev-abc" : "alice/app";
                if (list.decide(asked).rule != std::optional<std::size_t>(label ? 1 : 2))
                    ++wrong;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
}

QTEST_APPLESS_MAIN(DecideTest)
#include "DecideTest.moc"
