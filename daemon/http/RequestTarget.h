// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/http/ParseError.h"

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace wharfgate::http {

/// A request-target taken apart (RFC 9112 3.2). The path is percent-decoded and otherwise
/// untouched: dot segments and empty segments stay, as they do in Go's URL.Path.
struct RequestTarget
{
    std::string path;  // "*" for asterisk-form
    std::string query; // raw, without '?'

    static tl::expected<RequestTarget, ParseError> parse(std::string_view method,
                                                         std::string_view target);
};

/// Only characters that may stand in a Host header (RFC 9110 7.2: a host and an optional port; the
/// characters are those of RFC 3986 3.2.2). An empty value is valid.
bool isValidHost(std::string_view host);

} // namespace wharfgate::http
