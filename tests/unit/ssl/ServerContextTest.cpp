// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/ServerContext.h"

#include "tests/unit/ssl/TestKeys.h"
#include "tests/unit/ssl/TlsClient.h"

#include <QTest>

#include <openssl/err.h>
#include <openssl/ssl.h>

using namespace wharfgate;
using namespace wharfgate::tls;

namespace {

std::shared_ptr<const ServerContext> context(const ServerSettings &settings,
                                             KeyType type = KeyType::EcP256)
{
    return testkeys::need(ServerContext::create(testkeys::pair(type), settings));
}

} // namespace

class ServerContextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cipherSuiteNames_data();
    void cipherSuiteNames();
    void refusedSettings_data();
    void refusedSettings();
    void refusesForeignKey();
    void cipherChoice_data();
    void cipherChoice();
    void groups_data();
    void groups();
    void minimumProtocol_data();
    void minimumProtocol();
    void sendsTheWholeChain();
    void neverAsksForClientCertificates();
    void protocolNegotiation_data();
    void protocolNegotiation();
};

void ServerContextTest::cipherSuiteNames_data()
{
    QTest::addColumn<bool>("known");
    for (const char *name :
         {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", "TLS_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_RSA_WITH_AES_256_CBC_SHA"})
        QTest::newRow(name) << true;
    for (const char *name :
         {"", "TLS", "TLS_", "AES128-SHA", "ECDHE-RSA-AES128-GCM-SHA256", "ALL", "DEFAULT",
          "TLS_RSA_WITH_NULL_SHA256", "TLS_ECDHE_RSA_WITH_NULL_SHA", "TLS_RSA_WITH_RC4_128_SHA",
          "TLS_RSA_WITH_3DES_EDE_CBC_SHA", "TLS_DH_anon_WITH_AES_128_GCM_SHA256",
          "TLS_PSK_WITH_AES_128_GCM_SHA256", "TLS_FALLBACK_SCSV",
          "TLS_EMPTY_RENEGOTIATION_INFO_SCSV", "tls_aes_128_gcm_sha256",
          "TLS_AES_128_GCM_SHA256:ALL", "TLS_AES_128_GCM_SHA256 "})
        QTest::newRow(*name ? name : "(empty)") << false;
}

void ServerContextTest::cipherSuiteNames()
{
    QFETCH(bool, known);
    QByteArray name = QTest::currentDataTag();
    if (name == "(empty)")
        name.clear();
    QCOMPARE(ServerContext::isKnownCipherSuite(name.toStdString()), known);
    ServerSettings settings;
    settings.cipherSuites = {name.toStdString()};
    const auto made = ServerContext::create(testkeys::pair(KeyType::Rsa), settings);
    QCOMPARE(made.has_value(), known);
    if (!known) {
        QCOMPARE(made.error().code, ErrorCode::InvalidConfig);
        QVERIFY(made.error().detail.find(name.toStdString()) != std::string::npos);
    }
    QCOMPARE(ERR_peek_error(), 0UL);
}

void ServerContextTest::refusedSettings_data()
{
    QTest::addColumn<int>("minimum");
    QTest::addColumn<QStringList>("groupNames");
    const QStringList none;
    QTest::newRow("version 0") << 0 << none;
    QTest::newRow("negative version") << -1 << none;
    QTest::newRow("SSL 2") << 2 << none;
    QTest::newRow("TLS 1.4") << 0x0305 << none;
    QTest::newRow("DTLS") << 0xFEFD << none;
    QTest::newRow("unknown group") << 0x0303 << QStringList{QStringLiteral("P-257")};
    QTest::newRow("empty group") << 0x0303 << QStringList{QString()};
    QTest::newRow("good and bad group")
        << 0x0303 << QStringList{QStringLiteral("X25519"), QStringLiteral("curve")};
    QTest::newRow("two in one") << 0x0303 << QStringList{QStringLiteral("X25519:P-256")};
    QTest::newRow("twice") << 0x0303
                           << QStringList{QStringLiteral("P-256"), QStringLiteral("P-256")};
}

void ServerContextTest::refusedSettings()
{
    QFETCH(int, minimum);
    QFETCH(QStringList, groupNames);
    ServerSettings settings;
    settings.minimumProtocol = minimum;
    for (const QString &name : groupNames)
        settings.groups.push_back(name.toStdString());
    const auto made = ServerContext::create(testkeys::pair(KeyType::EcP256), settings);
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::InvalidConfig);
    QCOMPARE(ERR_peek_error(), 0UL);
}

void ServerContextTest::refusesForeignKey()
{
    KeyPair pair = testkeys::pair(KeyType::EcP256);
    for (const KeyType type : {KeyType::EcP384, KeyType::Rsa}) {
        pair.key = testkeys::key(type);
        const auto made = ServerContext::create(pair, {});
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::Crypto);
    }
    pair.key = testkeys::need(PrivateKey::generate(KeyType::EcP256));
    QVERIFY(!ServerContext::create(pair, {}));
}

