// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/authn/PasswordPool.h"
#include "daemon/log/Logger.h"
#include "daemon/token/Service.h"
#include "shared/base/Result.h"
#include "shared/config/Configuration.h"
#include "ssl/Certificate.h"
#include "ssl/ServerContext.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace wharfgate::service {

/// A certificate that a service was built with.
struct CertificateInForce
{
    std::string role; // "server", "token"
    std::string file;
    std::string subject;
    std::chrono::system_clock::time_point notAfter;
};

/// What a configuration was made into, ready to be swapped in.
struct BuiltService
{
    std::shared_ptr<const token::Service> endpoint;
    std::shared_ptr<const tls::ServerContext> tls; // null: plain HTTP
    std::vector<CertificateInForce> certificates;
};

/// Makes a service from a checked configuration: loads keys and certificates, compiles the rules,
/// sets up authenticators and authorizers. Belongs to the main thread.
class ServiceBuilder
{
public:
    explicit ServiceBuilder(log::Logger &logger);

    /// `previousTls` may be null; sessions made with it can be resumed.
    Result<BuiltService> build(const config::Configuration &configuration,
                               const tls::ServerContext *previousTls);

    /// The files that a service depends on, the configuration first.
    static std::vector<std::string> watchedFiles(const config::Configuration &configuration);

private:
    /// What was found of the certificates while a service is built.
    struct Found
    {
        std::vector<std::string> fingerprints;
        std::vector<CertificateInForce> certificates;

        void add(const char *role, const std::string &file, const tls::Certificate &certificate);
    };
    Result<std::shared_ptr<const tls::ServerContext>>
    makeTls(const config::Server &server, const tls::ServerContext *previous, Found &found) const;
    Result<token::Issuer> makeIssuer(const config::Configuration &configuration,
                                     Found &found) const;
    Result<void> checkDates(const tls::Certificate &certificate, const std::string &file,
                            std::string_view consequence) const;
    void recoverCertificates(const config::Configuration &configuration) const;
    std::shared_ptr<authn::PasswordPool> passwordPool(const config::Limits &limits);

    log::Logger &m_logger;
    std::shared_ptr<authn::PasswordPool> m_pool; // kept across reloads unless its size changes
    int m_poolThreads = 0;
    int m_poolQueue = 0;
    std::uint64_t m_generation = 0;          // of the last service built
    std::vector<std::string> m_fingerprints; // of the last service's certificates; empty: none yet
};

} // namespace wharfgate::service
