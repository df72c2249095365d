// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/PassedOverModel.h"
#include "gui/models/PassedOverText.h"
#include "gui/models/PermissionModel.h"
#include "gui/pages/rules/TestedDecision.h"
#include "tests/gui/rules/RuleFixture.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using namespace wharfgate::gui;

namespace {

const std::string kRules = "  - match: {account: \"bob\", name: \"secret\"}\n    actions: []\n"
                           "  - match: {account: \"bob\"}\n    actions: [\"*\"]\n"
                           "  - match: {account: \"alice\", name: \"team/app\"}\n"
                           "    actions: [\"pull\", \"push\"]\n"
                           "  - match: {name: \"${account}/own\"}\n    actions: [\"*\"]\n"
                           "  - match: {name: \"library/*\"}\n    actions: [\"pull\"]\n";

std::shared_ptr<const CompiledRules> compiled(const std::string &more = {})
{
    return CompiledRules::compile(
        config::ConfigurationText::read(test::configurationWith(kRules, more), "w.yml"));
}

QString granted(const PermissionMatrix::Row &row)
{
    QString text;
    for (const PermissionMatrix::Cell &cell : row.cells)
        text += cell.isGranted ? u'+' : u'-';
    return text;
}

acl::Request request(const std::string &account, const std::string &name)
{
    acl::Request asked;
    asked.account = account;
    asked.type = "repository";
    asked.name = name;
    asked.actions = {"pull", "push"};
    return asked;
}

} // namespace

class PermissionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoCan();
    void whatCan();
    void stopsWhenCancelled();
    void aTextWithErrorsHasNoRules();
    void modelShowsItAndAsksForMore();
    void decisionsTellDenialsApart();
    void decisionsOfADaemonOfAnyShape();
    void requestsForTheDaemon();
    void passedOverReasons();
    void passedOverRules();
};

void PermissionTest::whoCan()
{
    const auto rules = compiled();
    PermissionMatrix::Progress progress;
    const auto matrix =
        PermissionMatrix::compute(*rules, PermissionMatrix::whoCan(*rules, "team/app"), progress);
    QVERIFY(matrix.isComplete);
    QCOMPARE(progress.done.load(), 3);
    QCOMPARE(matrix.actions, (QStringList{u"pull"_s, u"push"_s, u"delete"_s, u"catalog"_s}));
    QCOMPARE(granted(matrix.rows[0]), u"----"_s); // nobody
    QCOMPARE(granted(matrix.rows[1]), u"++--"_s); // alice
    QCOMPARE(granted(matrix.rows[2]), u"++++"_s); // bob
}

void PermissionTest::whatCan()
{
    const auto rules =
        compiled("tests:\n  - {account: \"x\", name: \"from/case\", actions: [pull], "
                 "expect: []}\n");
    QVERIFY(rules != nullptr);
    PermissionMatrix::Progress progress;
    const auto matrix = PermissionMatrix::compute(
        *rules, PermissionMatrix::whatCan(*rules, "alice", {"typed", ""}), progress);
    QStringList names;
    for (const PermissionMatrix::Row &row : matrix.rows)
        names << QString::fromStdString(row.subject.name) + u' ' + granted(row);
    QCOMPARE(names, (QStringList{u"catalog ---"_s, u"alice/own +++"_s, u"from/case ---"_s,
                                 u"secret ---"_s, u"team/app ++-"_s, u"typed ---"_s}));
}

void PermissionTest::stopsWhenCancelled()
{
    const auto rules = compiled();
    PermissionMatrix::Progress progress;
    progress.isCancelled = true;
    const auto matrix =
        PermissionMatrix::compute(*rules, PermissionMatrix::whoCan(*rules, "a"), progress);
    QVERIFY(!matrix.isComplete);
    QVERIFY(matrix.rows.empty());
}

void PermissionTest::aTextWithErrorsHasNoRules()
{
    QVERIFY(!CompiledRules::compile(config::ConfigurationText::read("server: [", "w.yml")));
}

