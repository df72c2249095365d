// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/PrivateKey.h"

#include "tests/unit/ssl/TestKeys.h"

#include <QTemporaryDir>
#include <QTest>

#include <openssl/err.h>
#include <openssl/pem.h>

#include <unistd.h>

using namespace wharfgate;
using namespace wharfgate::tls;

namespace {

std::string contentOf(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    std::string text(data, std::size_t(size));
    BIO_free(bio);
    return text;
}

/// PEM of a key that the product's own generate() would not make.
std::string foreignPem(EVP_PKEY *key)
{
    BIO *out = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
    EVP_PKEY_free(key);
    return contentOf(out);
}

std::string encryptedPem(bool traditional)
{
    BIO *out = BIO_new(BIO_s_mem());
    EVP_PKEY *key = testkeys::key(KeyType::Rsa).handle();
    char passphrase[] = "wharf";
    auto *bytes = reinterpret_cast<unsigned char *>(passphrase);
    if (traditional) {
        PEM_write_bio_PrivateKey_traditional(out, key, EVP_aes_128_cbc(), bytes, 5, nullptr,
                                             nullptr);
    } else {
        PEM_write_bio_PKCS8PrivateKey(out, key, EVP_aes_128_cbc(), passphrase, 5, nullptr, nullptr);
    }
    return contentOf(out);
}

std::string traditionalPem(KeyType type)
{
    BIO *out = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey_traditional(out, testkeys::key(type).handle(), nullptr, nullptr, 0,
                                         nullptr, nullptr);
    return contentOf(out);
}

std::string derOf(KeyType type)
{
    unsigned char *bytes = nullptr;
    const int length = i2d_PrivateKey(testkeys::key(type).handle(), &bytes);
    std::string der(reinterpret_cast<const char *>(bytes), std::size_t(length));
    OPENSSL_free(bytes);
    return der;
}

std::string publicPem(EVP_PKEY *key)
{
    BIO *out = BIO_new(BIO_s_mem());
    PEM_write_bio_PUBKEY(out, key);
    return contentOf(out);
}

/// A P-256 key whose file spells out the curve.
std::string explicitCurvePem()
{
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr);
    EVP_PKEY *key = nullptr;
    EVP_PKEY_keygen_init(context);
    EVP_PKEY_CTX_set_group_name(context, "P-256");
    EVP_PKEY_CTX_set_ec_param_enc(context, OPENSSL_EC_EXPLICIT_CURVE);
    EVP_PKEY_generate(context, &key);
    EVP_PKEY_CTX_free(context);
    return foreignPem(key);
}

/// The private half of one P-256 key with the public half of another: SEC 1 ends with the point.
std::string mismatchedPem()
{
    constexpr std::size_t kPointBytes = 65;
    const std::string other = testkeys::need(PrivateKey::generate(KeyType::EcP256)).publicKeyDer();
    std::string der = derOf(KeyType::EcP256);
    der.replace(der.size() - kPointBytes, kPointBytes, other.substr(other.size() - kPointBytes));
    return "-----BEGIN EC PRIVATE KEY-----\n" +
           QByteArray::fromStdString(der).toBase64().toStdString() +
           "\n-----END EC PRIVATE KEY-----\n";
}

} // namespace

class PrivateKeyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void generatedKeysRoundTrip_data() { addKeyTypes(); }
    void generatedKeysRoundTrip();
    void readsTraditionalForms_data();
    void readsTraditionalForms();
    void readsTheKeyAmongOtherBlocks();
    void refused_data();
    void refused();
    void refusedPublic_data();
    void refusedPublic();
    void unreadableFiles_data();
    void unreadableFiles();
    void unreadableForThisUser();
    void generateRefusesSizes();
    void publicHalfHasNoPem();
    void damagedTextsNeverCrash();
};

