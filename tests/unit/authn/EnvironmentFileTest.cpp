// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authn/EnvironmentFile.h"

#include <QObject>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace wharfgate;
using Variables = std::map<std::string, std::string>;

class EnvironmentFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsVariables_data();
    void readsVariables();
    void refusesOtherLines_data();
    void refusesOtherLines();
    void addsThemToTheProgram();
    void namesAFileThatIsNotThere();
};

void EnvironmentFileTest::readsVariables_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("value"); // of A; null: no A
    QTest::newRow("plain") << QByteArray("A=secret\n") << QByteArray("secret");
    QTest::newRow("no newline") << QByteArray("A=secret") << QByteArray("secret");
    QTest::newRow("blanks") << QByteArray("  A = secret \r\n") << QByteArray("secret");
    QTest::newRow("equals sign") << QByteArray("A=b=c==") << QByteArray("b=c==");
    QTest::newRow("hash in the value") << QByteArray("A=b#c") << QByteArray("b#c");
    QTest::newRow("double quotes") << QByteArray("A=\" b \"") << QByteArray(" b ");
    QTest::newRow("single quotes") << QByteArray("A=' b\\n '") << QByteArray(" b\\n ");
    QTest::newRow("one quote") << QByteArray("A=\"b") << QByteArray("\"b");
    QTest::newRow("empty value") << QByteArray("A=") << QByteArray("");
    QTest::newRow("last one counts") << QByteArray("A=1\nA=2") << QByteArray("2");
    QTest::newRow("comments") << QByteArray("# A=1\n; A=2\n\n") << QByteArray();
    QTest::newRow("UTF-8") << QByteArray("A=pässwörd") << QByteArray("pässwörd");
}

void EnvironmentFileTest::readsVariables()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, value);
    const auto read = authn::parseEnvironmentFile(text.toStdString());
    QVERIFY2(read, read ? "" : read.error().detail.c_str());
    QCOMPARE(*read, value.isNull() ? Variables() : Variables({{"A", value.toStdString()}}));
}

void EnvironmentFileTest::refusesOtherLines_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no equals sign") << QByteArray("A=1\nsecret");
    QTest::newRow("export") << QByteArray("A=1\nexport B=secret");
    QTest::newRow("digit first") << QByteArray("A=1\n1B=secret");
    QTest::newRow("no name") << QByteArray("A=1\n=secret");
    QTest::newRow("reserved") << QByteArray("A=1\nWHARFGATE_ACCOUNT=secret");
    QTest::newRow("NUL") << QByteArray("A=1\nB=a\0secret", 14);
}

void EnvironmentFileTest::refusesOtherLines()
{
    QFETCH(QByteArray, text);
    const auto read = authn::parseEnvironmentFile(text.toStdString());
    QVERIFY(!read);
    QVERIFY2(read.error().detail.starts_with("line 2: "), read.error().detail.c_str());
    QVERIFY2(read.error().detail.find("secret") == std::string::npos, read.error().detail.c_str());
}

void EnvironmentFileTest::addsThemToTheProgram()
{
    const QTemporaryDir folder;
    config::ExternalProgram program;
    program.environmentFile = folder.filePath(QStringLiteral("env")).toStdString();
    program.environment = {{"A", "of the configuration"}};
    std::ofstream(program.environmentFile) << "A=of the file\nB=b\n";
    const auto whole = authn::withEnvironmentFile(program);
    QVERIFY(whole);
    QCOMPARE(whole->environment, (Variables{{"A", "of the configuration"}, {"B", "b"}}));
}

void EnvironmentFileTest::namesAFileThatIsNotThere()
{
    config::ExternalProgram program;
    program.environmentFile = "/nonexistent/env";
    const auto whole = authn::withEnvironmentFile(program);
    QVERIFY(!whole);
    QVERIFY(whole.error().detail.find("/nonexistent/env") != std::string::npos);
}

QTEST_GUILESS_MAIN(EnvironmentFileTest)
#include "EnvironmentFileTest.moc"
