// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/management/CertificateRoles.h"

#include "shared/config/RegistrySettings.h"

#include <filesystem>

namespace wharfgate::tls {

using namespace Qt::StringLiterals;

namespace {

int protocolNumber(config::TlsVersion version)
{
    switch (version) { // RFC 8446 4.2.1: the versions' numbers on the wire
    case config::TlsVersion::Tls10:
        return 0x0301;
    case config::TlsVersion::Tls11:
        return 0x0302;
    case config::TlsVersion::Tls12:
        return 0x0303;
    case config::TlsVersion::Tls13:
        return 0x0304;
    }
    return 0x0304;
}

/// The same for two spellings of one path.
std::string canonical(const std::string &file)
{
    std::error_code error;
    const auto path = std::filesystem::weakly_canonical(file, error);
    return error ? file : path.string();
}

bool isSameFile(const std::string &a, const std::string &b)
{
    return canonical(a) == canonical(b);
}

CertificateRole::KeyName keyName(const config::Token &token)
{
    using KidFormat = config::Token::KidFormat;
    using KeyName = CertificateRole::KeyName;
    switch (config::effectiveKidFormat(token)) {
    case KidFormat::Legacy:
        return KeyName::Legacy;
    case KidFormat::Registry30:
        return KeyName::Registry30;
    case KidFormat::Rfc7638:
    case KidFormat::X5c: // such tokens name no key; new registries call it so in a key set
        return KeyName::Rfc7638;
    }
    return KeyName::Legacy;
}

} // namespace

QString CertificateRole::name() const
{
    return use == Use::Server ? u"server"_s : u"token"_s;
}

ServerSettings serverSettings(const config::Server &server)
{
    ServerSettings settings;
    if (server.tlsMinVersion)
        settings.minimumProtocol = protocolNumber(*server.tlsMinVersion);
    settings.groups = server.tlsCurvePreferences;
    settings.cipherSuites = server.tlsCipherSuites;
    return settings;
}

std::vector<CertificateRole> certificateRoles(const config::Configuration &configuration)
{
    std::vector<CertificateRole> roles;
    const config::Server &server = configuration.server;
    const config::Token &token = configuration.token;
    if (!server.certificate.empty()) {
        CertificateRole role;
        role.use = CertificateRole::Use::Server;
        role.files = {server.certificate, server.key};
        roles.push_back(std::move(role));
    }
    if (!token.certificate.empty()) {
        CertificateRole role;
        role.use = CertificateRole::Use::Token;
        role.files = {token.certificate, token.key};
        roles.push_back(std::move(role));
    }
    const bool sameCertificate =
        roles.size() == 2 && isSameFile(server.certificate, token.certificate);
    const bool sameKey = roles.size() == 2 && isSameFile(server.key, token.key);
    for (CertificateRole &role : roles) {
        role.settings = serverSettings(server);
        role.keyName = keyName(token);
        role.carriesCertificate = token.kidFormat == config::Token::KidFormat::X5c;
        role.sharesFiles = sameCertificate && sameKey;
        role.sharesOneFile = sameCertificate != sameKey;
    }
    return roles;
}

} // namespace wharfgate::tls
