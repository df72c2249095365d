// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/DaemonClient.h"

#include "tests/gui/client/ClientSupport.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

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

/// Calls, replies and notifications.
class DaemonClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void greets();
    void repliesInAnyOrderReachTheirCalls();
    void errorsKeepCodeMessageAndData();
    void notificationsComeBetweenReplies();
    void whoIsGoneGetsNoReply();
    void callsWithoutConnectionAreAnswered();
    void callsBeforeHelloAreAnswered();
    void callsWaitTheirTurn();
    void aSlowMethodIsWaitedFor();
    void longLinesAreReadElsewhereAndInOrder();
    void longLinesArriveWhole();
    void largeTextsKeepTheirOrder();
    void aCallTooLargeIsRefusedHere();
    void canBeOpenedAgainFromItsSignal();
    void canBeDeletedFromAReply();
};

void DaemonClientTest::greets()
{
    FakeDaemon daemon;
    QVERIFY(daemon.listen());
    DaemonClient client;
    QCOMPARE(client.state(), State::Disconnected);
    QCOMPARE(client.end(), End::None);
    QSignalSpy changed(&client, &DaemonClient::stateChanged);
    client.open(daemon.socket());
    QCOMPARE(client.state(), State::Connecting);
    QTRY_COMPARE(client.state(), State::Connected);
    QCOMPARE(changed.count(), 2);
    QCOMPARE(daemon.calls().front().method, u"hello"_s);
    QCOMPARE(daemon.lastParams(u"hello"_s)["protocol"_L1].toString(), u"1.0"_s);
    QCOMPARE(client.greeting().version, u"0.1.0"_s);
    QCOMPARE(client.greeting().instance, u"one"_s);
    QCOMPARE(client.greeting().user, u"root"_s);
    QVERIFY(client.greeting().isAdmin);
    QVERIFY(client.can(u"events"_s));
    QVERIFY(!client.can(u"teleport"_s));
    client.close();
    QCOMPARE(client.state(), State::Disconnected);
    QCOMPARE(client.end(), End::Closed);
    QTRY_COMPARE(daemon.clients(), 0);
}

void DaemonClientTest::repliesInAnyOrderReachTheirCalls()
{
    FakeDaemon daemon;
    QVERIFY(daemon.listen());
    daemon.stayMute(u"first"_s);
    daemon.answer(u"second"_s, {{u"n"_s, 2}});
    DaemonClient client;
    QVERIFY(connectTo(client, daemon));
    Outcome first;
    Outcome second;
    client.call(u"first"_s, {}, this, first.done());
    client.call(u"second"_s, {{u"x"_s, 1}}, this, second.done());
    QVERIFY(second.arrives());
    QCOMPARE((**second.reply)["n"_L1].toInt(), 2);
    QVERIFY(!first.reply);
    daemon.sendRaw("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{\"n\":1}}\n");
    QVERIFY(first.arrives());
    QCOMPARE((**first.reply)["n"_L1].toInt(), 1);
}

void DaemonClientTest::errorsKeepCodeMessageAndData()
{
    FakeDaemon daemon;
    QVERIFY(daemon.listen());
    daemon.fail(u"configuration.apply"_s, ErrorCode::Conflict, u"Changed."_s,
                {{u"revision"_s, u"r2"_s}});
    DaemonClient client;
    QVERIFY(connectTo(client, daemon));
    Outcome outcome;
    client.call(u"configuration.apply"_s, {}, this, outcome.done());
    QVERIFY(outcome.arrives());
    QVERIFY(!*outcome.reply);
    QCOMPARE(outcome.reply->error().code, ErrorCode::Conflict);
    QCOMPARE(outcome.reply->error().message, u"Changed."_s);
    QCOMPARE(outcome.reply->error().data["revision"_L1].toString(), u"r2"_s);
    QCOMPARE(client.state(), State::Connected);
}

