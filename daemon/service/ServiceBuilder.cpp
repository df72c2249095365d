// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/service/ServiceBuilder.h"

#include "daemon/authn/AuthenticatorChain.h"
#include "daemon/authn/EnvironmentFile.h"
#include "daemon/authn/ExtAuth.h"
#include "daemon/authn/StaticUsers.h"
#include "daemon/authn/VerifiedCredentials.h"
#include "daemon/authz/AclAuthorizer.h"
#include "daemon/authz/AuthorizerChain.h"
#include "daemon/authz/ExtAuthz.h"
#include "shared/config/RegistrySettings.h"
#include "ssl/CertificateStore.h"
#include "ssl/management/CertificateRoles.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <utility>

namespace wharfgate::service {

namespace {

std::string shownDate(std::chrono::system_clock::time_point time)
{
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm utc{};
    gmtime_r(&seconds, &utc);
    char text[32];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%d %H:%M UTC", &utc)};
}

Result<std::shared_ptr<const authz::Authorizer>>
makeAuthorizer(const config::Configuration &configuration)
{
    std::vector<std::unique_ptr<const authz::Authorizer>> links;
    if (configuration.acl) {
        auto rules = acl::AccessList::compile(*configuration.acl);
        if (!rules.list) // the reader compiled them already
            return failure(ErrorCode::Internal, "the access rules do not compile");
        links.push_back(std::make_unique<authz::AclAuthorizer>(std::move(*rules.list)));
    }
    if (configuration.extAuthz) {
        auto program = authn::withEnvironmentFile(*configuration.extAuthz);
        if (!program)
            return tl::unexpected(program.error());
        links.push_back(std::make_unique<authz::ExtAuthz>(std::move(*program)));
    }
    return std::make_shared<const authz::AuthorizerChain>(std::move(links));
}

} // namespace

ServiceBuilder::ServiceBuilder(log::Logger &logger)
    : m_logger(logger)
{}

std::shared_ptr<authn::PasswordPool> ServiceBuilder::passwordPool(const config::Limits &limits)
{
    if (!m_pool || m_poolThreads != limits.passwordThreads || m_poolQueue != limits.passwordQueue) {
        m_pool =
            std::make_shared<authn::PasswordPool>(limits.passwordThreads, limits.passwordQueue);
        m_poolThreads = limits.passwordThreads;
        m_poolQueue = limits.passwordQueue;
    }
    return m_pool;
}

/// A certificate outside its dates is of no use. One that is in force already, or that the server
/// starts with, is only warned about, for docker_auth runs with it too; it replaces no other.
Result<void> ServiceBuilder::checkDates(const tls::Certificate &certificate,
                                        const std::string &file, std::string_view consequence) const
{
    const auto now = std::chrono::system_clock::now();
    std::string problem;
    if (now > certificate.notAfter())
        problem = " expired on " + shownDate(certificate.notAfter());
    else if (now < certificate.notBefore())
        problem = " is not valid before " + shownDate(certificate.notBefore());
    else
        return {};
    problem = "certificate file " + file + problem + ", and " + std::string(consequence);
    const bool isNew = std::find(m_fingerprints.begin(), m_fingerprints.end(),
                                 certificate.sha256Fingerprint()) == m_fingerprints.end();
    if (isNew && !m_fingerprints.empty())
        return failure(ErrorCode::Crypto, problem);
    m_logger.warning("service", "certificate-dates", problem, {{"file", file}});
    return {};
}

void ServiceBuilder::Found::add(const char *role, const std::string &file,
                                const tls::Certificate &certificate)
{
    fingerprints.push_back(certificate.sha256Fingerprint());
    certificates.push_back({role, file, certificate.subject(), certificate.notAfter()});
}

Result<std::shared_ptr<const tls::ServerContext>>
ServiceBuilder::makeTls(const config::Server &server, const tls::ServerContext *previous,
                        Found &found) const
{
    if (server.certificate.empty())
        return nullptr;
    const auto pair = tls::KeyPair::load(server.certificate, server.key);
    if (!pair)
        return tl::unexpected(pair.error());
    if (auto checked = checkDates(pair->chain.leaf(), server.certificate,
                                  "clients refuse to connect; renew it");
        !checked)
        return tl::unexpected(checked.error());
    found.add("server", server.certificate, pair->chain.leaf());
    return tls::ServerContext::create(*pair, tls::serverSettings(server), previous);
}

Result<token::Issuer> ServiceBuilder::makeIssuer(const config::Configuration &configuration,
                                                 Found &found) const
{
    const config::Token &settings = configuration.token;
    const auto pair = tls::KeyPair::load(settings.certificate, settings.key);
    if (!pair)
        return tl::unexpected(pair.error());
    if (pair->key.type() == tls::KeyType::Ed25519)
        m_logger.warning("token", "ed25519-key",
                         "The token key is Ed25519: registry 2.x cannot verify its signatures, and "
                         "registry 3.x only from 3.1 on by key id. Use a P-256 or RSA key unless "
                         "every registry is new.",
                         {{"key", settings.key}});
    const token::KeyIdFormat format = token::keyIdFormatOf(settings);
    if (format == token::KeyIdFormat::X5c) { // otherwise registries go by the key alone
        if (auto checked = checkDates(pair->chain.leaf(), settings.certificate,
                                      "registries refuse tokens that carry it; renew it");
            !checked)
            return tl::unexpected(checked.error());
    }
    found.add("token", settings.certificate, pair->chain.leaf());
    return token::Issuer::create(settings.issuer, settings.expiration, *pair, format,
                                 settings.reuse);
}

/// A crash may have left files half exchanged.
void ServiceBuilder::recoverCertificates(const config::Configuration &configuration) const
{
    for (const tls::CertificateRole &role : tls::certificateRoles(configuration)) {
        const auto recovered = tls::CertificateStore(role.files).recover();
        if (!recovered)
            m_logger.warning("service", "certificate-recovery-failed",
                             "An interrupted exchange of certificate files cannot be completed: " +
                                 recovered.error().detail,
                             {{"file", role.files.certificate}});
        else if (*recovered)
            m_logger.warning("service", "certificate-recovered",
                             "An interrupted exchange of certificate files was completed.",
                             {{"file", role.files.certificate}});
    }
}

Result<BuiltService> ServiceBuilder::build(const config::Configuration &configuration,
                                           const tls::ServerContext *previousTls)
{
    recoverCertificates(configuration);
    Found found;
    auto tlsContext = makeTls(configuration.server, previousTls, found);
    if (!tlsContext)
        return tl::unexpected(tlsContext.error());
    auto issuer = makeIssuer(configuration, found);
    if (!issuer)
        return tl::unexpected(issuer.error());
    auto authorizer = makeAuthorizer(configuration);
    if (!authorizer)
        return tl::unexpected(authorizer.error());

    std::vector<std::unique_ptr<const authn::Authenticator>> links;
    links.push_back(std::make_unique<authn::StaticUsers>(
        configuration.users, passwordPool(configuration.limits),
        std::make_shared<authn::VerifiedCredentials>(configuration.limits.credentialCache)));
    if (configuration.extAuth) {
        auto program = authn::withEnvironmentFile(*configuration.extAuth);
        if (!program)
            return tl::unexpected(program.error());
        links.push_back(std::make_unique<authn::ExtAuth>(std::move(*program)));
    }
    auto authenticator = std::make_shared<const authn::AuthenticatorChain>(std::move(links));

    token::ClientAddressPolicy clientAddress{configuration.server.realIpHeader,
                                             configuration.server.realIpPos,
                                             configuration.server.trustedProxies};
    m_fingerprints = std::move(found.fingerprints);
    BuiltService out;
    out.tls = std::move(*tlsContext);
    out.certificates = std::move(found.certificates);
    out.endpoint = std::make_shared<const token::Service>(token::Service{
        std::move(*issuer), std::move(clientAddress), configuration.server.pathPrefix,
        configuration.server.hsts, configuration.token.serveJwks, std::move(authenticator),
        std::move(*authorizer), ++m_generation});
    return out;
}

std::vector<std::string> ServiceBuilder::watchedFiles(const config::Configuration &configuration)
{
    std::vector<std::string> files = {configuration.file};
    for (const std::string *file : {&configuration.server.certificate, &configuration.server.key,
                                    &configuration.token.certificate, &configuration.token.key}) {
        if (!file->empty())
            files.push_back(*file);
    }
    for (const auto *program : {&configuration.extAuth, &configuration.extAuthz}) {
        if (*program && !(*program)->environmentFile.empty())
            files.push_back((*program)->environmentFile);
    }
    return files;
}

} // namespace wharfgate::service
