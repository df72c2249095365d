// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/Texts.h"

#include <QLocale>
#include <QTest>

using namespace wharfgate::gui;
using namespace Qt::StringLiterals;

/// How values are written for people; above all, that no text of a client can disguise itself.
class TextsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void escapes_data();
    void escapes();
    void showsBytesThatAreNoText();
    void bothFormsAgree();
    void cutsLongTexts();
    void relativeTimes_data();
    void relativeTimes();
    void durations_data();
    void durations();
    void uptimes_data();
    void uptimes();
    void expiries_data();
    void expiries();
    void sentences_data();
    void sentences();
};

void TextsTest::escapes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << u"team-a/app"_s << u"team-a/app"_s;
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("letters") << u"Zoë 张伟 🚢"_s << u"Zoë 张伟 🚢"_s;
    QTest::newRow("line break") << u"a\nb\r\tc"_s << u"a\\nb\\r\\tc"_s;
    QTest::newRow("escape") << u"\x1b[31mred"_s << u"\\x1b[31mred"_s;
    QTest::newRow("nul") << QString(QChar(0)) << u"\\x00"_s;
    QTest::newRow("delete") << u"\x7f"_s << u"\\x7f"_s;
    QTest::newRow("C1") << QString(QChar(0x9b)) << u"\\x9b"_s;
    QTest::newRow("override") << u"exe\u202egpj"_s << u"exe\\u{202e}gpj"_s;
    QTest::newRow("isolate") << u"a\u2066b"_s << u"a\\u{2066}b"_s;
    QTest::newRow("arabic mark") << u"a\u061cb"_s << u"a\\u{061c}b"_s;
    QTest::newRow("zero width") << u"ad\u200bmin"_s << u"ad\\u{200b}min"_s;
    QTest::newRow("soft hyphen") << u"ad\u00admin"_s << u"ad\\u{00ad}min"_s;
    QTest::newRow("line separator") << u"a\u2028b"_s << u"a\\u{2028}b"_s;
    QTest::newRow("byte order mark") << u"\ufeffa"_s << u"\\u{feff}a"_s;
    QTest::newRow("tag") << u"a\U000E0041"_s << u"a\\u{e0041}"_s;
}

void TextsTest::escapes()
{
    QFETCH(const QString, text);
    QFETCH(const QString, shown);
    QCOMPARE(texts::shown(text), shown);
}

void TextsTest::bothFormsAgree()
{
    const QString text = u"Zoë\u202e 🚢\n"_s;
    QCOMPARE(texts::shown(std::string_view(text.toStdString())), texts::shown(text));
}

void TextsTest::showsBytesThatAreNoText()
{
    QCOMPARE(texts::shown(std::string_view("a\xff\xc3")), u"a\\xff\\xc3"_s);
    // An overlong form of "/" and a surrogate are no UTF-8 (RFC 3629 3).
    QCOMPARE(texts::shown(std::string_view("\xc0\xaf")), u"\\xc0\\xaf"_s);
    QCOMPARE(texts::shown(std::string_view("\xed\xa0\x80")), u"\\xed\\xa0\\x80"_s);
}

void TextsTest::cutsLongTexts()
{
    QCOMPARE(texts::shown(u"abcdef"_s, 3), u"abc…"_s);
    QCOMPARE(texts::shown(u"abc"_s, 3), u"abc"_s);
    QCOMPARE(texts::shown(std::string_view("abcdef"), 3), u"abc…"_s);
    QCOMPARE(texts::shown(u"🚢🚢🚢"_s, 2), u"🚢🚢…"_s);
}

