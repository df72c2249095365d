// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/DaemonClient.h"

#include "tests/gui/client/ClientSupport.h"

#include <QFile>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace wharfgate;
using control::ErrorCode;
using control::Reply;
using gui::DaemonClient;
using test::connectTo;
using test::FakeDaemon;
using test::kLimit;
using test::Outcome;
using test::waitForEnd;
using End = DaemonClient::End;
using State = DaemonClient::State;

namespace {

constexpr uid_t kNobody = 65534;

} // namespace

/// Why a connection cannot be made, or ends.
class DaemonClientEndsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysThatNobodyListens_data();
    void saysThatNobodyListens();
    void saysThatTheSystemRefuses();
    void aPathThatIsTooLongFails();
    void hello_data();
    void hello();
    void ends_data();
    void ends();
    void byeIsHeardThoughWritingFails();
    void aSilentDaemonIsGivenUp();
    void aSilentDaemonIsGivenUpLater();
    void crashMidReplyAnswersTheCall();
};

void DaemonClientEndsTest::saysThatNobodyListens_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("no file") << u"nothing.sock"_s;
    QTest::newRow("no folder") << u"none/control.sock"_s;
    QTest::newRow("a file is no folder") << u"plain/control.sock"_s;
    QTest::newRow("no socket") << u"plain"_s;
    QTest::newRow("left behind") << u"stale.sock"_s;
    QTest::newRow("nothing") << QString();
}

void DaemonClientEndsTest::saysThatNobodyListens()
{
    QFETCH(QString, path);
    QTemporaryDir directory;
    QFile plain(directory.filePath(u"plain"_s));
    QVERIFY(plain.open(QIODevice::WriteOnly));
    {
        QLocalServer server;
        QVERIFY(server.listen(directory.filePath(u"first.sock"_s)));
        // Renamed, it is not removed with its server.
        QVERIFY(QFile::rename(directory.filePath(u"first.sock"_s),
                              directory.filePath(u"stale.sock"_s)));
    }
    DaemonClient client;
    client.open(path.isEmpty() ? QString() : directory.filePath(path));
    QCOMPARE(client.state(), State::Connecting);
    QVERIFY(waitForEnd(client));
    QCOMPARE(client.end(), End::NotRunning);
    QVERIFY(!client.endDetail().isEmpty());
}

void DaemonClientEndsTest::saysThatTheSystemRefuses()
{
    FakeDaemon daemon;
    QVERIFY(daemon.listen());
    QVERIFY(::chmod(QFile::encodeName(daemon.socket()).constData(), 0) == 0);
    DaemonClient client;
    // To root nothing is refused.
    const bool isRoot = ::geteuid() == 0;
    QVERIFY(!isRoot || ::seteuid(kNobody) == 0);
    client.open(daemon.socket());
    const bool hasEnded = waitForEnd(client);
    QVERIFY(!isRoot || ::seteuid(0) == 0);
    QVERIFY(hasEnded);
    QCOMPARE(client.end(), End::NoPermission);
    QVERIFY(!client.endDetail().isEmpty());
}

void DaemonClientEndsTest::aPathThatIsTooLongFails()
{
    DaemonClient client;
    client.open(u"/tmp/"_s + QString(200, u'x'));
    QVERIFY(waitForEnd(client));
    QCOMPARE(client.end(), End::NotRunning);
    QVERIFY(client.endDetail().contains(u"too long"_s));
}

