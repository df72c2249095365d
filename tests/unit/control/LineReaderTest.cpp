// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/control/LineReader.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate::control;

class LineReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsLines();
    void keepsEmptyLines();
    void allowsExactlyTheLimit();
    void refusesLongLines_data();
    void refusesLongLines();
    void refusesAWholeLineThatCameAtOnce();
    void takesALimitRaisedBetweenTwoLines();
    void showsTheUnfinishedLine();
    void givesTheSameLinesHoweverTheBytesArrive();
};

namespace {

QByteArrayList linesOf(LineReader &reader)
{
    QByteArrayList lines;
    while (auto line = reader.next())
        lines.append(*line);
    return lines;
}

} // namespace

void LineReaderTest::cutsLines()
{
    LineReader reader(10);
    reader.append("one\ntwo\nthr");
    QCOMPARE(linesOf(reader), (QByteArrayList{"one"_ba, "two"_ba}));
    reader.append("ee\n");
    QCOMPARE(linesOf(reader), QByteArrayList{"three"_ba});
    QVERIFY(!reader.isTooLong());
    QVERIFY(!reader.next());
}

void LineReaderTest::keepsEmptyLines()
{
    LineReader reader(10);
    reader.append("\n\na\n");
    QCOMPARE(linesOf(reader), (QByteArrayList{""_ba, ""_ba, "a"_ba}));
}

void LineReaderTest::allowsExactlyTheLimit()
{
    LineReader reader(4);
    reader.append("1234\n1234");
    QCOMPARE(linesOf(reader), QByteArrayList{"1234"_ba});
    QVERIFY(!reader.isTooLong());
    reader.append("5");
    QCOMPARE(linesOf(reader), QByteArrayList());
    QVERIFY(reader.isTooLong());
}

void LineReaderTest::refusesLongLines_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("before");

    QTest::newRow("unterminated") << QByteArray(101, 'x') << QByteArrayList();
    QTest::newRow("terminated") << QByteArray(101, 'x') + '\n' << QByteArrayList();
    QTest::newRow("after a good one") << "a\n" + QByteArray(101, 'x') << QByteArrayList{"a"_ba};
    QTest::newRow("zero bytes") << QByteArray(101, '\0') << QByteArrayList();
}

void LineReaderTest::refusesLongLines()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, before);

    LineReader reader(100);
    for (const char byte : bytes)
        reader.append({&byte, 1});
    QCOMPARE(linesOf(reader), before);
    QVERIFY(reader.isTooLong());
}

void LineReaderTest::refusesAWholeLineThatCameAtOnce()
{
    LineReader reader(3);
    reader.append("1234\nab\n");
    QVERIFY(!reader.next());
    QVERIFY(reader.isTooLong());
    QVERIFY(!reader.next()); // and stays so: what follows cannot be trusted
}

void LineReaderTest::takesALimitRaisedBetweenTwoLines()
{
    LineReader reader(5);
    reader.append("hello\na longer line\n");
    QCOMPARE(reader.next(), "hello"_ba);
    reader.setLimit(20);
    QCOMPARE(reader.next(), "a longer line"_ba);
    QVERIFY(!reader.isTooLong());
}

void LineReaderTest::showsTheUnfinishedLine()
{
    LineReader reader(100);
    reader.append("whole\npart");
    QCOMPARE(reader.next(), "whole"_ba);
    QVERIFY(!reader.next());
    QCOMPARE(reader.unfinished(), QByteArrayView("part"));
}

void LineReaderTest::givesTheSameLinesHoweverTheBytesArrive()
{
    QRandomGenerator random(17);
    QByteArray stream;
    for (int i = 0; i < 2000; ++i)
        stream += QByteArray(random.bounded(300), static_cast<char>('a' + i % 26)) + '\n';
    LineReader reader(300);
    QByteArray joined;
    qsizetype at = 0;
    while (at < stream.size()) {
        const qsizetype size = qMin<qsizetype>(random.bounded(1, 900), stream.size() - at);
        reader.append(QByteArrayView(stream).sliced(at, size));
        at += size;
        for (const QByteArray &line : linesOf(reader))
            joined += line + '\n';
        QVERIFY(!reader.isTooLong());
    }
    QCOMPARE(joined, stream);
    QVERIFY(reader.unfinished().isEmpty());
}

QTEST_APPLESS_MAIN(LineReaderTest)
#include "LineReaderTest.moc"
