// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/RuleIndex.h"
#include "AclTestSupport.h"
#include "shared/acl/NecessaryText.h"

#include <QTest>

#include <random>

using namespace wharfgate;
using acl::NecessaryText;
using acl::Pattern;
using acl::Subject;
using Place = NecessaryText::Place;

namespace {

/// "=whole", "^beginning" or "part" for each, with blanks between.
QByteArray shown(const std::vector<NecessaryText> &texts)
{
    QByteArrayList list;
    for (const NecessaryText &text : texts) {
        const char *mark = text.place == Place::Whole ? "=" : "^";
        list.append((text.place == Place::Part ? "" : mark) + QByteArray::fromStdString(text.text));
    }
    return list.join(' ');
}

bool holds(const NecessaryText &necessary, std::string_view text)
{
    switch (necessary.place) {
    case Place::Whole:
        return text == necessary.text;
    case Place::Beginning:
        return text.starts_with(necessary.text);
    case Place::Part:
        break;
    }
    return text.find(necessary.text) != std::string_view::npos;
}

/// Patterns and texts over a few characters, so that they often match.
class Random
{
public:
    explicit Random(std::uint32_t seed)
        : m_engine(seed)
    {}

    std::size_t below(std::size_t count)
    {
        return std::uniform_int_distribution<std::size_t>(0, count - 1)(m_engine);
    }
    bool oneIn(std::size_t count) { return below(count) == 0; }

    std::string pick(const std::vector<std::string> &choices)
    {
        return choices[below(choices.size())];
    }
    std::string joined(const std::vector<std::string> &choices, std::size_t most)
    {
        std::string out;
        for (std::size_t i = below(most + 1); i > 0; --i)
            out += pick(choices);
        return out;
    }

    std::string text() { return joined({"a", "b", "ab", "-", "/", "1", "é", "\xff", "{", "A"}, 6); }
    std::string glob()
    {
        return joined({"a", "b", "ab", "-", "/", "1", "é", "*", "**", "?", "\\a", "\\*", "[ab]",
                       "[^a]", "[a-b]", "[", "]", "{"},
                      5);
    }
    std::string regex()
    {
        static const std::vector<std::string> kPieces = {
            "a",    "b",    "ab",   "-",    "\\/",  "1",     "é",    "^",        "$",    "*",
            "+",    "?",    "+?",   "*?",   "{2}",  "{0,1}", "{1,}", "{",        "}",    ".",
            "[ab]", "[^a]", "\\d",  "\\w",  "\\b",  "\\.",   "(",    ")",        "(a)",  "(ab)?",
            "(?:a", "|",    "(?i)", "(?m)", "(?s)", "\\Qa*", "\\E",  "(?P<n>a)", "\\x61"};
        return "/" + std::string(oneIn(2) ? "^" : "") + joined(kPieces, 6) + (oneIn(2) ? "$" : "") +
               "/";
    }
    std::string pattern()
    {
        static const std::vector<std::string> kVariables = {
            "${account}",  "${name}",      "${type}",  "${labels:g}",
            "${labels:h}", "${account:1}", "${name:1}"};
        std::string out = oneIn(2) ? glob() : regex();
        if (oneIn(4))
            out.insert(out.starts_with('/') && out.size() > 1 ? 1 + below(out.size() - 1)
                                                              : below(out.size() + 1),
                       pick(kVariables));
        return out;
    }

    acl::Rule rule()
    {
        acl::Rule out;
        out.actions = {"*"};
        const auto condition = [&]() -> std::optional<std::string> {
            if (oneIn(2))
                return std::nullopt;
            return pattern();
        };
        out.match.account = condition();
        out.match.name = condition();
        if (oneIn(4))
            out.match.type = condition();
        if (oneIn(4))
            out.match.service = condition();
        if (oneIn(6))
            out.match.ip = pick({"10.0.0.0/8", "10.1.2.3", "192.168.0.0/16"});
        if (oneIn(3))
            out.match.labels["g"] = pattern();
        if (oneIn(6))
            out.match.labels[pick({"h", ""})] = pattern();
        return out;
    }

