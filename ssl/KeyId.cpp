// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/KeyId.h"

#include "ssl/Encoding.h"
#include "ssl/Jwk.h"

#include <cstdint>

namespace wharfgate::tls {

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
    return base64Url(sha256(requiredJwkMembers(key)));
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
