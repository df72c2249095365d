// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>

namespace wharfgate::log {

/// Lets one message through in each interval and counts the rest, so that an attacker or a broken
/// client cannot fill the log. Safe on any thread.
class RateLimit
{
public:
    explicit RateLimit(std::chrono::milliseconds interval = std::chrono::minutes(1));

    /// The number of messages held back since the last one let through, if this one may go; else
    /// nothing.
    std::optional<std::uint64_t> pass();

private:
    const std::int64_t m_interval;       // milliseconds
    std::atomic<std::int64_t> m_next{0}; // steady clock, milliseconds
    std::atomic<std::uint64_t> m_heldBack{0};
};

} // namespace wharfgate::log
