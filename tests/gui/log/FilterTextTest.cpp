// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/EventFilterText.h"
#include "gui/models/EventMatcher.h"
#include "shared/events/AuthEventReader.h"
#include "tests/gui/log/LogEvents.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using gui::FilterTerm;
namespace filtertext = gui::filtertext;

namespace {

// In UTC, so that the test does not depend on the zone it runs in.
const QDateTime kNow = QDateTime::fromString(u"2027-01-15T08:00:00Z"_s, Qt::ISODate);

QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace

class FilterTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void means_data();
    void means();
    void says_data();
    void says();
    void problems_data();
    void problems();
    void termsComeBack_data();
    void termsComeBack();
    void filtersComeBack_data();
    void filtersComeBack();
    void exactValuesMatchOnlyThemselves_data();
    void exactValuesMatchOnlyThemselves();
    void rowsMatchAsEventsDo_data();
    void rowsMatchAsEventsDo();
    void answersFollowReusedTexts();
    void hostileTextIsBounded();
};

void FilterTextTest::means_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *text, const char *json) {
        QTest::newRow(text) << QString::fromUtf8(text)
                            << compact(QJsonDocument::fromJson(json).object());
    };
    row("", "{}");
    row("   ", "{}");
    row("user:alice", R"({"account":"alice"})");
    row("account:alice", R"({"account":"alice"})");
    row("USER:alice", R"({"account":"alice"})");
    row("user:\"\"", R"({"account":""})");
    row("user:\"two words\"", R"({"account":"two words"})");
    row("client:10.0.0.0/8", R"({"client":"10.0.0.0/8"})");
    row("name:/^team b/ user:x", R"({"account":"x","name":"/^team b/"})");
    row("rule:4", R"({"rule":3})");
    row("result:denied", R"({"result":["denied"]})");
    row("result:denied result:error", R"({"result":["denied","error"]})");
    row("result:denied,error", R"({"result":["denied","error"]})");
    row("from:15m", R"({"from":"2027-01-15T07:45:00.000Z"})");
    row("to:2026-01-31T09:08:07.006Z", R"({"to":"2026-01-31T09:08:07.006Z"})");
    row("push", R"({"text":"push"})");
    row("\"two words\"", R"({"text":"two words"})");
    row("repository:alice/app", R"({"name":"alice/app"})");
    row("unknown:alice", R"({"text":"unknown:alice"})");
    row("one two", R"({"text":"one","not":[{"not":[{"text":"two"}]}]})");
    row("-user:ci", R"({"not":[{"account":"ci"}]})");
    row("-push", R"({"not":[{"text":"push"}]})");
    row("user:a user:b", R"({"not":[{"not":[{"account":"a"},{"account":"b"}]}]})");
    row("/x y/", R"({"not":[{"not":[{"account":"/x y/"},{"service":"/x y/"},)"
                 R"({"type":"/x y/"},{"name":"/x y/"}]}]})");
    row("-/x/", R"({"not":[{"account":"/x/"},{"service":"/x/"},{"type":"/x/"},{"name":"/x/"}]})");
    row("/v2", R"({"text":"/v2"})");
    row("-", R"({"text":"-"})");
    row("filter:\"{\\\"rule\\\":0}\"", R"({"rule":0})");
}

void FilterTextTest::means()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, json);
    const auto parsed = filtertext::parse(text, kNow);
    QCOMPARE(parsed.problem, QString());
    QCOMPARE(compact(parsed.filter.toJson()), json);
}

void FilterTextTest::says_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("label");
    QTest::newRow("field") << u"user:alice"_s << u"user: alice"_s;
    QTest::newRow("excluded") << u"-result:denied"_s << u"not result: denied"_s;
    QTest::newRow("anonymous") << u"user:\"\""_s << u"user: (anonymous)"_s;
    QTest::newRow("alias") << u"ip:10.0.0.1"_s << u"client: 10.0.0.1"_s;
    QTest::newRow("hostile") << u"user:\"a\\u001b\u001b[31m\""_s << u"user: au001b\\x1b[31m"_s;
    QTest::newRow("raw") << u"filter:\"{}\""_s << u"other conditions"_s;
}

