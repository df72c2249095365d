// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/control/CertificateReport.h"
#include "ssl/FileTransaction.h"
#include "ssl/PairFiles.h"
#include "tests/unit/control/ControlClient.h"
#include "tests/unit/service/RunningDaemon.h"

#include <QJsonArray>
#include <QSslCertificate>
#include <QSslSocket>
#include <QTest>

#include <memory>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace wharfgate;

namespace {

QByteArray configuration(const test::RunningDaemon &files)
{
    const QByteArray folder = files.folder().toUtf8() + "/ssl/";
    return "server: {addr: \"127.0.0.1:0\", certificate: \"" + folder + "server.crt\", key: \"" +
           folder + "server.key\"}\n" + "token: {issuer: Test, expiration: 900, certificate: \"" +
           folder + "token.crt\", key: \"" + folder +
           "token.key\"}\n"
           "users: {\"\": {}}\n"
           "acl: [{match: {name: \"*\"}, actions: [pull]}]\n";
}

/// A client that keeps its TLS connection.
class KeptConnection
{
public:
    explicit KeptConnection(int port)
    {
        m_socket.setPeerVerifyMode(QSslSocket::VerifyNone); // the certificates are self-signed
        m_socket.connectToHostEncrypted(u"127.0.0.1"_s, static_cast<quint16>(port));
        [this] { QTRY_VERIFY(m_socket.isEncrypted()); }();
    }

    QString serverName() const
    {
        return m_socket.peerCertificate().subjectInfo(QSslCertificate::CommonName).value(0);
    }
    /// The status line of one answer; empty if the connection has ended.
    QByteArray get()
    {
        QByteArray received;
        m_socket.write("GET /auth?service=s HTTP/1.1\r\nHost: localhost\r\n\r\n");
        [&] {
            QTRY_VERIFY(m_socket.state() != QAbstractSocket::ConnectedState ||
                        (received += m_socket.readAll()).contains("\r\n\r\n{"));
        }();
        return received.left(received.indexOf('\r'));
    }

private:
    QSslSocket m_socket;
};

} // namespace

/// Certificates of a running daemon, exchanged over its console socket.
class CertificateRotationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void rotatesUnderAKeptConnection();
    void tokenKeyChangesForNewTokens();
    void keepsTheOldPairWhenTheReloadFails();
    void tellsOtherConsoles();
    void completesAnExchangeAtTheStart();

private:
    void start();
    std::unique_ptr<test::ControlClient> client() const
    {
        auto made = std::make_unique<test::ControlClient>(m_daemon->controlSocket());
        return made->greet() ? std::move(made) : nullptr;
    }
    int port() const { return m_daemon->port(); }
    std::string file(const char *name) const
    {
        return (m_daemon->folder() + u"/ssl/"_s).toStdString() + name;
    }
    static QJsonObject newServer()
    {
        return {{u"role"_s, u"server"_s},
                {u"spec"_s, QJsonObject{{u"commonName"_s, u"second.example"_s}}}};
    }

    std::unique_ptr<test::RunningDaemon> m_daemon;
    const QJsonObject m_server{{u"role"_s, u"server"_s}};
};

void CertificateRotationTest::init()
{
    m_daemon = std::make_unique<test::RunningDaemon>();
    m_daemon->writeConfiguration(configuration(*m_daemon));
}

void CertificateRotationTest::start()
{
    const auto started = m_daemon->start();
    QVERIFY2(started, started ? "" : started.error().detail.c_str());
}

void CertificateRotationTest::cleanup()
{
    QVERIFY(!m_daemon->log().contains("PRIVATE"));
    m_daemon.reset();
}

