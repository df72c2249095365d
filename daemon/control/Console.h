// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/ControlServer.h"
#include "daemon/control/SocketFile.h"
#include "daemon/control/WorkerPool.h"
#include "daemon/service/Companion.h"
#include "daemon/service/Daemon.h"

#include <functional>
#include <optional>
#include <string>

namespace wharfgate::control {

/// The console of a running daemon: its socket, the methods and the threads for their work. Follows
/// the `control:` section of the configuration. Belongs to the main thread.
class Console final : public service::Companion
{
public:
    struct Options
    {
        std::string version;
        std::string defaultSocket;        // without control.socket; empty: none
        std::function<void()> stopDaemon; // ends the process, later
        ServerLimits limits = {};
        Identify identify = &peerIdentity;
    };

    /// Makes itself the companion of `daemon`, which outlives it and is not started yet.
    Console(service::Daemon &daemon, log::Logger &logger, Options options);
    ~Console() override;

    Result<void> prepare(const config::Configuration &next) override;
    void commit() override;
    void discard() override;

    /// Tells all clients that the daemon stops, and listens no more.
    void stop();
    /// Where it listens; empty: nowhere.
    std::string socketPath() const { return m_server.isListening() ? m_place.path : std::string(); }
    ControlServer &server() { return m_server; }

private:
    /// What a configuration that is not in force yet needs.
    struct Next
    {
        SocketPlace place;
        bool staysOpen = false; // the socket in use is the one
        std::optional<net::Listener> listener;
        Authorization authorization;
    };
    void handleReload(const service::ReloadReport &report);

    service::Daemon &m_daemon;
    log::Logger &m_logger;
    const Options m_options;
    ControlServer m_server;
    WorkerPool m_worker; // after the server with its methods: their work ends before they go
    SocketPlace m_place; // in use
    std::optional<Next> m_next;
};

} // namespace wharfgate::control