void ServerContextTest::cipherChoice_data()
{
    QTest::addColumn<QStringList>("suites");
    QTest::addColumn<int>("maximum");
    QTest::addColumn<QString>("offered");
    QTest::addColumn<QString>("expected"); // empty: refused
    const auto text = [](const char *name) { return QString::fromLatin1(name); };
    const QString gcm128 = text("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    const QString gcm256 = text("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
    const QString plainRsa = text("TLS_RSA_WITH_AES_128_GCM_SHA256");
    const QString tls13 = text("TLS_AES_256_GCM_SHA384");
    const QString both = text("ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256");
    const auto row = [](const char *name, const QStringList &suites, int maximum,
                        const QString &offered, const QString &expected) {
        QTest::newRow(name) << suites << maximum << offered << expected;
    };
    row("server's order", {gcm128, gcm256}, TLS1_2_VERSION, both,
        text("ECDHE-RSA-AES128-GCM-SHA256"));
    row("server's other order", {gcm256, gcm128}, TLS1_2_VERSION, both,
        text("ECDHE-RSA-AES256-GCM-SHA384"));
    row("none in common", {gcm128}, TLS1_2_VERSION, text("ECDHE-RSA-AES256-GCM-SHA384"), {});
    row("no forward secrecy by default", {}, TLS1_2_VERSION, text("AES128-GCM-SHA256"), {});
    row("no CCM by default", {}, TLS1_2_VERSION, text("AES256-CCM"), {});
    row("plain RSA if named", {plainRsa}, TLS1_2_VERSION, text("AES128-GCM-SHA256"),
        text("AES128-GCM-SHA256"));
    row("default", {}, TLS1_2_VERSION, both, text("ECDHE-RSA-AES256-GCM-SHA384"));
    row("TLS 1.3 suite", {tls13}, 0, {}, text("TLS_AES_256_GCM_SHA384"));
    row("TLS 1.3 only", {tls13}, TLS1_2_VERSION, both, {});
    row("older list leaves TLS 1.3", {gcm128}, 0, {}, text("TLS_AES_256_GCM_SHA384"));
}

void ServerContextTest::cipherChoice()
{
    QFETCH(QStringList, suites);
    QFETCH(int, maximum);
    QFETCH(QString, offered);
    QFETCH(QString, expected);
    ServerSettings settings;
    for (const QString &suite : suites)
        settings.cipherSuites.push_back(suite.toStdString());
    ClientSettings clientSettings;
    clientSettings.maximum = maximum;
    clientSettings.ciphers = offered.toStdString();
    Link link(context(settings, KeyType::Rsa), clientSettings);
    QCOMPARE(link.handshake(), !expected.isEmpty());
    if (expected.isEmpty())
        QVERIFY(!link.server.errorText().empty());
    else
        QCOMPARE(link.client.cipher(), expected.toStdString());
}

void ServerContextTest::groups_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("client");
    QTest::addColumn<bool>("agrees");
    const auto row = [](const char *server, const char *client, bool agrees) {
        QTest::addRow("%s with %s", server, client)
            << QString::fromLatin1(server) << QString::fromLatin1(client) << agrees;
    };
    row("", "X25519", true);
    row("", "P-384", true);
    row("P-256", "P-256", true);
    row("P-256", "X25519:P-256", true); // TLS 1.3: a HelloRetryRequest
    row("P-521 X25519", "X25519", true);
    row("P-256", "X25519", false);
    row("X25519", "P-256:P-384:P-521", false);
}

