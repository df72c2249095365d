// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/net/TestServer.h"

#include <QElapsedTimer>
#include <QTest>

using namespace wharfgate;
using namespace wharfgate::test;
using namespace std::chrono_literals;

namespace {

/// Far below the limits of a default setup, and far above what a busy machine delays.
constexpr qint64 kSoon = 8000; // ms

net::ServerSetup setupWith(const std::function<void(http::Limits &)> &change)
{
    net::ServerSetup setup;
    change(setup.limits);
    return setup;
}

bool isStatus(const std::string &answer, const std::string &status)
{
    return answer.substr(0, 9 + status.size()) == "HTTP/1.1 " + status;
}

bool contains(const std::string &text, const std::string &part)
{
    return text.find(part) != std::string::npos;
}

std::string bodyOf(const std::string &answer)
{
    const std::size_t end = answer.find("\r\n\r\n");
    return end == std::string::npos ? std::string() : answer.substr(end + 4);
}

} // namespace

class ConnectionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keptAliveConnectionAnswersAgainAndAgain();
    void endOfConnection_data();
    void endOfConnection();
    void headHasNoBody();
    void pipelinedRequestsAreAnsweredInOrder();
    void pipelinedRequestsWaitForTheOneBefore();
    void bytesInPieces();
    void continueIsSentBeforeTheBody();
    void malformedRequestIsAnsweredAndEnds_data();
    void malformedRequestIsAnsweredAndEnds();
    void refusedUploadStillSeesTheAnswer();
    void halfClosedClientGetsItsAnswer();
    void clientThatLeavesCancels();
    void answerAfterTheClientLeftIsDropped();
    void secondAnswerIsIgnored();
    void idleConnectionIsClosed();
    void slowHeaderIsAnswered408();
    void slowBodyIsAnswered408();
    void tricklingDoesNotExtendADeadline();
    void silentReaderIsClosed();
    void silentReaderGetsNoMoreRequestsHandled();
    void tlsOnThePlainPortIsLoggedAndClosed();
};

void ConnectionTest::keptAliveConnectionAnswersAgainAndAgain()
{
    TestServer test;
    QVERIFY(test.listen());
    RawClient client = test.connect();
    for (int i = 0; i < 50; ++i) {
        const std::string answer = client.get("/" + std::to_string(i));
        QVERIFY(isStatus(answer, "200 OK"));
        QVERIFY(contains(answer, "\r\nDate: "));
        QVERIFY(!contains(answer, "\r\nConnection: "));
        QCOMPARE(bodyOf(answer), "GET /" + std::to_string(i) + " ");
    }
    QCOMPARE(test.server.statistics().requests, 50U);
    QCOMPARE(test.server.statistics().accepted, 1U);
    QCOMPARE(test.handler.peer().address, std::string("127.0.0.1"));
    QVERIFY(test.handler.peer().port > 0);
    QVERIFY(!test.handler.peer().tls);
}

void ConnectionTest::endOfConnection_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<bool>("ends");
    QTest::addColumn<QByteArray>("part");
    const QByteArray close = "\r\nConnection: close\r\n";
    const QByteArray keep = "\r\nConnection: keep-alive\r\n";
    QTest::newRow("1.1") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\n\r\n") << false
                         << QByteArray("HTTP/1.1 200 OK");
    QTest::newRow("1.1 close") << QByteArray(
                                      "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                               << true << close;
    QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << true << close;
    QTest::newRow("1.0 kept") << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                              << false << keep;
    QTest::newRow("the handler's wish")
        << QByteArray("GET /close HTTP/1.1\r\nHost: h\r\n\r\n") << true << close;
}

void ConnectionTest::endOfConnection()
{
    QFETCH(QByteArray, request);
    QFETCH(bool, ends);
    QFETCH(QByteArray, part);
    TestServer test;
    QVERIFY(test.listen());
    RawClient client = test.connect();
    const std::string answer = client.ask(request.toStdString());
    QVERIFY2(contains(answer, part.toStdString()), answer.c_str());
    if (ends)
        QVERIFY(client.isClosedByServer());
    else
        QVERIFY(!client.ask(request.toStdString()).empty());
}

