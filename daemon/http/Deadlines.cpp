// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/Deadlines.h"

#include <limits>

namespace wharfgate::http {

namespace {

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

std::int64_t steadyMilliseconds()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

} // namespace

void Deadlines::add(Client &client)
{
    client.m_slot = m_clients.size();
    m_clients.push_back(&client);
    m_due.push_back(kNever);
    if (!m_timer.isActive())
        m_timer.start(static_cast<int>(kInterval.count()), Qt::CoarseTimer, this);
}

void Deadlines::remove(Client &client)
{
    const std::size_t slot = client.m_slot;
    m_clients[slot] = m_clients.back();
    m_due[slot] = m_due.back();
    m_clients[slot]->m_slot = slot;
    m_clients.pop_back();
    m_due.pop_back();
    if (m_clients.empty())
        m_timer.stop();
}

void Deadlines::set(Client &client, std::chrono::milliseconds fromNow)
{
    m_due[client.m_slot] = steadyMilliseconds() + fromNow.count();
}

void Deadlines::clear(Client &client)
{
    m_due[client.m_slot] = kNever;
}

void Deadlines::timerEvent(QTimerEvent *)
{
    const std::int64_t now = steadyMilliseconds();
    // Backwards: remove() fills a gap with the last one, which has been looked at by then.
    for (std::size_t slot = m_due.size(); slot-- > 0;) {
        if (slot >= m_due.size() || m_due[slot] > now)
            continue;
        m_due[slot] = kNever;
        m_clients[slot]->handleDeadline();
    }
}

} // namespace wharfgate::http
