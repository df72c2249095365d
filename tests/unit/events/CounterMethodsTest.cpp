// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/CounterMethods.h"
#include "daemon/control/ActivityMethods.h"
#include "daemon/journal/RecentDecisions.h"
#include "tests/unit/events/FakeControl.h"
#include "tests/unit/events/SampleEvent.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace wharfgate;
using namespace wharfgate::control;
using namespace wharfgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using events::AuthResult;

namespace {

const auto kNow = sampleEvent().time; // 2026-01-31T09:08:07.006Z

events::AuthEvent eventOf(const std::string &account, AuthResult result,
                          std::chrono::seconds later = 0s)
{
    events::AuthEvent event = sampleEvent();
    event.account = account;
    event.result = result;
    event.time += later;
    event.generation = 1;
    return event;
}

QJsonObject objectOf(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        qFatal("not an object: %s", json.constData());
    return document.object();
}

} // namespace

/// counters, counters.resetRules and accounts.activity.
class CounterMethodsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void namesTheMethods();
    void counts();
    void givesAsManyMinutesAsAskedFor();
    void refusesMinutes_data();
    void refusesMinutes();
    void resetsRules();
    void boundsTheListOfFailures();
    void tellsActivity();
    void tellsActivityOfSome();
    void refusesAccounts_data();
    void refusesAccounts();
    void listsManyAccountsQuickly();

private:
    FakeWorker m_worker;
    std::chrono::system_clock::time_point m_time;
    std::unique_ptr<journal::RecentDecisions> m_recent;
    std::unique_ptr<CounterMethods> m_counters;
    std::unique_ptr<ActivityMethods> m_activity;
};

void CounterMethodsTest::init()
{
    m_time = kNow;
    m_worker = FakeWorker();
    m_recent = std::make_unique<journal::RecentDecisions>(kNow);
    m_recent->counters().setRules(1, "abc", journal::Counters::Rules::Changed, kNow);
    m_counters = std::make_unique<CounterMethods>(m_recent->counters(), [this] { return m_time; });
    m_activity = std::make_unique<ActivityMethods>(m_recent->activity(), m_worker);
}

void CounterMethodsTest::namesTheMethods()
{
    QCOMPARE(m_counters->capability(), u"counters"_s);
    QCOMPARE(m_activity->capability(), u"accounts"_s);
    const auto methods = m_counters->methods();
    QCOMPARE(methods.size(), std::size_t{2});
    QVERIFY(methods[0].name == "counters"_L1 && methods[0].role == Role::Viewer);
    QVERIFY(methods[1].name == "counters.resetRules"_L1 && methods[1].role == Role::Admin);
    QCOMPARE(m_activity->methods().size(), std::size_t{1});
    QVERIFY(m_activity->methods()[0].name == "accounts.activity"_L1 &&
            m_activity->methods()[0].role == Role::Viewer);
}

void CounterMethodsTest::counts()
{
    m_recent->take({eventOf("alice", AuthResult::Granted), eventOf("bob", AuthResult::LoginFailed),
                    eventOf("bob", AuthResult::Denied, 60s)});
    m_recent->counters().countDropped(4);
    m_time = kNow + 61s;
    QCOMPARE(resultOf(call(*m_counters, u"counters"_s, {{u"minutes"_s, 2}})), objectOf(R"({
        "now": "2026-01-31T09:09:08.006Z",
        "minutes": [
            {"time": "2026-01-31T09:08:00.000Z", "granted": 1, "partlyGranted": 0, "denied": 0,
             "loginFailed": 1, "badRequest": 0, "busy": 0, "error": 0},
            {"time": "2026-01-31T09:09:00.000Z", "granted": 0, "partlyGranted": 0, "denied": 1,
             "loginFailed": 0, "badRequest": 0, "busy": 0, "error": 0}],
        "rules": [{"rule": 3, "hits": 3, "last": "2026-01-31T09:09:07.006Z"}],
        "rulesSince": "2026-01-31T09:08:07.006Z",
        "rulesRevision": "abc",
        "topAccounts": [{"account": "bob", "denied": 1, "loginFailed": 1}],
        "topAddresses": [{"address": "10.1.2.3", "denied": 1, "loginFailed": 1}],
        "dropped": 4})"));
}

void CounterMethodsTest::givesAsManyMinutesAsAskedFor()
{
    const auto minutes = [this](const QJsonObject &params) {
        return resultOf(call(*m_counters, u"counters"_s, params)).value("minutes"_L1).toArray();
    };
    QCOMPARE(minutes({}).size(), 60);
    QCOMPARE(minutes({{u"minutes"_s, 1}}).size(), 1);
    QCOMPARE(minutes({{u"minutes"_s, 1440}}).size(), 1440);
}