void ConnectionTest::headHasNoBody()
{
    TestServer test;
    QVERIFY(test.listen());
    RawClient client = test.connect();
    client.send("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n");
    const std::string answer = client.answer(true);
    QVERIFY(contains(answer, "\r\nContent-Length: 8\r\n"));
    QVERIFY(answer.substr(answer.size() - 4) == "\r\n\r\n");
    QCOMPARE(bodyOf(client.get("/b")), std::string("GET /b "));
}

void ConnectionTest::pipelinedRequestsAreAnsweredInOrder()
{
    TestServer test;
    QVERIFY(test.listen());
    RawClient client = test.connect();
    std::string requests;
    for (int i = 0; i < 500; ++i)
        requests +=
            "POST /" + std::to_string(i) + " HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx";
    QVERIFY(client.send(requests));
    for (int i = 0; i < 500; ++i)
        QCOMPARE(bodyOf(client.answer()), "POST /" + std::to_string(i) + " x");
}

void ConnectionTest::pipelinedRequestsWaitForTheOneBefore()
{
    TestServer test;
    QVERIFY(test.listen());
    RawClient client = test.connect();
    client.send("GET /hold HTTP/1.1\r\nHost: h\r\n\r\n");
    QTRY_COMPARE(test.handler.heldCount(), 1U);
    // More than would be read ahead: it waits in the kernel.
    std::string more;
    for (int i = 0; i < 1000; ++i)
        more += "GET /after HTTP/1.1\r\nHost: h\r\n\r\n";
    QVERIFY(client.send(more));
    RawClient other = test.connect();
    QVERIFY(isStatus(other.get("/other"), "200"));
    QCOMPARE(test.handler.paths().size(), 2U);
    test.handler.release(0, "held");
    QCOMPARE(bodyOf(client.answer()), std::string("held"));
    for (int i = 0; i < 1000; ++i)
        QCOMPARE(bodyOf(client.answer()), std::string("GET /after "));
}

void ConnectionTest::bytesInPieces()
{
    TestServer test;
    QVERIFY(test.listen());
    RawClient client = test.connect();
    const std::string request =
        "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    const int noDelay = 1;
    ::setsockopt(client.descriptor(), 6, 1, &noDelay, sizeof noDelay);
    for (const char &c : request)
        QVERIFY(client.send({&c, 1}));
    QCOMPARE(bodyOf(client.answer()), std::string("POST /a abc"));
}

void ConnectionTest::continueIsSentBeforeTheBody()
{
    TestServer test;
    QVERIFY(test.listen());
    RawClient client = test.connect();
    client.send("POST /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    QCOMPARE(client.answer(), std::string("HTTP/1.1 100 Continue\r\n\r\n"));
    client.send("xy");
    QCOMPARE(bodyOf(client.answer()), std::string("POST /a xy"));
}

void ConnectionTest::malformedRequestIsAnsweredAndEnds_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("no host") << QByteArray("GET / HTTP/1.1\r\n\r\n")
                             << QByteArray("400 Bad Request");
    QTest::newRow("nonsense") << QByteArray("hello\r\n\r\n") << QByteArray("400 ");
    QTest::newRow("HTTP/2") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") << QByteArray("505 ");
    QTest::newRow("coding") << QByteArray(
                                   "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: x\r\n\r\n")
                            << QByteArray("501 ");
    QTest::newRow("long line") << QByteArray(
                                      "GET /" +
                                      QByteArray(qsizetype(http::Limits().requestLineBytes), 'a') +
                                      " HTTP/1.1\r\n\r\n")
                               << QByteArray("414 ");
    QTest::newRow("large header") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\nX: " +
                                                QByteArray(1'100'000, 'a') + "\r\n\r\n")
                                  << QByteArray("431 ");
    QTest::newRow("expectation") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\nExpect: x\r\n\r\n")
                                 << QByteArray("417 ");
}

