// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/acl/AclTestSupport.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate::acl;
using test::compiled;
using test::request;
using test::rule;

namespace {

std::vector<std::string> numbered(const std::string &prefix, std::size_t count,
                                  const std::string &suffix = {})
{
    std::vector<std::string> values;
    for (std::size_t i = 0; i < count; ++i)
        values.push_back(prefix + std::to_string(i) + suffix);
    return values;
}

} // namespace

/// No request and no user record may stall a decision. The times allowed are many times what an
/// unloaded machine needs, as sanitizers and a busy one slow it down; without the limits these
/// cases take minutes, or all memory.
class LimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void combinations_data();
    void combinations();
    void ruleBehindIsStillTried();
    void plainGroupsDoNotCount();
    void hostileLabels_data();
    void hostileLabels();
    void hostileAccounts_data();
    void hostileAccounts();
    void rulesWithoutLabelsAreNotTouched();
    void manyRulesShareTheWork();
};

void LimitsTest::combinations_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    QTest::addColumn<bool>("exceeded");

    QTest::newRow("at the limit") << 64 << 64 << false;
    QTest::newRow("one value more") << 64 << 65 << true;
    QTest::newRow("one label at the limit") << 4096 << 1 << false;
    QTest::newRow("one label beyond") << 4097 << 1 << true;
    QTest::newRow("far beyond") << 100000 << 100000 << true;
    QTest::newRow("nothing to combine") << 100000 << 0 << false;
}

void LimitsTest::combinations()
{
    QFETCH(int, first);
    QFETCH(int, second);
    QFETCH(bool, exceeded);
    const AccessList list = compiled({rule({"name=${labels:a}-${labels:b}"})});
    Request asked = request();
    asked.labels["a"] = numbered("a", static_cast<std::size_t>(first));
    asked.labels["b"] = numbered("b", static_cast<std::size_t>(second));
    asked.name = "a" + std::to_string(first - 1) + "-b" + std::to_string(second - 1);
    const Decision decision = list.decide(asked, Trace::On);
    QCOMPARE(decision.labelLimitExceeded, exceeded);
    QCOMPARE(decision.rule.has_value(), !exceeded && second > 0);
    if (exceeded) {
        QCOMPARE(decision.passedOver.front().condition, Condition::LabelCombinations);
        QCOMPARE(decision.passedOver.front().pattern, std::string("${labels:a}-${labels:b}"));
    }
}

void LimitsTest::ruleBehindIsStillTried()
{
    const AccessList list =
        compiled({rule({"name=${labels:a}"}), rule({"name=alice/*"}, {"pull"})});
    Request asked = request();
    asked.labels["a"] = numbered("a", 5000);
    const Decision decision = list.decide(asked);
    QVERIFY(decision.labelLimitExceeded);
    QCOMPARE(decision.rule, std::optional<std::size_t>(1));
    QVERIFY(decision.actions == std::vector<std::string>{"pull"});
}

void LimitsTest::plainGroupsDoNotCount()
{
    // Directory users have hundreds of groups; values repeated count once.
    const AccessList list = compiled({rule({"name=/^${labels:group}-[a-z]+\\/.+$/"})});
    Request asked = request();
    asked.labels["group"] = numbered("team-", 4000);
    for (int i = 0; i < 3000; ++i)
        asked.labels["group"].push_back("team-7");
    asked.name = "team-3999-web/app";
    const Decision decision = list.decide(asked);
    QVERIFY(!decision.labelLimitExceeded);
    QVERIFY(decision.rule);
}

