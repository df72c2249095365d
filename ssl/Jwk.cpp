// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/Jwk.h"

#include "shared/base/Json.h"
#include "ssl/Encoding.h"
#include "ssl/JwsSigner.h"
#include "ssl/OpenSslSupport.h"

#include <openssl/core_names.h>

#include <algorithm>
#include <array>

namespace wharfgate::tls {

namespace {

/// Shortest big-endian form, or `width` bytes if that is larger.
std::string numberOf(const PrivateKey &key, const char *name, std::size_t width = 0)
{
    BIGNUM *value = nullptr;
    if (EVP_PKEY_get_bn_param(key.handle(), name, &value) != 1) {
        takeOpenSslError();
        return {};
    }
    const BignumPointer owner(value);
    std::string bytes(std::max(width, static_cast<std::size_t>(BN_num_bytes(value))), '\0');
    BN_bn2binpad(value, reinterpret_cast<unsigned char *>(bytes.data()),
                 static_cast<int>(bytes.size()));
    return bytes;
}

/// The members that RFC 7638 3.2 requires, in lexical order and without white space.
std::string ecMembers(const PrivateKey &key, std::string_view curve)
{
    // RFC 7518 6.2.1.2: a coordinate has the full length of the field.
    const std::size_t width = (static_cast<std::size_t>(key.bits()) + 7) / 8;
    return "{\"crv\":\"" + std::string(curve) + "\",\"kty\":\"EC\",\"x\":\"" +
           base64Url(numberOf(key, OSSL_PKEY_PARAM_EC_PUB_X, width)) + "\",\"y\":\"" +
           base64Url(numberOf(key, OSSL_PKEY_PARAM_EC_PUB_Y, width)) + "\"}";
}

std::string rsaMembers(const PrivateKey &key)
{
    return "{\"e\":\"" + base64Url(numberOf(key, OSSL_PKEY_PARAM_RSA_E)) +
           "\",\"kty\":\"RSA\",\"n\":\"" + base64Url(numberOf(key, OSSL_PKEY_PARAM_RSA_N)) + "\"}";
}

/// RFC 8037 appendix A.3.
std::string ed25519Members(const PrivateKey &key)
{
    std::array<unsigned char, 32> bytes{};
    std::size_t length = bytes.size();
    if (EVP_PKEY_get_raw_public_key(key.handle(), bytes.data(), &length) != 1)
        takeOpenSslError();
    const std::string_view x(reinterpret_cast<const char *>(bytes.data()), bytes.size());
    return "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + base64Url(x) + "\"}";
}

} // namespace

std::string requiredJwkMembers(const PrivateKey &key)
{
    switch (key.type()) {
    case KeyType::Rsa:
        return rsaMembers(key);
    case KeyType::EcP256:
        return ecMembers(key, "P-256");
    case KeyType::EcP384:
        return ecMembers(key, "P-384");
    case KeyType::EcP521:
        return ecMembers(key, "P-521");
    case KeyType::Ed25519:
        return ed25519Members(key);
    }
    return {};
}

std::string publicJwk(const PrivateKey &key, std::string_view kid)
{
    std::string jwk = requiredJwkMembers(key);
    jwk.pop_back(); // its "}"
    return jwk + ",\"alg\":\"" + std::string(jwsAlgorithm(key.type())) +
           "\",\"kid\":" + json::quoted(kid) + ",\"use\":\"sig\"}";
}

std::string jwkSet(const PrivateKey &key, std::string_view kid)
{
    return "{\"keys\":[" + publicJwk(key, kid) + "]}\n";
}

} // namespace wharfgate::tls