void ServerContextTest::groups()
{
    QFETCH(QString, server);
    QFETCH(QString, client);
    QFETCH(bool, agrees);
    ServerSettings settings;
    for (const QString &name : server.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        settings.groups.push_back(name.toStdString());
    const auto made = context(settings, KeyType::Rsa);
    for (const int maximum : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        ClientSettings clientSettings;
        clientSettings.maximum = maximum;
        clientSettings.groups = client.toStdString();
        Link link(made, clientSettings);
        QCOMPARE(link.handshake(), agrees);
        QCOMPARE(link.server.errorText().empty(), agrees);
    }
}

void ServerContextTest::minimumProtocol_data()
{
    QTest::addColumn<int>("minimum");
    QTest::addColumn<int>("offered");
    QTest::addColumn<QString>("words"); // empty: accepted
    const auto row = [](const char *name, int minimum, int offered, const char *words) {
        QTest::newRow(name) << minimum << offered << QString::fromLatin1(words);
    };
    row("1.0 to 1.2", 0x0303, 0x0301,
        "client offered only TLS 1.0; this server needs 1.2 or newer");
    row("1.1 to 1.2", 0x0303, 0x0302,
        "client offered only TLS 1.1; this server needs 1.2 or newer");
    row("1.2 to 1.3", 0x0304, 0x0303,
        "client offered only TLS 1.2; this server needs 1.3 or newer");
    row("1.0 to 1.1", 0x0302, 0x0301,
        "client offered only TLS 1.0; this server needs 1.1 or newer");
    row("1.2 to 1.2", 0x0303, 0x0303, "");
    row("1.3 to 1.2", 0x0303, 0x0304, "");
    row("1.3 to 1.3", 0x0304, 0x0304, "");
    row("1.0 to 1.0", 0x0301, 0x0301, "");
    row("1.1 to 1.0", 0x0301, 0x0302, "");
    row("1.3 to 1.0", 0x0301, 0x0304, "");
    row("1.0 to SSL 3.0", 0x0300, 0x0301, "");
}

void ServerContextTest::minimumProtocol()
{
    QFETCH(int, minimum);
    QFETCH(int, offered);
    QFETCH(QString, words);
    ServerSettings settings;
    settings.minimumProtocol = minimum;
    ClientSettings clientSettings;
    clientSettings.minimum = offered;
    clientSettings.maximum = offered;
    Link link(context(settings), clientSettings);
    QCOMPARE(link.handshake(), words.isEmpty());
    QCOMPARE(link.server.errorText(), words.toStdString());
    QCOMPARE(link.server.isEstablished(), words.isEmpty());
    if (words.isEmpty())
        QCOMPARE(link.server.protocol(), link.client.protocol());
}

void ServerContextTest::sendsTheWholeChain()
{
    CertificateSpec spec;
    spec.commonName = "CA";
    spec.isAuthority = true;
    const PrivateKey &rootKey = testkeys::key(KeyType::EcP384);
    const auto root = testkeys::need(issueCertificate(spec, rootKey, nullptr));
    const KeyPair rootPair{CertificateChain({root}), rootKey};
    const PrivateKey &middleKey = testkeys::key(KeyType::Rsa);
    const auto middle = testkeys::need(issueCertificate(spec, middleKey, &rootPair));
    const KeyPair middlePair{CertificateChain({middle}), middleKey};
    spec.isAuthority = false;
    const PrivateKey &leafKey = testkeys::key(KeyType::EcP256);
    const auto leaf = testkeys::need(issueCertificate(spec, leafKey, &middlePair));
    const KeyPair pair{CertificateChain({leaf, middle}), leafKey};
    Link link(testkeys::need(ServerContext::create(pair, {})));
    QVERIFY(link.handshake());
    QCOMPARE(link.client.chainLength(), 2);
}

void ServerContextTest::neverAsksForClientCertificates()
{
    for (const int maximum : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        ClientSettings settings;
        settings.maximum = maximum;
        Link link(context({}), settings);
        QVERIFY(link.handshake());
        QVERIFY(!link.client.wasAskedForCertificate());
    }
}

void ServerContextTest::protocolNegotiation_data()
{
    QTest::addColumn<QStringList>("offered");
    QTest::addColumn<QString>("selected");
    const QString http11 = QStringLiteral("http/1.1");
    const QString http2 = QStringLiteral("h2");
    QTest::newRow("none") << QStringList() << QString();
    QTest::newRow("http/1.1") << QStringList{http11} << http11;
    QTest::newRow("h2 first") << QStringList{http2, http11} << http11;
    QTest::newRow("http/1.1 first") << QStringList{http11, http2} << http11;
    QTest::newRow("h2 only") << QStringList{http2} << QString();
    QTest::newRow("near misses") << QStringList{QStringLiteral("http/1.0"),
                                                QStringLiteral("http/1.11"),
                                                QStringLiteral("HTTP/1.1")}
                                 << QString();
    QTest::newRow("name inside a name")
        << QStringList{QStringLiteral("x\x08http/1.1")} << QString();
}

void ServerContextTest::protocolNegotiation()
{
    QFETCH(QStringList, offered);
    QFETCH(QString, selected);
    for (const int maximum : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        ClientSettings settings;
        settings.maximum = maximum;
        for (const QString &name : offered)
            settings.protocols.push_back(name.toStdString());
        Link link(context({}), settings);
        QVERIFY(link.handshake());
        QCOMPARE(link.client.selectedProtocol(), selected.toStdString());
    }
}

QTEST_APPLESS_MAIN(ServerContextTest)
#include "ServerContextTest.moc"
