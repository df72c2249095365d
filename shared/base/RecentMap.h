// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

namespace wharfgate {

/// Remembers values for a while, up to a number of them: what is older than `window`, or in the way
/// of newer values, is forgotten. `Key` must be hashable by `Hash`; `Value` is copied out.
/// Safe on any thread; the time is the caller's, of any clock, and may jump: a value from the
/// future is not found.
template <typename Key, typename Value, typename Time, typename Hash = std::hash<Key>>
class RecentMap
{
public:
    using Duration = typename Time::duration;

    /// `window` 0 or less, or `maxEntries` 0: nothing is remembered.
    RecentMap(Duration window, std::size_t maxEntries)
        : m_window(window)
        , m_maxPerGeneration(maxEntries / (2 * kShards))
    {}

    bool isEnabled() const { return m_window > Duration::zero() && m_maxPerGeneration > 0; }

    std::optional<Value> find(const Key &key, Time now) const
    {
        if (!isEnabled())
            return std::nullopt;
        Shard &shard = shardOf(key);
        const std::lock_guard guard(shard.mutex);
        for (const Generation *generation : {&shard.current, &shard.previous}) {
            const auto found = generation->find(key);
            if (found == generation->end())
                continue;
            if (isFresh(found->second.time, now))
                return found->second.value;
            return std::nullopt;
        }
        return std::nullopt;
    }

    void insert(const Key &key, Value value, Time now)
    {
        if (!isEnabled())
            return;
        Generation forgotten; // outlives the lock
        Shard &shard = shardOf(key);
        const std::lock_guard guard(shard.mutex);
        // Two generations: when the current one is old or full it becomes the previous one, and
        // what was that is forgotten whole.
        if (!isFresh(shard.since, now) || shard.current.size() >= m_maxPerGeneration) {
            forgotten = std::exchange(shard.previous, std::move(shard.current));
            shard.current = {};
            shard.since = now;
        }
        shard.current.insert_or_assign(key, Entry{std::move(value), now});
    }

private:
    struct Entry
    {
        Value value;
        Time time;
    };
    using Generation = std::unordered_map<Key, Entry, Hash>;
    struct Shard
    {
        std::mutex mutex; // guards all below
        Generation current;
        Generation previous;
        Time since{}; // when the current generation began
    };
    static constexpr std::size_t kShards = 16; // threads seldom want the same one

    bool isFresh(Time time, Time now) const { return time <= now && now - time < m_window; }
    // Divided first, for the map within a shard takes the same hash.
    Shard &shardOf(const Key &key) const { return m_shards[Hash()(key) / 61 % kShards]; }

    Duration m_window;
    std::size_t m_maxPerGeneration;
    mutable std::array<Shard, kShards> m_shards;
};

} // namespace wharfgate
