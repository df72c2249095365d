// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/base/Json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate;

class JsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quoted_data();
    void quoted();
    void everyByteGivesReadableJson();
    void appendKeepsWhatIsThere();
};

void JsonTest::quoted_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("empty") << ""_ba
                           << "\"\""_ba;
    QTest::newRow("plain") << "alice/app"_ba
                           << "\"alice/app\""_ba;
    QTest::newRow("quote and backslash") << "a\"b\\c"_ba
                                         << R"("a\"b\\c")"_ba;
    QTest::newRow("line ends and tab") << "\r\n\t"_ba
                                       << R"("\r\n\t")"_ba;
    QTest::newRow("control") << "\x01\x1F"_ba
                             << R"("\u0001\u001f")"_ba;
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << R"("a\u0000b")"_ba;
    QTest::newRow("DEL") << "\x7F"_ba
                         << R"("\u007f")"_ba;
    QTest::newRow("C1") << "\xC2\x9B"_ba
                        << R"("\u009b")"_ba;
    QTest::newRow("line separators") << "\u2028\u2029"_ba
                                     << R"("\u2028\u2029")"_ba;
    QTest::newRow("two to four bytes") << "é日😀"_ba
                                       << "\"é日😀\""_ba;
    QTest::newRow("lone bytes") << "a\xFF\xFE"_ba
                                << "\"a\uFFFD\uFFFD\""_ba;
    QTest::newRow("cut sequence") << "\xE6\x97"_ba
                                  << "\"\uFFFD\uFFFD\""_ba;
    QTest::newRow("quote within a sequence") << "\xE6\"x"_ba
                                             << "\"\uFFFD\\\"x\""_ba;
    QTest::newRow("surrogate") << "\xED\xA0\x80"_ba
                               << "\"\uFFFD\uFFFD\uFFFD\""_ba;
    QTest::newRow("overlong slash") << "\xC0\xAF"_ba
                                    << "\"\uFFFD\uFFFD\""_ba;
}

void JsonTest::quoted()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(QByteArray::fromStdString(json::quoted(text.toStdString())), expected);
}

void JsonTest::everyByteGivesReadableJson()
{
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            const std::string text{static_cast<char>(first), static_cast<char>(second)};
            const QByteArray array = "[" + QByteArray::fromStdString(json::quoted(text)) + "]";
            const QJsonDocument document = QJsonDocument::fromJson(array);
            QVERIFY2(document.isArray(), array.constData());
            QCOMPARE(document.array().at(0).toString(),
                     QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
        }
    }
}

void JsonTest::appendKeepsWhatIsThere()
{
    std::string out = "{\"name\":";
    json::appendString(out, "x");
    QCOMPARE(out, std::string("{\"name\":\"x\""));
}

QTEST_APPLESS_MAIN(JsonTest)
#include "JsonTest.moc"
