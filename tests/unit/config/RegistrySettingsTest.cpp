// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/RegistrySettings.h"
#include "shared/config/ConfigurationReader.h"

#include <QProcess>
#include <QTemporaryFile>
#include <QTest>

#include <map>
#include <yaml-cpp/yaml.h>

using namespace wharfgate::config;
using namespace Qt::StringLiterals;

namespace {

RegistrySettings example()
{
    RegistrySettings settings;
    settings.realm = "https://auth.example.com:5001/auth";
    settings.service = "Docker registry";
    settings.issuer = "Acme auth server";
    settings.jwksFile = "/certs/wharfgate-jwks.json";
    settings.algorithm = "ES256";
    return settings;
}

bool has(const std::vector<Problem> &problems, const std::string &code)
{
    for (const Problem &problem : problems)
        if (problem.code == code)
            return true;
    return false;
}

/// What the registry's parser makes of the variable.
std::string asYaml(const std::string &value)
{
    const YAML::Node node = YAML::Load(value);
    return node.IsScalar() ? node.Scalar() : "(no text)";
}

} // namespace

/// What a registry is told: the texts, read back by those that will read them, and the advice.
class RegistrySettingsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheEnvironment();
    void writesTheConfiguration();
    void writesCompose();
    void writesTheDockerfile();
    void registry2HasNoNewSettings();
    void anyTextSurvives_data();
    void anyTextSurvives();
    void shellsReadTheEnvironment_data() { anyTextSurvives_data(); }
    void shellsReadTheEnvironment();
    void prefillsFromTheConfiguration_data();
    void prefillsFromTheConfiguration();
    void prefillsTheServiceOfTheRules();
    void knowsTheKidFormat();
    void checksKeyNames_data();
    void checksKeyNames();
    void checksRealms_data();
    void checksRealms();
    void findsEmptyAndBrokenFields();
    void manifestsHoldTheFiles();
    void readsVersions();
};

void RegistrySettingsTest::writesTheEnvironment()
{
    QCOMPARE(QString::fromStdString(registryEnvironment(example())),
             u"REGISTRY_AUTH=token\n"
             "REGISTRY_AUTH_TOKEN_REALM=https://auth.example.com:5001/auth\n"
             "REGISTRY_AUTH_TOKEN_SERVICE='Docker registry'\n"
             "REGISTRY_AUTH_TOKEN_ISSUER='Acme auth server'\n"
             "REGISTRY_AUTH_TOKEN_ROOTCERTBUNDLE=/certs/wharfgate-token.pem\n"
             "REGISTRY_AUTH_TOKEN_JWKS=/certs/wharfgate-jwks.json\n"
             "REGISTRY_AUTH_TOKEN_SIGNINGALGORITHMS=[ES256]\n"_s);
}

void RegistrySettingsTest::writesTheConfiguration()
{
    QCOMPARE(QString::fromStdString(registryConfiguration(example())),
             u"# In /etc/distribution/config.yml, in place of another auth section:\n"
             "auth:\n"
             "  token:\n"
             "    realm: \"https://auth.example.com:5001/auth\"\n"
             "    service: \"Docker registry\"\n"
             "    issuer: \"Acme auth server\"\n"
             "    rootcertbundle: \"/certs/wharfgate-token.pem\"\n"
             "    jwks: \"/certs/wharfgate-jwks.json\"\n"
             "    signingalgorithms:\n"
             "      - ES256\n"_s);
}

void RegistrySettingsTest::writesCompose()
{
    const YAML::Node root = YAML::Load(registryCompose(example()));
    const YAML::Node registry = root["services"]["registry"];
    QCOMPARE(registry["image"].Scalar(), std::string("registry:3.1"));
    const YAML::Node environment = registry["environment"];
    QCOMPARE(environment["REGISTRY_AUTH"].Scalar(), std::string("token"));
    QCOMPARE(environment["REGISTRY_AUTH_TOKEN_SERVICE"].Scalar(), std::string("Docker registry"));
    QCOMPARE(environment["REGISTRY_AUTH_TOKEN_SIGNINGALGORITHMS"].Scalar(), std::string("[ES256]"));
    QCOMPARE(registry["volumes"].size(), std::size_t(3));
    QCOMPARE(registry["volumes"][0].Scalar(),
             std::string("./wharfgate-token.pem:/certs/wharfgate-token.pem:ro"));
    QVERIFY(root["volumes"]["registry-data"].IsDefined());
}

