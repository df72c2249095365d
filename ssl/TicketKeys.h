// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string_view>

namespace wharfgate::tls {

/// The keys that protect session tickets (RFC 5077 4), changed with age so that a stolen key opens
/// the sessions of a day at most. Contexts that follow each other on reload share one object.
/// Safe on any thread: one mutex guards the two keys.
class TicketKeys
{
public:
    using Clock = std::function<std::chrono::steady_clock::time_point()>;

    /// A key encrypts new tickets for this long, then only decrypts for as long again.
    static constexpr std::chrono::hours kLifetime{12};
    static constexpr std::size_t kNameSize = 16;

    struct Key
    {
        std::array<unsigned char, kNameSize> name{};
        std::array<unsigned char, 32> cipherKey{};
        std::array<unsigned char, 32> macKey{};
        ~Key();
        Key() = default;
        Key(const Key &) = default;
        Key &operator=(const Key &) = default;
    };

    struct Found
    {
        Key key;
        bool isCurrent = false; ///< otherwise the ticket should be replaced by a new one
    };

    explicit TicketKeys(Clock clock = &std::chrono::steady_clock::now);

    /// The key for new tickets.
    Key current();
    /// The key that a ticket names, unless it is unknown or too old.
    std::optional<Found> find(std::string_view name);

private:
    void rotate(); // with m_mutex held

    const Clock m_clock;
    std::mutex m_mutex; // guards all below
    Key m_current;
    std::chrono::steady_clock::time_point m_currentSince;
    std::optional<Key> m_previous;
};

} // namespace wharfgate::tls
