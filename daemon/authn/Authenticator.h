// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/http/RequestHandler.h"
#include "shared/acl/Request.h"

#include <functional>
#include <string>
#include <string_view>

namespace wharfgate::authn {

/// Who claims to be whom. The password never leaves an authenticator.
struct Attempt
{
    std::string account; // empty: anonymous
    std::string password;
    std::string clientAddress;
    std::string service;
    http::Cancellation cancelled; // may be null
};

enum class Outcome
{
    Accepted,
    Refused, ///< wrong password, or a program said no: the chain stops, 401
    NoMatch, ///< not mine: the next authenticator is asked
    Busy,    ///< a bounded queue is full: 503 with Retry-After
    Failed,  ///< broken: the chain stops, 500
};

struct Verdict
{
    Outcome outcome = Outcome::NoMatch;
    acl::Labels labels;
    std::string authenticator; // which one decided; empty: none
    std::string reason;        // one sentence for the log and console, without secrets
    std::string program;       // external program's first line of standard error, escaped
};

/// Called exactly once, on the thread that called authenticate(); may be before it returns.
using VerdictCallback = std::function<void(Verdict)>;

/// One way to find out who somebody is. Immutable after construction and called from all network
/// threads at once; never blocks the caller.
class Authenticator
{
public:
    virtual ~Authenticator() = default;
    virtual std::string_view name() const = 0; // "static", "ext_auth"
    virtual void authenticate(const Attempt &attempt, VerdictCallback done) const = 0;
};

} // namespace wharfgate::authn
