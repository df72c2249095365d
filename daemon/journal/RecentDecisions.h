// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/journal/AccountActivity.h"
#include "daemon/journal/Counters.h"
#include "daemon/journal/EventRing.h"

#include <chrono>
#include <vector>

namespace wharfgate::journal {

/// What the daemon remembers of its decisions for the console: the newest ones, their counts, and
/// who was seen when. Each part is safe on any thread.
class RecentDecisions
{
public:
    explicit RecentDecisions(
        std::chrono::system_clock::time_point now = std::chrono::system_clock::now());

    /// Texts that are not valid UTF-8 are repaired as toJson(AuthEvent) does, so that a filter says
    /// the same of an event here, in the file, and in the console.
    void take(std::vector<events::AuthEvent> batch);

    EventRing &ring() { return m_ring; }
    const EventRing &ring() const { return m_ring; }
    Counters &counters() { return m_counters; }
    const Counters &counters() const { return m_counters; }
    const AccountActivity &activity() const { return m_activity; }

private:
    EventRing m_ring;
    Counters m_counters;
    AccountActivity m_activity;
};

} // namespace wharfgate::journal