void CounterMethodsTest::refusesMinutes_data()
{
    QTest::addColumn<QJsonValue>("minutes");
    QTest::newRow("0") << QJsonValue(0);
    QTest::newRow("1441") << QJsonValue(1441);
    QTest::newRow("negative") << QJsonValue(-60);
    QTest::newRow("part") << QJsonValue(1.5);
    QTest::newRow("text") << QJsonValue(u"60"_s);
    QTest::newRow("null") << QJsonValue();
}

void CounterMethodsTest::refusesMinutes()
{
    QFETCH(QJsonValue, minutes);
    const auto reply = call(*m_counters, u"counters"_s, {{u"minutes"_s, minutes}});
    QCOMPARE(errorOf(reply), static_cast<int>(control::ErrorCode::InvalidParams));
    QCOMPARE(reply->value().error().data.value("parameter"_L1).toString(), u"minutes"_s);
}

void CounterMethodsTest::resetsRules()
{
    m_recent->take({eventOf("alice", AuthResult::Granted)});
    m_time = kNow + 5s;
    QVERIFY(resultOf(call(*m_counters, u"counters.resetRules"_s)).isEmpty());
    const QJsonObject result = resultOf(call(*m_counters, u"counters"_s));
    QVERIFY(result.value("rules"_L1).toArray().isEmpty());
    QCOMPARE(result.value("rulesSince"_L1).toString(), u"2026-01-31T09:08:12.006Z"_s);
    QCOMPARE(result.value("minutes"_L1).toArray().last()["granted"_L1].toInt(), 1);
}

void CounterMethodsTest::boundsTheListOfFailures()
{
    std::vector<events::AuthEvent> batch;
    for (int i = 0; i < 500; ++i)
        batch.push_back(eventOf("guess" + std::to_string(i), AuthResult::LoginFailed));
    m_recent->take(std::move(batch));
    const QJsonObject result = resultOf(call(*m_counters, u"counters"_s));
    QCOMPARE(result.value("topAccounts"_L1).toArray().size(), 50);
    QCOMPARE(result.value("topAddresses"_L1).toArray().size(), 1);
}

void CounterMethodsTest::tellsActivity()
{
    m_recent->take(
        {eventOf("alice", AuthResult::Granted), eventOf("alice", AuthResult::LoginFailed, 1s),
         eventOf("b\xC3\xB6", AuthResult::LoginFailed), eventOf("", AuthResult::Denied)});
    QCOMPARE(resultOf(call(*m_activity, u"accounts.activity"_s)), objectOf(R"({
        "accounts": {
            "alice": {"lastSuccess": "2026-01-31T09:08:07.006Z",
                      "lastFailure": "2026-01-31T09:08:08.006Z", "lastAddress": "10.1.2.3"},
            "b\u00f6": {"lastSuccess": null,
                        "lastFailure": "2026-01-31T09:08:07.006Z", "lastAddress": "10.1.2.3"}},
        "since": "2026-01-31T09:08:07.006Z"})"));
}

void CounterMethodsTest::tellsActivityOfSome()
{
    m_recent->take({eventOf("alice", AuthResult::Granted), eventOf("bob", AuthResult::Granted)});
    const auto names = [this](const QJsonArray &asked) {
        return resultOf(call(*m_activity, u"accounts.activity"_s, {{u"accounts"_s, asked}}))
            .value("accounts"_L1)
            .toObject()
            .keys();
    };
    QCOMPARE(names({u"bob"_s, u"nobody"_s, u"bob"_s}), QStringList{u"bob"_s});
    QCOMPARE(names({}), QStringList());
}

void CounterMethodsTest::refusesAccounts_data()
{
    QTest::addColumn<QJsonValue>("accounts");
    QTest::newRow("text") << QJsonValue(u"alice"_s);
    QTest::newRow("null") << QJsonValue();
    QTest::newRow("object") << QJsonValue(QJsonObject());
    QTest::newRow("numbers") << QJsonValue(QJsonArray{1});
    QJsonArray many;
    for (int i = 0; i <= 20'000; ++i)
        many.append(u"a"_s);
    QTest::newRow("too many") << QJsonValue(many);
}

void CounterMethodsTest::refusesAccounts()
{
    QFETCH(QJsonValue, accounts);
    const auto reply = call(*m_activity, u"accounts.activity"_s, {{u"accounts"_s, accounts}});
    QCOMPARE(errorOf(reply), static_cast<int>(control::ErrorCode::InvalidParams));
    QCOMPARE(reply->value().error().data.value("parameter"_L1).toString(), u"accounts"_s);
}

void CounterMethodsTest::listsManyAccountsQuickly()
{
    std::vector<events::AuthEvent> batch;
    for (int i = 0; i < 20'500; ++i)
        batch.push_back(eventOf("user" + std::to_string(i), AuthResult::Granted));
    m_recent->take(std::move(batch));
    QElapsedTimer timer;
    timer.start();
    const QJsonObject result = resultOf(call(*m_activity, u"accounts.activity"_s));
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(result.value("accounts"_L1).toObject().size(), 20'000);
}

QTEST_GUILESS_MAIN(CounterMethodsTest)
#include "CounterMethodsTest.moc"
