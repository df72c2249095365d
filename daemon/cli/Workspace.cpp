// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/Workspace.h"

#include "shared/accounts/PasswordHash.h"
#include "shared/acl/IpAddress.h"
#include "shared/base/Json.h"
#include "shared/config/ConfigurationReader.h"
#include "ssl/Certificate.h"

#include <QByteArray>
#include <QFile>
#include <QSaveFile>

#include <filesystem>
#include <system_error>

namespace wharfgate::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::chrono::hours kAuthorityLifetime{24 * 3650};
/// Public certificates live about this long; clients refuse longer ones (CA/Browser Forum: 398
/// days).
constexpr std::chrono::hours kLeafLifetime{24 * 397};

Result<void> writeFile(const fs::path &path, const std::string &text, bool isSecret)
{
    QSaveFile file(QString::fromStdString(path.string()));
    const bool written =
        file.open(QIODevice::WriteOnly) &&
        (!isSecret || file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)) &&
        file.write(QByteArray::fromStdString(text)) >= 0 && file.commit();
    if (!written)
        return failure(ErrorCode::Io,
                       "cannot write " + path.string() + ": " + file.errorString().toStdString());
    return {};
}

/// Writes NAME.crt (leaf and authority) and NAME.key.
Result<void> writeLeaf(const fs::path &ssl, const std::string &name, tls::CertificateSpec spec,
                       tls::KeyType type, const tls::KeyPair &authority)
{
    const auto key = tls::PrivateKey::generate(type);
    if (!key)
        return tl::unexpected(key.error());
    spec.validity = kLeafLifetime;
    const auto certificate = tls::issueCertificate(spec, *key, &authority);
    if (!certificate)
        return tl::unexpected(certificate.error());
    const std::string chain = certificate->toPem() + authority.chain.leaf().toPem();
    if (auto done = writeFile(ssl / (name + ".crt"), chain, false); !done)
        return done;
    return writeFile(ssl / (name + ".key"), key->toPem(), true);
}

Result<void> writeCertificates(const fs::path &ssl, const WorkspaceSpec &spec)
{
    const tls::KeyType type = spec.rsa ? tls::KeyType::Rsa : tls::KeyType::EcP256;
    const auto key = tls::PrivateKey::generate(type);
    if (!key)
        return tl::unexpected(key.error());
    tls::CertificateSpec authoritySpec;
    authoritySpec.commonName = spec.issuer + " CA";
    authoritySpec.isAuthority = true;
    authoritySpec.validity = kAuthorityLifetime;
    auto certificate = tls::issueCertificate(authoritySpec, *key, nullptr);
    if (!certificate)
        return tl::unexpected(certificate.error());
    if (auto done = writeFile(ssl / "ca.crt", certificate->toPem(), false); !done)
        return done;
    if (auto done = writeFile(ssl / "ca.key", key->toPem(), true); !done)
        return done;
    const tls::KeyPair authority{tls::CertificateChain({*certificate}), *key};

    tls::CertificateSpec server;
    server.commonName = spec.hostnames.front();
    for (const std::string &name : spec.hostnames)
        (acl::IpAddress::parse(name) ? server.ipAddresses : server.dnsNames).push_back(name);
    if (auto done = writeLeaf(ssl, "server", server, type, authority); !done)
        return done;
    tls::CertificateSpec token;
    token.commonName = spec.issuer + " token signing";
    return writeLeaf(ssl, "token", token, type, authority);
}

/// A YAML double-quoted scalar takes JSON's escapes.
std::string yaml(const std::string &text)
{
    return json::quoted(text);
}

std::string configurationText(const WorkspaceSpec &spec, const fs::path &ssl,
                              const std::string &hash)
{
    const auto file = [&](const char *name) { return yaml((ssl / name).string()); };
    return "# Wharfgate's configuration; docker_auth reads the same file. After a change:\n"
           "#   wharfgated check " +
           std::string(kConfigurationName) +
           "\n# The running daemon takes the change over by itself.\n\n"
           "server:\n"
           "  addr: " +
           yaml(spec.listen) + "\n  certificate: " + file("server.crt") +
           "\n  key: " + file("server.key") +
           "\n\ntoken:\n"
           "  issuer: " +
           yaml(spec.issuer) +
           "       # the registry's auth.token.issuer\n"
           "  expiration: 900           # seconds\n"
           "  certificate: " +
           file("token.crt") + "\n  key: " + file("token.key") +
           "\n  kid_format: x5c           # every registry version trusts it, given ca.crt as "
           "rootcertbundle\n\n"
           "users:\n"
           "  admin:\n"
           "    password: " +
           yaml(hash) +
           "\n    labels: {group: [admins]}\n"
           "  # alice:\n"
           "  #   password: \"…\"           # made by: wharfgated hash-password\n\n"
           "# The first rule that matches decides; without one nothing is granted.\n"
           "acl:\n"
           "  - match: {labels: {group: admins}}\n"
           "    actions: [\"*\"]\n"
           "    comment: Administrators may do everything\n"
           "  - match: {account: \"/.+/\", type: registry, name: catalog}\n"
           "    actions: [\"*\"]\n"
           "    comment: Whoever is logged in may list the repositories\n"
           "  - match: {account: \"/.+/\", type: repository, name: \"${account}/*\"}\n"
           "    actions: [pull, push, delete]\n"
           "    comment: Everybody owns the repositories under their own name\n"
           "  - match: {account: \"/.+/\", type: repository}\n"
           "    actions: [pull]\n"
           "    comment: Whoever is logged in may pull everything\n";
}

/// A listen address or issuer that the daemon would refuse is refused before anything is written.
Result<void> checkConfiguration(const std::string &text, const fs::path &file)
{
    const config::ReadResult result = config::readConfiguration(text, file.string());
    for (const config::Problem &problem : result.problems) {
        if (problem.severity == config::Problem::Severity::Error)
            return failure(ErrorCode::InvalidInput, problem.key + ": " + problem.message);
    }
    return {};
}

} // namespace

bool isWorkspace(const std::string &directory)
{
    std::error_code error;
    return fs::is_regular_file(fs::path(directory) / kConfigurationName, error);
}

Result<NewWorkspace> createWorkspace(const WorkspaceSpec &spec)
{
    std::error_code error;
    const fs::path directory = fs::absolute(spec.directory, error).lexically_normal();
    if (fs::exists(directory, error) && !fs::is_empty(directory, error))
        return failure(ErrorCode::InvalidInput, directory.string() + " is not empty and holds no " +
                                                    kConfigurationName + "; name a new folder");
    const fs::path ssl = directory / "ssl";
    const fs::path file = directory / kConfigurationName;

    NewWorkspace out;
    out.account = "admin";
    out.password = accounts::generatePassword();
    const auto hash = accounts::hashPassword(out.password);
    if (!hash)
        return tl::unexpected(hash.error());
    const std::string text = configurationText(spec, ssl, *hash);
    if (auto usable = checkConfiguration(text, file); !usable)
        return tl::unexpected(usable.error());

    if (!fs::create_directories(ssl, error) && error)
        return failure(ErrorCode::Io, "cannot create " + ssl.string() + ": " + error.message());
    fs::permissions(ssl, fs::perms::owner_all, error);

    if (auto done = writeCertificates(ssl, spec); !done)
        return tl::unexpected(done.error());
    // Last, for its presence says that the workspace is complete. It holds password hashes.
    if (auto done = writeFile(file, text, true); !done)
        return tl::unexpected(done.error());
    out.configurationFile = file.string();
    out.authorityFile = (ssl / "ca.crt").string();
    return out;
}

} // namespace wharfgate::cli
