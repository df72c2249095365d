// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractEventDispatcher>
#include <QObject>

#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

namespace wharfgate::net {

/// The timers of one event dispatcher, in the order in which they are due. Times have a resolution
/// of a millisecond; a timer is never early.
class TimerQueue
{
public:
    using Clock = std::chrono::steady_clock;

    void add(int id, std::chrono::milliseconds interval, Qt::TimerType type, QObject *object);
    bool remove(int id);
    bool removeAll(const QObject *object);
    QList<QAbstractEventDispatcher::TimerInfo> timers(const QObject *object) const;
    /// Nothing if there is no such timer; 0 if it is due.
    std::optional<std::chrono::milliseconds> remaining(int id) const;
    /// How long an event loop may sleep, rounded up; nothing if no timer waits.
    std::optional<std::chrono::milliseconds> nextDue() const;
    /// Sends a QTimerEvent for each timer that is due at the beginning, once. Handlers may remove
    /// and add timers and may call this again from a nested loop. True if there was one.
    bool fire();

private:
    struct Timer
    {
        std::chrono::milliseconds interval;
        Qt::TimerType type;
        QObject *object;
        Clock::time_point due;
        std::uint64_t serial; // ids are used again, serials are not
        bool firing = false;  // its handler runs: a nested loop leaves it alone
    };

    static Clock::time_point dueAfter(Clock::time_point now, const Timer &timer);

    std::unordered_map<int, Timer> m_timers;
    std::set<std::pair<Clock::time_point, int>> m_order; // of m_timers
    std::uint64_t m_serial = 0;
};

} // namespace wharfgate::net
