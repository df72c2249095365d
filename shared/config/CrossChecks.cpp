// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/SettingReaders.h"

#include <algorithm>

namespace wharfgate::config {

namespace {

/// Reports what no single value shows, each at the nearest place that the file has.
class TogetherChecker
{
public:
    TogetherChecker(const Value &root, const Configuration &configuration)
        : m_root(root)
        , m_configuration(configuration)
    {}

    void checkServer() const;
    void checkAddress() const;
    void checkRealIp() const;
    void checkTls() const;
    void checkToken() const;
    void checkMethods() const;

private:
    bool has(const std::string &key) const { return m_configuration.positions.contains(key); }
    void report(Problem::Severity severity, std::string code, const std::string &key,
                std::string message, std::string remedy) const;
    void error(std::string code, const std::string &key, std::string message,
               std::string remedy) const
    {
        report(Problem::Severity::Error, std::move(code), key, std::move(message),
               std::move(remedy));
    }
    void warning(std::string code, const std::string &key, std::string message,
                 std::string remedy) const
    {
        report(Problem::Severity::Warning, std::move(code), key, std::move(message),
               std::move(remedy));
    }
    void checkPair(const std::string &section, const std::string &certificate,
                   const std::string &key) const;

    const Value &m_root;
    const Configuration &m_configuration;
};

void TogetherChecker::report(Problem::Severity severity, std::string code, const std::string &key,
                             std::string message, std::string remedy) const
{
    Problem problem{severity, std::move(code),    m_root.position(),
                    key,      std::move(message), std::move(remedy)};
    // The key itself, or the section that lacks it, or the top of the file.
    std::string path = key;
    while (!path.empty() && !has(path))
        path = path.substr(0, path.rfind('.') == std::string::npos ? 0 : path.rfind('.'));
    if (!path.empty())
        problem.position = m_configuration.positions.at(path);
    else
        problem.position.line = problem.position.column = 1;
    m_root.context().problems.add(std::move(problem));
}

void TogetherChecker::checkAddress() const
{
    const Server &server = m_configuration.server;
    if (server.addr.empty()) {
        error("missing-key", "server.addr", "The address to listen on is missing.",
              "Add it, for example: addr: \":5001\"");
        return;
    }
    if (server.net == Server::Net::Unix)
        return;
    const std::size_t colon = server.addr.rfind(':');
    if (colon == std::string::npos) {
        error("bad-address", "server.addr", "This address has no port.",
              "Write it as \":5001\" or \"127.0.0.1:5001\".");
        return;
    }
    const std::string port = server.addr.substr(colon + 1);
    const bool isNumber = !port.empty() && std::all_of(port.begin(), port.end(),
                                                       [](char c) { return c >= '0' && c <= '9'; });
    if (!isNumber || port.size() > 5 || std::stoi(port) > 65535) {
        error("bad-address", "server.addr", quote(port) + " is no port.",
              "Write a number from 0 to 65535 behind the last colon.");
    }
}

void TogetherChecker::checkServer() const
{
    const Server &server = m_configuration.server;
    if (!server.pathPrefix.empty() && !server.pathPrefix.starts_with('/')) {
        error("bad-path", "server.path_prefix", "The prefix must begin with a slash.",
              "Write it as \"/docker\".");
    }
    if (server.hsts && server.certificate.empty()) {
        warning("no-effect", "server.hsts", "Browsers heed this header over HTTPS only.",
                "Add server.certificate and server.key unless a proxy speaks HTTPS.");
    }
    checkPair("server", server.certificate, server.key);
}

void TogetherChecker::checkRealIp() const
{
    const Server &server = m_configuration.server;
    if (server.realIpHeader.empty()) {
        if (has("server.real_ip_pos"))
            warning("no-effect", "server.real_ip_pos", "Without real_ip_header this does nothing.",
                    "Add server.real_ip_header, or remove this key.");
        if (server.trustedProxies)
            warning("no-effect", "server.trusted_proxies",
                    "Without real_ip_header this does nothing.",
                    "Add server.real_ip_header, or remove this key.");
        if (server.net == Server::Net::Unix)
            warning("no-client-address", "server.net",
                    "Clients of a Unix socket have no address, so every request will be refused.",
                    "Add server.real_ip_header, and let the proxy send it.");
        return;
    }
    // RFC 9110 5.6.2: a header with other characters never comes.
    const bool isToken =
        std::all_of(server.realIpHeader.begin(), server.realIpHeader.end(), [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                   std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
        });
    if (!isToken) {
        error("bad-header", "server.real_ip_header",
              quote(server.realIpHeader) + " is no name for a header.",
              "Write it as X-Forwarded-For or X-Real-IP.");
    }
    if (!server.trustedProxies) {
        warning("untrusted-header", "server.real_ip_header",
                "This header is believed from anyone who reaches the port, so that rules with ip "
                "can be evaded.",
                "Add server.trusted_proxies with the addresses of your proxies.");
    }
}

void TogetherChecker::checkTls() const
{
    const Server &server = m_configuration.server;
    if (server.tlsMinVersion == TlsVersion::Tls13 && has("server.tls_cipher_suites") &&
        !server.tlsCipherSuites.empty()) {
        error("conflict", "server.tls_cipher_suites",
              "Cipher suites can be chosen up to TLS 1.2 only, and tls_min_version is TLS 1.3.",
              "Remove one of the two keys.");
    }
    if (!server.certificate.empty())
        return;
    for (const char *const key :
         {"server.tls_min_version", "server.tls_curve_preferences", "server.tls_cipher_suites"}) {
        if (has(key))
            warning("no-effect", key, "Without server.certificate this does nothing.",
                    "Add server.certificate and server.key, or remove this key.");
    }
}

void TogetherChecker::checkPair(const std::string &section, const std::string &certificate,
                                const std::string &key) const
{
    if (certificate.empty() == key.empty())
        return;
    const std::string missing = section + (key.empty() ? ".key" : ".certificate");
    const std::string given = section + (key.empty() ? ".certificate" : ".key");
    error("missing-key", missing, "This is missing, and " + given + " is there.",
          "Give both files or neither.");
}

void TogetherChecker::checkToken() const
{
    const Token &token = m_configuration.token;
    if (token.issuer.empty()) {
        error("missing-key", "token.issuer", "The name of the issuer is missing.",
              "Add the text that the registry has in auth.token.issuer.");
    }
    // A value that cannot be used has its own error.
    if (token.expiration.count() == 0 && !has("token.expiration")) {
        error("missing-key", "token.expiration", "The lifetime of the tokens is missing.",
              "Add it in seconds, for example: expiration: 900");
    }
    checkPair("token", token.certificate, token.key);
    const Server &server = m_configuration.server;
    if (token.certificate.empty() && token.key.empty() && server.certificate.empty() &&
        server.key.empty()) {
        error("missing-key", "token.certificate", "There is no certificate to sign tokens with.",
              "Give token.certificate and token.key, or the server's.");
    }
    if (token.kidFormat && has("token.disable_legacy_key_id")) {
        warning("no-effect", "token.disable_legacy_key_id",
                "Wharfgate follows token.kid_format and ignores this.",
                "Remove it unless docker_auth reads the file too.");
    }
}

void TogetherChecker::checkMethods() const
{
    // An unsupported method has its own error; "none" would be wrong.
    const auto hasAny = [&](std::initializer_list<const char *> keys) {
        return std::any_of(keys.begin(), keys.end(), [&](const char *key) { return has(key); });
    };
    if (!hasAny({"users", "ext_auth", "google_auth", "github_auth", "oidc_auth", "gitlab_auth",
                 "ldap_auth", "mongo_auth", "xorm_auth", "plugin_authn"})) {
        error("no-authentication", "users", "Nothing says who may log in.",
              "Add users or ext_auth; `users: {}` lets nobody in.");
    }
    if (!hasAny({"acl", "ext_authz", "acl_mongo", "acl_xorm", "casbin_authz", "plugin_authz"})) {
        error("no-authorization", "acl", "Nothing says who may do what.",
              "Add acl or ext_authz; `acl: []` grants nothing to anybody.");
    }
}

} // namespace

void checkTogether(const Value &root, const Configuration &configuration)
{
    const TogetherChecker checker(root, configuration);
    checker.checkAddress();
    checker.checkServer();
    checker.checkRealIp();
    checker.checkTls();
    checker.checkToken();
    checker.checkMethods();
}

} // namespace wharfgate::config
