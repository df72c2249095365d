// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/CertificateChecks.h"

#include "ssl/CertificateRequest.h"
#include "ssl/HandshakeTest.h"
#include "ssl/Jwk.h"
#include "ssl/JwsSigner.h"
#include "ssl/KeyId.h"
#include "tests/unit/ssl/TestKeys.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using namespace wharfgate::tls;
using namespace std::chrono_literals;
using Outcome = CertificateCheck::Outcome;

namespace {

CertificateSpec specOf(const std::string &commonName)
{
    CertificateSpec spec;
    spec.commonName = commonName;
    spec.dnsNames = {commonName};
    spec.ipAddresses = {"192.0.2.7"};
    return spec;
}

KeyPair authority(const std::string &name, const KeyPair *issuer = nullptr)
{
    CertificateSpec spec;
    spec.commonName = name;
    spec.isAuthority = true;
    spec.validity = 24h * 3650;
    const auto key = testkeys::need(PrivateKey::generate(KeyType::EcP256));
    return {CertificateChain({testkeys::need(issueCertificate(spec, key, issuer))}), key};
}

struct Chain
{
    KeyPair root = authority("Root");
    KeyPair middle = authority("Middle", &root);
    PrivateKey key = testkeys::key(KeyType::EcP256);
    Certificate leaf = testkeys::need(issueCertificate(specOf("registry.example"), key, &middle));
};

/// A certificate as weak as those that Wharfgate does not make.
Certificate weakCertificate(int bits, const EVP_MD *digest, const KeyPair *issuer = nullptr)
{
    const std::shared_ptr<EVP_PKEY> key(EVP_RSA_gen(unsigned(bits)), EVP_PKEY_free);
    const std::shared_ptr<X509> certificate(X509_new(), X509_free);
    X509_set_version(certificate.get(), X509_VERSION_3);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600L * 24 * 365);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char *>("weak"), -1, -1, 0);
    X509_set_issuer_name(
        certificate.get(),
        X509_get_subject_name(issuer ? issuer->chain.leaf().handle() : certificate.get()));
    X509_sign(certificate.get(), issuer ? issuer->key.handle() : key.get(), digest);
    ERR_clear_error();
    return Certificate(certificate);
}

std::string codes(const std::vector<CertificateCheck> &checks, Outcome outcome)
{
    std::string all;
    for (const CertificateCheck &check : checks) {
        if (check.outcome == outcome)
            all += (all.empty() ? "" : " ") + check.code;
    }
    return all;
}

CheckedUse serverUse()
{
    CheckedUse use;
    use.servesTls = true;
    return use;
}

CheckedUse tokenUse()
{
    CheckedUse use;
    use.signsTokens = true;
    return use;
}

} // namespace

/// What is said of a certificate before it is put in use.
class CertificateChecksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); }
    void everythingInOrder();
    void problemsComeWithWords_data();
    void problemsComeWithWords();
    void dates_data();
    void dates();
    void tokenDatesMatterOnlyInTheToken();
    void weakness();
    void tokenKeys();
    void detailsOfACertificate();
    void requests();
    void refusedRequests_data();
    void refusedRequests();
    void handshakes_data() { addKeyTypes(); }
    void handshakes();
    void refusedHandshakes();
    void jwks_data() { addKeyTypes(); }
    void jwks();
};

void CertificateChecksTest::everythingInOrder()
{
    const Chain chain;
    CheckedUse use = serverUse();
    use.hosts = {"registry.example", "192.0.2.7"};
    const auto checks = checkCertificates(
        {chain.leaf, chain.middle.chain.leaf(), chain.root.chain.leaf()}, &chain.key, use);
    QCOMPARE(codes(checks, Outcome::Fail), std::string());
    QCOMPARE(codes(checks, Outcome::Warn), std::string());
    QCOMPARE(codes(checks, Outcome::Pass),
             std::string("key-matches dates names-cover purpose chain-has-root "
                         "issued-by-authority chain-complete key-strong hash-strong"));
    QVERIFY(checkCertificates({}, nullptr, use).empty());
}