void ConnectionTest::malformedRequestIsAnsweredAndEnds()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, status);
    TestServer test;
    QVERIFY(test.listen());
    RawClient client = test.connect();
    // A well-formed request behind it is not looked at.
    client.send(request.toStdString() + "GET /next HTTP/1.1\r\nHost: h\r\n\r\n");
    const std::string answer = client.answer();
    QVERIFY2(isStatus(answer, status.toStdString()), answer.c_str());
    QVERIFY(contains(answer, "\r\nConnection: close\r\n"));
    QVERIFY(!bodyOf(answer).empty());
    QVERIFY(client.isClosedByServer());
    QVERIFY(test.handler.paths().empty());
    client.close();
    QTRY_COMPARE(test.server.statistics().open, 0);
}

void ConnectionTest::refusedUploadStillSeesTheAnswer()
{
    TestServer test;
    QVERIFY(test.listen());
    RawClient client = test.connect();
    client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3000000\r\n\r\n");
    QVERIFY(client.send(std::string(3'000'000, 'x'))); // to the end, before it looks
    QVERIFY(isStatus(client.answer(), "413"));
}

void ConnectionTest::halfClosedClientGetsItsAnswer()
{
    TestServer test;
    QVERIFY(test.listen());
    RawClient client = test.connect();
    client.send("GET /hold HTTP/1.1\r\nHost: h\r\n\r\nGET /next HTTP/1.1\r\nHost: h\r\n\r\n");
    client.finishWriting();
    QTRY_COMPARE(test.handler.heldCount(), 1U);
    test.handler.release(0, "held");
    QCOMPARE(bodyOf(client.answer()), std::string("held"));
    QCOMPARE(bodyOf(client.answer()), std::string("GET /next "));
    QVERIFY(client.isClosedByServer());
}

void ConnectionTest::clientThatLeavesCancels()
{
    for (const bool inOrder : {true, false}) {
        TestServer test;
        QVERIFY(test.listen());
        RawClient client = test.connect();
        client.send("GET /hold HTTP/1.1\r\nHost: h\r\n\r\n");
        QTRY_COMPARE(test.handler.heldCount(), 1U);
        QVERIFY(!test.handler.held(0).cancelled->load());
        if (inOrder)
            client.close();
        else
            client.reset();
        QTRY_VERIFY_WITH_TIMEOUT(test.handler.held(0).cancelled->load(), kSoon);
        QTRY_COMPARE(test.server.statistics().open, 0);
    }
}

void ConnectionTest::answerAfterTheClientLeftIsDropped()
{
    TestServer test;
    QVERIFY(test.listen());
    RawClient client = test.connect();
    client.send("GET /hold HTTP/1.1\r\nHost: h\r\n\r\n");
    QTRY_COMPARE(test.handler.heldCount(), 1U);
    client.reset();
    QTRY_COMPARE_WITH_TIMEOUT(test.server.statistics().open, 0, kSoon);
    test.handler.release(0, "late");
    RawClient other = test.connect();
    QVERIFY(isStatus(other.get("/"), "200"));
}

void ConnectionTest::secondAnswerIsIgnored()
{
    TestServer test;
    QVERIFY(test.listen());
    RawClient client = test.connect();
    client.send("GET /hold/1 HTTP/1.1\r\nHost: h\r\n\r\n");
    QTRY_COMPARE(test.handler.heldCount(), 1U);
    test.handler.release(0, "one");
    QCOMPARE(bodyOf(client.answer()), std::string("one"));
    client.send("GET /hold/2 HTTP/1.1\r\nHost: h\r\n\r\n");
    QTRY_COMPARE(test.handler.heldCount(), 2U);
    test.handler.release(0, "one again");
    test.handler.release(1, "two");
    QCOMPARE(bodyOf(client.answer()), std::string("two"));
}

