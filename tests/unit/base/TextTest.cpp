// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/base/Text.h"
#include "shared/base/Utf8.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate;

class TextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void utf8_data();
    void utf8();
    void decodesEveryCodePoint();
    void escaped_data();
    void escaped();
    void escapedRespectsEveryLimit();
    void words_data();
    void words();
    void controlCharacters_data();
    void controlCharacters();
    void nearest_data();
    void nearest();
};

void TextTest::utf8_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<QByteArray>("repaired");

    QTest::newRow("empty") << ""_ba << true << ""_ba;
    QTest::newRow("ASCII") << "abc"_ba << true << "abc"_ba;
    QTest::newRow("highest") << "\xF4\x8F\xBF\xBF"_ba << true << "\xF4\x8F\xBF\xBF"_ba;
    QTest::newRow("written U+FFFD") << "\uFFFD"_ba << true << "\uFFFD"_ba;
    QTest::newRow("above U+10FFFF")
        << "\xF4\x90\x80\x80"_ba << false << "\uFFFD\uFFFD\uFFFD\uFFFD"_ba;
    QTest::newRow("lone continuation") << "a\x80z"_ba << false << "a\uFFFDz"_ba;
    QTest::newRow("overlong two") << "\xC1\xBF"_ba << false << "\uFFFD\uFFFD"_ba;
    QTest::newRow("overlong three") << "\xE0\x9F\xBF"_ba << false << "\uFFFD\uFFFD\uFFFD"_ba;
    QTest::newRow("overlong four")
        << "\xF0\x8F\xBF\xBF"_ba << false << "\uFFFD\uFFFD\uFFFD\uFFFD"_ba;
    QTest::newRow("first surrogate") << "\xED\xA0\x80"_ba << false << "\uFFFD\uFFFD\uFFFD"_ba;
    QTest::newRow("last surrogate") << "\xED\xBF\xBF"_ba << false << "\uFFFD\uFFFD\uFFFD"_ba;
    QTest::newRow("cut two") << "\xC3"_ba << false << "\uFFFD"_ba;
    QTest::newRow("cut four") << "x\xF0\x9F\x98"_ba << false << "x\uFFFD\uFFFD\uFFFD"_ba;
    QTest::newRow("third byte wrong") << "\xE6\x97z"_ba << false << "\uFFFD\uFFFDz"_ba;
    QTest::newRow("Latin-1") << "caf\xE9"_ba << false << "caf\uFFFD"_ba;
    QTest::newRow("FE FF") << "\xFE\xFF"_ba << false << "\uFFFD\uFFFD"_ba;
}

void TextTest::utf8()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, valid);
    QFETCH(QByteArray, repaired);
    QCOMPARE(text::isValidUtf8(text.toStdString()), valid);
    QCOMPARE(QByteArray::fromStdString(utf8::repaired(text.toStdString())), repaired);
}

void TextTest::decodesEveryCodePoint()
{
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        const QByteArray bytes = QStringView(QChar::fromUcs4(c)).toUtf8();
        const std::string_view view(bytes.constData(), static_cast<std::size_t>(bytes.size()));
        const utf8::Decoded decoded = utf8::decode(view);
        QVERIFY(decoded.valid);
        QCOMPARE(decoded.codePoint, c);
        QCOMPARE(decoded.length, view.size());
    }
    QCOMPARE(utf8::decode({}).length, std::size_t{0});
}

void TextTest::escaped_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("limit");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("plain") << "GET /auth"_ba << 1024 << "GET /auth"_ba;
    QTest::newRow("other scripts stay") << "é日😀"_ba << 1024 << "é日😀"_ba;
    QTest::newRow("line ends") << "a\r\nb\tc"_ba << 1024 << "a\\r\\nb\\tc"_ba;
    QTest::newRow("backslash") << "a\\nb"_ba << 1024 << "a\\\\nb"_ba;
    QTest::newRow("escape sequence") << "\x1B[31m"_ba << 1024 << "\\x1b[31m"_ba;
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << 1024 << "a\\x00b"_ba;
    QTest::newRow("DEL") << "\x7F"_ba << 1024 << "\\x7f"_ba;
    QTest::newRow("C1 CSI") << "\xC2\x9B"_ba << 1024 << "\\xc2\\x9b"_ba;
    QTest::newRow("line separator") << "a\u2028b"_ba << 1024 << "a\\xe2\\x80\\xa8b"_ba;
    QTest::newRow("invalid byte") << "a\xFFz"_ba << 1024 << "a\\xffz"_ba;
    QTest::newRow("exactly the limit") << "abcd"_ba << 4 << "abcd"_ba;
    QTest::newRow("beyond the limit") << "abcde"_ba << 4 << "abcd…"_ba;
    QTest::newRow("no half escape") << "abc\n"_ba << 4 << "abc…"_ba;
    QTest::newRow("no half code point") << "abé"_ba << 3 << "ab…"_ba;
    QTest::newRow("limit 0") << "a"_ba << 0 << "…"_ba;
    QTest::newRow("limit 0, empty") << ""_ba << 0 << ""_ba;
}

