// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/net/Server.h"

#include <charconv>

namespace wharfgate::net {

Result<ListenAddress> ListenAddress::parseTcp(const std::string &text)
{
    const auto refuse = [&text](const char *why) {
        return failure(ErrorCode::InvalidInput, "invalid listen address \"" + text + "\": " + why);
    };
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos)
        return refuse("the port is missing (\":5001\", \"127.0.0.1:5001\" or \"[::1]:5001\")");
    ListenAddress address;
    address.host = text.substr(0, colon);
    if (address.host.size() >= 2 && address.host.front() == '[' && address.host.back() == ']')
        address.host = address.host.substr(1, address.host.size() - 2);
    else if (address.host.find(':') != std::string::npos)
        return refuse("an IPv6 address stands in brackets (\"[::1]:5001\")");
    if (address.host.find_first_of("[]/ \t") != std::string::npos ||
        address.host.find('\0') != std::string::npos)
        return refuse("the host is malformed");
    const char *begin = text.data() + colon + 1;
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(begin, end, address.port);
    if (error != std::errc() || stop != end || address.port < 0 || address.port > 65535)
        return refuse("the port is a number from 0 to 65535");
    return address;
}

} // namespace wharfgate::net