void DaemonClientTest::notificationsComeBetweenReplies()
{
    FakeDaemon daemon;
    QVERIFY(daemon.listen());
    daemon.answer(u"ask"_s, [&](const QJsonObject &) {
        daemon.notify(u"events"_s, {{u"n"_s, 1}});
        return QJsonObject{{u"n"_s, 2}};
    });
    DaemonClient client;
    QVERIFY(connectTo(client, daemon));
    QStringList order;
    connect(&client, &DaemonClient::notified, this,
            [&](const QString &method, const QJsonObject &params) {
                order.append(method + QString::number(params["n"_L1].toInt()));
            });
    client.call(u"ask"_s, {}, this, [&](const Reply &reply) {
        order.append(u"reply"_s + QString::number((*reply)["n"_L1].toInt()));
    });
    QTRY_COMPARE(order, (QStringList{u"events1"_s, u"reply2"_s}));
    daemon.notify(u"events"_s, {{u"n"_s, 3}});
    QTRY_COMPARE(order.last(), u"events3"_s);
}

void DaemonClientTest::whoIsGoneGetsNoReply()
{
    FakeDaemon daemon;
    QVERIFY(daemon.listen());
    DaemonClient client;
    QVERIFY(connectTo(client, daemon));
    bool wasCalled = false;
    {
        QObject context;
        client.call(u"ping"_s, {}, &context, [&](const Reply &) { wasCalled = true; });
    }
    Outcome next;
    client.call(u"ping"_s, {}, nullptr, next.done());
    QVERIFY(next.arrives());
    QVERIFY(!wasCalled);
    QCOMPARE(daemon.count(u"ping"_s), 2);
}

void DaemonClientTest::callsWithoutConnectionAreAnswered()
{
    DaemonClient client;
    Outcome outcome;
    client.call(u"status"_s, {}, this, outcome.done());
    QVERIFY2(!outcome.reply, "the answer must not come from within the call");
    QVERIFY(outcome.arrives());
    QCOMPARE(outcome.reply->error().code, ErrorCode::Refused);
    QVERIFY(!outcome.reply->error().message.isEmpty());
}

void DaemonClientTest::callsBeforeHelloAreAnswered()
{
    FakeDaemon daemon;
    QVERIFY(daemon.listen());
    DaemonClient client;
    client.open(daemon.socket());
    Outcome outcome;
    client.call(u"status"_s, {}, this, outcome.done());
    QVERIFY(outcome.arrives());
    QCOMPARE(outcome.reply->error().code, ErrorCode::Refused);
    QTRY_COMPARE(client.state(), State::Connected);
    QCOMPARE(daemon.count(u"status"_s), 0);
}

/// The daemon answers 16 at once and refuses more.
void DaemonClientTest::callsWaitTheirTurn()
{
    FakeDaemon daemon;
    QVERIFY(daemon.listen());
    daemon.stayMute(u"slow"_s);
    DaemonClient client;
    QVERIFY(connectTo(client, daemon));
    int answers = 0;
    for (int i = 0; i < 40; ++i)
        client.call(u"slow"_s, {}, this, [&](const Reply &) { ++answers; });
    QTRY_VERIFY(daemon.count(u"slow"_s) > 0);
    QVERIFY(daemon.count(u"slow"_s) < 16);
    for (int id = 2; id < 42; ++id) {
        QTRY_VERIFY(daemon.count(u"slow"_s) >= id - 1);
        daemon.sendRaw("{\"jsonrpc\":\"2.0\",\"id\":" + QByteArray::number(id) +
                       ",\"result\":{}}\n");
    }
    QTRY_COMPARE(answers, 40);
}

void DaemonClientTest::aSlowMethodIsWaitedFor()
{
    FakeDaemon daemon;
    QVERIFY(daemon.listen());
    daemon.stayMute(u"certificates.generate"_s);
    DaemonClient client;
    client.setPatience({10s, 200ms});
    QVERIFY(connectTo(client, daemon));
    Outcome outcome;
    client.call(u"certificates.generate"_s, {}, this, outcome.done());
    QTRY_VERIFY(daemon.count(u"ping"_s) >= 3);
    QCOMPARE(client.state(), State::Connected);
    daemon.sendRaw("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}\n");
    QVERIFY(outcome.arrives());
    QVERIFY(outcome.reply->has_value());
}

