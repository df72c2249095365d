// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/cli/CommandRun.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <map>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using test::CommandRun;
using test::Folder;

namespace {

constexpr const char *kKind = "the kind of a pattern is decided before values are inserted";
constexpr const char *kQuoted = "captured text is inserted literally";
constexpr const char *kBoth = "a capture behind another variable is replaced, too";
constexpr const char *kOnce = "[\"*\"] grants each valid action once";

/// Where the answer differs from docker_auth's on purpose.
struct Difference
{
    QByteArray answer; // actions as JSON; "no match"; "refused"
    const char *reason;
};

const std::map<QString, Difference> &differences()
{
    static const std::map<QString, Difference> all = {
        {u"var-becomes-regex-001"_s, {"no match", kKind}},
        {u"var-becomes-regex-002"_s, {"no match", kKind}},
        {u"var-becomes-regex-005"_s, {"no match", kKind}},
        {u"var-becomes-regex-006"_s, {"no match", kKind}},
        {u"var-becomes-regex-008"_s, {"no match", kKind}},
        {u"var-becomes-regex-009"_s, {"no match", kKind}},
        {u"capture-070"_s, {"no match", kKind}},
        {u"capture-014"_s, {"no match", kQuoted}},
        {u"capture-015"_s, {"no match", kQuoted}},
        {u"capture-016"_s, {R"(["pull","push"])", kQuoted}},
        {u"capture-017"_s, {"no match", kQuoted}},
        {u"capture-034"_s, {"no match", kQuoted}},
        {u"capture-051"_s, {R"(["pull","push"])", kBoth}},
        {u"capture-058"_s, {R"(["pull","push"])", kBoth}},
        {u"capture-060"_s, {R"(["pull","push"])", kBoth}},
        {u"act-100"_s, {R"(["push","pull"])", kOnce}},
        {u"act-133"_s, {"[]", kOnce}},
        {u"act-155"_s, {R"(["x"])", kOnce}},
        {u"yaml-005"_s, {"refused", "a rule without actions crashes docker_auth once it matches"}},
        {u"yaml-027"_s, {"refused", "a mistyped condition would let the rule match everyone"}},
        {u"yaml-053"_s, {"refused", "a file without rules is refused, by docker_auth, too"}},
    };
    return all;
}

QByteArray compact(const QJsonValue &array)
{
    return QJsonDocument(array.toArray()).toJson(QJsonDocument::Compact);
}

/// An answer, or an expectation of the recorded cases, in the words of Difference.
QByteArray answerOf(const QJsonObject &object)
{
    if (object.contains("actions"_L1))
        return compact(object["actions"_L1]);
    return object["no_match"_L1].toBool() ? "no match"_ba : "refused"_ba;
}

QByteArray configurationOf(const QJsonObject &recorded)
{
    if (recorded.contains("acl_yaml"_L1))
        return test::configurationWith("users: {}\nacl:\n" +
                                       recorded["acl_yaml"_L1].toString().toUtf8() + '\n');
    return test::configurationWith("users: {}\nacl: " + compact(recorded["acl"_L1]) + '\n');
}

} // namespace

class ExplainBatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordedCases_data();
    void recordedCases();
    void differencesAreRecordedCases();
    void answers_data();
    void answers();
    void oneAnswerForEachLine();
    void brokenConfigurationAnswersNothing();

private:
    std::map<QByteArray, QList<QJsonObject>> m_byConfiguration;
    Folder m_folder;
};

