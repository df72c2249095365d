// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/IpAddress.h"

#include "shared/base/Text.h"

#include <algorithm>
#include <cstring>

namespace wharfgate::acl {

namespace {

constexpr std::size_t kV6Bytes = 16;
constexpr int kMappedPrefixBits = 96; // of ::ffff:a.b.c.d, RFC 4291 2.5.5.2

using V4Bytes = std::array<std::uint8_t, 4>;
using V6Bytes = std::array<std::uint8_t, kV6Bytes>;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Four decimal numbers of 0 to 255 without leading zeros: 010 is eight to some readers.
std::optional<V4Bytes> parseV4(std::string_view text)
{
    V4Bytes bytes{};
    for (std::size_t part = 0; part < bytes.size(); ++part) {
        std::size_t digits = 0;
        unsigned value = 0;
        while (digits < text.size() && isDigit(text[digits]) && digits < 4) {
            value = value * 10 + static_cast<unsigned>(text[digits] - '0');
            ++digits;
        }
        const bool leadingZero = digits > 1 && text.front() == '0';
        if (digits == 0 || leadingZero || value > 255)
            return std::nullopt;
        bytes[part] = static_cast<std::uint8_t>(value);
        text.remove_prefix(digits);
        if (part + 1 < bytes.size()) {
            if (!text.starts_with('.'))
                return std::nullopt;
            text.remove_prefix(1);
        }
    }
    if (!text.empty())
        return std::nullopt;
    return bytes;
}

/// Reads RFC 4291 2.2 text into 16 bytes, field by field.
class V6Parser
{
public:
    explicit V6Parser(std::string_view text)
        : m_rest(text)
    {}

    std::optional<V6Bytes> parse()
    {
        if (m_rest.starts_with("::")) {
            m_ellipsis = 0;
            m_rest.remove_prefix(2);
            if (m_rest.empty())
                return m_bytes;
        }
        while (m_length < kV6Bytes) {
            if (!readField())
                return std::nullopt;
            if (m_rest.empty())
                break;
            if (!readSeparator())
                return std::nullopt;
            if (m_rest.empty())
                break; // it ended in ::
        }
        if (!m_rest.empty() || !expand())
            return std::nullopt;
        return m_bytes;
    }

private:
    bool readField()
    {
        std::size_t digits = 0;
        unsigned value = 0;
        while (digits < m_rest.size() && text::hexValue(m_rest[digits]) >= 0) {
            if (digits == 4)
                return false;
            value = value * 16 + static_cast<unsigned>(text::hexValue(m_rest[digits]));
            ++digits;
        }
        if (digits == 0)
            return false;
        if (digits < m_rest.size() && m_rest[digits] == '.')
            return readEmbeddedV4();
        m_bytes[m_length] = static_cast<std::uint8_t>(value >> 8U);
        m_bytes[m_length + 1] = static_cast<std::uint8_t>(value & 0xFFU);
        m_length += 2;
        m_rest.remove_prefix(digits);
        return true;
    }

    bool readEmbeddedV4()
    {
        constexpr std::size_t kLast = kV6Bytes - 4;
        const auto v4 = parseV4(m_rest);
        if (!v4 || m_length > kLast || (!m_ellipsis && m_length != kLast))
            return false;
        std::copy(v4->begin(), v4->end(), m_bytes.begin() + static_cast<std::ptrdiff_t>(m_length));
        m_length += v4->size();
        m_rest = {};
        return true;
    }

    bool readSeparator()
    {
        if (!m_rest.starts_with(':') || m_rest.size() == 1)
            return false;
        m_rest.remove_prefix(1);
        if (m_rest.front() == ':') {
            if (m_ellipsis)
                return false;
            m_ellipsis = m_length;
            m_rest.remove_prefix(1);
        }
        return true;
    }

    /// Moves what stands behind :: to the end; it must stand for at least one field.
    bool expand()
    {
        if (m_length == kV6Bytes)
            return !m_ellipsis;
        if (!m_ellipsis)
            return false;
        const auto from = m_bytes.begin() + static_cast<std::ptrdiff_t>(*m_ellipsis);
        const auto to = m_bytes.begin() + static_cast<std::ptrdiff_t>(m_length);
        std::rotate(from, to, m_bytes.end());
        return true;
    }

