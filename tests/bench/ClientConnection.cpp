// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/ClientConnection.h"

#include "tests/bench/SocketSupport.h"

#include <array>
#include <charconv>
#include <sys/socket.h>

namespace wharfgate::bench {

namespace {

constexpr std::string_view kHeaderEnd = "\r\n\r\n";

/// The number that starts at `position`, or -1.
int numberAt(std::string_view text, std::size_t position)
{
    int number = -1;
    if (position < text.size())
        std::from_chars(text.data() + position, text.data() + text.size(), number);
    return number;
}

int contentLength(std::string_view headers)
{
    constexpr std::string_view kName = "\r\nContent-Length: ";
    const std::size_t position = headers.find(kName);
    return position == std::string_view::npos ? -1 : numberAt(headers, position + kName.size());
}

} // namespace

ContextPointer clientContext()
{
    ContextPointer context(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_min_proto_version(context.get(), TLS1_3_VERSION);
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr);
    SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
    return context;
}

ClientConnection::ClientConnection(net::FileDescriptor socket, TlsPointer tls)
    : m_socket(std::move(socket))
    , m_tls(std::move(tls))
{}

Result<ClientConnection> ClientConnection::open(std::uint16_t port, std::uint8_t source,
                                                SSL_CTX *context, SSL_SESSION *session)
{
    auto socket = connectTo(port, source);
    if (!socket)
        return tl::unexpected(socket.error());
    TlsPointer tls;
    if (context) {
        tls.reset(SSL_new(context));
        SSL_set_fd(tls.get(), socket->get());
        if (session)
            SSL_set_session(tls.get(), session);
        if (SSL_connect(tls.get()) != 1)
            return failure(ErrorCode::Crypto, "the TLS handshake failed");
    }
    return ClientConnection(std::move(*socket), std::move(tls));
}

bool ClientConnection::send(std::string_view request)
{
    if (m_tls)
        return SSL_write(m_tls.get(), request.data(), static_cast<int>(request.size())) > 0;
    return ::send(m_socket.get(), request.data(), request.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(request.size());
}

bool ClientConnection::readMore()
{
    std::array<char, 16384> buffer; // not cleared: this runs once for each answer
    const ssize_t count =
        m_tls ? SSL_read(m_tls.get(), buffer.data(), static_cast<int>(buffer.size()))
              : recv(m_socket.get(), buffer.data(), buffer.size(), 0);
    if (count <= 0)
        return false;
    m_received.append(buffer.data(), static_cast<std::size_t>(count));
    return true;
}

ClientConnection::Answer ClientConnection::receive()
{
    std::size_t headerEnd = m_received.find(kHeaderEnd);
    while (headerEnd == std::string::npos) {
        if (!readMore())
            return {};
        headerEnd = m_received.find(kHeaderEnd);
    }
    const std::string_view headers = std::string_view(m_received).substr(0, headerEnd);
    const int status = numberAt(headers, std::string_view("HTTP/1.1 ").size());
    const int length = contentLength(headers);
    if (status < 0 || length < 0)
        return {};
    const std::size_t bodyStart = headerEnd + kHeaderEnd.size();
    const std::size_t end = bodyStart + static_cast<std::size_t>(length);
    while (m_received.size() < end) {
        if (!readMore())
            return {};
    }
    Answer answer{status, m_received.substr(bodyStart, end - bodyStart)};
    m_received.erase(0, end);
    return answer;
}

void ClientConnection::close()
{
    if (m_tls)
        SSL_shutdown(m_tls.get());
}

SessionPointer ClientConnection::session() const
{
    return SessionPointer(m_tls ? SSL_get1_session(m_tls.get()) : nullptr);
}

net::FileDescriptor ClientConnection::takeSocket()
{
    if (m_tls) {
        // Without it OpenSSL takes the session for broken and does not resume it any more.
        SSL_set_quiet_shutdown(m_tls.get(), 1);
        SSL_shutdown(m_tls.get());
    }
    m_tls.reset();
    return std::move(m_socket);
}

} // namespace wharfgate::bench