void FilterTextTest::says()
{
    QFETCH(QString, text);
    QFETCH(QString, label);
    const auto terms = FilterTerm::read(text);
    QCOMPARE(terms.size(), std::size_t{1});
    QCOMPARE(terms.front().label(), label);
}

void FilterTextTest::problems_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("json"); // what could be understood
    QTest::newRow("result") << u"result:maybe user:a"_s << QByteArray(R"({"account":"a"})");
    QTest::newRow("no result") << u"result:"_s << QByteArray("{}");
    QTest::newRow("rule 0") << u"rule:0"_s << QByteArray("{}");
    QTest::newRow("rule word") << u"rule:four"_s << QByteArray("{}");
    QTest::newRow("address") << u"client:10.0.0.0/99 push"_s << QByteArray(R"({"text":"push"})");
    QTest::newRow("expression") << u"name:/(/"_s << QByteArray("{}");
    QTest::newRow("time") << u"from:yesterday"_s << QByteArray("{}");
    QTest::newRow("raw") << u"filter:\"{\\\"result\\\":1}\""_s << QByteArray("{}");
}

void FilterTextTest::problems()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, json);
    const auto parsed = filtertext::parse(text, kNow);
    QVERIFY(!parsed.problem.isEmpty());
    QCOMPARE(compact(parsed.filter.toJson()), json);
}

void FilterTextTest::termsComeBack_data()
{
    QTest::addColumn<int>("field");
    QTest::addColumn<QString>("value");
    using Field = FilterTerm::Field;
    const auto row = [](const char *name, Field field, const QString &value) {
        QTest::newRow(name) << static_cast<int>(field) << value;
    };
    for (const QString &value : {u"plain"_s, u"two words"_s, u"a\"b"_s, u"back\\slash"_s,
                                 u"-minus"_s, u"user:x"_s, u"/x/"_s, u"\""_s, u"\\"_s})
        row(qPrintable(u"text "_s + value), Field::Text, value);
    for (const QString &value : {QString(), u"/a b/"_s, u"\"q\" \\"_s, u"x:y"_s})
        row(qPrintable(u"user "_s + value), Field::User, value);
    row("expression", Field::Regex, u"/a b/"_s);
    row("raw", Field::Raw, u"{\"a\": \"b c\"}"_s);
}

void FilterTextTest::termsComeBack()
{
    QFETCH(int, field);
    QFETCH(QString, value);
    for (const bool exclude : {false, true}) {
        const FilterTerm term{static_cast<FilterTerm::Field>(field), value, exclude};
        const std::vector<FilterTerm> terms{term, {FilterTerm::Field::User, u"next"_s}};
        const auto read = FilterTerm::read(FilterTerm::toText(terms));
        QCOMPARE(read.size(), terms.size());
        QCOMPARE(read.front().value, value);
        QVERIFY(read == terms);
    }
}

void FilterTextTest::filtersComeBack_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text"); // empty: any
    const auto row = [](const char *json, const QString &text = {}) {
        QTest::newRow(json) << QByteArray(json) << text;
    };
    row("{}");
    row(R"({"account":"alice"})", u"user:alice"_s);
    row(R"({"account":"","result":["denied","login-failed"]})",
        u"user:\"\" result:denied result:login-failed"_s);
    row(R"({"client":"10.1.2.3","result":["login-failed"]})");
    row(R"({"rule":6})", u"rule:7"_s);
    row(R"({"from":"2026-01-31T09:08:07.006Z","to":"2026-02-01T00:00:00.000Z"})");
    row(R"({"not":[{"account":"a"},{"name":"b"}]})", u"-user:a -name:b"_s);
    row(R"({"not":[{"not":[{"account":"a"},{"account":"b"}]}]})", u"user:a user:b"_s);
    // What terms cannot say is kept as it is.
    row(R"({"result":[]})");
    row(R"({"not":[{"account":"a","name":"b"}]})");
    row(R"({"account":"a","not":[{"not":[{"account":"a"},{"name":"b"}]}]})");
}