void RegistrySettingsTest::writesTheDockerfile()
{
    RegistrySettings settings = example();
    settings.version = RegistryVersion::V2;
    QCOMPARE(QString::fromStdString(registryDockerfile(settings)),
             u"FROM registry:2.8\n\n"
             "COPY [\"wharfgate-token.pem\", \"/certs/wharfgate-token.pem\"]\n\n"
             "ENV REGISTRY_AUTH=\"token\" \\\n"
             "    REGISTRY_AUTH_TOKEN_REALM=\"https://auth.example.com:5001/auth\" \\\n"
             "    REGISTRY_AUTH_TOKEN_SERVICE=\"Docker registry\" \\\n"
             "    REGISTRY_AUTH_TOKEN_ISSUER=\"Acme auth server\" \\\n"
             "    REGISTRY_AUTH_TOKEN_ROOTCERTBUNDLE=\"/certs/wharfgate-token.pem\"\n"_s);
}

void RegistrySettingsTest::registry2HasNoNewSettings()
{
    RegistrySettings settings = example();
    settings.version = RegistryVersion::V2;
    for (const std::string &text : {registryEnvironment(settings), registryConfiguration(settings),
                                    registryCompose(settings), registryDockerfile(settings)}) {
        const QString lower = QString::fromStdString(text).toLower();
        QVERIFY(!lower.contains(u"jwks"_s));
        QVERIFY(!lower.contains(u"signingalgorithms"_s));
    }
    QVERIFY(registryConfiguration(settings).find("/etc/docker/registry/config.yml") !=
            std::string::npos);
    settings.version = RegistryVersion::V30;
    QVERIFY(registryCompose(settings).find("registry:3.0") != std::string::npos);
}

void RegistrySettingsTest::anyTextSurvives_data()
{
    QTest::addColumn<QString>("text");
    for (const char16_t *text : {u"Docker registry",
                                 u"a",
                                 u"5001",
                                 u"true",
                                 u"null",
                                 u"No",
                                 u"1e3",
                                 u"0x10",
                                 u"~",
                                 u"it's here",
                                 u"say \"hello\"",
                                 u"back\\slash",
                                 u"price $HOME ${x} `id`",
                                 u"a: b",
                                 u"a #b",
                                 u"ends:",
                                 u"- item",
                                 u"[list]",
                                 u"{map}",
                                 u"*alias",
                                 u"&anchor",
                                 u"!tag",
                                 u"%directive",
                                 u"@at",
                                 u"Zoë 张",
                                 u"'",
                                 u"\"",
                                 u"it's $5 and \\",
                                 u" spaces "})
        QTest::newRow(qPrintable(QString::fromUtf16(text))) << QString::fromUtf16(text);
}

void RegistrySettingsTest::anyTextSurvives()
{
    QFETCH(const QString, text);
    RegistrySettings settings = example();
    settings.service = text.toStdString();
    const YAML::Node file = YAML::Load(registryConfiguration(settings));
    QCOMPARE(QString::fromStdString(file["auth"]["token"]["service"].Scalar()), text);
    const YAML::Node compose = YAML::Load(registryCompose(settings));
    QString value = QString::fromStdString(
        compose["services"]["registry"]["environment"]["REGISTRY_AUTH_TOKEN_SERVICE"].Scalar());
    QCOMPARE(value.count(u'$') % 2, 0);
    value.replace(u"$$"_s, u"$"_s); // as Compose does
    const YAML::Node read = YAML::Load(value.toStdString());
    QVERIFY(read.IsScalar());
    QCOMPARE(QString::fromStdString(read.Scalar()), text);
    // Texts that look like numbers must be read as texts.
    const bool looksLikeText = text.front().isLetter() || text.contains(u' ');
    if (!looksLikeText)
        QCOMPARE(read.Tag(), std::string("!"));
}

