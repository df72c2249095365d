// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/token/Issuer.h"

#include "ssl/Encoding.h"
#include "ssl/KeyId.h"
#include "tests/unit/ssl/TestKeys.h"
#include "tests/unit/token/DecodedToken.h"

#include <set>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using namespace std::chrono_literals;
using test::DecodedToken;
using token::Access;
using token::IssuedToken;
using token::Issuer;
using token::KeyIdFormat;

Q_DECLARE_METATYPE(wharfgate::token::KeyIdFormat)

namespace {

const std::chrono::system_clock::time_point kNow{1'700'000'000s + 999ms};

Issuer issuerWith(const tls::KeyPair &pair, KeyIdFormat format = KeyIdFormat::Legacy,
                  const std::string &name = "Acme auth server")
{
    return testkeys::need(Issuer::create(name, 900s, pair, format));
}

const Issuer &plainIssuer()
{
    static const Issuer issuer = issuerWith(testkeys::pair(tls::KeyType::EcP256));
    return issuer;
}

DecodedToken issue(const Issuer &issuer, std::string_view subject, std::string_view audience,
                   const std::vector<Access> &access)
{
    return DecodedToken(testkeys::need(issuer.issue(subject, audience, access, kNow)).token);
}

} // namespace

class IssuerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headerAndSignature_data();
    void headerAndSignature();
    void chainInHeader();
    void claims();
    void anonymousWithoutScopes();
    void timesAreWholeSeconds();
    void identifiersAreUnique();
    void unusualText_data();
    void unusualText();
    void manyScopes();
    void lifetimeMustBePositive();
    void givesTheSameTokenAgain();
    void givesNoOtherToken();
    void neverBeyondATenthOfTheLifetime();
    void clockThatJumps();
    void remembersNoLargeToken();
};

void IssuerTest::headerAndSignature_data()
{
    QTest::addColumn<tls::KeyType>("type");
    QTest::addColumn<KeyIdFormat>("format");

    const std::pair<tls::KeyType, const char *> types[] = {{tls::KeyType::Rsa, "RSA"},
                                                           {tls::KeyType::EcP256, "P-256"},
                                                           {tls::KeyType::EcP384, "P-384"},
                                                           {tls::KeyType::EcP521, "P-521"},
                                                           {tls::KeyType::Ed25519, "Ed25519"}};
    const std::pair<KeyIdFormat, const char *> formats[] = {
        {KeyIdFormat::Legacy, "legacy"},
        {KeyIdFormat::Rfc7638, "rfc7638"},
        {KeyIdFormat::Registry30, "registry-3.0"},
        {KeyIdFormat::X5c, "x5c"}};
    for (const auto &[type, typeName] : types) {
        for (const auto &[format, formatName] : formats)
            QTest::addRow("%s %s", typeName, formatName) << type << format;
    }
}

void IssuerTest::headerAndSignature()
{
    QFETCH(tls::KeyType, type);
    QFETCH(KeyIdFormat, format);

    const tls::KeyPair pair = testkeys::pair(type);
    const tls::JwsSigner signer = testkeys::need(tls::JwsSigner::create(pair.key));
    const Issuer issuer = issuerWith(pair, format);
    const DecodedToken token = issue(issuer, "alice", "My registry", {});

    const std::map<KeyIdFormat, std::string> keyIds = {
        {KeyIdFormat::Legacy, tls::legacyKeyId(pair.key)},
        {KeyIdFormat::Rfc7638, tls::rfc7638KeyId(pair.key)},
        {KeyIdFormat::Registry30, tls::registry30KeyId(pair.key)},
        {KeyIdFormat::X5c, tls::legacyKeyId(pair.key)}};
    QCOMPARE(token.header["typ"_L1].toString(), u"JWT"_s);
    QCOMPARE(token.header["alg"_L1].toString().toStdString(), std::string(signer.algorithm()));
    QCOMPARE(token.header["kid"_L1].toString().toStdString(), keyIds.at(format));
    QCOMPARE(issuer.keyId(), keyIds.at(format));
    QCOMPARE(std::string(issuer.algorithm()), std::string(signer.algorithm()));

    const bool withChain = format == KeyIdFormat::X5c;
    QCOMPARE(token.header.size(), withChain ? 4 : 3); // never "jwk": see CVE-2025-24976
    QCOMPARE(token.header.contains("x5c"_L1), withChain);
    if (withChain) {
        QCOMPARE(token.header["x5c"_L1].toArray().size(), 1);
        QCOMPARE(token.header["x5c"_L1].toArray()[0].toString().toStdString(),
                 tls::base64(pair.chain.leaf().der()));
    }

    QVERIFY(signer.verify(token.signingInput, token.signature));
    std::string tampered = token.signingInput;
    tampered.back() = tampered.back() == 'A' ? 'B' : 'A';
    QVERIFY(!signer.verify(tampered, token.signature));
}

