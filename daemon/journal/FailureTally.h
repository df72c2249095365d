// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/events/AuthEvent.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace wharfgate::journal {

/// Counts what failed by name (accounts, addresses) over the last 24 hours, in quarters of an hour.
/// Clients choose the names, so their number and length are bounded: when there is no room, the
/// half that failed least is forgotten. Used under the lock of its owner.
class FailureTally
{
public:
    using TimePoint = std::chrono::system_clock::time_point;
    struct Total
    {
        std::string name;
        std::uint64_t denied = 0;
        std::uint64_t loginFailed = 0;
    };

    static constexpr std::size_t kDefaultNames = 10'000;

    explicit FailureTally(std::size_t maxNames = kDefaultNames);

    /// Other results than Denied and LoginFailed do not count.
    void add(std::string_view name, events::AuthResult result, TimePoint time);
    /// Those that failed most since `from`, at most `limit`, the greatest first.
    std::vector<Total> top(std::size_t limit, TimePoint from) const;
    std::size_t size() const { return m_names.size(); }

private:
    struct Slot
    {
        std::int64_t quarter = 0; // of an hour, since the epoch
        std::uint32_t denied = 0;
        std::uint32_t loginFailed = 0;
    };
    using Slots = std::vector<Slot>; // the newest last

    void forgetHalf(std::int64_t now);

    // Ordered: no choice of names makes it slow, as it could a hash table.
    std::map<std::string, Slots, std::less<>> m_names;
    const std::size_t m_maxNames;
};

/// A name that a client chose, cut at 256 bytes: what is kept for long is kept bounded.
std::string_view boundedName(std::string_view name);

} // namespace wharfgate::journal
