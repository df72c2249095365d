// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/net/FileDescriptor.h"

#include <arpa/inet.h>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <netinet/in.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>

namespace wharfgate::test {

/// A client that sends exactly what it is told to, over a blocking socket with a time limit. The
/// server has threads of its own, so the test may wait.
class RawClient
{
public:
    RawClient() = default;
    RawClient(const char *address, int port)
    {
        const bool v6 = std::string_view(address).find(':') != std::string_view::npos;
        m_socket.reset(::socket(v6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_storage storage{};
        if (v6) {
            auto *name = reinterpret_cast<sockaddr_in6 *>(&storage);
            name->sin6_family = AF_INET6;
            name->sin6_port = htons(static_cast<std::uint16_t>(port));
            ::inet_pton(AF_INET6, address, &name->sin6_addr);
            connectTo(storage, sizeof *name);
        } else {
            auto *name = reinterpret_cast<sockaddr_in *>(&storage);
            name->sin_family = AF_INET;
            name->sin_port = htons(static_cast<std::uint16_t>(port));
            ::inet_pton(AF_INET, address, &name->sin_addr);
            connectTo(storage, sizeof *name);
        }
    }
    explicit RawClient(const std::string &unixPath)
    {
        m_socket.reset(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_storage storage{};
        auto *name = reinterpret_cast<sockaddr_un *>(&storage);
        name->sun_family = AF_UNIX;
        std::memcpy(name->sun_path, unixPath.data(), unixPath.size());
        connectTo(storage, sizeof *name);
    }

    bool isConnected() const { return m_connected; }
    int descriptor() const { return m_socket.get(); }

    bool send(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const ssize_t count = ::send(m_socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }

    /// One answer: its head, and a body of the announced length (none with `head`). Empty if the
    /// server closed instead.
    std::string answer(bool head = false)
    {
        std::size_t end = 0;
        while ((end = m_received.find("\r\n\r\n")) == std::string::npos) {
            if (!receive())
                return {};
        }
        std::size_t length = end + 4;
        const std::size_t field = m_received.find("Content-Length: ");
        if (!head && field < end)
            length += std::stoul(m_received.substr(field + 16));
        while (m_received.size() < length) {
            if (!receive())
                return {};
        }
        const std::string answer = m_received.substr(0, length);
        m_received.erase(0, length);
        return answer;
    }

    std::string ask(std::string_view request)
    {
        send(request);
        return answer();
    }

    std::string get(const std::string &path)
    {
        return ask("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n");
    }

    /// Everything up to the server's end of the connection.
    std::string rest()
    {
        while (receive()) {
        }
        std::string all;
        all.swap(m_received);
        return all;
    }

    /// The server ended the connection in order, and sent nothing (more) before.
    bool isClosedByServer() { return !receive() && m_ended && m_received.empty(); }

    void finishWriting() { ::shutdown(m_socket.get(), SHUT_WR); }
    void close() { m_socket.reset(); }
    /// Closes with RST.
    void reset()
    {
        const linger now{1, 0};
        ::setsockopt(m_socket.get(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
        m_socket.reset();
    }

private:
    void connectTo(const sockaddr_storage &name, std::size_t size)
    {
        const timeval limit{10, 0};
        ::setsockopt(m_socket.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        ::setsockopt(m_socket.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
        m_connected = ::connect(m_socket.get(), reinterpret_cast<const sockaddr *>(&name),
                                static_cast<socklen_t>(size)) == 0;
    }

    bool receive()
    {
        char buffer[16384];
        const ssize_t count = ::recv(m_socket.get(), buffer, sizeof buffer, 0);
        m_ended = count == 0;
        if (count <= 0)
            return false;
        m_received.append(buffer, static_cast<std::size_t>(count));
        return true;
    }

    net::FileDescriptor m_socket;
    std::string m_received;
    bool m_connected = false;
    bool m_ended = false;
};

} // namespace wharfgate::test
