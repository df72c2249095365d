// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/JwsSigner.h"

#include "ssl/Encoding.h"
#include "tests/unit/ssl/TestKeys.h"

#include <QTest>

#include <openssl/ec.h>
#include <openssl/evp.h>

using namespace wharfgate::tls;

namespace {

// RFC 7515 A.3 and RFC 8037 A.4.
constexpr const char *kEs256Key = R"(-----BEGIN EC PRIVATE KEY-----
MHcCAQEEII6bEJ5xkJi/mASH3x9dd+nLKWBuvtImO19XwhPfhPSyoAoGCCqGSM49
AwEHoUQDQgAEf83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEXH8UTNG72b
focs3+257rn0s2ldbqkLJK2KRiMohYjlrQ==
-----END EC PRIVATE KEY-----
)";
constexpr const char *kEs256Input =
    "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxl"
    "LmNvbS9pc19yb290Ijp0cnVlfQ";
constexpr const char *kEs256Signature =
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
constexpr const char *kEdDsaKey = R"(-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
-----END PRIVATE KEY-----
)";
constexpr const char *kEdDsaInput = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
constexpr const char *kEdDsaSignature =
    "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

} // namespace

class JwsSignerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void algorithmFollowsKey_data();
    void algorithmFollowsKey();
    void specifiedSignatures();
    void signedInputVerifies_data() { addKeyTypes(); }
    void signedInputVerifies();
    void otherImplementationAgrees_data() { addKeyTypes(); }
    void otherImplementationAgrees();
    void tamperedIsRefused_data() { addKeyTypes(); }
    void tamperedIsRefused();
    void otherKeyIsRefused_data() { addKeyTypes(); }
    void otherKeyIsRefused();
    void ecdsaIsNeverDer_data();
    void ecdsaIsNeverDer();
    void publicHalfCannotSign();
    void copiesOutliveTheOriginal();
};

void JwsSignerTest::algorithmFollowsKey_data()
{
    QTest::addColumn<KeyType>("type");
    QTest::addColumn<std::string>("algorithm");
    QTest::addColumn<std::size_t>("length");
    QTest::newRow("RSA") << KeyType::Rsa << std::string("RS256") << std::size_t(256);
    QTest::newRow("P-256") << KeyType::EcP256 << std::string("ES256") << std::size_t(64);
    QTest::newRow("P-384") << KeyType::EcP384 << std::string("ES384") << std::size_t(96);
    QTest::newRow("P-521") << KeyType::EcP521 << std::string("ES512") << std::size_t(132);
    QTest::newRow("Ed25519") << KeyType::Ed25519 << std::string("EdDSA") << std::size_t(64);
}

void JwsSignerTest::algorithmFollowsKey()
{
    QFETCH(KeyType, type);
    QFETCH(std::string, algorithm);
    QFETCH(std::size_t, length);
    const auto signer = testkeys::need(JwsSigner::create(testkeys::key(type)));
    QCOMPARE(std::string(signer.algorithm()), algorithm);
    // ECDSA numbers are shorter than the field now and then; the signature never is.
    for (int i = 0; i < 300; ++i)
        QCOMPARE(testkeys::need(signer.sign("input " + std::to_string(i))).size(), length);
}

void JwsSignerTest::specifiedSignatures()
{
    const auto es256 =
        testkeys::need(JwsSigner::create(testkeys::need(PrivateKey::fromPem(kEs256Key))));
    QVERIFY(es256.verify(kEs256Input, fromBase64Url(kEs256Signature).value()));
    const auto edDsa =
        testkeys::need(JwsSigner::create(testkeys::need(PrivateKey::fromPem(kEdDsaKey))));
    QCOMPARE(base64Url(testkeys::need(edDsa.sign(kEdDsaInput))), std::string(kEdDsaSignature));
    QVERIFY(edDsa.verify(kEdDsaInput, fromBase64Url(kEdDsaSignature).value()));
}

