// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/Certificate.h"

#include "ssl/Encoding.h"
#include "tests/unit/ssl/TestKeys.h"

#include <QTemporaryDir>
#include <QTest>

#include <openssl/err.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <cctype>
#include <cstring>

using namespace wharfgate;
using namespace wharfgate::tls;
using namespace std::chrono_literals;
using std::chrono::system_clock;

namespace {

CertificateSpec specOf(const std::string &commonName)
{
    CertificateSpec spec;
    spec.commonName = commonName;
    return spec;
}

KeyPair newAuthority(KeyType type, const std::string &name = "Test CA")
{
    CertificateSpec spec = specOf(name);
    spec.isAuthority = true;
    spec.validity = 24h * 3650;
    const auto key = testkeys::key(type);
    return {CertificateChain({testkeys::need(issueCertificate(spec, key, nullptr))}), key};
}

/// What a TLS client says of `leaf`: X509_V_OK or the error.
int verification(const Certificate &leaf, const Certificate &root, const char *host)
{
    X509_STORE *store = X509_STORE_new();
    X509_STORE_add_cert(store, root.handle());
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    X509_STORE_CTX_init(context, store, leaf.handle(), nullptr);
    X509_VERIFY_PARAM *parameters = X509_STORE_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_SSL_SERVER);
    X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_X509_STRICT);
    if (std::isdigit(static_cast<unsigned char>(*host)) || std::strchr(host, ':'))
        X509_VERIFY_PARAM_set1_ip_asc(parameters, host);
    else
        X509_VERIFY_PARAM_set1_host(parameters, host, 0);
    X509_verify_cert(context);
    const int error = X509_STORE_CTX_get_error(context);
    X509_STORE_CTX_free(context);
    X509_STORE_free(store);
    ERR_clear_error();
    return error;
}

} // namespace

class CertificateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void issuedChainVerifies_data() { addKeyTypes(); }
    void issuedChainVerifies();
    void describesItself();
    void leafHasItsUses();
    void authorityHasItsUses();
    void serialsAreRandom();
    void neverOutlivesItsAuthority();
    void refusedSpecs_data();
    void refusedSpecs();
    void wrongAuthorities();
    void chainKeepsOrder();
    void refusedTexts_data();
    void refusedTexts();
    void keyPairs();
    void exchangedFiles();
};

void CertificateTest::issuedChainVerifies()
{
    QFETCH(KeyType, type);
    const KeyPair authority = newAuthority(type);
    CertificateSpec spec = specOf("registry.example");
    spec.dnsNames = {"registry.example", "*.registry.example"};
    spec.ipAddresses = {"192.0.2.7", "2001:db8::7"};
    const auto key = testkeys::need(PrivateKey::generate(KeyType::EcP256));
    const auto leaf = testkeys::need(issueCertificate(spec, key, &authority));
    const Certificate &root = authority.chain.leaf();
    for (const char *host :
         {"registry.example", "mirror.registry.example", "192.0.2.7", "2001:db8::7"})
        QCOMPARE(verification(leaf, root, host), X509_V_OK);
    QCOMPARE(verification(leaf, root, "other.example"), X509_V_ERR_HOSTNAME_MISMATCH);
    QCOMPARE(verification(leaf, root, "192.0.2.8"), X509_V_ERR_IP_ADDRESS_MISMATCH);

    // Same name, other key: the identifiers or the signature give it away.
    const KeyPair impostor{CertificateChain({testkeys::need(issueCertificate(
                               [] {
                                   CertificateSpec same = specOf("Test CA");
                                   same.isAuthority = true;
                                   return same;
                               }(),
                               key, nullptr))}),
                           key};
    QVERIFY(verification(leaf, impostor.chain.leaf(), "registry.example") != X509_V_OK);
}

