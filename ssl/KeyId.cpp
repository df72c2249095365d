// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/KeyId.h"

#include "ssl/Encoding.h"
#include "ssl/OpenSslSupport.h"

#include <openssl/core_names.h>

#include <algorithm>
#include <array>
#include <cstdint>

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

std::string requiredMembers(const PrivateKey &key)
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

} // namespace

std::string legacyKeyId(const PrivateKey &key)
{
    constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; // RFC 4648 6
    constexpr std::size_t kDigestBytes = 30; // 240 bits: 48 digits without padding
    const std::string digest = sha256(key.publicKeyDer());
    std::string id;
    std::size_t digits = 0;
    unsigned bits = 0;
    std::uint32_t group = 0;
    for (const char c : std::string_view(digest).substr(0, kDigestBytes)) {
        group = (group << 8) | static_cast<std::uint8_t>(c);
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            if (digits > 0 && digits % 4 == 0)
                id += ':';
            id += kBase32[(group >> bits) & 0x1F];
            ++digits;
        }
    }
    return id;
}

std::string rfc7638KeyId(const PrivateKey &key)
{
    return base64Url(sha256(requiredMembers(key)));
}

std::string registry30KeyId(const PrivateKey &key)
{
    // Thumbprints of the base points of FIPS 186-4 D.1.2.
    switch (key.type()) {
    case KeyType::EcP256:
        return "xx0BcA-wMohw8atYDJOe6peGModklG2wRHBlXHMvl0M";
    case KeyType::EcP384:
        return "-W6Wzot_wuerYbKBVKfGEks3iY2EALna-hBqObnPuJE";
    case KeyType::EcP521:
        return "67t2ktf21o_Z2-ygUyR0zriEF9PMHtlT1l4q9rGSYOM";
    case KeyType::Rsa:
    case KeyType::Ed25519:
        return rfc7638KeyId(key);
    }
    return {};
}

} // namespace wharfgate::tls
