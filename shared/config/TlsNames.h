// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/Configuration.h"

#include <optional>
#include <string_view>
#include <vector>

/// The names and numbers by which docker_auth's files choose TLS parameters.
namespace wharfgate::config {

/// "TLS12" or its number, "0x0303" or "771".
std::optional<TlsVersion> tlsVersion(std::string_view name);
bool isSsl30(std::string_view name);

/// OpenSSL's name of "P256", "X25519" or of the number in the TLS registry; empty: unknown.
std::string_view tlsGroup(std::string_view name);

/// A cipher suite that docker_auth knows.
struct CipherSuite
{
    enum class Use
    {
        Offered,
        Broken,
        Tls13
    };
    std::uint16_t number;
    std::string_view name; // IANA
    Use use;
};

/// By IANA name, by Go's shorter ones, or by number; null: unknown.
const CipherSuite *findCipherSuite(std::string_view name);
std::vector<std::string_view> cipherSuiteNames();

} // namespace wharfgate::config