    std::string_view m_rest;
    V6Bytes m_bytes{};
    std::size_t m_length = 0;
    std::optional<std::size_t> m_ellipsis;
};

bool isMapped(const V6Bytes &bytes)
{
    return std::all_of(bytes.begin(), bytes.begin() + 10, [](auto b) { return b == 0; }) &&
           bytes[10] == 0xFF && bytes[11] == 0xFF;
}

/// The 16 bytes as written, so that a mapped address keeps its length for a prefix.
std::optional<V6Bytes> parseV6(std::string_view text)
{
    return V6Parser(text).parse();
}

void clearHostBits(std::uint8_t *bytes, std::size_t count, int prefixLength)
{
    for (std::size_t i = 0; i < count; ++i) {
        const int bits = std::clamp(prefixLength - static_cast<int>(i) * 8, 0, 8);
        bytes[i] = static_cast<std::uint8_t>(bytes[i] & (0xFF00U >> static_cast<unsigned>(bits)));
    }
}

/// Decimal digits only; leading zeros are allowed, as Go's net.ParseCIDR reads "/08".
std::optional<int> parsePrefixLength(std::string_view text, int highest)
{
    if (text.empty())
        return std::nullopt;
    int value = 0;
    for (const char c : text) {
        if (!isDigit(c))
            return std::nullopt;
        value = value * 10 + (c - '0');
        if (value > highest)
            return std::nullopt;
    }
    return value;
}

std::string toHex(unsigned value)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string out;
    for (unsigned shift : {12U, 8U, 4U, 0U}) {
        const unsigned digit = (value >> shift) & 0xFU;
        if (digit != 0 || !out.empty() || shift == 0)
            out += kHex[digit];
    }
    return out;
}

/// RFC 5952: the longest run of two or more zero fields is ::, the first of equal ones.
std::string v6ToString(const V6Bytes &bytes)
{
    std::array<unsigned, 8> fields{};
    for (std::size_t i = 0; i < fields.size(); ++i)
        fields[i] = (static_cast<unsigned>(bytes[2 * i]) << 8U) | bytes[2 * i + 1];

    std::size_t runStart = fields.size();
    std::size_t runLength = 1;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        std::size_t end = i;
        while (end < fields.size() && fields[end] == 0)
            ++end;
        if (end - i > runLength) {
            runStart = i;
            runLength = end - i;
        }
    }
    std::string out;
    for (std::size_t i = 0; i < fields.size();) {
        if (i == runStart) {
            out += "::";
            i += runLength;
            continue;
        }
        if (!out.empty() && !out.ends_with(':'))
            out += ':';
        out += toHex(fields[i]);
        ++i;
    }
    return out;
}

} // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text)
{
    if (const auto v4 = parseV4(text))
        return fromV4(*v4);
    if (const auto v6 = parseV6(text))
        return fromV6(*v6);
    return std::nullopt;
}

IpAddress IpAddress::fromV4(std::array<std::uint8_t, 4> bytes)
{
    IpAddress address;
    std::copy(bytes.begin(), bytes.end(), address.m_bytes.begin());
    address.m_isV4 = true;
    return address;
}

IpAddress IpAddress::fromV6(std::array<std::uint8_t, 16> bytes)
{
    if (isMapped(bytes))
        return fromV4({bytes[12], bytes[13], bytes[14], bytes[15]});
    IpAddress address;
    address.m_bytes = bytes;
    return address;
}

std::string_view IpAddress::bytes() const
{
    return {reinterpret_cast<const char *>(m_bytes.data()), m_isV4 ? std::size_t{4} : kV6Bytes};
}

std::string IpAddress::toString() const
{
    if (!m_isV4)
        return v6ToString(m_bytes);
    std::string out;
    for (std::size_t i = 0; i < 4; ++i) {
        if (i > 0)
            out += '.';
        out += std::to_string(m_bytes[i]);
    }
    return out;
}

std::optional<IpNetwork> IpNetwork::parse(std::string_view text)
{
    const std::size_t slash = text.find('/');
    const std::string_view addressText = text.substr(0, slash);
    const auto v4 = parseV4(addressText);
    const auto v6 = v4 ? std::nullopt : parseV6(addressText);
    if (!v4 && !v6)
        return std::nullopt;

    const int highest = v4 ? 32 : 128;
    int prefixLength = highest;
    if (slash != std::string_view::npos) {
        const auto parsed = parsePrefixLength(text.substr(slash + 1), highest);
        if (!parsed)
            return std::nullopt;
        prefixLength = *parsed;
    }

    IpNetwork network;
    if (v4) {
        V4Bytes bytes = *v4;
        clearHostBits(bytes.data(), bytes.size(), prefixLength);
        network.m_address = IpAddress::fromV4(bytes);
    } else {
        V6Bytes bytes = *v6;
        clearHostBits(bytes.data(), bytes.size(), prefixLength);
        network.m_address = IpAddress::fromV6(bytes);
        // What is still mapped after masking is an IPv4 network, as Go's IPNet.Contains sees it.
        if (network.m_address.isV4())
            prefixLength -= kMappedPrefixBits;
    }
    network.m_prefixLength = prefixLength;
    return network;
}

bool IpNetwork::contains(const IpAddress &address) const
{
    if (address.isV4() != m_address.isV4())
        return false;
    const std::string_view mine = m_address.bytes();
    const std::string_view theirs = address.bytes();
    const auto whole = static_cast<std::size_t>(m_prefixLength / 8);
    if (std::memcmp(mine.data(), theirs.data(), whole) != 0)
        return false;
    const auto rest = static_cast<unsigned>(m_prefixLength % 8);
    if (rest == 0)
        return true;
    const unsigned difference =
        static_cast<unsigned char>(mine[whole]) ^ static_cast<unsigned char>(theirs[whole]);
    return (difference >> (8U - rest)) == 0;
}

bool IpNetwork::contains(const IpNetwork &other) const
{
    return other.m_prefixLength >= m_prefixLength && contains(other.m_address);
}

std::string IpNetwork::toString() const
{
    const int highest = m_address.isV4() ? 32 : 128;
    if (m_prefixLength == highest)
        return m_address.toString();
    return m_address.toString() + '/' + std::to_string(m_prefixLength);
}

bool isInnerAddress(const IpAddress &address)
{
    static constexpr std::array<std::string_view, 8> kInner{
        "10.0.0.0/8",     "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8",
        "169.254.0.0/16", "::1/128",       "fc00::/7",       "fe80::/10"};
    return std::any_of(kInner.begin(), kInner.end(), [&address](std::string_view network) {
        return IpNetwork::parse(network)->contains(address);
    });
}

} // namespace wharfgate::acl
