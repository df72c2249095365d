// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/IpAddress.h"
#include "shared/base/Text.h"
#include "shared/config/RegistrySettings.h"

#include <array>

namespace wharfgate::config {

namespace {

using KidFormat = Token::KidFormat;

Problem problem(Problem::Severity severity, std::string code, std::string key, std::string message,
                std::string remedy)
{
    return {severity, std::move(code), {}, std::move(key), std::move(message), std::move(remedy)};
}

Problem error(std::string code, std::string key, std::string message, std::string remedy)
{
    return problem(Problem::Severity::Error, std::move(code), std::move(key), std::move(message),
                   std::move(remedy));
}

Problem warning(std::string code, std::string key, std::string message, std::string remedy)
{
    return problem(Problem::Severity::Warning, std::move(code), std::move(key), std::move(message),
                   std::move(remedy));
}

std::string nameOf(RegistryVersion version)
{
    switch (version) {
    case RegistryVersion::V2:
        return "Registry 2.x";
    case RegistryVersion::V30:
        return "Registry 3.0";
    case RegistryVersion::V31:
        break;
    }
    return "Registry 3.1";
}

/// The host of a URL "scheme://host[:port]/…", without the brackets of an IPv6 address.
std::string hostOf(std::string_view url)
{
    const std::size_t begin = url.find("://");
    if (begin == std::string_view::npos)
        return {};
    std::string_view rest = url.substr(begin + 3);
    rest = rest.substr(0, rest.find_first_of("/?#"));
    if (rest.starts_with('['))
        return std::string(rest.substr(1, rest.find(']') - 1));
    return std::string(rest.substr(0, rest.rfind(':')));
}

/// What recent clients do not follow a registry to.
bool isInnerAddress(const std::string &host)
{
    const std::optional<acl::IpAddress> address = acl::IpAddress::parse(host);
    return address && acl::isInnerAddress(*address);
}

void checkRealm(const std::string &realm, std::vector<Problem> &problems)
{
    const std::string scheme = text::lowered(realm.substr(0, realm.find("://")));
    const std::string host = hostOf(realm);
    if ((scheme != "https" && scheme != "http") || host.empty()) {
        problems.push_back(error("realm-no-url", "realm", "The realm is not a URL with a host.",
                                 "Write it as clients reach this server: "
                                 "https://auth.example.com:5001/auth"));
        return;
    }
    if (scheme == "http")
        problems.push_back(warning("realm-http", "realm",
                                   "Clients of a registry with TLS refuse a realm without it, and "
                                   "passwords would cross the network readable.",
                                   "Use https."));
    if (isInnerAddress(host))
        problems.push_back(warning("realm-inner-address", "realm",
                                   "Recent clients such as crane refuse a realm with a private or "
                                   "local IP address.",
                                   "Use a host name that the server's certificate covers."));
}

void checkTexts(const RegistrySettings &settings, std::vector<Problem> &problems)
{
    const std::array<std::pair<const char *, const std::string *>, 5> fields{
        {{"realm", &settings.realm},
         {"service", &settings.service},
         {"issuer", &settings.issuer},
         {"rootcertbundle", &settings.bundleFile},
         {"jwks", &settings.jwksFile}}};
    for (const auto &[name, value] : fields) {
        if (text::hasControlCharacter(*value))
            problems.push_back(error("control-character", name,
                                     std::string("The ") + name + " holds a control character.",
                                     "Remove it."));
        const bool mayBeEmpty = value == &settings.jwksFile || value == &settings.realm;
        if (value->empty() && !mayBeEmpty)
            problems.push_back(error("empty-field", name, std::string("The ") + name + " is empty.",
                                     "The registry does not start without it."));
    }
}

/// True if a registry of this version finds the key by the name that tokens give it, with only the
/// certificate bundle.
bool isKidAccepted(RegistryVersion version, KidFormat format, TokenKeyKind key)
{
    if (format == KidFormat::X5c)
        return true;
    if (version == RegistryVersion::V2)
        return format == KidFormat::Legacy;
    if (format == KidFormat::Legacy)
        return false;
    if (key == TokenKeyKind::Rsa || key == TokenKeyKind::Unknown)
        return true; // both others are RFC 7638 for RSA
    if (version == RegistryVersion::V30)
        return format == KidFormat::Registry30 && key == TokenKeyKind::Ec;
    return format == KidFormat::Rfc7638 || key == TokenKeyKind::Ed25519;
}

void checkKey(const RegistrySettings &settings, KidFormat format, TokenKeyKind key,
              std::vector<Problem> &problems)
{
    const RegistryVersion version = settings.version;
    if (key == TokenKeyKind::Ed25519 && version == RegistryVersion::V2) {
        problems.push_back(error("key-not-supported", "token.key",
                                 "Registry 2.x cannot verify Ed25519 signatures.",
                                 "Use an EC P-256 or RSA key for tokens."));
        return;
    }
    const bool hasJwks = version != RegistryVersion::V2 && !settings.jwksFile.empty();
    // A key of a JWKS file has the name that the file gives it, which is the daemon's own.
    if (!hasJwks && !isKidAccepted(version, format, key))
        problems.push_back(error(
            "kid-not-found", "token.kid_format",
            nameOf(version) + " does not find the key by the name that tokens give it (" +
                std::string(toString(format)) + "), and refuses every token.",
            "Set token.kid_format to " + std::string(toString(suitableKidFormat(version))) + '.'));
    if (version == RegistryVersion::V30 && key == TokenKeyKind::Ec &&
        format == KidFormat::Registry30 && !hasJwks)
        problems.push_back(warning("kid-same-for-all", "token.kid_format",
                                   "Registry 3.0 gives all EC keys of one curve the same name: "
                                   "with two of them in the bundle, one is lost.",
                                   "Set token.kid_format to x5c."));
    if (format == KidFormat::X5c)
        problems.push_back(problem(Problem::Severity::Lint, "x5c-dates", "token.certificate",
                                   "With x5c the registry checks the dates of the token "
                                   "certificate, and refuses tokens after it has expired.",
                                   "Renew it in time; the Certificates page shows when."));
}

} // namespace

std::vector<Problem> checkRegistrySettings(const RegistrySettings &settings, KidFormat kidFormat,
                                           TokenKeyKind key)
{
    std::vector<Problem> problems;
    checkRealm(settings.realm, problems);
    checkTexts(settings, problems);
    checkKey(settings, kidFormat, key, problems);
    return problems;
}

} // namespace wharfgate::config
