// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <initializer_list>
#include <memory>
#include <string_view>

namespace wharfgate::tls {

/// HMAC-SHA-256 (RFC 2104) under a random key that nobody else knows and that ends with this
/// object: what it makes of a secret tells nothing about it. Safe on any thread.
class KeyedHash
{
public:
    using Digest = std::array<unsigned char, 32>;

    KeyedHash();
    ~KeyedHash();
    KeyedHash(const KeyedHash &) = delete;
    KeyedHash &operator=(const KeyedHash &) = delete;

    /// Of several texts in their order; where one ends and the next begins counts too.
    Digest of(std::initializer_list<std::string_view> texts) const;

private:
    struct Data;
    std::unique_ptr<const Data> m_data;
};

} // namespace wharfgate::tls
