// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/CertificateImport.h"

#include "tests/unit/ssl/TestKeys.h"

#include <QTest>

#include <openssl/err.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using namespace wharfgate::tls;
using Lock = ImportedItems::Lock;

namespace {

/// The fuzzer's corpus: a leaf for registry.example, its authority and its key, in many forms. The
/// password is "secret".
std::string sample(const QString &name)
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/../fuzz/corpus/CertificateImportFuzzer/") + name);
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error("missing sample " + name.toStdString());
    return file.readAll().toStdString();
}

KeyPair authority(const std::string &name, const KeyPair *issuer = nullptr)
{
    CertificateSpec spec;
    spec.commonName = name;
    spec.isAuthority = true;
    const auto key = testkeys::need(PrivateKey::generate(KeyType::EcP256));
    return {CertificateChain({testkeys::need(issueCertificate(spec, key, issuer))}), key};
}

Certificate leafOf(const KeyPair &issuer, const PrivateKey &key)
{
    CertificateSpec spec;
    spec.commonName = "registry.example";
    spec.dnsNames = {"registry.example"};
    return testkeys::need(issueCertificate(spec, key, &issuer));
}

/// A PKCS#12 file whose password is to be hashed `iterations` times.
std::string pkcs12(const KeyPair &pair, int iterations, int macIterations)
{
    PKCS12 *file = PKCS12_create("secret", "name", pair.key.handle(), pair.chain.leaf().handle(),
                                 nullptr, 0, 0, iterations, macIterations, 0);
    unsigned char *bytes = nullptr;
    const int length = i2d_PKCS12(file, &bytes);
    std::string der(reinterpret_cast<const char *>(bytes), std::size_t(length));
    OPENSSL_free(bytes);
    PKCS12_free(file);
    return der;
}

} // namespace

Q_DECLARE_METATYPE(wharfgate::tls::ImportedItems::Lock)

/// Files from elsewhere, by content.
class CertificateImportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); } // Qt's TLS shares the queue
    void forms_data();
    void forms();
    void filesInAnyOrder();
    void locks_data();
    void locks();
    void refused_data();
    void refused();
    void unusableThingsAreNamed_data();
    void unusableThingsAreNamed();
    void costlyPasswordsAreRefused_data();
    void costlyPasswordsAreRefused();
    void tooMuch();
    void cutFilesNeverCrash();
    void ordersChains();
    void ordersNothingThatIsForged();
};

void CertificateImportTest::forms_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("certificates");
    QTest::addColumn<int>("keys");
    QTest::addColumn<Lock>("lock");
    const auto row = [](const char *file, int certificates, int keys, Lock lock) {
        QTest::newRow(file) << QString::fromUtf8(file) << certificates << keys << lock;
    };
    row("bundle.pem", 2, 1, Lock::None); // key first, authority before the leaf, EC PARAMETERS
    row("text.pem", 1, 0, Lock::None);   // with a description before the block
    row("leaf.der", 1, 0, Lock::None);
    row("key.der", 0, 1, Lock::None);
    row("sec1.der", 0, 1, Lock::None);
    row("chain.p7b", 2, 0, Lock::None);
    row("chain.p7b.pem", 2, 0, Lock::None);
    row("modern.p12", 2, 1, Lock::Opened);
    row("windows.p12", 2, 1, Lock::Opened); // RC2 with 40 bits
    row("no-mac.p12", 1, 1, Lock::Opened);
    row("no-password.p12", 1, 1, Lock::None);
    row("plain.p12", 1, 1, Lock::None);
    row("encrypted.pem", 0, 1, Lock::Opened);
    row("encrypted.der", 0, 1, Lock::Opened);
    row("scrypt.pem", 0, 1, Lock::Opened);
    row("traditional.pem", 0, 1, Lock::Opened);
}

