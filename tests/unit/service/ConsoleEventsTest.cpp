// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/events/AuthEventReader.h"
#include "tests/unit/control/ControlClient.h"
#include "tests/unit/service/RunningDaemon.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate;

namespace {

/// A hash that must reach no console.
constexpr const char *kHash = "$2y$04$4tzuIvMr.3Uu9NzlHYvNVOtx4lJIYdIV4ZhbKP5NLKUWHzsQFhQR2";

QByteArray configuration(const test::RunningDaemon &daemon, const QByteArray &rules,
                         const QByteArray &more = {})
{
    const QByteArray folder = daemon.folder().toUtf8();
    return "server: {addr: \"127.0.0.1:0\"}\n"
           "token: {issuer: Test, expiration: 900, certificate: \"" +
           folder + "/ssl/token.crt\", key: \"" + folder +
           "/ssl/token.key\"}\n"
           "users: {\"\": {}, alice: {password: \"" +
           kHash +
           "\"}}\n"
           "acl: [" +
           rules + "]\n" + more;
}

constexpr const char *kRules = "{match: {name: \"open/*\"}, actions: [pull]}, "
                               "{match: {name: \"closed/*\"}, actions: []}";

QJsonObject resultOf(test::ControlClient &client, const QString &method,
                     const QJsonObject &params = {})
{
    const control::Reply reply = client.call(method, params);
    if (!reply)
        qFatal("%s: %s", qPrintable(method), qPrintable(reply.error().message));
    return *reply;
}

/// The next `count` events and how many were dropped meanwhile.
QList<events::AuthEvent> nextEvents(test::ControlClient &client, qsizetype count,
                                    QList<qint64> &sequences)
{
    QList<events::AuthEvent> out;
    while (out.size() < count) {
        const auto params = client.notification(u"events"_s);
        if (!params)
            break;
        for (const QJsonValue &item : params->value("items"_L1).toArray()) {
            const auto event = events::readAuthEvent(item["event"_L1].toObject());
            if (!event)
                qFatal("no event: %s", event.error().detail.c_str());
            out.append(*event);
            sequences.append(item["sequence"_L1].toInteger());
        }
    }
    return out;
}

} // namespace

/// What a console learns of decisions from a running daemon.
class ConsoleEventsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void tellsOfTokenRequests();
    void resumesOverAConnection();
    void tellsThatTheDaemonWasStartedAnew();
    void readsTheJournalOfAFormerStart();
    void countsHitsOfTheRulesInForce();
    void tellsWhoWasSeen();

private:
    void start(const QByteArray &more = {})
    {
        m_running->writeConfiguration(configuration(*m_running, kRules, more));
        QVERIFY(m_running->start().has_value());
    }
    test::ControlClient greeted() const
    {
        test::ControlClient client(m_running->controlSocket());
        [&client] { QVERIFY(client.greet()); }();
        return client;
    }
    /// Asks for a token to pull `name`.
    int request(const QByteArray &name, const QByteArray &credentials = {}) const
    {
        return m_running->get("/auth?service=s&scope=repository:" + name + ":pull", credentials)
            .status;
    }

    std::unique_ptr<test::RunningDaemon> m_running;
};

void ConsoleEventsTest::init()
{
    m_running = std::make_unique<test::RunningDaemon>();
}

void ConsoleEventsTest::cleanup()
{
    m_running.reset();
}

