// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/ScalarRules.h"

#include <QTest>

using namespace wharfgate::config;

/// The expected numbers are what Go's yaml.v2, strconv and time packages read.
class ScalarRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsBooleans_data();
    void readsBooleans();
    void readsIntegers_data();
    void readsIntegers();
    void refusesIntegers_data();
    void refusesIntegers();
    void readsDurations_data();
    void readsDurations();
    void readsSizes_data();
    void readsSizes();
    void decodesBase64_data();
    void decodesBase64();
};

void ScalarRulesTest::readsBooleans_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("expected"); // -1: no boolean
    for (const char *const text :
         {"y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"})
        QTest::newRow(text) << QByteArray(text) << 1;
    for (const char *const text :
         {"n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"})
        QTest::newRow(text) << QByteArray(text) << 0;
    for (const char *const text : {"", "yES", "tRUE", "TrUe", "1", "0", "ja", "yes ", "nO"})
        QTest::newRow(text) << QByteArray(text) << -1;
}

void ScalarRulesTest::readsBooleans()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, expected);
    const auto value = scalar::boolean(text.toStdString());
    QCOMPARE(value ? int{*value} : -1, expected);
}

void ScalarRulesTest::readsIntegers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("expected");
    QTest::addColumn<bool>("isTruncated");
    QTest::newRow("zero") << QByteArray("0") << qint64{0} << false;
    QTest::newRow("plain") << QByteArray("900") << qint64{900} << false;
    QTest::newRow("plus") << QByteArray("+900") << qint64{900} << false;
    QTest::newRow("minus") << QByteArray("-3") << qint64{-3} << false;
    QTest::newRow("underscores") << QByteArray("1_000_000") << qint64{1'000'000} << false;
    QTest::newRow("hexadecimal") << QByteArray("0x0303") << qint64{771} << false;
    QTest::newRow("octal") << QByteArray("0o17") << qint64{15} << false;
    QTest::newRow("old octal") << QByteArray("017") << qint64{15} << false;
    QTest::newRow("binary") << QByteArray("0b101") << qint64{5} << false;
    QTest::newRow("no octal") << QByteArray("09") << qint64{9} << false;
    QTest::newRow("exponent") << QByteArray("1e3") << qint64{1000} << false;
    QTest::newRow("whole float") << QByteArray("900.0") << qint64{900} << false;
    QTest::newRow("fraction") << QByteArray("900.7") << qint64{900} << true;
    QTest::newRow("largest") << QByteArray("9223372036854775807")
                             << std::numeric_limits<qint64>::max() << false;
}

void ScalarRulesTest::readsIntegers()
{
    QFETCH(const QByteArray, text);
    QFETCH(const qint64, expected);
    QFETCH(const bool, isTruncated);
    const auto value = scalar::integer(text.toStdString());
    QVERIFY(value);
    QCOMPARE(qint64{value->value}, expected);
    QCOMPARE(value->isTruncated, isTruncated);
}

void ScalarRulesTest::refusesIntegers_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *const text :
         {"", "-", "+", "abc", "12a", "0x", "0xg", "--1", "1 2", "1,000", "1.2.3", "inf", ".inf",
          "nan", ".nan", "1e400", "0x1p3", "99999999999999999999999999999999999999"})
        QTest::newRow(text) << QByteArray(text);
    QTest::newRow("long") << QByteArray(1000, '1');
}

void ScalarRulesTest::refusesIntegers()
{
    QFETCH(const QByteArray, text);
    QVERIFY(!scalar::integer(text.toStdString()));
}

void ScalarRulesTest::readsDurations_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("expected"); // -1: no duration
    QTest::newRow("seconds") << QByteArray("10s") << qint64{10'000};
    QTest::newRow("milliseconds") << QByteArray("500ms") << qint64{500};
    QTest::newRow("minutes") << QByteArray("1m30s") << qint64{90'000};
    QTest::newRow("hours") << QByteArray("1.5h") << qint64{5'400'000};
    QTest::newRow("zero") << QByteArray("0") << qint64{0};
    QTest::newRow("all") << QByteArray("1h1m1s1ms") << qint64{3'661'001};
    for (const char *const text :
         {"", "10", "s", "10x", "-1s", "1s ", " 1s", "1d", "1..5s", ".s", "1e3s", "999999999999h"})
        QTest::newRow(text) << QByteArray(text) << qint64{-1};
}

void ScalarRulesTest::readsDurations()
{
    QFETCH(const QByteArray, text);
    QFETCH(const qint64, expected);
    const auto value = scalar::duration(text.toStdString());
    QCOMPARE(value ? qint64{value->count()} : qint64{-1}, expected);
}

void ScalarRulesTest::readsSizes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("expected"); // -1: no size
    QTest::newRow("bytes") << QByteArray("1048576") << qint64{1'048'576};
    QTest::newRow("unit of bytes") << QByteArray("12B") << qint64{12};
    QTest::newRow("k") << QByteArray("10k") << qint64{10'000};
    QTest::newRow("kB") << QByteArray("10 kB") << qint64{10'000};
    QTest::newRow("MiB") << QByteArray("64MiB") << qint64{67'108'864};
    QTest::newRow("Ki") << QByteArray("1.5Ki") << qint64{1536};
    QTest::newRow("GiB") << QByteArray("2GiB") << qint64{2'147'483'648};
    for (const char *const text :
         {"", "k", "-1k", "10x", "10 k B", "0x10", "1e3", "ten", "9999999999TiB"})
        QTest::newRow(text) << QByteArray(text) << qint64{-1};
}

void ScalarRulesTest::readsSizes()
{
    QFETCH(const QByteArray, text);
    QFETCH(const qint64, expected);
    const auto value = scalar::size(text.toStdString());
    QCOMPARE(value ? static_cast<qint64>(*value) : qint64{-1}, expected);
}

void ScalarRulesTest::decodesBase64_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isGood");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("empty") << QByteArray("") << true << QByteArray("");
    QTest::newRow("no padding") << QByteArray("YWxpY2UvYXBw") << true << QByteArray("alice/app");
    QTest::newRow("one") << QByteArray("Zm9vYmE=") << true << QByteArray("fooba");
    QTest::newRow("two") << QByteArray("Zm9vYg==") << true << QByteArray("foob");
    QTest::newRow("lines") << QByteArray("Zm9v\nYmFy\r\n") << true << QByteArray("foobar");
    QTest::newRow("high bytes") << QByteArray("//79") << true << QByteArray("\xFF\xFE\xFD");
    for (const char *const text :
         {"Z", "Zm", "Zm9", "Zm9v=", "Zm=9", "====", "Z===", "Zm 9v", "Zm-_", "Zm9v!"})
        QTest::newRow(text) << QByteArray(text) << false << QByteArray();
}

void ScalarRulesTest::decodesBase64()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, isGood);
    QFETCH(const QByteArray, expected);
    const auto value = scalar::base64(text.toStdString());
    QCOMPARE(value.has_value(), isGood);
    QCOMPARE(QByteArray::fromStdString(value.value_or("")), expected);
}

QTEST_GUILESS_MAIN(ScalarRulesTest)
#include "ScalarRulesTest.moc"
