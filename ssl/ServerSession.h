// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ssl/ServerContext.h"

#include <cstddef>
#include <memory>
#include <string>

class QIODevice;
using SSL = struct ssl_st;

namespace wharfgate::tls {

/// One TLS connection, server side, over a connected byte device that it borrows (a socket, or a
/// buffer in tests). Never blocks and runs no event loop: the owner calls in when the device has
/// bytes. Belongs to one thread.
class ServerSession
{
public:
    enum class Status
    {
        Ok,       ///< go on: handshake finished, or bytes were read or written
        WantRead, ///< nothing more to do until the device has bytes
        Closed,   ///< the peer ended the session in order
        Failed,   ///< see errorText(); the connection is to be dropped
    };

    ServerSession(std::shared_ptr<const ServerContext> context, QIODevice &device);
    ~ServerSession();
    ServerSession(const ServerSession &) = delete;
    ServerSession &operator=(const ServerSession &) = delete;

    /// Continues the handshake with what the device has. A session ticket of TLS 1.3 goes out with
    /// the first answer, not alone.
    Status handshake();
    bool isEstablished() const;
    /// Reads at most `capacity` decrypted bytes; `count` is set with Status::Ok.
    Status read(char *buffer, std::size_t capacity, std::size_t &count);
    /// Encrypts and hands all of `bytes` to the device (which buffers without bound: the owner
    /// watches its bytesToWrite()).
    Status write(std::string_view bytes);
    /// Sends close_notify. Does not wait for the peer's.
    void shutdown();

    std::string protocol() const; // "TLSv1.3"
    bool isResumed() const;
    /// Why the handshake or session failed, for the log. No secrets.
    std::string errorText() const;
    /// The first bytes of the client were an HTTP request, not a ClientHello.
    bool isPlainHttp() const;

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace wharfgate::tls
