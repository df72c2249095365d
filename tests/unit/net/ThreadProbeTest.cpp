// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/log/Logger.h"
#include "daemon/net/Listener.h"
#include "daemon/net/Server.h"
#include "tests/unit/net/RawClient.h"

#include <QObject>
#include <QSemaphore>
#include <QTest>

using namespace wharfgate;

namespace {

/// Hangs in its network thread until it is let go, as a fault of ours would.
class HangingHandler final : public http::RequestHandler
{
public:
    void handle(http::Request, const http::Peer &, http::Cancellation,
                http::Responder respond) override
    {
        m_hangs.release();
        m_letGo.acquire();
        respond({});
    }
    http::Response malformed(int, const std::string &, const http::Peer &) override { return {}; }

    void waitUntilItHangs() { m_hangs.acquire(); }
    void letGo() { m_letGo.release(); }

private:
    QSemaphore m_hangs;
    QSemaphore m_letGo;
};

} // namespace

/// What the watchdog rests on.
class ThreadProbeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersWhenEveryThreadTurns();
    void waitsForAThreadThatHangs();
};

void ThreadProbeTest::answersWhenEveryThreadTurns()
{
    HangingHandler handler;
    log::Logger logger(-1);
    const net::Server server(3, handler, logger);
    int answers = 0;
    server.probeThreads([&answers] { ++answers; });
    QTRY_COMPARE(answers, 1);
}

void ThreadProbeTest::waitsForAThreadThatHangs()
{
    HangingHandler handler;
    log::Logger logger(-1);
    net::Server server(2, handler, logger);
    QVERIFY(server.listen({false, "127.0.0.1", 0}));
    test::RawClient client("127.0.0.1", server.address().port);
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    handler.waitUntilItHangs();
    int answers = 0;
    server.probeThreads([&answers] { ++answers; });
    QTest::qWait(50);
    QCOMPARE(answers, 0);
    handler.letGo();
    QTRY_COMPARE(answers, 1);
}

QTEST_GUILESS_MAIN(ThreadProbeTest)
#include "ThreadProbeTest.moc"
