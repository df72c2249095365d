// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ssl/Certificate.h"

#include <memory>
#include <string>
#include <vector>

using SSL_CTX = struct ssl_ctx_st;

namespace wharfgate::tls {

class TicketKeys;

/// What a TLS server is set up from.
struct ServerSettings
{
    /// As OpenSSL names protocols: TLS1_VERSION … TLS1_3_VERSION.
    int minimumProtocol = 0x0303;    // TLS 1.2; SSL3_VERSION is taken as TLS 1.0
    std::vector<std::string> groups; // OpenSSL names ("P-256", "X25519"), in order; empty: default
    std::vector<std::string>
        cipherSuites; // IANA names, in order; empty: OpenSSL's default without weak ones
};

/// One TLS server configuration (SSL_CTX), shared by all connections of all threads; immutable once
/// made. Sessions resume through tickets; ALPN answers http/1.1 only when it was offered.
class ServerContext
{
public:
    /// `previous` lends its ticket keys, so that sessions resume across a reload.
    static Result<std::shared_ptr<const ServerContext>>
    create(const KeyPair &pair, const ServerSettings &settings,
           const ServerContext *previous = nullptr);

    /// IANA names that `cipherSuites` accepts; for messages and checks.
    static bool isKnownCipherSuite(const std::string &ianaName);

    ~ServerContext();
    SSL_CTX *handle() const { return m_context.get(); } // borrowed; for ssl/ only

private:
    ServerContext(std::shared_ptr<SSL_CTX> context, std::shared_ptr<TicketKeys> keys);
    std::shared_ptr<TicketKeys> m_ticketKeys;
    std::shared_ptr<SSL_CTX> m_context;
};

} // namespace wharfgate::tls