    acl::Request request()
    {
        acl::Request out;
        out.account = text();
        out.type = text();
        out.name = text();
        out.service = text();
        if (!oneIn(4))
            out.ip = acl::IpAddress::parse(pick({"10.1.2.3", "192.168.7.1", "::1"}));
        for (const char *label : {"g", "h", ""}) {
            if (!oneIn(2))
                continue;
            auto &values = out.labels[label];
            for (std::size_t i = below(3); i > 0; --i)
                values.push_back(oneIn(2) ? text() : glob());
        }
        out.actions = {"pull"};
        return out;
    }

private:
    std::mt19937 m_engine;
};

/// Rules of a random kind that compile.
acl::AccessList randomList(Random &random, std::size_t size)
{
    std::vector<acl::Rule> rules;
    while (rules.size() < size) {
        acl::Rule rule = random.rule();
        if (acl::AccessList::compile({rule}).list)
            rules.push_back(std::move(rule));
    }
    return acl::test::compiled(std::move(rules));
}

} // namespace

/// The rule index: a decision with it is the decision without it.
class RuleIndexTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatIsNecessary_data();
    void findsWhatIsNecessary();
    void whatIsNecessaryHoldsForEveryMatch();
    void decidesAsThePlainWalk();
    void findsFirstOfManyRules();
    void looksAtFewRules();
    void findsRulesByTextOfAnyLength();
    void findsRulesByRepairedText();
};

void RuleIndexTest::findsWhatIsNecessary_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *pattern, const char *expected) {
        QTest::newRow(pattern) << QByteArray(pattern) << QByteArray(expected);
    };
    row("", "=");
    row("team/app", "=team/app");
    row("team\\*", "=team*");
    row("team-*/app-?x", "^team- /app- x");
    row("*", "");
    row("a[bc]d", "^a"); // a class may hold anything
    row("[", "");        // matches nothing
    row("team-${account}/x", "^team-");
    row("te[a]m${account}", "^te");
    row("team\\${account}", "^team"); // it escapes the value's first character
    row("${account}/x", "");

    row("/^team\\/app$/", "=team/app");
    row("/^team/", "^team");
    row("/team$/", "team");
    row("/^team-\\d+\\/x/", "^team- /x");
    row("/^tea?m/", "^te m");
    row("/^team*x/", "^tea x");
    row("/^team+x/", "^team x");
    row("/^te{2,3}m/", "^t m");
    row("/^te{2,3/", ""); // no repetition, but who knows
    row("/^caf\303\251?s/", "^caf s");
    row("/^a(b|c)d/", "^a d");
    row("/^(ab)?d/", "d");
    row("/^a|b$/", "");
    row("/^$/", "");
    row("/^a$b/", "^a b");
    row("/a^b/", "a b");
    row("/^*ab/", "");
    row("/(?i)^team/", "");
    row("/^te(?i)am/", "");
    row("/^te(?:x)am/", "^te am");
    row("/^te(?P<n>x)am/", "^te am");
    row("/^te\\x61m/", "");
    row("/^te\\pLm/", "");
    row("/^te\\Qa\\Em/", "");
    row("/^te[(]am/", "^te am");
    row("/^te\\bam/", "^te am");
    row("/^team-${account}$/", "");
}

void RuleIndexTest::findsWhatIsNecessary()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, expected);
    QCOMPARE(shown(acl::necessaryTexts(Pattern(pattern.toStdString()))), expected);
}

