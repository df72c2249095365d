// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/Lint.h"
#include "tests/unit/acl/AclTestSupport.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate::acl;
using test::rule;

using Conditions = QList<QByteArray>;

namespace {

/// A rule that grants the catalog, so that its absence is not reported; it covers nothing else.
Rule catalogRule()
{
    return rule({"account=catalog-admin", "type=registry", "name=catalog"});
}

std::vector<RuleProblem> lintWithCatalog(std::vector<Rule> rules)
{
    rules.push_back(catalogRule());
    std::vector<RuleProblem> problems = lint(rules);
    std::erase_if(problems, [&](const auto &problem) { return problem.rule + 1 == rules.size(); });
    return problems;
}

bool isUnreachable(const RuleProblem &problem)
{
    return problem.message.find("never decides anything") != std::string::npos;
}

} // namespace

class LintTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unreachable_data();
    void unreachable();
    void reachable_data();
    void reachable();
    void unreachableIsTrue();
    void advice_data();
    void advice();
    void noAdvice_data();
    void noAdvice();
    void actions();
    void catalog();
    void namesTheOtherRule();
    void manyRules();
};

void LintTest::unreachable_data()
{
    QTest::addColumn<Conditions>("earlier");
    QTest::addColumn<Conditions>("later");

    QTest::newRow("everyone") << Conditions{} << Conditions{"account=bob", "ip=10.0.0.0/8"};
    QTest::newRow("the same") << Conditions{"account=bob"} << Conditions{"account=bob"};
    QTest::newRow("one condition more")
        << Conditions{"account=bob"} << Conditions{"account=bob", "name=a/*"};
    QTest::newRow("name within a glob")
        << Conditions{"name=library/*"} << Conditions{"name=library/x"};
    QTest::newRow("name within a class")
        << Conditions{"name=[a-l]*/x"} << Conditions{"name=library/x"};
    QTest::newRow("glob within a glob") << Conditions{"name=team/*"} << Conditions{"name=team/a-*"};
    QTest::newRow("glob within wider parts") << Conditions{"name=*/*"} << Conditions{"name=a*/b?c"};
    QTest::newRow("name within an expression")
        << Conditions{"name=/^lib/"} << Conditions{"name=library/x"};
    QTest::newRow("glob behind a plain prefix")
        << Conditions{"name=/^team.*/"} << Conditions{"name=teams/*"};
    QTest::newRow("any text") << Conditions{"name=/.*/"} << Conditions{"name=${account}/*"};
    QTest::newRow("any text against none") << Conditions{"name=/.*/"} << Conditions{"account=bob"};
    QTest::newRow("same variable")
        << Conditions{"name=${account}/*"} << Conditions{"name=${account}/*", "account=bob"};
    QTest::newRow("network") << Conditions{"ip=10.0.0.0/8"} << Conditions{"ip=10.1.0.0/16"};
    QTest::newRow("labels") << Conditions{"labels.g=d*"}
                            << Conditions{"labels.g=dev", "labels.h=x"};
}

void LintTest::unreachable()
{
    QFETCH(Conditions, earlier);
    QFETCH(Conditions, later);
    const auto problems = lintWithCatalog(
        {rule({"account=zoe", "service=x"}), rule(earlier, {"pull"}), rule(later, {"pull"})});
    const auto found = std::count_if(problems.begin(), problems.end(), [](const auto &problem) {
        return isUnreachable(problem) && problem.rule == 2;
    });
    QCOMPARE(found, 1);
}

void LintTest::reachable_data()
{
    QTest::addColumn<Conditions>("earlier");
    QTest::addColumn<Conditions>("later");

    QTest::newRow("other account") << Conditions{"account=bob"} << Conditions{"account=eve"};
    QTest::newRow("wider") << Conditions{"account=bob"} << Conditions{};
    QTest::newRow("condition more before")
        << Conditions{"account=bob", "ip=10.0.0.0/8"} << Conditions{"account=bob"};
    QTest::newRow("deeper name") << Conditions{"name=team/*"} << Conditions{"name=team/*/x"};
    QTest::newRow("fewer parts") << Conditions{"name=*/*"} << Conditions{"name=*"};
    QTest::newRow("a class may hold a slash")
        << Conditions{"name=team*"} << Conditions{"name=team[^a]x"};
    QTest::newRow("one character against any") << Conditions{"name=a?"} << Conditions{"name=a*"};
    QTest::newRow("longer prefix before")
        << Conditions{"name=team-a*"} << Conditions{"name=team-*"};
    QTest::newRow("suffix") << Conditions{"name=*-x"} << Conditions{"name=*"};
    QTest::newRow("same capture, other expression")
        << Conditions{"account=/^(.+)@a$/", "name=${account:1}"}
        << Conditions{"account=/^(.+)@b$/", "name=${account:1}"};
    QTest::newRow("capture of another rule")
        << Conditions{"name=${account:1}"} << Conditions{"account=/(.)/", "name=${account:1}"};
    QTest::newRow("label variable")
        << Conditions{"name=${labels:g}"} << Conditions{"name=${labels:g}"};
    QTest::newRow("variable within a glob")
        << Conditions{"name=*/*"} << Conditions{"name=${account}/*"};
    QTest::newRow("unanchored expressions")
        << Conditions{"name=/team/"} << Conditions{"name=/^team$/"};
    QTest::newRow("dot is not every character")
        << Conditions{"name=/^.+$/"} << Conditions{"name=*"};
    QTest::newRow("other family") << Conditions{"ip=::/0"} << Conditions{"ip=10.0.0.0/8"};
    QTest::newRow("unknown address") << Conditions{"ip=0.0.0.0/0"} << Conditions{"account=bob"};
    QTest::newRow("label missing") << Conditions{"labels.g=/.*/"} << Conditions{"account=bob"};
    QTest::newRow("other label") << Conditions{"labels.g=*"} << Conditions{"labels.h=x"};
    QTest::newRow("malformed") << Conditions{"name=a["} << Conditions{"name=a["};
    QTest::newRow("error") << Conditions{"name=/(/"} << Conditions{"name=/(/"};
    QTest::newRow("bad address") << Conditions{"ip=x"} << Conditions{"ip=x"};
}