void IssuerTest::chainInHeader()
{
    const auto make = [](const char *name, const tls::KeyPair *authority, bool isAuthority) {
        const auto key = testkeys::need(tls::PrivateKey::generate(tls::KeyType::EcP256));
        tls::CertificateSpec spec;
        spec.commonName = name;
        spec.isAuthority = isAuthority;
        const auto certificate = testkeys::need(tls::issueCertificate(spec, key, authority));
        return tls::KeyPair{tls::CertificateChain({certificate}), key};
    };
    const tls::KeyPair root = make("root", nullptr, true);
    const tls::KeyPair intermediate = make("intermediate", &root, true);
    const tls::KeyPair leaf = make("leaf", &intermediate, false);

    const auto chainOf = [&](std::vector<tls::Certificate> certificates) {
        const tls::KeyPair pair{tls::CertificateChain(std::move(certificates)), leaf.key};
        QStringList out;
        const DecodedToken token = issue(issuerWith(pair, KeyIdFormat::X5c), "a", "s", {});
        for (const QJsonValue &entry : token.header["x5c"_L1].toArray())
            out.append(entry.toString());
        return out;
    };
    const auto encoded = [](const tls::KeyPair &pair) {
        return QString::fromStdString(tls::base64(pair.chain.leaf().der()));
    };
    const QStringList expected{encoded(leaf), encoded(intermediate)};
    QCOMPARE(chainOf({leaf.chain.leaf(), intermediate.chain.leaf()}), expected);
    QCOMPARE(chainOf({leaf.chain.leaf(), intermediate.chain.leaf(), root.chain.leaf()}), expected);
    QCOMPARE(chainOf({leaf.chain.leaf()}), QStringList{encoded(leaf)});
}

void IssuerTest::claims()
{
    const DecodedToken token = issue(plainIssuer(), "alice", "My registry",
                                     {{"repository", "alice/app", {"pull", "push"}},
                                      {"repository", "prod/app", {}},
                                      {"registry", "catalog", {"*"}}});
    QCOMPARE(token.claims.keys(), (QStringList{u"access"_s, u"aud"_s, u"exp"_s, u"iat"_s, u"iss"_s,
                                               u"jti"_s, u"nbf"_s, u"sub"_s}));
    QCOMPARE(token.claims["iss"_L1].toString(), u"Acme auth server"_s);
    QCOMPARE(token.claims["sub"_L1].toString(), u"alice"_s);
    QVERIFY2(token.claims["aud"_L1].isString(), "registry 2.x takes no list");
    QCOMPARE(token.claims["aud"_L1].toString(), u"My registry"_s);
    QCOMPARE(QJsonDocument(token.claims["access"_L1].toArray()).toJson(QJsonDocument::Compact),
             R"([{"actions":["pull","push"],"name":"alice/app","type":"repository"},)"
             R"({"actions":[],"name":"prod/app","type":"repository"},)"
             R"({"actions":["*"],"name":"catalog","type":"registry"}])"_ba);
}

void IssuerTest::anonymousWithoutScopes()
{
    const DecodedToken token = issue(plainIssuer(), "", "", {});
    QVERIFY(token.claims["sub"_L1].isString());
    QCOMPARE(token.claims["sub"_L1].toString(), QString());
    QCOMPARE(token.claims["aud"_L1].toString(), QString());
    QVERIFY(token.claims["access"_L1].isArray());
    QVERIFY(token.claims["access"_L1].toArray().isEmpty());
}