/// One row for each distinct list of rules: its cases are one batch.
void ExplainBatchTest::recordedCases_data()
{
    QTest::addColumn<QByteArray>("configuration");
    QTest::addColumn<QList<QJsonObject>>("cases");

    QFile file(QStringLiteral(TEST_DATA_DIR "/vectors/acl.jsonl"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    qsizetype count = 0;
    for (; !file.atEnd(); ++count) {
        const QJsonObject recorded = QJsonDocument::fromJson(file.readLine()).object();
        m_byConfiguration[configurationOf(recorded)].append(recorded);
    }
    QCOMPARE(count, 731);
    for (const auto &[configuration, cases] : m_byConfiguration)
        QTest::newRow(qPrintable(cases[0]["id"_L1].toString())) << configuration << cases;
}

void ExplainBatchTest::recordedCases()
{
    QFETCH(QByteArray, configuration);
    QFETCH(QList<QJsonObject>, cases);

    std::string input;
    for (const QJsonObject &recorded : std::as_const(cases)) {
        const QJsonObject line{{u"id"_s, recorded["id"_L1]},
                               {u"request"_s, recorded["request"_L1]}};
        input += QJsonDocument(line).toJson(QJsonDocument::Compact).toStdString() + '\n';
    }
    const CommandRun run({"explain", m_folder.write(u"rules.yml"_s, configuration), "--batch"},
                         input);
    const QByteArrayList lines =
        run.out.isEmpty() ? QByteArrayList() : run.out.trimmed().split('\n');
    for (qsizetype i = 0; i < cases.size(); ++i) {
        const QString id = cases[i]["id"_L1].toString();
        QByteArray expected = answerOf(cases[i]["expect"_L1].toObject());
        if (const auto difference = differences().find(id); difference != differences().end())
            expected = difference->second.answer;
        if (expected == "refused") {
            QCOMPARE(run.code, cli::InvalidConfiguration);
            QVERIFY2(run.out.isEmpty() && run.err.contains("rules.yml:"), run.err.constData());
            continue;
        }
        QVERIFY2(run.code == cli::Success, (id.toUtf8() + ": " + run.err).constData());
        QCOMPARE(lines.size(), cases.size());
        const QJsonObject answer = QJsonDocument::fromJson(lines[i]).object();
        QCOMPARE(answer["id"_L1].toString(), id);
        QVERIFY2(answerOf(answer) == expected,
                 qPrintable(u"%1: %2, expected %3"_s.arg(id, QString::fromUtf8(lines[i]),
                                                         QString::fromUtf8(expected))));
        QCOMPARE(answer.contains("rule"_L1), expected != "no match");
        QCOMPARE(answer.contains("comment"_L1), expected != "no match");
    }
}

void ExplainBatchTest::differencesAreRecordedCases()
{
    std::size_t found = 0;
    for (const auto &[configuration, cases] : m_byConfiguration) {
        for (const QJsonObject &recorded : cases) {
            const auto difference = differences().find(recorded["id"_L1].toString());
            if (difference == differences().end())
                continue;
            ++found;
            QVERIFY2(answerOf(recorded["expect"_L1].toObject()) != difference->second.answer,
                     "no difference");
        }
    }
    QCOMPARE(found, differences().size());
}

void ExplainBatchTest::answers_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("answer");

    QTest::newRow("match")
        << R"({"id":"a","request":{"account":"admin","type":"repository","name":"x","actions":["push","pull"]}})"_ba
        << R"({"id":"a","actions":["push","pull"],"rule":0,"comment":"Administrators"})"_ba;
    QTest::newRow("no comment")
        << R"({"id":"a","request":{"account":"eve","name":"eve/x","actions":["pull"]}})"_ba
        << R"({"id":"a","actions":["pull"],"rule":1,"comment":""})"_ba;
    QTest::newRow("match that grants nothing")
        << R"({"id":"a","request":{"account":"eve","name":"eve/x","actions":["delete"]}})"_ba
        << R"({"id":"a","actions":[],"rule":1,"comment":""})"_ba;
    QTest::newRow("no match") << R"({"id":"a","request":{"name":"x","actions":["pull"]}})"_ba
                              << R"({"id":"a","no_match":true})"_ba;
    QTest::newRow("own labels")
        << R"({"id":"a","request":{"account":"bob","name":"team/x","actions":["pull"]}})"_ba
        << R"({"id":"a","actions":["pull"],"rule":2,"comment":"Developers"})"_ba;
    QTest::newRow("given labels replace them")
        << R"({"id":"a","request":{"account":"bob","name":"team/x","labels":{},"actions":["pull"]}})"_ba
        << R"({"id":"a","no_match":true})"_ba;
    QTest::newRow("null labels are none")
        << R"({"id":"a","request":{"account":"bob","name":"team/x","labels":null,"actions":["pull"]}})"_ba
        << R"({"id":"a","no_match":true})"_ba;
    QTest::newRow("given labels")
        << R"({"id":"a","request":{"name":"team/x","labels":{"group":["ops","dev"]},"actions":["pull"]}})"_ba
        << R"({"id":"a","actions":["pull"],"rule":2,"comment":"Developers"})"_ba;
    QTest::newRow("address and service")
        << R"({"id":"a","request":{"name":"x","ip":"10.1.1.1","service":"Docker registry","actions":["pull"]}})"_ba
        << R"({"id":"a","actions":["pull"],"rule":3,"comment":""})"_ba;
    QTest::newRow("address that is none")
        << R"({"id":"a","request":{"name":"x","ip":"10.1","service":"Docker registry","actions":["pull"]}})"_ba
        << R"({"id":"a","no_match":true})"_ba;
    QTest::newRow("null fields")
        << R"({"id":"a","request":{"account":null,"name":"x","ip":null,"service":null,"actions":[]}})"_ba
        << R"({"id":"a","no_match":true})"_ba;
    QTest::newRow("number as id") << R"({"id":7,"request":{"name":"x","actions":[]}})"_ba
                                  << R"({"id":7,"no_match":true})"_ba;
    QTest::newRow("no id") << R"({"request":{"name":"x","actions":[]}})"_ba
                           << R"({"id":null,"no_match":true})"_ba;
    QTest::newRow("quotes in the id") << R"({"id":"a\"b\\","request":{"name":"x","actions":[]}})"_ba
                                      << R"({"id":"a\"b\\","no_match":true})"_ba;
    QTest::newRow("carriage return") << "{\"id\":1,\"request\":{\"actions\":[]}}\r"_ba
                                     << R"({"id":1,"no_match":true})"_ba;

    const QByteArray object = R"("error":"not a JSON object with \"id\" and \"request\"")";
    const QByteArray actions = R"("error":"request.actions must be a list of strings")";
    const QByteArray labels = R"("error":"request.labels must be an object of lists of strings")";
    QTest::newRow("no JSON") << "hello"_ba
                             << "{\"id\":null," + object + '}';
    QTest::newRow("cut") << R"({"id":"a","request":{)"_ba
                         << "{\"id\":null," + object + '}';
    QTest::newRow("list") << "[1]"_ba
                          << "{\"id\":null," + object + '}';
    QTest::newRow("no request") << R"({"id":"a"})"_ba
                                << "{\"id\":\"a\"," + object + '}';
    QTest::newRow("request is a text") << R"({"id":"a","request":"x"})"_ba
                                       << "{\"id\":\"a\"," + object + '}';
    QTest::newRow("no UTF-8") << "{\"id\":\"\xff\",\"request\":{\"actions\":[]}}"_ba
                              << "{\"id\":null," + object + '}';
    QTest::newRow("no actions") << R"({"id":"a","request":{"name":"x"}})"_ba
                                << "{\"id\":\"a\"," + actions + '}';
    QTest::newRow("actions are a text") << R"({"id":"a","request":{"actions":"pull"}})"_ba
                                        << "{\"id\":\"a\"," + actions + '}';
    QTest::newRow("action is a number") << R"({"id":"a","request":{"actions":["pull",1]}})"_ba
                                        << "{\"id\":\"a\"," + actions + '}';
    QTest::newRow("account is a number")
        << R"({"id":"a","request":{"account":1,"actions":[]}})"_ba
        << R"({"id":"a","error":"request.account must be a string"})"_ba;
    QTest::newRow("address is a list")
        << R"({"id":"a","request":{"ip":["10.0.0.1"],"actions":[]}})"_ba
        << R"({"id":"a","error":"request.ip must be a string"})"_ba;
    QTest::newRow("labels are a list") << R"({"id":"a","request":{"labels":[],"actions":[]}})"_ba
                                       << "{\"id\":\"a\"," + labels + '}';
    QTest::newRow("label is a text")
        << R"({"id":"a","request":{"labels":{"group":"dev"},"actions":[]}})"_ba
        << "{\"id\":\"a\"," + labels + '}';
    QTest::newRow("label value is a number")
        << R"({"id":"a","request":{"labels":{"group":[1]},"actions":[]}})"_ba
        << "{\"id\":\"a\"," + labels + '}';
}

