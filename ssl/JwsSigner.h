// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ssl/PrivateKey.h"

#include <memory>
#include <string>
#include <string_view>

namespace wharfgate::tls {

/// The JOSE "alg" value of the signatures that a key of this type makes.
std::string_view jwsAlgorithm(KeyType type);

/// Signs JWS signing inputs (RFC 7515, 7518 3, 8037) with one key and the one algorithm it has:
/// RS256 for RSA, ES256, ES384 or ES512 by curve, EdDSA for Ed25519. Safe on any thread.
class JwsSigner
{
public:
    static Result<JwsSigner> create(const PrivateKey &key);

    std::string_view algorithm() const; // the JOSE "alg" value
    /// The raw signature as JOSE wants it (for ECDSA R || S of fixed length), not encoded.
    Result<std::string> sign(std::string_view signingInput) const;
    /// For tests and probes.
    bool verify(std::string_view signingInput, std::string_view signature) const;

private:
    struct Data;
    explicit JwsSigner(std::shared_ptr<const Data> data);
    std::shared_ptr<const Data> m_data;
};

} // namespace wharfgate::tls
