// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/events/AuthEvent.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

namespace wharfgate::journal {

/// The newest decisions in memory, numbered from 1 for the life of the daemon. Bounded by count and
/// by an estimate of their bytes. Safe on any thread; readers share the events.
class EventRing
{
public:
    using Event = std::shared_ptr<const events::AuthEvent>;
    struct Entry
    {
        std::uint64_t sequence = 0;
        Event event;
    };
    /// The sequence numbers held; `last` is `first` - 1 if there are none.
    struct Bounds
    {
        std::uint64_t first = 1;
        std::uint64_t last = 0;
    };

    static constexpr std::size_t kDefaultEvents = 50'000;
    static constexpr std::size_t kDefaultBytes = std::size_t{64} << 20;

    explicit EventRing(std::size_t maxEvents = kDefaultEvents,
                       std::size_t maxBytes = kDefaultBytes);

    void append(const std::vector<Event> &events);

    Bounds bounds() const;
    /// At most `limit` of those after `sequence`, oldest first.
    std::vector<Entry> since(std::uint64_t sequence, std::size_t limit) const;
    /// At most `limit` of those before `sequence`, newest first.
    std::vector<Entry> before(std::uint64_t sequence, std::size_t limit) const;

private:
    struct Kept
    {
        Event event;
        std::size_t bytes = 0;
    };

    const std::size_t m_maxEvents;
    const std::size_t m_maxBytes;

    mutable std::mutex m_mutex; // guards what follows
    std::deque<Kept> m_events;
    std::uint64_t m_first = 1; // the sequence number of the front
    std::size_t m_bytes = 0;
};

/// About how much memory an event takes.
std::size_t memoryOf(const events::AuthEvent &event);

} // namespace wharfgate::journal