void RegistrySettingsTest::shellsReadTheEnvironment()
{
    QFETCH(const QString, text);
    RegistrySettings settings = example();
    settings.service = text.toStdString();
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(QByteArray::fromStdString(registryEnvironment(settings)));
    file.close();
    QProcess shell;
    shell.start(u"sh"_s, {u"-c"_s, u". \"$1\"; printf %s \"$REGISTRY_AUTH_TOKEN_SERVICE\""_s,
                          u"sh"_s, file.fileName()});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(shell.readAllStandardError(), QByteArray());
    const std::string value = shell.readAllStandardOutput().toStdString();
    QCOMPARE(QString::fromStdString(asYaml(value)), text);
}

void RegistrySettingsTest::prefillsFromTheConfiguration_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("realm");
    const auto tls = u"{certificate: /a.pem, key: /a.key, "_s;
    QTest::newRow("port") << tls + u"addr: ':5001'}"_s << u"https://auth.example.com:5001/auth"_s;
    QTest::newRow("host") << tls + u"addr: '10.0.0.1:8443'}"_s
                          << u"https://auth.example.com:8443/auth"_s;
    QTest::newRow("IPv6") << tls + u"addr: '[::]:5001'}"_s
                          << u"https://auth.example.com:5001/auth"_s;
    QTest::newRow("usual port") << tls + u"addr: ':443'}"_s << u"https://auth.example.com/auth"_s;
    QTest::newRow("prefix") << tls + u"addr: ':5001', path_prefix: /reg}"_s
                            << u"https://auth.example.com:5001/reg/auth"_s;
    QTest::newRow("behind a proxy")
        << u"{addr: '127.0.0.1:5001'}"_s << u"https://auth.example.com/auth"_s;
    QTest::newRow("socket") << u"{net: unix, addr: /run/x.sock}"_s
                            << u"https://auth.example.com/auth"_s;
}

void RegistrySettingsTest::prefillsFromTheConfiguration()
{
    QFETCH(const QString, server);
    const QString text =
        u"server: %1\n"
        "token: {issuer: Acme, expiration: 900, certificate: /t.pem, key: /t.key}\n"
        "users: {\"\": {}}\nacl: []\n"_s.arg(server);
    const ReadResult result = readConfiguration(text.toStdString(), "test.yml");
    QVERIFY2(result.configuration.has_value(),
             result.problems.empty() ? "" : result.problems[0].toString().c_str());
    const RegistrySettings settings = registrySettingsOf(*result.configuration, "auth.example.com");
    QTEST(QString::fromStdString(settings.realm), "realm");
    QCOMPARE(settings.issuer, std::string("Acme"));
    QCOMPARE(settings.service, std::string("Docker registry"));
}

void RegistrySettingsTest::prefillsTheServiceOfTheRules()
{
    Configuration configuration;
    configuration.acl.emplace(3);
    configuration.acl->at(0).match.service = "/reg.*/";
    configuration.acl->at(1).match.service = "reg*";
    configuration.acl->at(2).match.service = "registry.example.com";
    QCOMPARE(registrySettingsOf(configuration, "h").service, std::string("registry.example.com"));
}

void RegistrySettingsTest::knowsTheKidFormat()
{
    Token token;
    QCOMPARE(toString(effectiveKidFormat(token)), std::string_view("legacy"));
    token.disableLegacyKeyId = true;
    QCOMPARE(toString(effectiveKidFormat(token)), std::string_view("registry-3.0"));
    token.kidFormat = Token::KidFormat::Rfc7638;
    QCOMPARE(toString(effectiveKidFormat(token)), std::string_view("rfc7638"));
}

