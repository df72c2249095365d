// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/http/Limits.h"
#include "daemon/http/RequestHandler.h"
#include "shared/base/Result.h"
#include "ssl/ServerContext.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace wharfgate::log {
class Logger;
}

namespace wharfgate::net {

class Listener;

/// Where to listen. A Unix socket's path, or host and port; an empty host is every address, IPv6
/// and IPv4.
struct ListenAddress
{
    bool isUnix = false;
    std::string host; // or the path
    int port = 0;     // 0: any free port

    /// Go's listen form: ":5001", "127.0.0.1:5001", "[::1]:5001", "localhost:5001".
    static Result<ListenAddress> parseTcp(const std::string &text);
    bool operator==(const ListenAddress &) const = default;
};

/// What connections are made with; swapped whole on reload, and used by connections accepted later
/// (limits and context) or by each request (handler).
struct ServerSetup
{
    std::shared_ptr<const tls::ServerContext> tls; // null: plain HTTP
    http::Limits limits;
    int maxConnections = 20'000;
    int maxConnectionsPerAddress = 10'000;
};

/// Counters for tests and status; each is a snapshot.
struct ServerStatistics
{
    std::uint64_t accepted = 0;
    std::uint64_t refused = 0;   // by a connection limit
    std::uint64_t exhausted = 0; // closed because descriptors ran out
    std::uint64_t handshakeFailures = 0;
    std::uint64_t requests = 0;
    int open = 0;
};

/// The HTTP server: a listener and N network threads, each with its own event loop (an epoll
/// dispatcher) and its own connections. Owned by the main thread; its functions are called there.
class Server
{
public:
    /// `handler` is called on the network threads and outlives the server.
    Server(int threads, http::RequestHandler &handler, log::Logger &logger);
    ~Server(); // stops at once
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    /// Binds and listens, replacing a former listener only when the new one works. Connections in
    /// flight go on. A Unix socket left by a dead process is replaced; one in use is an error.
    Result<void> listen(const ListenAddress &address);
    /// Accepts from a listener that is open already, in place of a former one.
    void listen(Listener listener);
    /// The address in use, with the real port.
    ListenAddress address() const;
    /// For connections accepted from now on.
    void setSetup(ServerSetup setup);
    ServerStatistics statistics() const;

    /// Calls `answered` from the application's event loop once every network thread has turned its
    /// own. If one hangs, never.
    void probeThreads(std::function<void()> answered) const;

    /// Stops accepting, lets requests in flight finish for at most `limit`, closes the rest.
    void stop(std::chrono::milliseconds limit);

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace wharfgate::net
