// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/Configuration.h"
#include "shared/config/Problem.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a registry must be told so that it trusts this token server.
namespace wharfgate::config {

/// The versions of the registry that differ in what they accept.
enum class RegistryVersion
{
    V2,  ///< 2.x; 2.8 is the last
    V30, ///< 3.0
    V31  ///< 3.1 and later
};

/// The kind of the token key, as far as it matters here.
enum class TokenKeyKind
{
    Unknown,
    Rsa,
    Ec,
    Ed25519
};

struct RegistrySettings
{
    RegistryVersion version = RegistryVersion::V31;
    std::string realm; // URL of the token endpoint, as clients reach it
    std::string service;
    std::string issuer;
    std::string bundleFile = "/certs/wharfgate-token.pem"; // as the registry sees it
    std::string jwksFile; // as the registry sees it; empty: none. Ignored by 2.x
    /// Pins the only algorithm the registry accepts ("ES256"); empty: its default. Ignored by 2.x.
    std::string algorithm;

    bool operator==(const RegistrySettings &) const = default;
};

/// What the configuration says of it: issuer, service (if the rules name one), and a realm for
/// `host`, with the port and path that the server has.
RegistrySettings registrySettingsOf(const Configuration &configuration, const std::string &host);

/// Lines NAME=value that a shell, `docker run --env-file`, Compose and systemd read alike.
std::string registryEnvironment(const RegistrySettings &settings);
/// The `auth:` section of the registry's own configuration file.
std::string registryConfiguration(const RegistrySettings &settings);
std::string registryCompose(const RegistrySettings &settings);
std::string registryDockerfile(const RegistrySettings &settings);
/// Manifests for Kubernetes, with the content of the files in them; `jwks` is used only if the
/// settings name a JWKS file.
std::string registryKubernetes(const RegistrySettings &settings, const std::string &bundle,
                               const std::string &jwks);

/// The version that a text such as "2.8", "2.8.3", "3.0.0" or "3" names; nothing for others.
std::optional<RegistryVersion> parseRegistryVersion(std::string_view text);

/// How the daemon names its key in tokens: kid_format, or what disable_legacy_key_id makes of it.
Token::KidFormat effectiveKidFormat(const Token &token);

/// What will not work, or not with all clients: no place in a file; `key` is the setting of the
/// token server that would have to change, or the field ("realm"). Errors mean that the registry
/// refuses every token or does not start.
std::vector<Problem> checkRegistrySettings(const RegistrySettings &settings,
                                           Token::KidFormat kidFormat, TokenKeyKind key);

/// The value of `token.kid_format` that this version accepts for every kind of key.
Token::KidFormat suitableKidFormat(RegistryVersion version);
std::string_view toString(Token::KidFormat format); // as the configuration file has it

} // namespace wharfgate::config
