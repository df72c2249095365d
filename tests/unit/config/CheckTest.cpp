// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/Check.h"
#include "shared/config/ConfigurationReader.h"

#include <QTest>

using namespace wharfgate;
using namespace wharfgate::config;

class CheckTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void advises_data();
    void advises();
    void goodFilesGetNoAdvice();
    void adviceOnRulesHasItsPlace();
    void adviceComesInTheOrderOfTheFile();
};

void CheckTest::advises_data()
{
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("users");
    QTest::addColumn<QString>("code"); // empty: no advice
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("line");
    const QByteArray server = "{addr: \":1\", certificate: c, key: k}";
    const QByteArray token = "{issuer: I, expiration: 900}";
    const QByteArray users = "{}";
    const auto row = [](const char *name, const QByteArray &s, const QByteArray &t,
                        const QByteArray &u, const char *code, const char *key, int line) {
        QTest::newRow(name) << s << t << u << QString::fromLatin1(code) << QString::fromLatin1(key)
                            << line;
    };
    row("nothing", server, token, users, "", "", 0);
    row("plain HTTP", "{addr: \":1\"}", "{issuer: I, expiration: 900, certificate: c, key: k}",
        users, "plain-http", "server.certificate", 1);
    row("plain HTTP on a Unix socket", "{addr: /s, net: unix, real_ip_header: X}",
        "{issuer: I, expiration: 900, certificate: c, key: k}", users, "", "", 0);
    row("TLS 1.0", "{addr: \":1\", certificate: c, key: k, tls_min_version: TLS10}", token, users,
        "old-tls", "server.tls_min_version", 1);
    row("TLS 1.2", "{addr: \":1\", certificate: c, key: k, tls_min_version: TLS12}", token, users,
        "", "", 0);
    row("59 s", server, "{issuer: I, expiration: 59}", users, "short-token", "token.expiration", 2);
    row("60 s", server, "{issuer: I, expiration: 60}", users, "", "", 0);
    row("1 h", server, "{issuer: I, expiration: 3600}", users, "", "", 0);
    row("over 1 h", server, "{issuer: I, expiration: 3601}", users, "long-token",
        "token.expiration", 2);
    row("cost 5", server, token,
        "{a: {password: \"$2y$05$wXqvaiukQINAZLH1G3CR0OQ2speoH008RGKKQ.cZnDlHXmz0PdU4.\"}}",
        "cheap-hash", "users.a.password", 3);
    row("cost 10", server, token,
        "{a: {password: \"$2y$10$wXqvaiukQINAZLH1G3CR0OQ2speoH008RGKKQ.cZnDlHXmz0PdU4.\"}}", "", "",
        0);
    row("no hash", server, token, "{a: {password: \"!\"}, \"\": {}}", "", "", 0);
}

void CheckTest::advises()
{
    QFETCH(const QByteArray, server);
    QFETCH(const QByteArray, token);
    QFETCH(const QByteArray, users);
    QFETCH(const QString, code);
    QFETCH(const QString, key);
    QFETCH(const int, line);
    const QByteArray yaml =
        "server: " + server + "\ntoken: " + token + "\nusers: " + users + "\nacl: []\n";
    const ReadResult result = readConfiguration(yaml.toStdString(), "test.yml");
    QVERIFY(result.configuration);
    const std::vector<Problem> advice = lintConfiguration(*result.configuration);
    QCOMPARE(advice.size(), std::size_t{code.isEmpty() ? 0U : 1U});
    if (advice.empty())
        return;
    QVERIFY(advice[0].severity == Problem::Severity::Lint);
    QCOMPARE(QString::fromStdString(advice[0].code), code);
    QCOMPARE(QString::fromStdString(advice[0].key), key);
    QCOMPARE(advice[0].position.line, line);
    QCOMPARE(advice[0].position.file, std::string("test.yml"));
    QVERIFY(!advice[0].message.empty() && !advice[0].remedy.empty());
    QVERIFY(advice[0].message.find("$2y$") == std::string::npos);
}

void CheckTest::goodFilesGetNoAdvice()
{
    const ReadResult result = readConfigurationFile(std::string(EXAMPLES_DIR "/static-users.yml"));
    QVERIFY(result.configuration);
    std::string found;
    for (const Problem &problem : lintConfiguration(*result.configuration))
        found += problem.toString() + '\n';
    QCOMPARE(QString::fromStdString(found), QString());
}

void CheckTest::adviceOnRulesHasItsPlace()
{
    const ReadResult result = readConfiguration("server: {addr: \":1\", certificate: c, key: k}\n"
                                                "token: {issuer: I, expiration: 900}\n"
                                                "users: {}\n"
                                                "acl:\n"
                                                "  - match: {}\n"
                                                "    actions: [\"*\"]\n"
                                                "  - match: {account: alice}\n"
                                                "    actions: [pull]\n",
                                                "test.yml");
    QVERIFY(result.configuration);
    const std::vector<Problem> advice = lintConfiguration(*result.configuration);
    const bool isShadowed = std::any_of(advice.begin(), advice.end(), [](const Problem &problem) {
        return problem.code == "rule-advice" && problem.key.starts_with("acl[1]") &&
               problem.position.line == 7 && problem.severity == Problem::Severity::Lint;
    });
    QVERIFY(isShadowed);
}

void CheckTest::adviceComesInTheOrderOfTheFile()
{
    const ReadResult result = readConfiguration("acl: []\n"
                                                "users: {}\n"
                                                "token: {issuer: I, certificate: c, key: k,\n"
                                                "  expiration: 5}\n"
                                                "server: {addr: \":1\"}\n",
                                                "test.yml");
    QVERIFY(result.configuration);
    const std::vector<Problem> advice = lintConfiguration(*result.configuration);
    QCOMPARE(advice.size(), std::size_t{2});
    QCOMPARE(advice[0].code, std::string("short-token"));
    QCOMPARE(advice[0].position, (SourcePosition{"test.yml", 4, 3}));
    QCOMPARE(advice[1].code, std::string("plain-http"));
    QCOMPARE(advice[1].position.line, 5);
}

QTEST_GUILESS_MAIN(CheckTest)
#include "CheckTest.moc"
