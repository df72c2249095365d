// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/net/FileDescriptor.h"
#include "shared/base/Result.h"

#include <cstdint>
#include <memory>
#include <openssl/ssl.h>
#include <string>
#include <string_view>

namespace wharfgate::bench {

template <auto freeFunction>
struct OpenSslFree
{
    template <typename T>
    void operator()(T *object) const
    {
        freeFunction(object);
    }
};

using ContextPointer = std::unique_ptr<SSL_CTX, OpenSslFree<SSL_CTX_free>>;
using SessionPointer = std::unique_ptr<SSL_SESSION, OpenSslFree<SSL_SESSION_free>>;
using TlsPointer = std::unique_ptr<SSL, OpenSslFree<SSL_free>>;

/// A client's settings for TLS 1.3. It trusts anyone: checking certificates would cost only the
/// client.
ContextPointer clientContext();

/// One blocking connection to a server on 127.0.0.1, plain or TLS 1.3.
class ClientConnection
{
public:
    struct Answer
    {
        int status = 0;
        std::string body;
    };

    /// A null `context` means plain HTTP; `session`, if any, is offered for resumption.
    static Result<ClientConnection> open(std::uint16_t port, std::uint8_t source, SSL_CTX *context,
                                         SSL_SESSION *session);

    bool send(std::string_view request);
    /// The next answer; with status 0 if the connection broke or sent none that can be read.
    Answer receive();
    /// Says goodbye as clients do; the destructor closes the socket.
    void close();

    bool wasResumed() const { return m_tls && SSL_session_reused(m_tls.get()) == 1; }
    SessionPointer session() const;
    /// Forgets the client's side of TLS and leaves the socket open, so that thousands of idle
    /// connections cost this process nothing.
    net::FileDescriptor takeSocket();

private:
    ClientConnection(net::FileDescriptor socket, TlsPointer tls);
    bool readMore();

    net::FileDescriptor m_socket;
    TlsPointer m_tls; // null: plain
    std::string m_received;
};

} // namespace wharfgate::bench
