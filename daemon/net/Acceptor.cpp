// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/net/Acceptor.h"

#include "daemon/log/Logger.h"

#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <system_error>

namespace wharfgate::net {

namespace {

/// Closed at once when descriptors run out; then the other connections have their turn.
constexpr int kShedPerTurn = 64;
/// Without descriptors the listener stays readable; asking more often would only burn CPU.
constexpr std::chrono::milliseconds kPause{100};

FileDescriptor openReserve()
{
    return FileDescriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC));
}

FileDescriptor acceptOne(int listener, sockaddr_storage &address)
{
    socklen_t length = sizeof address;
    address = {};
    return FileDescriptor(::accept4(listener, reinterpret_cast<sockaddr *>(&address), &length,
                                    SOCK_CLOEXEC | SOCK_NONBLOCK));
}

bool isExhaustion(int error)
{
    return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

/// IPv4 as such, also when it came through an IPv6 socket; empty for a Unix socket.
http::Peer peerOf(const sockaddr_storage &storage)
{
    http::Peer peer;
    char text[INET6_ADDRSTRLEN] = "";
    if (storage.ss_family == AF_INET) {
        const auto *address = reinterpret_cast<const sockaddr_in *>(&storage);
        ::inet_ntop(AF_INET, &address->sin_addr, text, sizeof text);
        peer.port = ntohs(address->sin_port);
    } else if (storage.ss_family == AF_INET6) {
        const auto *address = reinterpret_cast<const sockaddr_in6 *>(&storage);
        if (IN6_IS_ADDR_V4MAPPED(&address->sin6_addr))
            ::inet_ntop(AF_INET, &address->sin6_addr.s6_addr[12], text, sizeof text);
        else
            ::inet_ntop(AF_INET6, &address->sin6_addr, text, sizeof text);
        peer.port = ntohs(address->sin6_port);
    }
    peer.address = text;
    return peer;
}

} // namespace

void AcceptorRecord::setSetup(ServerSetup setup)
{
    auto shared = std::make_shared<const ServerSetup>(std::move(setup));
    const std::lock_guard guard(m_mutex);
    m_setup.swap(shared);
}

std::shared_ptr<const ServerSetup> AcceptorRecord::setup() const
{
    const std::lock_guard guard(m_mutex);
    return m_setup;
}

void AcceptorRecord::noteRefused(const http::Peer &peer, ConnectionLimits::Refusal refusal,
                                 int limit)
{
    refused.fetch_add(1, std::memory_order_relaxed);
    const auto heldBack = m_refusedLog.pass();
    if (!heldBack)
        return;
    const bool total = refusal == ConnectionLimits::Refusal::Total;
    m_logger.warning(
        "net", "connection-refused",
        total ? "the limit of connections in total is reached; new ones are closed"
              : "a client has reached the limit of connections per address; its new "
                "ones are closed",
        {{"peer", peer.address}, {"limit", limit}, {"held_back", std::to_string(*heldBack)}});
}

void AcceptorRecord::noteExhausted(int error, int closed)
{
    exhausted.fetch_add(static_cast<std::uint64_t>(closed), std::memory_order_relaxed);
    if (const auto heldBack = m_exhaustedLog.pass())
        m_logger.error("net", "descriptors-exhausted",
                       "connections cannot be accepted; raise the limit of open files "
                       "(LimitNOFILE= of the service, ulimit -n)",
                       {{"error", std::generic_category().message(error)},
                        {"held_back", std::to_string(*heldBack)}});
}

Acceptor::Acceptor(Listener listener, AcceptorRecord &record, HandOut handOut)
    : m_listener(std::move(listener))
    , m_record(record)
    , m_handOut(std::move(handOut))
    , m_notifier(m_listener.descriptor(), QSocketNotifier::Read)
    , m_reserve(openReserve())
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &Acceptor::acceptWaiting);
}

/// One connection a turn: the listener stays readable while more wait, and the thread's own
/// connections have their turn in between.
void Acceptor::acceptWaiting()
{
    sockaddr_storage address{};
    FileDescriptor descriptor = acceptOne(m_listener.descriptor(), address);
    if (descriptor.isValid())
        return admit(std::move(descriptor), address);
    // accept(2): errors of a connection that died while it waited are to be taken as EAGAIN.
    const int error = errno;
    if (isExhaustion(error)) {
        shed(error);
        pause();
    }
}

void Acceptor::admit(FileDescriptor descriptor, const sockaddr_storage &address)
{
    http::Peer peer = peerOf(address);
    std::shared_ptr<const ServerSetup> setup = m_record.setup();
    auto refusal = ConnectionLimits::Refusal::Total;
    auto ticket = m_record.limits.admit(peer.address, setup->maxConnections,
                                        setup->maxConnectionsPerAddress, refusal);
    if (!ticket) {
        m_record.noteRefused(peer, refusal,
                             refusal == ConnectionLimits::Refusal::Total
                                 ? setup->maxConnections
                                 : setup->maxConnectionsPerAddress);
        return;
    }
    m_record.accepted.fetch_add(1, std::memory_order_relaxed);
    m_handOut({std::move(descriptor), std::move(peer), std::move(setup), std::move(*ticket)});
}

/// Closes what waits, as far as that can be done, by means of the reserve.
void Acceptor::shed(int error)
{
    int closed = 0;
    sockaddr_storage address{};
    bool more = true;
    while (more && closed < kShedPerTurn && m_reserve.isValid()) {
        m_reserve.reset();
        FileDescriptor taken = acceptOne(m_listener.descriptor(), address);
        more = taken.isValid();
        closed += more ? 1 : 0;
        taken.reset(); // gives the reserve its place back, if no other thread is faster
        m_reserve = openReserve();
    }
    m_record.noteExhausted(error, closed);
}

void Acceptor::pause()
{
    m_notifier.setEnabled(false);
    m_pauseTimer.start(static_cast<int>(kPause.count()), this);
}

void Acceptor::timerEvent(QTimerEvent *)
{
    m_pauseTimer.stop();
    if (!m_reserve.isValid())
        m_reserve = openReserve();
    m_notifier.setEnabled(true);
}

} // namespace wharfgate::net
