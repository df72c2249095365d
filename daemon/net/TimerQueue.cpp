// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/net/TimerQueue.h"

#include <QCoreApplication>
#include <QTimerEvent>

#include <algorithm>
#include <vector>

namespace wharfgate::net {

namespace {

std::chrono::milliseconds roundedUp(TimerQueue::Clock::duration duration)
{
    return std::max(std::chrono::milliseconds(0),
                    std::chrono::ceil<std::chrono::milliseconds>(duration));
}

} // namespace

TimerQueue::Clock::time_point TimerQueue::dueAfter(Clock::time_point now, const Timer &timer)
{
    Clock::time_point due = now + timer.interval;
    // Qt::VeryCoarseTimer keeps to full seconds, so that such timers wake the thread together.
    if (timer.type == Qt::VeryCoarseTimer)
        due = std::chrono::ceil<std::chrono::seconds>(due);
    return due;
}

void TimerQueue::add(int id, std::chrono::milliseconds interval, Qt::TimerType type,
                     QObject *object)
{
    remove(id);
    Timer timer{interval, type, object, {}, ++m_serial, false};
    timer.due = dueAfter(Clock::now(), timer);
    m_order.emplace(timer.due, id);
    m_timers.emplace(id, timer);
}

bool TimerQueue::remove(int id)
{
    const auto found = m_timers.find(id);
    if (found == m_timers.end())
        return false;
    m_order.erase({found->second.due, id});
    m_timers.erase(found);
    return true;
}

bool TimerQueue::removeAll(const QObject *object)
{
    bool any = false;
    for (auto it = m_timers.begin(); it != m_timers.end();) {
        if (it->second.object != object) {
            ++it;
            continue;
        }
        m_order.erase({it->second.due, it->first});
        it = m_timers.erase(it);
        any = true;
    }
    return any;
}

QList<QAbstractEventDispatcher::TimerInfo> TimerQueue::timers(const QObject *object) const
{
    QList<QAbstractEventDispatcher::TimerInfo> found;
    for (const auto &[id, timer] : m_timers) {
        if (timer.object == object)
            found.append(QAbstractEventDispatcher::TimerInfo(
                id, static_cast<int>(timer.interval.count()), timer.type));
    }
    return found;
}

std::optional<std::chrono::milliseconds> TimerQueue::remaining(int id) const
{
    const auto found = m_timers.find(id);
    if (found == m_timers.end())
        return std::nullopt;
    return roundedUp(found->second.due - Clock::now());
}

std::optional<std::chrono::milliseconds> TimerQueue::nextDue() const
{
    for (const auto &[due, id] : m_order) {
        if (!m_timers.at(id).firing)
            return roundedUp(due - Clock::now());
    }
    return std::nullopt;
}

bool TimerQueue::fire()
{
    if (m_order.empty())
        return false;
    const Clock::time_point now = Clock::now();
    std::vector<std::pair<int, std::uint64_t>> due; // id, serial
    for (const auto &[time, id] : m_order) {
        if (time > now)
            break;
        const Timer &timer = m_timers.at(id);
        if (!timer.firing)
            due.emplace_back(id, timer.serial);
    }
    for (const auto &[id, serial] : due) {
        auto found = m_timers.find(id);
        if (found == m_timers.end() || found->second.serial != serial || found->second.firing)
            continue;
        Timer &timer = found->second;
        m_order.erase({timer.due, id});
        // Turns that were missed are not made up for.
        timer.due = std::max(timer.due + timer.interval, now);
        if (timer.due <= now || timer.type == Qt::VeryCoarseTimer)
            timer.due = dueAfter(now, timer);
        m_order.emplace(timer.due, id);
        timer.firing = true;
        QTimerEvent event(id);
        QCoreApplication::sendEvent(timer.object, &event);
        found = m_timers.find(id); // the handler may have removed it
        if (found != m_timers.end() && found->second.serial == serial)
            found->second.firing = false;
    }
    return !due.empty();
}

} // namespace wharfgate::net
