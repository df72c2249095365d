// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/Request.h"
#include "shared/base/RecentMap.h"
#include "ssl/KeyedHash.h"

#include <chrono>
#include <cstddef>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string_view>

namespace wharfgate::authn {

/// Passwords that were right a moment ago, so that the same one need not be verified for every
/// request. They are kept as an HMAC under a key of this object's own; wrong ones are not kept at
/// all. Safe on any thread.
class VerifiedCredentials
{
public:
    using Time = std::chrono::steady_clock::time_point;
    /// What an account proved, as a number that only this object can make.
    using Credential = tls::KeyedHash::Digest;
    using LabelsPointer = std::shared_ptr<const acl::Labels>;

    static constexpr std::size_t kMaxEntries = 65'536;

    /// `window` 0: nothing is remembered.
    explicit VerifiedCredentials(std::chrono::milliseconds window,
                                 std::size_t maxEntries = kMaxEntries)
        : m_recent(window, maxEntries)
    {}

    bool isEnabled() const { return m_recent.isEnabled(); }

    /// `parts`: the account, the password, and all else that the answer depended on.
    Credential credential(std::initializer_list<std::string_view> parts) const
    {
        return m_hash.of(parts);
    }

    /// What add() was given for it (may be null), if that is not too long ago.
    std::optional<LabelsPointer> find(const Credential &credential,
                                      Time now = std::chrono::steady_clock::now()) const
    {
        return m_recent.find(credential, now);
    }
    void add(const Credential &credential, LabelsPointer labels = nullptr,
             Time now = std::chrono::steady_clock::now())
    {
        m_recent.insert(credential, std::move(labels), now);
    }

private:
    struct FirstBytes
    {
        std::size_t operator()(const Credential &credential) const
        {
            std::size_t bytes = 0;
            std::memcpy(&bytes, credential.data(), sizeof bytes);
            return bytes;
        }
    };

    tls::KeyedHash m_hash;
    RecentMap<Credential, LabelsPointer, Time, FirstBytes> m_recent;
};

} // namespace wharfgate::authn