void CertificateRotationTest::rotatesUnderAKeptConnection()
{
    start();
    KeptConnection kept(port());
    QCOMPARE(kept.serverName(), u"localhost"_s);
    QCOMPARE(kept.get(), QByteArray("HTTP/1.1 200 OK"));

    const auto console = client();
    QVERIFY(console);
    const auto made = console->call(u"certificates.generate"_s, newServer());
    QVERIFY2(made, made ? "" : qPrintable(made.error().message));
    QCOMPARE(KeptConnection(port()).serverName(), u"localhost"_s); // only staged
    const auto rotated = console->call(u"certificates.rotate"_s, m_server);
    QVERIFY2(rotated, rotated ? "" : qPrintable(rotated.error().message));

    QCOMPARE(KeptConnection(port()).serverName(), u"second.example"_s);
    QCOMPARE(kept.get(), QByteArray("HTTP/1.1 200 OK")); // has survived
    QVERIFY(console->call(u"certificates.rollback"_s, m_server));
    QCOMPARE(KeptConnection(port()).serverName(), u"localhost"_s);
    QCOMPARE(kept.get(), QByteArray("HTTP/1.1 200 OK"));
    QVERIFY(m_daemon->log().contains("control.certificates-changed"));
}

void CertificateRotationTest::tokenKeyChangesForNewTokens()
{
    start();
    const auto console = client();
    QVERIFY(console);
    const std::string before = m_daemon->daemon().service()->issuer.keyId();
    QVERIFY(console->call(u"certificates.generate"_s,
                          {{u"role"_s, u"token"_s}, {u"spec"_s, newServer()["spec"_L1]}}));
    const auto rotated = console->call(u"certificates.rotate"_s, {{u"role"_s, u"token"_s}});
    QVERIFY2(rotated, rotated ? "" : qPrintable(rotated.error().message));
    const std::string after = m_daemon->daemon().service()->issuer.keyId();
    QVERIFY(after != before);
    const auto set = console->call(u"jwks"_s);
    const QJsonObject key = (*set)["jwks"_L1].toObject()["keys"_L1].toArray().at(0).toObject();
    QCOMPARE(key["kid"_L1].toString().toStdString(), after);
}

void CertificateRotationTest::keepsTheOldPairWhenTheReloadFails()
{
    start();
    const auto console = client();
    QVERIFY(console);
    QVERIFY(console->call(u"certificates.generate"_s, newServer()));
    const auto before = console->call(u"certificates.list"_s);
    m_daemon->writeConfiguration("server: [");
    const auto rotated = console->call(u"certificates.rotate"_s, m_server);
    QVERIFY(!rotated);
    QCOMPARE(rotated.error().code, control::ErrorCode::Refused);
    QCOMPARE(KeptConnection(port()).serverName(), u"localhost"_s);
    QCOMPARE(*console->call(u"certificates.list"_s), *before);

    m_daemon->writeConfiguration(configuration(*m_daemon)); // mended: the same call succeeds
    const auto again = console->call(u"certificates.rotate"_s, m_server);
    QVERIFY2(again, again ? "" : qPrintable(again.error().message));
    QCOMPARE(KeptConnection(port()).serverName(), u"second.example"_s);
}

void CertificateRotationTest::tellsOtherConsoles()
{
    start();
    const auto other = client();
    const auto console = client();
    QVERIFY(console && other);
    QVERIFY(console->call(u"certificates.generate"_s, newServer()));
    const auto told = other->notification(u"certificatesChanged"_s);
    QVERIFY(told);
    QCOMPARE((*told)["role"_L1].toString(), u"server"_s);
}

void CertificateRotationTest::completesAnExchangeAtTheStart()
{
    const auto key = tls::PrivateKey::generate(tls::KeyType::EcP256);
    tls::CertificateSpec spec;
    spec.commonName = "second.example";
    const auto certificate = tls::issueCertificate(spec, *key, nullptr);
    QVERIFY(certificate);
    const tls::PairFiles files{file("server.crt"), file("server.key")};
    {
        tls::FileTransaction transaction(files.journal());
        transaction.put(files.key, key->toPem(), {0600, ::geteuid(), ::getegid()});
        transaction.put(files.certificate, certificate->toPem(), {0644, ::geteuid(), ::getegid()});
        QVERIFY(transaction.prepare());
    }
    // The crash came when only the key was in place.
    QCOMPARE(::rename(tls::FileTransaction::newFile(files.key).c_str(), files.key.c_str()), 0);
    start();
    QCOMPARE(KeptConnection(port()).serverName(), u"second.example"_s);
    QVERIFY(m_daemon->log().contains("service.certificate-recovered"));
}

QTEST_GUILESS_MAIN(CertificateRotationTest)
#include "CertificateRotationTest.moc"
