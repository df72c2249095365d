// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/Redaction.h"
#include "shared/config/ConfigurationReader.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate::config;

/// What those who may look see of a configuration.
class RedactionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replaces_data();
    void replaces();
    void withholds_data();
    void withholds();
    void hidesEveryHash_data();
    void hidesEveryHash();
};

namespace {

constexpr const char *kHash = "$2y$10$abcdefghijklmnopqrstuuPYXeQ3xYJwX8kO3dM1qv0aHqjJ9zVZm";

} // namespace

void RedactionTest::replaces_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("redacted");

    const auto row = [](const char *name, QByteArray text, QByteArray redacted) {
        QTest::newRow(name) << text.replace("HASH", kHash) << redacted;
    };
    row("nothing", "", "");
    row("comments only", "# a\n", "# a\n");
    row("no secrets", "server: {addr: x} # y\nacl: []\n", "server: {addr: x} # y\nacl: []\n");
    row("double quotes", "users:\n  a: {password: \"HASH\"} # b\n",
        "users:\n  a: {password: \"*\"} # b\n");
    row("single quotes", "users: {a: {password: 'HASH', labels: {x: [y]}}}\n",
        "users: {a: {password: \"*\", labels: {x: [y]}}}\n");
    row("plain", "users:\n  a:\n    password: HASH # b\n    labels: {}\n",
        "users:\n  a:\n    password: \"*\" # b\n    labels: {}\n");
    row("locked", "users: {a: {password: \"!HASH\"}}\n", "users: {a: {password: \"*\"}}\n");
    row("no hash", "users: {a: {password: \"hunter2\"}}\n", "users: {a: {password: \"*\"}}\n");
    row("none", "users: {a: {password: ~}}\n", "users: {a: {password: ~}}\n");
    row("tag and anchor", "users: {a: {password: !!str &p \"HASH\"}}\n",
        "users: {a: {password: !!str &p \"*\"}}\n");
    row("alias", "x-p: &p \"HASH\"\nusers: {a: {password: *p}}\n",
        "x-p: &p \"*\"\nusers: {a: {password: *p}}\n");
    row("alias of no hash", "x-p: &p \"hunter2hunter2\"\nusers: {a: {password: *p}}\n",
        "x-p: &p \"*\"\nusers: {a: {password: *p}}\n");
    row("merged", "x-u: &u {password: \"HASH\"}\nusers: {a: {<<: *u}}\n",
        "x-u: &u {password: \"*\"}\nusers: {a: {<<: *u}}\n");
    row("escapes", "users: {a: {password: \"\\x24\\x32y$10$abc\"}}\n",
        "users: {a: {password: \"*\"}}\n");
    row("in a comment", "# a: {password: \"HASH\"}\nacl: []\n",
        "# a: {password: \"*\"}\nacl: []\n");
    row("crypt(5)", "# $6$rounds=5000$salt$abcdefghijklmnop and $y$j9T$abc$defghijkl\n",
        "# * and *\n");
    row("no hash at all", "# costs $5 or $10, ${account} $1$\n",
        "# costs $5 or $10, ${account} $1$\n");
    row("environment", "ext_auth: {command: x, environment: {TOKEN: abc, B: \"d\"}}\n",
        "ext_auth: {command: x, environment: {TOKEN: \"*\", B: \"*\"}}\n");
    row("line ends", "users:\r\n  a: {password: \"HASH\"}\r\nacl: []",
        "users:\r\n  a: {password: \"*\"}\r\nacl: []");
}

void RedactionTest::replaces()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, redacted);
    QCOMPARE(QByteArray::fromStdString(redactedText(text.toStdString())), redacted);
}

void RedactionTest::withholds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no YAML") << "users: {a: {password: \"hunter2\"\n"_ba;
    QTest::newRow("a second document") << "acl: []\n---\nusers: {a: {password: hunter2}}\n"_ba;
    QTest::newRow("block text") << "users:\n  a:\n    password: |\n      hunter2\n"_ba;
    QTest::newRow("alias of an escaped text")
        << "x-p: &p \"h\\x75nter2\"\nusers: {a: {password: *p}}\n"_ba;
    QTest::newRow("not UTF-8") << "users: {a: {password: \"hunter2\xff\"}}\n"_ba;
}

void RedactionTest::withholds()
{
    QFETCH(QByteArray, text);
    const std::string shown = redactedText(text.toStdString());
    QVERIFY(shown.starts_with("# "));
    QVERIFY(shown.find("nter2") == std::string::npos);
    QVERIFY(shown.find("password:") == std::string::npos);
}

void RedactionTest::hidesEveryHash_data()
{
    QTest::addColumn<QString>("file");
    const QDir folder(QStringLiteral(EXAMPLES_DIR));
    for (const QString &name : folder.entryList({u"*.yml"_s}, QDir::Files))
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

void RedactionTest::hidesEveryHash()
{
    QFETCH(QString, file);
    const ReadResult read = readConfigurationFile(file.toStdString());
    QVERIFY(read.configuration);
    const std::string shown = redactedText(read.text);
    QVERIFY(shown.size() > read.text.size() / 2); // it is shown
    for (const auto &[name, user] : read.configuration->users) {
        if (user.passwordHash && user.passwordHash->size() > 4)
            QVERIFY(shown.find(*user.passwordHash) == std::string::npos);
    }
    const ReadResult again = readConfiguration(shown, "shown.yml");
    QVERIFY(again.configuration);
    QCOMPARE(again.configuration->users.size(), read.configuration->users.size());
}

QTEST_APPLESS_MAIN(RedactionTest)
#include "RedactionTest.moc"
