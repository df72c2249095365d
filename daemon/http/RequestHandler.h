// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/http/Request.h"
#include "daemon/http/Response.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace wharfgate::http {

/// Who is at the other end of a connection.
struct Peer
{
    std::string address; // numeric, without port; empty for a Unix socket
    int port = 0;
    bool tls = false;
    std::string tlsProtocol;
};

/// Set when the client has gone; work still queued for it may be dropped. Read from any thread.
using Cancellation = std::shared_ptr<const std::atomic<bool>>;

/// Sends the one answer to a request. Call exactly once, on the thread that called handle();
/// calling it after the client has gone is allowed and does nothing. May be called before handle()
/// returns.
using Responder = std::function<void(Response)>;

/// The seam between HTTP and the application.
class RequestHandler
{
public:
    virtual ~RequestHandler() = default;
    /// Called on a network thread for each complete, well-formed request, one at a time per
    /// connection.
    virtual void handle(Request request, const Peer &peer, Cancellation cancelled,
                        Responder respond) = 0;
    /// The answer to bytes that are no valid request (status 400, 408, 413, 414, 431, 501, 505).
    /// `reason` is readable.
    virtual Response malformed(int status, const std::string &reason, const Peer &peer) = 0;
};

} // namespace wharfgate::http
