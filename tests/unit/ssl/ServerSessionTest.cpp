// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/ServerSession.h"

#include "tests/unit/ssl/TestKeys.h"
#include "tests/unit/ssl/TlsClient.h"

#include <QTest>

#include <openssl/err.h>
#include <openssl/ssl.h>

using namespace wharfgate;
using namespace wharfgate::tls;
using Status = ServerSession::Status;

namespace {

std::shared_ptr<const ServerContext> context(KeyType type = KeyType::EcP256,
                                             const ServerContext *previous = nullptr)
{
    return testkeys::need(ServerContext::create(testkeys::pair(type), {}, previous));
}

ClientSettings only(int version)
{
    ClientSettings settings;
    settings.maximum = version;
    return settings;
}

/// A megabyte that is not the same everywhere.
QByteArray largeText()
{
    QByteArray text;
    for (int i = 0; text.size() < (1 << 20); ++i)
        text += QByteArray::number(i) + ' ';
    return text;
}

void addVersions()
{
    QTest::addColumn<int>("version");
    QTest::newRow("TLS 1.2") << TLS1_2_VERSION;
    QTest::newRow("TLS 1.3") << TLS1_3_VERSION;
}

} // namespace

class ServerSessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); }
    void talks_data();
    void talks();
    void byteAtATime_data() { addVersions(); }
    void byteAtATime();
    void largeTexts_data() { addVersions(); }
    void largeTexts();
    void oneAnswerIsOneWrite_data() { addVersions(); }
    void oneAnswerIsOneWrite();
    void readsInPieces();
    void resumes_data();
    void resumes();
    void plainHttp_data();
    void plainHttp();
    void notTls_data();
    void notTls();
    void closedInOrder_data() { addVersions(); }
    void closedInOrder();
    void closedWithoutEnd_data() { addVersions(); }
    void closedWithoutEnd();
    void closedDuringHandshake();
    void renegotiationIsRefused();
    void tamperedRecord_data() { addVersions(); }
    void tamperedRecord();
    void brokenDevice();
    void distrustingClient_data() { addVersions(); }
    void distrustingClient();
    void outlivesItsOwnersContext();
};

void ServerSessionTest::talks_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<KeyType>("type");
    const std::vector<std::pair<const char *, KeyType>> types{{"RSA", KeyType::Rsa},
                                                              {"P-256", KeyType::EcP256},
                                                              {"P-384", KeyType::EcP384},
                                                              {"P-521", KeyType::EcP521},
                                                              {"Ed25519", KeyType::Ed25519}};
    for (const auto &[name, type] : types) {
        QTest::addRow("TLS 1.2 %s", name) << TLS1_2_VERSION << type;
        QTest::addRow("TLS 1.3 %s", name) << TLS1_3_VERSION << type;
    }
}

void ServerSessionTest::talks()
{
    QFETCH(int, version);
    QFETCH(KeyType, type);
    Link link(context(type), only(version));
    QVERIFY(!link.server.isEstablished());
    QCOMPARE(link.server.protocol(), std::string());
    QVERIFY2(link.handshake(), link.server.errorText().c_str());
    QVERIFY(link.server.isEstablished());
    QVERIFY(!link.server.isResumed());
    QVERIFY(!link.server.isPlainHttp());
    QCOMPARE(link.server.protocol(),
             std::string(version == TLS1_2_VERSION ? "TLSv1.2" : "TLSv1.3"));
    QCOMPARE(link.server.handshake(), Status::Ok); // again: nothing to do

    for (int i = 0; i < 3; ++i) {
        QVERIFY(link.client.write("GET / HTTP/1.1\r\n\r\n"));
        link.toServer();
        QCOMPARE(link.serverRead(), QByteArray("GET / HTTP/1.1\r\n\r\n"));
        QCOMPARE(link.status, Status::WantRead);
        QCOMPARE(link.server.write("HTTP/1.1 200 OK\r\n\r\n"), Status::Ok);
        QVERIFY(!link.socket.outgoing.contains("HTTP"));
        link.toClient();
        QCOMPARE(link.client.read(), QByteArray("HTTP/1.1 200 OK\r\n\r\n"));
    }
    QCOMPARE(link.server.write(""), Status::Ok);
    QVERIFY(link.socket.outgoing.isEmpty());
    QCOMPARE(link.server.errorText(), std::string());
}

