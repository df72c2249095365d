// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/http/RequestHandler.h"
#include "shared/acl/Request.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wharfgate::authz {

enum class Outcome
{
    Decided, ///< `actions` are granted, perhaps none: the chain stops
    NoMatch, ///< the next authorizer is asked
    Busy,    ///< 503
    Failed,  ///< 500
};

struct Verdict
{
    Outcome outcome = Outcome::NoMatch;
    std::vector<std::string> actions;
    std::string authorizer;          // which one decided
    std::optional<std::size_t> rule; // deciding access rule
    std::string ruleComment;
    std::string reason;  // one sentence, for failures
    std::string program; // first line of standard error, escaped
};

/// Called exactly once, on the thread that called authorize(); may be before it returns.
using VerdictCallback = std::function<void(Verdict)>;

/// One way to find out what somebody may do with one scope. Immutable and called from all network
/// threads at once; never blocks the caller.
class Authorizer
{
public:
    virtual ~Authorizer() = default;
    virtual std::string_view name() const = 0; // "acl", "ext_authz"
    virtual void authorize(const acl::Request &request, const http::Cancellation &cancelled,
                           VerdictCallback done) const = 0;
};

} // namespace wharfgate::authz