void TextsTest::relativeTimes_data()
{
    QTest::addColumn<qint64>("secondsAgo");
    QTest::addColumn<QString>("expected");
    QTest::newRow("now") << qint64(0) << u"just now"_s;
    QTest::newRow("clocks differ") << qint64(-3) << u"just now"_s;
    QTest::newRow("seconds") << qint64(42) << u"42 seconds ago"_s;
    QTest::newRow("minutes") << qint64(185) << u"3 minutes ago"_s;
    QTest::newRow("hours") << qint64(2 * 3600 + 10) << u"2 hours ago"_s;
    QTest::newRow("days") << qint64(5 * 86'400) << u"5 days ago"_s;
    QTest::newRow("ahead") << qint64(-7200) << u"in 2 hours"_s;
    QTest::newRow("days ahead") << qint64(-86'400 * 12) << u"in 12 days"_s;
}

void TextsTest::relativeTimes()
{
    QFETCH(const qint64, secondsAgo);
    QFETCH(const QString, expected);
    const QDateTime now(QDate(2026, 8, 1), QTime(12, 0), Qt::UTC);
    QCOMPARE(texts::relativeTime(now.addSecs(-secondsAgo), now), expected);
    QCOMPARE(texts::relativeTime({}, now), u"never"_s);
    // Beyond two months a date says more.
    QVERIFY(texts::relativeTime(now.addDays(-300), now).contains(u"Oct"_s));
}

void TextsTest::durations_data()
{
    QTest::addColumn<qint64>("microseconds");
    QTest::addColumn<QString>("expected");
    QTest::newRow("fast") << qint64(412) << u"0.4 ms"_s;
    QTest::newRow("none") << qint64(0) << u"0.0 ms"_s;
    QTest::newRow("milliseconds") << qint64(85'400) << u"85 ms"_s;
    QTest::newRow("second") << qint64(1'240'000) << u"1.2 s"_s;
    QTest::newRow("minutes") << qint64(125'000'000) << u"2 min"_s;
}

void TextsTest::durations()
{
    QFETCH(const qint64, microseconds);
    QTEST(texts::duration(microseconds), "expected");
}

void TextsTest::uptimes_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("expected");
    QTest::newRow("seconds") << qint64(7) << u"7 s"_s;
    QTest::newRow("minutes") << qint64(600) << u"10 min"_s;
    QTest::newRow("hours") << qint64(3 * 3600 + 240) << u"3 h 4 min"_s;
    QTest::newRow("days") << qint64(3 * 86'400 + 4 * 3600 + 5) << u"3 days 4 h"_s;
    QTest::newRow("clock went back") << qint64(-5) << u"0 s"_s;
}

void TextsTest::uptimes()
{
    QFETCH(const qint64, seconds);
    QTEST(texts::uptime(seconds), "expected");
}

void TextsTest::expiries_data()
{
    QTest::addColumn<qint64>("secondsLeft");
    QTest::addColumn<QString>("expected");
    QTest::newRow("days") << qint64(12 * 86'400 + 60) << u"expires in 12 days"_s;
    QTest::newRow("hours") << qint64(5 * 3600) << u"expires in 5 hours"_s;
    QTest::newRow("soon") << qint64(60) << u"expires within the hour"_s;
    QTest::newRow("now") << qint64(0) << u"expired just now"_s;
    QTest::newRow("expired") << qint64(-3 * 86'400) << u"expired 3 days ago"_s;
    QTest::newRow("hours ago") << qint64(-7200) << u"expired 2 hours ago"_s;
}

void TextsTest::expiries()
{
    QFETCH(const qint64, secondsLeft);
    const QDateTime now(QDate(2026, 8, 1), QTime(12, 0), Qt::UTC);
    QTEST(texts::expiry(now.addSecs(secondsLeft), now), "expected");
    QCOMPARE(texts::expiry({}, now), u"has no end date"_s);
}

void TextsTest::sentences_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("remedy");
    QTest::addColumn<QString>("expected");
    QTest::newRow("both") << u"the key is missing"_s << u"Add it."_s
                          << u"The key is missing. Add it."_s;
    QTest::newRow("no remedy") << u"the key is missing."_s << QString() << u"The key is missing."_s;
    QTest::newRow("question") << u"Did you mean `addr`?"_s << u"use it"_s
                              << u"Did you mean `addr`? Use it."_s;
    QTest::newRow("control") << u"bad \x1b name"_s << QString() << u"Bad \\x1b name."_s;
    QTest::newRow("nothing") << QString() << QString() << QString();
}

void TextsTest::sentences()
{
    QFETCH(const QString, message);
    QFETCH(const QString, remedy);
    QTEST(texts::sentence(message.toStdString(), remedy.toStdString()), "expected");
}

QTEST_MAIN(TextsTest)
#include "TextsTest.moc"
