// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/Command.h"
#include "daemon/cli/Problems.h"
#include "daemon/cli/TokenKey.h"
#include "shared/config/RegistrySettings.h"

#include <QFile>
#include <QSaveFile>

#include <algorithm>
#include <array>
#include <filesystem>
#include <ostream>

namespace wharfgate::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 5> kFormats{"env", "yaml", "compose", "dockerfile", "k8s"};

config::TokenKeyKind kindOf(tls::KeyType type)
{
    switch (type) {
    case tls::KeyType::Rsa:
        return config::TokenKeyKind::Rsa;
    case tls::KeyType::EcP256:
    case tls::KeyType::EcP384:
    case tls::KeyType::EcP521:
        return config::TokenKeyKind::Ec;
    case tls::KeyType::Ed25519:
        return config::TokenKeyKind::Ed25519;
    }
    return config::TokenKeyKind::Unknown;
}

std::string settingsText(std::string_view format, const config::RegistrySettings &settings,
                         const TokenKey &key)
{
    if (format == "env")
        return config::registryEnvironment(settings);
    if (format == "yaml")
        return config::registryConfiguration(settings);
    if (format == "compose")
        return config::registryCompose(settings);
    if (format == "dockerfile")
        return config::registryDockerfile(settings);
    return config::registryKubernetes(settings, key.bundle, key.jwks);
}

/// True for a file that this command may have written before, or none.
bool mayReplace(const fs::path &path)
{
    QFile file(QString::fromStdString(path.string()));
    if (!file.exists())
        return true;
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray begin = file.read(32).trimmed();
    return begin.isEmpty() || begin.startsWith("-----BEGIN CERTIFICATE-----") ||
           begin.startsWith("{\"keys\":[");
}

Result<void> writePublicFile(const fs::path &path, const std::string &text)
{
    if (!mayReplace(path))
        return failure(ErrorCode::Io, path.string() +
                                          " is there and is something else; it was left alone. "
                                          "Name another folder with --output");
    QSaveFile file(QString::fromStdString(path.string()));
    if (file.open(QIODevice::WriteOnly) && file.write(QByteArray::fromStdString(text)) >= 0 &&
        file.commit()) {
        // A registry that runs as another user reads it.
        QFile::setPermissions(QString::fromStdString(path.string()),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup |
                                  QFile::ReadOther);
        return {};
    }
    return failure(ErrorCode::Io,
                   "cannot write " + path.string() + ": " + file.errorString().toStdString());
}

/// The files that the settings name, for whoever copies them to the registry.
Result<void> writeFiles(const fs::path &folder, const config::RegistrySettings &settings,
                        const TokenKey &key, std::ostream &notes)
{
    std::vector<std::pair<std::string, const std::string *>> files{
        {settings.bundleFile, &key.bundle}};
    if (!settings.jwksFile.empty())
        files.emplace_back(settings.jwksFile, &key.jwks);
    for (const auto &[place, text] : files) {
        const fs::path file = folder / fs::path(place).filename();
        if (const auto written = writePublicFile(file, *text); !written)
            return written;
        notes << "Wrote " << file.string() << "; the registry needs it at " << place << ".\n";
    }
    return {};
}

int run(const Arguments &arguments, const Streams &streams)
{
    const std::string format = arguments.value("format").value_or("env");
    if (std::find(kFormats.begin(), kFormats.end(), format) == kFormats.end()) {
        streams.err << "wharfgated registry-setup: --format is env, yaml, compose, dockerfile or "
                       "k8s\n";
        return Usage;
    }
    const auto version =
        config::parseRegistryVersion(arguments.value("registry-version").value_or("3.1"));
    if (!version) {
        streams.err << "wharfgated registry-setup: --registry-version is 2.8, 3.0 or 3.1\n";
        return Usage;
    }
    const auto configuration = readOrComplain(arguments.operands().front(), streams);
    if (!configuration)
        return InvalidConfiguration;
    const auto key = readTokenKey(configuration->token);
    if (!key) {
        streams.err << "wharfgated registry-setup: " << key.error().detail << '\n';
        return Unavailable;
    }

    config::RegistrySettings settings =
        config::registrySettingsOf(*configuration, "auth.example.com");
    settings.version = *version;
    if (const auto realm = arguments.value("realm"))
        settings.realm = *realm;
    else
        streams.err << "Without --realm, " << settings.realm
                    << " stands for the address at which clients reach this server.\n";
    settings.service = arguments.value("service").value_or(settings.service);
    const std::string folder = arguments.value("registry-folder").value_or("/certs");
    settings.bundleFile = folder + "/wharfgate-token.pem";
    if (*version != config::RegistryVersion::V2) {
        settings.jwksFile = folder + "/wharfgate-jwks.json";
        settings.algorithm = key->algorithm;
    }

    const auto problems = config::checkRegistrySettings(
        settings, config::effectiveKidFormat(configuration->token), kindOf(key->type));
    if (format != "k8s") { // there the files are in the manifests
        const auto written =
            writeFiles(arguments.value("output").value_or("."), settings, *key, streams.err);
        if (!written) {
            streams.err << "wharfgated registry-setup: " << written.error().detail << '\n';
            return CannotCreate;
        }
    }
    streams.out << settingsText(format, settings, *key);
    bool isRefused = false;
    for (const config::Problem &problem : problems) {
        const bool isError = problem.severity == config::Problem::Severity::Error;
        isRefused = isRefused || isError;
        streams.err << (isError ? "Error: " : "Note: ") << problem.message << ' ' << problem.remedy
                    << '\n';
    }
    return isRefused ? Findings : Success;
}

} // namespace

Command registrySetupCommand()
{
    using Kind = OptionSpec::Kind;
    return {
        "registry-setup",
        "FILE --realm URL [OPTIONS]",
        "print the settings that make a registry trust this server, and write their files",
        "Prints the registry's settings, and writes the certificate bundle that they name (for\n"
        "registry 3 a JWKS file too) to the current folder. Advice goes to standard error.\n\n"
        "  --realm URL             address of this server as clients reach it:\n"
        "                          https://auth.example.com:5001/auth\n"
        "  --service NAME          the registry's own name, as rules match it (default: the\n"
        "                          first that a rule names, or \"Docker registry\")\n"
        "  --format F              env (default), yaml, compose, dockerfile or k8s\n"
        "  --registry-version V    2.8, 3.0 or 3.1 (default); \"registry --version\" tells it\n"
        "  --registry-folder DIR   where the registry finds the files (default /certs)\n"
        "  --output DIR            where they are written (default: the current folder)\n\n"
        "Exit status: 0 done, 1 done, but the registry would refuse every token (standard\n"
        "error says why), 2 the configuration has errors.\n\n"
        "Examples:\n"
        "  wharfgated registry-setup wharfgate.yml --realm https://auth.example.com:5001/auth\n"
        "  wharfgated registry-setup extAuth.yml --realm https://my.registry.cn:5001/auth \\\n"
        "      --registry-version 2.8 --format compose > compose.yaml\n",
        {{"realm", Kind::Value},
         {"service", Kind::Value},
         {"format", Kind::Value},
         {"registry-version", Kind::Value},
         {"registry-folder", Kind::Value},
         {"output", Kind::Value}},
        1,
        1,
        &run};
}

} // namespace wharfgate::cli