void PrivateKeyTest::generatedKeysRoundTrip()
{
    QFETCH(KeyType, type);
    const PrivateKey &key = testkeys::key(type);
    QCOMPARE(key.type(), type);
    QVERIFY(key.hasPrivateHalf());
    const std::string pem = key.toPem();
    QVERIFY(pem.starts_with("-----BEGIN PRIVATE KEY-----\n"));
    const auto again = testkeys::need(PrivateKey::fromPem(pem));
    QCOMPARE(again.type(), type);
    QCOMPARE(again.bits(), key.bits());
    QCOMPARE(again.publicKeyDer(), key.publicKeyDer());
    QCOMPARE(again.toPem(), pem);

    QTemporaryDir directory;
    const auto file = testkeys::writeFile(directory.filePath(QStringLiteral("x.key")), pem);
    QCOMPARE(testkeys::need(PrivateKey::load(file)).publicKeyDer(), key.publicKeyDer());
}

void PrivateKeyTest::readsTraditionalForms_data()
{
    QTest::addColumn<KeyType>("type");
    QTest::addColumn<QByteArray>("label");
    QTest::newRow("PKCS#1") << KeyType::Rsa << QByteArray("RSA PRIVATE KEY");
    QTest::newRow("SEC 1 P-256") << KeyType::EcP256 << QByteArray("EC PRIVATE KEY");
    QTest::newRow("SEC 1 P-384") << KeyType::EcP384 << QByteArray("EC PRIVATE KEY");
    QTest::newRow("SEC 1 P-521") << KeyType::EcP521 << QByteArray("EC PRIVATE KEY");
}

void PrivateKeyTest::readsTraditionalForms()
{
    QFETCH(KeyType, type);
    QFETCH(QByteArray, label);
    std::string pem = traditionalPem(type);
    QVERIFY(pem.find(label.toStdString()) != std::string::npos);
    QCOMPARE(testkeys::need(PrivateKey::fromPem(pem)).publicKeyDer(),
             testkeys::key(type).publicKeyDer());
    // Line ends of Windows, and words around the block.
    QByteArray windows = QByteArray::fromStdString("Key of the registry\n" + pem + "\n\n");
    windows.replace("\n", "\r\n");
    QVERIFY(PrivateKey::fromPem(windows.toStdString()));
}

void PrivateKeyTest::readsTheKeyAmongOtherBlocks()
{
    const std::string key = testkeys::key(KeyType::EcP256).toPem();
    const std::string parameters =
        "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
    const std::string certificate = testkeys::pair(KeyType::EcP256).chain.leaf().toPem();
    for (const std::string &text : {parameters + key, certificate + key, key + certificate}) {
        QCOMPARE(testkeys::need(PrivateKey::fromPem(text)).publicKeyDer(),
                 testkeys::key(KeyType::EcP256).publicKeyDer());
    }
}

