// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/control/ConsoleFixture.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace wharfgate::control;
using wharfgate::test::ConsoleFixture;
using wharfgate::test::ControlClient;

/// status, service.*, log.* and program.try of a running daemon.
class ServiceMethodsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<ConsoleFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void tellsItsStatus();
    void countsRequests();
    void tellsTheLastError();
    void reloads();
    void saysWhyAReloadFailed();
    void stops();
    void changesTheLogLevel();
    void showsItsLog();
    void boundsItsLog();
    void triesAuthentication_data();
    void triesAuthentication();
    void triesWhatTheProgramIsNotAsked();
    void triesAuthorization();
    void triesATextThatIsNotInForce();
    void refusesToTry_data();
    void refusesToTry();
    void neverShowsThePassword();

private:
    ControlClient greeted() { return m_fixture->greeted(); }
    static ErrorCode codeOf(const Reply &reply) { return ConsoleFixture::codeOf(reply); }
    /// The configuration with a shell script as `section`.
    QByteArray withScript(const QByteArray &section, const QByteArray &script,
                          const QByteArray &more = {}) const
    {
        QByteArray quoted = script;
        quoted.replace('\\', "\\\\").replace('"', "\\\"");
        return m_fixture->text("[pull]", section + ": {command: /bin/sh, args: [\"-c\", \"" +
                                             quoted + "\"]" + more + "}\n");
    }

    std::unique_ptr<ConsoleFixture> m_fixture;
};

void ServiceMethodsTest::tellsItsStatus()
{
    m_fixture->start(m_fixture->text());
    ControlClient client = greeted();
    const QJsonObject hello =
        client.call(u"ping"_s).value(); // a second client, so that there are two
    ControlClient other = greeted();
    const Reply reply = client.call(u"status"_s);
    QVERIFY(reply);
    QVERIFY(hello.contains("time"_L1));
    const QJsonObject status = *reply;
    for (const char *member :
         {"version",      "protocol",  "instance",          "pid",          "user",
          "time",         "started",   "configurationFile", "revision",     "loaded",
          "address",      "transport", "tlsProtocols",      "certificates", "issuer",
          "algorithm",    "keyId",     "connections",       "requests",     "requestsPerMinute",
          "rules",        "users",     "consoles",          "logLevel",     "lastReload",
          "lastError",    "onDisk",    "restartNeeded",     "journalFile",  "firstSequence",
          "lastSequence", "role",      "startedBy"})
        QVERIFY2(status.contains(QLatin1StringView(member)), member);
    QCOMPARE(status["pid"_L1].toInteger(), qint64{::getpid()});
    QCOMPARE(status["transport"_L1], u"http"_s);
    QCOMPARE(status["tlsProtocols"_L1], QJsonArray());
    QCOMPARE(status["issuer"_L1], u"Test"_s);
    QCOMPARE(status["rules"_L1], 2);
    QCOMPARE(status["users"_L1], 2);
    QCOMPARE(status["consoles"_L1], 2);
    QCOMPARE(status["role"_L1], u"admin"_s);
    QVERIFY(status["lastReload"_L1].isNull());
    QVERIFY(status["lastError"_L1].isNull());
    QVERIFY(
        status["address"_L1].toString().endsWith(u':' + QString::number(m_fixture->daemon.port())));
    QCOMPARE(status["certificates"_L1].toArray().size(), 1);
    QCOMPARE(status["certificates"_L1][0]["role"_L1], u"token"_s);
    const auto started = QDateTime::fromString(status["started"_L1].toString(), Qt::ISODateWithMs);
    QVERIFY(started.isValid() && started.secsTo(QDateTime::currentDateTimeUtc()) < 60);
}

void ServiceMethodsTest::countsRequests()
{
    m_fixture->start(m_fixture->text());
    ControlClient client = greeted();
    QCOMPARE(client.call(u"status"_s)->value("requests"_L1), 0);
    QCOMPARE(m_fixture->daemon.get("/auth?service=s").status, 200);
    QTRY_COMPARE(client.call(u"status"_s)->value("requests"_L1).toInt(), 1);
    QCOMPARE(client.call(u"status"_s)->value("connections"_L1)["accepted"_L1].toInt(), 1);
    QTRY_VERIFY(client.call(u"status"_s)->value("requestsPerMinute"_L1).toDouble() > 0);
}

