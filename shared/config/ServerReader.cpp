// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/base/Text.h"
#include "shared/config/SettingReaders.h"
#include "shared/config/Settings.h"
#include "shared/config/TlsNames.h"

namespace wharfgate::config {

void readNet(const Value &value, Configuration &configuration)
{
    constexpr std::array<std::pair<std::string_view, Server::Net>, 3> kChoices{
        {{"tcp", Server::Net::Tcp}, {"unix", Server::Net::Unix}, {"", Server::Net::Tcp}}};
    if (const auto net = readChoice(value, kChoices, "tcp or unix"))
        configuration.server.net = *net;
}

void readTlsMinVersion(const Value &value, Configuration &configuration)
{
    const auto name = value.text();
    if (!name)
        return;
    configuration.server.tlsMinVersion.reset();
    if (name->empty())
        return;
    const auto version = tlsVersion(*name);
    if (version) {
        configuration.server.tlsMinVersion = *version;
    } else if (isSsl30(*name)) {
        value.error("bad-choice", "SSL 3.0 is broken (POODLE) and not offered.",
                    "Write TLS12, or TLS10 for very old clients.");
    } else {
        value.error("bad-choice",
                    "This must be TLS10, TLS11, TLS12 or TLS13, not " + quote(*name) + '.');
    }
}

void readTlsCurves(const Value &value, Configuration &configuration)
{
    const auto items = value.items();
    if (!items)
        return;
    configuration.server.tlsCurvePreferences.clear();
    for (const Value &item : *items) {
        const auto name = item.text();
        if (!name)
            continue;
        const std::string_view group = tlsGroup(*name);
        if (group.empty())
            item.error("bad-choice",
                       "This must be P256, P384, P521 or X25519, not " + quote(*name) + '.');
        else
            configuration.server.tlsCurvePreferences.emplace_back(group);
    }
}

void readTlsCipherSuites(const Value &value, Configuration &configuration)
{
    const auto items = value.items();
    if (!items)
        return;
    configuration.server.tlsCipherSuites.clear();
    for (const Value &item : *items) {
        const auto name = item.text();
        if (!name)
            continue;
        const CipherSuite *const suite = findCipherSuite(*name);
        if (suite == nullptr) {
            const auto similar = text::nearest(*name, cipherSuiteNames());
            item.error("bad-choice", "There is no cipher suite " + quote(*name) + '.',
                       similar.empty()
                           ? "Use the IANA name, such as TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256."
                           : "Did you mean " + std::string(similar) + '?');
        } else if (suite->use == CipherSuite::Use::Broken) {
            item.warning("weak-cipher",
                         std::string(suite->name) + " is broken and not offered; it is left out.",
                         "Remove it.");
        } else if (suite->use == CipherSuite::Use::Tls13) {
            item.warning("no-effect",
                         std::string(suite->name) +
                             " belongs to TLS 1.3, where the list does not apply; it is left out.",
                         "Remove it.");
        } else {
            configuration.server.tlsCipherSuites.emplace_back(suite->name);
        }
    }
    if (!items->empty() && configuration.server.tlsCipherSuites.empty() &&
        !value.context().problems.hasErrors()) {
        value.error("bad-choice", "None of these cipher suites can be offered.",
                    "Remove the key to use safe ones.");
    }
}

void readTrustedProxies(const Value &value, Configuration &configuration)
{
    configuration.server.trustedProxies.reset();
    const auto items = value.items();
    if (!items || value.isNull())
        return;
    std::vector<acl::IpNetwork> networks;
    for (const Value &item : *items) {
        const auto name = item.text();
        const auto network = name ? acl::IpNetwork::parse(*name) : std::nullopt;
        if (network)
            networks.push_back(*network);
        else if (name)
            item.error("bad-ip", quote(*name) + " is no address or network.",
                       "Write 10.1.2.3, 10.0.0.0/8 or 2001:db8::/32.");
    }
    configuration.server.trustedProxies = std::move(networks);
}

void readLetsEncrypt(const Value &value, Configuration & /*configuration*/)
{
    const auto entries = value.entries("a mapping with email, host and cache_dir");
    if (!entries)
        return;
    for (const Value::Entry &entry : *entries) {
        if (findSetting("server.letsencrypt." + entry.name) == nullptr)
            reportUnknownKey(entry, value.key(), Problem::Severity::Warning);
        const auto text = entry.value.text();
        if (entry.name != "email" || !text || text->empty())
            continue;
        entry.value.error("unsupported",
                          "Certificates from Let's Encrypt are not supported yet. (docker_auth "
                          "fetches them and then answers in plain HTTP.)",
                          "Remove the section, and give server.certificate and server.key files "
                          "that another program, such as certbot, keeps up to date.");
    }
}

} // namespace wharfgate::config
