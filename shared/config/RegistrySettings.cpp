// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/RegistrySettings.h"

#include "shared/base/Text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace wharfgate::config {

namespace {

constexpr std::string_view kDefaultPort = "5001";

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The registry reads the values of its environment as YAML: true if this one, without quotes, is
/// read as the text that it is, and not as a number, a null, a list or a comment.
bool isPlainYamlText(std::string_view value)
{
    if (value.empty() || (!isLetter(value.front()) && value.front() != '/'))
        return false;
    if (value.back() == ' ' || value.back() == ':')
        return false;
    if (value.find(": ") != std::string_view::npos || value.find(" #") != std::string_view::npos)
        return false;
    if (value.find_first_of("\t\n") != std::string_view::npos)
        return false;
    // YAML 1.1, which the registry's parser follows, has more words for true and false than 1.2.
    static constexpr std::array<std::string_view, 9> kWords{"null", "true", "false", "yes", "no",
                                                            "on",   "off",  "y",     "n"};
    const std::string lower = text::lowered(value);
    return std::find(kWords.begin(), kWords.end(), lower) == kWords.end();
}

/// In double quotes, with `escaped` characters behind a backslash.
std::string doubleQuoted(std::string_view value, std::string_view escaped)
{
    std::string out = "\"";
    for (const char c : value) {
        if (escaped.find(c) != std::string_view::npos)
            out += '\\';
        out += c;
    }
    return out + '"';
}

std::string yamlQuoted(std::string_view value)
{
    return doubleQuoted(value, "\"\\");
}

/// As the registry's YAML parser must find it in the variable.
std::string variableValue(std::string_view value)
{
    return isPlainYamlText(value) ? std::string(value) : yamlQuoted(value);
}

/// One value of an environment file. What has no special character stands bare. Single quotes are
/// taken away by shells, Compose and systemd; where `docker run --env-file` keeps them, the
/// registry's YAML parser takes them away.
std::string environmentValue(const std::string &value)
{
    static constexpr std::string_view kBare = "_-./:@%+,=[]";
    if (std::all_of(value.begin(), value.end(), [](char c) {
            return isLetter(c) || isDigit(c) || kBare.find(c) != std::string_view::npos;
        }))
        return value;
    if (value.find('\'') == std::string::npos)
        return '\'' + value + '\'';
    return doubleQuoted(value, "\"\\$`");
}

using Variables = std::vector<std::pair<std::string, std::string>>;

Variables variablesOf(const RegistrySettings &settings)
{
    const std::string prefix = "REGISTRY_AUTH_TOKEN_";
    Variables variables{
        {"REGISTRY_AUTH", "token"},
        {prefix + "REALM", variableValue(settings.realm)},
        {prefix + "SERVICE", variableValue(settings.service)},
        {prefix + "ISSUER", variableValue(settings.issuer)},
        {prefix + "ROOTCERTBUNDLE", variableValue(settings.bundleFile)},
    };
    if (settings.version == RegistryVersion::V2)
        return variables;
    if (!settings.jwksFile.empty())
        variables.emplace_back(prefix + "JWKS", variableValue(settings.jwksFile));
    if (!settings.algorithm.empty())
        variables.emplace_back(prefix + "SIGNINGALGORITHMS", '[' + settings.algorithm + ']');
    return variables;
}

std::string baseName(const std::string &path)
{
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

std::string imageOf(RegistryVersion version)
{
    switch (version) {
    case RegistryVersion::V2:
        return "registry:2.8";
    case RegistryVersion::V30:
        return "registry:3.0";
    case RegistryVersion::V31:
        break;
    }
    return "registry:3.1";
}

/// The files that the registry must be given: name beside the Compose file, and place inside.
std::vector<std::pair<std::string, std::string>> filesOf(const RegistrySettings &settings)
{
    std::vector<std::pair<std::string, std::string>> files{
        {baseName(settings.bundleFile), settings.bundleFile}};
    if (settings.version != RegistryVersion::V2 && !settings.jwksFile.empty())
        files.emplace_back(baseName(settings.jwksFile), settings.jwksFile);
    return files;
}

std::string replaced(std::string text, std::string_view what, std::string_view with)
{
    for (std::size_t at = text.find(what); at != std::string::npos;
         at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

/// Every line behind `margin`, and a newline at the end.
std::string indented(std::string_view text, std::string_view margin)
{
    std::string out;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        out.append(margin).append(text.substr(0, end)).append(1, '\n');
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return out;
}

bool isLiteral(const std::string &pattern)
{
    return !pattern.empty() && pattern.front() != '/' &&
           pattern.find_first_of("*?[]\\{}$") == std::string::npos;
}

/// Behind the last ':' of "host:port", ":port" or "[address]:port".
std::string portOf(const Server &server)
{
    if (server.net == Server::Net::Unix)
        return {}; // behind a proxy, which has a port of its own
    const std::size_t colon = server.addr.rfind(':');
    const std::string port =
        colon == std::string::npos ? std::string() : server.addr.substr(colon + 1);
    const bool isNumber = !port.empty() && std::all_of(port.begin(), port.end(), isDigit);
    return isNumber && port != "0" ? port : std::string(kDefaultPort);
}

constexpr std::string_view kRegistryVolumeClaim = "apiVersion: v1\n"
                                                  "kind: PersistentVolumeClaim\n"
                                                  "metadata:\n"
                                                  "  name: registry-data\n"
                                                  "spec:\n"
                                                  "  accessModes: [ReadWriteOnce]\n"
                                                  "  resources:\n"
                                                  "    requests:\n"
                                                  "      storage: 10Gi\n";

constexpr std::string_view kRegistryService = "apiVersion: v1\n"
                                              "kind: Service\n"
                                              "metadata:\n"
                                              "  name: registry\n"
                                              "spec:\n"
                                              "  selector:\n"
                                              "    app.kubernetes.io/name: registry\n"
                                              "  ports:\n"
                                              "    - name: registry\n"
                                              "      port: 5000\n"
                                              "      targetPort: registry\n";

/// The content of the registry's files as a ConfigMap.
std::string filesManifest(const RegistrySettings &settings, const std::string &bundle,
                          const std::string &jwks)
{
    const auto files = filesOf(settings);
    std::string out = "apiVersion: v1\n"
                      "kind: ConfigMap\n"
                      "metadata:\n"
                      "  name: wharfgate-token\n"
                      "data:\n";
    for (std::size_t i = 0; i < files.size(); ++i)
        out +=
            "  " + yamlQuoted(files[i].first) + ": |\n" + indented(i == 0 ? bundle : jwks, "    ");
    return out;
}

std::string deploymentManifest(const RegistrySettings &settings)
{
    std::string out =
        "apiVersion: apps/v1\n"
        "kind: Deployment\n"
        "metadata:\n"
        "  name: registry\n"
        "spec:\n"
        "  replicas: 1\n"
        "  strategy:\n"
        "    type: Recreate\n"
        "  selector:\n"
        "    matchLabels:\n"
        "      app.kubernetes.io/name: registry\n"
        "  template:\n"
        "    metadata:\n"
        "      labels:\n"
        "        app.kubernetes.io/name: registry\n"
        "    spec:\n"
        // Otherwise the Service's variables (REGISTRY_PORT, …) pass for settings of the registry.
        "      enableServiceLinks: false\n"
        "      containers:\n"
        "        - name: registry\n"
        "          image: " +
        imageOf(settings.version) +
        "\n"
        "          ports:\n"
        "            - name: registry\n"
        "              containerPort: 5000\n"
        "          env:\n";
    for (const auto &[name, value] : variablesOf(settings))
        // Kubernetes replaces $(NAME); $$ stays one dollar.
        out += "            - name: " + name +
               "\n              value: " + yamlQuoted(replaced(value, "$", "$$")) + '\n';
    out += "          volumeMounts:\n";
    for (const auto &[name, place] : filesOf(settings))
        out +=
            "            - name: wharfgate-token\n              mountPath: " + yamlQuoted(place) +
            "\n              subPath: " + yamlQuoted(name) + "\n              readOnly: true\n";
    return out + "            - name: registry-data\n"
                 "              mountPath: /var/lib/registry\n"
                 "      volumes:\n"
                 "        - name: wharfgate-token\n"
                 "          configMap:\n"
                 "            name: wharfgate-token\n"
                 "        - name: registry-data\n"
                 "          persistentVolumeClaim:\n"
                 "            claimName: registry-data\n";
}

} // namespace

RegistrySettings registrySettingsOf(const Configuration &configuration, const std::string &host)
{
    RegistrySettings settings;
    settings.issuer = configuration.token.issuer;
    settings.service = "Docker registry";
    for (const acl::Rule &rule : configuration.acl.value_or(std::vector<acl::Rule>()))
        if (rule.match.service && isLiteral(*rule.match.service)) {
            settings.service = *rule.match.service;
            break;
        }
    const Server &server = configuration.server;
    const bool tls = !server.certificate.empty();
    const std::string port = portOf(server);
    const bool isUsual = port.empty() || port == (tls ? "443" : "80");
    // Clients refuse a realm without TLS; a daemon without it stands behind a proxy that has it.
    settings.realm =
        "https://" + host + (isUsual || !tls ? "" : ':' + port) + server.pathPrefix + "/auth";
    return settings;
}

std::string registryEnvironment(const RegistrySettings &settings)
{
    std::string out;
    for (const auto &[name, value] : variablesOf(settings))
        out += name + '=' + environmentValue(value) + '\n';
    return out;
}

std::string registryConfiguration(const RegistrySettings &settings)
{
    const bool is2 = settings.version == RegistryVersion::V2;
    std::string out = "# In ";
    out += is2 ? "/etc/docker/registry/config.yml" : "/etc/distribution/config.yml";
    out += ", in place of another auth section:\n"
           "auth:\n"
           "  token:\n";
    const auto add = [&out](std::string_view key, const std::string &value) {
        out += "    " + std::string(key) + ": " + yamlQuoted(value) + '\n';
    };
    add("realm", settings.realm);
    add("service", settings.service);
    add("issuer", settings.issuer);
    add("rootcertbundle", settings.bundleFile);
    if (!is2 && !settings.jwksFile.empty())
        add("jwks", settings.jwksFile);
    if (!is2 && !settings.algorithm.empty())
        out += "    signingalgorithms:\n      - " + settings.algorithm + '\n';
    return out;
}

std::string registryCompose(const RegistrySettings &settings)
{
    std::string out = "services:\n"
                      "  registry:\n"
                      "    image: " +
                      imageOf(settings.version) +
                      "\n"
                      "    restart: unless-stopped\n"
                      "    ports:\n"
                      "      - \"5000:5000\"\n"
                      "    environment:\n";
    for (const auto &[name, value] : variablesOf(settings))
        // Compose replaces $NAME; $$ stays one dollar.
        out += "      " + name + ": " + yamlQuoted(replaced(value, "$", "$$")) + '\n';
    out += "    volumes:\n";
    for (const auto &[name, place] : filesOf(settings))
        out += "      - " + yamlQuoted("./" + name + ':' + place + ":ro") + '\n';
    out += "      - registry-data:/var/lib/registry\n"
           "\n"
           "volumes:\n"
           "  registry-data: {}\n";
    return out;
}

std::string registryDockerfile(const RegistrySettings &settings)
{
    std::string out = "FROM " + imageOf(settings.version) + "\n\n";
    for (const auto &[name, place] : filesOf(settings))
        out += "COPY [" + yamlQuoted(name) + ", " + yamlQuoted(place) + "]\n";
    const Variables variables = variablesOf(settings);
    out += "\nENV ";
    for (std::size_t i = 0; i < variables.size(); ++i) {
        out += i == 0 ? "" : " \\\n    ";
        out += variables[i].first + '=' + doubleQuoted(variables[i].second, "\"\\$");
    }
    return out + '\n';
}

std::string registryKubernetes(const RegistrySettings &settings, const std::string &bundle,
                               const std::string &jwks)
{
    std::string out = filesManifest(settings, bundle, jwks);
    for (const std::string &manifest :
         {std::string(kRegistryVolumeClaim), deploymentManifest(settings),
          std::string(kRegistryService)})
        out += "---\n" + manifest;
    return out;
}

std::optional<RegistryVersion> parseRegistryVersion(std::string_view text)
{
    const bool isVersion = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return isDigit(c) || c == '.';
    });
    const std::size_t dot = text.find('.');
    const std::string_view major = text.substr(0, dot);
    if (!isVersion || (major != "2" && major != "3"))
        return std::nullopt;
    if (major == "2")
        return RegistryVersion::V2;
    const std::string_view rest =
        dot == std::string_view::npos ? text.substr(text.size()) : text.substr(dot + 1);
    return rest.substr(0, rest.find('.')) == "0" ? RegistryVersion::V30 : RegistryVersion::V31;
}

Token::KidFormat effectiveKidFormat(const Token &token)
{
    return token.kidFormat.value_or(token.disableLegacyKeyId ? Token::KidFormat::Registry30
                                                             : Token::KidFormat::Legacy);
}

Token::KidFormat suitableKidFormat(RegistryVersion version)
{
    return version == RegistryVersion::V2 ? Token::KidFormat::Legacy : Token::KidFormat::X5c;
}

std::string_view toString(Token::KidFormat format)
{
    switch (format) {
    case Token::KidFormat::Legacy:
        return "legacy";
    case Token::KidFormat::Rfc7638:
        return "rfc7638";
    case Token::KidFormat::Registry30:
        return "registry-3.0";
    case Token::KidFormat::X5c:
        break;
    }
    return "x5c";
}

} // namespace wharfgate::config
