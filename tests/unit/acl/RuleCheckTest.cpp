// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/acl/AclTestSupport.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate::acl;
using test::rule;

using Conditions = QList<QByteArray>;
using Severity = RuleProblem::Severity;
Q_DECLARE_METATYPE(Severity)

class RuleCheckTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneProblem_data();
    void oneProblem();
    void noProblem_data();
    void noProblem();
    void actions_data();
    void actions();
    void everyProblemIsReported();
    void absurdPatterns();
};

void RuleCheckTest::oneProblem_data()
{
    QTest::addColumn<Conditions>("conditions");
    QTest::addColumn<Severity>("severity");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("message"); // a part of it
    QTest::addColumn<QByteArray>("remedy");  // a part of it

    QTest::newRow("expression") << Conditions{"name=/(a/"} << Severity::Error << "name"_ba
                                << "\"/(a/\" is not valid: a \"(\" is never closed"_ba
                                << "missing \")\""_ba;
    QTest::newRow("expression of a label")
        << Conditions{"labels.g=/[/"} << Severity::Error << "labels.g"_ba
        << "is not valid"_ba
        << "\"]\""_ba;
    QTest::newRow("address") << Conditions{"ip=10.0.0/8"} << Severity::Error << "ip"_ba
                             << "\"10.0.0/8\" is no IP address"_ba
                             << "10.0.0.0/8"_ba;
    QTest::newRow("variable as address") << Conditions{"ip=${ip}"} << Severity::Error << "ip"_ba
                                         << "no IP address"_ba
                                         << "Variables"_ba;
    QTest::newRow("no address") << Conditions{"ip="} << Severity::Error << "ip"_ba
                                << "no IP"_ba
                                << ""_ba;
    QTest::newRow("malformed glob") << Conditions{"name=a["} << Severity::Warning << "name"_ba
                                    << "malformed, so the rule never matches"_ba
                                    << "Close every"_ba;
    QTest::newRow("empty name") << Conditions{"name="} << Severity::Warning << "name"_ba
                                << "empty name only"_ba
                                << "Remove"_ba;
    QTest::newRow("misspelt") << Conditions{"name=${acount}/*"} << Severity::Warning << "name"_ba
                              << "\"${acount}\" is no variable"_ba
                              << "\"${account}\""_ba;
    QTest::newRow("upper case") << Conditions{"name=${Account}/*"} << Severity::Warning << "name"_ba
                                << "no variable"_ba
                                << "\"${account}\""_ba;
    QTest::newRow("spaces") << Conditions{"name=${ account }/*"} << Severity::Warning << "name"_ba
                            << "no variable"_ba
                            << "\"${account}\""_ba;
    QTest::newRow("label in the singular")
        << Conditions{"name=${label:g}"} << Severity::Warning << "name"_ba
        << "no variable"_ba
        << "\"${labels:g}\""_ba;
    QTest::newRow("label with a dot")
        << Conditions{"name=${labels.g}"} << Severity::Warning << "name"_ba
        << "no variable"_ba
        << "\"${labels:g}\""_ba;
    QTest::newRow("group by name")
        << Conditions{"account=/(?P<u>.+)@/", "name=${account:u}"} << Severity::Warning << "name"_ba
        << "no variable"_ba
        << "\"${account:1}\""_ba;
    QTest::newRow("nothing near") << Conditions{"name=${email}"} << Severity::Warning << "name"_ba
                                  << "no variable"_ba
                                  << "The variables are"_ba;
    QTest::newRow("without braces")
        << Conditions{"name=$account/*"} << Severity::Warning << "name"_ba
        << "plain text, not a variable"_ba
        << "\"${account}\""_ba;
    QTest::newRow("group beyond") << Conditions{"account=/^(.+)@/", "name=${account:2}"}
                                  << Severity::Warning << "name"_ba
                                  << "has 1 group."_ba
                                  << "from 1 to 1"_ba;
    QTest::newRow("group zero") << Conditions{"account=/^(.+)@(.+)/", "name=${account:0}"}
                                << Severity::Warning << "name"_ba
                                << "has 2 groups"_ba
                                << "from 1"_ba;
    QTest::newRow("no groups") << Conditions{"account=/^.+$/", "name=${account:1}"}
                               << Severity::Warning << "name"_ba
                               << "has 0 groups"_ba
                               << "parentheses"_ba;
    QTest::newRow("field is no expression")
        << Conditions{"account=bob", "name=${account:1}"} << Severity::Warning << "name"_ba
        << "stands for nothing"_ba
        << "regular expression with a group"_ba;
    QTest::newRow("field without condition")
        << Conditions{"name=${account:1}"} << Severity::Warning << "name"_ba
        << "stands for nothing"_ba
        << ""_ba;
    QTest::newRow("capture in a label only")
        << Conditions{"account=/^(.+)$/", "labels.o=${account:1}"} << Severity::Warning
        << "labels.o"_ba
        << "not replaced"_ba
        << "as well"_ba;
    QTest::newRow("label in a label")
        << Conditions{"labels.g=${labels:h}"} << Severity::Warning << "labels.g"_ba
        << "not replaced"_ba
        << ""_ba;
}

