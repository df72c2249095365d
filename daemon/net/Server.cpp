// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/net/Server.h"

#include "daemon/http/ConnectionHost.h"
#include "daemon/net/Acceptor.h"
#include "daemon/net/Listener.h"
#include "daemon/net/NetworkThread.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <vector>

namespace wharfgate::net {

struct Server::Data
{
    Data(int threadCount, http::RequestHandler &handler, log::Logger &logger)
        : record(logger)
        , acceptorRecord(logger)
    {
        for (int i = 0; i < std::max(1, threadCount); ++i)
            threads.push_back(std::make_unique<NetworkThread>(handler, record,
                                                              QStringLiteral("network-%1").arg(i)));
    }

    ~Data() { closeListener(); }

    void handOut(AcceptedSocket socket)
    {
        const auto leastLoaded =
            std::min_element(threads.begin(), threads.end(),
                             [](const auto &a, const auto &b) { return a->load() < b->load(); });
        (*leastLoaded)->adopt(std::move(socket));
    }

    /// In place of the former acceptor, if there is one.
    void startAccepting(Listener listener)
    {
        requested = listener.requested();
        actual = listener.address();
        threads.front()->run([this, &listener] {
            acceptor = std::make_unique<Acceptor>(
                std::move(listener), acceptorRecord,
                [this](AcceptedSocket socket) { handOut(std::move(socket)); });
        });
    }

    void closeListener()
    {
        threads.front()->run([this] { acceptor.reset(); });
        requested.reset();
        actual = {};
    }

    int open() const
    {
        int sum = 0;
        for (const auto &thread : threads)
            sum += thread->load();
        return sum;
    }

    http::ServerRecord record;
    AcceptorRecord acceptorRecord;
    std::optional<ListenAddress> requested; // nothing while not listening
    ListenAddress actual;
    std::vector<std::unique_ptr<NetworkThread>> threads;
    std::unique_ptr<Acceptor> acceptor; // of the first thread, used there only
};

Server::Server(int threads, http::RequestHandler &handler, log::Logger &logger)
    : m_data(std::make_unique<Data>(threads, handler, logger))
{}

Server::~Server() = default;

Result<void> Server::listen(const ListenAddress &address)
{
    if (m_data->requested == address)
        return {};
    auto listener = Listener::open(address);
    const auto former = m_data->requested;
    // Our own former listener may be what is in the way: from 127.0.0.1:5001 to :5001, say.
    const bool ourselves = !listener && listener.error().code == ErrorCode::Busy && former &&
                           !former->isUnix && !address.isUnix &&
                           m_data->actual.port == address.port;
    if (ourselves) {
        const ListenAddress actual = m_data->actual;
        m_data->closeListener();
        listener = Listener::open(address);
        if (!listener) {
            if (auto restored = Listener::open(actual)) {
                m_data->startAccepting(std::move(*restored));
                m_data->requested = former;
            }
        }
    }
    if (!listener)
        return tl::unexpected<Error>(listener.error());
    m_data->startAccepting(std::move(*listener));
    return {};
}

void Server::listen(Listener listener)
{
    m_data->startAccepting(std::move(listener));
}

ListenAddress Server::address() const
{
    return m_data->actual;
}

void Server::setSetup(ServerSetup setup)
{
    m_data->acceptorRecord.setSetup(std::move(setup));
}

ServerStatistics Server::statistics() const
{
    ServerStatistics statistics;
    statistics.accepted = m_data->acceptorRecord.accepted.load(std::memory_order_relaxed);
    statistics.refused = m_data->acceptorRecord.refused.load(std::memory_order_relaxed);
    statistics.exhausted = m_data->acceptorRecord.exhausted.load(std::memory_order_relaxed);
    statistics.handshakeFailures = m_data->record.handshakeFailures.load(std::memory_order_relaxed);
    statistics.requests = m_data->record.requests.load(std::memory_order_relaxed);
    statistics.open = m_data->open();
    return statistics;
}

void Server::probeThreads(std::function<void()> answered) const
{
    const auto missing = std::make_shared<std::atomic<std::size_t>>(m_data->threads.size());
    for (const auto &thread : m_data->threads) {
        thread->post([missing, answered] {
            if (missing->fetch_sub(1) == 1)
                QMetaObject::invokeMethod(QCoreApplication::instance(), answered,
                                          Qt::QueuedConnection);
        });
    }
}

void Server::stop(std::chrono::milliseconds limit)
{
    m_data->closeListener();
    for (const auto &thread : m_data->threads)
        thread->drain();
    // An event loop and not a wait: answers to requests in flight may come through this thread. The
    // few polls are cheaper than a way back from each connection.
    const auto deadline = std::chrono::steady_clock::now() + limit;
    const auto isOver = [&] {
        return m_data->open() == 0 || std::chrono::steady_clock::now() >= deadline;
    };
    if (!isOver()) {
        QEventLoop loop;
        QTimer timer;
        QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
            if (isOver())
                loop.quit();
        });
        timer.start(std::chrono::milliseconds(10));
        loop.exec(QEventLoop::ExcludeUserInputEvents);
    }
    for (const auto &thread : m_data->threads)
        thread->closeAll();
}

} // namespace wharfgate::net