void CertificateImportTest::forms()
{
    QFETCH(QString, file);
    QFETCH(Lock, lock);
    const auto items = testkeys::need(importItems({sample(file)}, "secret"));
    QTEST(int(items.certificates.size()), "certificates");
    QTEST(int(items.keys.size()), "keys");
    QCOMPARE(items.lock, lock);
    QVERIFY2(items.problems.empty(), items.problems.empty() ? "" : items.problems[0].c_str());
    const auto all = testkeys::need(importItems({sample(u"bundle.pem"_s)}, std::nullopt));
    if (!items.keys.empty())
        QCOMPARE(items.keys[0].publicKeyDer(), all.keys[0].publicKeyDer());
    if (!items.certificates.empty()) {
        const auto &found = items.certificates;
        QVERIFY(std::any_of(found.begin(), found.end(),
                            [&](const auto &one) { return one.matches(all.keys[0]); }));
    }
}

void CertificateImportTest::filesInAnyOrder()
{
    const std::vector<std::string> files{sample(u"key.der"_s), sample(u"windows.p12"_s),
                                         sample(u"leaf.der"_s), sample(u"bundle.pem"_s)};
    const auto items = testkeys::need(importItems(files, "secret"));
    QCOMPARE(items.certificates.size(), std::size_t(2)); // each once
    QCOMPARE(items.keys.size(), std::size_t(1));
}

void CertificateImportTest::locks_data()
{
    QTest::addColumn<QString>("file");
    for (const char *file : {"modern.p12", "windows.p12", "no-mac.p12", "encrypted.pem",
                             "encrypted.der", "scrypt.pem", "traditional.pem"})
        QTest::newRow(file) << QString::fromUtf8(file);
}

void CertificateImportTest::locks()
{
    QFETCH(QString, file);
    const auto without = testkeys::need(importItems({sample(file)}, std::nullopt));
    QCOMPARE(without.lock, Lock::NeedsPassword);
    QVERIFY(without.keys.empty());
    for (const char *wrong : {"Secret", "", "secret "}) {
        const auto items = testkeys::need(importItems({sample(file)}, wrong));
        QCOMPARE(items.lock, Lock::WrongPassword);
        QVERIFY(items.keys.empty());
        for (const std::string &problem : items.problems)
            QVERIFY(*wrong == '\0' || problem.find(wrong) == std::string::npos);
    }
}

void CertificateImportTest::refused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("spaces") << QByteArray(" \n\n");
    QTest::newRow("text") << QByteArray("hello");
    QTest::newRow("a sequence of nothing") << QByteArray("\x30\x00", 2);
    QTest::newRow("a sequence cut off") << QByteArray("\x30\x82\x10\x00\x01", 5);
    QTest::newRow("an endless length") << QByteArray("\x30\x84\xff\xff\xff\xff\x00", 7);
    QTest::newRow("binary") << QByteArray(1000, '\xff');
    QTest::newRow("cut-off PEM") << QByteArray("-----BEGIN CERTIFICATE-----\nMIIB\n");
    QTest::newRow("bad PEM") << QByteArray(
        "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n");
    QTest::newRow("empty key") << QByteArray(
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\n-----END ENCRYPTED PRIVATE KEY-----");
    QTest::newRow("a request") << QByteArray::fromStdString(sample(u"leaf.csr"_s));
    QTest::newRow("RSA of 1,024 bits") << QByteArray::fromStdString(sample(u"weak.key"_s));
    QTest::newRow("a public key") << QByteArray(
        "-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----\n");
}

void CertificateImportTest::refused()
{
    QFETCH(QByteArray, bytes);
    for (const auto &password : {std::optional<std::string>(), std::optional<std::string>("x")}) {
        const auto items = importItems({bytes.toStdString()}, password);
        QVERIFY(!items);
        QCOMPARE(items.error().code, ErrorCode::Crypto);
        QVERIFY(!items.error().detail.empty());
    }
}

void CertificateImportTest::unusableThingsAreNamed_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("said");
    QTest::newRow("weak key") << u"weak.key"_s << u"1024 bits"_s;
    QTest::newRow("request") << u"leaf.csr"_s << u"has yet to sign"_s;
}

void CertificateImportTest::unusableThingsAreNamed()
{
    QFETCH(QString, file);
    QFETCH(QString, said);
    const auto items = testkeys::need(importItems({sample(u"leaf.der"_s), sample(file)}, {}));
    QCOMPARE(items.certificates.size(), std::size_t(1));
    QVERIFY(items.keys.empty());
    QCOMPARE(items.problems.size(), std::size_t(1));
    QVERIFY2(QString::fromStdString(items.problems[0]).contains(said), items.problems[0].c_str());
}

