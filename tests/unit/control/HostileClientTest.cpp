// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/control/ServerFixture.h"

#include <QElapsedTimer>
#include <QTest>

#include <sys/socket.h>

using namespace Qt::StringLiterals;
using namespace wharfgate::control;
using wharfgate::test::ControlClient;
using wharfgate::test::ServerFixture;

/// What a client may not do, and that the others do not notice it.
class HostileClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<ServerFixture>(); }
    void cleanup() { m_fixture.reset(); }
    void wantsHelloInTime();
    void closesOnNonsense_data();
    void closesOnNonsense();
    void boundsLines();
    void boundsLinesOfViewers();
    void boundsUnfinishedLinesOfAUser();
    void boundsConnections();
    void boundsCallsUnderWay();
    void boundsTheRate();
    void survivesAFlood();
    void dropsWhoDoesNotRead();
    void dropsWhoStallsInALargeReply();
    void letsOneLargeReplyWait();
    void tellsGroupsThatAClientIsSlow();
    void answersAfterHalfClose();
    void forgetsWhoLeavesInACall();

private:
    ControlClient greeted() { return m_fixture->greeted(); }
    static ErrorCode codeOf(const std::optional<Response> &response)
    {
        return ServerFixture::codeOf(response);
    }

    std::unique_ptr<ServerFixture> m_fixture;
};

void HostileClientTest::wantsHelloInTime()
{
    ServerLimits limits;
    limits.helloTimeout = std::chrono::milliseconds(50);
    m_fixture->startServer(limits);
    ControlClient silent(m_fixture->path);
    QCOMPARE(codeOf(silent.response()), ErrorCode::NotGreeted);
    QVERIFY(silent.waitForEnd());
    ControlClient slow(m_fixture->path);
    QVERIFY(slow.send(R"({"jsonrpc":)"));
    QCOMPARE(codeOf(slow.response()), ErrorCode::NotGreeted);
    ControlClient good = greeted();
    QTest::qWait(120); // longer than the limit, which does not hold any more
    QVERIFY(good.call(u"ping"_s));
}

