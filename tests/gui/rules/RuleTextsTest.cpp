// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/RuleCounters.h"
#include "gui/models/RulePlacement.h"
#include "gui/models/RuleQuery.h"
#include "gui/models/RuleSentence.h"
#include "gui/models/RuleWarnings.h"
#include "tests/gui/rules/RuleFixture.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using namespace wharfgate::gui;
using test::configurationWith;

namespace {

config::RuleEntry entryOf(const std::string &yaml)
{
    const auto entries = config::rulesFromYaml(yaml);
    return entries && entries->size() == 1 ? entries->front() : config::RuleEntry{};
}

config::ConfigurationText read(const std::string &rules, const std::string &more = {})
{
    return config::ConfigurationText::read(configurationWith(rules, more), "w.yml");
}

} // namespace

class RuleTextsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sentences_data();
    void sentences();
    void cells();
    void fieldsKeepTheEmptyPattern();
    void queries_data();
    void queries();
    void warningsNameTheirCause();
    void warningsOnUnknownUsers();
    void placesNewRulesWhereTheyTakeEffect_data();
    void placesNewRulesWhereTheyTakeEffect();
    void hitsFollowMovedRules();
    void countersOfAnyShape();
};

void RuleTextsTest::sentences_data()
{
    QTest::addColumn<QString>("yaml");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("exact")
        << u"- match: {account: alice, type: repository, name: alice/*}\n  actions: [pull, push]"_s
        << u"Anyone whose account is exactly “alice” may pull and push repositories whose name "
           "matches “alice/*”."_s;
    QTest::newRow("everything") << u"- match: {}\n  actions: ['*']"_s
                                << u"Anyone may do everything with anything."_s;
    QTest::newRow("denied") << u"- match: {account: mallory}\n  actions: []"_s
                            << u"Anyone whose account is exactly “mallory” may do nothing with "
                               "anything."_s;
    QTest::newRow("anonymous") << u"- match: {account: '', type: repository}\n  actions: [pull]"_s
                               << u"Anyone without an account may pull all repositories."_s;
    QTest::newRow("catalog")
        << u"- match: {account: '/.+/', type: registry, name: catalog}\n  actions: ['*']"_s
        << u"Anyone with an account may do everything with the catalog, the list of all "
           "repositories."_s;
    QTest::newRow("labels and address")
        << u"- match: {labels: {group: ops}, ip: 10.0.0.0/8, type: repository, name: a}\n"
           "  actions: [pull, push, delete]"_s
        << u"Anyone whose label “group” is exactly “ops” from “10.0.0.0/8” may pull, push and "
           "delete the repository “a”."_s;
    QTest::newRow("variable")
        << u"- match: {name: '${account}/*'}\n  actions: [pull]"_s
        << u"Anyone may pull anything whose name matches “${account}/*”. ${account} stands for "
           "the account that asks."_s;
    QTest::newRow("control characters are shown")
        << u"- match: {account: \"a\\u202eb\\n\"}\n  actions: []"_s << QString();
}

void RuleTextsTest::sentences()
{
    QFETCH(QString, yaml);
    QFETCH(QString, sentence);
    const QString text = rules::sentenceOf(entryOf(yaml.toStdString()).rule);
    if (!sentence.isEmpty())
        QCOMPARE(text, sentence);
    QVERIFY(!text.contains(u'\n'));
    QVERIFY(!text.contains(QChar(0x202e)));
}

void RuleTextsTest::cells()
{
    acl::MatchConditions match;
    QCOMPARE(rules::subjectOf(match), u"anyone"_s);
    QCOMPARE(rules::resourceOf(match), u"anything"_s);
    match.account = "alice";
    match.ip = "10.0.0.0/8";
    match.labels = {{"group", "dev"}};
    match.type = "repository";
    match.name = "a/*";
    QCOMPARE(rules::subjectOf(match), u"alice · group=dev · from 10.0.0.0/8"_s);
    QCOMPARE(rules::resourceOf(match), u"repository:a/*"_s);
    QVERIFY(rules::explanationOf("/a(/").contains(u"not valid"));
    QVERIFY(rules::explanationOf("/^a$/").contains(u"whole"));
    QVERIFY(rules::explanationOf("a*").contains(u"slash"));
    QVERIFY(rules::explanationOf("[a").contains(u"malformed"));
}

void RuleTextsTest::fieldsKeepTheEmptyPattern()
{
    QCOMPARE(rules::fieldText(std::nullopt), QString());
    QCOMPARE(rules::fieldText(std::string()), u"\"\""_s);
    QVERIFY(!rules::patternOfField(u"  "_s));
    QVERIFY(rules::patternOfField(u"\"\""_s) == std::string());
    QVERIFY(rules::patternOfField(u" a "_s) == std::string("a"));
}

