// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/http/Deadlines.h"
#include "daemon/http/RequestHandler.h"
#include "daemon/http/ResponseText.h"
#include "daemon/log/RateLimit.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

namespace wharfgate::log {
class Logger;
}

namespace wharfgate::http {

class Connection;

/// What the connections of all threads of a server share: counters, and log messages that clients
/// could repeat without end. Safe on any thread.
class ServerRecord
{
public:
    explicit ServerRecord(log::Logger &logger)
        : m_logger(logger)
    {}

    void notePlainHttpOnTls(const Peer &peer);
    void noteTlsOnPlainHttp(const Peer &peer);
    void noteHandshakeFailure(const Peer &peer, const std::string &reason);

    std::atomic<std::uint64_t> requests{0};
    std::atomic<std::uint64_t> handshakeFailures{0};

private:
    log::Logger &m_logger;
    log::RateLimit m_plainHttpOnTls;
    log::RateLimit m_tlsOnPlainHttp;
    log::RateLimit m_handshakeFailure;
};

/// What the connections of one thread share. Lives in that thread.
struct ConnectionHost
{
    RequestHandler &handler;
    ServerRecord &record;
    /// Called once as the last act of a connection, which the callee deletes later (deleteLater()).
    std::function<void(Connection &)> finished;
    Deadlines deadlines;
    DateCache date;
};

} // namespace wharfgate::http