void CertificateChecksTest::problemsComeWithWords_data()
{
    QTest::addColumn<std::vector<Certificate>>("certificates");
    QTest::addColumn<bool>("ownKey");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("expected");
    const Chain chain;
    const Certificate &leaf = chain.leaf;
    const Certificate &middle = chain.middle.chain.leaf();
    const Certificate &root = chain.root.chain.leaf();
    using Certificates = std::vector<Certificate>;
    QTest::newRow("key of another certificate")
        << Certificates{leaf, middle, root} << false << QString() << u"key-mismatch"_s;
    QTest::newRow("name that is not covered")
        << Certificates{leaf, middle, root} << true << u"other.example"_s << u"name-not-covered"_s;
    QTest::newRow("address that is not covered")
        << Certificates{leaf, middle, root} << true << u"192.0.2.8"_s << u"name-not-covered"_s;
    QTest::newRow("out of order") << Certificates{leaf, root, middle} << true << QString()
                                  << u"chain-out-of-order"_s;
    QTest::newRow("unrelated") << Certificates{leaf, authority("Stranger").chain.leaf()} << true
                               << QString() << u"chain-unrelated"_s;
    CertificateSpec unnamed;
    unnamed.commonName = "registry.example";
    QTest::newRow("no names") << Certificates{testkeys::need(issueCertificate(unnamed, chain.key,
                                                                              &chain.middle)),
                                              middle, root}
                              << true << QString() << u"names-missing"_s;
}

void CertificateChecksTest::problemsComeWithWords()
{
    QFETCH(std::vector<Certificate>, certificates);
    QFETCH(bool, ownKey);
    QFETCH(QString, host);
    QFETCH(QString, expected);
    CheckedUse use = serverUse();
    if (!host.isEmpty())
        use.hosts = {host.toStdString()};
    const auto other = testkeys::need(PrivateKey::generate(KeyType::EcP256));
    const PrivateKey &own = testkeys::key(KeyType::EcP256);
    const auto checks = checkCertificates(certificates, ownKey ? &own : &other, use);
    QCOMPARE(codes(checks, Outcome::Fail), expected.toStdString());
    for (const CertificateCheck &check : checks) {
        QVERIFY(check.message.ends_with('.'));
        QVERIFY(check.outcome == Outcome::Pass || !check.remedy.empty());
    }
}

void CertificateChecksTest::dates_data()
{
    QTest::addColumn<int>("hours"); // from the end of the certificate
    QTest::addColumn<QString>("expected");
    QTest::newRow("31 days") << -31 * 24 << u"dates"_s;
    QTest::newRow("30 days") << -30 * 24 << u"expires-in-30-days"_s;
    QTest::newRow("15 days") << -15 * 24 << u"expires-in-30-days"_s;
    QTest::newRow("14 days") << -14 * 24 << u"expires-in-14-days"_s;
    QTest::newRow("3 days") << -3 * 24 << u"expires-in-3-days"_s;
    QTest::newRow("an hour") << -1 << u"expires-in-3-days"_s;
    QTest::newRow("over") << 1 << u"expired"_s;
    QTest::newRow("before it began") << -366 * 24 << u"not-yet-valid"_s;
}

void CertificateChecksTest::dates()
{
    QFETCH(int, hours);
    QFETCH(QString, expected);
    const Chain chain;
    CheckedUse use = serverUse();
    use.now = chain.leaf.notAfter() + std::chrono::hours(hours);
    const auto checks = checkCertificates(
        {chain.leaf, chain.middle.chain.leaf(), chain.root.chain.leaf()}, &chain.key, use);
    const auto found = std::find_if(checks.begin(), checks.end(), [&](const auto &check) {
        return check.code == expected.toStdString();
    });
    QVERIFY(found != checks.end());
    QCOMPARE(found->outcome, expected == u"dates"_s                       ? Outcome::Pass
                             : expected.startsWith("exp"_L1) && hours < 0 ? Outcome::Warn
                                                                          : Outcome::Fail);
}

void CertificateChecksTest::tokenDatesMatterOnlyInTheToken()
{
    const Chain chain;
    CheckedUse use = tokenUse();
    use.now = chain.leaf.notAfter() + 1h;
    QCOMPARE(codes(checkCertificates({chain.leaf}, &chain.key, use), Outcome::Warn),
             std::string("expired"));
    use.carriesCertificate = true;
    QCOMPARE(codes(checkCertificates({chain.leaf}, &chain.key, use), Outcome::Fail),
             std::string("expired"));
}

