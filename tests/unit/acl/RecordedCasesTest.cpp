// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/AccessList.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using acl::AccessList;
using acl::Decision;

namespace {

constexpr auto kCapturesAreQuoted =
    "captured text is inserted literally, so that an account cannot widen a rule";
constexpr auto kKindIsDecidedBefore =
    "the kind of a pattern is decided as written, before values are inserted";
constexpr auto kBothAreReplaced = "a capture behind another variable is replaced too";
constexpr auto kValidActionsOnce = "[\"*\"] grants each valid action once";

/// A recorded case in which Wharfgate differs on purpose (the table of the design document), and
/// what it answers instead; absent actions: no rule matches.
struct Exception
{
    const char *id;
    const char *reason;
    std::optional<std::vector<std::string>> actions;
};

const std::vector<std::string> kBoth = {"pull", "push"};

const std::vector<Exception> &exceptions()
{
    static const std::vector<Exception> kExceptions = {
        {"var-becomes-regex-001", kKindIsDecidedBefore, std::nullopt},
        {"var-becomes-regex-002", kKindIsDecidedBefore, std::nullopt},
        {"var-becomes-regex-005", kKindIsDecidedBefore, std::nullopt},
        {"var-becomes-regex-006", kKindIsDecidedBefore, std::nullopt},
        {"var-becomes-regex-008", kKindIsDecidedBefore, std::nullopt},
        {"var-becomes-regex-009", kKindIsDecidedBefore, std::nullopt},
        {"capture-070", kKindIsDecidedBefore, std::nullopt},
        {"capture-014", kCapturesAreQuoted, std::nullopt},
        {"capture-015", kCapturesAreQuoted, std::nullopt},
        {"capture-016", kCapturesAreQuoted, kBoth},
        {"capture-017", kCapturesAreQuoted, std::nullopt},
        {"capture-034", kCapturesAreQuoted, std::nullopt},
        {"capture-051", kBothAreReplaced, kBoth},
        {"capture-058", kBothAreReplaced, kBoth},
        {"capture-060", kBothAreReplaced, kBoth},
        {"act-100", kValidActionsOnce, {{"push", "pull"}}},
        {"act-133", kValidActionsOnce, std::vector<std::string>{}},
        {"act-155", kValidActionsOnce, {{"x"}}},
    };
    return kExceptions;
}

std::vector<QJsonObject> readLines(const QString &name)
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/vectors/") + name);
    std::vector<QJsonObject> lines;
    if (!file.open(QIODevice::ReadOnly))
        return lines;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        const QJsonDocument document = QJsonDocument::fromJson(line);
        if (!document.isObject())
            return {};
        lines.push_back(document.object());
    }
    return lines;
}

std::vector<std::string> strings(const QJsonValue &array)
{
    std::vector<std::string> out;
    const QJsonArray values = array.toArray();
    for (const QJsonValue &value : values)
        out.push_back(value.toString().toStdString());
    return out;
}

std::optional<std::string> optionalString(const QJsonValue &value)
{
    if (!value.isString())
        return std::nullopt;
    return value.toString().toStdString();
}

acl::Rule ruleOf(const QJsonObject &object)
{
    acl::Rule rule;
    const QJsonObject match = object["match"_L1].toObject();
    rule.match.account = optionalString(match["account"_L1]);
    rule.match.type = optionalString(match["type"_L1]);
    rule.match.name = optionalString(match["name"_L1]);
    rule.match.ip = optionalString(match["ip"_L1]);
    rule.match.service = optionalString(match["service"_L1]);
    const QJsonObject labels = match["labels"_L1].toObject();
    for (auto label = labels.begin(); label != labels.end(); ++label)
        rule.match.labels[label.key().toStdString()] = label.value().toString().toStdString();
    rule.actions = strings(object["actions"_L1]);
    return rule;
}

acl::Request requestOf(const QJsonObject &object)
{
    acl::Request request;
    request.account = object["account"_L1].toString().toStdString();
    request.type = object["type"_L1].toString().toStdString();
    request.name = object["name"_L1].toString().toStdString();
    request.service = object["service"_L1].toString().toStdString();
    request.ip = acl::IpAddress::parse(object["ip"_L1].toString().toStdString());
    const QJsonObject labels = object["labels"_L1].toObject();
    for (auto label = labels.begin(); label != labels.end(); ++label)
        request.labels[label.key().toStdString()] = strings(label.value());
    request.actions = strings(object["actions"_L1]);
    return request;
}

QString shown(const std::optional<std::vector<std::string>> &actions)
{
    if (!actions)
        return u"no rule matches"_s;
    QStringList list;
    for (const std::string &action : *actions)
        list.append(u'"' + QString::fromStdString(action) + u'"');
    return u'[' + list.join(u", "_s) + u']';
}

} // namespace

/// Every case recorded from docker_auth whose rules are given as JSON; those written in YAML are
/// read, and tested, with the configuration.
class RecordedCasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decision_data();
    void decision();
    void exceptionsAreRecorded();
};

void RecordedCasesTest::decision_data()
{
    QTest::addColumn<QJsonObject>("recorded");
    const auto lines = readLines(u"acl.jsonl"_s);
    QVERIFY(lines.size() > 600);
    for (const QJsonObject &line : lines) {
        if (line.contains("acl"_L1))
            QTest::newRow(qPrintable(line["id"_L1].toString())) << line;
    }
}

void RecordedCasesTest::decision()
{
    QFETCH(QJsonObject, recorded);
    const std::string id = recorded["id"_L1].toString().toStdString();
    const QJsonObject expected = recorded["expect"_L1].toObject();

    std::vector<acl::Rule> rules;
    const QJsonArray list = recorded["acl"_L1].toArray();
    for (const QJsonValue &rule : list)
        rules.push_back(ruleOf(rule.toObject()));
    const auto result = AccessList::compile(std::move(rules));
    if (expected.contains("config_error"_L1)) {
        QVERIFY(!result.list);
        return;
    }
    QVERIFY2(result.list, result.problems.empty() ? "" : result.problems.front().message.c_str());

    std::optional<std::vector<std::string>> want;
    if (expected.contains("actions"_L1))
        want = strings(expected["actions"_L1]);
    for (const Exception &exception : exceptions()) {
        if (id != exception.id)
            continue;
        QVERIFY2(exception.actions != want, "an exception that makes no difference");
        want = exception.actions;
    }

    const acl::Request request = requestOf(recorded["request"_L1].toObject());
    const Decision decision = result.list->decide(request, acl::Trace::On);
    std::optional<std::vector<std::string>> got;
    if (decision.rule)
        got = decision.actions;
    QCOMPARE(shown(got), shown(want));
    QCOMPARE(decision.passedOver.size(), decision.rule.value_or(result.list->rules().size()));

    const Decision untraced = result.list->decide(request);
    QCOMPARE(untraced.rule, decision.rule);
    QVERIFY(untraced.actions == decision.actions);
    QVERIFY(untraced.passedOver.empty());
}

void RecordedCasesTest::exceptionsAreRecorded()
{
    QSet<QString> ids;
    for (const QJsonObject &line : readLines(u"acl.jsonl"_s))
        ids.insert(line["id"_L1].toString());
    for (const Exception &exception : exceptions()) {
        QVERIFY2(ids.contains(QString::fromLatin1(exception.id)), exception.id);
        QVERIFY(qstrlen(exception.reason) > 0);
    }
}

QTEST_APPLESS_MAIN(RecordedCasesTest)
#include "RecordedCasesTest.moc"
