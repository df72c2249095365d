// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/events/TextPattern.h"

#include "shared/base/Text.h"

#include <QElapsedTimer>
#include <QTest>

using namespace wharfgate;
using namespace wharfgate::events;
using namespace Qt::StringLiterals;

class TextPatternTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void matchesTextThatIsNotUtf8();
    void refuses_data();
    void refuses();
    void takesLinearTime();
};

void TextPatternTest::matches_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    const auto row = [](const QString &pattern, const QString &text, bool expected) {
        QTest::addRow("%s ~ %s", qPrintable(pattern), qPrintable(text))
            << pattern << text << expected;
    };
    row(u""_s, u""_s, true);
    row(u""_s, u"a"_s, false);
    row(u"alice"_s, u"alice"_s, true);
    row(u"alice"_s, u"Alice"_s, false);
    row(u"alice"_s, u"alice2"_s, false);
    row(u"*"_s, u""_s, true);
    row(u"*"_s, u"a/b\nc"_s, true);
    row(u"**"_s, u"a/b"_s, true);
    row(u"team*"_s, u"team/a/b"_s, true);
    row(u"team*"_s, u"ateam"_s, false);
    row(u"*app"_s, u"team/app"_s, true);
    row(u"*app"_s, u"app2"_s, false);
    row(u"*/a*"_s, u"team/app"_s, true);
    row(u"*/a*"_s, u"app"_s, false);
    row(u"t*p"_s, u"team/app"_s, true);
    row(u"t*p"_s, u"team/app2"_s, false);
    row(u"*t*p*"_s, u"a team/app b"_s, true);
    row(u"a**"_s, u"a/b"_s, true);
    row(u"?"_s, u"/"_s, true);
    row(u"?"_s, u"\u20AC"_s, true);
    row(u"?"_s, u""_s, false);
    row(u"?*"_s, u""_s, false);
    row(u"[a-c]x"_s, u"bx"_s, true);
    row(u"[a-c]x"_s, u"dx"_s, false);
    row(u"[^a-c]x"_s, u"dx"_s, true);
    row(u"[!a-c]x"_s, u"bx"_s, false);
    row(u"[]]"_s, u"]"_s, true);
    row(u"[a-]"_s, u"-"_s, true);
    row(u"[\\]\\-]"_s, u"-"_s, true);
    row(u"[\u00E4-\u00FC]"_s, u"\u00F6"_s, true);
    row(u"[.]"_s, u"x"_s, false);
    row(u"\\*"_s, u"*"_s, true);
    row(u"\\*"_s, u"a"_s, false);
    row(u"a\\*"_s, u"ab"_s, false);
    row(u"\\a"_s, u"a"_s, true);
    row(u"a.c*d"_s, u"abcd"_s, false);
    row(u"a.c*d"_s, u"a.c/d"_s, true);
    row(u"(a|b)*c"_s, u"(a|b)/c"_s, true);
    row(u"/"_s, u"/"_s, true);
    row(u"//"_s, u"anything"_s, true);
    row(u"/^ali/"_s, u"alice"_s, true);
    row(u"/lic/"_s, u"alice"_s, true);
    row(u"/^lic/"_s, u"alice"_s, false);
    row(u"/(?i)ALICE/"_s, u"alice"_s, true);
    row(u"/a"_s, u"/a"_s, true);
}

void TextPatternTest::matches()
{
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    QFETCH(bool, expected);
    const auto parsed = TextPattern::parse(pattern.toStdString());
    QVERIFY(parsed.has_value());
    QCOMPARE(parsed->pattern(), pattern.toStdString());
    QCOMPARE(parsed->matches(text.toStdString()), expected);
}

void TextPatternTest::matchesTextThatIsNotUtf8()
{
    for (const char *pattern : {"*", "a*", "a?b", "/^a.b$/", "a[^x]b", "a*b"})
        QVERIFY2(TextPattern::parse(pattern)->matches("a\xff"
                                                      "b"),
                 pattern);
    QVERIFY(!TextPattern::parse("a?")->matches("a\xff"
                                               "b"));
}

void TextPatternTest::refuses_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::newRow("open class") << QByteArray("[a-c");
    QTest::newRow("empty class") << QByteArray("[]");
    QTest::newRow("open bracket") << QByteArray("a[");
    QTest::newRow("class that ends in an escape") << QByteArray("[\\");
    QTest::newRow("reversed range") << QByteArray("[c-a]");
    QTest::newRow("nothing escaped") << QByteArray("a\\");
    QTest::newRow("bad expression") << QByteArray("/(/");
    QTest::newRow("back reference") << QByteArray("/(a)\\1/");
    QTest::newRow("huge expression") << QByteArray("/((a{100}){100}){100}/");
    QTest::newRow("costly expression") << QByteArray("/(\\pL{30}){30}/");
    QTest::newRow("long") << QByteArray(1025, 'a');
    QTest::newRow("not UTF-8") << QByteArray("a\xff");
    QTest::newRow("hostile") << QByteArray("/(\x1b[2J/");
}

void TextPatternTest::refuses()
{
    QFETCH(QByteArray, pattern);
    const auto parsed = TextPattern::parse(pattern.toStdString());
    QVERIFY(!parsed.has_value());
    QCOMPARE(parsed.error().code, ErrorCode::InvalidInput);
    QVERIFY(!text::hasControlCharacter(parsed.error().detail));
    QVERIFY(parsed.error().detail.size() < 400);
}

void TextPatternTest::takesLinearTime()
{
    std::string pattern;
    for (int i = 0; i < 100; ++i)
        pattern += "*a";
    const auto parsed = TextPattern::parse(pattern + "*b");
    QVERIFY(parsed.has_value());
    const std::string text(100'000, 'a');
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!parsed->matches(text));
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TextPatternTest)
#include "TextPatternTest.moc"