void ServerSessionTest::byteAtATime()
{
    QFETCH(int, version);
    Link link(context(), only(version));
    QVERIFY(link.handshake(1));
    QVERIFY(link.client.write("hello"));
    QByteArray received;
    const QByteArray record = link.client.takeOutput();
    for (const char byte : record) {
        link.socket.incoming += byte;
        received += link.serverRead();
        QCOMPARE(link.status, Status::WantRead);
    }
    QCOMPARE(received, QByteArray("hello"));
}

void ServerSessionTest::largeTexts()
{
    QFETCH(int, version);
    Link link(context(), only(version));
    QVERIFY(link.handshake());
    const QByteArray text = largeText();
    QVERIFY(link.client.write(text));
    link.toServer();
    QVERIFY(link.serverRead() == text);
    QCOMPARE(link.status, Status::WantRead);

    link.socket.writes = 0;
    QCOMPARE(link.server.write({text.constData(), std::size_t(text.size())}), Status::Ok);
    QVERIFY(link.socket.writes <= 17); // pieces of 64 KiB, not a second megabyte in memory
    link.toClient();
    QVERIFY(link.client.read() == text);
}

void ServerSessionTest::oneAnswerIsOneWrite()
{
    QFETCH(int, version);
    Link link(context(), only(version));
    QVERIFY(link.handshake());
    // The flights of a handshake are one write each too; the session ticket of TLS 1.3 waits for
    // the answer.
    const int flights = version == TLS1_2_VERSION ? 2 : 1;
    QCOMPARE(link.socket.writes, flights);
    const std::string answer(40'000, 'x'); // three records
    QCOMPARE(link.server.write(answer), Status::Ok);
    QCOMPARE(link.socket.writes, flights + 1);
    link.toClient();
    QCOMPARE(link.client.read().toStdString(), answer);
}

void ServerSessionTest::readsInPieces()
{
    Link link(context());
    QVERIFY(link.handshake());
    QVERIFY(link.client.write("abcdefg"));
    QVERIFY(link.client.write("hij"));
    link.toServer();
    char buffer[3];
    std::size_t count = 99;
    QCOMPARE(link.server.read(buffer, 0, count), Status::Ok);
    QCOMPARE(count, std::size_t(0));
    QByteArray all;
    while (link.server.read(buffer, sizeof buffer, count) == Status::Ok) {
        QVERIFY(count > 0 && count <= sizeof buffer);
        all.append(buffer, int(count));
    }
    QCOMPARE(count, std::size_t(0));
    QCOMPARE(all, QByteArray("abcdefghij"));
}

void ServerSessionTest::resumes_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<QString>("second");
    QTest::addColumn<bool>("resumed");
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        const char *name = version == TLS1_2_VERSION ? "1.2" : "1.3";
        QTest::addRow("%s same context", name) << version << QStringLiteral("same") << true;
        QTest::addRow("%s reloaded", name) << version << QStringLiteral("reloaded") << true;
        QTest::addRow("%s reloaded twice", name) << version << QStringLiteral("twice") << true;
        QTest::addRow("%s other server", name) << version << QStringLiteral("other") << false;
    }
}

void ServerSessionTest::resumes()
{
    QFETCH(int, version);
    QFETCH(QString, second);
    QFETCH(bool, resumed);
    auto first = context();
    ClientSettings settings = only(version);
    {
        Link link(first, settings);
        QVERIFY(link.handshake());
        QCOMPARE(link.server.write("x"), Status::Ok); // the ticket of TLS 1.3 comes with it
        link.toClient();
        QCOMPARE(link.client.read(), QByteArray("x"));
        settings.session = link.client.session();
    }
    QVERIFY(settings.session);
    auto next = first;
    if (second == QLatin1String("reloaded"))
        next = context(KeyType::Rsa, first.get());
    else if (second == QLatin1String("twice"))
        next = context(KeyType::EcP256, context(KeyType::EcP256, first.get()).get());
    else if (second == QLatin1String("other"))
        next = context();
    first.reset(); // the ticket keys outlive the context that made them

    Link link(next, settings);
    QVERIFY2(link.handshake(), link.server.errorText().c_str());
    QCOMPARE(link.server.isResumed(), resumed);
    QCOMPARE(link.client.isResumed(), resumed);
    QVERIFY(link.client.write("x"));
    link.toServer();
    QCOMPARE(link.serverRead(), QByteArray("x"));
}

