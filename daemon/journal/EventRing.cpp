// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/journal/EventRing.h"

#include <algorithm>
#include <utility>

namespace wharfgate::journal {

namespace {

constexpr std::size_t kAllocation = 32; // what the heap and the ring add to each piece

std::size_t heapOf(const std::string &text)
{
    constexpr std::size_t kInside = 15; // bytes that a std::string holds without the heap
    return text.capacity() > kInside ? text.capacity() + kAllocation : 0;
}

std::size_t heapOf(const std::vector<std::string> &texts)
{
    std::size_t bytes = texts.capacity() * sizeof(std::string) + kAllocation;
    for (const std::string &text : texts)
        bytes += heapOf(text);
    return bytes;
}

} // namespace

std::size_t memoryOf(const events::AuthEvent &event)
{
    std::size_t bytes = sizeof event + 2 * kAllocation;
    for (const std::string *text :
         {&event.requestId, &event.account, &event.clientAddress, &event.peerAddress,
          &event.service, &event.reason, &event.authenticator, &event.tlsProtocol, &event.userAgent,
          &event.program})
        bytes += heapOf(*text);
    bytes += event.scopes.capacity() * sizeof(events::ScopeOutcome);
    for (const events::ScopeOutcome &scope : event.scopes)
        bytes += heapOf(scope.type) + heapOf(scope.name) + heapOf(scope.requested) +
                 heapOf(scope.granted) + heapOf(scope.ruleComment) + heapOf(scope.authorizer);
    return bytes;
}

EventRing::EventRing(std::size_t maxEvents, std::size_t maxBytes)
    : m_maxEvents(maxEvents)
    , m_maxBytes(maxBytes)
{}

void EventRing::append(const std::vector<Event> &events)
{
    std::vector<Kept> added;
    added.reserve(events.size());
    for (const Event &event : events)
        added.push_back({event, memoryOf(*event)});

    std::vector<Kept> gone; // outlives the lock: freeing must not hold up readers
    const std::lock_guard guard(m_mutex);
    for (Kept &kept : added) {
        m_bytes += kept.bytes;
        m_events.push_back(std::move(kept));
        while (m_events.size() > m_maxEvents || (m_bytes > m_maxBytes && m_events.size() > 1)) {
            m_bytes -= m_events.front().bytes;
            gone.push_back(std::move(m_events.front()));
            m_events.pop_front();
            ++m_first;
        }
    }
}

EventRing::Bounds EventRing::bounds() const
{
    const std::lock_guard guard(m_mutex);
    return {m_first, m_first + m_events.size() - 1};
}

std::vector<EventRing::Entry> EventRing::since(std::uint64_t sequence, std::size_t limit) const
{
    std::vector<Entry> out;
    const std::lock_guard guard(m_mutex);
    const std::uint64_t end = m_first + m_events.size();
    std::uint64_t next = sequence < m_first ? m_first : sequence + 1;
    if (sequence >= end)
        return out;
    out.reserve(std::min<std::size_t>(limit, end - next));
    for (; next < end && out.size() < limit; ++next)
        out.push_back({next, m_events[next - m_first].event});
    return out;
}

std::vector<EventRing::Entry> EventRing::before(std::uint64_t sequence, std::size_t limit) const
{
    std::vector<Entry> out;
    const std::lock_guard guard(m_mutex);
    std::uint64_t next = std::min<std::uint64_t>(sequence, m_first + m_events.size());
    if (next <= m_first)
        return out;
    out.reserve(std::min<std::size_t>(limit, next - m_first));
    while (next > m_first && out.size() < limit) {
        --next;
        out.push_back({next, m_events[next - m_first].event});
    }
    return out;
}

} // namespace wharfgate::journal
