// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/http/RequestHandler.h"
#include "daemon/token/ClientAddress.h"
#include "daemon/token/Scope.h"

#include <optional>
#include <string>
#include <vector>

namespace wharfgate::token {

/// What a client asks of the token endpoint: distribution's token specification (GET) and its
/// OAuth2 form (POST). Unknown parameters are ignored.
struct TokenRequest
{
    std::string account; // empty: anonymous
    std::string password;
    std::string service; // becomes the audience
    std::vector<Scope> scopes;
    std::optional<acl::IpAddress> ip;
    std::string clientAddress;
    bool isRefresh = false; // POST with grant_type=refresh_token
    bool ignoredAuthorization =
        false; // an Authorization header that is no valid Basic one was there
};

/// The request as far as it could be read, and what is wrong with it, if anything (the text of a
/// 400).
struct TokenRequestOutcome
{
    TokenRequest request;
    std::string error; // empty: none
};

/// Scopes that one request may hold; each costs a walk through the access rules.
inline constexpr std::size_t kMaxScopes = 1000;

TokenRequestOutcome readTokenRequest(const http::Request &request, const http::Peer &peer,
                                     const ClientAddressPolicy &policy);

} // namespace wharfgate::token