void IssuerTest::timesAreWholeSeconds()
{
    const IssuedToken issued = testkeys::need(plainIssuer().issue("a", "s", {}, kNow));
    QVERIFY(issued.issuedAt == std::chrono::system_clock::time_point(1'700'000'000s));
    QCOMPARE(issued.expiresIn.count(), 900);

    // Registry 2.x reads integers only, so the text counts, not the number.
    const QByteArray text = DecodedToken(issued.token).claimsText;
    QVERIFY(text.contains(R"("exp":1700000900,)"));
    QVERIFY(text.contains(R"("nbf":1699999990,)"));
    QVERIFY(text.contains(R"("iat":1700000000,)"));
}

void IssuerTest::identifiersAreUnique()
{
    std::set<QString> seen;
    for (int i = 0; i < 200; ++i) {
        const QJsonValue id = issue(plainIssuer(), "a", "s", {}).claims["jti"_L1];
        QVERIFY(id.isString());
        bool isNumber = false;
        id.toString().toULongLong(&isNumber);
        QVERIFY2(isNumber, "decimal digits, as docker_auth's");
        seen.insert(id.toString());
    }
    QCOMPARE(seen.size(), 200u);
}

void IssuerTest::unusualText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");

    QTest::newRow("quotes") << R"(a"b\c)"_ba << uR"(a"b\c)"_s;
    QTest::newRow("JSON that would escape") << R"(x","sub":"root)"_ba << uR"(x","sub":"root)"_s;
    QTest::newRow("control characters") << "\x01\r\n\t\x1f"_ba << u"\x01\r\n\t\x1f"_s;
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << QString(u"a\0b"_s);
    QTest::newRow("HTML") << "<a>&b"_ba << u"<a>&b"_s;
    QTest::newRow("line separator") << "a\xe2\x80\xa8\xe2\x80\xa9"_ba << u"a\u2028\u2029"_s;
    QTest::newRow("beyond the BMP") << "\xf0\x9f\x9a\xa2"_ba << u"\U0001F6A2"_s;
    QTest::newRow("Han") << "\xe6\x97\xa5\xe6\x9c\xac"_ba << u"日本"_s;
    QTest::newRow("no UTF-8") << "\xff\xfe"_ba << u"\ufffd\ufffd"_s;
    QTest::newRow("half a character") << "a\xe6\x97"_ba << u"a\ufffd\ufffd"_s;
    QTest::newRow("surrogate") << "\xed\xa0\x80"_ba << u"\ufffd\ufffd\ufffd"_s;
    QTest::newRow("long") << QByteArray(10'000, 'x') << QString(10'000, u'x');
    QTest::newRow("long and escaped") << QByteArray(10'000, '"') << QString(10'000, u'"');
}

void IssuerTest::unusualText()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);

    const std::string value = text.toStdString();
    const tls::KeyPair pair = testkeys::pair(tls::KeyType::EcP256);
    const Issuer issuer = issuerWith(pair, KeyIdFormat::Legacy, value);
    QCOMPARE(issuer.name(), value);
    const DecodedToken token = issue(issuer, value, value, {{value, value, {value}}});
    const QJsonObject access = token.claims["access"_L1].toArray()[0].toObject();
    QCOMPARE(token.claims["iss"_L1].toString(), expected);
    QCOMPARE(token.claims["sub"_L1].toString(), expected);
    QCOMPARE(token.claims["aud"_L1].toString(), expected);
    QCOMPARE(access["type"_L1].toString(), expected);
    QCOMPARE(access["name"_L1].toString(), expected);
    QCOMPARE(access["actions"_L1].toArray()[0].toString(), expected);
    QCOMPARE(token.claims.size(), 8);
    QVERIFY(testkeys::need(tls::JwsSigner::create(pair.key))
                .verify(token.signingInput, token.signature));
}

void IssuerTest::manyScopes()
{
    std::vector<Access> access;
    for (int i = 0; i < 1000; ++i)
        access.push_back({"repository", "r" + std::to_string(i), {"pull"}});
    const QJsonArray found = issue(plainIssuer(), "a", "s", access).claims["access"_L1].toArray();
    QCOMPARE(found.size(), 1000);
    QCOMPARE(found[999]["name"_L1].toString(), u"r999"_s);
}

void IssuerTest::lifetimeMustBePositive()
{
    const tls::KeyPair pair = testkeys::pair(tls::KeyType::EcP256);
    for (const std::chrono::seconds lifetime : {0s, -1s}) {
        const auto issuer = Issuer::create("i", lifetime, pair, KeyIdFormat::Legacy);
        QVERIFY(!issuer);
        QVERIFY(issuer.error().code == ErrorCode::InvalidInput);
    }
    const auto issuer = testkeys::need(Issuer::create("i", 1s, pair, KeyIdFormat::Legacy));
    QCOMPARE(testkeys::need(issuer.issue("", "", {}, kNow)).expiresIn.count(), 1);
}

namespace {

Issuer reusingIssuer(std::chrono::seconds lifetime, std::chrono::milliseconds reuse)
{
    return testkeys::need(Issuer::create("i", lifetime, testkeys::pair(tls::KeyType::EcP256),
                                         KeyIdFormat::Legacy, reuse));
}

} // namespace