void HostileClientTest::closesOnNonsense_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty line") << "\n"_ba;
    QTest::newRow("binary") << QByteArray("\x16\x03\x01\x00\xff\x0a", 6);
    QTest::newRow("zeros") << QByteArray(1000, '\0') + '\n';
    QTest::newRow("cut") << "{\"jsonrpc\":\"2.0\",\n"_ba;
    QTest::newRow("deep") << QByteArray(60'000, '[') + '\n';
    QTest::newRow("deep in params") << R"({"jsonrpc":"2.0","id":1,"method":"echo","params":{"a":)" +
                                           QByteArray(1000, '[') + QByteArray(1000, ']') + "}}\n";
}

void HostileClientTest::closesOnNonsense()
{
    QFETCH(QByteArray, bytes);
    ControlClient bystander = greeted();
    ControlClient client = greeted();
    QVERIFY(client.send(bytes + R"({"jsonrpc":"2.0","id":9,"method":"ping"})" + '\n'));
    QCOMPARE(codeOf(client.response()), ErrorCode::ParseError);
    QVERIFY(client.waitForEnd());
    QVERIFY(client.messages().empty()); // nothing after it was read
    QVERIFY(bystander.call(u"ping"_s));
}

void HostileClientTest::boundsLines()
{
    ControlClient early(m_fixture->path);
    early.send(QByteArray(64 * 1024 + 1, 'x'));
    auto response = early.response();
    QCOMPARE(codeOf(response), ErrorCode::TooLong);
    QCOMPARE(response->reply.error().data, (QJsonObject{{u"limit"_s, 65'536}}));
    QVERIFY(early.waitForEnd());

    ServerLimits limits;
    limits.line = 300'000;
    m_fixture->startServer(limits);
    ControlClient client = greeted();
    QVERIFY(client.call(u"echo"_s, {{u"x"_s, QString(250'000, u'x')}}));
    client.send(QByteArray(300'001, 'x') + '\n');
    response = client.response();
    QCOMPARE(codeOf(response), ErrorCode::TooLong);
    QVERIFY(client.waitForEnd());
}

void HostileClientTest::boundsLinesOfViewers()
{
    m_fixture->peer = {4712, "eve", {}};
    const QString text(200'000, u'x');
    QVERIFY(greeted().call(u"echo.text"_s, {{u"text"_s, text}}));
    for (const QByteArray &beginning :
         {R"({"jsonrpc":"2.0","id":1,"method":"echo","params":{"x":")"_ba, // takes no text
          R"({"jsonrpc":"2.0","id":1,"params":{"x":")"_ba,                 // not known yet
          R"({"jsonrpc":"2.0","id":1,"x":{},"method":"echo.text","params":{"x":")"_ba,
          R"({"x":"\"method\":\"echo.text\"","params":{"x":")"_ba, ""_ba}) {
        ControlClient client = greeted();
        client.send(beginning + QByteArray(200'000, 'x'));
        QCOMPARE(codeOf(client.response()), ErrorCode::TooLong);
        QVERIFY(client.waitForEnd());
    }
    ControlClient whole = greeted(); // came at once, between two looks
    whole.send(R"({"jsonrpc":"2.0","id":1,"method":"echo","params":{"x":")" +
               QByteArray(65'536, 'x') + "\"}}\n");
    QCOMPARE(codeOf(whole.response()), ErrorCode::TooLong);
}

void HostileClientTest::boundsUnfinishedLinesOfAUser()
{
    ServerLimits limits;
    limits.unfinishedPerUser = 1'000'000;
    m_fixture->startServer(limits);
    ControlClient first = greeted();
    ControlClient second = greeted();
    QVERIFY(first.send(QByteArray(600'000, ' ')));
    second.send(QByteArray(900'000, ' '));
    QCOMPARE(codeOf(second.response()), ErrorCode::Busy);
    QVERIFY(second.waitForEnd());
}

void HostileClientTest::boundsConnections()
{
    ServerLimits limits;
    limits.connections = 5;
    limits.connectionsPerUser = 3;
    m_fixture->startServer(limits);
    std::vector<ControlClient> clients;
    for (int i = 0; i < 3; ++i)
        clients.push_back(greeted());
    ControlClient fourth(m_fixture->path);
    auto response = fourth.response();
    QCOMPARE(codeOf(response), ErrorCode::Busy);
    QVERIFY(response->reply.error().data.contains("retryAfterMs"_L1));
    m_fixture->peer = {1000, "wharfgate", {}};
    clients.push_back(greeted());
    clients.push_back(greeted());
    QCOMPARE(codeOf(ControlClient(m_fixture->path).response()), ErrorCode::Busy); // in total
    QCOMPARE(m_fixture->server->clientCount(), 5);
    clients.pop_back();
    QTRY_COMPARE(m_fixture->server->clientCount(), 4);
    QVERIFY(greeted().call(u"ping"_s));
}

void HostileClientTest::boundsCallsUnderWay()
{
    ControlClient client = greeted();
    for (int i = 0; i < 17; ++i)
        client.sendCall(i, u"later"_s);
    const auto response = client.response();
    QCOMPARE(codeOf(response), ErrorCode::Busy);
    QCOMPARE(response->id, QJsonValue(16));
    QVERIFY(response->reply.error().data["retryAfterMs"_L1].toInt() > 0);
    m_fixture->methods->waiting.at(3)(QJsonObject());
    QVERIFY(client.responseTo(3)->reply);
    QVERIFY(client.call(u"ping"_s));
}

void HostileClientTest::boundsTheRate()
{
    ServerLimits limits;
    limits.requestsPerSecond = 20;
    limits.requestBurst = 10;
    m_fixture->startServer(limits);
    ControlClient client = greeted();
    int busy = 0;
    int answered = 0;
    for (int i = 0; i < 15; ++i)
        client.sendCall(i, u"ping"_s);
    for (int i = 0; i < 15; ++i) {
        const auto response = client.response();
        QVERIFY(response);
        busy += codeOf(response) == ErrorCode::Busy ? 1 : 0;
        answered += response->reply ? 1 : 0;
    }
    QVERIFY2(busy > 0 && answered >= 10, qPrintable(QString::number(answered)));
    QVERIFY(QTest::qWaitFor([&] { return client.call(u"ping"_s).has_value(); }));
}

void HostileClientTest::survivesAFlood()
{
    ControlClient bystander = greeted();
    ControlClient flood = greeted();
    const QByteArray call = R"({"jsonrpc":"2.0","id":1,"method":"ping"})"_ba + '\n';
    const QByteArray calls = call.repeated(20'000);
    qsizetype sent = 0;
    for (int i = 0; i < 40; ++i) {
        const ssize_t count =
            ::send(flood.descriptor(), calls.constData(), static_cast<std::size_t>(calls.size()),
                   MSG_DONTWAIT | MSG_NOSIGNAL);
        sent += qMax<ssize_t>(count, 0);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(bystander.call(u"ping"_s));
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    }
    QVERIFY(sent > 0);
    QVERIFY(sent < calls.size() * 4); // reading was paused
}

void HostileClientTest::dropsWhoDoesNotRead()
{
    ServerLimits limits;
    limits.outgoing = 1'000'000;
    m_fixture->startServer(limits);
    ControlClient bystander = greeted();
    ControlClient client = greeted();
    for (int i = 0; i < 10; ++i)
        client.sendCall(i, u"big"_s, {{u"size"_s, 400'000}});
    QTRY_COMPARE(m_fixture->server->clientCount(), 1);
    QVERIFY(bystander.call(u"ping"_s));
    QVERIFY(!m_fixture->methods->forgotten.empty());
}

void HostileClientTest::dropsWhoStallsInALargeReply()
{
    ServerLimits limits;
    limits.stallTimeout = std::chrono::milliseconds(200);
    m_fixture->startServer(limits);
    ControlClient client = greeted();
    client.sendCall(1, u"big"_s, {{u"size"_s, 20'000'000}});
    QTRY_COMPARE(m_fixture->server->clientCount(), 0);
    QVERIFY(client.waitForEnd());
    QVERIFY(client.messages().empty());
}

void HostileClientTest::letsOneLargeReplyWait()
{
    ServerLimits limits;
    limits.outgoing = 1'000'000;
    m_fixture->startServer(limits);
    ControlClient client = greeted();
    client.sendCall(1, u"big"_s, {{u"size"_s, 20'000'000}});
    client.sendCall(2, u"big"_s, {{u"size"_s, 400'000}});
    client.sendCall(3, u"ping"_s);
    QVERIFY(client.responseTo(1)->reply);
    QVERIFY(client.responseTo(2)->reply);
    QVERIFY(client.responseTo(3)->reply);
    // Two of them are too much.
    client.sendCall(4, u"big"_s, {{u"size"_s, 20'000'000}});
    client.sendCall(5, u"big"_s, {{u"size"_s, 20'000'000}});
    QTRY_COMPARE(m_fixture->server->clientCount(), 0);
}

void HostileClientTest::tellsGroupsThatAClientIsSlow()
{
    ControlClient client = greeted();
    const QString name = u"test"_s;
    const QJsonObject params{{u"data"_s, QString(100'000, u'x')}};
    int sent = 0;
    while (sent < 200 && m_fixture->server->notify(1, name, params))
        ++sent;
    QVERIFY2(sent > 10 && sent < 40, qPrintable(QString::number(sent)));
    for (int i = 0; i < sent; ++i)
        QVERIFY(client.notification(name));
    QVERIFY(m_fixture->server->notify(1, name, params));
    QVERIFY(!m_fixture->server->notify(99, name, params));
}

void HostileClientTest::answersAfterHalfClose()
{
    ControlClient client(m_fixture->path);
    client.send(R"({"jsonrpc":"2.0","id":1,"method":"hello","params":{"protocol":"1.0"}})"
                "\n"
                R"({"jsonrpc":"2.0","id":2,"method":"later"})"
                "\n"
                R"({"jsonrpc":"2.0","id":3,"met)");
    client.endInput();
    QVERIFY(client.responseTo(1)->reply);
    QTRY_COMPARE(m_fixture->methods->waiting.size(), std::size_t{1});
    m_fixture->methods->waiting[0](QJsonObject{{u"done"_s, true}});
    QVERIFY(client.responseTo(2)->reply);
    QVERIFY(client.waitForEnd());
}

void HostileClientTest::forgetsWhoLeavesInACall()
{
    ControlClient client = greeted();
    client.sendCall(1, u"later"_s);
    QTRY_COMPARE(m_fixture->methods->waiting.size(), std::size_t{1});
    // Gone with unread data, which resets the connection.
    client.sendCall(2, u"echo"_s);
    client.disconnect();
    QTRY_VERIFY(!m_fixture->methods->forgotten.empty());
    m_fixture->methods->waiting[0](QJsonObject());
    QCOMPARE(m_fixture->server->clientCount(), 0);
    QVERIFY(greeted().call(u"ping"_s));
}

QTEST_GUILESS_MAIN(HostileClientTest)
#include "HostileClientTest.moc"