void PrivateKeyTest::refused_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<QString>("words"); // all have to be in the message, separated by '|'
    const std::string good = testkeys::key(KeyType::Rsa).toPem();
    const auto row = [](const char *name, const std::string &text, const char *words) {
        QTest::newRow(name) << text << QString::fromLatin1(words);
    };
    row("empty", "", "is empty");
    row("blank", " \r\n\t\n", "is empty");
    row("words", "this is not a key", "holds no PEM text");
    row("binary", std::string(300, '\x01'), "holds no PEM text");
    row("DER of RSA", derOf(KeyType::Rsa), "binary DER form|-inform DER");
    row("DER of P-256", derOf(KeyType::EcP256), "binary DER form");
    row("DER of Ed25519", derOf(KeyType::Ed25519), "binary DER form");
    row("PKCS#8 with passphrase", encryptedPem(false),
        "is encrypted with a passphrase|openssl pkey");
    row("PKCS#1 with passphrase", encryptedPem(true),
        "is encrypted with a passphrase|openssl pkey");
    row("certificate", testkeys::pair(KeyType::EcP256).chain.leaf().toPem(),
        "holds a certificate|exchanged");
    row("public key", publicPem(testkeys::key(KeyType::EcP256).handle()), "only a public key");
    row("parameters only",
        "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n",
        "holds no private key");
    row("cut in the middle", good.substr(0, good.size() / 2), "is cut off");
    row("cut in the end line", good.substr(0, good.size() - 8), "is cut off");
    row("cut, then another", good.substr(0, 200) + '\n' + good, "is cut off");
    row("cut begin line", "-----BEGIN PRIVATE KEY", "damaged");
    row("no content", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
        "cannot be decoded");
    row("no base64", "-----BEGIN PRIVATE KEY-----\n!!!!\n-----END PRIVATE KEY-----\n",
        "cannot be decoded");
    std::string damaged = good;
    damaged.replace(100, 64, std::string(64, 'A'));
    row("lines damaged", damaged, "private key");
    row("RSA of 1024 bits", foreignPem(EVP_RSA_gen(1024)), "only 1024 bits|2048");
    row("RSA of 2047 bits", foreignPem(EVP_RSA_gen(2047)), "only 2047 bits|2048");
    row("secp256k1", foreignPem(EVP_EC_gen("secp256k1")), "secp256k1|P-256");
    row("P-224", foreignPem(EVP_EC_gen("P-224")), "secp224r1|P-256");
    row("explicit curve", explicitCurvePem(), "spells out its curve");
    row("X25519", foreignPem(EVP_PKEY_Q_keygen(nullptr, nullptr, "X25519")),
        "X25519|not supported");
    row("Ed448", foreignPem(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED448")), "ED448|not supported");
    row("halves of two keys", mismatchedPem(), "do not belong together");
    row("OpenSSH", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n",
        "OpenSSH|ssh-keygen");
}

void PrivateKeyTest::refused()
{
    QFETCH(std::string, text);
    QFETCH(QString, words);
    const auto check = [&](const Result<PrivateKey> &key) {
        QVERIFY(!key);
        QCOMPARE(key.error().code, ErrorCode::Crypto);
        const QString detail = QString::fromStdString(key.error().detail);
        for (const QString &word : words.split(QLatin1Char('|')))
            QVERIFY2(detail.contains(word), qPrintable(detail));
        // No piece of the file's content is repeated.
        for (std::size_t i = 40; i + 24 < text.size(); i += 24)
            QVERIFY(key.error().detail.find(text.substr(i, 24)) == std::string::npos);
        QCOMPARE(ERR_peek_error(), 0UL);
    };
    ERR_clear_error(); // the making of the row may have left something
    check(PrivateKey::fromPem(text));

    QTemporaryDir directory;
    const auto file = testkeys::writeFile(directory.filePath(QStringLiteral("token.key")), text);
    const auto loaded = PrivateKey::load(file);
    check(loaded);
    QVERIFY(loaded.error().detail.find(file) != std::string::npos);
    QCOMPARE(loaded.error().position.file, file);
}

void PrivateKeyTest::refusedPublic_data()
{
    QTest::addColumn<std::string>("text");
    EVP_PKEY *weak = EVP_RSA_gen(1024);
    EVP_PKEY *koblitz = EVP_EC_gen("secp256k1");
    QTest::newRow("empty") << std::string();
    QTest::newRow("private key") << testkeys::key(KeyType::EcP256).toPem();
    QTest::newRow("certificate") << testkeys::pair(KeyType::EcP256).chain.leaf().toPem();
    QTest::newRow("weak") << publicPem(weak);
    QTest::newRow("curve") << publicPem(koblitz);
    QTest::newRow("no base64") << std::string(
        "-----BEGIN PUBLIC KEY-----\n??\n-----END PUBLIC KEY-----\n");
    EVP_PKEY_free(weak);
    EVP_PKEY_free(koblitz);
}

void PrivateKeyTest::refusedPublic()
{
    QFETCH(std::string, text);
    const auto key = PrivateKey::publicFromPem(text);
    QVERIFY(!key);
    QCOMPARE(key.error().code, ErrorCode::Crypto);
    QCOMPARE(ERR_peek_error(), 0UL);
}

void PrivateKeyTest::unreadableFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("words");
    QTest::newRow("missing") << QStringLiteral("missing.key") << int(ErrorCode::NotFound)
                             << QStringLiteral("does not exist");
    QTest::newRow("below a file") << QStringLiteral("big.key/x") << int(ErrorCode::NotFound)
                                  << QStringLiteral("does not exist");
    QTest::newRow("directory") << QStringLiteral(".") << int(ErrorCode::Io)
                               << QStringLiteral("is a directory");
    QTest::newRow("large") << QStringLiteral("big.key") << int(ErrorCode::Io)
                           << QStringLiteral("over 1 MiB");
}

