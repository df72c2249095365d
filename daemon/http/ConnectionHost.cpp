// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/ConnectionHost.h"

#include "daemon/log/Logger.h"

namespace wharfgate::http {

void ServerRecord::notePlainHttpOnTls(const Peer &peer)
{
    if (const auto heldBack = m_plainHttpOnTls.pass())
        m_logger.warning("net", "plain-http-on-tls",
                         "a client sent plain HTTP to the TLS port; if it is a load balancer or "
                         "reverse proxy, its backend protocol must be https",
                         {{"peer", peer.address}, {"held_back", std::to_string(*heldBack)}});
}

void ServerRecord::noteTlsOnPlainHttp(const Peer &peer)
{
    if (const auto heldBack = m_tlsOnPlainHttp.pass())
        m_logger.warning("net", "tls-on-plain-http",
                         "a client speaks TLS to the plain HTTP port; set server.certificate and "
                         "server.key to serve HTTPS, or have the client use http://",
                         {{"peer", peer.address}, {"held_back", std::to_string(*heldBack)}});
}

void ServerRecord::noteHandshakeFailure(const Peer &peer, const std::string &reason)
{
    handshakeFailures.fetch_add(1, std::memory_order_relaxed);
    if (const auto heldBack = m_handshakeFailure.pass())
        m_logger.info(
            "net", "tls-handshake-failed", "a TLS handshake failed",
            {{"peer", peer.address}, {"reason", reason}, {"held_back", std::to_string(*heldBack)}});
}

} // namespace wharfgate::http
