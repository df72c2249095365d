// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/KeyId.h"
#include "tests/unit/ssl/TestKeys.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace wharfgate::tls;

namespace {

// The keys of RFC 7638 3.1, RFC 8037 appendix A, and P-256 with d = 0x1234567890abcdef repeated.
constexpr const char *kRfc7638Key = R"(-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0vx7agoebGcQSuuPiLJX
ZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tS
oc/BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ/2W+5JsGY4Hc5n9yBXArwl93lqt
7/RN5w6Cf0h4QyQ5v+65YGjQR0/FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0
zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt+bFTWhAI4vMQFh6WeZu0f
M4lFd2NcRwr3XPksINHaQ+G/xBniIqbw0Ls1jF44+csFCur+kEgU8awapJzKnqDK
gwIDAQAB
-----END PUBLIC KEY-----
)";
constexpr const char *kRfc8037Key = R"(-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
-----END PUBLIC KEY-----
)";
constexpr const char *kRepeatedScalarKey = R"(-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAERxw+dYxJBChbun5TEY7Q9SSt6wdX
0lvS+Oew1236cUzdUg96yoqLkXrMN/Ud6PDJu+OthYOC5wLcJaEtCfeoWA==
-----END PUBLIC KEY-----
)";

} // namespace

class KeyIdTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordedKeys_data();
    void recordedKeys();
    void specifiedKeys();
    void privateAndPublicHalfAgree_data() { addKeyTypes(); }
    void privateAndPublicHalfAgree();
    void generatedEcKeysSuitRegistry31_data();
    void generatedEcKeysSuitRegistry31();
};

void KeyIdTest::recordedKeys_data()
{
    QTest::addColumn<QJsonObject>("record");
    QFile file(QStringLiteral(TEST_DATA_DIR "/vectors/kid.jsonl"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    int count = 0;
    while (!file.atEnd()) {
        const QJsonObject record = QJsonDocument::fromJson(file.readLine()).object();
        QTest::newRow(qPrintable(record[QLatin1String("id")].toString())) << record;
        ++count;
    }
    QVERIFY(count >= 12);
}

void KeyIdTest::recordedKeys()
{
    QFETCH(QJsonObject, record);
    const auto text = [&](const char *name) {
        return record[QLatin1String(name)].toString().toStdString();
    };
    const auto key = PrivateKey::publicFromPem(text("public_pem"));
    QVERIFY2(key, key ? "" : key.error().detail.c_str());
    QCOMPARE(legacyKeyId(*key), text("legacy_kid_libtrust"));
    QCOMPARE(rfc7638KeyId(*key), text("rfc7638_correct"));
    QCOMPARE(registry30KeyId(*key), text("docker_auth_disable_legacy_kid"));
}

void KeyIdTest::specifiedKeys()
{
    const auto rsa = testkeys::need(PrivateKey::publicFromPem(kRfc7638Key));
    QCOMPARE(rfc7638KeyId(rsa), std::string("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"));
    QCOMPARE(registry30KeyId(rsa), rfc7638KeyId(rsa));

    const auto edwards = testkeys::need(PrivateKey::publicFromPem(kRfc8037Key));
    QCOMPARE(rfc7638KeyId(edwards), std::string("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"));
    QCOMPARE(registry30KeyId(edwards), rfc7638KeyId(edwards));

    const auto ec = testkeys::need(PrivateKey::publicFromPem(kRepeatedScalarKey));
    QCOMPARE(legacyKeyId(ec),
             std::string("YTMR:CQZD:BUZQ:PAEQ:5WE4:EBY6:XCT3:4KS2:H4RY:ZPNK:F6FS:PH2K"));
    QCOMPARE(rfc7638KeyId(ec), std::string("D8HvZq-fumkXpCwYIpjAPoqJx7WoEcJUS7tPPyIEJKI"));
}

void KeyIdTest::privateAndPublicHalfAgree()
{
    QFETCH(KeyType, type);
    const PrivateKey &key = testkeys::key(type);
    const QByteArray der = QByteArray::fromStdString(key.publicKeyDer());
    const std::string pem = "-----BEGIN PUBLIC KEY-----\n" + der.toBase64().toStdString() +
                            "\n-----END PUBLIC KEY-----\n";
    const auto half = testkeys::need(PrivateKey::publicFromPem(pem));
    QVERIFY(!half.hasPrivateHalf());
    QCOMPARE(half.type(), type);
    QCOMPARE(legacyKeyId(half), legacyKeyId(key));
    QCOMPARE(rfc7638KeyId(half), rfc7638KeyId(key));
    QCOMPARE(registry30KeyId(half), registry30KeyId(key));
    QCOMPARE(legacyKeyId(key).size(), std::size_t(12 * 4 + 11));
    QCOMPARE(rfc7638KeyId(key).size(), std::size_t(43));
}

void KeyIdTest::generatedEcKeysSuitRegistry31_data()
{
    QTest::addColumn<KeyType>("type");
    QTest::addColumn<int>("coordinateBytes");
    QTest::newRow("P-256") << KeyType::EcP256 << 32;
    QTest::newRow("P-384") << KeyType::EcP384 << 48;
    QTest::newRow("P-521") << KeyType::EcP521 << 66;
}

void KeyIdTest::generatedEcKeysSuitRegistry31()
{
    QFETCH(KeyType, type);
    QFETCH(int, coordinateBytes);
    // Without the second look, 20 P-521 keys would all pass once in a million million runs.
    for (int i = 0; i < 20; ++i) {
        const std::string der = testkeys::need(PrivateKey::generate(type)).publicKeyDer();
        const std::size_t width = std::size_t(coordinateBytes);
        QVERIFY(der[der.size() - 2 * width] != '\0');
        QVERIFY(der[der.size() - width] != '\0');
    }
}

QTEST_APPLESS_MAIN(KeyIdTest)
#include "KeyIdTest.moc"
