// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/http/RequestHandler.h"
#include "shared/acl/IpAddress.h"

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace wharfgate::token {

/// Where the client's address comes from: the connection, or a header that a proxy sets.
struct ClientAddressPolicy
{
    std::string header; // empty: the connection's peer
    int position = 0;   // in the header's comma-separated list; negative counts from the end
    std::optional<std::vector<acl::IpNetwork>>
        trustedProxies; // absent: the header is believed from anyone
};

struct ClientAddress
{
    acl::IpAddress ip;
    std::string text; // as found
};

/// The client's address by that policy, or what is wrong (the text of a 400).
tl::expected<ClientAddress, std::string> clientAddress(const http::Request &request,
                                                       const http::Peer &peer,
                                                       const ClientAddressPolicy &policy);

/// "10.1.2.3", "10.1.2.3:80", "2001:db8::1", "[2001:db8::1]:443", "[2001:db8::1]".
std::optional<acl::IpAddress> parseHostPort(std::string_view text);

} // namespace wharfgate::token
