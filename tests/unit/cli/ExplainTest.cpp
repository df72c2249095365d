// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/cli/CommandRun.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using test::CommandRun;

class ExplainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void text_data();
    void text();
    void namesPlaceOfRules();
    void json();
    void jsonWithoutMatch();
    void hostileTextIsEscaped();
    void extAuthzIsNamedButNotRun();
    void wrongUse_data();
    void wrongUse();

private:
    CommandRun explain(const std::vector<std::string> &words) const
    {
        std::vector<std::string> all = {"explain",
                                        m_folder.write(u"rules.yml"_s, test::usualConfiguration())};
        all.insert(all.end(), words.begin(), words.end());
        return CommandRun(all);
    }

    test::Folder m_folder;
};

void ExplainTest::text_data()
{
    QTest::addColumn<QByteArrayList>("options");
    QTest::addColumn<QByteArrayList>("lines"); // what these lines begin with

    using List = QByteArrayList;
    QTest::newRow("star") << List{"--account=admin", "--name=x/y", "--actions=push,pull"}
                          << List{"granted:   pull,push",
                                  "requested: pull,push on repository:x/y by \"admin\"",
                                  "decided by rule 0 \"Administrators\" ("};
    QTest::newRow("intersection") << List{"--account=eve", "--name=eve/x", "--actions=delete,pull"}
                                  << List{"granted:   pull",
                                          "requested: delete,pull on repository:eve/x by \"eve\"",
                                          "decided by rule 1 (",
                                          "not matching:", "  rule 0 \"Administrators\" ("};
    QTest::newRow("nothing of it")
        << List{"--account=eve", "--name=eve/x", "--actions=delete"} << List{"granted:   nothing"};
    QTest::newRow("anonymous") << List{"--name=x", "--actions=pull"}
                               << List{"granted:   nothing",
                                       "requested: pull on repository:x by anonymous",
                                       "no access rule matches, so nothing is granted",
                                       "not matching:",
                                       "  rule 0",
                                       "  rule 1",
                                       "  rule 2",
                                       "  rule 3"};
    QTest::newRow("type") << List{"--account=eve", "--type=registry", "--name=catalog",
                                  "--actions=*"}
                          << List{"granted:   nothing",
                                  "requested: * on registry:catalog by \"eve\""};
    QTest::newRow("own labels") << List{"--account=bob", "--name=team/x", "--actions=pull"}
                                << List{"granted:   pull"};
    QTest::newRow("given labels") << List{"--account=eve", "--label=group=ops", "--label=group=dev",
                                          "--name=team/x", "--actions=pull"}
                                  << List{"granted:   pull"};
    QTest::newRow("given labels replace the own ones")
        << List{"--account=bob", "--label=x=y", "--name=team/x", "--actions=pull"}
        << List{"granted:   nothing"};
    QTest::newRow("label with an equals sign")
        << List{"--account=bob", "--label=group=dev=1", "--name=team/x", "--actions=pull"}
        << List{"granted:   nothing"};
    QTest::newRow("address and service")
        << List{"--ip=10.1.2.3", "--service=Docker registry", "--name=x", "--actions=pull"}
        << List{"granted:   pull"};
    QTest::newRow("mapped address")
        << List{"--ip=::ffff:10.1.2.3", "--service=Docker registry", "--name=x", "--actions=pull"}
        << List{"granted:   pull"};
    QTest::newRow("address elsewhere")
        << List{"--ip=11.1.2.3", "--service=Docker registry", "--name=x", "--actions=pull"}
        << List{"granted:   nothing"};
    QTest::newRow("service only") << List{"--service=Docker registry", "--name=x", "--actions=pull"}
                                  << List{"granted:   nothing"};
    QTest::newRow("empty name and actions")
        << List{"--name=", "--actions="} << List{"granted:   nothing"};
}

void ExplainTest::text()
{
    QFETCH(QByteArrayList, options);
    QFETCH(QByteArrayList, lines);

    std::vector<std::string> words;
    for (const QByteArray &option : std::as_const(options))
        words.push_back(option.toStdString());
    const CommandRun run = explain(words);
    QCOMPARE(run.code, cli::Success);
    QCOMPARE(run.err, ""_ba);
    const QByteArrayList found = run.out.split('\n');
    QVERIFY(found.size() >= lines.size());
    for (qsizetype i = 0; i < lines.size(); ++i)
        QVERIFY2(found[i].startsWith(lines[i]), found[i].constData());
}

void ExplainTest::namesPlaceOfRules()
{
    const CommandRun run = explain({"--account=bob", "--name=team/x", "--actions=pull,push"});
    QVERIFY2(run.out.contains("rules.yml:15)"), run.out.constData());
    QVERIFY(run.out.contains("which allows pull\n"));
    QVERIFY(run.out.contains("name \"team/x\" does not match"));
}