void RuleIndexTest::whatIsNecessaryHoldsForEveryMatch()
{
    Random random(1);
    int matches = 0;
    for (int i = 0; i < 200'000; ++i) {
        const Pattern pattern(random.oneIn(3) ? random.glob() : random.regex());
        const std::string text = random.text();
        const Subject subject(text);
        if (!pattern.matchesAsWritten(subject))
            continue;
        ++matches;
        for (const NecessaryText &necessary : acl::necessaryTexts(pattern)) {
            const bool isThere =
                holds(necessary, pattern.isRegex() ? subject.forRegex() : subject.bytes());
            QVERIFY2(isThere,
                     qPrintable(QString::fromStdString(pattern.text() + " matches " + text)));
        }
    }
    QVERIFY(matches > 10'000);
}

void RuleIndexTest::decidesAsThePlainWalk()
{
    int matched = 0;
    for (std::uint32_t seed = 0; seed < 400; ++seed) {
        Random random(seed);
        const acl::AccessList list = randomList(random, 1 + random.below(40));
        for (int i = 0; i < 100; ++i) {
            const acl::Request request = random.request();
            const acl::Decision walked = list.decide(request, acl::Trace::On);
            const acl::Decision found = list.decide(request);
            matched += found.rule.has_value();
            QVERIFY2(found.rule == walked.rule, qPrintable(QString::number(seed)));
            QVERIFY(found.actions == walked.actions);
            QCOMPARE(found.labelLimitExceeded, walked.labelLimitExceeded);
        }
    }
    QVERIFY(matched > 4'000);
}

void RuleIndexTest::findsFirstOfManyRules()
{
    std::vector<acl::Rule> rules;
    for (int i = 0; i < 1000; ++i) {
        const QByteArray n = QByteArray::number(i / 2); // each twice
        rules.push_back(acl::test::rule({"account=user-" + n, "name=project-" + n + "/*"}));
        rules.push_back(acl::test::rule({"name=/^team-" + n + "\\/.*$/"}));
        rules.push_back(acl::test::rule({"labels.g=group-" + n, "name=${labels:g}/*"}));
    }
    const acl::AccessList list = acl::test::compiled(std::move(rules));
    acl::Request request = acl::test::request();
    request.account = "user-300";
    request.name = "project-300/app";
    QCOMPARE(list.decide(request).rule, std::optional<std::size_t>(3 * 600));
    request.name = "team-77/app";
    QCOMPARE(list.decide(request).rule, std::optional<std::size_t>(3 * 154 + 1));
    request.name = "group-5/app";
    QVERIFY(!list.decide(request).rule);
    request.labels["g"] = {"other", "group-5"};
    QCOMPARE(list.decide(request).rule, std::optional<std::size_t>(3 * 10 + 2));
}

void RuleIndexTest::looksAtFewRules()
{
    std::vector<std::vector<acl::RuleKey>> keys;
    for (int i = 0; i < 1000; ++i) {
        const NecessaryText common{Place::Whole, "ci"};
        const NecessaryText own{Place::Beginning, "project-" + std::to_string(i) + '/'};
        keys.push_back(
            {{acl::Field::Account, std::nullopt, common}, {acl::Field::Name, std::nullopt, own}});
    }
    keys.push_back({}); // a rule for everyone
    const acl::RuleIndex index(keys);
    acl::Request request = acl::test::request();
    request.account = "ci";
    request.name = "project-123/app";
    auto candidates = index.candidates(acl::DecisionContext(request));
    QCOMPARE(candidates.next(), std::optional<std::uint32_t>(123));
    QCOMPARE(candidates.next(), std::optional<std::uint32_t>(1000));
    QVERIFY(!candidates.next());
}

void RuleIndexTest::findsRulesByTextOfAnyLength()
{
    for (const int length : {1, 23, 24, 25, 127, 128, 129, 1000}) {
        const QByteArray text(length, 'x');
        const acl::AccessList list = acl::test::compiled(
            {acl::test::rule({"name=" + text + "*"}), acl::test::rule({"name=*" + text + "y"}),
             acl::test::rule({"name=/^z" + text + "/"}), acl::test::rule({"account=" + text})});
        acl::Request request = acl::test::request();
        request.name = text.toStdString() + "z";
        QCOMPARE(list.decide(request).rule, std::optional<std::size_t>(0));
        request.name = "z" + text.toStdString() + "y";
        QCOMPARE(list.decide(request).rule, std::optional<std::size_t>(1));
        request.name = "z" + text.toStdString();
        QCOMPARE(list.decide(request).rule, std::optional<std::size_t>(2));
        request.name.pop_back();
        QVERIFY(!list.decide(request).rule);
        request.account = text.toStdString();
        QCOMPARE(list.decide(request).rule, std::optional<std::size_t>(3));
    }
}

void RuleIndexTest::findsRulesByRepairedText()
{
    const acl::AccessList list =
        acl::test::compiled({acl::test::rule({"name=/^a\357\277\275b$/"}), // U+FFFD
                             acl::test::rule({"name=a\xff*"})});
    acl::Request request = acl::test::request();
    request.name = "a\xff"
                   "b";
    QCOMPARE(list.decide(request).rule, std::optional<std::size_t>(0));
    request.name = "a\xff"
                   "c";
    QCOMPARE(list.decide(request).rule, std::optional<std::size_t>(1));
}

QTEST_GUILESS_MAIN(RuleIndexTest)
#include "RuleIndexTest.moc"
