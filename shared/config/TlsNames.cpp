// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/TlsNames.h"

#include "shared/config/ScalarRules.h"

#include <algorithm>
#include <array>

namespace wharfgate::config {

namespace {

constexpr auto kOffered = CipherSuite::Use::Offered;
constexpr auto kBroken = CipherSuite::Use::Broken; // RC4 (RFC 7465) and 3DES (RFC 8429)
constexpr auto kTls13 = CipherSuite::Use::Tls13;

constexpr std::array kSuites{
    CipherSuite{0x0005, "TLS_RSA_WITH_RC4_128_SHA", kBroken},
    CipherSuite{0x000a, "TLS_RSA_WITH_3DES_EDE_CBC_SHA", kBroken},
    CipherSuite{0x002f, "TLS_RSA_WITH_AES_128_CBC_SHA", kOffered},
    CipherSuite{0x0035, "TLS_RSA_WITH_AES_256_CBC_SHA", kOffered},
    CipherSuite{0x003c, "TLS_RSA_WITH_AES_128_CBC_SHA256", kOffered},
    CipherSuite{0x009c, "TLS_RSA_WITH_AES_128_GCM_SHA256", kOffered},
    CipherSuite{0x009d, "TLS_RSA_WITH_AES_256_GCM_SHA384", kOffered},
    CipherSuite{0xc007, "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA", kBroken},
    CipherSuite{0xc009, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", kOffered},
    CipherSuite{0xc00a, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", kOffered},
    CipherSuite{0xc011, "TLS_ECDHE_RSA_WITH_RC4_128_SHA", kBroken},
    CipherSuite{0xc012, "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA", kBroken},
    CipherSuite{0xc013, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", kOffered},
    CipherSuite{0xc014, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", kOffered},
    CipherSuite{0xc023, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", kOffered},
    CipherSuite{0xc027, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", kOffered},
    CipherSuite{0xc02f, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", kOffered},
    CipherSuite{0xc02b, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", kOffered},
    CipherSuite{0xc030, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", kOffered},
    CipherSuite{0xc02c, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", kOffered},
    CipherSuite{0xcca8, "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", kOffered},
    CipherSuite{0xcca9, "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", kOffered},
    CipherSuite{0x1301, "TLS_AES_128_GCM_SHA256", kTls13},
    CipherSuite{0x1302, "TLS_AES_256_GCM_SHA384", kTls13},
    CipherSuite{0x1303, "TLS_CHACHA20_POLY1305_SHA256", kTls13},
    // Signals a repeated handshake (RFC 7507); OpenSSL heeds it without being told.
    CipherSuite{0x5600, "TLS_FALLBACK_SCSV", kTls13},
};

/// A number of 16 bits as Go's strconv.ParseUint(name, 0, 16) reads it.
std::optional<std::uint16_t> number(std::string_view name)
{
    if (name.empty() || name.front() < '0' || name.front() > '9')
        return std::nullopt;
    const auto value = scalar::integer(name);
    if (!value || value->value > 0xFFFF || value->isTruncated)
        return std::nullopt;
    return static_cast<std::uint16_t>(value->value);
}

} // namespace

std::optional<TlsVersion> tlsVersion(std::string_view name)
{
    const std::uint16_t literal = number(name).value_or(0);
    if (name == "TLS10" || literal == 0x0301)
        return TlsVersion::Tls10;
    if (name == "TLS11" || literal == 0x0302)
        return TlsVersion::Tls11;
    if (name == "TLS12" || literal == 0x0303)
        return TlsVersion::Tls12;
    if (name == "TLS13" || literal == 0x0304)
        return TlsVersion::Tls13;
    return std::nullopt;
}

bool isSsl30(std::string_view name)
{
    return name == "SSL30" || number(name) == 0x0300;
}

std::string_view tlsGroup(std::string_view name)
{
    const std::uint16_t literal = number(name).value_or(0);
    if (name == "P256" || literal == 23)
        return "P-256";
    if (name == "P384" || literal == 24)
        return "P-384";
    if (name == "P521" || literal == 25)
        return "P-521";
    if (name == "X25519" || literal == 29)
        return "X25519";
    return {};
}

const CipherSuite *findCipherSuite(std::string_view name)
{
    const auto literal = number(name);
    const auto *const found =
        std::find_if(kSuites.begin(), kSuites.end(), [&](const CipherSuite &suite) {
            constexpr std::string_view kSuffix = "_SHA256";
            // Go's first names of the ChaCha20 suites lack the hash.
            const bool isShort = name.ends_with("_CHACHA20_POLY1305") &&
                                 suite.name.starts_with(name) &&
                                 suite.name.size() == name.size() + kSuffix.size();
            return suite.name == name || isShort || (literal && suite.number == *literal);
        });
    return found == kSuites.end() ? nullptr : found;
}

std::vector<std::string_view> cipherSuiteNames()
{
    std::vector<std::string_view> names;
    for (const CipherSuite &suite : kSuites)
        names.push_back(suite.name);
    return names;
}

} // namespace wharfgate::config
