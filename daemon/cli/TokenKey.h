// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"
#include "shared/config/Configuration.h"
#include "ssl/PrivateKey.h"

#include <string>

namespace wharfgate::cli {

/// The public half of the key that signs tokens, as registries are told of it.
struct TokenKey
{
    tls::KeyType type = tls::KeyType::Rsa;
    std::string algorithm; // "ES256"
    std::string keyId;
    std::string bundle; // the certificate and those above it, PEM
    std::string jwks;   // a JWK Set
};

/// From the token's certificate alone: the key file need not be readable.
Result<TokenKey> readTokenKey(const config::Token &settings);

} // namespace wharfgate::cli