void IssuerTest::givesTheSameTokenAgain()
{
    const Issuer issuer = reusingIssuer(900s, 10s);
    const std::vector<Access> access = {{"repository", "a/b", {"pull"}}};
    const IssuedToken first = testkeys::need(issuer.issue("alice", "reg", access, kNow));
    QCOMPARE(first.expiresIn.count(), 900);
    const IssuedToken again = testkeys::need(issuer.issue("alice", "reg", access, kNow + 9s));
    QCOMPARE(again.token, first.token);
    QVERIFY(again.issuedAt == first.issuedAt);
    QCOMPARE(again.expiresIn.count(), 891);
    const DecodedToken decoded(again.token);
    QCOMPARE(decoded.claims["exp"_L1].toInteger(), (again.issuedAt.time_since_epoch() / 1s) + 900);
    // The age is counted from the first issue, however often it is given.
    const IssuedToken later = testkeys::need(issuer.issue("alice", "reg", access, kNow + 10s));
    QVERIFY(later.token != first.token);
    QCOMPARE(later.expiresIn.count(), 900);
}

void IssuerTest::givesNoOtherToken()
{
    const Issuer issuer = reusingIssuer(900s, 10s);
    const std::vector<Access> access = {{"repository", "a/b", {"pull", "push"}}};
    const std::string first = testkeys::need(issuer.issue("alice", "reg", access, kNow)).token;
    const auto other = [&](std::string_view subject, std::string_view audience,
                           const std::vector<Access> &wanted) {
        return testkeys::need(issuer.issue(subject, audience, wanted, kNow)).token != first;
    };
    QVERIFY(other("bob", "reg", access));
    QVERIFY(other("", "reg", access));
    QVERIFY(other("alice", "", access));
    QVERIFY(other("alice\",\"aud\":\"reg", "", access));
    QVERIFY(other("alice", "reg", {}));
    QVERIFY(other("alice", "reg", {{"repository", "a/b", {"pull"}}}));
    QVERIFY(other("alice", "reg", {{"repository", "a/b", {"push", "pull"}}}));
    QVERIFY(other("alice", "reg", {{"repository", "a/c", {"pull", "push"}}}));
    QVERIFY(other("alice", "reg", {access[0], access[0]}));
    QVERIFY(!other("alice", "reg", access));

    const Issuer never = reusingIssuer(900s, 0s);
    QVERIFY(testkeys::need(never.issue("a", "r", access, kNow)).token !=
            testkeys::need(never.issue("a", "r", access, kNow)).token);
}

void IssuerTest::neverBeyondATenthOfTheLifetime()
{
    const Issuer issuer = reusingIssuer(60s, 1h);
    const std::string first = testkeys::need(issuer.issue("a", "r", {}, kNow)).token;
    const IssuedToken again = testkeys::need(issuer.issue("a", "r", {}, kNow + 5'999ms));
    QCOMPARE(again.token, first);
    QCOMPARE(again.expiresIn.count(), 54);
    QVERIFY(testkeys::need(issuer.issue("a", "r", {}, kNow + 6s)).token != first);
}

void IssuerTest::clockThatJumps()
{
    const Issuer issuer = reusingIssuer(900s, 10s);
    const std::string first = testkeys::need(issuer.issue("a", "r", {}, kNow)).token;
    // A token from the future would not be valid yet.
    const IssuedToken back = testkeys::need(issuer.issue("a", "r", {}, kNow - 1h));
    QVERIFY(back.token != first);
    QCOMPARE(back.expiresIn.count(), 900);
    QCOMPARE(testkeys::need(issuer.issue("a", "r", {}, kNow - 1h)).token, back.token);
    const IssuedToken forward = testkeys::need(issuer.issue("a", "r", {}, kNow + 1h));
    QVERIFY(forward.token != first && forward.token != back.token);
}

/// Clients choose what is remembered, so its size is bounded, not only its number.
void IssuerTest::remembersNoLargeToken()
{
    const Issuer issuer = reusingIssuer(900s, 10s);
    const auto isReused = [&](std::size_t nameBytes) {
        const std::vector<Access> access = {{"repository", std::string(nameBytes, 'x'), {"pull"}}};
        return testkeys::need(issuer.issue("a", "r", access, kNow)).token ==
               testkeys::need(issuer.issue("a", "r", access, kNow)).token;
    };
    QVERIFY(isReused(256)); // the longest name that registries take
    QVERIFY(!isReused(Issuer::kMaxRecentBytes));
    QVERIFY(!isReused(1'000'000));
}

QTEST_GUILESS_MAIN(IssuerTest)
#include "IssuerTest.moc"