void LintTest::reachable()
{
    QFETCH(Conditions, earlier);
    QFETCH(Conditions, later);
    for (const RuleProblem &problem : lint({rule(earlier), rule(later)}))
        QVERIFY2(!isUnreachable(problem), problem.message.c_str());
}

/// Random pairs of rules: where the second is called unreachable, no request may show otherwise.
void LintTest::unreachableIsTrue()
{
    const Conditions patterns = {"*",     "a*",        "a/*",    "*/*",    "a/b",  "a?",
                                 "[^a]*", "a\\*",      "/a/",    "/^a/",   "/.*/", "/^a.*/",
                                 "/^$/",  "/^a\\/b$/", "**/b",   "",       "a*b",  "?*",
                                 "/.+/",  "a/b*",      "/^.*$/", "${type}"};
    const Conditions names = {"",  "a", "b",     "a/",  "a/b", "ab", "a*",
                              "*", "/", "a/b/c", "b/a", "\n",  "aa"};
    QRandomGenerator random(7);
    const auto any = [&random](const Conditions &list) {
        return list.at(random.bounded(static_cast<int>(list.size())));
    };
    int claims = 0;
    for (int i = 0; i < 3000; ++i) {
        Conditions conditions[2];
        for (Conditions &each : conditions) {
            if (random.bounded(4) > 0)
                each.append("name=" + any(patterns));
            if (random.bounded(3) == 0)
                each.append("account=" + any(patterns));
            if (random.bounded(4) == 0)
                each.append("labels.g=" + any(patterns));
        }
        const std::vector<Rule> rules = {rule(conditions[0]), rule(conditions[1])};
        const auto problems = lint(rules);
        if (std::none_of(problems.begin(), problems.end(), isUnreachable))
            continue;
        ++claims;
        const AccessList list = test::compiled(rules);
        for (const QByteArray &name : names) {
            Request asked;
            asked.name = name.toStdString();
            asked.account = any(names).toStdString();
            asked.type = any(names).toStdString();
            asked.labels["g"] = {any(names).toStdString(), any(names).toStdString()};
            QVERIFY2(list.decide(asked).rule != std::optional<std::size_t>(1),
                     (conditions[0] + conditions[1] + Conditions{name}).join(" | ").constData());
        }
    }
    QVERIFY(claims > 200);
}

void LintTest::advice_data()
{
    QTest::addColumn<Conditions>("conditions");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("message"); // a part of it
    QTest::addColumn<QByteArray>("remedy");  // a part of it

    QTest::newRow("open at both ends") << Conditions{"name=/admin/"} << "name"_ba
                                       << "before and behind it"_ba
                                       << "\"/^admin$/\""_ba;
    QTest::newRow("open at the end") << Conditions{"account=/^admin/"} << "account"_ba
                                     << "letters behind it"_ba
                                     << "\"/^admin$/\""_ba;
    QTest::newRow("open at the start") << Conditions{"name=/-\\d+|admin$/"} << "name"_ba
                                       << "letters before it"_ba
                                       << "/^(?:-\\\\d+|admin$)$/"_ba;
    QTest::newRow("variable") << Conditions{"name=/^${account}/"} << "name"_ba
                              << "behind it"_ba
                              << "\"/^${account}$/\""_ba;
    QTest::newRow("alternatives") << Conditions{"name=/^admin1|admin2$/"} << "name"_ba
                                  << "before and behind"_ba
                                  << "/^(?:^admin1|admin2$)$/"_ba;
    QTest::newRow("label") << Conditions{"labels.g=/dev/"} << "labels.g"_ba
                           << "searched for anywhere"_ba
                           << "whole value"_ba;
    QTest::newRow("two stars") << Conditions{"name=team/**"} << "name"_ba
                               << "does not match a slash"_ba
                               << "any depth"_ba;
    QTest::newRow("one star alone") << Conditions{"name=*"} << "name"_ba
                                    << "left out"_ba
                                    << "Remove the line"_ba;
    QTest::newRow("loopback") << Conditions{"ip=127.0.0.1"} << "ip"_ba
                              << "local address alone"_ba
                              << "real_ip_header"_ba;
    QTest::newRow("private network") << Conditions{"ip=172.17.0.0/16", "name=a/*"} << "ip"_ba
                                     << "local address alone"_ba
                                     << ""_ba;
}

