// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/journal/EventRing.h"
#include "daemon/journal/RecentDecisions.h"
#include "tests/unit/events/SampleEvent.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace wharfgate;
using namespace wharfgate::journal;

namespace {

std::vector<EventRing::Event> eventsOf(int count, std::size_t accountBytes = 4)
{
    std::vector<EventRing::Event> out;
    for (int i = 0; i < count; ++i) {
        auto event = test::sampleEvent();
        event.account.assign(accountBytes, 'a');
        out.push_back(std::make_shared<const events::AuthEvent>(std::move(event)));
    }
    return out;
}

QList<quint64> sequences(const std::vector<EventRing::Entry> &entries)
{
    QList<quint64> out;
    for (const EventRing::Entry &entry : entries)
        out.append(entry.sequence);
    return out;
}

} // namespace

class EventRingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsEmpty();
    void numbersFromOne();
    void givesPages_data();
    void givesPages();
    void forgetsTheOldest();
    void boundsItsMemory();
    void keepsOneThatIsTooLarge();
    void servesReadersWhileItIsWritten();
    void repairsTexts();
};

void EventRingTest::beginsEmpty()
{
    const EventRing ring;
    QCOMPARE(ring.bounds().first, std::uint64_t{1});
    QCOMPARE(ring.bounds().last, std::uint64_t{0});
    for (const std::uint64_t sequence : {std::uint64_t{0}, std::uint64_t{7}, UINT64_MAX}) {
        QVERIFY(ring.since(sequence, 10).empty());
        QVERIFY(ring.before(sequence, 10).empty());
    }
}

void EventRingTest::numbersFromOne()
{
    EventRing ring;
    const auto events = eventsOf(3);
    ring.append(events);
    const auto entries = ring.since(0, 10);
    QCOMPARE(sequences(entries), (QList<quint64>{1, 2, 3}));
    for (std::size_t i = 0; i < entries.size(); ++i)
        QCOMPARE(entries[i].event, events[i]);
}

void EventRingTest::givesPages_data()
{
    QTest::addColumn<bool>("forward");
    QTest::addColumn<quint64>("from");
    QTest::addColumn<qint64>("limit");
    QTest::addColumn<QList<quint64>>("expected");
    // The ring holds 6 to 10.
    QTest::newRow("since 0") << true << quint64{0} << qint64{3} << QList<quint64>{6, 7, 8};
    QTest::newRow("since 5") << true << quint64{5} << qint64{9} << QList<quint64>{6, 7, 8, 9, 10};
    QTest::newRow("since 8") << true << quint64{8} << qint64{9} << QList<quint64>{9, 10};
    QTest::newRow("since the last") << true << quint64{10} << qint64{9} << QList<quint64>{};
    QTest::newRow("since the future") << true << quint64{99} << qint64{9} << QList<quint64>{};
    QTest::newRow("since the end of numbers")
        << true << quint64{UINT64_MAX} << qint64{9} << QList<quint64>{};
    QTest::newRow("none asked for") << true << quint64{5} << qint64{0} << QList<quint64>{};
    QTest::newRow("before the end of numbers")
        << false << quint64{UINT64_MAX} << qint64{2} << QList<quint64>{10, 9};
    QTest::newRow("before 8") << false << quint64{8} << qint64{9} << QList<quint64>{7, 6};
    QTest::newRow("before the first") << false << quint64{6} << qint64{9} << QList<quint64>{};
    QTest::newRow("before 0") << false << quint64{0} << qint64{9} << QList<quint64>{};
}

void EventRingTest::givesPages()
{
    QFETCH(bool, forward);
    QFETCH(quint64, from);
    QFETCH(qint64, limit);
    QFETCH(QList<quint64>, expected);
    EventRing ring(5);
    ring.append(eventsOf(10));
    const auto most = static_cast<std::size_t>(limit);
    QCOMPARE(sequences(forward ? ring.since(from, most) : ring.before(from, most)), expected);
}

void EventRingTest::forgetsTheOldest()
{
    EventRing ring(3);
    ring.append(eventsOf(2));
    ring.append(eventsOf(2));
    QCOMPARE(ring.bounds().first, std::uint64_t{2});
    QCOMPARE(ring.bounds().last, std::uint64_t{4});
    ring.append(eventsOf(100));
    QCOMPARE(sequences(ring.since(0, 9)), (QList<quint64>{102, 103, 104}));
    const auto old = ring.since(0, 1);
    ring.append(eventsOf(100));
    QCOMPARE(old[0].event->account, std::string("aaaa")); // a reader keeps what it has
}

void EventRingTest::boundsItsMemory()
{
    constexpr std::size_t kBytes = 100'000;
    EventRing ring(50'000, kBytes);
    for (int i = 0; i < 50; ++i) {
        ring.append(eventsOf(3, 4000));
        std::size_t bytes = 0;
        for (const EventRing::Entry &entry : ring.since(0, 1000))
            bytes += memoryOf(*entry.event);
        QVERIFY(bytes <= kBytes);
    }
    QCOMPARE(ring.bounds().last, std::uint64_t{150});
    QVERIFY(ring.since(0, 1000).size() > 10);
    auto event = test::sampleEvent();
    const std::size_t before = memoryOf(event);
    event.scopes[0].requested.assign(100, std::string(1000, 'x'));
    QVERIFY(memoryOf(event) > before + 100'000);
}

void EventRingTest::keepsOneThatIsTooLarge()
{
    EventRing ring(10, 1000);
    ring.append(eventsOf(2, 5000));
    QCOMPARE(sequences(ring.since(0, 9)), (QList<quint64>{2}));
}

void EventRingTest::servesReadersWhileItIsWritten()
{
    constexpr std::uint64_t kEvents = 20'000;
    EventRing ring(500);
    std::atomic<int> failures = 0;
    const auto follow = [&ring, &failures] {
        std::uint64_t position = 0;
        while (position < kEvents) {
            for (const EventRing::Entry &entry : ring.since(position, 64)) {
                if (entry.sequence <= position || entry.event->account != "aaaa")
                    ++failures;
                position = entry.sequence;
            }
            std::uint64_t last = UINT64_MAX;
            for (const EventRing::Entry &entry : ring.before(last, 64)) {
                if (entry.sequence >= last)
                    ++failures;
                last = entry.sequence;
            }
            const EventRing::Bounds bounds = ring.bounds();
            if (bounds.last + 1 < bounds.first || bounds.last + 1 - bounds.first > 500)
                ++failures;
        }
    };
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i)
        readers.emplace_back(follow);
    const auto batch = eventsOf(40);
    for (std::uint64_t i = 0; i < kEvents; i += batch.size())
        ring.append(batch);
    for (std::thread &reader : readers)
        reader.join();
    QCOMPARE(failures.load(), 0);
}

void EventRingTest::repairsTexts()
{
    RecentDecisions recent;
    events::AuthEvent event = test::sampleEvent();
    event.account = event.scopes[0].name = "a\xff";
    event.scopes[0].requested = {"\x80"};
    recent.take({event});
    const auto kept = recent.ring().since(0, 1);
    QCOMPARE(kept[0].event->account, std::string("a\xEF\xBF\xBD"));
    QCOMPARE(kept[0].event->scopes[0].name, std::string("a\xEF\xBF\xBD"));
    QCOMPARE(kept[0].event->scopes[0].requested[0], std::string("\xEF\xBF\xBD"));
    QCOMPARE(toJson(*kept[0].event), toJson(event));
}

QTEST_GUILESS_MAIN(EventRingTest)
#include "EventRingTest.moc"
