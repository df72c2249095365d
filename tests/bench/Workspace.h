// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"
#include "ssl/Certificate.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace wharfgate::bench {

/// What distinguishes the configurations that are measured.
struct DaemonSettings
{
    tls::KeyType signingKey = tls::KeyType::EcP256;
    bool servesTls = false;
    bool writesJournal = false;
    bool reusesTokens = false;
    int issuerBytes = 0; // length of the issuer's name, which the start page shows; 0: a usual one
    int globRules = 0;   // rules before the one that decides
    int threads = 0;     // network threads; 0: as many as cores
};

/// A temporary folder with keys, certificates and configurations, removed with this object.
class Workspace
{
public:
    static Result<Workspace> create();
    Workspace(Workspace &&other) noexcept;
    Workspace &operator=(Workspace &&) = delete;
    ~Workspace();

    /// The configuration for a daemon on 127.0.0.1. Anonymous clients need no password.
    Result<std::string> writeConfiguration(const DaemonSettings &settings,
                                           std::uint16_t port) const;

    const tls::PrivateKey &rsaKey() const { return m_rsa.key; }
    const tls::PrivateKey &ecKey() const { return m_ec.key; }
    const tls::KeyPair &server() const { return m_ec; } // the daemon's TLS certificate, too
    /// A bcrypt hash of cost 10 of password(), stored for account().
    const std::string &passwordHash() const { return m_passwordHash; }
    static std::string account() { return "user"; }
    static std::string password() { return "measured"; }

    /// The repository that only the last rule of writeConfiguration() matches.
    static std::string repository() { return "last/image"; }

private:
    Workspace(std::filesystem::path folder, tls::KeyPair rsa, tls::KeyPair ec, std::string hash);
    Result<void> write(const std::string &name, const std::string &text) const;
    std::string file(const std::string &name) const { return (m_folder / name).string(); }

    std::filesystem::path m_folder; // empty: moved from
    tls::KeyPair m_rsa;
    tls::KeyPair m_ec;
    std::string m_passwordHash;
};

} // namespace wharfgate::bench
