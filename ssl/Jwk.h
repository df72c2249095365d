// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ssl/PrivateKey.h"

#include <string>
#include <string_view>

namespace wharfgate::tls {

/// The members that RFC 7638 3.2 requires, in lexical order and without white space, as a JSON
/// object: what a thumbprint is made of.
std::string requiredJwkMembers(const PrivateKey &key);

/// The public half as a JSON Web Key (RFC 7517) that verifies signatures: the required members with
/// "alg", "kid" and "use". Never holds private members.
std::string publicJwk(const PrivateKey &key, std::string_view kid);

/// The JWK Set (RFC 7517 5) of that one key.
std::string jwkSet(const PrivateKey &key, std::string_view kid);

} // namespace wharfgate::tls