void RuleTextsTest::queries_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("terms");
    QTest::addColumn<int>("unknown");
    QTest::newRow("empty") << u"  "_s << 0 << 0;
    QTest::newRow("words") << u"alice team"_s << 2 << 0;
    QTest::newRow("quoted") << u"comment:\"two words\""_s << 1 << 0;
    QTest::newRow("being typed") << u"account:"_s << 0 << 0;
    QTest::newRow("property") << u"is:DISABLED -is:deny"_s << 2 << 0;
    QTest::newRow("unknown property") << u"is:nice"_s << 0 << 1;
    QTest::newRow("unknown field is text") << u"repository:a"_s << 1 << 0;
    QTest::newRow("a lone minus") << u"-"_s << 1 << 0;
    QTest::newRow("open quote") << u"\"a b"_s << 1 << 0;
}

void RuleTextsTest::queries()
{
    QFETCH(QString, text);
    const RuleQuery query = RuleQuery::parse(text);
    QTEST(static_cast<int>(query.terms.size()), "terms");
    QTEST(static_cast<int>(query.unknown.size()), "unknown");
}

void RuleTextsTest::warningsNameTheirCause()
{
    const auto content = read("  - match: {account: \"alice\"}\n    actions: [\"pull\"]\n"
                              "  - match: {account: \"alice\", name: \"a\"}\n    actions: [\"*\"]\n"
                              "  - match: {account: \"alice\"}\n    actions: [\"pull\"]\n"
                              "  - match: {account: \"/bob/\"}\n    actions: [\"pull\"]\n");
    QVERIFY(content.configuration() != nullptr);
    const RuleWarnings warnings = warningsOf(content);
    QVERIFY(!warnings.contains(0));
    QCOMPARE(warnings.at(1).front().text, u"Never reached: rule 1 matches first."_s);
    QVERIFY(warnings.at(1).front().causeRow == std::size_t(0));
    QCOMPARE(warnings.at(2).front().text, u"Duplicate of rule 1."_s);
    QCOMPARE(warnings.at(3).front().field, u"match.account"_s);
    QVERIFY(warnings.at(4).front().text.contains(u"catalog")); // the implicit row
}

void RuleTextsTest::warningsOnUnknownUsers()
{
    const std::string rules = "  - match: {account: \"allice\"}\n    actions: [\"pull\"]\n"
                              "  - match: {account: \"al*\"}\n    actions: [\"pull\"]\n";
    const RuleWarnings warnings = warningsOf(read(rules));
    QCOMPARE(warnings.at(0).front().text, u"No user is called allice."_s);
    QCOMPARE(warnings.at(0).front().remedy, u"Did you mean alice?"_s);
    QVERIFY(!warnings.contains(1));
    const auto external = read(rules, "ext_auth: {command: \"/bin/true\"}\n");
    QVERIFY(external.configuration() != nullptr);
    QVERIFY(!warningsOf(external).contains(0));
}

void RuleTextsTest::placesNewRulesWhereTheyTakeEffect_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<int>("row");
    QTest::newRow("above the deciding rule")
        << u"- match: {account: alice, name: library/nginx}\n  actions: [push]"_s << 1;
    QTest::newRow("above the covering rule")
        << u"- match: {type: repository, name: library/*}\n  actions: [push]"_s << 1;
    QTest::newRow("nobody decides: the end")
        << u"- match: {account: bob, name: other}\n  actions: [pull]"_s << 3;
    QTest::newRow("broader than all: the end")
        << u"- match: {account: '/./'}\n  actions: [pull]"_s << 3;
}

void RuleTextsTest::placesNewRulesWhereTheyTakeEffect()
{
    QFETCH(QString, rule);
    const auto content = read("  - match: {account: \"admin\"}\n    actions: [\"*\"]\n"
                              "  - match: {name: \"library/*\"}\n    actions: [\"pull\"]\n"
                              "  - match: {account: \"/^x/\"}\n    actions: [\"pull\"]\n");
    RulePlacement placement;
    const RulePlace place = placement.placeFor(content, entryOf(rule.toStdString()));
    QTEST(static_cast<int>(place.row), "row");
    QVERIFY(!place.reason.isEmpty());
}

void RuleTextsTest::hitsFollowMovedRules()
{
    const auto before = read(test::numberedRules(3)).rules();
    auto after = before;
    std::swap(after[0], after[2]);
    after[1].rule.comment = "other words";
    after.push_back(before[1]); // a second one like it is not in force
    RuleCounters counters;
    counters.byIndex[0] = {7, {}};
    counters.byIndex[1] = {8, {}};
    const auto hits = hitsOfRows(after, before, counters);
    QCOMPARE(hits.size(), std::size_t(4));
    QCOMPARE(hits[0]->hits, 0);
    QCOMPARE(hits[1]->hits, 8);
    QCOMPARE(hits[2]->hits, 7);
    QVERIFY(!hits[3]);
}

void RuleTextsTest::countersOfAnyShape()
{
    const QJsonObject odd{{u"rules"_s, QJsonArray{1, QJsonObject{{u"rule"_s, -4}},
                                                  QJsonObject{{u"rule"_s, 2}, {u"hits"_s, 5}}}},
                          {u"now"_s, 17}};
    const RuleCounters counters = RuleCounters::fromJson(odd);
    QCOMPARE(counters.byIndex.size(), std::size_t(1));
    QCOMPARE(counters.byIndex.at(2).hits, 5);
    QVERIFY(!counters.now.isValid());
}

QTEST_MAIN(RuleTextsTest)
#include "RuleTextsTest.moc"
