// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/cli/CommandRun.h"

using namespace Qt::StringLiterals;
using namespace wharfgate;
using test::CommandRun;

class TestCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneCase_data();
    void oneCase();
    void failuresAreExplained();
    void brokenCases_data();
    void brokenCases();
    void everyProblemIsReported();
    void filesThatCannotBeRead();
    void casesInTheConfiguration();
    void brokenCasesInTheConfiguration();

private:
    CommandRun run(const QByteArray &cases) const
    {
        return CommandRun({"test", m_folder.write(u"rules.yml"_s, test::usualConfiguration()),
                           m_folder.write(u"cases.yml"_s, cases)});
    }

    test::Folder m_folder;
};

void TestCommandTest::oneCase_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("failure"); // null: holds

    const QByteArray none;
    QTest::newRow("holds") << "{account: admin, name: x, actions: [pull], expect: [pull]}"_ba
                           << none;
    QTest::newRow("any order")
        << "{account: admin, name: x, actions: [push, pull], expect: [push, pull]}"_ba << none;
    QTest::newRow("nothing") << "{name: x, actions: [pull], expect: []}"_ba << none;
    QTest::newRow("own labels")
        << "{account: bob, name: team/x, actions: [pull], expect: [pull], rule: 2}"_ba << none;
    QTest::newRow("given labels")
        << "{labels: {group: [dev]}, name: team/x, actions: [pull], expect: [pull]}"_ba << none;
    QTest::newRow("labels before the account")
        << "{labels: {}, account: bob, name: team/x, actions: [pull], expect: []}"_ba << none;
    QTest::newRow("address and service")
        << "{ip: 10.1.2.3, service: Docker registry, name: x, actions: [pull], expect: [pull]}"_ba
        << none;
    QTest::newRow("type")
        << "{account: admin, type: registry, name: catalog, actions: ['*'], expect: ['*']}"_ba
        << none;
    QTest::newRow("null account") << "{account: , name: x, actions: [pull], expect: []}"_ba << none;
    QTest::newRow("granted less") << "{account: eve, name: eve/x, actions: [pull, delete], "
                                     "expect: [pull, delete]}"_ba
                                  << "granted pull, expected delete,pull"_ba;
    QTest::newRow("granted more") << "{account: admin, name: x, actions: [pull], expect: []}"_ba
                                  << "granted pull, expected nothing"_ba;
    QTest::newRow("granted nothing") << "{name: x, actions: [pull], expect: [pull]}"_ba
                                     << "granted nothing, expected pull"_ba;
    QTest::newRow("other rule")
        << "{account: admin, name: x, actions: [pull], expect: [pull], rule: 1}"_ba
        << "rule 0 decided, expected rule 1"_ba;
    QTest::newRow("no rule") << "{name: x, actions: [pull], expect: [], rule: 0}"_ba
                             << "no rule decided, expected rule 0"_ba;
    QTest::newRow("expected twice")
        << "{account: admin, name: x, actions: [pull], expect: [pull, pull]}"_ba
        << "granted pull, expected pull,pull"_ba;
}

void TestCommandTest::oneCase()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, failure);

    const CommandRun result = run("- " + text + '\n');
    QCOMPARE(result.err, ""_ba);
    if (failure.isNull()) {
        QCOMPARE(result.out, "1 of 1 cases hold\n"_ba);
        QCOMPARE(result.code, cli::Success);
        return;
    }
    QCOMPARE(result.code, cli::Findings);
    QVERIFY2(result.out.contains("cases.yml:1: FAILED case 1: " + failure + '\n'),
             result.out.constData());
    QVERIFY(result.out.endsWith("0 of 1 cases hold\n"));
}

