// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"
#include "ssl/Certificate.h"
#include "tests/bench/ClientConnection.h"

#include <chrono>
#include <string>

/// CPU of one operation in this process, without any of the daemon's code around it: what no server
/// on the same libraries can save.
namespace wharfgate::bench {

/// A server's settings as OpenSSL suggests them: TLS 1.3, one session ticket.
ContextPointer serverContext(const tls::KeyPair &pair);

/// One signature with OpenSSL over `inputBytes` (RSA PKCS#1 v1.5 or ECDSA, with SHA-256).
Result<std::chrono::nanoseconds> signatureCost(const tls::PrivateKey &key, std::size_t inputBytes,
                                               std::chrono::milliseconds duration);

enum class Handshake
{
    Full,
    Resumed
};

/// The server's part of one TLS 1.3 handshake over memory, with one session ticket.
Result<std::chrono::nanoseconds> handshakeCost(const tls::KeyPair &server, Handshake kind,
                                               std::chrono::milliseconds duration);

/// One verification of a password.
Result<std::chrono::nanoseconds> passwordCost(const std::string &hash, const std::string &password,
                                              std::chrono::milliseconds duration);

} // namespace wharfgate::bench