void ServiceMethodsTest::tellsTheLastError()
{
    m_fixture->start(m_fixture->text());
    m_fixture->daemon.writeConfiguration("broken: [\n");
    ControlClient client = greeted();
    QVERIFY(client.notification(u"reloadFailed"_s));
    m_fixture->daemon.daemon().raiseLogLevel(); // is told at every level, but is no error
    const QJsonObject status = *client.call(u"status"_s);
    QCOMPARE(status["lastError"_L1]["event"_L1], u"service.reload-failed"_s);
    QVERIFY(!status["lastError"_L1]["message"_L1].toString().isEmpty());
    QCOMPARE(status["lastReload"_L1]["ok"_L1], false);
    QVERIFY(!status["lastReload"_L1]["problems"_L1].toArray().isEmpty());
    QCOMPARE(status["onDisk"_L1]["differs"_L1], true);
}

void ServiceMethodsTest::reloads()
{
    m_fixture->start(m_fixture->text());
    ControlClient client = greeted();
    const Reply reply = client.call(u"service.reload"_s);
    QVERIFY(reply);
    QCOMPARE(reply->value("lastReload"_L1)["reason"_L1], u"service.reload"_s);
    QCOMPARE(client.notification(u"configurationChanged"_s)->value("by"_L1)["uid"_L1].toInteger(),
             qint64{::geteuid()});
    QVERIFY(m_fixture->daemon.log().contains("service.reload by "));
}

void ServiceMethodsTest::saysWhyAReloadFailed()
{
    m_fixture->start(m_fixture->text());
    ControlClient client = greeted();
    m_fixture->daemon.writeConfiguration(m_fixture->text("[pull]", "log: {level: loud}\n"));
    const Reply invalid = client.call(u"service.reload"_s);
    QCOMPARE(codeOf(invalid), ErrorCode::InvalidConfiguration);
    QCOMPARE(invalid.error().data["problems"_L1][0]["code"_L1], u"bad-choice"_s);
    QByteArray mixed = m_fixture->text();
    mixed.replace("ssl/token.key", "ssl/server.key");
    m_fixture->daemon.writeConfiguration(mixed);
    QCOMPARE(codeOf(client.call(u"service.reload"_s)), ErrorCode::Refused);
    m_fixture->daemon.writeConfiguration(m_fixture->text());
    QVERIFY(client.call(u"service.reload"_s));
}

void ServiceMethodsTest::stops()
{
    m_fixture->start(m_fixture->text());
    ControlClient other = greeted();
    ControlClient client = greeted();
    QCOMPARE(codeOf(client.call(u"service.stop"_s, {{u"reason"_s, 1}})), ErrorCode::InvalidParams);
    QVERIFY(!m_fixture->daemon.isStopAsked());
    QVERIFY(client.call(u"service.stop"_s, {{u"reason"_s, u"maintenance\nx"_s}}));
    QCOMPARE(client.notification(u"bye"_s)->value("reason"_L1), u"stopping"_s);
    QCOMPARE(other.notification(u"bye"_s)->value("reason"_L1), u"stopping"_s);
    QVERIFY(client.waitForEnd());
    QVERIFY(m_fixture->daemon.isStopAsked());
    QVERIFY(m_fixture->daemon.log().contains("reason=\"maintenance\\nx\""));
    QVERIFY(!ControlClient(m_fixture->daemon.controlSocket()).isConnected());
}

void ServiceMethodsTest::changesTheLogLevel()
{
    m_fixture->start(m_fixture->text());
    ControlClient client = greeted();
    QCOMPARE(client.call(u"log.level"_s)->value("level"_L1), u"info"_s);
    QCOMPARE(client.call(u"log.level"_s, {{u"level"_s, u"debug"_s}})->value("level"_L1),
             u"debug"_s);
    QCOMPARE(client.call(u"status"_s)->value("logLevel"_L1), u"debug"_s);
    for (const QJsonValue &level : {QJsonValue(u"loud"_s), QJsonValue(3), QJsonValue(u"DEBUG"_s)})
        QCOMPARE(codeOf(client.call(u"log.level"_s, {{u"level"_s, level}})),
                 ErrorCode::InvalidParams);
    QVERIFY(m_fixture->daemon.log().contains("control.log-level"));
}

