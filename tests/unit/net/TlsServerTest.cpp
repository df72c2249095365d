// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/Certificate.h"
#include "tests/unit/net/TestServer.h"

#include <QElapsedTimer>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTest>

using namespace wharfgate;
using namespace wharfgate::test;
using namespace std::chrono_literals;

namespace {

std::shared_ptr<const tls::ServerContext> newContext(const std::string &name)
{
    const auto key = tls::PrivateKey::generate(tls::KeyType::EcP256);
    tls::CertificateSpec spec;
    spec.commonName = name;
    spec.dnsNames = {"localhost"};
    const auto certificate = tls::issueCertificate(spec, *key, nullptr);
    const tls::KeyPair pair{tls::CertificateChain({*certificate}), *key};
    return tls::ServerContext::create(pair, {}).value_or(nullptr);
}

net::ServerSetup tlsSetup(const std::string &name = "one")
{
    net::ServerSetup setup;
    setup.tls = newContext(name);
    return setup;
}

/// A TLS client; the certificate's subject is looked at by the tests, not verified.
class TlsClient
{
public:
    explicit TlsClient(const TestServer &test)
    {
        m_socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"),
                                        static_cast<quint16>(test.server.address().port));
    }
    bool isEncrypted() { return m_socket.waitForEncrypted(10'000); }
    QString subject() const
    {
        return m_socket.peerCertificate().subjectInfo(QSslCertificate::CommonName).value(0);
    }
    QByteArray ask(const QByteArray &request, const QByteArray &end)
    {
        m_socket.write(request);
        QByteArray received;
        while (!received.endsWith(end) && m_socket.waitForReadyRead(10'000))
            received += m_socket.readAll();
        return received;
    }
    QByteArray get(const QByteArray &path)
    {
        return ask("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n", "GET " + path + ' ');
    }
    QSslSocket &socket() { return m_socket; }

private:
    QSslSocket m_socket;
};

} // namespace

class TlsServerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void requests();
    void largeAnswer();
    void pipelinedRequests();
    void reloadWhileConnectionsLive();
    void clientClosesInOrder();
    void clientThatLeavesCancels();
    void plainHttpOnTheTlsPort();
    void handshakeThatNeverComes();
    void handshakeThatFails();
    void portScanIsNotNews();
    void stopEndsTlsConnections();
};

void TlsServerTest::requests()
{
    TestServer test(tlsSetup());
    QVERIFY(test.listen());
    TlsClient client(test);
    QVERIFY(client.isEncrypted());
    for (int i = 0; i < 20; ++i)
        QVERIFY(client.get("/" + QByteArray::number(i)).startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(test.handler.peer().tls);
    QCOMPARE(test.handler.peer().tlsProtocol, std::string("TLSv1.3"));
    QCOMPARE(test.server.statistics().handshakeFailures, 0U);
    QVERIFY(
        client.ask("HELLO\r\n\r\n", "\r\n\r\nmalformed request line").startsWith("HTTP/1.1 400"));
    QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
}

void TlsServerTest::largeAnswer()
{
    TestServer test(tlsSetup());
    QVERIFY(test.listen());
    TlsClient client(test);
    QVERIFY(client.isEncrypted());
    QByteArray received;
    client.socket().write("GET /large HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    while (client.socket().waitForReadyRead(10'000))
        received += client.socket().readAll();
    QVERIFY(received.size() > 8'000'000);
    QCOMPARE(received.size() - received.indexOf("\r\n\r\n") - 4, 8'000'000);
    QCOMPARE(client.socket().error(), QAbstractSocket::RemoteHostClosedError);
}

void TlsServerTest::pipelinedRequests()
{
    TestServer test(tlsSetup());
    QVERIFY(test.listen());
    TlsClient client(test);
    QVERIFY(client.isEncrypted());
    QByteArray requests;
    for (int i = 0; i < 500; ++i) // many records, of which one holds the ends of many requests
        requests += "GET /" + QByteArray::number(i) + " HTTP/1.1\r\nHost: h\r\n\r\n";
    const QByteArray answers = client.ask(requests, "GET /499 ");
    qsizetype at = 0;
    for (int i = 0; i < 500; ++i) {
        at = answers.indexOf("GET /" + QByteArray::number(i) + ' ', at);
        QVERIFY(at >= 0);
    }
}

void TlsServerTest::reloadWhileConnectionsLive()
{
    TestServer test(tlsSetup("one"));
    QVERIFY(test.listen());
    TlsClient before(test);
    QVERIFY(before.isEncrypted());
    QCOMPARE(before.subject(), QStringLiteral("one"));
    test.server.setSetup(tlsSetup("two"));
    TlsClient after(test);
    QVERIFY(after.isEncrypted());
    QCOMPARE(after.subject(), QStringLiteral("two"));
    QVERIFY(before.get("/before").startsWith("HTTP/1.1 200"));
    QVERIFY(after.get("/after").startsWith("HTTP/1.1 200"));
}

void TlsServerTest::clientClosesInOrder()
{
    TestServer test(tlsSetup());
    QVERIFY(test.listen());
    TlsClient client(test);
    QVERIFY(client.isEncrypted());
    QVERIFY(client.get("/a").startsWith("HTTP/1.1 200"));
    client.socket().disconnectFromHost();
    QTRY_COMPARE(test.server.statistics().open, 0);
}

void TlsServerTest::clientThatLeavesCancels()
{
    TestServer test(tlsSetup());
    QVERIFY(test.listen());
    auto client = std::make_unique<TlsClient>(test);
    QVERIFY(client->isEncrypted());
    client->socket().write("GET /hold HTTP/1.1\r\nHost: h\r\n\r\n");
    QTRY_COMPARE(test.handler.heldCount(), 1U);
    client->socket().disconnectFromHost(); // close_notify waits unread before the end
    client.reset();
    QTRY_VERIFY_WITH_TIMEOUT(test.handler.held(0).cancelled->load(), 8000);
    QTRY_COMPARE(test.server.statistics().open, 0);
}

void TlsServerTest::plainHttpOnTheTlsPort()
{
    TestServer test(tlsSetup());
    QVERIFY(test.listen());
    for (const char *request : {"GET / HTTP/1.1\r\nHost: h\r\n\r\n",
                                "POST /auth HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx"}) {
        RawClient client = test.connect();
        const std::string answer = client.ask(request);
        QVERIFY2(answer.substr(0, 12) == "HTTP/1.1 400", answer.c_str());
        QVERIFY(answer.find("Client sent an HTTP request to an HTTPS server; use https://") !=
                std::string::npos);
        QVERIFY(client.isClosedByServer());
    }
    QVERIFY(test.handler.paths().empty());
    const QByteArray log = test.log();
    QCOMPARE(log.count("plain-http-on-tls"), 1);
    QVERIFY(log.contains("backend protocol must be https"));
    QVERIFY(log.contains("peer=127.0.0.1"));
}

void TlsServerTest::handshakeThatNeverComes()
{
    net::ServerSetup setup = tlsSetup();
    setup.limits.handshakeTimeout = 300ms;
    TestServer test(setup);
    QVERIFY(test.listen());
    QElapsedTimer timer;
    timer.start();
    RawClient silent = test.connect();
    RawClient partial = test.connect();
    partial.send(std::string_view("\x16\x03\x01\x02\x00\x01", 6));
    QVERIFY(silent.rest().empty());
    QVERIFY(partial.rest().empty());
    QVERIFY(timer.elapsed() >= 300);
    QVERIFY(timer.elapsed() < 8000);
    QCOMPARE(test.server.statistics().handshakeFailures, 2U);
}

void TlsServerTest::handshakeThatFails()
{
    TestServer test(tlsSetup());
    QVERIFY(test.listen());
    for (int i = 0; i < 3; ++i) {
        RawClient client = test.connect();
        client.send("neither TLS nor HTTP\r\n\r\n");
        client.rest();
    }
    QTRY_COMPARE(test.server.statistics().handshakeFailures, 3U);
    QTRY_COMPARE(test.log().count("tls-handshake-failed"), 1);
    TlsClient client(test);
    QVERIFY(client.isEncrypted());
}

void TlsServerTest::portScanIsNotNews()
{
    TestServer test(tlsSetup());
    QVERIFY(test.listen());
    {
        const RawClient client = test.connect();
        QTRY_COMPARE(test.server.statistics().open, 1);
    }
    QTRY_COMPARE(test.server.statistics().open, 0);
    QCOMPARE(test.server.statistics().handshakeFailures, 1U);
    QVERIFY(test.log().isEmpty());
}

void TlsServerTest::stopEndsTlsConnections()
{
    TestServer test(tlsSetup());
    QVERIFY(test.listen());
    TlsClient client(test);
    QVERIFY(client.isEncrypted());
    QVERIFY(client.get("/a").startsWith("HTTP/1.1 200"));
    QElapsedTimer timer;
    timer.start();
    test.server.stop(20s);
    QVERIFY(timer.elapsed() < 10'000);
    QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
}

QTEST_GUILESS_MAIN(TlsServerTest)
#include "TlsServerTest.moc"
