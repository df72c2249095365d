// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wharfgate::http {

/// One HTTP/1.1 request, complete with body. Plain data; bytes as received.
struct Request
{
    std::string method;
    std::string target; // request-target as received
    std::string path; // percent-decoded path of origin-form or absolute-form; "*" for asterisk-form
    std::string query;                                        // raw, without '?'
    int versionMinor = 1;                                     // HTTP/1.0 or HTTP/1.1
    std::vector<std::pair<std::string, std::string>> headers; // names as received, in order
    std::string body;

    /// The first header of that name (ASCII case-insensitive), or null.
    const std::string *header(std::string_view name) const;
    /// All values of that name joined with ", " (RFC 9110 5.3); empty if there is none.
    std::string joinedHeader(std::string_view name) const;
};

} // namespace wharfgate::http
