// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/Settings.h"
#include "shared/config/ConfigurationReader.h"

#include <QTest>

#include <set>
#include <yaml-cpp/yaml.h>

using namespace wharfgate::config;

namespace {

/// A configuration that lacks nothing, with `setting: value` in its section.
std::string fileWith(std::string_view path, std::string_view value)
{
    std::map<std::string, std::string> sections{
        {"server", "addr: \":5001\", certificate: c, key: k"},
        {"token", "issuer: i, expiration: 900"},
        {"ext_auth", "command: /bin/true"},
        {"ext_authz", "command: /bin/true"},
    };
    const std::size_t dot = path.find('.');
    std::string &section = sections[std::string(path.substr(0, dot))];
    section += (section.empty() ? "" : ", ") + std::string(path.substr(dot + 1)) + ": " +
               std::string(value);
    std::string yaml;
    for (const auto &[name, keys] : sections)
        yaml += name + ": {" + keys + "}\n";
    return yaml;
}

/// All own settings and defaults that a default text can change.
auto values(const Configuration &c)
{
    return std::tuple(
        std::tuple(c.server.net, c.server.realIpPos, c.server.hsts, c.server.threads,
                   c.server.tlsMinVersion.value_or(TlsVersion::Tls12), c.token.disableLegacyKeyId,
                   c.token.kidFormat.value_or(Token::KidFormat::Legacy)),
        std::tuple(c.extAuth->timeout, c.extAuth->maxConcurrent, c.extAuth->maxQueue,
                   c.extAuth->maxOutputBytes, c.extAuth->allowSpaces, c.extAuth->allowEmptyPassword,
                   c.extAuthz->timeout, c.extAuthz->maxConcurrent, c.extAuthz->maxQueue,
                   c.extAuthz->maxOutputBytes),
        std::tuple(c.limits.maxConnections, c.limits.maxConnectionsPerAddress,
                   c.limits.requestLineBytes, c.limits.headerBytes, c.limits.headerCount,
                   c.limits.bodyBytes, c.limits.handshakeTimeout, c.limits.headerTimeout,
                   c.limits.bodyTimeout, c.limits.idleTimeout, c.limits.passwordThreads,
                   c.limits.passwordQueue),
        std::tuple(c.log.level, c.log.format, c.journal.maxBytes, c.journal.maxFiles));
}

} // namespace

/// The table is the reader and the documentation at once, so what it says must be true.
class SettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRowIsComplete();
    void everySettingIsInAnExample();
    void examplesAreAConfigurationWithoutErrors();
    void documentedDefaultsAreTheDefaults_data();
    void documentedDefaultsAreTheDefaults();
    void nullIsTheDefault_data();
    void nullIsTheDefault();
    void findsKeys();
    void referenceNamesEveryKey();
};

void SettingsTest::everyRowIsComplete()
{
    std::set<std::string_view> paths;
    for (const Setting &row : settings()) {
        QVERIFY2(paths.insert(row.path).second, row.path.data());
        QVERIFY(!row.type.empty());
        QVERIFY2(row.description.ends_with('.'), row.path.data());
        QCOMPARE(findSetting(row.path), &row);
        // A section stands before its keys.
        const std::size_t dot = row.path.rfind('.');
        if (dot != std::string_view::npos)
            QVERIFY2(paths.contains(row.path.substr(0, dot)), row.path.data());
    }
    QCOMPARE(findSetting("server.adr"), nullptr);
    QCOMPARE(findSetting(""), nullptr);
}

/// Below `node` by the keys of a setting's path; `*` and `[]` are any entry.
bool isIn(const YAML::Node &node, const std::string &path)
{
    if (path.empty())
        return node.IsDefined();
    if (!node.IsDefined() || !(node.IsMap() || node.IsSequence()))
        return false;
    const std::size_t end = path.find_first_of(".[", 1);
    std::string key = path.substr(0, end);
    std::string rest = end == std::string::npos ? std::string() : path.substr(end);
    if (rest.starts_with('.'))
        rest.erase(0, 1);
    if (key != "*" && key != "[]")
        return node.IsMap() && isIn(node[key], rest);
    for (const auto &entry : node)
        if (isIn(node.IsMap() ? entry.second : YAML::Node(entry), rest))
            return true;
    return false;
}

