// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wharfgate::acl {

/// An IPv4 or IPv6 address. An IPv4-mapped IPv6 address (::ffff:a.b.c.d) is the IPv4 address.
class IpAddress
{
public:
    /// Reads what Go's net.ParseIP reads: dotted decimal without leading zeros, or RFC 4291 text.
    /// No zone, no brackets, no port, no white space.
    static std::optional<IpAddress> parse(std::string_view text);
    static IpAddress fromV4(std::array<std::uint8_t, 4> bytes);
    /// From 16 bytes in network order; a mapped address becomes IPv4.
    static IpAddress fromV6(std::array<std::uint8_t, 16> bytes);

    bool isV4() const { return m_isV4; }
    /// 4 bytes (IPv4) or 16 bytes (IPv6), network order.
    std::string_view bytes() const;
    std::string toString() const;

    bool operator==(const IpAddress &) const = default;

private:
    std::array<std::uint8_t, 16> m_bytes{}; // IPv4 uses the first four
    bool m_isV4 = false;
};

/// An address with a prefix length, or a single address.
class IpNetwork
{
public:
    /// "10.0.0.0/8", "2001:db8::/32", "10.1.2.3". Host bits may be set, as Go's net.ParseCIDR
    /// allows.
    static std::optional<IpNetwork> parse(std::string_view text);

    bool contains(const IpAddress &address) const;
    /// Every address of `other` is in this network. Families never mix.
    bool contains(const IpNetwork &other) const;
    /// The one address, or the first address of the network.
    const IpAddress &address() const { return m_address; }
    int prefixLength() const { return m_prefixLength; }
    std::string toString() const;

    bool operator==(const IpNetwork &) const = default;

private:
    IpAddress m_address;
    int m_prefixLength = 0; // 0..32 or 0..128
};

/// Loopback, link-local or private: an address that the rest of the world cannot reach (RFC 1122,
/// 1918, 3927, 4193, 4291).
bool isInnerAddress(const IpAddress &address);

} // namespace wharfgate::acl
