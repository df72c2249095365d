// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/AccessList.h"
#include "shared/config/ConfigurationReader.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace wharfgate;
using namespace wharfgate::config;

namespace {

/// Cases where Wharfgate refuses on purpose what docker_auth loaded.
const std::map<std::string, std::string> &refusals()
{
    static const std::map<std::string, std::string> kRefusals{
        {"yaml-005", "a rule without actions: docker_auth crashes once it matches"},
        {"yaml-027", "a mistyped condition (Account) would let the rule match everyone"},
        {"yaml-053", "the case's list is null; as acl of a whole file, docker_auth refuses it too"},
    };
    return kRefusals;
}

std::string problemsOf(const ReadResult &result)
{
    std::string out;
    for (const Problem &problem : result.problems)
        out += problem.toString() + '\n';
    return out;
}

/// The recorded list as the acl of a small file, and the line before its first.
constexpr int kLinesBefore = 4;
std::string fileWithAcl(const QString &acl)
{
    std::string yaml = "server: {addr: \":5001\", certificate: c, key: k}\n"
                       "token: {issuer: I, expiration: 900}\nusers: {}\nacl:\n";
    for (const QString &line : acl.split(QLatin1Char('\n')))
        yaml += "  " + line.toStdString() + '\n';
    return yaml;
}

acl::Request requestOf(const QJsonObject &json)
{
    acl::Request request;
    const auto text = [&](const char *name) {
        return json[QLatin1String(name)].toString().toStdString();
    };
    request.account = text("account");
    request.type = text("type");
    request.name = text("name");
    request.service = text("service");
    request.ip = acl::IpAddress::parse(text("ip"));
    const QJsonObject labels = json[QLatin1String("labels")].toObject();
    for (const QString &name : labels.keys()) {
        for (const QJsonValue &value : labels[name].toArray())
            request.labels[name.toStdString()].push_back(value.toString().toStdString());
    }
    for (const QJsonValue &action : json[QLatin1String("actions")].toArray())
        request.actions.push_back(action.toString().toStdString());
    return request;
}

} // namespace

class RecordedConfigurationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aclTextsAreReadAsRecorded_data();
    void aclTextsAreReadAsRecorded();
    void recordedServersAreRead_data();
    void recordedServersAreRead();
    void publishedFilesAreRead_data();
    void publishedFilesAreRead();
};

void RecordedConfigurationTest::aclTextsAreReadAsRecorded_data()
{
    QTest::addColumn<QJsonObject>("recorded");
    QFile file(QStringLiteral(TEST_DATA_DIR "/vectors/acl.jsonl"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    int count = 0;
    while (!file.atEnd()) {
        const QJsonObject recorded = QJsonDocument::fromJson(file.readLine()).object();
        if (!recorded.contains(QLatin1String("acl_yaml")))
            continue;
        QTest::newRow(recorded[QLatin1String("id")].toString().toLatin1().constData()) << recorded;
        ++count;
    }
    QVERIFY(count > 30);
}

void RecordedConfigurationTest::aclTextsAreReadAsRecorded()
{
    QFETCH(const QJsonObject, recorded);
    const std::string id = recorded[QLatin1String("id")].toString().toStdString();
    const QString text = recorded[QLatin1String("acl_yaml")].toString();
    const ReadResult result = readConfiguration(fileWithAcl(text), "recorded.yml");
    const QJsonObject expect = recorded[QLatin1String("expect")].toObject();
    const bool isRefused = expect.contains(QLatin1String("config_error")) ||
                           expect.contains(QLatin1String("panic")) || refusals().contains(id);
    QCOMPARE(!result.configuration.has_value(), isRefused);
    if (isRefused) {
        const Problem &problem = result.problems.front();
        QVERIFY(problem.severity == Problem::Severity::Error);
        // All but the tab, on the third line, are on the first.
        const int line = id == "yaml-057" ? 3 : 1;
        const bool isAclKey = problem.key == "acl";
        QVERIFY2(problem.position.line == kLinesBefore + line ||
                     (isAclKey && problem.position.line <= kLinesBefore),
                 problemsOf(result).c_str());
        return;
    }
    const auto compiled = acl::AccessList::compile(*result.configuration->acl);
    QVERIFY(compiled.list);
    const acl::Decision decision =
        compiled.list->decide(requestOf(recorded[QLatin1String("request")].toObject()));
    QCOMPARE(!decision.rule.has_value(), expect[QLatin1String("no_match")].toBool());
    std::vector<std::string> actions;
    for (const QJsonValue &action : expect[QLatin1String("actions")].toArray())
        actions.push_back(action.toString().toStdString());
    QCOMPARE(decision.actions, actions);
}

void RecordedConfigurationTest::recordedServersAreRead_data()
{
    QTest::addColumn<QString>("path");
    QDir folder(QStringLiteral(TEST_DATA_DIR "/vectors"));
    const QStringList names = folder.entryList({QStringLiteral("http-config*.yml")});
    QVERIFY(names.size() >= 7);
    for (const QString &name : names)
        QTest::newRow(name.toLatin1().constData()) << folder.filePath(name);
}

void RecordedConfigurationTest::recordedServersAreRead()
{
    QFETCH(const QString, path);
    const ReadResult result = readConfigurationFile(path.toStdString());
    QVERIFY2(result.configuration, problemsOf(result).c_str());
    const Configuration &c = *result.configuration;
    QVERIFY(c.users.size() >= 17);
    QVERIFY(!c.users.contains("nulluser"));
    QVERIFY(!c.users.at("nopass").passwordHash);
    QVERIFY(c.users.contains("\xE6\x97\xA5\xE6\x9C\xAC"));
    QVERIFY(c.users.contains("CORP\\bob"));
    QCOMPARE(c.users.at("labeled").labels.at("project"), (std::vector<std::string>{"p1", "p2"}));
    QCOMPARE(c.acl->size(), std::size_t{10});
    QCOMPARE(c.token.expiration, std::chrono::seconds(900));
}

void RecordedConfigurationTest::publishedFilesAreRead_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("published extAuth.yml") << QStringLiteral(TEST_DATA_DIR "/config/extAuth.yml");
    QDir folder(QStringLiteral(EXAMPLES_DIR));
    const QStringList names = folder.entryList({QStringLiteral("*.yml")});
    QVERIFY(names.contains(QStringLiteral("extAuth.yml")));
    for (const QString &name : names)
        QTest::newRow(name.toLatin1().constData()) << folder.filePath(name);
}

void RecordedConfigurationTest::publishedFilesAreRead()
{
    QFETCH(const QString, path);
    const ReadResult result = readConfigurationFile(path.toStdString());
    QVERIFY2(result.configuration, problemsOf(result).c_str());
    QVERIFY2(result.problems.empty(), problemsOf(result).c_str());
    if (!path.endsWith(QLatin1String("extAuth.yml")))
        return;
    QCOMPARE(result.configuration->extAuth->command, std::string("/extensions/ext_auth.sh"));
    QCOMPARE(result.configuration->extAuth->args, std::vector<std::string>{""});
    QCOMPARE(result.configuration->acl->at(2).match.labels.at("group"), std::string("CICD"));
}

QTEST_GUILESS_MAIN(RecordedConfigurationTest)
#include "RecordedConfigurationTest.moc"
