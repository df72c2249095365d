// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace wharfgate::http {

/// What a handler answers. The connection adds Date, Content-Length and Connection, and leaves the
/// body out for HEAD.
struct Response
{
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    bool closeConnection = false;
};

} // namespace wharfgate::http