void FilterTextTest::filtersComeBack()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, text);
    const auto filter = events::EventFilter::fromJson(QJsonDocument::fromJson(json).object());
    QVERIFY(filter);
    const QString said = FilterTerm::toText(filtertext::termsOf(*filter));
    if (!text.isEmpty())
        QCOMPARE(said, text);
    const auto parsed = filtertext::parse(said, kNow);
    QCOMPARE(parsed.problem, QString());
    QCOMPARE(compact(parsed.filter.toJson()), compact(filter->toJson()));
}

void FilterTextTest::exactValuesMatchOnlyThemselves_data()
{
    QTest::addColumn<QString>("value");
    for (const QString &value : {u"alice"_s, u"*"_s, u"a?c"_s, u"[x]"_s, u"/x/"_s, u"a\\b"_s,
                                 u"\\*"_s, QString(), u"two words"_s})
        QTest::newRow(qPrintable(u"_"_s + value)) << value;
}

void FilterTextTest::exactValuesMatchOnlyThemselves()
{
    QFETCH(QString, value);
    const FilterTerm term{FilterTerm::Field::User, filtertext::exactly(value)};
    const auto parsed = filtertext::parse(term.toText(), kNow);
    QCOMPARE(parsed.problem, QString());
    events::AuthEvent event = test::denial();
    event.account = value.toStdString();
    QVERIFY(parsed.filter.matches(event));
    event.account += "x";
    QVERIFY(!parsed.filter.matches(event));
}

void FilterTextTest::rowsMatchAsEventsDo_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"",
                             "user:alice",
                             "user:*",
                             "user:\"\"",
                             "name:team/*",
                             "name:team/* rule:2",
                             "type:registry name:catalog",
                             "client:10.0.0.0/8",
                             "result:denied,error",
                             "-result:granted",
                             "pull",
                             "team/app:pull",
                             "error",
                             "DOCKER",
                             "\"said no\"",
                             "caf\xc3\xa9",
                             "tlsv1.3",
                             "from:2027-01-15T08:30:00Z",
                             "to:2027-01-15T08:30:00Z",
                             "user:alice user:bob",
                             "alice pull -name:team/db",
                             "/^team/",
                             "-/^team/ service:other",
                             "0000000000000042",
                             "filter:\"{\\\"result\\\":[]}\""})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void FilterTextTest::rowsMatchAsEventsDo()
{
    QFETCH(QString, text);
    const auto filter = filtertext::parse(text, kNow).filter;
    gui::EventMatcher matcher(filter);
    gui::EventStore store;
    QRandomGenerator random(11);
    int matching = 0;
    constexpr int kEvents = 3600; // an hour, of which times above take a part
    for (int i = 0; i < kEvents; ++i) {
        const events::AuthEvent event = test::randomEvent(random, i);
        const gui::EventRow row = store.pack(event);
        store.append(row);
        const bool expected = filter.matches(store.unpack(row));
        QCOMPARE(matcher.matches(store, row), expected);
        matching += expected ? 1 : 0;
        if (i % 7 == 0)
            store.dropFirst(1); // ids are used again
    }
    // Each filter says something about these events, except for the one that asks for nothing.
    QVERIFY(matching > 0 || text.contains(u"filter:"_s));
}

void FilterTextTest::answersFollowReusedTexts()
{
    gui::EventMatcher matcher(filtertext::parse(u"user:alice"_s, kNow).filter);
    gui::EventStore store;
    for (int i = 0; i < 10; ++i) {
        const bool isAlice = i % 2 == 0;
        const gui::EventRow row = store.pack(test::grantTo(isAlice ? "alice" : "bob"));
        QCOMPARE(matcher.matches(store, row), isAlice);
        store.release(row); // the next one gets the same ids
    }
    QVERIFY(!matcher.matches(store, store.packMark(gui::EventRow::Kind::Gap, 0, "alice")));
}

void FilterTextTest::hostileTextIsBounded()
{
    const auto parsed = filtertext::parse(u"-\"\\ /( "_s.repeated(20'000), kNow);
    QVERIFY(parsed.terms.size() < 100);
    QVERIFY(filtertext::parse(u"user:a "_s.repeated(500), kNow).terms.size() < 100);
    QVERIFY(!filtertext::parse(u"user:"_s + QString(100'000, u'x'), kNow).problem.isEmpty());
}

QTEST_GUILESS_MAIN(FilterTextTest)
#include "FilterTextTest.moc"