void ExplainTest::json()
{
    const CommandRun run =
        explain({"--account=bob", "--name=team/x", "--actions=push,pull", "--json"});
    QCOMPARE(run.code, cli::Success);
    QCOMPARE(run.out.count('\n'), 1);
    const QJsonObject object = QJsonDocument::fromJson(run.out).object();
    QCOMPARE(object["granted"_L1].toArray(), QJsonArray{u"pull"_s});
    QCOMPARE(object["requested"_L1].toArray(), (QJsonArray{u"pull"_s, u"push"_s}));
    QCOMPARE(object["rule"_L1].toInt(-1), 2);
    QCOMPARE(object["comment"_L1].toString(), u"Developers"_s);
    QCOMPARE(object["line"_L1].toInt(), 15);
    const QJsonArray passed = object["passed_over"_L1].toArray();
    QCOMPARE(passed.size(), 2);
    QCOMPARE(passed[0]["rule"_L1].toInt(-1), 0);
    QCOMPARE(passed[0]["condition"_L1].toString(), u"account"_s);
    QCOMPARE(passed[0]["pattern"_L1].toString(), u"admin"_s);
    QCOMPARE(passed[0]["value"_L1].toString(), u"bob"_s);
    QVERIFY(!passed[0]["reason"_L1].toString().isEmpty());
    QCOMPARE(passed[1]["condition"_L1].toString(), u"name"_s);
}

void ExplainTest::jsonWithoutMatch()
{
    const CommandRun run = explain({"--name=team/x", "--actions=pull", "--json"});
    const QJsonObject object = QJsonDocument::fromJson(run.out).object();
    QVERIFY(object["no_match"_L1].toBool());
    QVERIFY(!object.contains("rule"_L1));
    QVERIFY(object["granted"_L1].toArray().isEmpty());
    const QJsonArray passed = object["passed_over"_L1].toArray();
    QCOMPARE(passed.size(), 4);
    QCOMPARE(passed[2]["condition"_L1].toString(), u"label"_s);
    QCOMPARE(passed[2]["label"_L1].toString(), u"group"_s);
    QCOMPARE(passed[3]["condition"_L1].toString(), u"service"_s);
}

void ExplainTest::hostileTextIsEscaped()
{
    const std::vector<std::string> words = {"--account=a\x1b[2J\n", "--name=x\r\ny\"z",
                                            "--actions=\x07pull", "--label=g\n=\xff"};
    const CommandRun text = explain(words);
    QCOMPARE(text.code, cli::Success);
    for (const char c : text.out)
        QVERIFY2(static_cast<unsigned char>(c) >= 0x20 || c == '\n', text.out.constData());
    QVERIFY(text.out.contains(R"(\x1b[2J\n)"));
    std::vector<std::string> withJson = words;
    withJson.emplace_back("--json");
    const CommandRun json = explain(withJson);
    QVERIFY(QJsonDocument::fromJson(json.out).isObject());
    QCOMPARE(json.out.count('\n'), 1);
}

void ExplainTest::extAuthzIsNamedButNotRun()
{
    const std::string trace = m_folder.path(u"ran"_s);
    const std::string file = m_folder.write(
        u"ext.yml"_s, test::configurationWith("users: {}\nacl: []\next_authz:\n  command: /usr/bin/"
                                              "touch\n  args: [\"" +
                                              QByteArray::fromStdString(trace) + "\"]\n"));
    const CommandRun run({"explain", file, "--name=x", "--actions=pull"});
    QCOMPARE(run.code, cli::Success);
    QVERIFY2(run.out.contains("ext_authz"), run.out.constData());
    QVERIFY(!QFile::exists(QString::fromStdString(trace)));
}

void ExplainTest::wrongUse_data()
{
    QTest::addColumn<QByteArrayList>("options");
    QTest::addColumn<QByteArray>("message");

    using List = QByteArrayList;
    const QByteArray needed = "--name and --actions are needed";
    QTest::newRow("nothing") << List{} << needed;
    QTest::newRow("no actions") << List{"--name=x"} << needed;
    QTest::newRow("no name") << List{"--actions=pull"} << needed;
    QTest::newRow("address") << List{"--name=x", "--actions=pull", "--ip=10.1"}
                             << "--ip \"10.1\" is not an IP address"_ba;
    QTest::newRow("network as address")
        << List{"--name=x", "--actions=pull", "--ip=10.0.0.0/8"} << "is not an IP address"_ba;
    QTest::newRow("empty address")
        << List{"--name=x", "--actions=pull", "--ip="} << "is not an IP address"_ba;
    QTest::newRow("label") << List{"--name=x", "--actions=pull", "--label=dev"}
                           << "--label \"dev\" is not name=value"_ba;
    QTest::newRow("two accounts") << List{"--account=a", "--account=b"}
                                  << "--account is given twice"_ba;
}

void ExplainTest::wrongUse()
{
    QFETCH(QByteArrayList, options);
    QFETCH(QByteArray, message);

    std::vector<std::string> words;
    for (const QByteArray &option : std::as_const(options))
        words.push_back(option.toStdString());
    const CommandRun run = explain(words);
    QCOMPARE(run.code, cli::Usage);
    QCOMPARE(run.out, ""_ba);
    QVERIFY2(run.err.contains(message), run.err.constData());
}

QTEST_GUILESS_MAIN(ExplainTest)
#include "ExplainTest.moc"