void RegistrySettingsTest::checksKeyNames_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<int>("format");
    QTest::addColumn<int>("key");
    QTest::addColumn<bool>("jwks");
    QTest::addColumn<QString>("code"); // of an error; empty: none
    using V = RegistryVersion;
    using F = Token::KidFormat;
    using K = TokenKeyKind;
    const auto row = [](const char *name, V version, F format, K key, bool jwks,
                        const QString &code) {
        QTest::newRow(name) << static_cast<int>(version) << static_cast<int>(format)
                            << static_cast<int>(key) << jwks << code;
    };
    const QString lost = u"kid-not-found"_s;
    row("2, legacy", V::V2, F::Legacy, K::Rsa, false, {});
    row("2, legacy, EC", V::V2, F::Legacy, K::Ec, false, {});
    row("2, RFC", V::V2, F::Rfc7638, K::Rsa, false, lost);
    row("2, 3.0", V::V2, F::Registry30, K::Ec, false, lost);
    row("2, x5c", V::V2, F::X5c, K::Ec, false, {});
    row("2, Ed25519", V::V2, F::X5c, K::Ed25519, false, u"key-not-supported"_s);
    row("2 has no JWKS", V::V2, F::Rfc7638, K::Rsa, true, lost);
    row("3.0, legacy", V::V30, F::Legacy, K::Rsa, false, lost);
    row("3.0, legacy, JWKS", V::V30, F::Legacy, K::Rsa, true, {});
    row("3.0, RFC, RSA", V::V30, F::Rfc7638, K::Rsa, false, {});
    row("3.0, RFC, EC", V::V30, F::Rfc7638, K::Ec, false, lost);
    row("3.0, 3.0, EC", V::V30, F::Registry30, K::Ec, false, {});
    row("3.0, 3.0, RSA", V::V30, F::Registry30, K::Rsa, false, {});
    row("3.0, Ed25519", V::V30, F::Rfc7638, K::Ed25519, false, lost);
    row("3.0, x5c, Ed25519", V::V30, F::X5c, K::Ed25519, false, {});
    row("3.1, legacy", V::V31, F::Legacy, K::Ec, false, lost);
    row("3.1, RFC, EC", V::V31, F::Rfc7638, K::Ec, false, {});
    row("3.1, 3.0, EC", V::V31, F::Registry30, K::Ec, false, lost);
    row("3.1, 3.0, RSA", V::V31, F::Registry30, K::Rsa, false, {});
    row("3.1, x5c", V::V31, F::X5c, K::Ec, false, {});
    row("3.1, Ed25519", V::V31, F::Rfc7638, K::Ed25519, false, {});
}

void RegistrySettingsTest::checksKeyNames()
{
    QFETCH(const int, version);
    QFETCH(const int, format);
    QFETCH(const int, key);
    QFETCH(const bool, jwks);
    QFETCH(const QString, code);
    RegistrySettings settings = example();
    settings.version = static_cast<RegistryVersion>(version);
    if (!jwks)
        settings.jwksFile.clear();
    QString errors;
    for (const Problem &problem : checkRegistrySettings(
             settings, static_cast<Token::KidFormat>(format), static_cast<TokenKeyKind>(key)))
        if (problem.severity == Problem::Severity::Error)
            errors += QString::fromStdString(problem.code);
    QCOMPARE(errors, code);
    // What is advised works.
    settings.jwksFile.clear();
    if (code == u"kid-not-found"_s)
        QVERIFY(!has(checkRegistrySettings(settings, suitableKidFormat(settings.version),
                                           static_cast<TokenKeyKind>(key)),
                     "kid-not-found"));
}

void RegistrySettingsTest::checksRealms_data()
{
    QTest::addColumn<QString>("realm");
    QTest::addColumn<QString>("code");
    QTest::newRow("name") << u"https://auth.example.com/auth"_s << QString();
    QTest::newRow("public address") << u"https://8.8.8.8/auth"_s << QString();
    QTest::newRow("http") << u"http://auth.example.com/auth"_s << u"realm-http"_s;
    QTest::newRow("local") << u"https://127.0.0.1:5001/auth"_s << u"realm-inner-address"_s;
    QTest::newRow("private") << u"https://10.1.2.3:5001/auth"_s << u"realm-inner-address"_s;
    QTest::newRow("IPv6") << u"https://[::1]:5001/auth"_s << u"realm-inner-address"_s;
    QTest::newRow("link-local") << u"https://[fe80::1]/auth"_s << u"realm-inner-address"_s;
    QTest::newRow("empty") << QString() << u"realm-no-url"_s;
    QTest::newRow("no scheme") << u"auth.example.com/auth"_s << u"realm-no-url"_s;
    QTest::newRow("no host") << u"https:///auth"_s << u"realm-no-url"_s;
    QTest::newRow("another scheme") << u"ftp://a/b"_s << u"realm-no-url"_s;
    QTest::newRow("open bracket") << u"https://[::1"_s << u"realm-inner-address"_s;
}