void LimitsTest::hostileLabels_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("count");
    QTest::addColumn<QByteArray>("name");

    const QByteArray name = QByteArray(255, 'a');
    QTest::newRow("many expressions") << "name=/^${labels:x}\\/b$/"_ba
                                      << ".*"_ba << 4096 << name;
    QTest::newRow("large counts") << "name=/^${labels:x}$/"_ba
                                  << "((a{31}){31}|b)"_ba << 4096 << name;
    QTest::newRow("many counts") << "name=/^${labels:x}$/"_ba << QByteArray("a{1000}").repeated(500)
                                 << 50 << name;
    QTest::newRow("Unicode classes")
        << "name=/^${labels:x}$/"_ba << QByteArray("\\pL").repeated(50) << 200 << name;
    QTest::newRow("large class") << "name=/^${labels:x}$/"_ba
                                 << QByteArray("[^\\x{100}-\\x{10000}]").repeated(50) << 500
                                 << name;
    QTest::newRow("ignoring case") << "name=/^${labels:x}$/"_ba
                                   << "(?i)" + QByteArray("ks").repeated(200) << 500 << name;
    QTest::newRow("a megabyte of text")
        << "name=/^${labels:x}$/"_ba << QByteArray(1 << 20, 'b') << 20 << name;
    QTest::newRow("nested groups")
        << "name=/${labels:x}/"_ba << QByteArray(20000, '(') + QByteArray(20000, ')') << 20 << name;
    QTest::newRow("states") << "name=/${labels:x}/"_ba
                            << ".*a.{120}b"_ba << 400 << name;
    QTest::newRow("whole pattern") << "name=${labels:x}"_ba
                                   << "/(a|b)*c(a|b){50}/"_ba << 4096 << name;
    QTest::newRow("stars") << "name=${labels:x}b"_ba << QByteArray("*a").repeated(100) << 4096
                           << name;
    QTest::newRow("stars against a long name")
        << "name=${labels:x}b"_ba
        << "*" + QByteArray(30000, 'a') << 100 << QByteArray(60000, 'a');
    QTest::newRow("a megabyte of shell pattern")
        << "name=${labels:x}b"_ba << QByteArray(1 << 20, '*') << 50 << name;
    QTest::newRow("a megabyte of class") << "name=${labels:x}b"_ba
                                         << "[" + QByteArray(1 << 20, 'x') + "a]" << 50 << name;
}

void LimitsTest::hostileLabels()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, value);
    QFETCH(int, count);
    QFETCH(QByteArray, name);
    const AccessList list = compiled({rule({pattern}), rule({}, {"pull"})});
    Request asked = request();
    asked.name = name.toStdString();
    const bool isWhole = pattern == "name=${labels:x}";
    for (int i = 0; i < count; ++i) {
        QByteArray each = value;
        each.insert(isWhole ? 1 : 0, QByteArray::number(i)); // distinct
        asked.labels["x"].push_back(each.toStdString());
    }
    QElapsedTimer timer;
    timer.start();
    const Decision decision = list.decide(asked);
    const auto elapsed = timer.elapsed();
    QVERIFY2(elapsed < 1000, QByteArray::number(elapsed).constData());
    QCOMPARE(decision.rule, std::optional<std::size_t>(1));
}

void LimitsTest::hostileAccounts_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("account");
    QTest::addColumn<QByteArray>("name");

    const QByteArray many = QByteArray(100'000, 'a');
    QTest::newRow("glob") << "name=*${account}*"_ba << many + "b" << many + many;
    QTest::newRow("expression") << "name=/${account}x?/"_ba << many << many;
    QTest::newRow("special characters")
        << "name=/^(${account})$/"_ba << QByteArray(100'000, '*') << many;
    QTest::newRow("capture") << "name=/^(.*)*${name:1}$/"_ba
                             << "x"_ba << many;
}

void LimitsTest::hostileAccounts()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, account);
    QFETCH(QByteArray, name);
    const AccessList list = compiled({rule({pattern}), rule({}, {"pull"})});
    Request asked = request();
    asked.account = account.toStdString();
    asked.name = name.toStdString();
    QElapsedTimer timer;
    timer.start();
    const Decision decision = list.decide(asked);
    QVERIFY(timer.elapsed() < 1000);
    QVERIFY(decision.rule);
}

void LimitsTest::rulesWithoutLabelsAreNotTouched()
{
    const AccessList list = compiled({rule({"name=a${account}*"}), rule({"name=alice/*"})});
    Request asked = request();
    asked.labels["x"] = numbered("x", 200'000);
    const Decision decision = list.decide(asked, Trace::On);
    QVERIFY(!decision.labelLimitExceeded);
    QCOMPARE(decision.rule, std::optional<std::size_t>(1));
}

void LimitsTest::manyRulesShareTheWork()
{
    std::vector<Rule> rules;
    for (int i = 0; i < 2000; ++i)
        rules.push_back(rule({"name=/^" + QByteArray::number(i) + "${labels:x}$/"}));
    rules.push_back(rule({}, {"pull"}));
    const AccessList list = compiled(std::move(rules));
    Request asked = request();
    asked.labels["x"] = numbered(".*", 300);
    QElapsedTimer timer;
    timer.start();
    const Decision decision = list.decide(asked);
    QVERIFY2(timer.elapsed() < 3000, QByteArray::number(timer.elapsed()).constData());
    QVERIFY(decision.labelLimitExceeded);
    QCOMPARE(decision.rule, std::optional<std::size_t>(2000));
}

QTEST_APPLESS_MAIN(LimitsTest)
#include "LimitsTest.moc"
