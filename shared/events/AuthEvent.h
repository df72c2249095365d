// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/Request.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wharfgate::events {

/// What came of one token request.
enum class AuthResult
{
    Granted, ///< every requested action was granted (or none was requested)
    PartlyGranted,
    Denied,      ///< scopes were requested and nothing was granted
    LoginFailed, ///< 401
    BadRequest,  ///< 400
    Busy,        ///< 503: a bounded queue was full
    Error,       ///< 500: an authenticator or authorizer failed
};
inline constexpr std::array kAuthResults = {
    AuthResult::Granted,    AuthResult::PartlyGranted, AuthResult::Denied, AuthResult::LoginFailed,
    AuthResult::BadRequest, AuthResult::Busy,          AuthResult::Error};

/// One requested scope and what the rules said.
struct ScopeOutcome
{
    std::string type;
    std::string name;
    std::vector<std::string> requested;
    std::vector<std::string> granted;
    std::optional<std::size_t> rule; // deciding access rule, index from 0
    std::string ruleComment;
    std::string authorizer; // "acl", "ext_authz", empty: none matched
};

/// The record of one authentication decision. Never holds a password, token, hash or Authorization
/// header.
struct AuthEvent
{
    std::chrono::system_clock::time_point time; // UTC
    std::string requestId;                      // 16 hex digits
    std::string account;                        // empty: anonymous
    std::string clientAddress;                  // after real_ip_header
    std::string peerAddress;                    // of the connection
    std::string service;
    std::vector<ScopeOutcome> scopes;
    AuthResult result = AuthResult::Error;
    int status = 0;            // HTTP status
    std::string reason;        // one sentence, empty when granted
    std::string authenticator; // "static", "ext_auth", empty: none
    std::chrono::microseconds duration{0};
    bool tls = false;
    std::string tlsProtocol; // "TLSv1.3", empty without TLS
    std::string userAgent;   // cut at 256 bytes
    std::string program;     // external program's first line of standard error, escaped
    /// Of the service that decided, from 1; 0: unknown. Tells which rules the indexes mean while
    /// requests of the former configuration are under way; not part of any written form.
    std::uint64_t generation = 0;
};

std::string_view
toString(AuthResult result); // "granted", "partly-granted", "denied", "login-failed", …

/// One JSON object on one line, without the newline: the journal's and the console's form. Every
/// field is always there, in this order, and names and meanings do not change between versions:
///   time           RFC 3339 in UTC with milliseconds: 2026-01-31T09:08:07.006Z
///   event          always "decision", as opposed to the log's other records
///   request_id     16 hex digits
///   result         as toString(AuthResult)
///   status         HTTP status, a number
///   reason         one sentence; empty when granted
///   account        empty: anonymous
///   client, peer   addresses: after real_ip_header, and of the connection
///   service
///   scopes         list of {type, name, requested, granted: lists of text, rule: index from 0 or
///                  null, comment, authorizer}
///   authenticator  empty: none decided
///   duration_us    microseconds, a number
///   tls            true or false
///   tls_protocol   "TLSv1.3"; empty without TLS
///   user_agent
///   program        external program's first line of standard error, control characters escaped
std::string toJson(const AuthEvent &event);
/// One line for people, without the newline; the parts that are empty are left out:
/// 2026-01-31T09:08:07.006Z info decision: granted status=200 account=alice service="Docker
/// registry" scope=repository:alice/app:pull,push granted=pull,push rule=3 client=10.1.2.3 …
/// Control characters are escaped, and values other than one plain word quoted.
std::string toText(const AuthEvent &event);

} // namespace wharfgate::events