void RegistrySettingsTest::checksRealms()
{
    QFETCH(const QString, realm);
    QFETCH(const QString, code);
    RegistrySettings settings = example();
    settings.realm = realm.toStdString();
    QString found;
    for (const Problem &problem :
         checkRegistrySettings(settings, Token::KidFormat::Rfc7638, TokenKeyKind::Rsa))
        if (problem.key == "realm")
            found += QString::fromStdString(problem.code);
    QCOMPARE(found, code);
}

void RegistrySettingsTest::findsEmptyAndBrokenFields()
{
    RegistrySettings settings = example();
    settings.service.clear();
    settings.issuer = "a\nb";
    settings.jwksFile.clear();
    const std::vector<Problem> problems =
        checkRegistrySettings(settings, Token::KidFormat::Rfc7638, TokenKeyKind::Rsa);
    QVERIFY(has(problems, "empty-field"));
    QVERIFY(has(problems, "control-character"));
    QCOMPARE(problems.size(), std::size_t(2));
    for (const Problem &problem : problems)
        QVERIFY(!problem.remedy.empty());
}

void RegistrySettingsTest::manifestsHoldTheFiles()
{
    RegistrySettings settings = example();
    settings.service = "a: $(b) \"c\"";
    const std::string bundle = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    const std::string jwks = "{\"keys\":[]}\n";
    const std::vector<YAML::Node> manifests =
        YAML::LoadAll(registryKubernetes(settings, bundle, jwks));
    QCOMPARE(manifests.size(), std::size_t(4));
    QCOMPARE(manifests.at(0)["data"]["wharfgate-token.pem"].as<std::string>(), bundle);
    QCOMPARE(manifests.at(0)["data"]["wharfgate-jwks.json"].as<std::string>(), jwks);
    const YAML::Node pod = manifests.at(2)["spec"]["template"]["spec"];
    QCOMPARE(pod["enableServiceLinks"].as<bool>(), false);
    const YAML::Node container = pod["containers"][0];
    QCOMPARE(container["image"].as<std::string>(), std::string("registry:3.1"));
    std::map<std::string, std::string> values;
    for (const YAML::Node &variable : container["env"])
        values[variable["name"].as<std::string>()] = variable["value"].as<std::string>();
    QCOMPARE(values["REGISTRY_AUTH_TOKEN_SERVICE"], std::string("\"a: $$(b) \\\"c\\\"\""));
    QCOMPARE(values["REGISTRY_AUTH_TOKEN_JWKS"], std::string("/certs/wharfgate-jwks.json"));
    QCOMPARE(container["volumeMounts"][0]["mountPath"].as<std::string>(),
             std::string("/certs/wharfgate-token.pem"));

    settings.version = RegistryVersion::V2;
    const std::vector<YAML::Node> old = YAML::LoadAll(registryKubernetes(settings, bundle, jwks));
    QVERIFY(!old.at(0)["data"]["wharfgate-jwks.json"]);
    QCOMPARE(old.at(2)["spec"]["template"]["spec"]["containers"][0]["volumeMounts"].size(),
             std::size_t(2));
}

void RegistrySettingsTest::readsVersions()
{
    for (const char *text : {"2", "2.7", "2.8", "2.8.3"})
        QCOMPARE(parseRegistryVersion(text), RegistryVersion::V2);
    for (const char *text : {"3.0", "3.0.0"})
        QCOMPARE(parseRegistryVersion(text), RegistryVersion::V30);
    for (const char *text : {"3", "3.1", "3.1.1", "3.10"})
        QCOMPARE(parseRegistryVersion(text), RegistryVersion::V31);
    for (const char *text : {"", "1", "4.0", "v3", "3.x", "30", "latest", ".3"})
        QVERIFY2(!parseRegistryVersion(text), text);
}

QTEST_GUILESS_MAIN(RegistrySettingsTest)
#include "RegistrySettingsTest.moc"