void TestCommandTest::failuresAreExplained()
{
    const CommandRun result = run("- {account: admin, name: x, actions: [pull], expect: [pull]}\n"
                                  "\n"
                                  "- case: \"Eve may\\e push\"\n"
                                  "  account: eve\n"
                                  "  name: team/x\n"
                                  "  actions: [push]\n"
                                  "  expect: [push]\n"
                                  "- {name: x, actions: [pull], expect: []}\n");
    QCOMPARE(result.code, cli::Findings);
    QVERIFY2(result.out.contains(R"(cases.yml:3: FAILED Eve may\x1b push: granted nothing, )"
                                 "expected push\n    granted:   nothing\n"),
             result.out.constData());
    QVERIFY(result.out.contains("\n      rule 2 \"Developers\""));
    QVERIFY(result.out.endsWith("\n2 of 3 cases hold\n"));
}

void TestCommandTest::brokenCases_data()
{
    QTest::addColumn<QByteArray>("cases");
    QTest::addColumn<QByteArray>("message"); // behind the file's name

    const QByteArray good = "name: x, actions: [pull], expect: []";
    QTest::newRow("empty") << ""_ba
                           << ":1:1: error: the file must be a list of cases"_ba;
    QTest::newRow("text") << "hello\n"_ba
                          << ":1:1: error: the file must be a list of cases"_ba;
    QTest::newRow("mapping") << "name: x\n"_ba
                             << ":1:1: error: the file must be a list"_ba;
    QTest::newRow("case is a text") << "- {" + good + "}\n- hello\n"
                                    << ":2:3: error: a case must be a mapping"_ba;
    QTest::newRow("no name") << "- {actions: [pull], expect: []}\n"_ba
                             << ":1:3: error: name: is missing in this case"_ba;
    QTest::newRow("no actions") << "\n- {name: x, expect: []}\n"_ba
                                << ":2:3: error: actions: is missing in this case"_ba;
    QTest::newRow("no expectation") << "- {name: x, actions: [pull]}\n"_ba
                                    << ":1:3: error: expect: is missing in this case"_ba;
    QTest::newRow("unknown key")
        << "- {" + good + ", acount: bob}\n"
        << ": error: acount: is not a key of a case. Did you mean account?"_ba;
    QTest::newRow("key twice") << "- {" + good + ", expect: [pull]}\n"
                               << "error: expect: stands twice in this case."_ba;
    QTest::newRow("unknown key twice") << "- {" + good + ", acount: a, acount: b}\n"
                                       << "error: acount: stands twice in this case."_ba;
    QTest::newRow("second document") << "- {" + good + "}\n---\n- {" + good + "}\n"
                                     << ":2:1: error: another document begins here."_ba;
    QTest::newRow("actions are a text") << "- {name: x, actions: pull, expect: []}\n"_ba
                                        << ":1:22: error: actions: must be a list"_ba;
    QTest::newRow("action is a list") << "- {name: x, actions: [[pull]], expect: []}\n"_ba
                                      << ":1:23: error: actions: must be one text"_ba;
    QTest::newRow("expectation is null") << "- {name: x, actions: [pull], expect: }\n"_ba
                                         << "error: expect: must be a list"_ba;
    QTest::newRow("name is a list") << "- {name: [x], actions: [pull], expect: []}\n"_ba
                                    << ":1:10: error: name: must be one text"_ba;
    QTest::newRow("address") << "- {" + good + ", ip: 10.1}\n"
                             << "error: ip: is not an IP address"_ba;
    QTest::newRow("labels are a list") << "- {" + good + ", labels: [dev]}\n"
                                       << "error: labels: must map label names to lists"_ba;
    QTest::newRow("label is a text") << "- {" + good + ", labels: {group: dev}}\n"
                                     << "error: labels: must be a list"_ba;
    QTest::newRow("rule is a word") << "- {" + good + ", rule: first}\n"
                                    << "error: rule: must be the index of an access rule"_ba;
    QTest::newRow("rule is negative") << "- {" + good + ", rule: -1}\n"
                                      << "error: rule: must be the index of an access rule"_ba;
    QTest::newRow("rule is too great") << "- {" + good + ", rule: 99999999999999999999999}\n"
                                       << "error: rule: must be the index of an access rule"_ba;
    QTest::newRow("bad YAML") << "- {name: x\n"_ba
                              << ": error: "_ba;
    QTest::newRow("tabs") << "-\tname: x\n\t- y\n"_ba
                          << ": error: "_ba;
    QTest::newRow("binary") << QByteArray("\0\x01\xff\xfe", 4) << ": error: "_ba;
}

