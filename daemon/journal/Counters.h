// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/journal/EventRing.h"
#include "daemon/journal/FailureTally.h"
#include "shared/events/AuthEvent.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace wharfgate::journal {

/// Counts decisions: results for each minute of the last 24 hours, hits of each access rule, and
/// who fails most. Bounded whatever clients send. Safe on any thread.
///
/// A rule is known by its index, and indexes mean other rules after a change. Each event carries
/// the generation of the service that decided it, so hits count only if that is the generation
/// with which the rules came into force or a later one; a request that was under way during the
/// change counts for no rule.
class Counters
{
public:
    using TimePoint = std::chrono::system_clock::time_point;

    static constexpr int kMinutes = 24 * 60;
    static constexpr std::size_t kResults = 7;

    struct Minute
    {
        TimePoint time;                                // its beginning
        std::array<std::uint64_t, kResults> results{}; // by AuthResult

        std::uint64_t of(events::AuthResult result) const
        {
            return results[static_cast<std::size_t>(result)];
        }
        std::uint64_t total() const;
    };
    struct RuleHits
    {
        std::size_t rule = 0;
        std::uint64_t hits = 0;
        TimePoint last;
    };
    struct Snapshot
    {
        std::vector<Minute> minutes; // oldest first, the last one not over yet
        std::vector<RuleHits> rules; // those with hits, by index
        TimePoint rulesSince;
        std::string rulesRevision;
        std::vector<FailureTally::Total> topAccounts;
        std::vector<FailureTally::Total> topAddresses;
        std::uint64_t dropped = 0;
    };
    enum class Rules
    {
        Kept,   // the reload left them as they are
        Changed // their hits begin anew
    };

    explicit Counters(TimePoint now);

    void count(const std::vector<EventRing::Event> &events);
    /// Records that were lost because they came faster than they could be written.
    void countDropped(std::uint64_t records);
    /// To be called before the service of that generation takes requests, so that none of its hits
    /// is missed. `revision` is the configuration's.
    void setRules(std::uint64_t generation, std::string revision, Rules rules, TimePoint now);
    void resetRules(TimePoint now);

    /// `minutes` is 1 to kMinutes. The lists of who fails most have at most `top` rows and cover
    /// the same time, to the quarter of an hour.
    Snapshot snapshot(TimePoint now, int minutes, std::size_t top) const;
    /// All decisions since the start.
    std::uint64_t total() const;

private:
    struct Hits
    {
        std::uint64_t hits = 0;
        TimePoint last;
    };

    void countOne(const events::AuthEvent &event);

    mutable std::mutex m_mutex;               // guards all that follows
    std::array<Minute, kMinutes> m_minutes{}; // by the minute's number modulo kMinutes
    std::map<std::size_t, Hits> m_rules;      // no more than there are rules
    std::uint64_t m_generation = 0;           // since which hits count
    std::string m_rulesRevision;
    TimePoint m_rulesSince;
    FailureTally m_accounts;
    FailureTally m_addresses;
    std::uint64_t m_dropped = 0;
    std::uint64_t m_total = 0;
};

} // namespace wharfgate::journal
