// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/EventFeed.h"

#include "daemon/control/EventItem.h"

#include <utility>

namespace wharfgate::control {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kChunk = 256;   // events taken from the ring at once
constexpr qsizetype kMaxItems = 2000; // of one notification
constexpr qsizetype kMaxBytes = qsizetype{512} << 10;
constexpr int kPause = 4;                         // turns after which a slow client is tried again
constexpr std::chrono::milliseconds kMaxTurn{40}; // for all clients: the main thread does more

} // namespace

EventFeed::EventFeed(const journal::EventRing &ring, Notifier &notifier)
    : m_ring(ring)
    , m_notifier(notifier)
{
    m_timer.setInterval(kInterval);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { sendToAll(); });
}

void EventFeed::subscribe(std::uint64_t connection, std::uint64_t position,
                          events::EventFilter filter)
{
    m_subscriptions[connection] = {std::move(filter), position, 0};
    if (!m_timer.isActive())
        m_timer.start();
}

void EventFeed::unsubscribe(std::uint64_t connection)
{
    m_subscriptions.erase(connection);
    if (m_subscriptions.empty())
        m_timer.stop();
}

void EventFeed::sendToAll()
{
    const Deadline deadline = std::chrono::steady_clock::now() + kMaxTurn;
    Forms forms;
    // Beginning behind the one that was served last, so that a short turn is fair to all.
    auto next = m_subscriptions.upper_bound(m_lastServed);
    for (std::size_t left = m_subscriptions.size(); left > 0; --left, ++next) {
        if (next == m_subscriptions.end())
            next = m_subscriptions.begin();
        m_lastServed = next->first;
        sendTo(next->first, next->second, forms, deadline);
        if (std::chrono::steady_clock::now() >= deadline)
            return;
    }
}

EventFeed::Batch EventFeed::gather(const Subscription &subscription, Forms &forms,
                                   Deadline deadline) const
{
    Batch batch;
    batch.position = subscription.position;
    do {
        const auto entries = m_ring.since(batch.position, kChunk);
        if (entries.empty())
            break;
        batch.dropped += entries.front().sequence - batch.position - 1;
        batch.position = entries.front().sequence - 1;
        for (const journal::EventRing::Entry &entry : entries) {
            if (batch.items.size() >= kMaxItems || batch.bytes >= kMaxBytes)
                return batch;
            batch.position = entry.sequence;
            if (!subscription.filter.matches(*entry.event))
                continue;
            auto found = forms.find(entry.sequence);
            if (found == forms.end()) {
                const EventItem item = EventItem::of(*entry.event, entry.sequence);
                found = forms.emplace(entry.sequence, Form{item.json, item.bytes}).first;
            }
            batch.items.append(found->second.json);
            batch.bytes += found->second.bytes;
        }
    } while (std::chrono::steady_clock::now() < deadline);
    return batch;
}

void EventFeed::sendTo(std::uint64_t connection, Subscription &subscription, Forms &forms,
                       Deadline deadline)
{
    if (subscription.pause > 0) {
        --subscription.pause;
        return;
    }
    const Batch batch = gather(subscription, forms, deadline);
    const bool isWorthTelling = !batch.items.isEmpty() || batch.dropped > 0;
    if (isWorthTelling &&
        !m_notifier.notify(
            connection, u"events"_s,
            {{u"items"_s, batch.items}, {u"dropped"_s, static_cast<qint64>(batch.dropped)}})) {
        subscription.pause = kPause; // and then again from the same place
        return;
    }
    subscription.position = batch.position;
}

} // namespace wharfgate::control
