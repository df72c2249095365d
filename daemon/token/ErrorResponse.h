// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/http/Response.h"

#include <string_view>

namespace wharfgate::token {

/// An error as registry clients show it: {"errors":[{"code":…,"message":…}]} (OCI distribution
/// specification, error codes), with OAuth2's "error" beside it for the statuses RFC 6749 5.2
/// names. `message` is one sentence for the person at the client.
http::Response errorResponse(int status, std::string_view message);

} // namespace wharfgate::token