void JwsSignerTest::signedInputVerifies()
{
    QFETCH(KeyType, type);
    const auto signer = testkeys::need(JwsSigner::create(testkeys::key(type)));
    for (const std::string &input :
         {std::string(), std::string("a"), std::string("a\0b", 3), std::string(100'000, 'x')})
        QVERIFY(signer.verify(input, testkeys::need(signer.sign(input))));
}

void JwsSignerTest::otherImplementationAgrees()
{
    QFETCH(KeyType, type);
    const auto signer = testkeys::need(JwsSigner::create(testkeys::key(type)));
    const std::string input = "header.payload";
    std::string signature = testkeys::need(signer.sign(input));
    const bool isEc = signer.algorithm().starts_with("ES");
    if (isEc) { // R || S by hand into SEQUENCE { INTEGER, INTEGER }
        const int width = int(signature.size() / 2);
        const auto *bytes = reinterpret_cast<const unsigned char *>(signature.data());
        ECDSA_SIG *numbers = ECDSA_SIG_new();
        ECDSA_SIG_set0(numbers, BN_bin2bn(bytes, width, nullptr),
                       BN_bin2bn(bytes + width, width, nullptr));
        unsigned char *der = nullptr;
        const int length = i2d_ECDSA_SIG(numbers, &der);
        signature.assign(reinterpret_cast<const char *>(der), std::size_t(length));
        OPENSSL_free(der);
        ECDSA_SIG_free(numbers);
    }
    const char *digest = nullptr;
    if (type == KeyType::Rsa || type == KeyType::EcP256)
        digest = "SHA256";
    else if (type == KeyType::EcP384)
        digest = "SHA384";
    else if (type == KeyType::EcP521)
        digest = "SHA512";
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    const int started = EVP_DigestVerifyInit_ex(context, nullptr, digest, nullptr, nullptr,
                                                testkeys::key(type).handle(), nullptr);
    const int valid = EVP_DigestVerify(
        context, reinterpret_cast<const unsigned char *>(signature.data()), signature.size(),
        reinterpret_cast<const unsigned char *>(input.data()), input.size());
    EVP_MD_CTX_free(context);
    QCOMPARE(started, 1);
    QCOMPARE(valid, 1);
}

void JwsSignerTest::tamperedIsRefused()
{
    QFETCH(KeyType, type);
    const auto signer = testkeys::need(JwsSigner::create(testkeys::key(type)));
    const std::string input = "header.payload";
    const std::string good = testkeys::need(signer.sign(input));
    QVERIFY(!signer.verify("header.payloaD", good));
    QVERIFY(!signer.verify("header.payload ", good));
    QVERIFY(!signer.verify("", good));
    QVERIFY(!signer.verify(input, ""));
    QVERIFY(!signer.verify(input, good + '\0'));
    QVERIFY(!signer.verify(input, '\0' + good));
    QVERIFY(!signer.verify(input, good.substr(1)));
    QVERIFY(!signer.verify(input, good.substr(0, good.size() - 1)));
    QVERIFY(!signer.verify(input, std::string(good.size(), '\0')));
    QVERIFY(!signer.verify(input, std::string(good.size(), '\xFF')));
    for (std::size_t i = 0; i < good.size(); i += 7) {
        std::string bad = good;
        bad[i] = static_cast<char>(bad[i] ^ 1);
        QVERIFY(!signer.verify(input, bad));
    }
}

void JwsSignerTest::otherKeyIsRefused()
{
    QFETCH(KeyType, type);
    const auto signer = testkeys::need(JwsSigner::create(testkeys::key(type)));
    const auto other =
        testkeys::need(JwsSigner::create(testkeys::need(PrivateKey::generate(type, 2048))));
    const std::string signature = testkeys::need(signer.sign("header.payload"));
    QVERIFY(signer.verify("header.payload", signature));
    QVERIFY(!other.verify("header.payload", signature));
}

void JwsSignerTest::ecdsaIsNeverDer_data()
{
    QTest::addColumn<KeyType>("type");
    QTest::newRow("P-256") << KeyType::EcP256;
    QTest::newRow("P-384") << KeyType::EcP384;
    QTest::newRow("P-521") << KeyType::EcP521;
}

void JwsSignerTest::ecdsaIsNeverDer()
{
    QFETCH(KeyType, type);
    const PrivateKey &key = testkeys::key(type);
    const auto signer = testkeys::need(JwsSigner::create(key));
    const std::string input = "header.payload";
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    std::string der(std::size_t(EVP_PKEY_get_size(key.handle())), '\0');
    std::size_t length = der.size();
    EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key.handle());
    const int made =
        EVP_DigestSign(context, reinterpret_cast<unsigned char *>(der.data()), &length,
                       reinterpret_cast<const unsigned char *>(input.data()), input.size());
    EVP_MD_CTX_free(context);
    QCOMPARE(made, 1);
    QVERIFY(!signer.verify(input, der.substr(0, length)));
}

void JwsSignerTest::publicHalfCannotSign()
{
    const QByteArray der = QByteArray::fromStdString(testkeys::key(KeyType::EcP256).publicKeyDer());
    const auto half = testkeys::need(PrivateKey::publicFromPem("-----BEGIN PUBLIC KEY-----\n" +
                                                               der.toBase64().toStdString() +
                                                               "\n-----END PUBLIC KEY-----\n"));
    const auto signer = JwsSigner::create(half);
    QVERIFY(!signer);
    QCOMPARE(signer.error().code, wharfgate::ErrorCode::Crypto);
}

void JwsSignerTest::copiesOutliveTheOriginal()
{
    std::vector<JwsSigner> copies;
    {
        const auto key = testkeys::need(PrivateKey::generate(KeyType::EcP256));
        const auto signer = testkeys::need(JwsSigner::create(key));
        copies.assign(3, signer);
    }
    const std::string signature = testkeys::need(copies[0].sign("x"));
    QVERIFY(copies[2].verify("x", signature));
    // ECDSA signatures are made with a fresh random number each.
    QVERIFY(testkeys::need(copies[1].sign("x")) != signature);
}

QTEST_APPLESS_MAIN(JwsSignerTest)
#include "JwsSignerTest.moc"
