// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/TicketKeys.h"

#include <QTest>

using namespace wharfgate::tls;
using namespace std::chrono_literals;

namespace {

std::string nameOf(const TicketKeys::Key &key)
{
    return {key.name.begin(), key.name.end()};
}

} // namespace

class TicketKeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_now = {}; }
    void keepsOneKeyForItsLifetime();
    void decryptsWithThePreviousKeyOnly();
    void forgetsAfterALongPause();
    void unknownNamesAreNotFound();

private:
    TicketKeys::Clock clock()
    {
        return [this] { return m_now; };
    }
    std::chrono::steady_clock::time_point m_now;
};

void TicketKeysTest::keepsOneKeyForItsLifetime()
{
    TicketKeys keys(clock());
    const auto first = keys.current();
    m_now += TicketKeys::kLifetime - 1ns;
    QCOMPARE(nameOf(keys.current()), nameOf(first));
    QVERIFY(keys.current().cipherKey == first.cipherKey);
    m_now += 1ns;
    const auto second = keys.current();
    QVERIFY(nameOf(second) != nameOf(first));
    QVERIFY(second.cipherKey != first.cipherKey);
    QVERIFY(second.macKey != first.macKey);
}

void TicketKeysTest::decryptsWithThePreviousKeyOnly()
{
    TicketKeys keys(clock());
    const auto first = keys.current();
    QVERIFY(keys.find(nameOf(first)).value().isCurrent);
    m_now += TicketKeys::kLifetime;
    const auto found = keys.find(nameOf(first));
    QVERIFY(found.has_value());
    QVERIFY(!found->isCurrent);
    QVERIFY(found->key.cipherKey == first.cipherKey);
    QVERIFY(found->key.macKey == first.macKey);
    QVERIFY(keys.find(nameOf(keys.current())).value().isCurrent);
    m_now += TicketKeys::kLifetime;
    QVERIFY(!keys.find(nameOf(first)));
}

void TicketKeysTest::forgetsAfterALongPause()
{
    TicketKeys keys(clock());
    const auto first = keys.current();
    m_now += 2 * TicketKeys::kLifetime;
    QVERIFY(!keys.find(nameOf(first)));
    m_now += 100h;
    QVERIFY(nameOf(keys.current()) != nameOf(first));
}

void TicketKeysTest::unknownNamesAreNotFound()
{
    TicketKeys keys(clock());
    const std::string name = nameOf(keys.current());
    QVERIFY(keys.find(name));
    QVERIFY(!keys.find(""));
    QVERIFY(!keys.find(std::string(16, '\0')));
    QVERIFY(!keys.find(name.substr(0, 15)));
    QVERIFY(!keys.find(name + 'x'));
    QVERIFY(!TicketKeys().find(name));
}

QTEST_APPLESS_MAIN(TicketKeysTest)
#include "TicketKeysTest.moc"