void ConsoleEventsTest::tellsOfTokenRequests()
{
    start();
    test::ControlClient client = greeted();
    test::ControlClient denials = greeted();
    resultOf(client, u"events.subscribe"_s);
    resultOf(denials, u"events.subscribe"_s,
             {{u"filter"_s, QJsonObject{{u"result"_s, QJsonArray{u"denied"_s}}}}});
    QCOMPARE(request("open/app"), 200);
    QCOMPARE(request("closed/app"), 200);
    QCOMPARE(request("open/app", "alice:wrong-secret-word"), 401);

    QList<qint64> sequences;
    const auto events = nextEvents(client, 3, sequences);
    QCOMPARE(sequences, (QList<qint64>{1, 2, 3}));
    QVERIFY(events[0].result == events::AuthResult::Granted);
    QVERIFY(events[1].result == events::AuthResult::Denied);
    QCOMPARE(events[1].scopes[0].name, std::string("closed/app"));
    QVERIFY(events[1].scopes[0].rule == std::optional<std::size_t>(1));
    QVERIFY(events[2].result == events::AuthResult::LoginFailed);
    QCOMPARE(events[2].account, std::string("alice"));
    QCOMPARE(events[2].clientAddress, std::string("127.0.0.1"));
    QVERIFY(!client.lastLine().contains("wrong-secret-word"));
    QVERIFY(!client.lastLine().contains(kHash));

    sequences.clear();
    QCOMPARE(nextEvents(denials, 1, sequences).size(), 1);
    QCOMPARE(sequences, QList<qint64>{2});
}

void ConsoleEventsTest::resumesOverAConnection()
{
    start();
    QString instance;
    {
        test::ControlClient client = greeted();
        instance = resultOf(client, u"status"_s).value("instance"_L1).toString();
        resultOf(client, u"events.subscribe"_s);
        request("open/a");
        QList<qint64> sequences;
        nextEvents(client, 1, sequences);
        QCOMPARE(sequences, QList<qint64>{1});
    }
    QVERIFY(!instance.isEmpty());
    request("open/b");
    request("open/c");
    test::ControlClient client = greeted();
    QTRY_COMPARE(resultOf(client, u"status"_s).value("lastSequence"_L1).toInt(), 3);
    QCOMPARE(resultOf(client, u"events.subscribe"_s, {{u"since"_s, 1}, {u"instance"_s, instance}}),
             (QJsonObject{{u"first"_s, 1}, {u"last"_s, 3}, {u"missed"_s, 0}}));
    QList<qint64> sequences;
    const auto events = nextEvents(client, 2, sequences);
    QCOMPARE(sequences, (QList<qint64>{2, 3}));
    QCOMPARE(events[1].scopes[0].name, std::string("open/c"));

    const QJsonObject page = resultOf(client, u"events.history"_s, {{u"limit"_s, 2}});
    QCOMPARE(page.value("items"_L1)[0]["sequence"_L1].toInt(), 3);
    const QJsonObject rest =
        resultOf(client, u"events.history"_s, {{u"before"_s, page.value("cursor"_L1)}});
    QCOMPARE(rest.value("items"_L1)[0]["sequence"_L1].toInt(), 1);
    QVERIFY(!rest.value("more"_L1).toBool(true));
}

void ConsoleEventsTest::tellsThatTheDaemonWasStartedAnew()
{
    start();
    const auto instance = [this] {
        test::ControlClient client = greeted();
        return resultOf(client, u"status"_s).value("instance"_L1).toString();
    };
    const QString first = instance();
    request("open/a");
    start();
    QVERIFY(instance() != first);
    request("open/b");
    test::ControlClient client = greeted();
    QTRY_COMPARE(resultOf(client, u"status"_s).value("lastSequence"_L1).toInt(), 1);
    const QJsonObject result =
        resultOf(client, u"events.subscribe"_s, {{u"since"_s, 1}, {u"instance"_s, first}});
    QVERIFY(result.value("missed"_L1).isNull());
    QList<qint64> sequences; // what came since the start is new to this client
    const auto events = nextEvents(client, 1, sequences);
    QCOMPARE(events[0].scopes[0].name, std::string("open/b"));
    const control::Reply stale =
        client.call(u"events.history"_s, {{u"before"_s, u"r-2-"_s + first}});
    QVERIFY(!stale && stale.error().code == control::ErrorCode::NotFound);
}