void TextTest::escaped()
{
    QFETCH(QByteArray, text);
    QFETCH(int, limit);
    QFETCH(QByteArray, expected);
    QCOMPARE(QByteArray::fromStdString(
                 text::escaped(text.toStdString(), static_cast<std::size_t>(limit))),
             expected);
}

void TextTest::words_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("one word") << "alice@corp/é"_ba
                              << "alice@corp/é"_ba;
    QTest::newRow("nothing") << ""_ba
                             << "\"\""_ba;
    QTest::newRow("two words") << "a b"_ba
                               << "\"a b\""_ba;
    QTest::newRow("another key") << "x status=200"_ba
                                 << "\"x status=200\""_ba;
    QTest::newRow("only an equals sign") << "a=b"_ba
                                         << "\"a=b\""_ba;
    QTest::newRow("quote") << "a\"b"_ba
                           << "\"a\\\"b\""_ba;
    QTest::newRow("backslash") << "a\\b"_ba
                               << "\"a\\\\b\""_ba;
    QTest::newRow("another line") << "a\nb"_ba
                                  << "\"a\\nb\""_ba;
    QTest::newRow("another line by a separator") << "a\u2029b"_ba
                                                 << "\"a\\xe2\\x80\\xa9b\""_ba;
}

void TextTest::words()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    std::string line = "key=";
    text::appendWord(line, value.toStdString());
    QCOMPARE(QByteArray::fromStdString(line), "key=" + expected);
}

void TextTest::escapedRespectsEveryLimit()
{
    const std::string text = "a\n\\\xFFé\xC2\x9B😀\x01z";
    for (std::size_t limit = 0; limit < 40; ++limit) {
        const std::string out = text::escaped(text, limit);
        QVERIFY(out.size() <= limit + std::string("…").size());
        QVERIFY(text::isValidUtf8(out));
        QVERIFY(!text::hasControlCharacter(out));
    }
}

void TextTest::controlCharacters_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("expected");

    QTest::newRow("empty") << ""_ba << false;
    QTest::newRow("plain") << "bob smith"_ba << false;
    QTest::newRow("no-break space") << "\u00A0"_ba << false;
    QTest::newRow("continuation byte alone") << "\x9B"_ba << false;
    QTest::newRow("continuation within a letter") << "\u0109"_ba << false;
    QTest::newRow("NUL") << QByteArray("a\0", 2) << true;
    QTest::newRow("line feed") << "bob\nadmin"_ba << true;
    QTest::newRow("tab") << "\t"_ba << true;
    QTest::newRow("unit separator") << "\x1F"_ba << true;
    QTest::newRow("DEL") << "a\x7F"_ba << true;
    QTest::newRow("first C1") << "é\xC2\x80"_ba << true;
    QTest::newRow("last C1") << "\xC2\x9F"_ba << true;
}

void TextTest::controlCharacters()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, expected);
    QCOMPARE(text::hasControlCharacter(text.toStdString()), expected);
}

void TextTest::nearest_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("letter missing") << "acount"_ba
                                    << "account"_ba;
    QTest::newRow("letter doubled") << "naame"_ba
                                    << "name"_ba;
    QTest::newRow("neighbours swapped") << "nmae"_ba
                                        << "name"_ba;
    QTest::newRow("upper case") << "SERVICE"_ba
                                << "service"_ba;
    QTest::newRow("singular") << "label"_ba
                              << "labels"_ba;
    QTest::newRow("two slips in a long word") << "servise_"_ba
                                              << "service"_ba;
    QTest::newRow("exact") << "ip"_ba
                           << "ip"_ba;
    QTest::newRow("nothing near") << "password"_ba
                                  << ""_ba;
    QTest::newRow("short and different") << "xy"_ba
                                         << ""_ba;
    QTest::newRow("one letter") << "i"_ba
                                << "ip"_ba;
    QTest::newRow("empty") << ""_ba
                           << ""_ba;
    QTest::newRow("far too long") << QByteArray(100000, 'a') << ""_ba;
}

void TextTest::nearest()
{
    QFETCH(QByteArray, word);
    QFETCH(QByteArray, expected);
    const std::vector<std::string_view> candidates = {"account", "name",   "service", "ip",
                                                      "type",    "labels", ""};
    const std::string found(text::nearest(word.toStdString(), candidates));
    QCOMPARE(QByteArray::fromStdString(found), expected);
    QVERIFY(text::nearest(word.toStdString(), {}).empty());
}

QTEST_APPLESS_MAIN(TextTest)
#include "TextTest.moc"