void ServerSessionTest::plainHttp_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("step");
    for (const char *method :
         {"GET", "HEAD", "POST", "PUT", "OPTIONS", "DELETE", "PATCH", "TRACE", "CONNECT"}) {
        const QByteArray request = QByteArray(method) + " /auth HTTP/1.1\r\nHost: x\r\n\r\n";
        QTest::addRow("%s", method) << request << 0;
        QTest::addRow("%s byte at a time", method) << request << 1;
    }
    QTest::newRow("HTTP/2") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") << 0;
}

void ServerSessionTest::plainHttp()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, step);
    MemorySocket socket;
    ServerSession session(context(), socket);
    Status status = Status::WantRead;
    for (int i = 0; status == Status::WantRead && i < bytes.size();) {
        const int count = step > 0 ? step : int(bytes.size());
        socket.incoming += bytes.mid(i, count);
        i += count;
        status = session.handshake();
    }
    QCOMPARE(status, Status::Failed);
    QVERIFY(session.isPlainHttp());
    QVERIFY(!session.isEstablished());
    QCOMPARE(session.errorText(), std::string("client spoke plain HTTP to a TLS port"));
    QVERIFY(socket.outgoing.isEmpty()); // so that a plain answer can be the first on the wire
    QCOMPARE(session.handshake(), Status::Failed);
    QCOMPARE(session.write("x"), Status::Failed);
    session.shutdown();
    QVERIFY(socket.outgoing.isEmpty());
}

void ServerSessionTest::notTls_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("zeros") << QByteArray(64, '\0');
    QTest::newRow("SSH") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n");
    QTest::newRow("SMTP") << QByteArray("EHLO example\r\n");
    QTest::newRow("nearly HTTP") << QByteArray("GETS / HTTP/1.1\r\n\r\n");
    QTest::newRow("lower case") << QByteArray("get / HTTP/1.1\r\n\r\n");
    QTest::newRow("high bytes") << QByteArray(64, '\xFF');
    QTest::newRow("record of version 9")
        << QByteArray("\x16\x09\x09\x00\x10", 5) + QByteArray(16, 'x');
    QTest::newRow("record too long")
        << QByteArray("\x16\x03\x01\xFF\xFF", 5) + QByteArray(70'000, 'x');
    QTest::newRow("empty records") << QByteArray("\x16\x03\x01\x00\x00", 5).repeated(40);
    QTest::newRow("garbage in a record")
        << QByteArray("\x16\x03\x01\x00\x10", 5) + QByteArray(16, '\xAA');
    QTest::newRow("data before a handshake")
        << QByteArray("\x17\x03\x03\x00\x10", 5) + QByteArray(16, '\xAA');
    QTest::newRow("alert first") << QByteArray("\x15\x03\x01\x00\x02\x02\x28", 7);
    QTest::newRow("SSL 2 hello") << QByteArray("\x80\x2E\x01\x00\x02\x00\x15\x00\x00\x00\x10", 11) +
                                        QByteArray(37, 'x');
}

void ServerSessionTest::notTls()
{
    QFETCH(QByteArray, bytes);
    MemorySocket socket;
    socket.incoming = bytes;
    ServerSession session(context(), socket);
    char buffer[64];
    std::size_t count = 0;
    QCOMPARE(session.read(buffer, sizeof buffer, count), Status::Failed);
    QCOMPARE(count, std::size_t(0));
    QVERIFY(!session.isPlainHttp());
    QVERIFY(!session.isEstablished());
    QVERIFY(!session.errorText().empty());
    QVERIFY(session.errorText().find("no further details") == std::string::npos);
    QCOMPARE(session.read(buffer, sizeof buffer, count), Status::Failed);
}

void ServerSessionTest::closedInOrder()
{
    QFETCH(int, version);
    Link link(context(), only(version));
    QVERIFY(link.handshake());
    QVERIFY(link.client.write("last words"));
    link.client.sendCloseNotify();
    link.toServer();
    link.socket.isClosedByPeer = true;
    QCOMPARE(link.serverRead(), QByteArray("last words"));
    QCOMPARE(link.status, Status::Closed);
    QCOMPARE(link.server.errorText(), std::string());
    // The other direction is still open.
    QCOMPARE(link.server.write("answer"), Status::Ok);
    link.server.shutdown();
    link.toClient();
    QCOMPARE(link.client.read(), QByteArray("answer"));
    QVERIFY(link.client.gotCloseNotify());
}