void ServiceMethodsTest::showsItsLog()
{
    m_fixture->start(m_fixture->text());
    ControlClient client = greeted();
    QVERIFY(client.call(u"service.reload"_s));
    const QJsonArray records = client.call(u"log.recent"_s)->value("records"_L1).toArray();
    QVERIFY(records.size() >= 2);
    QCOMPARE(records[0]["event"_L1], u"reloaded"_s); // the newest first
    QCOMPARE(records[0]["category"_L1], u"service"_s);
    QCOMPARE(records[0]["level"_L1], u"info"_s);
    QCOMPARE(records[0]["fields"_L1]["file"_L1], m_fixture->daemon.configurationFile());
    QVERIFY(records[0]["time"_L1].toString().endsWith(u'Z'));
    QCOMPARE(client.call(u"log.recent"_s, {{u"limit"_s, 1}})->value("records"_L1).toArray().size(),
             1);
    for (const QJsonValue &limit :
         {QJsonValue(0), QJsonValue(1001), QJsonValue(1.5), QJsonValue(u"1"_s)})
        QCOMPARE(codeOf(client.call(u"log.recent"_s, {{u"limit"_s, limit}})),
                 ErrorCode::InvalidParams);
}

void ServiceMethodsTest::boundsItsLog()
{
    wharfgate::log::RecentRecords records;
    wharfgate::log::LogRecord record;
    record.message = "x";
    for (int i = 0; i < 3000; ++i)
        records.add(record);
    QCOMPARE(records.newest(5000).size(), wharfgate::log::RecentRecords::kMost);
    record.message = std::string(100'000, 'x');
    for (int i = 0; i < 100; ++i)
        records.add(record);
    QVERIFY(records.newest(5000).size() < 12);
    QVERIFY(!records.lastError());
    record.level = wharfgate::log::Level::Error;
    records.add(record);
    QVERIFY(records.lastError());
}

void ServiceMethodsTest::triesAuthentication_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QJsonObject>("expected");
    QTest::newRow("accepted")
        << R"(read a p; [ "$a $p" = "bob secret-word" ] && echo '{"labels":{"team":["red"]}}')"_ba
        << QJsonObject{{u"result"_s, u"accepted"_s},
                       {u"exitCode"_s, 0},
                       {u"started"_s, true},
                       {u"labels"_s, QJsonObject{{u"team"_s, QJsonArray{u"red"_s}}}},
                       {u"stdout"_s, u"{\"labels\":{\"team\":[\"red\"]}}\n"_s}};
    QTest::newRow("refused") << "echo no >&2; exit 1"_ba
                             << QJsonObject{{u"result"_s, u"refused"_s},
                                            {u"exitCode"_s, 1},
                                            {u"stderr"_s, u"no\n"_s}};
    QTest::newRow("not mine") << "exit 2"_ba
                              << QJsonObject{{u"result"_s, u"not-mine"_s}, {u"exitCode"_s, 2}};
    QTest::newRow("failed") << "exit 3"_ba
                            << QJsonObject{{u"result"_s, u"failed"_s}, {u"exitCode"_s, 3}};
    QTest::newRow("killed") << "kill -9 $$"_ba
                            << QJsonObject{{u"result"_s, u"failed"_s},
                                           {u"exitCode"_s, QJsonValue::Null},
                                           {u"signal"_s, 9},
                                           {u"started"_s, true}};
    QTest::newRow("too slow") << "sleep 20"_ba
                              << QJsonObject{{u"result"_s, u"failed"_s},
                                             {u"timedOut"_s, true},
                                             {u"exitCode"_s, QJsonValue::Null}};
    QTest::newRow("no labels") << "echo nonsense"_ba << QJsonObject{{u"result"_s, u"failed"_s}};
}

void ServiceMethodsTest::triesAuthentication()
{
    QFETCH(QByteArray, script);
    QFETCH(QJsonObject, expected);
    m_fixture->start(withScript("ext_auth", script, ", timeout: 500ms"));
    ControlClient client = greeted();
    const Reply reply = client.call(u"program.try"_s, {{u"program"_s, u"ext_auth"_s},
                                                       {u"account"_s, u"bob"_s},
                                                       {u"password"_s, u"secret-word"_s}});
    QVERIFY2(reply.has_value(), qPrintable(reply ? QString() : reply.error().message));
    for (auto member = expected.begin(); member != expected.end(); ++member)
        QCOMPARE(reply->value(member.key()), member.value());
    for (const char *member : {"started", "exitCode", "signal", "timedOut", "durationMs", "stdout",
                               "stderr", "result", "labels", "granted", "message"})
        QVERIFY2(reply->contains(QLatin1StringView(member)), member);
    QVERIFY(m_fixture->daemon.log().contains("control.program-tried"));
}

