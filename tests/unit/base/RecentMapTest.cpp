// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/base/RecentMap.h"

#include <QTest>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

using namespace wharfgate;
using namespace std::chrono_literals;

namespace {

using Time = std::chrono::steady_clock::time_point;
using Map = RecentMap<std::string, int, Time>;
constexpr Time kStart{1000h};

} // namespace

class RecentMapTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void forgetsWhatIsOld();
    void keepsTheNewestValue();
    void isBounded();
    void mayBeOff();
    void threads();
};

void RecentMapTest::forgetsWhatIsOld()
{
    Map map(10s, 1000);
    map.insert("a", 1, kStart);
    QCOMPARE(map.find("a", kStart), std::optional(1));
    QCOMPARE(map.find("a", kStart + 9'999ms), std::optional(1));
    QVERIFY(!map.find("a", kStart + 10s));
    QVERIFY(!map.find("a", kStart - 1s)); // from the future
    QVERIFY(!map.find("b", kStart));
    // What stands in between keeps no one longer.
    for (int i = 0; i < 20; ++i)
        map.insert("b" + std::to_string(i), i, kStart + i * 1s);
    QVERIFY(!map.find("a", kStart + 20s));
}

void RecentMapTest::keepsTheNewestValue()
{
    Map map(10s, 1000);
    map.insert("a", 1, kStart);
    map.insert("a", 2, kStart + 6s);
    map.insert("a", 3, kStart + 12s);
    QCOMPARE(map.find("a", kStart + 13s), std::optional(3));
    QCOMPARE(map.find("a", kStart + 21s), std::optional(3));
}

void RecentMapTest::isBounded()
{
    constexpr int kMost = 3200;
    Map map(1h, kMost);
    for (int i = 0; i < 100'000; ++i)
        map.insert(std::to_string(i), i, kStart + i * 1us);
    int found = 0;
    for (int i = 0; i < 100'000; ++i)
        found += map.find(std::to_string(i), kStart + 1s).has_value();
    QVERIFY(found <= kMost);
    QVERIFY(found > kMost / 4);
    QCOMPARE(map.find("99999", kStart + 1s), std::optional(99'999)); // the newest stay
}

void RecentMapTest::mayBeOff()
{
    Map withoutTime(0s, 1000);
    Map withoutRoom(10s, 0);
    for (Map *map : {&withoutTime, &withoutRoom}) {
        QVERIFY(!map->isEnabled());
        map->insert("a", 1, kStart);
        QVERIFY(!map->find("a", kStart));
    }
}

void RecentMapTest::threads()
{
    Map map(1h, 200);
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&map, &wrong] {
            for (int i = 0; i < 20'000; ++i) {
                const int number = i % 500;
                map.insert(std::to_string(number), number, kStart + i * 1us);
                const auto found = map.find(std::to_string(number), kStart + 1s);
                wrong += found && *found != number;
            }
        });
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
}

QTEST_GUILESS_MAIN(RecentMapTest)
#include "RecentMapTest.moc"
