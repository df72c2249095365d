// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/http/Request.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wharfgate::token {

/// The parameters of a request, read as Go's http.Request.Form reads them, because docker_auth's
/// clients rely on it: an application/x-www-form-urlencoded body (POST only) comes before the
/// query, a multipart/form-data body after it; pairs with a bad escape or a ';' are dropped; '+' is
/// a space.
class FormValues
{
public:
    static FormValues fromRequest(const http::Request &request);

    /// The first value of that name, or empty.
    std::string_view first(std::string_view name) const;
    /// All values of that name, in order.
    std::vector<std::string_view> all(std::string_view name) const;

private:
    void addUrlEncoded(std::string_view text);

    std::vector<std::pair<std::string, std::string>> m_pairs;
};

/// application/x-www-form-urlencoded decoding of one name or value; nothing if an escape is broken.
std::optional<std::string> urlDecode(std::string_view text);

} // namespace wharfgate::token