void TestCommandTest::brokenCases()
{
    QFETCH(QByteArray, cases);
    QFETCH(QByteArray, message);

    const CommandRun result = run(cases);
    QCOMPARE(result.code, cli::InvalidConfiguration);
    QCOMPARE(result.out, ""_ba);
    QVERIFY2(result.err.contains("cases.yml:"), result.err.constData());
    QVERIFY2(result.err.contains(message), result.err.constData());
}

void TestCommandTest::everyProblemIsReported()
{
    const CommandRun result = run("- {name: x}\n- 1\n- {nmae: x, actions: [pull], expect: []}\n");
    QCOMPARE(result.err.count('\n'), 5);
    QVERIFY(result.err.contains("cases.yml:3:4: error: nmae: is not a key of a case"));
}

void TestCommandTest::filesThatCannotBeRead()
{
    const std::string rules = m_folder.write(u"rules.yml"_s, test::usualConfiguration());
    for (const std::string &file : {std::string("/nonexistent/cases.yml"), std::string("/")}) {
        const CommandRun result({"test", rules, file});
        QCOMPARE(result.code, cli::InvalidConfiguration);
        QVERIFY2(result.err.contains("the file cannot be read"), result.err.constData());
    }
    const CommandRun noRules(
        {"test", "/nonexistent/rules.yml", m_folder.write(u"cases.yml"_s, "- {}\n")});
    QCOMPARE(noRules.code, cli::InvalidConfiguration);
    QVERIFY(noRules.err.contains("/nonexistent/rules.yml"));
    QVERIFY(!noRules.err.contains("cases.yml"));
}

void TestCommandTest::casesInTheConfiguration()
{
    const QByteArray own = test::usualConfiguration() +
                           "\ntests:\n"
                           "  - {case: Admins may, account: admin, name: x, actions: [push], "
                           "expect: [push]}\n"
                           "  - {name: x, actions: [pull], expect: [pull]}\n";
    const CommandRun result({"test", m_folder.write(u"own.yml"_s, own)});
    QCOMPARE(result.code, cli::Findings);
    QVERIFY2(result.out.contains("FAILED case 2: granted nothing, expected pull"),
             result.out.constData());
    QVERIFY(result.out.endsWith("\n1 of 2 cases hold\n"));

    const CommandRun both(
        {"test", m_folder.write(u"own.yml"_s, own),
         m_folder.write(u"more.yml"_s, "- {name: x, actions: [pull], expect: []}\n")});
    QVERIFY(both.out.endsWith("\n2 of 3 cases hold\n"));

    const CommandRun none({"test", m_folder.write(u"none.yml"_s, test::usualConfiguration())});
    QCOMPARE(none.code, cli::Success);
    QVERIFY(none.err.contains("There are no cases"));
}

void TestCommandTest::brokenCasesInTheConfiguration()
{
    for (const QByteArray &tests :
         {"tests: x\n"_ba, "tests: [x]\n"_ba, "tests: [{name: x, actions: [pull]}]\n"_ba,
          "tests: [{name: x, acount: y, actions: [], expect: []}]\n"_ba, "tests: {name: x}\n"_ba}) {
        const CommandRun result(
            {"check", m_folder.write(u"own.yml"_s, test::usualConfiguration() + '\n' + tests)});
        QCOMPARE(result.code, cli::InvalidConfiguration);
        QVERIFY2(result.out.contains("error: ") || result.err.contains("error: "),
                 tests.constData());
    }
}

QTEST_GUILESS_MAIN(TestCommandTest)
#include "TestCommandTest.moc"
