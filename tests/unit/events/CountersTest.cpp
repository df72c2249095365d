// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/journal/Counters.h"
#include "tests/unit/events/SampleEvent.h"

#include <QTest>

#include <thread>

using namespace wharfgate;
using namespace wharfgate::journal;
using namespace std::chrono_literals;
using events::AuthResult;

namespace {

constexpr Counters::TimePoint kNow{1'769'850'480s}; // the beginning of a minute

EventRing::Event eventOf(AuthResult result, Counters::TimePoint time = kNow,
                         const std::string &account = "alice")
{
    events::AuthEvent event = test::sampleEvent();
    event.result = result;
    event.time = time;
    event.account = account;
    return std::make_shared<const events::AuthEvent>(std::move(event));
}

EventRing::Event decidedBy(std::uint64_t generation, std::size_t rule)
{
    events::AuthEvent event = test::sampleEvent();
    event.time = kNow + std::chrono::seconds(generation);
    event.generation = generation;
    event.scopes[0].rule = rule;
    return std::make_shared<const events::AuthEvent>(std::move(event));
}

} // namespace

class CountersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsMinutes();
    void givesAsManyMinutesAsAskedFor_data();
    void givesAsManyMinutesAsAskedFor();
    void forgetsAfterADay();
    void survivesAClockThatWasAhead();
    void countsRules();
    void attributesNoOldIndexToNewRules();
    void keepsHitsIfTheRulesStay();
    void resetsRules();
    void tellsWhoFailsMost();
    void takesOnlyRecentFailures();
    void staysBoundedUnderHostileNames();
    void cutsLongNames();
    void countsDropped();
    void servesManyThreads();
};