void PrivateKeyTest::unreadableFiles()
{
    QFETCH(QString, name);
    QFETCH(int, code);
    QFETCH(QString, words);
    QTemporaryDir directory;
    testkeys::writeFile(directory.filePath(QStringLiteral("big.key")),
                        std::string((1 << 20) + 1, 'x'));
    const std::string file = directory.filePath(name).toStdString();
    const auto key = PrivateKey::load(file);
    QVERIFY(!key);
    QCOMPARE(int(key.error().code), code);
    QVERIFY(key.error().detail.find(file) != std::string::npos);
    QVERIFY(key.error().detail.find(words.toStdString()) != std::string::npos);
}

void PrivateKeyTest::unreadableForThisUser()
{
    QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("secret.key"));
    const auto file = testkeys::writeFile(path, testkeys::key(KeyType::EcP256).toPem());
    QVERIFY(QFile::setPermissions(path, {}));
    constexpr uid_t kNobody = 65534; // root would read it all the same
    const bool isRoot = ::geteuid() == 0;
    QVERIFY(!isRoot || ::seteuid(kNobody) == 0);
    const auto key = PrivateKey::load(file);
    QVERIFY(!isRoot || ::seteuid(0) == 0);
    QVERIFY(!key);
    QCOMPARE(key.error().code, ErrorCode::Permission);
}

void PrivateKeyTest::generateRefusesSizes()
{
    for (const int bits : {-1, 0, 1024, 2047, 8193, 1'000'000}) {
        const auto key = PrivateKey::generate(KeyType::Rsa, bits);
        QVERIFY(!key);
        QCOMPARE(key.error().code, ErrorCode::InvalidInput);
    }
    QCOMPARE(testkeys::need(PrivateKey::generate(KeyType::Rsa, 2048)).bits(), 2048);
}

void PrivateKeyTest::publicHalfHasNoPem()
{
    const std::string pem = publicPem(testkeys::key(KeyType::Rsa).handle());
    const auto half = testkeys::need(PrivateKey::publicFromPem(pem));
    QVERIFY(!half.hasPrivateHalf());
    QCOMPARE(half.toPem(), std::string());
    QCOMPARE(half.publicKeyDer(), testkeys::key(KeyType::Rsa).publicKeyDer());
}

void PrivateKeyTest::damagedTextsNeverCrash()
{
    const std::string good = testkeys::key(KeyType::EcP256).toPem();
    int accepted = 0;
    for (std::size_t i = 0; i < good.size(); ++i) {
        QVERIFY(i >= good.size() - 1 || !PrivateKey::fromPem(good.substr(0, i)));
        std::string changed = good;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        accepted += PrivateKey::fromPem(changed) ? 1 : 0;
        QCOMPARE(ERR_peek_error(), 0UL);
    }
    QVERIFY2(accepted < 12, qPrintable(QString::number(accepted)));
}

QTEST_APPLESS_MAIN(PrivateKeyTest)
#include "PrivateKeyTest.moc"
