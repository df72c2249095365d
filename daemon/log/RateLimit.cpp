// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/log/RateLimit.h"

namespace wharfgate::log {

RateLimit::RateLimit(std::chrono::milliseconds interval)
    : m_interval(interval.count())
{}

std::optional<std::uint64_t> RateLimit::pass()
{
    const std::int64_t now = std::chrono::duration_cast<std::chrono::milliseconds>(
                                 std::chrono::steady_clock::now().time_since_epoch())
                                 .count();
    std::int64_t next = m_next.load(std::memory_order_relaxed);
    if (now < next || !m_next.compare_exchange_strong(next, now + m_interval)) {
        m_heldBack.fetch_add(1, std::memory_order_relaxed);
        return std::nullopt;
    }
    return m_heldBack.exchange(0, std::memory_order_relaxed);
}

} // namespace wharfgate::log
