// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/journal/AccountActivity.h"
#include "tests/unit/events/SampleEvent.h"

#include <QTest>

using namespace wharfgate;
using namespace wharfgate::journal;
using namespace std::chrono_literals;
using events::AuthResult;

namespace {

constexpr AccountActivity::TimePoint kNow{1'769'850'480s};

events::AuthEvent eventOf(const std::string &account, AuthResult result,
                          AccountActivity::TimePoint time = kNow,
                          const std::string &address = "10.1.2.3")
{
    events::AuthEvent event = test::sampleEvent();
    event.account = account;
    event.result = result;
    event.time = time;
    event.clientAddress = address;
    return event;
}

} // namespace

Q_DECLARE_METATYPE(wharfgate::events::AuthResult)

class AccountActivityTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsResultsApart_data();
    void tellsResultsApart();
    void keepsTheNewest();
    void ignoresAnonymousRequests();
    void forgetsTheLeastRecentlySeen();
    void keepsRealAccountsWhileNamesAreGuessed();
    void listsByName();
    void boundsNames();
};

void AccountActivityTest::tellsResultsApart_data()
{
    QTest::addColumn<AuthResult>("result");
    QTest::addColumn<bool>("success");
    QTest::addColumn<bool>("failure");
    QTest::newRow("granted") << AuthResult::Granted << true << false;
    QTest::newRow("partly") << AuthResult::PartlyGranted << true << false;
    QTest::newRow("denied") << AuthResult::Denied << true << false;
    QTest::newRow("login failed") << AuthResult::LoginFailed << false << true;
    QTest::newRow("bad request") << AuthResult::BadRequest << false << false;
    QTest::newRow("busy") << AuthResult::Busy << false << false;
    QTest::newRow("error") << AuthResult::Error << false << false;
}

void AccountActivityTest::tellsResultsApart()
{
    QFETCH(AuthResult, result);
    QFETCH(bool, success);
    QFETCH(bool, failure);
    AccountActivity activity(kNow);
    activity.note(eventOf("alice", result));
    const auto seen = activity.find("alice");
    QCOMPARE(seen.has_value(), success || failure);
    if (!seen)
        return;
    QVERIFY(seen->lastSuccess == (success ? std::optional(kNow) : std::nullopt));
    QVERIFY(seen->lastFailure == (failure ? std::optional(kNow) : std::nullopt));
    QCOMPARE(seen->lastAddress, std::string("10.1.2.3"));
    QVERIFY(!activity.find("alicf"));
}

void AccountActivityTest::keepsTheNewest()
{
    AccountActivity activity(kNow);
    activity.note(eventOf("alice", AuthResult::Granted, kNow + 2s, "10.0.0.1"));
    activity.note(eventOf("alice", AuthResult::Granted, kNow + 1s, "10.0.0.2")); // a slower one
    activity.note(eventOf("alice", AuthResult::LoginFailed, kNow + 3s, "10.0.0.3"));
    const auto seen = activity.find("alice");
    QVERIFY(seen->lastSuccess == std::optional(kNow + 2s));
    QVERIFY(seen->lastFailure == std::optional(kNow + 3s));
    QCOMPARE(seen->lastAddress, std::string("10.0.0.3"));
    QVERIFY(activity.since() == kNow);
}

void AccountActivityTest::ignoresAnonymousRequests()
{
    AccountActivity activity(kNow);
    activity.note(eventOf("", AuthResult::Granted));
    QVERIFY(activity.all().empty());
}

void AccountActivityTest::forgetsTheLeastRecentlySeen()
{
    AccountActivity activity(kNow, 3);
    for (const char *name : {"a", "b", "c", "a", "d"})
        activity.note(eventOf(name, AuthResult::Granted));
    QVERIFY(activity.find("a") && activity.find("c") && activity.find("d"));
    QVERIFY(!activity.find("b"));
}

void AccountActivityTest::keepsRealAccountsWhileNamesAreGuessed()
{
    AccountActivity activity(kNow, 100);
    activity.note(eventOf("first-failed", AuthResult::LoginFailed));
    activity.note(eventOf("first-failed", AuthResult::Granted));
    activity.note(eventOf("alice", AuthResult::Granted));
    for (int i = 0; i < 1000; ++i) {
        activity.note(eventOf("guess" + std::to_string(i), AuthResult::LoginFailed));
        QVERIFY(activity.all().size() <= 100);
    }
    QVERIFY(activity.find("alice") && activity.find("first-failed"));
    QVERIFY(activity.find("guess999") && !activity.find("guess0"));
    for (int i = 0; i < 200; ++i) // real ones make room for each other
        activity.note(eventOf("user" + std::to_string(i), AuthResult::Granted));
    QVERIFY(!activity.find("guess999") && !activity.find("alice"));
    QVERIFY(activity.find("user199") && activity.find("user100"));
    QCOMPARE(activity.all().size(), std::size_t{100});
    activity.note(eventOf("newcomer", AuthResult::LoginFailed));
    QCOMPARE(activity.all().size(), std::size_t{100});
}

void AccountActivityTest::listsByName()
{
    AccountActivity activity(kNow);
    for (const char *name : {"carol", "alice", "bob"})
        activity.note(eventOf(name, AuthResult::Granted));
    const auto all = activity.all();
    QCOMPARE(all.size(), std::size_t{3});
    QCOMPARE(all[0].first, std::string("alice"));
    QCOMPARE(all[2].first, std::string("carol"));
}

void AccountActivityTest::boundsNames()
{
    AccountActivity activity(kNow);
    activity.note(
        eventOf(std::string(9999, 'x'), AuthResult::LoginFailed, kNow, std::string(9999, 'y')));
    const auto all = activity.all();
    QCOMPARE(all[0].first.size(), std::size_t{256});
    QCOMPARE(all[0].second.lastAddress.size(), std::size_t{256});
}

QTEST_GUILESS_MAIN(AccountActivityTest)
#include "AccountActivityTest.moc"