void DaemonClientEndsTest::hello_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<End>("end");
    QTest::addColumn<QString>("detail");
    const auto error = [](int code, const QByteArray &id, const QByteArray &data = "{}") {
        return R"({"jsonrpc":"2.0","id":)" + id + R"(,"error":{"code":)" +
               QByteArray::number(code) + R"(,"message":"Why.","data":)" + data + "}}\n";
    };
    QTest::newRow("garbage") << QByteArray("\x00\xff\x01 nonsense\n", 14) << End::Broken
                             << QString();
    QTest::newRow("another program")
        << QByteArray("SSH-2.0-OpenSSH_9.2\n") << End::Broken << QString();
    QTest::newRow("not authorised") << error(3, "null") << End::NotAuthorized << u"Why."_s;
    QTest::newRow("not authorised, to the call")
        << error(3, "1") << End::NotAuthorized << u"Why."_s;
    QTest::newRow("version refused") << error(2, "1", R"({"protocol":"2.0","version":"3.1.4"})")
                                     << End::WrongVersion << u"3.1.4"_s;
    QTest::newRow("version not ours")
        << QByteArray(R"({"jsonrpc":"2.0","id":1,"result":{"protocol":"2.3","version":"9.0"}})"
                      "\n")
        << End::WrongVersion << u"9.0"_s;
    QTest::newRow("no version") << QByteArray(R"({"jsonrpc":"2.0","id":1,"result":{}})"
                                              "\n")
                                << End::Broken << QString();
    QTest::newRow("too many consoles") << error(5, "null") << End::Busy << u"Why."_s;
    QTest::newRow("another's reply") << QByteArray(R"({"jsonrpc":"2.0","id":77,"result":{}})"
                                                   "\n")
                                     << End::Broken << QString();
    QTest::newRow("a reply with a text as id")
        << QByteArray(R"({"jsonrpc":"2.0","id":"1","result":{}})"
                      "\n")
        << End::Broken << QString();
    QTest::newRow("a request") << QByteArray(R"({"jsonrpc":"2.0","id":1,"method":"format-disk"})"
                                             "\n")
                               << End::Broken << QString();
    QTest::newRow("bye")
        << QByteArray(
               R"({"jsonrpc":"2.0","method":"bye","params":{"reason":"stopping","message":"Later."}})"
               "\n")
        << End::Stopped << u"Later."_s;
}

void DaemonClientEndsTest::hello()
{
    QFETCH(QByteArray, line);
    QFETCH(End, end);
    QFETCH(QString, detail);
    FakeDaemon daemon;
    QVERIFY(daemon.listen());
    daemon.stayMute(u"hello"_s);
    DaemonClient client;
    client.open(daemon.socket());
    QTRY_COMPARE(daemon.count(u"hello"_s), 1);
    daemon.sendRaw(line);
    QVERIFY(waitForEnd(client));
    QCOMPARE(client.end(), end);
    if (detail.isEmpty())
        QVERIFY(!client.endDetail().isEmpty());
    else
        QCOMPARE(client.endDetail(), detail);
}

