// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/journal/Counters.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace wharfgate::journal {

namespace {

using std::chrono::minutes;

std::size_t slotOf(Counters::TimePoint minute)
{
    const auto number = std::chrono::floor<minutes>(minute.time_since_epoch()).count();
    constexpr std::int64_t kSlots = Counters::kMinutes;
    return static_cast<std::size_t>(((number % kSlots) + kSlots) % kSlots);
}

} // namespace

std::uint64_t Counters::Minute::total() const
{
    return std::accumulate(results.begin(), results.end(), std::uint64_t{0});
}

Counters::Counters(TimePoint now)
    : m_rulesSince(now)
{}

void Counters::countOne(const events::AuthEvent &event)
{
    ++m_total;
    const TimePoint minute = std::chrono::floor<minutes>(event.time);
    Minute &slot = m_minutes[slotOf(minute)];
    // Also if the slot's is the later one: a clock that was ahead once must not stop the counting.
    if (slot.time != minute)
        slot = Minute{minute, {}};
    ++slot.results[static_cast<std::size_t>(event.result)];

    m_accounts.add(event.account, event.result, event.time);
    m_addresses.add(event.clientAddress, event.result, event.time);

    if (event.generation < m_generation || event.generation == 0)
        return;
    for (const events::ScopeOutcome &scope : event.scopes) {
        if (!scope.rule)
            continue;
        Hits &hits = m_rules[*scope.rule];
        ++hits.hits;
        hits.last = std::max(hits.last, event.time);
    }
}

void Counters::count(const std::vector<EventRing::Event> &events)
{
    const std::lock_guard guard(m_mutex);
    for (const EventRing::Event &event : events)
        countOne(*event);
}

void Counters::countDropped(std::uint64_t records)
{
    const std::lock_guard guard(m_mutex);
    m_dropped += records;
}

void Counters::setRules(std::uint64_t generation, std::string revision, Rules rules, TimePoint now)
{
    const std::lock_guard guard(m_mutex);
    m_rulesRevision = std::move(revision);
    if (rules == Rules::Kept)
        return;
    m_generation = generation;
    m_rules.clear();
    m_rulesSince = now;
}

void Counters::resetRules(TimePoint now)
{
    const std::lock_guard guard(m_mutex);
    m_rules.clear();
    m_rulesSince = now;
}

Counters::Snapshot Counters::snapshot(TimePoint now, int count, std::size_t top) const
{
    Snapshot out;
    const TimePoint last = std::chrono::floor<minutes>(now);
    const TimePoint first = last - minutes(std::clamp(count, 1, kMinutes) - 1);
    const std::lock_guard guard(m_mutex);
    for (TimePoint time = first; time <= last; time += minutes(1)) {
        const Minute &slot = m_minutes[slotOf(time)];
        out.minutes.push_back(slot.time == time ? slot : Minute{time, {}});
    }
    out.rules.reserve(m_rules.size());
    for (const auto &[rule, hits] : m_rules)
        out.rules.push_back({rule, hits.hits, hits.last});
    out.rulesSince = m_rulesSince;
    out.rulesRevision = m_rulesRevision;
    out.topAccounts = m_accounts.top(top, first);
    out.topAddresses = m_addresses.top(top, first);
    out.dropped = m_dropped;
    return out;
}

std::uint64_t Counters::total() const
{
    const std::lock_guard guard(m_mutex);
    return m_total;
}

} // namespace wharfgate::journal
