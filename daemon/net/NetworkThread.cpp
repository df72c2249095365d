// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/net/NetworkThread.h"

#include "daemon/http/Connection.h"
#include "daemon/http/ConnectionHost.h"
#include "daemon/net/EpollEventDispatcher.h"

#include <QEvent>
#include <QSocketNotifier>

#include <utility>

namespace wharfgate::net {

NetworkThread::NetworkThread(http::RequestHandler &handler, http::ServerRecord &record,
                             const QString &name)
    : m_handler(handler)
    , m_record(record)
{
    setObjectName(name);
    auto dispatcher = std::make_unique<EpollEventDispatcher>();
    if (dispatcher->isValid()) // else Qt's own will do
        setEventDispatcher(dispatcher.release());
    start();
}

NetworkThread::~NetworkThread()
{
    post([this] { quit(); });
    m_ended.get_future().wait(); // seen by thread sanitizers, which do not look into Qt
    wait();
}

void NetworkThread::run()
{
    serve();
    m_ended.set_value();
}

void NetworkThread::serve()
{
    http::ConnectionHost host{
        m_handler, m_record, [this](http::Connection &connection) { forget(connection); }, {}, {}};
    m_host = &host;
    QSocketNotifier notifier(m_mailbox.descriptor(), QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &notifier,
                     [this] { m_mailbox.deliver(); });
    exec();
    deleteConnections();
    m_host = nullptr;
}

void NetworkThread::run(const std::function<void()> &work)
{
    std::promise<void> done;
    post([&work, &done] {
        work();
        done.set_value();
    });
    done.get_future().wait();
}

void NetworkThread::adopt(AcceptedSocket socket)
{
    m_load.fetch_add(1, std::memory_order_relaxed);
    if (QThread::currentThread() == this) {
        open(std::move(socket));
        return;
    }
    // std::function wants to be copyable; the socket is not.
    post([this, shared = std::make_shared<AcceptedSocket>(std::move(socket))] {
        open(std::move(*shared));
    });
}

void NetworkThread::open(AcceptedSocket socket)
{
    const std::shared_ptr<const ServerSetup> &setup = socket.setup;
    const std::shared_ptr<const http::Limits> limits(setup, &setup->limits);
    auto *connection = new http::Connection(socket.descriptor.release(), std::move(socket.peer),
                                            setup->tls, limits, *m_host);
    m_connections.emplace(connection, std::move(socket.ticket));
}

void NetworkThread::forget(http::Connection &connection)
{
    if (m_connections.erase(&connection) == 0)
        return;
    m_load.fetch_sub(1, std::memory_order_relaxed);
    connection.deleteLater(); // it is on the call stack
}

void NetworkThread::drain()
{
    post([this] {
        // Draining ends connections, which changes the map.
        std::vector<http::Connection *> connections;
        connections.reserve(m_connections.size());
        for (const auto &[connection, ticket] : m_connections)
            connections.push_back(connection);
        for (http::Connection *connection : connections)
            connection->drain();
    });
}

void NetworkThread::closeAll()
{
    run([this] { deleteConnections(); });
}

void NetworkThread::deleteConnections()
{
    Connections connections;
    connections.swap(m_connections);
    m_load.fetch_sub(static_cast<int>(connections.size()), std::memory_order_relaxed);
    for (const auto &[connection, ticket] : connections)
        delete connection;
}

} // namespace wharfgate::net