void LintTest::advice()
{
    QFETCH(Conditions, conditions);
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, remedy);
    const auto problems = lintWithCatalog({rule(conditions)});
    QCOMPARE(problems.size(), std::size_t{1});
    const RuleProblem &problem = problems.front();
    QCOMPARE(problem.severity, RuleProblem::Severity::Lint);
    QCOMPARE(problem.rule, std::size_t{0});
    QCOMPARE(QByteArray::fromStdString(problem.field), field);
    QVERIFY2(QByteArray::fromStdString(problem.message).contains(message), problem.message.c_str());
    QVERIFY2(QByteArray::fromStdString(problem.remedy).contains(remedy), problem.remedy.c_str());
}

void LintTest::noAdvice_data()
{
    QTest::addColumn<Conditions>("conditions");

    QTest::newRow("anchored") << Conditions{"name=/^admin$/"};
    QTest::newRow("anything behind") << Conditions{"name=/^team-.*/"};
    QTest::newRow("ends in a separator") << Conditions{"name=/^team-/"};
    QTest::newRow("word boundaries") << Conditions{"name=/\\badmin\\b/"};
    QTest::newRow("letters in a class or quoted") << Conditions{"name=/^[a-z]+\\/\\Qa|b\\E$/"};
    QTest::newRow("any account") << Conditions{"account=/.+/"};
    QTest::newRow("usual globs") << Conditions{"name=library/*", "account=?*"};
    QTest::newRow("star for another type") << Conditions{"type=registry", "name=*"};
    QTest::newRow("address and account") << Conditions{"ip=10.0.0.0/8", "account=bob"};
    QTest::newRow("address and label") << Conditions{"ip=10.0.0.0/8", "labels.g=x"};
    QTest::newRow("public network") << Conditions{"ip=198.51.100.0/24"};
    QTest::newRow("every address") << Conditions{"ip=0.0.0.0/0"};
    QTest::newRow("labels only") << Conditions{"labels.g=/^dev$/"};
}

void LintTest::noAdvice()
{
    QFETCH(Conditions, conditions);
    const auto problems = lintWithCatalog({rule(conditions)});
    QVERIFY2(problems.empty(), problems.empty() ? "" : problems.front().message.c_str());
}

void LintTest::actions()
{
    const auto problems = lintWithCatalog(
        {rule({"account=a"}, {"push"}), rule({"account=b"}, {"push", "pull"}),
         rule({"account=c"}, {"*"}), rule({"account=d"}, {}), rule({"ip=10.0.0.1"}, {})});
    QCOMPARE(problems.size(), std::size_t{1});
    QCOMPARE(problems.front().field, std::string("actions"));
    QCOMPARE(problems.front().rule, std::size_t{0});
}

void LintTest::catalog()
{
    QVERIFY(lint({}).empty());
    QVERIFY(lint({catalogRule()}).empty());
    QVERIFY(lint({rule({"account=admin"})}).empty());
    QVERIFY(lint({rule({"account=x", "name=/(/"}), rule({"account=bob"}, {"pull"})}).empty());

    const auto problems = lint({rule({"account=a"}, {"pull"}), rule({"account=b", "name=b/*"})});
    QCOMPARE(problems.size(), std::size_t{1});
    QCOMPARE(problems.front().rule, std::size_t{1});
    QVERIFY(problems.front().field.empty());
    QVERIFY(problems.front().message.find("catalog") != std::string::npos);
}

void LintTest::namesTheOtherRule()
{
    std::vector<Rule> rules = {rule({}), rule({"account=a"}), catalogRule()};
    rules[0].comment = "everyone\n";
    QVERIFY(lint(rules).front().message.find("rule number 1 (\"everyone\\n\")") !=
            std::string::npos);
    QCOMPARE(lint(rules).front().rule, std::size_t(1));
    QVERIFY(lint(rules).front().cause == std::size_t(0));
    rules[0].positions.rule.line = 12;
    QVERIFY(lint(rules).front().message.find("the rule in line 12 (") != std::string::npos);
}

void LintTest::manyRules()
{
    std::vector<Rule> rules;
    for (int i = 0; i < 10000; ++i)
        rules.push_back(rule({"account=user" + QByteArray::number(i), "name=/^x\\/.*$/"}));
    rules.push_back(rule({"account=user3", "name=y"}));
    rules.push_back(catalogRule());
    QVERIFY(lint(rules).empty());
}

QTEST_APPLESS_MAIN(LintTest)
#include "LintTest.moc"