void ServiceMethodsTest::triesWhatTheProgramIsNotAsked()
{
    m_fixture->start(withScript("ext_auth", "exit 0"));
    ControlClient client = greeted();
    const auto tried = [&](const QString &account, const QString &password) {
        return client
            .call(
                u"program.try"_s,
                {{u"program"_s, u"ext_auth"_s}, {u"account"_s, account}, {u"password"_s, password}})
            .value();
    };
    QCOMPARE(tried(u"bob"_s, QString())["result"_L1], u"not-mine"_s);
    QCOMPARE(tried(u"bob"_s, QString())["started"_L1], false);
    QCOMPARE(tried(u"b ob"_s, u"x"_s)["result"_L1], u"refused"_s);
    QVERIFY(!tried(u"b ob"_s, u"x"_s)["message"_L1].toString().isEmpty());
}

void ServiceMethodsTest::triesAuthorization()
{
    m_fixture->start(withScript(
        "ext_authz",
        R"(read request; echo "$request"; case "$request" in *blue*) exit 0;; esac; exit 1)"));
    ControlClient client = greeted();
    QJsonObject request{{u"name"_s, u"app"_s}, {u"actions"_s, QJsonArray{u"pull"_s, u"push"_s}}};
    const auto tried = [&] {
        return client
            .call(
                u"program.try"_s,
                {{u"program"_s, u"ext_authz"_s}, {u"account"_s, u"bob"_s}, {u"request"_s, request}})
            .value();
    };
    QJsonObject reply = tried();
    QCOMPARE(reply["result"_L1], u"decided"_s);
    QCOMPARE(reply["granted"_L1], QJsonArray());
    QVERIFY(reply["stdout"_L1].toString().contains(u"\"Account\":\"bob\""_s));
    request[u"labels"_s] = QJsonObject{{u"team"_s, QJsonArray{u"blue"_s}}};
    reply = tried();
    QCOMPARE(reply["granted"_L1], (QJsonArray{u"pull"_s, u"push"_s}));
}

void ServiceMethodsTest::triesATextThatIsNotInForce()
{
    m_fixture->start(m_fixture->text());
    ControlClient client = greeted();
    QJsonObject params{
        {u"program"_s, u"ext_auth"_s}, {u"account"_s, u"bob"_s}, {u"password"_s, u"x"_s}};
    QCOMPARE(codeOf(client.call(u"program.try"_s, params)), ErrorCode::NotFound);
    params[u"text"_s] = QString::fromUtf8(withScript("ext_auth", "exit 1"));
    QCOMPARE(client.call(u"program.try"_s, params)->value("result"_L1), u"refused"_s);
    params[u"text"_s] = u"a: ["_s;
    QCOMPARE(codeOf(client.call(u"program.try"_s, params)), ErrorCode::InvalidConfiguration);
}

void ServiceMethodsTest::refusesToTry_data()
{
    QTest::addColumn<QJsonObject>("params");
    QTest::newRow("no program") << QJsonObject();
    QTest::newRow("another program") << QJsonObject{{u"program"_s, u"/bin/sh"_s}};
    QTest::newRow("account is a number")
        << QJsonObject{{u"program"_s, u"ext_auth"_s}, {u"account"_s, 1}};
    QTest::newRow("request is a text")
        << QJsonObject{{u"program"_s, u"ext_authz"_s}, {u"request"_s, u"x"_s}};
    QTest::newRow("wrong address") << QJsonObject{
        {u"program"_s, u"ext_authz"_s}, {u"request"_s, QJsonObject{{u"ip"_s, u"1.2.3"_s}}}};
}

void ServiceMethodsTest::refusesToTry()
{
    QFETCH(QJsonObject, params);
    m_fixture->start(withScript("ext_auth", "exit 0"));
    QCOMPARE(codeOf(greeted().call(u"program.try"_s, params)), ErrorCode::InvalidParams);
}

void ServiceMethodsTest::neverShowsThePassword()
{
    m_fixture->start(withScript("ext_auth", R"(read a p; echo "$p"; echo "$p" >&2; exit 1)"));
    ControlClient client = greeted();
    const Reply reply = client.call(u"program.try"_s, {{u"program"_s, u"ext_auth"_s},
                                                       {u"account"_s, u"bob"_s},
                                                       {u"password"_s, u"very-secret-word"_s}});
    QVERIFY(reply);
    QVERIFY(!client.lastLine().contains("very-secret-word"));
    QVERIFY(reply->value("stdout"_L1).toString().contains("***"_L1));
    QVERIFY(!m_fixture->daemon.log().contains("very-secret-word"));
    QVERIFY(client.call(u"log.recent"_s));
    QVERIFY(!client.lastLine().contains("very-secret-word"));
}

QTEST_GUILESS_MAIN(ServiceMethodsTest)
#include "ServiceMethodsTest.moc"