void CertificateChecksTest::weakness()
{
    const Certificate shortKey = weakCertificate(1024, EVP_sha256());
    QCOMPARE(shortKey.keyType(), std::string("rsa"));
    QCOMPARE(shortKey.keyBits(), 1024);
    QVERIFY(
        codes(checkCertificates({shortKey}, nullptr, tokenUse()), Outcome::Fail).find("key-weak") !=
        std::string::npos);
    const KeyPair root = authority("Root");
    const Certificate oldHash = weakCertificate(2048, EVP_sha1(), &root);
    QVERIFY(oldHash.hasWeakHash());
    QVERIFY(codes(checkCertificates({oldHash}, nullptr, serverUse()), Outcome::Fail)
                .find("hash-weak") != std::string::npos);
}

void CertificateChecksTest::tokenKeys()
{
    const KeyPair pair = testkeys::pair(KeyType::Ed25519);
    const auto checks = checkCertificates(pair.chain.certificates(), &pair.key, tokenUse());
    QCOMPARE(codes(checks, Outcome::Warn), std::string("token-key-new"));
    // Whether a token's certificate is self-signed is of no matter.
    QVERIFY(
        codes(checkCertificates(pair.chain.certificates(), &pair.key, serverUse()), Outcome::Warn)
            .find("self-signed") != std::string::npos);
}

void CertificateChecksTest::detailsOfACertificate()
{
    const Chain chain;
    const std::vector<std::string> leafUses{"digitalSignature", "serverAuth"};
    QCOMPARE(chain.leaf.usages(), leafUses);
    const std::vector<std::string> authorityUses{"keyCertSign", "cRLSign"};
    QCOMPARE(chain.root.chain.leaf().usages(), authorityUses);
    QVERIFY(weakCertificate(2048, EVP_sha256()).usages().empty());
    QVERIFY(weakCertificate(2048, EVP_sha256()).mayServeTls()); // not restricted
    QVERIFY(!chain.root.chain.leaf().maySignHandshakes());
    QCOMPARE(chain.leaf.serial().size(), std::size_t(16 * 3 - 1));
    QCOMPARE(chain.leaf.keyType(), std::string("ec-p256"));
    QCOMPARE(chain.leaf.keyBits(), 256);
    QVERIFY(chain.leaf.isIssuedBy(chain.middle.chain.leaf()));
    QVERIFY(!chain.leaf.isIssuedBy(chain.root.chain.leaf()));
    QVERIFY(chain.leaf.covers("registry.example") && chain.leaf.covers("192.0.2.7"));
    QVERIFY(!chain.leaf.covers("registry.example.evil") && !chain.leaf.covers(""));
    QVERIFY(!testkeys::need(chain.leaf.publicKey()).hasPrivateHalf());
    QVERIFY(chain.leaf.matches(testkeys::need(chain.leaf.publicKey())));
}

void CertificateChecksTest::requests()
{
    CertificateSpec spec = specOf("registry.example");
    spec.dnsNames.emplace_back("*.registry.example");
    spec.ipAddresses = {"2001:db8::7"};
    for (const KeyType type : {KeyType::EcP256, KeyType::Rsa, KeyType::Ed25519}) {
        const PrivateKey &key = testkeys::key(type);
        const auto made = testkeys::need(CertificateRequest::create(spec, key));
        const auto read = testkeys::need(CertificateRequest::fromPem(made.toPem()));
        QCOMPARE(read.commonName(), std::string("registry.example"));
        const std::vector<std::string> names{"registry.example", "*.registry.example",
                                             "2001:db8::7"};
        QCOMPARE(read.names(), names);
        QVERIFY(read.matches(key));
        QVERIFY(!read.matches(testkeys::key(KeyType::EcP384)));
        QCOMPARE(testkeys::need(read.publicKey()).type(), type);
        QVERIFY(made.toPem().find("PRIVATE") == std::string::npos);
    }
    CertificateSpec unnamed;
    unnamed.commonName = "x";
    QVERIFY(testkeys::need(CertificateRequest::create(unnamed, testkeys::key(KeyType::EcP256)))
                .names()
                .empty());
}

