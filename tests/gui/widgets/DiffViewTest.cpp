// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/DiffView.h"
#include "gui/widgets/Redaction.h"
#include "gui/widgets/Theme.h"
#include "tests/gui/widgets/Palettes.h"

#include <QAction>
#include <QApplication>
#include <QTest>
#include <QTextBlock>

using namespace wharfgate::gui;
using namespace Qt::StringLiterals;

namespace {

std::string numbered(int lines, const std::string &changed = {}, int at = -1)
{
    std::string text;
    for (int i = 1; i <= lines; ++i)
        text += i == at ? changed : "line " + std::to_string(i) + "\n";
    return text;
}

} // namespace

/// The difference of two texts, without what must not be shown.
class DiffViewTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsHunksWithLinesAround();
    void countsAddedAndRemovedLines();
    void saysWhenThereIsNone();
    void joinsHunksThatAreNear();
    void keysGoFromHunkToHunk();
    void tintsFollowThePalette();
    void showsChangedLineBreaks();
    void hugeDifferencesAreCut();
    void redacts_data();
    void redacts();
    void hashesAreNeverShown();
};

void DiffViewTest::showsHunksWithLinesAround()
{
    DiffView view;
    view.setTexts(numbered(10), numbered(10, "changed\n", 5));
    QCOMPARE(view.toPlainText(), u"From line 2\n"
                                 "2 2    line 2\n"
                                 "3 3    line 3\n"
                                 "4 4    line 4\n"
                                 "5    − line 5\n"
                                 "  5  + changed\n"
                                 "6 6    line 6\n"
                                 "7 7    line 7\n"
                                 "8 8    line 8"_s);
    QVERIFY(view.isReadOnly());
}

void DiffViewTest::countsAddedAndRemovedLines()
{
    DiffView view;
    view.setTexts("a\nb\nc\n", "a\nx\ny\nc\nd\n");
    QCOMPARE(view.addedLines(), 3);
    QCOMPARE(view.removedLines(), 1);
    view.setTexts("", "a\n");
    QCOMPARE(view.addedLines(), 1);
    QCOMPARE(view.removedLines(), 0);
    view.setTexts("a\n", "");
    QCOMPARE(view.addedLines(), 0);
    QCOMPARE(view.removedLines(), 1);
}

void DiffViewTest::saysWhenThereIsNone()
{
    DiffView view;
    view.setTexts("a\n", "b\n");
    view.setTexts("a\n", "a\n");
    QVERIFY(view.toPlainText().isEmpty());
    QVERIFY(!view.placeholderText().isEmpty());
}

void DiffViewTest::joinsHunksThatAreNear()
{
    DiffView view;
    std::string after = numbered(30);
    after.replace(after.find("line 10\n"), 8, "ten\n");
    after.replace(after.find("line 13\n"), 8, "thirteen\n");
    after.replace(after.find("line 25\n"), 8, "twenty-five\n");
    view.setTexts(numbered(30), after);
    QCOMPARE(view.toPlainText().count(u"From line"_s), 2);
    QCOMPARE(view.toPlainText().count(u"line 11"_s), 1);
    QCOMPARE(view.toPlainText().count(u"line 12"_s), 1);
}

void DiffViewTest::keysGoFromHunkToHunk()
{
    DiffView view;
    std::string after = numbered(40);
    after.replace(after.find("line 10\n"), 8, "ten\n");
    after.replace(after.find("line 30\n"), 8, "thirty\n");
    view.setTexts(numbered(40), after);
    view.resize(300, 100);
    view.show();
    QVERIFY(QTest::qWaitForWindowActive(&view));
    view.setFocus();
    const auto current = [&view] { return view.textCursor().block().text(); };
    QTest::keyClick(&view, Qt::Key_F7);
    QVERIFY(current().endsWith(u"line 10"_s));
    QTest::keyClick(&view, Qt::Key_F7);
    QVERIFY(current().endsWith(u"line 30"_s));
    QTest::keyClick(&view, Qt::Key_F7);
    QVERIFY(current().endsWith(u"line 30"_s));
    QTest::keyClick(&view, Qt::Key_F7, Qt::ShiftModifier);
    QVERIFY(current().endsWith(u"line 10"_s));
}

void DiffViewTest::tintsFollowThePalette()
{
    DiffView view;
    view.setTexts("a\n", "b\n");
    for (const QPalette &palette : {test::lightPalette(), test::darkPalette()}) {
        QApplication::setPalette(palette);
        const QColor removed = theme::color(theme::Role::RemovedBackground, palette);
        QTRY_COMPARE(view.document()->findBlockByNumber(1).blockFormat().background().color(),
                     removed);
    }
}

