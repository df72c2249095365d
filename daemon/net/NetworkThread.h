// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/http/RequestHandler.h"
#include "daemon/net/ConnectionLimits.h"
#include "daemon/net/FileDescriptor.h"
#include "daemon/net/Mailbox.h"
#include "daemon/net/Server.h"

#include <QThread>

#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <unordered_map>

namespace wharfgate::http {
class Connection;
class ServerRecord;
struct ConnectionHost;
} // namespace wharfgate::http

namespace wharfgate::net {

/// A connection that was accepted and has not been given to its thread yet.
struct AcceptedSocket
{
    FileDescriptor descriptor;
    http::Peer peer;
    std::shared_ptr<const ServerSetup> setup;
    ConnectionLimits::Ticket ticket;
};

/// A thread with its own event loop over epoll and its own connections. Started by its constructor,
/// ended (with its connections) by its destructor. Its functions are for any thread.
class NetworkThread final : private QThread
{
public:
    NetworkThread(http::RequestHandler &handler, http::ServerRecord &record, const QString &name);
    ~NetworkThread() override;
    Q_DISABLE_COPY_MOVE(NetworkThread)

    void post(std::function<void()> work) { m_mailbox.post(std::move(work)); }
    /// Returns when `work` is done. Not from the thread itself.
    void run(const std::function<void()> &work);

    void adopt(AcceptedSocket socket);
    /// Idle connections end now, others once their request is answered.
    void drain();
    /// Ends every connection; returns when they have ended.
    void closeAll();
    /// Connections here or on their way here.
    int load() const { return m_load.load(std::memory_order_relaxed); }

private:
    using Connections = std::unordered_map<http::Connection *, ConnectionLimits::Ticket>;

    void run() override;
    void serve();
    void open(AcceptedSocket socket);
    void forget(http::Connection &connection);
    void deleteConnections();

    http::RequestHandler &m_handler;
    http::ServerRecord &m_record;
    Mailbox m_mailbox;
    std::atomic<int> m_load{0};
    std::promise<void> m_ended; // kept when the thread has let go of everything here
    // Of the thread itself, while it runs.
    http::ConnectionHost *m_host = nullptr;
    Connections m_connections;
};

} // namespace wharfgate::net
