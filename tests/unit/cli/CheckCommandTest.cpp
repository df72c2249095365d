// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/cli/CommandRun.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using test::CommandRun;

class CheckCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exitCodes_data();
    void exitCodes();
    void textNamesThePlace();
    void json();
    void fileThatCannotBeRead();
};

void CheckCommandTest::exitCodes_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("strictCode");

    const QByteArray usual = test::usualConfiguration();
    QTest::newRow("unknown key") << usual + "colour: blue\n"
                                 << int(cli::Success) << int(cli::Findings);
    QTest::newRow("malformed glob")
        << test::configurationWith("users: {}\nacl:\n  - match: {name: \"[a\"}\n"
                                   "    actions: [pull]\n")
        << int(cli::Success) << int(cli::Findings);
    QTest::newRow("bad expression")
        << test::configurationWith("users: {}\nacl:\n  - match: {name: \"/(/\"}\n"
                                   "    actions: [pull]\n")
        << int(cli::InvalidConfiguration) << int(cli::InvalidConfiguration);
    QTest::newRow("no rules") << test::configurationWith("users: {}\n")
                              << int(cli::InvalidConfiguration) << int(cli::InvalidConfiguration);
    QTest::newRow("unsupported section")
        << usual + "google_auth: {client_id: x}\n"
        << int(cli::InvalidConfiguration) << int(cli::InvalidConfiguration);
    QTest::newRow("bad YAML") << usual + "  : [\n"
                              << int(cli::InvalidConfiguration) << int(cli::InvalidConfiguration);
    QTest::newRow("empty") << ""_ba << int(cli::InvalidConfiguration)
                           << int(cli::InvalidConfiguration);
    QTest::newRow("binary") << QByteArray(1000, '\x80') << int(cli::InvalidConfiguration)
                            << int(cli::InvalidConfiguration);
}

void CheckCommandTest::exitCodes()
{
    QFETCH(QByteArray, content);
    QFETCH(int, code);
    QFETCH(int, strictCode);

    const test::Folder folder;
    const std::string file = folder.write(u"checked.yml"_s, content);
    const CommandRun plain({"check", file});
    QVERIFY2(plain.code == code, plain.out.constData());
    QCOMPARE(plain.err, ""_ba);
    QVERIFY(plain.out.contains("checked.yml:"));
    const CommandRun strict({"check", "--strict", file});
    QCOMPARE(strict.code, strictCode);
    QCOMPARE(strict.out, plain.out);
}

void CheckCommandTest::textNamesThePlace()
{
    const test::Folder folder;
    const std::string file = folder.write(
        u"checked.yml"_s,
        "server: {addr: \":5001\", adr: x}\n" +
            test::usualConfiguration().mid(test::usualConfiguration().indexOf("token:")));
    const CommandRun run({"check", file});
    QCOMPARE(run.code, cli::Success);
    QVERIFY2(run.out.contains("checked.yml:1:25: warning: server.adr: "), run.out.constData());
    QVERIFY(run.out.contains("addr?"));
    QVERIFY(run.out.contains("checked.yml: 0 errors, 1 warning, "));
}

void CheckCommandTest::json()
{
    const test::Folder folder;
    const std::string file = folder.write(
        u"a \"b\".yml"_s, test::configurationWith("users: {}\nacl:\n  - match: {name: \"/(/\"}\n"
                                                  "    actions: [pull]\ncolour: blue\n"));
    const CommandRun run({"check", "--json", file});
    QCOMPARE(run.code, cli::InvalidConfiguration);
    const QJsonObject object = QJsonDocument::fromJson(run.out).object();
    const QJsonArray problems = object["problems"_L1].toArray();
    QCOMPARE(problems.size(), object["errors"_L1].toInt() + object["warnings"_L1].toInt() +
                                  object["lints"_L1].toInt());
    QCOMPARE(object["errors"_L1].toInt(), 1);
    QVERIFY(object["warnings"_L1].toInt() >= 1);
    bool sawError = false;
    for (const QJsonValue &problem : problems) {
        QCOMPARE(problem.toObject().keys(),
                 (QStringList{u"code"_s, u"column"_s, u"file"_s, u"key"_s, u"line"_s, u"message"_s,
                              u"remedy"_s, u"severity"_s}));
        QVERIFY(problem["file"_L1].toString().endsWith("a \"b\".yml"_L1));
        if (problem["severity"_L1].toString() != "error"_L1)
            continue;
        sawError = true;
        QCOMPARE(problem["line"_L1].toInt(), 9);
        QCOMPARE(problem["key"_L1].toString(), u"acl[0].match.name"_s);
    }
    QVERIFY(sawError);

    const CommandRun good(
        {"check", "--json", folder.write(u"good.yml"_s, test::usualConfiguration())});
    QCOMPARE(good.code, cli::Success);
    QVERIFY(QJsonDocument::fromJson(good.out).object()["problems"_L1].isArray());
    QCOMPARE(QJsonDocument::fromJson(good.out).object()["errors"_L1].toInt(-1), 0);
}

void CheckCommandTest::fileThatCannotBeRead()
{
    for (const char *file : {"/nonexistent/x.yml", "/"}) {
        const CommandRun run({"check", file});
        QCOMPARE(run.code, cli::InvalidConfiguration);
        QVERIFY2(run.out.contains(file), run.out.constData());
    }
    const CommandRun asJson({"check", "--json", "/nonexistent/x.yml"});
    QCOMPARE(QJsonDocument::fromJson(asJson.out).object()["errors"_L1].toInt(), 1);
}

QTEST_GUILESS_MAIN(CheckCommandTest)
#include "CheckCommandTest.moc"
