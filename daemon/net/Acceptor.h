// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/log/RateLimit.h"
#include "daemon/net/ConnectionLimits.h"
#include "daemon/net/FileDescriptor.h"
#include "daemon/net/Listener.h"
#include "daemon/net/NetworkThread.h"

#include <QBasicTimer>
#include <QObject>
#include <QSocketNotifier>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>

struct sockaddr_storage;

namespace wharfgate::log {
class Logger;
}

namespace wharfgate::net {

/// What acceptors of a server share with it. Safe on any thread.
class AcceptorRecord
{
public:
    explicit AcceptorRecord(log::Logger &logger)
        : m_logger(logger)
    {}

    void noteRefused(const http::Peer &peer, ConnectionLimits::Refusal refusal, int limit);
    void noteExhausted(int error, int closed);

    void setSetup(ServerSetup setup);
    std::shared_ptr<const ServerSetup> setup() const;

    std::atomic<std::uint64_t> accepted{0};
    std::atomic<std::uint64_t> refused{0};
    std::atomic<std::uint64_t> exhausted{0};
    ConnectionLimits limits;

private:
    log::Logger &m_logger;
    log::RateLimit m_refusedLog;
    log::RateLimit m_exhaustedLog;
    mutable std::mutex m_mutex;
    std::shared_ptr<const ServerSetup> m_setup =
        std::make_shared<ServerSetup>(); // guarded by m_mutex
};

/// Accepts connections of one listener and hands them out. Lives in the first network thread, so
/// that the main thread's work (a reload) does not keep clients waiting.
///
/// One acceptor with a hand-out, and not a listener with SO_REUSEPORT per thread: the kernel
/// spreads by a hash of addresses and ports, so that a few clients may all land on one thread, and
/// drops what waits in the backlog of a listener that closes. Accepting costs a hundredth of a TLS
/// handshake.
class Acceptor final : public QObject
{
public:
    using HandOut = std::function<void(AcceptedSocket)>;

    Acceptor(Listener listener, AcceptorRecord &record, HandOut handOut);
    Q_DISABLE_COPY_MOVE(Acceptor)

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void acceptWaiting();
    void admit(FileDescriptor descriptor, const sockaddr_storage &address);
    void shed(int error);
    void pause();

    Listener m_listener;
    AcceptorRecord &m_record;
    HandOut m_handOut;
    QSocketNotifier m_notifier;
    QBasicTimer m_pauseTimer;
    /// Kept for when descriptors run out: given up for a moment, it lets a waiting connection be
    /// accepted and closed, so that its client knows.
    FileDescriptor m_reserve;
};

} // namespace wharfgate::net