void ConnectionTest::idleConnectionIsClosed()
{
    TestServer test(setupWith([](http::Limits &limits) { limits.idleTimeout = 300ms; }));
    QVERIFY(test.listen());
    QElapsedTimer timer;
    timer.start();
    RawClient silent = test.connect();
    RawClient served = test.connect();
    QVERIFY(isStatus(served.get("/"), "200"));
    QVERIFY(silent.isClosedByServer());
    QVERIFY(timer.elapsed() >= 300);
    QVERIFY(served.isClosedByServer());
    QVERIFY(timer.elapsed() < kSoon);
}

void ConnectionTest::slowHeaderIsAnswered408()
{
    TestServer test(setupWith([](http::Limits &limits) { limits.headerTimeout = 300ms; }));
    QVERIFY(test.listen());
    RawClient client = test.connect();
    client.send("GET / HTTP/1.1\r\n");
    QVERIFY(isStatus(client.answer(), "408"));
    QVERIFY(client.isClosedByServer());
}

void ConnectionTest::slowBodyIsAnswered408()
{
    TestServer test(setupWith([](http::Limits &limits) { limits.bodyTimeout = 300ms; }));
    QVERIFY(test.listen());
    RawClient client = test.connect();
    client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nx");
    QVERIFY(isStatus(client.answer(), "408"));
    QVERIFY(client.isClosedByServer());
    QVERIFY(test.handler.paths().empty());
}

void ConnectionTest::tricklingDoesNotExtendADeadline()
{
    TestServer test(setupWith([](http::Limits &limits) { limits.headerTimeout = 500ms; }));
    QVERIFY(test.listen());
    RawClient client = test.connect();
    QElapsedTimer timer;
    timer.start();
    client.send("GET / HTTP/1.1\r\nX: ");
    // Until the server, which lingers for a while after its answer, has had enough.
    while (timer.elapsed() < kSoon && client.send("x"))
        QTest::qWait(50);
    QVERIFY(timer.elapsed() < kSoon);
}

void ConnectionTest::silentReaderIsClosed()
{
    TestServer test(setupWith([](http::Limits &limits) { limits.writeTimeout = 300ms; }));
    QVERIFY(test.listen());
    RawClient client = test.connect();
    const int small = 4096;
    ::setsockopt(client.descriptor(), SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    client.send("GET /large HTTP/1.1\r\nHost: h\r\n\r\n");
    QTRY_COMPARE(test.server.statistics().requests, 1U);
    QTRY_COMPARE_WITH_TIMEOUT(test.server.statistics().open, 0, kSoon);
    RawClient other = test.connect();
    QVERIFY(isStatus(other.get("/"), "200"));
}

void ConnectionTest::silentReaderGetsNoMoreRequestsHandled()
{
    TestServer test;
    QVERIFY(test.listen());
    RawClient client = test.connect();
    for (int i = 0; i < 20; ++i)
        client.send("GET /large HTTP/1.1\r\nHost: h\r\n\r\n");
    QTRY_VERIFY(test.server.statistics().requests >= 1U);
    QTest::qWait(300);
    QCOMPARE(test.server.statistics().requests, 1U);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(bodyOf(client.answer()).size(), 8'000'000U);
}

void ConnectionTest::tlsOnThePlainPortIsLoggedAndClosed()
{
    TestServer test;
    QVERIFY(test.listen());
    for (int i = 0; i < 3; ++i) {
        RawClient client = test.connect();
        client.send(std::string_view("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11));
        QVERIFY(client.rest().empty());
    }
    QTRY_COMPARE(test.server.statistics().open, 0);
    const QByteArray log = test.log();
    QCOMPARE(log.count("tls-on-plain-http"), 1);
    QVERIFY(log.contains("peer=127.0.0.1"));
}

QTEST_GUILESS_MAIN(ConnectionTest)
#include "ConnectionTest.moc"
