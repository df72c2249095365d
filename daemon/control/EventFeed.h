// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/Method.h"
#include "daemon/journal/EventRing.h"
#include "shared/events/EventFilter.h"

#include <QJsonArray>
#include <QTimer>

#include <chrono>
#include <cstdint>
#include <map>

namespace wharfgate::control {

/// Sends decisions to the clients that subscribed, as `events` notifications, each client at its
/// own place in the ring. Who reads slowly falls behind there instead of filling buffers, and is
/// told how many events it lost when the ring has overtaken it. Belongs to the main thread.
class EventFeed
{
public:
    static constexpr std::chrono::milliseconds kInterval{100};

    /// `ring` and `notifier` outlive the feed.
    EventFeed(const journal::EventRing &ring, Notifier &notifier);

    /// Everything after `position` that matches follows. Replaces an earlier subscription.
    void subscribe(std::uint64_t connection, std::uint64_t position, events::EventFilter filter);
    void unsubscribe(std::uint64_t connection);

private:
    struct Subscription
    {
        events::EventFilter filter;
        std::uint64_t position = 0; // the last sequence number dealt with
        int pause = 0;              // turns to leave out: the client was slow
    };
    /// The JSON forms made in one turn: clients mostly get the same events.
    struct Form
    {
        QJsonObject json;
        qsizetype bytes = 0;
    };
    using Forms = std::map<std::uint64_t, Form>;
    using Deadline = std::chrono::steady_clock::time_point;

    /// What one notification holds, and where it leads.
    struct Batch
    {
        QJsonArray items;
        std::uint64_t position = 0;
        std::uint64_t dropped = 0;
        qsizetype bytes = 0;
    };

    void sendToAll();
    void sendTo(std::uint64_t connection, Subscription &subscription, Forms &forms,
                Deadline deadline);
    Batch gather(const Subscription &subscription, Forms &forms, Deadline deadline) const;

    const journal::EventRing &m_ring;
    Notifier &m_notifier;
    std::map<std::uint64_t, Subscription> m_subscriptions; // by connection
    std::uint64_t m_lastServed = 0;                        // the connection
    QTimer m_timer;
};

} // namespace wharfgate::control