void CountersTest::countsMinutes()
{
    Counters counters(kNow);
    counters.count({eventOf(AuthResult::Granted), eventOf(AuthResult::Granted, kNow + 59s),
                    eventOf(AuthResult::Busy, kNow + 59'999ms),
                    eventOf(AuthResult::Denied, kNow + 60s),
                    eventOf(AuthResult::LoginFailed, kNow + 121s)});
    const auto snapshot = counters.snapshot(kNow + 125s, 3, 10);
    QCOMPARE(snapshot.minutes.size(), std::size_t{3});
    QVERIFY(snapshot.minutes[0].time == kNow && snapshot.minutes[2].time == kNow + 2min);
    QCOMPARE(snapshot.minutes[0].of(AuthResult::Granted), std::uint64_t{2});
    QCOMPARE(snapshot.minutes[0].of(AuthResult::Busy), std::uint64_t{1});
    QCOMPARE(snapshot.minutes[0].total(), std::uint64_t{3});
    QCOMPARE(snapshot.minutes[1].of(AuthResult::Denied), std::uint64_t{1});
    QCOMPARE(snapshot.minutes[1].total(), std::uint64_t{1});
    QCOMPARE(snapshot.minutes[2].of(AuthResult::LoginFailed), std::uint64_t{1});
    QCOMPARE(counters.total(), std::uint64_t{5});
}

void CountersTest::givesAsManyMinutesAsAskedFor_data()
{
    QTest::addColumn<int>("asked");
    QTest::addColumn<int>("expected");
    QTest::newRow("1") << 1 << 1;
    QTest::newRow("60") << 60 << 60;
    QTest::newRow("a day") << 1440 << 1440;
    QTest::newRow("too many") << 1441 << 1440;
    QTest::newRow("none") << 0 << 1;
    QTest::newRow("negative") << -5 << 1;
}

void CountersTest::givesAsManyMinutesAsAskedFor()
{
    QFETCH(int, asked);
    QFETCH(int, expected);
    Counters counters(kNow);
    counters.count({eventOf(AuthResult::Granted)});
    const auto snapshot = counters.snapshot(kNow, asked, 10);
    QCOMPARE(static_cast<int>(snapshot.minutes.size()), expected);
    QCOMPARE(snapshot.minutes.back().total(), std::uint64_t{1});
    for (std::size_t i = 1; i < snapshot.minutes.size(); ++i)
        QVERIFY(snapshot.minutes[i].time - snapshot.minutes[i - 1].time == 1min);
}

void CountersTest::forgetsAfterADay()
{
    Counters counters(kNow);
    counters.count({eventOf(AuthResult::Granted)});
    const auto total = [&counters](Counters::TimePoint now) {
        std::uint64_t sum = 0;
        for (const Counters::Minute &minute : counters.snapshot(now, 1440, 10).minutes)
            sum += minute.total();
        return sum;
    };
    QCOMPARE(total(kNow + 1439min), std::uint64_t{1});
    QCOMPARE(total(kNow + 1440min), std::uint64_t{0});
    counters.count({eventOf(AuthResult::Granted, kNow + 1440min)}); // the same slot
    QCOMPARE(total(kNow + 1440min), std::uint64_t{1});
}

void CountersTest::survivesAClockThatWasAhead()
{
    Counters counters(kNow);
    counters.count({eventOf(AuthResult::Granted, kNow + 24h * 365), eventOf(AuthResult::Denied)});
    const auto snapshot = counters.snapshot(kNow, 60, 10);
    QCOMPARE(snapshot.minutes.back().total(), std::uint64_t{1});
    QCOMPARE(snapshot.topAccounts.size(), std::size_t{1});
}

void CountersTest::countsRules()
{
    Counters counters(kNow);
    counters.setRules(1, "abc", Counters::Rules::Changed, kNow + 1s);
    counters.count({decidedBy(1, 3), decidedBy(1, 0), decidedBy(1, 3)});
    const auto snapshot = counters.snapshot(kNow, 1, 10);
    QCOMPARE(snapshot.rules.size(), std::size_t{2}); // the other scope has no rule
    QCOMPARE(snapshot.rules[0].rule, std::size_t{0});
    QCOMPARE(snapshot.rules[0].hits, std::uint64_t{1});
    QCOMPARE(snapshot.rules[1].rule, std::size_t{3});
    QCOMPARE(snapshot.rules[1].hits, std::uint64_t{2});
    QVERIFY(snapshot.rules[1].last == kNow + 1s);
    QVERIFY(snapshot.rulesSince == kNow + 1s);
    QCOMPARE(snapshot.rulesRevision, std::string("abc"));
}

void CountersTest::attributesNoOldIndexToNewRules()
{
    Counters counters(kNow);
    counters.setRules(1, "a", Counters::Rules::Changed, kNow);
    counters.count({decidedBy(1, 3)});
    counters.setRules(2, "b", Counters::Rules::Changed, kNow);
    counters.count({decidedBy(1, 3), decidedBy(2, 4), decidedBy(0, 5)});
    const auto snapshot = counters.snapshot(kNow, 1, 10);
    QCOMPARE(snapshot.rules.size(), std::size_t{1});
    QCOMPARE(snapshot.rules[0].rule, std::size_t{4});
    QCOMPARE(snapshot.rulesRevision, std::string("b"));
    QCOMPARE(counters.total(), std::uint64_t{4}); // counted all the same
}

void CountersTest::keepsHitsIfTheRulesStay()
{
    Counters counters(kNow);
    counters.setRules(1, "a", Counters::Rules::Changed, kNow);
    counters.count({decidedBy(1, 3)});
    counters.setRules(2, "b", Counters::Rules::Kept, kNow + 5s);
    counters.count({decidedBy(1, 3), decidedBy(2, 3)});
    const auto snapshot = counters.snapshot(kNow, 1, 10);
    QCOMPARE(snapshot.rules[0].hits, std::uint64_t{3});
    QVERIFY(snapshot.rules[0].last == kNow + 2s);
    QVERIFY(snapshot.rulesSince == kNow);
    QCOMPARE(snapshot.rulesRevision, std::string("b"));
}

void CountersTest::resetsRules()
{
    Counters counters(kNow);
    counters.setRules(1, "a", Counters::Rules::Changed, kNow);
    counters.count({decidedBy(1, 3)});
    counters.resetRules(kNow + 9s);
    QVERIFY(counters.snapshot(kNow, 1, 10).rules.empty());
    QVERIFY(counters.snapshot(kNow, 1, 10).rulesSince == kNow + 9s);
    counters.count({decidedBy(1, 3)});
    QCOMPARE(counters.snapshot(kNow, 1, 10).rules.size(), std::size_t{1});
}

void CountersTest::tellsWhoFailsMost()
{
    Counters counters(kNow);
    counters.count(
        {eventOf(AuthResult::Denied, kNow, "bob"), eventOf(AuthResult::LoginFailed, kNow, "bob"),
         eventOf(AuthResult::LoginFailed, kNow, "carol"),
         eventOf(AuthResult::LoginFailed, kNow, "alan"), eventOf(AuthResult::Granted, kNow, "dave"),
         eventOf(AuthResult::BadRequest, kNow, "erin")});
    auto snapshot = counters.snapshot(kNow, 60, 10);
    QCOMPARE(snapshot.topAccounts.size(), std::size_t{3});
    QCOMPARE(snapshot.topAccounts[0].name, std::string("bob"));
    QCOMPARE(snapshot.topAccounts[0].denied, std::uint64_t{1});
    QCOMPARE(snapshot.topAccounts[0].loginFailed, std::uint64_t{1});
    QCOMPARE(snapshot.topAccounts[1].name, std::string("alan")); // by name among equals
    QCOMPARE(snapshot.topAddresses.size(), std::size_t{1});
    QCOMPARE(snapshot.topAddresses[0].name, std::string("10.1.2.3"));
    QCOMPARE(snapshot.topAddresses[0].loginFailed, std::uint64_t{3});
    snapshot = counters.snapshot(kNow, 60, 2);
    QCOMPARE(snapshot.topAccounts.size(), std::size_t{2});
}

void CountersTest::takesOnlyRecentFailures()
{
    FailureTally tally;
    tally.add("bob", AuthResult::Denied, kNow);
    tally.add("bob", AuthResult::Denied, kNow + 1h);
    QCOMPARE(tally.top(10, kNow)[0].denied, std::uint64_t{2});
    QCOMPARE(tally.top(10, kNow + 50min)[0].denied, std::uint64_t{1});
    QVERIFY(tally.top(10, kNow + 2h).empty());
    tally.add("bob", AuthResult::Denied, kNow + 25h); // what is older than a day is dropped
    QCOMPARE(tally.top(10, kNow - 1h)[0].denied, std::uint64_t{1});
}

void CountersTest::staysBoundedUnderHostileNames()
{
    FailureTally tally(1000);
    for (int i = 0; i < 60; ++i)
        tally.add("victim", AuthResult::LoginFailed, kNow);
    for (int i = 0; i < 20'000; ++i) {
        tally.add("guess" + std::to_string(i), AuthResult::LoginFailed, kNow);
        QVERIFY(tally.size() <= 1000);
        if (i % 400 == 0)
            tally.add("steady", AuthResult::LoginFailed, kNow);
    }
    const auto top = tally.top(2, kNow);
    QCOMPARE(top[0].name, std::string("victim"));
    QCOMPARE(top[0].loginFailed, std::uint64_t{60});
    QCOMPARE(top[1].name, std::string("steady"));
    QVERIFY(top[1].loginFailed > 40);
}

void CountersTest::cutsLongNames()
{
    QCOMPARE(boundedName("alice"), std::string_view("alice"));
    QCOMPARE(boundedName(std::string(256, 'a')).size(), std::size_t{256});
    QCOMPARE(boundedName(std::string(9999, 'a')).size(), std::size_t{256});
    const std::string wide = std::string(255, 'a') + "\xE2\x82\xAC" + "tail";
    QCOMPARE(boundedName(wide).size(), std::size_t{255}); // not within a character
    QCOMPARE(boundedName(std::string(300, '\x80')).size(), std::size_t{252});
    FailureTally tally;
    tally.add(std::string(9999, 'a'), AuthResult::Denied, kNow);
    QCOMPARE(tally.top(1, kNow)[0].name.size(), std::size_t{256});
}

void CountersTest::countsDropped()
{
    Counters counters(kNow);
    counters.countDropped(3);
    counters.countDropped(4);
    QCOMPARE(counters.snapshot(kNow, 1, 1).dropped, std::uint64_t{7});
}

void CountersTest::servesManyThreads()
{
    Counters counters(kNow);
    counters.setRules(1, "a", Counters::Rules::Changed, kNow);
    std::thread reader([&counters] {
        for (int i = 0; i < 200; ++i) {
            counters.snapshot(kNow, 60, 10);
            counters.setRules(1, "b", Counters::Rules::Kept, kNow);
        }
    });
    for (int i = 0; i < 500; ++i)
        counters.count({decidedBy(1, 3), eventOf(AuthResult::Denied)});
    reader.join();
    QCOMPARE(counters.total(), std::uint64_t{1000});
    QCOMPARE(counters.snapshot(kNow, 1, 1).rules[0].hits, std::uint64_t{500});
}

QTEST_GUILESS_MAIN(CountersTest)
#include "CountersTest.moc"
