// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/Encoding.h"

#include <QTest>

using namespace wharfgate::tls;

class EncodingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void base64_data();
    void base64();
    void base64RoundTripsAllBytes();
    void refusedBase64_data();
    void refusedBase64();
    void acceptedBase64_data();
    void acceptedBase64();
    void refusedBase64Url_data();
    void refusedBase64Url();
    void sha256OfKnownText();
    void randomValuesDiffer();
    void constantTimeEquality();
};

void EncodingTest::base64_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("standard");
    QTest::addColumn<QByteArray>("url");
    // RFC 4648 10.
    QTest::newRow("empty") << QByteArray("") << QByteArray("") << QByteArray("");
    QTest::newRow("f") << QByteArray("f") << QByteArray("Zg==") << QByteArray("Zg");
    QTest::newRow("fo") << QByteArray("fo") << QByteArray("Zm8=") << QByteArray("Zm8");
    QTest::newRow("foo") << QByteArray("foo") << QByteArray("Zm9v") << QByteArray("Zm9v");
    QTest::newRow("foob") << QByteArray("foob") << QByteArray("Zm9vYg==") << QByteArray("Zm9vYg");
    QTest::newRow("fooba") << QByteArray("fooba") << QByteArray("Zm9vYmE=")
                           << QByteArray("Zm9vYmE");
    QTest::newRow("foobar") << QByteArray("foobar") << QByteArray("Zm9vYmFy")
                            << QByteArray("Zm9vYmFy");
    QTest::newRow("the two last digits")
        << QByteArray("\xFB\xFF\xBF", 3) << QByteArray("+/+/") << QByteArray("-_-_");
    QTest::newRow("zeros") << QByteArray("\0\0", 2) << QByteArray("AAA=") << QByteArray("AAA");
}

void EncodingTest::base64()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, standard);
    QFETCH(QByteArray, url);
    const std::string plain = bytes.toStdString();
    QCOMPARE(wharfgate::tls::base64(plain), standard.toStdString());
    QCOMPARE(base64Url(plain), url.toStdString());
    QVERIFY(fromBase64(standard.toStdString()) == plain);
    QVERIFY(fromBase64Url(url.toStdString()) == plain);
}

void EncodingTest::base64RoundTripsAllBytes()
{
    std::string bytes;
    for (int i = 0; i < 256; ++i) {
        bytes += static_cast<char>(i);
        QVERIFY(fromBase64(wharfgate::tls::base64(bytes)) == bytes);
        QVERIFY(fromBase64Url(base64Url(bytes)) == bytes);
    }
    QCOMPARE(wharfgate::tls::base64(bytes),
             QByteArray(bytes.data(), int(bytes.size())).toBase64().toStdString());
}

void EncodingTest::refusedBase64_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"=",         "==",
                             "A",         "A=",
                             "A==",       "A===",
                             "Zg",        "Zg=",
                             "Zg===",     "Zm8",
                             "Zm8==",     "Zm9v=",
                             "Zm9v====",  "Z=g=",
                             "Zg==Zg==",  "Zg=x",
                             "Zm9-",      "Zm9_",
                             "Zm9v Zm9v", "Zm9v\tZm9v",
                             "Zm9v\x80",  "YWxpY2U6c2VjcmV0!",
                             "%",         "Zm9v,"})
        QTest::newRow(*text ? text : "empty") << QByteArray(text);
    QTest::newRow("NUL") << QByteArray("Zm9\0", 4);
}

void EncodingTest::refusedBase64()
{
    QFETCH(QByteArray, text);
    QVERIFY(!fromBase64(text.toStdString()));
}

void EncodingTest::acceptedBase64_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("bytes");
    // What Go's base64.StdEncoding takes beside the canonical text.
    QTest::newRow("line ends") << QByteArray("Zm\r\n9v\n") << QByteArray("foo");
    QTest::newRow("line end in padding") << QByteArray("Zg=\n=\n") << QByteArray("f");
    QTest::newRow("unused bits") << QByteArray("Zh==") << QByteArray("f");
    QTest::newRow("line ends only") << QByteArray("\r\n") << QByteArray("");
}

void EncodingTest::acceptedBase64()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, bytes);
    QVERIFY(fromBase64(text.toStdString()) == bytes.toStdString());
}

void EncodingTest::refusedBase64Url_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"A", "Zg==", "Zm8=", "Zm9+", "Zm9/", "Zm9v\n", "Zh", "Zm9", "Zm9v.", "AAAAA", " Zm9v"})
        QTest::newRow(text) << QByteArray(text);
}

void EncodingTest::refusedBase64Url()
{
    QFETCH(QByteArray, text);
    QVERIFY(!fromBase64Url(text.toStdString()));
}

void EncodingTest::sha256OfKnownText()
{
    // FIPS 180-2 B.1.
    QCOMPARE(wharfgate::tls::base64(sha256("abc")),
             std::string("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="));
    QCOMPARE(wharfgate::tls::base64(sha256("")),
             std::string("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="));
}

void EncodingTest::randomValuesDiffer()
{
    QCOMPARE(randomBytes(0), std::string());
    QCOMPARE(randomBytes(33).size(), std::size_t(33));
    QVERIFY(randomBytes(16) != randomBytes(16));
    QCOMPARE(randomBytes((1 << 20) + 7).substr(1 << 20) == std::string(7, '\0'), false);
    const std::string hex = randomHex(20);
    QCOMPARE(hex.size(), std::size_t(40));
    QCOMPARE(hex.find_first_not_of("0123456789abcdef"), std::string::npos);
    QVERIFY(randomHex(20) != hex);
}

void EncodingTest::constantTimeEquality()
{
    QVERIFY(constantTimeEquals("", ""));
    QVERIFY(constantTimeEquals("secret", "secret"));
    QVERIFY(!constantTimeEquals("secret", "secreT"));
    QVERIFY(!constantTimeEquals("secret", "secre"));
    QVERIFY(!constantTimeEquals("", "s"));
    QVERIFY(!constantTimeEquals(std::string_view("a\0b", 3), std::string_view("a\0c", 3)));
}

QTEST_APPLESS_MAIN(EncodingTest)
#include "EncodingTest.moc"