void RuleCheckTest::oneProblem()
{
    QFETCH(Conditions, conditions);
    QFETCH(Severity, severity);
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, remedy);
    const auto result = AccessList::compile({rule({}), rule(conditions)});
    QCOMPARE(result.problems.size(), std::size_t{1});
    const RuleProblem &problem = result.problems.front();
    QCOMPARE(problem.severity, severity);
    QCOMPARE(problem.rule, std::size_t{1});
    QCOMPARE(QByteArray::fromStdString(problem.field), field);
    QVERIFY2(QByteArray::fromStdString(problem.message).contains(message), problem.message.c_str());
    QVERIFY2(QByteArray::fromStdString(problem.remedy).contains(remedy), problem.remedy.c_str());
    QVERIFY(problem.message.ends_with('.'));
    QVERIFY(problem.remedy.ends_with('.') || problem.remedy.ends_with('?'));
    QCOMPARE(result.list.has_value(), severity != Severity::Error);
}

void RuleCheckTest::noProblem_data()
{
    QTest::addColumn<Conditions>("conditions");

    QTest::newRow("everyone") << Conditions{};
    QTest::newRow("anonymous") << Conditions{"account="};
    QTest::newRow("variables") << Conditions{"name=${account}/${type}-${service}",
                                             "account=${name}"};
    QTest::newRow("labels") << Conditions{"name=${labels:g}/*", "labels.g=/.+/"};
    QTest::newRow("captures") << Conditions{"account=/^(.+)@(.+)$/",
                                            "name=${account:2}/${Account:1}"};
    QTest::newRow("capture used twice")
        << Conditions{"account=/^(.+)$/", "name=${account:1}/*", "labels.o=${account:1}"};
    QTest::newRow("dollar in an expression") << Conditions{"name=/^a$/"};
    QTest::newRow("dollar before a longer word") << Conditions{"name=$accounts/*"};
    QTest::newRow("unclosed") << Conditions{"name=${account"};
    QTest::newRow("class completed by a value") << Conditions{"name=[${account}]*"};
}

void RuleCheckTest::noProblem()
{
    QFETCH(Conditions, conditions);
    const auto result = AccessList::compile({rule(conditions)});
    QVERIFY2(result.problems.empty(),
             result.problems.empty() ? "" : result.problems.front().message.c_str());
    QVERIFY(result.list);
}

void RuleCheckTest::actions_data()
{
    QTest::addColumn<QByteArray>("actions"); // separated by |
    QTest::addColumn<QByteArray>("message"); // a part of it; empty: no problem

    QTest::newRow("everything") << "*"_ba
                                << ""_ba;
    QTest::newRow("usual") << "pull|push|delete"_ba
                           << ""_ba;
    QTest::newRow("other registries' own") << "metadata_read"_ba
                                           << ""_ba;
    QTest::newRow("star beside") << "*|pull"_ba
                                 << "itself called"_ba;
    QTest::newRow("pattern") << "p*"_ba
                             << "no patterns"_ba;
    QTest::newRow("empty") << ""_ba
                           << "no action"_ba;
    QTest::newRow("space") << "pull "_ba
                           << "no action"_ba;
    QTest::newRow("misspelt") << "psuh"_ba
                              << "not an action"_ba;
    QTest::newRow("upper case") << "Pull"_ba
                                << "not an action"_ba;
}

void RuleCheckTest::actions()
{
    QFETCH(QByteArray, actions);
    QFETCH(QByteArray, message);
    std::vector<std::string> list;
    for (const QByteArray &action : actions.split('|'))
        list.push_back(action.toStdString());
    const auto result = AccessList::compile({rule({}, list)});
    QVERIFY(result.list);
    QCOMPARE(result.problems.size(), std::size_t{message.isEmpty() ? 0U : 1U});
    if (message.isEmpty())
        return;
    QCOMPARE(result.problems.front().field, std::string("actions"));
    QCOMPARE(result.problems.front().severity, Severity::Warning);
    QVERIFY(QByteArray::fromStdString(result.problems.front().message).contains(message));
}

void RuleCheckTest::everyProblemIsReported()
{
    const auto result = AccessList::compile({rule({"name=/(/", "ip=x", "account=${acount}"}),
                                             rule({"labels.g=/[/"}), rule({"type=[a"})});
    QVERIFY(!result.list);
    QCOMPARE(result.problems.size(), std::size_t{5});
}

void RuleCheckTest::absurdPatterns()
{
    const auto many =
        AccessList::compile({rule({"name=" + QByteArray("${x}").repeated(100'000)}),
                             rule({"name=" + QByteArray("$name ").repeated(100'000)})});
    QVERIFY(many.list);
    QCOMPARE(many.problems.size(), std::size_t{10});

    // Without a bound on the length of a variable each "${" would be searched to the end.
    const auto open =
        AccessList::compile({rule({"name=" + QByteArray("${").repeated(500'000) + "}"})});
    QVERIFY(open.list);
    QVERIFY(!open.list->decide(test::request()).rule);
}

QTEST_APPLESS_MAIN(RuleCheckTest)
#include "RuleCheckTest.moc"
