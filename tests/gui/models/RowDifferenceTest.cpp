// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/RowDifference.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate::gui;

namespace {

std::vector<QChar> rowsOf(const QString &text)
{
    return {text.begin(), text.end()};
}

QString described(const std::vector<RowStep> &steps)
{
    QStringList words;
    for (const RowStep &step : steps) {
        switch (step.kind) {
        case RowStep::Kind::Insert:
            words << u"insert %1+%2"_s.arg(step.first).arg(step.count);
            break;
        case RowStep::Kind::Remove:
            words << u"remove %1+%2"_s.arg(step.first).arg(step.count);
            break;
        case RowStep::Kind::Move:
            words << u"move %1+%2 to %3"_s.arg(step.first).arg(step.count).arg(step.to);
            break;
        case RowStep::Kind::Change:
            words << u"change %1+%2"_s.arg(step.first).arg(step.count);
            break;
        }
    }
    return words.join(u", ");
}

template <typename T>
std::vector<T> applied(std::vector<T> rows, const std::vector<T> &after)
{
    for (const RowStep &step : differenceOf(rows, after)) {
        if (step.count < 1)
            return {};
        applyStep(rows, step, after);
    }
    return rows;
}

} // namespace

class RowDifferenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheSmallestSteps_data();
    void findsTheSmallestSteps();
    void alwaysArrives();
    void isQuickForShuffledRows();
};

void RowDifferenceTest::findsTheSmallestSteps_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("steps");
    QTest::newRow("nothing") << u""_s << u""_s << u""_s;
    QTest::newRow("the same") << u"abc"_s << u"abc"_s << u""_s;
    QTest::newRow("all new") << u""_s << u"abc"_s << u"insert 0+3"_s;
    QTest::newRow("all gone") << u"abc"_s << u""_s << u"remove 0+3"_s;
    QTest::newRow("one in") << u"abc"_s << u"abXc"_s << u"insert 2+1"_s;
    QTest::newRow("at the end") << u"abc"_s << u"abcX"_s << u"insert 3+1"_s;
    QTest::newRow("one out") << u"abc"_s << u"ac"_s << u"remove 1+1"_s;
    QTest::newRow("two runs in") << u"abcd"_s << u"aXbcYd"_s << u"insert 1+1, insert 4+1"_s;
    QTest::newRow("two runs out") << u"abcdef"_s << u"acf"_s << u"remove 3+2, remove 1+1"_s;
    QTest::newRow("one other") << u"abc"_s << u"aXc"_s << u"change 1+1"_s;
    QTest::newRow("two others") << u"abcd"_s << u"XbcY"_s << u"change 0+1, change 3+1"_s;
    QTest::newRow("one up") << u"abcde"_s << u"adbce"_s << u"move 3+1 to 1"_s;
    QTest::newRow("one down") << u"abcde"_s << u"acdbe"_s << u"move 1+1 to 4"_s;
    QTest::newRow("to the top") << u"abcde"_s << u"eabcd"_s << u"move 4+1 to 0"_s;
    QTest::newRow("to the end") << u"abcde"_s << u"bcdea"_s << u"move 0+1 to 5"_s;
    QTest::newRow("a run down") << u"abcdef"_s << u"adebcf"_s << u"move 3+2 to 1"_s;
    QTest::newRow("apart, together")
        << u"abcdef"_s << u"cefabd"_s << u"move 2+1 to 0, move 4+2 to 1"_s;
    QTest::newRow("equal rows") << u"aaab"_s << u"aaba"_s << u"move 3+1 to 2"_s;
    QTest::newRow("nothing in common") << u"abcd"_s << u"XY"_s << u"remove 0+4, insert 0+2"_s;
}

void RowDifferenceTest::findsTheSmallestSteps()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QString, steps);
    const auto found = differenceOf(rowsOf(before), rowsOf(after));
    QCOMPARE(described(found), steps);
    QVERIFY(applied(rowsOf(before), rowsOf(after)) == rowsOf(after));
}

void RowDifferenceTest::alwaysArrives()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 5000; ++round) {
        std::vector<int> before;
        std::vector<int> after;
        const int values = random.bounded(1, 12);
        for (int i = random.bounded(12); i > 0; --i)
            before.push_back(random.bounded(values));
        if (round % 2 == 0) {
            after = before;
            std::shuffle(after.begin(), after.end(), random);
        } else {
            for (int i = random.bounded(12); i > 0; --i)
                after.push_back(random.bounded(values));
        }
        QVERIFY(applied(before, after) == after);
    }
}

void RowDifferenceTest::isQuickForShuffledRows()
{
    QRandomGenerator random(1);
    std::vector<int> before;
    for (int i = 0; i < 20'000; ++i)
        before.push_back(i);
    std::vector<int> after = before;
    std::shuffle(after.begin(), after.end(), random);
    QVERIFY(applied(before, after) == after);
    QVERIFY(differenceOf(before, after).size() <= 10);
}

QTEST_MAIN(RowDifferenceTest)
#include "RowDifferenceTest.moc"