void CertificateChecksTest::refusedRequests_data()
{
    QTest::addColumn<QString>("commonName");
    QTest::addColumn<QString>("dnsName");
    QTest::addColumn<QString>("address");
    QTest::newRow("no common name") << QString() << u"a.example"_s << QString();
    QTest::newRow("long common name") << QString(65, u'x') << u"a.example"_s << QString();
    QTest::newRow("name with a comma") << u"a"_s << u"a.example,IP:127.0.0.1"_s << QString();
    QTest::newRow("name with a line break") << u"a"_s << u"a\nb"_s << QString();
    QTest::newRow("no address") << u"a"_s << u"a"_s << u"300.0.0.1"_s;
}

void CertificateChecksTest::refusedRequests()
{
    QFETCH(QString, commonName);
    QFETCH(QString, dnsName);
    QFETCH(QString, address);
    CertificateSpec spec;
    spec.commonName = commonName.toStdString();
    spec.dnsNames = {dnsName.toStdString()};
    if (!address.isEmpty())
        spec.ipAddresses = {address.toStdString()};
    const auto request = CertificateRequest::create(spec, testkeys::key(KeyType::EcP256));
    QVERIFY(!request);
    QCOMPARE(request.error().code, ErrorCode::InvalidInput);
    for (const char *text : {"", "x",
                             "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n"
                             "-----END CERTIFICATE REQUEST-----\n"})
        QVERIFY(!CertificateRequest::fromPem(text));
}

void CertificateChecksTest::handshakes()
{
    QFETCH(KeyType, type);
    const KeyPair pair = testkeys::pair(type);
    const auto agreed = testHandshake(pair, {});
    QVERIFY2(agreed, agreed ? "" : agreed.error().detail.c_str());
    QCOMPARE(*agreed, std::string("TLSv1.3"));
    QVERIFY(testSignature(pair));
    const Chain chain;
    const std::vector<Certificate> sent{chain.leaf, chain.middle.chain.leaf()};
    QVERIFY(testHandshake({CertificateChain(sent), chain.key}, {})); // the root is not sent
    ServerSettings old;
    old.minimumProtocol = 0x0301;
    QVERIFY(testHandshake(pair, old));
}

void CertificateChecksTest::refusedHandshakes()
{
    const Chain chain;
    const KeyPair pair{CertificateChain({chain.leaf}), chain.key};
    CertificateSpec past = specOf("registry.example");
    past.now -= 24h * 400;
    const auto expired = testkeys::need(issueCertificate(past, chain.key, nullptr));
    const auto refusal = testHandshake({CertificateChain({expired}), chain.key}, {});
    QVERIFY(!refusal);
    QVERIFY2(refusal.error().detail.find("expired") != std::string::npos,
             refusal.error().detail.c_str());

    ServerSettings rsaOnly;
    rsaOnly.cipherSuites = {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"};
    QVERIFY(testHandshake(pair, rsaOnly)); // TLS 1.3 does not depend on it
    const Certificate root = chain.root.chain.leaf();
    QVERIFY(!testHandshake({CertificateChain({root}), chain.root.key}, {})); // not for servers
    const std::vector<Certificate> wrongOrder{chain.leaf, chain.root.chain.leaf()};
    QVERIFY(!testHandshake({CertificateChain(wrongOrder), chain.key}, {}));
    QVERIFY(!testHandshake({CertificateChain({chain.leaf}), testkeys::key(KeyType::Rsa)}, {}));
    QVERIFY(!testSignature({CertificateChain({chain.leaf}), chain.root.key}));
}

void CertificateChecksTest::jwks()
{
    QFETCH(KeyType, type);
    const PrivateKey &key = testkeys::key(type);
    const std::string text = publicJwk(key, "a \"key\"");
    const QJsonObject jwk = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    QCOMPARE(jwk["kid"_L1].toString(), u"a \"key\""_s);
    QCOMPARE(jwk["use"_L1].toString(), u"sig"_s);
    QCOMPARE(jwk["alg"_L1].toString().toStdString(),
             std::string(testkeys::need(JwsSigner::create(key)).algorithm()));
    for (const auto &member : {"d"_L1, "p"_L1, "q"_L1, "k"_L1}) // RFC 7518 6: private members
        QVERIFY(!jwk.contains(member));
    QVERIFY(!jwk["kty"_L1].toString().isEmpty());
}

QTEST_GUILESS_MAIN(CertificateChecksTest)
#include "CertificateChecksTest.moc"