void ExplainBatchTest::answers()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, answer);

    const CommandRun run(
        {"explain", m_folder.write(u"usual.yml"_s, test::usualConfiguration()), "--batch"},
        line.toStdString() + '\n');
    QCOMPARE(run.out, answer + '\n');
    QCOMPARE(run.code, answer.contains("\"error\"") ? cli::Findings : cli::Success);
    QCOMPARE(run.err, ""_ba);
}

void ExplainBatchTest::oneAnswerForEachLine()
{
    std::string input = "\n  \t\r\n";
    for (int i = 0; i < 500; ++i)
        input += R"({"id":)" + std::to_string(i) +
                 R"(,"request":{"account":"admin","name":"x","actions":["pull"]}})"
                 "\n\n";
    input += "junk\n";
    input += R"({"id":"last","request":{"actions":[]}})"; // no line end
    const CommandRun run(
        {"explain", m_folder.write(u"usual.yml"_s, test::usualConfiguration()), "--batch"}, input);
    QCOMPARE(run.code, cli::Findings);
    const QByteArrayList lines = run.out.split('\n');
    QCOMPARE(lines.size(), 503);
    QVERIFY(lines[499].startsWith("{\"id\":499,"));
    QVERIFY(lines[500].contains("error"));
    QVERIFY(lines[501].startsWith("{\"id\":\"last\","));
    QCOMPARE(lines[502], ""_ba);
}

void ExplainBatchTest::brokenConfigurationAnswersNothing()
{
    const std::string line = R"({"id":"a","request":{"name":"x","actions":["pull"]}})"
                             "\n";
    const CommandRun broken({"explain", m_folder.write(u"broken.yml"_s, "server: [\n"), "--batch"},
                            line);
    QCOMPARE(broken.code, cli::InvalidConfiguration);
    QCOMPARE(broken.out, ""_ba);
    QVERIFY(broken.err.contains("broken.yml:"));
    const CommandRun missing({"explain", "/nonexistent/x.yml", "--batch"}, line);
    QCOMPARE(missing.code, cli::InvalidConfiguration);
    QCOMPARE(missing.out, ""_ba);
    QVERIFY(missing.err.contains("/nonexistent/x.yml"));
}

QTEST_GUILESS_MAIN(ExplainBatchTest)
#include "ExplainBatchTest.moc"