void ServerSessionTest::closedWithoutEnd()
{
    QFETCH(int, version);
    Link link(context(), only(version));
    QVERIFY(link.handshake());
    QVERIFY(link.client.write("whole"));
    QVERIFY(link.client.write("cut"));
    link.toServer();
    link.socket.incoming.chop(1);
    link.socket.isClosedByPeer = true;
    QCOMPARE(link.serverRead(), QByteArray("whole"));
    QCOMPARE(link.status, Status::Failed);
    QCOMPARE(link.server.errorText(),
             std::string("client closed the connection without ending the TLS session"));
    QVERIFY(!link.server.isEstablished());
}

void ServerSessionTest::closedDuringHandshake()
{
    {
        MemorySocket socket;
        ServerSession session(context(), socket);
        QCOMPARE(session.handshake(), Status::WantRead);
        socket.isClosedByPeer = true; // as health checks of load balancers do
        QCOMPARE(session.handshake(), Status::Failed);
        QCOMPARE(session.errorText(),
                 std::string("client closed the connection without sending anything"));
    }
    TlsClient client;
    client.connect();
    const QByteArray hello = client.takeOutput();
    for (const int count : {1, 4, 5, 6, 100}) {
        MemorySocket socket;
        ServerSession session(context(), socket);
        socket.incoming = hello.left(count);
        QCOMPARE(session.handshake(), Status::WantRead);
        socket.isClosedByPeer = true;
        QCOMPARE(session.handshake(), Status::Failed);
        QCOMPARE(session.errorText(),
                 std::string("client closed the connection during the TLS handshake"));
        QVERIFY(!session.isPlainHttp());
    }
}

void ServerSessionTest::renegotiationIsRefused()
{
    Link link(context(), only(TLS1_2_VERSION));
    QVERIFY(link.handshake());
    QVERIFY(!link.client.renegotiate());
    link.toServer();
    QVERIFY(!link.socket.incoming.isEmpty()); // the second ClientHello
    QCOMPARE(link.serverRead(), QByteArray());
    QCOMPARE(link.status, Status::WantRead);
    // One warning alert, no second ServerHello.
    QVERIFY(!link.socket.outgoing.isEmpty());
    QVERIFY(link.socket.outgoing.size() < 64);
    QCOMPARE(link.socket.outgoing[0], '\x15');
    QVERIFY(link.server.isEstablished());
    QCOMPARE(link.server.write("still here"), Status::Ok);
}

void ServerSessionTest::tamperedRecord()
{
    QFETCH(int, version);
    Link link(context(), only(version));
    QVERIFY(link.handshake());
    QVERIFY(link.client.write("payload"));
    QByteArray record = link.client.takeOutput();
    record[record.size() - 3] = static_cast<char>(record[record.size() - 3] ^ 1);
    link.socket.incoming = record;
    QCOMPARE(link.serverRead(), QByteArray());
    QCOMPARE(link.status, Status::Failed);
    QVERIFY(!link.server.isEstablished());
    QVERIFY(link.server.errorText().starts_with("TLS failed: "));
    QCOMPARE(link.server.write("x"), Status::Failed);
}

void ServerSessionTest::brokenDevice()
{
    {
        Link link(context());
        QVERIFY(link.handshake());
        link.socket.refusesWrites = true;
        QCOMPARE(link.server.write("x"), Status::Failed);
        QCOMPARE(link.server.errorText(), std::string("the connection broke while sending"));
        QCOMPARE(link.server.write("x"), Status::Failed);
        link.server.shutdown();
    }
    {
        Link link(context());
        QVERIFY(link.handshake());
        link.socket.refusesWrites = true;
        QCOMPARE(link.server.write(std::string(1 << 20, 'x')), Status::Failed);
        QCOMPARE(link.server.errorText(), std::string("the connection broke while sending"));
    }
    Link link(context());
    link.socket.refusesWrites = true;
    QVERIFY(!link.handshake());
    QCOMPARE(link.server.errorText(), std::string("the connection broke while sending"));
}

void ServerSessionTest::distrustingClient()
{
    QFETCH(int, version);
    ClientSettings settings = only(version);
    settings.verifiesServer = true;
    Link link(context(), settings);
    QVERIFY(!link.handshake());
    QVERIFY2(
        link.server.errorText().starts_with("client does not accept this server's certificate"),
        link.server.errorText().c_str());
}

void ServerSessionTest::outlivesItsOwnersContext()
{
    auto shared = context();
    Link link(shared, only(TLS1_3_VERSION));
    shared.reset(); // a reload has dropped it
    QVERIFY(link.handshake());
    QCOMPARE(link.server.write("x"), Status::Ok);
}

QTEST_APPLESS_MAIN(ServerSessionTest)
#include "ServerSessionTest.moc"