void DaemonClientEndsTest::ends_data()
{
    QTest::addColumn<QByteArray>("last");
    QTest::addColumn<End>("end");
    const auto bye = [](const QByteArray &reason) {
        return R"({"jsonrpc":"2.0","method":"bye","params":{"reason":")" + reason + "\"}}\n";
    };
    QTest::newRow("stopping") << bye("stopping") << End::Stopped;
    QTest::newRow("restarting") << bye("restarting") << End::Stopped;
    QTest::newRow("too slow") << bye("too-slow") << End::TooSlow;
    QTest::newRow("not authorised any more") << bye("not-authorized") << End::NotAuthorized;
    QTest::newRow("a reason of a later version") << bye("eclipse") << End::Stopped;
    QTest::newRow("without a word") << QByteArray() << End::Crashed;
    QTest::newRow("in the middle of a line")
        << QByteArray("{\"jsonrpc\":\"2.0\",\"met") << End::Crashed;
    QTest::newRow("garbage") << QByteArray("\n") << End::Broken;
    QTest::newRow("deep") << QByteArray(100'000, '[') + '\n' << End::Broken;
}

void DaemonClientEndsTest::ends()
{
    QFETCH(QByteArray, last);
    QFETCH(End, end);
    FakeDaemon daemon;
    QVERIFY(daemon.listen());
    daemon.stayMute(u"status"_s);
    DaemonClient client;
    QVERIFY(connectTo(client, daemon));
    Outcome outcome;
    client.call(u"status"_s, {}, this, outcome.done());
    QTRY_COMPARE(daemon.count(u"status"_s), 1);
    daemon.sendRaw(last);
    daemon.dropClients();
    QVERIFY(waitForEnd(client));
    QCOMPARE(client.end(), end);
    QVERIFY(outcome.arrives());
    QCOMPARE(outcome.reply->error().code, ErrorCode::Refused);
}

/// The daemon's last words wait in the system while our next call already fails to be written.
void DaemonClientEndsTest::byeIsHeardThoughWritingFails()
{
    QTemporaryDir directory;
    QLocalServer server;
    QVERIFY(server.listen(directory.filePath(u"c.sock"_s)));
    DaemonClient client;
    client.open(directory.filePath(u"c.sock"_s));
    QTRY_VERIFY(server.hasPendingConnections());
    QLocalSocket *other = server.nextPendingConnection();
    QTRY_VERIFY(other->canReadLine());
    other->write(R"({"jsonrpc":"2.0","id":1,"result":{"protocol":"1.0"}})"
                 "\n");
    QTRY_COMPARE(client.state(), State::Connected);
    // Nothing of this reaches the client before it writes again.
    const int descriptor = static_cast<int>(other->socketDescriptor());
    const QByteArray bye = "{\"jsonrpc\":\"2.0\",\"method\":\"bye\",\"params\":{\"reason\":"
                           "\"stopping\"}}\n";
    QCOMPARE(::write(descriptor, bye.constData(), static_cast<std::size_t>(bye.size())),
             bye.size());
    QCOMPARE(::shutdown(descriptor, SHUT_RDWR), 0);
    Outcome outcome;
    client.call(u"status"_s, {{u"x"_s, QString(100'000, u'x')}}, this, outcome.done());
    QVERIFY(waitForEnd(client));
    QCOMPARE(client.end(), End::Stopped);
    QVERIFY(outcome.arrives());
    QVERIFY(!*outcome.reply);
}

void DaemonClientEndsTest::aSilentDaemonIsGivenUp()
{
    FakeDaemon daemon;
    QVERIFY(daemon.listen());
    daemon.stayMute(u"hello"_s);
    DaemonClient client;
    client.setPatience({200ms, 30s});
    client.open(daemon.socket());
    QVERIFY(waitForEnd(client));
    QCOMPARE(client.end(), End::Silent);
}

void DaemonClientEndsTest::aSilentDaemonIsGivenUpLater()
{
    FakeDaemon daemon;
    QVERIFY(daemon.listen());
    daemon.stayMute(u"status"_s);
    daemon.stayMute(u"ping"_s);
    DaemonClient client;
    client.setPatience({10s, 300ms});
    QVERIFY(connectTo(client, daemon));
    Outcome outcome;
    client.call(u"status"_s, {}, this, outcome.done());
    QVERIFY(waitForEnd(client));
    QCOMPARE(client.end(), End::Silent);
    QVERIFY(outcome.arrives());
}

void DaemonClientEndsTest::crashMidReplyAnswersTheCall()
{
    FakeDaemon daemon;
    QVERIFY(daemon.listen());
    daemon.stayMute(u"status"_s);
    DaemonClient client;
    QVERIFY(connectTo(client, daemon));
    Outcome outcome;
    client.call(u"status"_s, {}, this, outcome.done());
    QTRY_COMPARE(daemon.count(u"status"_s), 1);
    daemon.sendRaw(R"({"jsonrpc":"2.0","id":2,"result":{"a)");
    daemon.dropClients();
    QVERIFY(outcome.arrives());
    QCOMPARE(client.end(), End::Crashed);
    QVERIFY(outcome.reply->error().message.contains(u"ended"_s));
}

QTEST_GUILESS_MAIN(DaemonClientEndsTest)
#include "DaemonClientEndsTest.moc"
