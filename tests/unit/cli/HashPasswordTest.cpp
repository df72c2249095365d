// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/accounts/PasswordHash.h"
#include "tests/unit/cli/CommandRun.h"

using namespace Qt::StringLiterals;
using namespace wharfgate;
using test::CommandRun;

class HashPasswordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hashes_data();
    void hashes();
    void refusedPasswords_data();
    void refusedPasswords();
    void costs_data();
    void costs();
    void saltsDiffer();
};

void HashPasswordTest::hashes_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("password");

    QTest::newRow("line") << "correct horse\n"_ba
                          << "correct horse"_ba;
    QTest::newRow("no line end") << "secret"_ba
                                 << "secret"_ba;
    QTest::newRow("carriage return") << "secret\r\n"_ba
                                     << "secret"_ba;
    QTest::newRow("only the first line") << "secret\nother\n"_ba
                                         << "secret"_ba;
    QTest::newRow("spaces stay") << "  s \t\n"_ba
                                 << "  s \t"_ba;
    QTest::newRow("UTF-8") << "p\xc3\xa4ssw\xc3\xb6rd\n"_ba
                           << "p\xc3\xa4ssw\xc3\xb6rd"_ba;
    QTest::newRow("72 bytes") << QByteArray(72, 'x') + '\n' << QByteArray(72, 'x');
}

void HashPasswordTest::hashes()
{
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, password);

    const CommandRun run({"hash-password", "--cost", "4"}, input.toStdString());
    QCOMPARE(run.code, cli::Success);
    QCOMPARE(run.err, ""_ba);
    QCOMPARE(run.out.count('\n'), 1);
    const std::string hash = run.out.trimmed().toStdString();
    QVERIFY2(run.out.startsWith("$2y$04$"), "docker_auth reads it");
    QVERIFY(accounts::verifyPassword(hash, password.toStdString()));
    QVERIFY(!accounts::verifyPassword(hash, (password + 'x').left(72).toStdString()) ||
            password.size() == 72);
    QVERIFY(!accounts::verifyPassword(hash, ""));
}

void HashPasswordTest::refusedPasswords_data()
{
    QTest::addColumn<QByteArray>("input");

    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("empty line") << "\n"_ba;
    QTest::newRow("empty line with carriage return") << "\r\n"_ba;
    QTest::newRow("first line empty") << "\nsecret\n"_ba;
    QTest::newRow("NUL") << QByteArray("sec\0ret\n", 8);
    QTest::newRow("only NUL") << QByteArray("\0\n", 2);
    QTest::newRow("73 bytes") << QByteArray(73, 'x') + '\n';
    QTest::newRow("very long") << QByteArray(1'000'000, 'x') + '\n';
}

void HashPasswordTest::refusedPasswords()
{
    QFETCH(QByteArray, input);

    const CommandRun run({"hash-password"}, input.toStdString());
    QCOMPARE(run.code, cli::Usage);
    QCOMPARE(run.out, ""_ba);
    QVERIFY(run.err.startsWith("wharfgated hash-password: "));
    QVERIFY2(!run.err.contains("xxxx") && !run.err.contains("ret"), "it repeats the password");
}

void HashPasswordTest::costs_data()
{
    QTest::addColumn<QByteArray>("cost");
    QTest::addColumn<bool>("valid");

    QTest::newRow("least") << "4"_ba << true;
    QTest::newRow("some") << "5"_ba << true;
    for (const char *bad :
         {"3", "17", "0", "-4", "+5", "", "x", "5x", " 5", "5.0", "0x5", "99999999999999999999"})
        QTest::addRow("\"%s\"", bad) << QByteArray(bad) << false;
}

void HashPasswordTest::costs()
{
    QFETCH(QByteArray, cost);
    QFETCH(bool, valid);

    const CommandRun run({"hash-password", "--cost=" + cost.toStdString()}, "secret\n");
    QCOMPARE(run.code, valid ? cli::Success : cli::Usage);
    if (valid)
        QVERIFY(run.out.startsWith("$2y$0" + cost + '$'));
    else
        QVERIFY2(run.out.isEmpty() && run.err.contains("--cost must be a number from 4 to 16"),
                 run.err.constData());
}

void HashPasswordTest::saltsDiffer()
{
    const CommandRun first({"hash-password", "--cost=4"}, "secret\n");
    const CommandRun second({"hash-password", "--cost=4"}, "secret\n");
    QVERIFY(first.out != second.out);
}

QTEST_GUILESS_MAIN(HashPasswordTest)
#include "HashPasswordTest.moc"
