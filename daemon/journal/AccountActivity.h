// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/events/AuthEvent.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wharfgate::journal {

/// When each account was last let in and last turned away. Bounded: without room, the one least
/// recently seen goes, and first of all those that never logged in, so that somebody who guesses
/// names does not push out the real accounts. Safe on any thread.
class AccountActivity
{
public:
    using TimePoint = std::chrono::system_clock::time_point;
    struct Seen
    {
        std::optional<TimePoint> lastSuccess; // a login, whatever was granted then
        std::optional<TimePoint> lastFailure;
        std::string lastAddress; // of either
    };

    static constexpr std::size_t kDefaultAccounts = 20'000;

    explicit AccountActivity(TimePoint now, std::size_t maxAccounts = kDefaultAccounts);

    void note(const events::AuthEvent &event);

    std::optional<Seen> find(std::string_view account) const;
    /// By name.
    std::vector<std::pair<std::string, Seen>> all() const;
    /// Since when it is noted.
    TimePoint since() const { return m_since; }

private:
    using Order = std::list<const std::string *>; // the least recently seen first
    struct Entry
    {
        Seen seen;
        Order::iterator place; // in m_known if lastSuccess is set, else in m_strangers
    };

    void makeRoom();

    const TimePoint m_since;
    const std::size_t m_maxAccounts;

    mutable std::mutex m_mutex; // guards what follows
    std::map<std::string, Entry, std::less<>> m_accounts;
    Order m_known;
    Order m_strangers;
};

} // namespace wharfgate::journal