void ConsoleEventsTest::readsTheJournalOfAFormerStart()
{
    start();
    {
        test::ControlClient client = greeted();
        const control::Reply none = client.call(u"events.history"_s, {{u"source"_s, u"files"_s}});
        QVERIFY(!none && none.error().code == control::ErrorCode::Refused);
    }
    const QByteArray journal =
        "journal: {file: \"" + m_running->folder().toUtf8() + "/journal\"}\n";
    start(journal);
    request("open/a");
    request("open/b");
    m_running->daemon().stop();
    start(journal);
    test::ControlClient client = greeted();
    const QJsonObject page = resultOf(client, u"events.history"_s, {{u"source"_s, u"files"_s}});
    const QJsonArray items = page.value("items"_L1).toArray();
    QCOMPARE(items.size(), 2);
    QCOMPARE(items[0]["event"_L1]["scopes"_L1][0]["name"_L1].toString(), u"open/b"_s);
    QVERIFY(items[0]["sequence"_L1].isNull());
    QVERIFY(resultOf(client, u"events.history"_s).value("items"_L1).toArray().isEmpty());
}

void ConsoleEventsTest::countsHitsOfTheRulesInForce()
{
    start();
    test::ControlClient client = greeted();
    const auto counters = [&client] { return resultOf(client, u"counters"_s); };
    const auto revision = [&client] {
        return resultOf(client, u"status"_s).value("revision"_L1).toString();
    };
    request("open/a");
    request("closed/a");
    request("closed/b");
    QTRY_COMPARE(counters().value("rules"_L1)[1]["hits"_L1].toInt(), 2);
    QCOMPARE(counters().value("rules"_L1)[0]["hits"_L1].toInt(), 1);
    QCOMPARE(counters().value("rulesRevision"_L1).toString(), revision());

    // A change elsewhere keeps the hits.
    m_running->writeConfiguration(configuration(*m_running, kRules, "# a comment\n"));
    m_running->daemon().reload("test");
    QCOMPARE(counters().value("rules"_L1).toArray().size(), 2);
    QCOMPARE(counters().value("rulesRevision"_L1).toString(), revision());

    // Index 0 is another rule now.
    m_running->writeConfiguration(configuration(
        *m_running, "{match: {name: \"closed/*\"}, actions: [pull]}, " + QByteArray(kRules)));
    m_running->daemon().reload("test");
    QVERIFY(counters().value("rules"_L1).toArray().isEmpty());
    request("closed/c");
    QTRY_COMPARE(counters().value("rules"_L1)[0]["hits"_L1].toInt(), 1);
    QCOMPARE(counters().value("rulesRevision"_L1).toString(), revision());
    QVERIFY(resultOf(client, u"counters.resetRules"_s).isEmpty());
    QVERIFY(counters().value("rules"_L1).toArray().isEmpty());
}

void ConsoleEventsTest::tellsWhoWasSeen()
{
    start();
    test::ControlClient client = greeted();
    QCOMPARE(request("open/a", "alice:wrong-secret-word"), 401);
    const auto alice = [&client] {
        return resultOf(client, u"accounts.activity"_s).value("accounts"_L1)["alice"_L1];
    };
    QTRY_VERIFY(alice().isObject());
    QVERIFY(alice()["lastSuccess"_L1].isNull());
    QVERIFY(events::timeFromString(alice()["lastFailure"_L1].toString()).has_value());
    QCOMPARE(alice()["lastAddress"_L1].toString(), u"127.0.0.1"_s);
    const QJsonObject counters = resultOf(client, u"counters"_s);
    QCOMPARE(counters.value("topAccounts"_L1)[0]["account"_L1].toString(), u"alice"_s);
    QCOMPARE(counters.value("topAddresses"_L1)[0]["loginFailed"_L1].toInt(), 1);
}

QTEST_GUILESS_MAIN(ConsoleEventsTest)
#include "ConsoleEventsTest.moc"