void DiffViewTest::showsChangedLineBreaks()
{
    DiffView view;
    view.setTexts("a\r\nb\r\n", "a\r\nc\r\n");
    QVERIFY(!view.toPlainText().contains(u"\\r"_s));
    view.setTexts("a\r\n", "a\n");
    QVERIFY(view.toPlainText().contains(u"a\\r"_s));
    view.setTexts("a\n", "a");
    QVERIFY(view.toPlainText().contains(u"no line break"_s));
}

void DiffViewTest::hugeDifferencesAreCut()
{
    DiffView view;
    view.setTexts({}, numbered(30'000));
    QCOMPARE(view.addedLines(), 30'000);
    QVERIFY(view.blockCount() < 20'100);
    QVERIFY(view.toPlainText().endsWith(u"more lines are not shown."_s));
}

void DiffViewTest::redacts_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("expected");
    QTest::newRow("none") << u"  addr: \":5001\""_s << u"  addr: \":5001\""_s;
    QTest::newRow("block") << u"    password: \"$2y$05$abc/def\" # x"_s
                           << u"    password: (h) # x"_s;
    QTest::newRow("single quotes") << u"password: '$2y$05$abc'"_s << u"password: (h)"_s;
    QTest::newRow("plain") << u"password: $2y$05$abc"_s << u"password: (h)"_s;
    QTest::newRow("locked") << u"password: \"!$2y$05$abc\""_s << u"password: !(h)"_s;
    QTest::newRow("a tag") << u"password: !!str $2y$05$abc"_s << u"password: (h)"_s;
    QTest::newRow("flow") << u"\"a\": {password: \"$2y$05$x\", labels: {g: [b]}}"_s
                          << u"\"a\": {password: (h), labels: {g: [b]}}"_s;
    QTest::newRow("flow, plain") << u"a: {password: $6$rounds=5000$x$y}"_s
                                 << u"a: {password: (h)}"_s;
    QTest::newRow("quoted key") << u"{\"password\": \"$2y$05$x\"}"_s << u"{\"password\": (h)}"_s;
    QTest::newRow("escaped quote") << u"password: \"ab\\\"cd\""_s << u"password: (h)"_s;
    QTest::newRow("old scheme") << u"password: \"abJnggxhB/yWI\""_s << u"password: (h)"_s;
    QTest::newRow("anchor") << u"password: &p \"$2y$05$abc\""_s << u"password: &p (h)"_s;
    QTest::newRow("reference") << u"password: *p"_s << u"password: *p"_s;
    QTest::newRow("folded") << u"password: >-"_s << u"password: >-"_s;
    QTest::newRow("folded value") << u"      $2y$05$abc"_s << u"      (h)"_s;
    QTest::newRow("null") << u"password: null"_s << u"password: null"_s;
    QTest::newRow("in a comment") << u"# was: $2y$05$abc"_s << u"# was: (h)"_s;
    QTest::newRow("another key") << u"password_threads: 4"_s << u"password_threads: 4"_s;
    QTest::newRow("a variable") << u"name: \"${account}/*\""_s << u"name: \"${account}/*\""_s;
    QTest::newRow("a pattern") << u"name: \"/^a$/\""_s << u"name: \"/^a$/\""_s;
    QTest::newRow("open quote") << u"password: \"$2y$05$abc"_s << u"password: (h)"_s;
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("ends after the key") << u"password:"_s << u"password:"_s;
    QTest::newRow("ends after a backslash") << u"password: \"a\\"_s << u"password: (h)"_s;
}

void DiffViewTest::redacts()
{
    QFETCH(const QString, line);
    QTEST(QString::fromStdString(withoutPasswordHashes(line.toStdString(), "(h)")), "expected");
}

void DiffViewTest::hashesAreNeverShown()
{
    DiffView view;
    const std::string hash = "$2y$05$LO.vzwpWC5LZGqThvEfznu8qhb5SGqvBSWY1J3yZ4AxtMRZ3kN5jC";
    view.setTexts("users:\n  alice: {}\n", "users:\n  alice:\n    password: \"" + hash + "\"\n");
    QVERIFY(!view.toPlainText().contains(QString::fromStdString(hash)));
    QVERIFY(!view.toPlainText().contains(u"LO.vzwp"_s));
    QVERIFY(view.toPlainText().contains(u"(password hash)"_s));
}

QTEST_MAIN(DiffViewTest)
#include "DiffViewTest.moc"