void PermissionTest::modelShowsItAndAsksForMore()
{
    const auto rules = compiled();
    PermissionModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    PermissionMatrix::Progress progress;
    model.setMatrix(
        PermissionMatrix::compute(*rules, PermissionMatrix::whoCan(*rules, "team/app"), progress),
        rules);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.columnCount(), 5);
    QCOMPARE(model.index(0, 0).data().toString(), u"(without account)"_s);
    QCOMPARE(model.index(1, 1).data().toString(), u"Yes"_s);
    QCOMPARE(model.index(1, 3).data().toString(), u"No"_s);
    QVERIFY(model.index(1, 1).data(Qt::ToolTipRole).toString().contains(u"Rule 3"));
    const acl::Request push = model.requestOf(model.index(1, 2));
    QCOMPARE(push.account, std::string("alice"));
    QCOMPARE(push.name, std::string("team/app"));
    QVERIFY(push.actions == std::vector<std::string>{"push"});
    QVERIFY(push.labels == (acl::Labels{{"group", {"dev"}}}));
    const acl::Request catalog = model.requestOf(model.index(2, 4));
    QCOMPARE(catalog.type, std::string("registry"));
    QVERIFY(catalog.actions == std::vector<std::string>{"*"});
    model.setMatrix({}, nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void PermissionTest::decisionsTellDenialsApart()
{
    const auto rules = compiled();
    const auto none = TestedDecision::decide(*rules, request("carol", "x"));
    QVERIFY(!none.row);
    QCOMPARE(none.passedOver.size(), std::size_t(5));
    QVERIFY(none.sentence().startsWith(u"No rule matches"));
    const auto denied = TestedDecision::decide(*rules, request("bob", "secret"));
    QVERIFY(denied.grantsNothing);
    QVERIFY(denied.sentence().startsWith(u"Explicitly denied: rule 1"));
    const auto partly = TestedDecision::decide(*rules, request("carol", "library/a"));
    QCOMPARE(partly.granted, QStringList{u"pull"_s});
    QCOMPARE(partly.refused, QStringList{u"push"_s});
    QVERIFY(partly.sentence().startsWith(u"Rule 5 decides"));
    QCOMPARE(partly.passedOver.size(), std::size_t(4));
}

void PermissionTest::decisionsOfADaemonOfAnyShape()
{
    const auto rules = compiled();
    const auto &entries = rules->text().rules();
    const auto denied = TestedDecision::fromJson(
        {{u"rule"_s, 0}, {u"row"_s, 0}, {u"refused"_s, QJsonArray{u"pull"_s}}}, entries);
    QVERIFY(denied.grantsNothing);
    const auto beyond = TestedDecision::fromJson({{u"row"_s, 900}, {u"granted"_s, 3}}, entries);
    QVERIFY(!beyond.grantsNothing);
    QVERIFY(beyond.granted.isEmpty());
    const auto nothing = TestedDecision::fromJson({{u"row"_s, QJsonValue::Null}}, entries);
    QVERIFY(!nothing.row);
    QVERIFY(!nothing.sentence().isEmpty());
}

void PermissionTest::requestsForTheDaemon()
{
    acl::Request asked = request("alice", "a");
    asked.labels = {{"group", {"dev"}}};
    const QJsonObject own = TestedDecision::toJson(asked, false);
    QVERIFY(!own.contains(u"labels"_s)); // the daemon takes the account's own
    QVERIFY(!own.contains(u"ip"_s));
    QCOMPARE(own[u"actions"_s].toArray().size(), 2);
    asked.ip = acl::IpAddress::parse("10.0.0.1");
    const QJsonObject other = TestedDecision::toJson(asked, true);
    QCOMPARE(other[u"labels"_s][u"group"_s][0].toString(), u"dev"_s);
    QCOMPARE(other[u"ip"_s].toString(), u"10.0.0.1"_s);
}

void PermissionTest::passedOverReasons()
{
    using acl::Condition;
    const std::pair<acl::PassedOver, const char *> reasons[] = {
        {{0, Condition::Account, "", "b*", "al"}, "account \"al\" does not match \"b*\""},
        {{0, Condition::Type, "", "b", "a"}, "type \"a\" does not match \"b\""},
        {{0, Condition::Name, "", "b", "a\n"}, "name \"a\\n\" does not match \"b\""},
        {{0, Condition::Service, "", "b", "a"}, "service \"a\" does not match \"b\""},
        {{0, Condition::Ip, "", "10.0.0.0/8", ""},
         "the client's address is not known, and \"10.0.0.0/8\" is required"},
        {{0, Condition::Ip, "", "10.0.0.0/8", "::1"}, "address \"::1\" is not in \"10.0.0.0/8\""},
        {{0, Condition::Label, "group", "dev", ""},
         "label \"group\" has no value that matches \"dev\""},
        {{0, Condition::Label, "group", "dev", "ops"},
         "label \"group\" has \"ops\", which does not match \"dev\""},
        {{0, Condition::LabelCombinations, "", "${labels:a}", ""},
         "inserting the user's values into \"${labels:a}\" would take more attempts than are "
         "allowed"}};
    for (const auto &[passed, expected] : reasons)
        QCOMPARE(passedOverText(passed), QString::fromUtf8(expected));
    // As a daemon says it.
    QCOMPARE(passedOverText(QJsonObject{{u"condition"_s, u"name"_s},
                                        {u"pattern"_s, u"b"_s},
                                        {u"value"_s, u"a"_s},
                                        {u"sentence"_s, u"other words"_s}}),
             u"name \"a\" does not match \"b\""_s);
    for (const auto &name : {u"account"_s, u"type"_s, u"name"_s, u"ip"_s, u"service"_s, u"label"_s,
                             u"label-combinations"_s})
        QVERIFY2(!passedOverText(QJsonObject{{u"condition"_s, name}, {u"sentence"_s, u"its"_s}})
                      .contains(u"its"_s),
                 qPrintable(name));
    QCOMPARE(passedOverText(QJsonObject{{u"condition"_s, u"moon"_s}, {u"sentence"_s, u"new\n"_s}}),
             u"new\\n"_s);
    QVERIFY(passedOverText(QJsonObject{}).isEmpty());
}

void PermissionTest::passedOverRules()
{
    PassedOverModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setItems({{0, 1, u"because"_s}, {4, 4, u"therefore"_s}}); // one before it is disabled
    QCOMPARE(model.index(1, 0).data().toString(), u"4"_s);
    QCOMPARE(model.ruleRow(1), 4);
    QCOMPARE(model.index(0, 1).data().toString(), u"because"_s);
}

QTEST_MAIN(PermissionTest)
#include "PermissionTest.moc"