void CertificateImportTest::costlyPasswordsAreRefused_data()
{
    QTest::addColumn<int>("iterations");
    QTest::addColumn<int>("macIterations"); // -1: the file has no checksum
    QTest::newRow("of the content") << 100'000 << -1;
    QTest::newRow("of the checksum") << 2048 << 100'000;
}

void CertificateImportTest::costlyPasswordsAreRefused()
{
    QFETCH(int, iterations);
    QFETCH(int, macIterations);
    QByteArray file = QByteArray::fromStdString(
        pkcs12(testkeys::pair(KeyType::EcP256), iterations, macIterations));
    const auto usual = testkeys::need(importItems({file.toStdString()}, "secret"));
    QCOMPARE(usual.keys.size(), std::size_t(1));
    const QByteArray number = QByteArray::fromHex("02030186A0"); // 100,000
    QVERIFY(file.contains(number));
    file.replace(number, QByteArray::fromHex("02037FFFFF")); // eight million times
    const auto items = importItems({file.toStdString()}, "secret");
    QVERIFY(!items); // neither tried nor taken for a wrong password
    QVERIFY2(items.error().detail.find("too long") != std::string::npos,
             items.error().detail.c_str());
}

void CertificateImportTest::tooMuch()
{
    const auto large = importItems({std::string(600'000, 'x'), std::string(600'000, 'x')}, {});
    QVERIFY(!large);
    QCOMPARE(large.error().code, ErrorCode::InvalidInput);

    const KeyPair root = authority("Root");
    std::string many;
    for (int i = 0; i < 201; ++i)
        many += leafOf(root, root.key).toPem();
    const auto items = importItems({many}, {});
    QVERIFY(!items);
    QCOMPARE(items.error().code, ErrorCode::InvalidInput);
}

void CertificateImportTest::cutFilesNeverCrash()
{
    for (const char *name : {"modern.p12", "plain.p12", "encrypted.der", "chain.p7b", "leaf.der"}) {
        const std::string whole = sample(QString::fromUtf8(name));
        for (std::size_t length = 0; length < whole.size(); length += 7) {
            std::string damaged = whole;
            damaged[length] = static_cast<char>(damaged[length] ^ 0x55);
            const auto cut = importItems({whole.substr(0, length)}, "secret");
            QVERIFY(!cut || (cut->keys.empty() && cut->certificates.empty()));
            const auto items = importItems({damaged}, "secret");
            QVERIFY(!items || items->certificates.size() <= 2);
        }
    }
}

void CertificateImportTest::ordersChains()
{
    const KeyPair root = authority("Root");
    const KeyPair upper = authority("Upper", &root);
    const KeyPair lower = authority("Lower", &upper);
    const KeyPair stranger = authority("Stranger");
    const Certificate leaf = leafOf(lower, testkeys::key(KeyType::EcP256));
    const auto chain = orderedChain(leaf, {stranger.chain.leaf(), root.chain.leaf(), leaf,
                                           upper.chain.leaf(), lower.chain.leaf()})
                           .certificates();
    QCOMPARE(chain.size(), std::size_t(3)); // without the root
    QCOMPARE(chain[0].der(), leaf.der());
    QCOMPARE(chain[1].der(), lower.chain.leaf().der());
    QCOMPARE(chain[2].der(), upper.chain.leaf().der());
    QCOMPARE(orderedChain(root.chain.leaf(), {root.chain.leaf()}).certificates().size(),
             std::size_t(1));
}

void CertificateImportTest::ordersNothingThatIsForged()
{
    const KeyPair real = authority("Authority");
    const KeyPair root = authority("Root");
    const KeyPair sameName = authority("Authority", &root); // another key
    const Certificate leaf = leafOf(real, testkeys::key(KeyType::EcP256));
    QCOMPARE(orderedChain(leaf, {sameName.chain.leaf()}).certificates().size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(CertificateImportTest)
#include "CertificateImportTest.moc"
