// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/Check.h"

#include "shared/accounts/PasswordHash.h"
#include "shared/acl/Lint.h"
#include "shared/base/Text.h"
#include "shared/config/ProblemList.h"
#include "shared/config/RuleProblems.h"

namespace wharfgate::config {

namespace {

Problem advice(std::string code, std::string key, std::string message, std::string remedy)
{
    return {Problem::Severity::Lint, std::move(code),    {},
            std::move(key),          std::move(message), std::move(remedy)};
}

void addAt(const Configuration &configuration, Problem problem, ProblemList &problems)
{
    problem.position.file = configuration.file;
    // The key may be one that is missing; then its section shows where it belongs.
    for (const std::string &key : {problem.key, problem.key.substr(0, problem.key.find('.'))}) {
        const auto found = configuration.positions.find(key);
        if (found == configuration.positions.end())
            continue;
        problem.position = found->second;
        break;
    }
    problems.add(std::move(problem));
}

void lintServer(const Configuration &configuration, ProblemList &problems)
{
    const Server &server = configuration.server;
    if (server.certificate.empty() && server.net == Server::Net::Tcp) {
        addAt(configuration,
              advice("plain-http", "server.certificate",
                     "The server speaks plain HTTP, so passwords cross the network as they are.",
                     "Add server.certificate and server.key unless a proxy on this host speaks "
                     "HTTPS."),
              problems);
    }
    if (server.tlsMinVersion && *server.tlsMinVersion < TlsVersion::Tls12) {
        addAt(configuration,
              advice("old-tls", "server.tls_min_version",
                     "TLS 1.0 and 1.1 are obsolete (RFC 8996).", "Write TLS12."),
              problems);
    }
}

void lintToken(const Configuration &configuration, ProblemList &problems)
{
    using namespace std::chrono_literals;
    const std::chrono::seconds expiration = configuration.token.expiration;
    if (expiration < 60s) {
        addAt(configuration,
              advice("short-token", "token.expiration",
                     "Tokens that expire within a minute break long pushes and pulls.",
                     "Write 300 to 900."),
              problems);
    } else if (expiration > 1h) {
        addAt(configuration,
              advice("long-token", "token.expiration",
                     "A token cannot be taken back: a user who is removed or restricted keeps "
                     "access until it expires.",
                     "Write 300 to 900."),
              problems);
    }
}

void lintUsers(const Configuration &configuration, ProblemList &problems)
{
    constexpr int kLeastCost = 10;
    for (const auto &[name, user] : configuration.users) {
        if (!user.passwordHash)
            continue;
        const accounts::HashInfo info = accounts::inspectHash(*user.passwordHash);
        const bool isCheap = info.wellFormed && info.scheme == accounts::HashScheme::Bcrypt &&
                             info.cost < kLeastCost;
        if (!isCheap)
            continue;
        Problem problem = advice("cheap-hash", "users." + text::escaped(name, 80) + ".password",
                                 "The bcrypt cost is " + std::to_string(info.cost) +
                                     ", so that a stolen file gives up its passwords quickly.",
                                 "Make a new hash with: wharfgated hash-password");
        problem.position = user.position;
        problems.add(std::move(problem));
    }
}

void lintRules(const Configuration &configuration, ProblemList &problems)
{
    if (!configuration.acl)
        return;
    for (const acl::RuleProblem &found : acl::lint(*configuration.acl))
        problems.add(problemOf(found, configuration.acl->at(found.rule)));
}

} // namespace

std::vector<Problem> lintConfiguration(const Configuration &configuration)
{
    ProblemList problems;
    lintServer(configuration, problems);
    lintToken(configuration, problems);
    lintUsers(configuration, problems);
    lintRules(configuration, problems);
    return problems.take(configuration.file);
}

} // namespace wharfgate::config
