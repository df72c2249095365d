// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/token/ClientAddress.h"

#include "shared/base/Text.h"

#include <algorithm>

namespace wharfgate::token {

namespace {

std::vector<std::string_view> splitAtCommas(std::string_view text)
{
    std::vector<std::string_view> out;
    for (;;) {
        const std::size_t comma = text.find(',');
        out.push_back(text.substr(0, comma));
        if (comma == std::string_view::npos)
            return out;
        text.remove_prefix(comma + 1);
    }
}

bool isPort(std::string_view text)
{
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The connection's peer. A link-local peer carries a zone ("fe80::1%eth0") that rules cannot name.
std::optional<acl::IpAddress> peerIp(const http::Peer &peer)
{
    return acl::IpAddress::parse(std::string_view(peer.address).substr(0, peer.address.find('%')));
}

/// A Unix socket's peer is on this machine and has no address: it counts as trusted.
bool isTrusted(const http::Peer &peer, const ClientAddressPolicy &policy)
{
    if (!policy.trustedProxies || peer.address.empty())
        return true;
    const auto ip = peerIp(peer);
    return ip && std::any_of(policy.trustedProxies->begin(), policy.trustedProxies->end(),
                             [&](const acl::IpNetwork &network) { return network.contains(*ip); });
}

} // namespace

std::optional<acl::IpAddress> parseHostPort(std::string_view text)
{
    if (text.starts_with('[')) {
        const std::size_t close = text.find(']');
        if (close == std::string_view::npos)
            return std::nullopt;
        const std::string_view rest = text.substr(close + 1);
        if (!rest.empty() && (rest.front() != ':' || !isPort(rest.substr(1))))
            return std::nullopt;
        return acl::IpAddress::parse(text.substr(1, close - 1));
    }
    const std::size_t colon = text.find(':');
    if (colon != std::string_view::npos && text.find(':', colon + 1) == std::string_view::npos &&
        isPort(text.substr(colon + 1)))
        text = text.substr(0, colon); // exactly one colon: IPv4 and port
    return acl::IpAddress::parse(text);
}

tl::expected<ClientAddress, std::string> clientAddress(const http::Request &request,
                                                       const http::Peer &peer,
                                                       const ClientAddressPolicy &policy)
{
    if (policy.header.empty() || !isTrusted(peer, policy)) {
        if (const auto ip = peerIp(peer))
            return ClientAddress{*ip, peer.address};
        return tl::unexpected(
            peer.address.empty()
                ? std::string("client address not provided: connections over a Unix socket "
                              "need server.real_ip_header")
                : "unable to parse remote addr " + peer.address);
    }
    const std::string value = request.joinedHeader(policy.header);
    const std::vector<std::string_view> addresses = splitAtCommas(value);
    const auto count = static_cast<int>(addresses.size());
    const int position =
        policy.position < 0 ? std::max(0, count + policy.position) : policy.position;
    if (position >= count)
        return tl::unexpected("client address not provided: " + policy.header + " has " +
                              std::to_string(count) + " entries, and real_ip_pos is " +
                              std::to_string(policy.position));
    const std::string_view text = text::trimmed(addresses[static_cast<std::size_t>(position)]);
    if (text.empty())
        return tl::unexpected(std::string("client address not provided"));
    if (const auto ip = parseHostPort(text))
        return ClientAddress{*ip, std::string(text)};
    return tl::unexpected("unable to parse remote addr " + std::string(text));
}

} // namespace wharfgate::token
