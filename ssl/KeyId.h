// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ssl/PrivateKey.h"

#include <string>

/// The three incompatible ways in which registries name a key.
namespace wharfgate::tls {

/// libtrust's: registry 2.x. 12 groups of 4 base32 characters of the SHA-256 of the
/// SubjectPublicKeyInfo, joined by ':'.
std::string legacyKeyId(const PrivateKey &key);

/// RFC 7638 thumbprint (RFC 8037 for Ed25519), base64url: registry 3.1 and newer.
std::string rfc7638KeyId(const PrivateKey &key);

/// As registry 3.0 and docker_auth with disable_legacy_key_id compute it: RFC 7638 for RSA; for an
/// EC key the thumbprint of the curve's generator, a constant per curve. Ed25519: RFC 8037.
std::string registry30KeyId(const PrivateKey &key);

} // namespace wharfgate::tls
