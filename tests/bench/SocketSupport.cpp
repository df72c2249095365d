// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/SocketSupport.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>

namespace wharfgate::bench {

namespace {

constexpr int kBacklog = 4096;
constexpr timeval kReceiveLimit{30, 0}; // a server that stalls must not stall the measurement

sockaddr_in loopback(std::uint8_t last, std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl((127U << 24U) | last);
    return address;
}

const sockaddr *generic(const sockaddr_in &address)
{
    return reinterpret_cast<const sockaddr *>(&address);
}

void enable(int descriptor, int level, int option)
{
    const int on = 1;
    setsockopt(descriptor, level, option, &on, sizeof on);
}

} // namespace

std::string systemError(const std::string &what)
{
    return what + ": " + std::strerror(errno);
}

Result<net::FileDescriptor> listenOn(std::uint16_t port)
{
    net::FileDescriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_in address = loopback(1, port);
    enable(socket.get(), SOL_SOCKET, SO_REUSEADDR);
    if (bind(socket.get(), generic(address), sizeof address) != 0 ||
        listen(socket.get(), kBacklog) != 0)
        return failure(ErrorCode::Io, systemError("cannot listen"));
    return socket;
}

std::uint16_t portOf(const net::FileDescriptor &socket)
{
    sockaddr_in address{};
    socklen_t length = sizeof address;
    if (getsockname(socket.get(), reinterpret_cast<sockaddr *>(&address), &length) != 0)
        return 0;
    return ntohs(address.sin_port);
}

Result<std::uint16_t> unusedPort()
{
    const auto socket = listenOn(0);
    if (!socket)
        return tl::unexpected(socket.error());
    return portOf(*socket);
}

Result<net::FileDescriptor> connectTo(std::uint16_t port, std::uint8_t source)
{
    net::FileDescriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_in from = loopback(source, 0);
    const sockaddr_in to = loopback(1, port);
    enable(socket.get(), SOL_IP, IP_BIND_ADDRESS_NO_PORT);
    enable(socket.get(), IPPROTO_TCP, TCP_NODELAY);
    setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &kReceiveLimit, sizeof kReceiveLimit);
    if (bind(socket.get(), generic(from), sizeof from) != 0 ||
        connect(socket.get(), generic(to), sizeof to) != 0)
        return failure(ErrorCode::Io, systemError("cannot connect"));
    return socket;
}

} // namespace wharfgate::bench