void CertificateTest::describesItself()
{
    const KeyPair authority = newAuthority(KeyType::EcP256, "Hafen-Öffner, Inc.");
    CertificateSpec spec = specOf("registry.example");
    spec.dnsNames = {"registry.example"};
    spec.ipAddresses = {"127.0.0.1", "::1"};
    spec.now = system_clock::from_time_t(1'900'000'000);
    spec.validity = 48h;
    const auto leaf =
        testkeys::need(issueCertificate(spec, testkeys::key(KeyType::Rsa), &authority));
    QCOMPARE(leaf.subject(), std::string("CN=registry.example"));
    QCOMPARE(leaf.issuer(), std::string("CN=Hafen-Öffner\\, Inc."));
    const std::vector<std::string> names{"registry.example", "127.0.0.1", "::1"};
    QVERIFY(leaf.names() == names);
    QVERIFY(leaf.notBefore() == spec.now - 5min);
    QVERIFY(leaf.notAfter() == spec.now + 48h);
    QVERIFY(!leaf.isSelfSigned());
    QVERIFY(!leaf.isAuthority());
    QVERIFY(leaf.matches(testkeys::key(KeyType::Rsa)));
    QVERIFY(!leaf.matches(testkeys::key(KeyType::EcP256)));
    QVERIFY(authority.chain.leaf().isSelfSigned());
    QVERIFY(authority.chain.leaf().isAuthority());
    QVERIFY(authority.chain.leaf().names().empty());

    const auto again = testkeys::need(CertificateChain::fromPem(leaf.toPem()));
    QCOMPARE(again.leaf().der(), leaf.der());
    const std::string fingerprint = leaf.sha256Fingerprint();
    QCOMPARE(fingerprint.size(), std::size_t(32 * 3 - 1));
    QByteArray hex = QByteArray::fromStdString(fingerprint);
    QCOMPARE(QByteArray::fromHex(hex.replace(":", "")).toStdString(), sha256(leaf.der()));
    QCOMPARE(fingerprint[2], ':');
}

void CertificateTest::leafHasItsUses()
{
    const KeyPair authority = newAuthority(KeyType::EcP256);
    const auto leaf =
        testkeys::need(issueCertificate(specOf("x"), testkeys::key(KeyType::EcP384), &authority));
    X509 *x509 = leaf.handle();
    QCOMPARE(X509_get_version(x509), long(X509_VERSION_3));
    QCOMPARE(X509_get_key_usage(x509), std::uint32_t(KU_DIGITAL_SIGNATURE));
    QCOMPARE(X509_get_extended_key_usage(x509), std::uint32_t(XKU_SSL_SERVER));
    QCOMPARE(X509_get_signature_nid(x509), NID_ecdsa_with_SHA256);
    const ASN1_OCTET_STRING *authorityId = X509_get0_authority_key_id(x509);
    QVERIFY(authorityId);
    QCOMPARE(ASN1_OCTET_STRING_cmp(authorityId,
                                   X509_get0_subject_key_id(authority.chain.leaf().handle())),
             0);
    QVERIFY(X509_get0_subject_key_id(x509));
}

void CertificateTest::authorityHasItsUses()
{
    const KeyPair authority = newAuthority(KeyType::Rsa);
    X509 *x509 = authority.chain.leaf().handle();
    QCOMPARE(X509_get_key_usage(x509), std::uint32_t(KU_KEY_CERT_SIGN | KU_CRL_SIGN));
    QVERIFY(X509_get_ext_by_NID(x509, NID_ext_key_usage, -1) < 0);
    const int constraints = X509_get_ext_by_NID(x509, NID_basic_constraints, -1);
    QVERIFY(constraints >= 0);
    QVERIFY(X509_EXTENSION_get_critical(X509_get_ext(x509, constraints)));
    QCOMPARE(X509_get_signature_nid(x509), NID_sha256WithRSAEncryption);
}

void CertificateTest::serialsAreRandom()
{
    const PrivateKey &key = testkeys::key(KeyType::EcP256);
    const auto first = testkeys::need(issueCertificate(specOf("x"), key, nullptr));
    const auto second = testkeys::need(issueCertificate(specOf("x"), key, nullptr));
    const ASN1_INTEGER *a = X509_get0_serialNumber(first.handle());
    const ASN1_INTEGER *b = X509_get0_serialNumber(second.handle());
    QVERIFY(ASN1_INTEGER_cmp(a, b) != 0);
    QCOMPARE(ASN1_STRING_length(a), 16);
    QCOMPARE(ASN1_STRING_type(a), V_ASN1_INTEGER); // not the negative kind
}

void CertificateTest::neverOutlivesItsAuthority()
{
    const KeyPair authority = newAuthority(KeyType::EcP256);
    CertificateSpec spec = specOf("x");
    spec.validity = 24h * 365 * 50;
    const auto leaf =
        testkeys::need(issueCertificate(spec, testkeys::key(KeyType::EcP384), &authority));
    QVERIFY(leaf.notAfter() == authority.chain.leaf().notAfter());
    const auto selfSigned =
        testkeys::need(issueCertificate(spec, testkeys::key(KeyType::EcP384), nullptr));
    QVERIFY(selfSigned.notAfter() > leaf.notAfter());
}

void CertificateTest::refusedSpecs_data()
{
    QTest::addColumn<QString>("commonName");
    QTest::addColumn<QString>("dnsName");
    QTest::addColumn<QString>("address");
    QTest::addColumn<int>("hours");
    const auto row = [](const char *name, const char *commonName, const char *dnsName,
                        const char *address, int hours) {
        QTest::newRow(name) << QString::fromLatin1(commonName) << QString::fromLatin1(dnsName)
                            << QString::fromLatin1(address) << hours;
    };
    row("no name", "", "", "", 1);
    row("long name", std::string(65, 'x').c_str(), "", "", 1);
    row("name injection", "x", "a,DNS:evil.example", "", 1);
    row("space", "x", "a b", "", 1);
    row("line end", "x", "a\nb", "", 1);
    row("not ASCII", "x",
        "h\xE4"
        "fen.example",
        "", 1);
    row("long DNS name", "x", std::string(254, 'a').c_str(), "", 1);
    row("no address", "x", "", "localhost", 1);
    row("half an address", "x", "", "192.0.2", 1);
    row("network", "x", "", "192.0.2.0/24", 1);
    row("five bytes", "x", "", "1.2.3.4.5", 1);
    row("no time", "x", "", "", 0);
    row("time backwards", "x", "", "", -5);
    row("too long", "x", "", "", 2'000'000'000);
}

void CertificateTest::refusedSpecs()
{
    QFETCH(QString, commonName);
    QFETCH(QString, dnsName);
    QFETCH(QString, address);
    QFETCH(int, hours);
    CertificateSpec spec = specOf(commonName.toStdString());
    if (!dnsName.isEmpty())
        spec.dnsNames = {dnsName.toStdString()};
    if (!address.isEmpty())
        spec.ipAddresses = {"127.0.0.1", address.toStdString()};
    spec.validity = std::chrono::hours(hours);
    const auto certificate = issueCertificate(spec, testkeys::key(KeyType::EcP256), nullptr);
    QVERIFY(!certificate);
    QCOMPARE(certificate.error().code, ErrorCode::InvalidInput);
    QVERIFY(!certificate.error().detail.empty());
    QCOMPARE(ERR_peek_error(), 0UL);
}

void CertificateTest::wrongAuthorities()
{
    const PrivateKey &key = testkeys::key(KeyType::EcP384);
    const KeyPair leaf = testkeys::pair(KeyType::EcP256);
    QVERIFY(!issueCertificate(specOf("x"), key, &leaf)); // not an authority
    KeyPair mixed = newAuthority(KeyType::EcP256);
    mixed.key = key;
    QVERIFY(!issueCertificate(specOf("x"), key, &mixed)); // another key
}

void CertificateTest::chainKeepsOrder()
{
    const KeyPair authority = newAuthority(KeyType::EcP256);
    const auto leaf =
        testkeys::need(issueCertificate(specOf("leaf"), testkeys::key(KeyType::Rsa), &authority));
    const auto chain = testkeys::need(CertificateChain::fromPem(
        "subject=leaf\n" + leaf.toPem() + "\nissuer\n" + authority.chain.leaf().toPem()));
    QCOMPARE(chain.certificates().size(), std::size_t(2));
    QCOMPARE(chain.leaf().subject(), std::string("CN=leaf"));
    QCOMPARE(chain.certificates()[1].subject(), std::string("CN=Test CA"));
}

void CertificateTest::refusedTexts_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("words");
    const Certificate certificate = testkeys::pair(KeyType::EcP256).chain.leaf();
    const std::string pem = certificate.toPem();
    std::string damaged = pem;
    damaged.replace(100, 20, std::string(20, 'A'));
    const auto row = [](const char *name, const std::string &text, const char *words) {
        QTest::newRow(name) << text << std::string(words);
    };
    row("empty", "", "is empty");
    row("words", "hello", "holds no PEM text");
    row("DER", certificate.der(), "binary DER form");
    row("private key", testkeys::key(KeyType::EcP256).toPem(), "holds a private key");
    row("request", "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n",
        "certificate request");
    row("public key", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
        "holds no certificate");
    row("cut", pem.substr(0, pem.size() - 30), "is cut off");
    row("second one cut", pem + pem.substr(0, 300), "is cut off");
    row("second one damaged", pem + damaged, "certificate 2 cannot be decoded");
    row("nothing inside", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
        "certificate 1 cannot be decoded");
}

void CertificateTest::refusedTexts()
{
    QFETCH(std::string, text);
    QFETCH(std::string, words);
    QTemporaryDir directory;
    const auto file = testkeys::writeFile(directory.filePath(QStringLiteral("x.pem")), text);
    for (const auto &chain : {CertificateChain::fromPem(text), CertificateChain::load(file)}) {
        QVERIFY(!chain);
        QCOMPARE(chain.error().code, ErrorCode::Crypto);
        QVERIFY2(chain.error().detail.find(words) != std::string::npos,
                 chain.error().detail.c_str());
        QCOMPARE(ERR_peek_error(), 0UL);
    }
    QVERIFY(CertificateChain::load(file).error().detail.find(file) != std::string::npos);
}

void CertificateTest::keyPairs()
{
    QTemporaryDir directory;
    const KeyPair authority = newAuthority(KeyType::Rsa);
    const PrivateKey &key = testkeys::key(KeyType::EcP256);
    const auto leaf = testkeys::need(issueCertificate(specOf("leaf"), key, &authority));
    const std::string root = authority.chain.leaf().toPem();
    const auto path = [&](const char *name, const std::string &content) {
        return testkeys::writeFile(directory.filePath(QLatin1String(name)), content);
    };
    const std::string keyFile = path("leaf.key", key.toPem());
    const auto good = KeyPair::load(path("good.pem", leaf.toPem() + root), keyFile);
    QVERIFY(good);
    QCOMPARE(good->chain.certificates().size(), std::size_t(2));
    QVERIFY(good->chain.leaf().matches(good->key));

    const auto reversed = KeyPair::load(path("reversed.pem", root + leaf.toPem()), keyFile);
    QVERIFY(!reversed);
    QVERIFY(reversed.error().detail.find("wrong order") != std::string::npos);

    const std::string otherKey = path("other.key", testkeys::key(KeyType::EcP384).toPem());
    const auto other = KeyPair::load(path("leaf.pem", leaf.toPem()), otherKey);
    QVERIFY(!other);
    QCOMPARE(other.error().code, ErrorCode::Crypto);
    QVERIFY(other.error().detail.find(otherKey) != std::string::npos);
    QVERIFY(other.error().detail.find("leaf.pem") != std::string::npos);

    // One file with both, as some tools write it.
    const std::string both = path("both.pem", key.toPem() + leaf.toPem());
    QVERIFY(KeyPair::load(both, both));
}

void CertificateTest::exchangedFiles()
{
    QTemporaryDir directory;
    const KeyPair pair = testkeys::pair(KeyType::EcP256);
    const auto certificateFile =
        testkeys::writeFile(directory.filePath(QStringLiteral("a.pem")), pair.chain.leaf().toPem());
    const auto keyFile =
        testkeys::writeFile(directory.filePath(QStringLiteral("a.key")), pair.key.toPem());
    QVERIFY(KeyPair::load(certificateFile, keyFile));
    const auto exchanged = KeyPair::load(keyFile, certificateFile);
    QVERIFY(!exchanged);
    QVERIFY(exchanged.error().detail.find("exchanged") != std::string::npos);
    QVERIFY(!KeyPair::load(certificateFile, certificateFile));
    QVERIFY(!KeyPair::load(certificateFile + ".missing", keyFile));
    QVERIFY(!KeyPair::load(certificateFile, keyFile + ".missing"));
}

QTEST_APPLESS_MAIN(CertificateTest)
#include "CertificateTest.moc"
