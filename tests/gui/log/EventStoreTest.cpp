// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/EventStore.h"
#include "gui/models/StringPool.h"
#include "shared/events/AuthEventReader.h"
#include "tests/gui/log/LogEvents.h"

#include <QRandomGenerator>
#include <QTest>

#include <map>

using namespace wharfgate;
using gui::EventRow;
using gui::EventStore;
using gui::StringPool;

class EventStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalTextsShareAnId();
    void idsAreUsedAgainUnderAnotherGeneration();
    void poolStaysRightUnderRandomUse();
    void whatIsPackedComesBack_data();
    void whatIsPackedComesBack();
    void brokenScopesEndTheList();
    void ordinalsStayWhileOthersGo();
    void repeatedEventsAreSmall();
    void droppedRowsGiveTheirMemoryBack();
};

void EventStoreTest::equalTextsShareAnId()
{
    StringPool pool;
    const auto id = pool.add("alice");
    QCOMPARE(pool.add("alice"), id);
    QVERIFY(pool.add("bob") != id);
    QCOMPARE(pool.text(id), std::string("alice"));
    QCOMPARE(pool.add(""), StringPool::Id{0});
    pool.release(0); // does nothing
    QCOMPARE(pool.text(0), std::string());
}

void EventStoreTest::idsAreUsedAgainUnderAnotherGeneration()
{
    StringPool pool;
    const auto id = pool.add("alice");
    const auto generation = pool.generation(id);
    pool.add("alice");
    pool.release(id);
    QCOMPARE(pool.text(id), std::string("alice"));
    pool.release(id);
    QCOMPARE(pool.add("bob"), id);
    QVERIFY(pool.generation(id) != generation);
    QCOMPARE(pool.text(id), std::string("bob"));
}

void EventStoreTest::poolStaysRightUnderRandomUse()
{
    StringPool pool;
    std::map<std::string, std::pair<StringPool::Id, int>> expected;
    QRandomGenerator random(7);
    for (int i = 0; i < 50'000; ++i) {
        const std::string text = "text " + std::to_string(random.bounded(3000));
        auto &entry = expected[text];
        if (entry.second > 0 && random.bounded(2) == 0) {
            pool.release(entry.first);
            --entry.second;
        } else {
            const auto id = pool.add(text);
            QVERIFY(entry.second == 0 || entry.first == id);
            entry = {id, entry.second + 1};
        }
    }
    for (auto &[text, entry] : expected) {
        if (entry.second == 0)
            continue;
        QCOMPARE(pool.text(entry.first), text);
        for (; entry.second > 0; --entry.second)
            pool.release(entry.first);
    }
    QCOMPARE(pool.bytes(), std::size_t{0});
}

void EventStoreTest::whatIsPackedComesBack_data()
{
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, const events::AuthEvent &event) {
        QTest::newRow(name) << QByteArray::fromStdString(events::toJson(event));
    };
    row("denial", test::denial(5));
    events::AuthEvent event = test::denial();
    event.requestId = "not hexadecimal";
    row("another request id", event);
    event.requestId = "00000000000000FF"; // capitals would come back as small letters
    row("capital digits", event);
    event.requestId = {};
    event.scopes.clear();
    event.tls = false;
    event.tlsProtocol = {};
    row("login only", event);
    event = test::denial();
    event.account = "\x01\x1b[31m\"'<b>\n";
    event.scopes.push_back({"", "", {}, {}, {}, "", ""});
    event.scopes.push_back({"registry", "catalog", {"*"}, {"*"}, 1'000'000, "c", "ext_authz"});
    event.scopes.push_back({"repository", std::string(5000, 'x'), {"a", "", "b"}, {}, 0, "", ""});
    row("hostile", event);
    event.time -= std::chrono::hours(24 * 365 * 80);
    event.duration = std::chrono::hours(1);
    row("before 1970", event);
}

void EventStoreTest::whatIsPackedComesBack()
{
    QFETCH(QByteArray, json);
    const auto given = events::readAuthEvent(json.toStdString());
    QVERIFY(given);
    EventStore store;
    const EventRow row = store.pack(*given);
    store.append(row);
    QCOMPARE(QByteArray::fromStdString(events::toJson(store.unpack(store.at(0)))), json);
    store.clear();
    QCOMPARE(store.bytes(), std::size_t{0});
}

void EventStoreTest::brokenScopesEndTheList()
{
    const auto scopes = test::denial().scopes;
    const std::string whole = gui::encodeScopes(scopes);
    QCOMPARE(gui::decodeScopes(whole).size(), scopes.size());
    for (std::size_t length = 0; length < whole.size(); ++length)
        QVERIFY(gui::decodeScopes(std::string_view(whole).substr(0, length)).empty());
    // Lengths that promise more than there is.
    QVERIFY(gui::decodeScopes(std::string(40, '\xff')).empty());
}

void EventStoreTest::ordinalsStayWhileOthersGo()
{
    EventStore store;
    for (int i = 0; i < 10; ++i)
        store.append(store.pack(test::denial(i)));
    QCOMPARE(store.requestIdOf(store.byOrdinal(7)), test::denial(7).requestId);
    store.dropFirst(4);
    QCOMPARE(store.firstOrdinal(), std::int64_t{4});
    QCOMPARE(store.requestIdOf(store.byOrdinal(7)), test::denial(7).requestId);
    store.prepend(store.pack(test::denial(99)));
    QCOMPARE(store.firstOrdinal(), std::int64_t{3});
    QCOMPARE(store.requestIdOf(store.byOrdinal(3)), test::denial(99).requestId);
    QCOMPARE(store.endOrdinal(), std::int64_t{10});
}

void EventStoreTest::repeatedEventsAreSmall()
{
    EventStore store;
    constexpr int kRows = 10'000;
    QRandomGenerator random(3);
    for (int i = 0; i < kRows; ++i)
        store.append(store.pack(test::randomEvent(random, i)));
    QVERIFY2(store.bytes() < std::size_t{kRows} * 120,
             qPrintable(QString::number(store.bytes() / kRows)));
}

void EventStoreTest::droppedRowsGiveTheirMemoryBack()
{
    EventStore store;
    for (int i = 0; i < 1000; ++i) {
        events::AuthEvent event = test::denial(i);
        event.account = "attacker " + std::to_string(i) + std::string(100, 'x');
        store.append(store.pack(event));
    }
    const std::size_t before = store.bytes();
    store.dropFirst(999);
    QVERIFY(store.bytes() < before / 100);
}

QTEST_GUILESS_MAIN(EventStoreTest)
#include "EventStoreTest.moc"