void DaemonClientTest::longLinesAreReadElsewhereAndInOrder()
{
    FakeDaemon daemon;
    QVERIFY(daemon.listen());
    DaemonClient client;
    QVERIFY(connectTo(client, daemon));
    QList<int> order;
    connect(&client, &DaemonClient::notified, this,
            [&](const QString &, const QJsonObject &params) {
                order.append(params["n"_L1].toInt());
                if (order.last() == 2)
                    QCOMPARE(params["text"_L1].toString().size(), 5'000'000);
            });
    daemon.notify(u"a"_s, {{u"n"_s, 1}});
    daemon.notify(u"a"_s, {{u"n"_s, 2}, {u"text"_s, QString(5'000'000, u'x')}});
    daemon.notify(u"a"_s, {{u"n"_s, 3}});
    daemon.notify(u"a"_s, {{u"n"_s, 4}, {u"text"_s, QString(1'000'000, u'y')}});
    daemon.sayBye(u"stopping"_s);
    QVERIFY(waitForEnd(client));
    QCOMPARE(order, (QList<int>{1, 2, 3, 4}));
    QCOMPARE(client.end(), End::Stopped);
}

void DaemonClientTest::longLinesArriveWhole()
{
    FakeDaemon daemon;
    QVERIFY(daemon.listen());
    DaemonClient client;
    QVERIFY(connectTo(client, daemon));
    QJsonArray items;
    for (int i = 0; i < 200'000; ++i)
        items.append(QJsonObject{{u"sequence"_s, i}, {u"account"_s, u"somebody"_s}});
    const QByteArray line =
        control::encode(control::Notification{u"events"_s, {{u"items"_s, items}}});
    QSignalSpy notified(&client, &DaemonClient::notified);
    daemon.sendRaw(line);
    QTRY_COMPARE_WITH_TIMEOUT(notified.count(), 1, kLimit);
    QCOMPARE(notified[0][1].toJsonObject()["items"_L1].toArray().size(), 200'000);
}

void DaemonClientTest::largeTextsKeepTheirOrder()
{
    FakeDaemon daemon;
    QVERIFY(daemon.listen());
    daemon.answer(u"big"_s, [](const QJsonObject &params) {
        return QJsonObject{{u"size"_s, params["text"_L1].toString().size()}};
    });
    DaemonClient client;
    QVERIFY(connectTo(client, daemon));
    const QJsonObject params{{u"text"_s, QString(8'000'000, u'x')}};
    Outcome big;
    Outcome small;
    client.call(u"big"_s, params, this, big.done());
    client.call(u"ping"_s, {}, this, small.done());
    QVERIFY(!big.reply); // the call returns before anything is sent
    QVERIFY(big.arrives());
    QCOMPARE((**big.reply)["size"_L1].toInt(), 8'000'000);
    QVERIFY(small.arrives());
    // They are sent in the order in which they were made.
    QCOMPARE(daemon.calls().back().method, u"ping"_s);
}

void DaemonClientTest::aCallTooLargeIsRefusedHere()
{
    FakeDaemon daemon;
    QVERIFY(daemon.listen());
    DaemonClient client;
    QVERIFY(connectTo(client, daemon));
    Outcome outcome;
    client.call(u"big"_s, {{u"text"_s, QString(84 * 1024 * 1024, u'x')}}, this, outcome.done());
    QVERIFY(outcome.arrives());
    QCOMPARE(outcome.reply->error().code, ErrorCode::TooLong);
    QCOMPARE(client.state(), State::Connected);
    QCOMPARE(daemon.count(u"big"_s), 0);
}

void DaemonClientTest::canBeOpenedAgainFromItsSignal()
{
    FakeDaemon daemon;
    QVERIFY(daemon.listen());
    DaemonClient client;
    QVERIFY(connectTo(client, daemon));
    connect(&client, &DaemonClient::stateChanged, this, [&] {
        if (client.state() == State::Disconnected)
            client.open(daemon.socket());
    });
    daemon.instance = u"two"_s;
    daemon.sayBye(u"restarting"_s);
    QTRY_COMPARE(client.greeting().instance, u"two"_s);
    QCOMPARE(client.state(), State::Connected);
}

void DaemonClientTest::canBeDeletedFromAReply()
{
    FakeDaemon daemon;
    QVERIFY(daemon.listen());
    auto client = std::make_unique<DaemonClient>();
    QVERIFY(connectTo(*client, daemon));
    client->call(u"ping"_s, {}, this, [&](const Reply &) { client.reset(); });
    client->call(u"ping"_s, {}, this, [](const Reply &) { QFAIL("the client is gone"); });
    QTRY_VERIFY(!client);
    QTRY_COMPARE(daemon.clients(), 0);
}

QTEST_GUILESS_MAIN(DaemonClientTest)
#include "DaemonClientTest.moc"