void SettingsTest::everySettingIsInAnExample()
{
    for (const Setting &row : settings()) {
        const std::string path(row.path);
        if (row.origin == Setting::Origin::Unsupported || path.find("letsencrypt") != path.npos)
            continue;
        const std::string section = path.substr(0, path.find_first_of(".["));
        const std::string example(settingsExample(section));
        QVERIFY2(!example.empty(), section.c_str());
        QVERIFY2(isIn(YAML::Load(example), path), path.c_str());
    }
}

void SettingsTest::examplesAreAConfigurationWithoutErrors()
{
    std::string text;
    for (const Setting &row : settings())
        text += settingsExample(row.path);
    const ReadResult read = readConfiguration(text, "examples.yml");
    for (const Problem &problem : read.problems) {
        // Ours and docker_auth's way to say the same, shown side by side.
        const bool isExpected = problem.key == "token.disable_legacy_key_id";
        QVERIFY2(isExpected || problem.severity == Problem::Severity::Lint,
                 problem.toString().c_str());
    }
    QVERIFY(read.configuration);
    QVERIFY(settingsReference().find("kid_format: x5c\n") != std::string::npos);
    QVERIFY(settingsManual("1.0").find("kid_format: x5c\n") != std::string::npos);
}

void SettingsTest::documentedDefaultsAreTheDefaults_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("value");
    for (const Setting &row : settings()) {
        // Keys of list items have no place of their own to be tried in.
        const bool isInList = row.path.find("[]") != std::string_view::npos;
        if (!row.defaultValue.empty() && !isInList)
            QTest::newRow(row.path.data())
                << QString::fromUtf8(row.path.data(), qsizetype(row.path.size()))
                << QString::fromUtf8(row.defaultValue.data(), qsizetype(row.defaultValue.size()));
    }
}

void SettingsTest::documentedDefaultsAreTheDefaults()
{
    QFETCH(const QString, path);
    QFETCH(const QString, value);
    const ReadResult without = readConfiguration(fileWith("server.addr", ":5001"), "without.yml");
    const ReadResult with =
        readConfiguration(fileWith(path.toStdString(), value.toStdString()), "with.yml");
    QVERIFY(without.configuration);
    QVERIFY2(with.configuration, with.problems.empty() ? "" : with.problems[0].toString().c_str());
    QVERIFY(values(*with.configuration) == values(*without.configuration));
    QVERIFY(with.configuration->positions.contains(path.toStdString()));
}

void SettingsTest::nullIsTheDefault_data()
{
    documentedDefaultsAreTheDefaults_data();
}

void SettingsTest::nullIsTheDefault()
{
    QFETCH(const QString, path);
    const ReadResult without = readConfiguration(fileWith("server.addr", ":5001"), "without.yml");
    const ReadResult with = readConfiguration(fileWith(path.toStdString(), "~"), "with.yml");
    QVERIFY2(with.configuration, with.problems.empty() ? "" : with.problems[0].toString().c_str());
    QVERIFY(values(*with.configuration) == values(*without.configuration));
    QVERIFY(!with.configuration->positions.contains(path.toStdString()));
}

void SettingsTest::findsKeys()
{
    using Names = std::vector<std::string_view>;
    QCOMPARE(keysBelow("users.*"), (Names{"password", "labels"}));
    QCOMPARE(keysBelow("acl[]"), (Names{"match", "actions", "comment"}));
    QCOMPARE(keysBelow("acl[].match"),
             (Names{"account", "type", "name", "ip", "service", "labels"}));
    QCOMPARE(keysBelow("log"), (Names{"level", "format"}));
    QCOMPARE(keysBelow("users"), Names{});
    const Names top = keysBelow({});
    QCOMPARE(top.front(), std::string_view("server"));
    QVERIFY(std::find(top.begin(), top.end(), "acl") != top.end());
    QVERIFY(std::find(top.begin(), top.end(), "addr") == top.end());
}

void SettingsTest::referenceNamesEveryKey()
{
    const std::string reference = settingsReference();
    for (const Setting &row : settings()) {
        QVERIFY(reference.find("`" + std::string(row.path) + "`\n") != std::string::npos);
        QVERIFY(reference.find(row.description) != std::string::npos);
    }
    QVERIFY(reference.find("*duration, default `10s`; Wharfgate only*") != std::string::npos);
}

QTEST_GUILESS_MAIN(SettingsTest)
#include "SettingsTest.moc"
