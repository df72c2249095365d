// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/Workspace.h"

#include "shared/accounts/PasswordHash.h"
#include "tests/bench/SocketSupport.h"

#include <cstdlib>
#include <fstream>

namespace wharfgate::bench {

namespace {

constexpr int kRsaBits = 2048;
constexpr int kBcryptCost = 10;

Result<tls::KeyPair> makePair(tls::KeyType type)
{
    auto key = tls::PrivateKey::generate(type, kRsaBits);
    if (!key)
        return tl::unexpected(key.error());
    tls::CertificateSpec spec;
    spec.commonName = "Wharfgate measurement";
    spec.ipAddresses = {"127.0.0.1"};
    auto certificate = tls::issueCertificate(spec, *key, nullptr);
    if (!certificate)
        return tl::unexpected(certificate.error());
    return tls::KeyPair{tls::CertificateChain({std::move(*certificate)}), std::move(*key)};
}

std::string rulesText(int globRules)
{
    std::string text = "acl:\n";
    for (int i = 0; i < globRules; ++i) {
        const std::string number = std::to_string(i);
        text += "  - match: { account: \"team" + number + "-*\", name: \"team" + number +
                "/*\" }\n    actions: [\"*\"]\n";
    }
    return text + "  - match: { name: \"last/*\" }\n    actions: [\"pull\"]\n";
}

} // namespace

Workspace::Workspace(std::filesystem::path folder, tls::KeyPair rsa, tls::KeyPair ec,
                     std::string hash)
    : m_folder(std::move(folder))
    , m_rsa(std::move(rsa))
    , m_ec(std::move(ec))
    , m_passwordHash(std::move(hash))
{}

Workspace::Workspace(Workspace &&other) noexcept
    : m_folder(std::move(other.m_folder))
    , m_rsa(std::move(other.m_rsa))
    , m_ec(std::move(other.m_ec))
    , m_passwordHash(std::move(other.m_passwordHash))
{
    other.m_folder.clear();
}

Workspace::~Workspace()
{
    std::error_code ignored;
    if (!m_folder.empty())
        std::filesystem::remove_all(m_folder, ignored);
}

Result<Workspace> Workspace::create()
{
    auto rsa = makePair(tls::KeyType::Rsa);
    auto ec = makePair(tls::KeyType::EcP256);
    auto hash = accounts::hashPassword(password(), kBcryptCost);
    if (!rsa || !ec || !hash)
        return tl::unexpected(!rsa ? rsa.error() : !ec ? ec.error() : hash.error());
    std::string folder =
        (std::filesystem::temp_directory_path() / "wharfgate-bench-XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr)
        return failure(ErrorCode::Io, systemError("cannot create " + folder));
    Workspace workspace(folder, std::move(*rsa), std::move(*ec), std::move(*hash));
    for (const auto &[name, pair] : {std::pair("rsa", &workspace.m_rsa), {"ec", &workspace.m_ec}}) {
        const std::string stem = name;
        auto written = workspace.write(stem + ".key", pair->key.toPem());
        if (written)
            written = workspace.write(stem + ".crt", pair->chain.leaf().toPem());
        if (!written)
            return tl::unexpected(written.error());
    }
    return workspace;
}

Result<void> Workspace::write(const std::string &name, const std::string &text) const
{
    std::ofstream stream(m_folder / name, std::ios::binary);
    stream << text;
    stream.close();
    std::error_code error;
    std::filesystem::permissions(m_folder / name, std::filesystem::perms(0600), error);
    if (!stream || error)
        return failure(ErrorCode::Io, "cannot write " + file(name));
    return {};
}

Result<std::string> Workspace::writeConfiguration(const DaemonSettings &settings,
                                                  std::uint16_t port) const
{
    const std::string signing = settings.signingKey == tls::KeyType::Rsa ? "rsa" : "ec";
    std::string text = "server:\n  addr: \"127.0.0.1:" + std::to_string(port) +
                       "\"\n  threads: " + std::to_string(settings.threads) + '\n';
    if (settings.servesTls)
        text += "  certificate: \"" + file("ec.crt") + "\"\n  key: \"" + file("ec.key") + "\"\n";
    text +=
        "token:\n  issuer: \"" +
        (settings.issuerBytes > 0 ? std::string(static_cast<std::size_t>(settings.issuerBytes), 'x')
                                  : std::string("Measurement")) +
        "\"\n  expiration: 900\n  reuse: " + (settings.reusesTokens ? "10s" : "0s") +
        "\n  certificate: \"" + file(signing + ".crt") + "\"\n  key: \"" + file(signing + ".key") +
        "\"\n  kid_format: x5c\n";
    text +=
        "users:\n  \"\": {}\n  \"" + account() + "\": { password: \"" + m_passwordHash + "\" }\n";
    text += rulesText(settings.globRules);
    text += "limits:\n  max_connections_per_address: 20000\n  idle_timeout: 10m\n";
    text += "log:\n  level: error\n";
    if (settings.writesJournal)
        text += "journal:\n  file: \"" + file("decisions.jsonl") + "\"\n";
    const std::string name = "wharfgate.yml";
    if (auto written = write(name, text); !written)
        return tl::unexpected(written.error());
    return file(name);
}

} // namespace wharfgate::bench
