// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/events/EventFilter.h"

#include "shared/events/AuthEventReader.h"
#include "tests/unit/events/SampleEvent.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <thread>

using namespace wharfgate;
using namespace wharfgate::events;
using namespace Qt::StringLiterals;

namespace {

QJsonObject objectOf(const QByteArray &json)
{
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        qFatal("not an object: %s", json.constData());
    return document.object();
}

EventFilter filterOf(const QByteArray &json)
{
    const auto filter = EventFilter::fromJson(objectOf(json));
    if (!filter)
        qFatal("%s: %s", json.constData(), filter.error().detail.c_str());
    return *filter;
}

} // namespace

class EventFilterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void keepsWhatItWasMadeOf();
    void tellsItsBeginning();
    void refuses_data();
    void refuses();
    void boundsExclusions();
    void findsTextBeyondAscii();
    void servesManyThreads();
    void isFast_data();
    void isFast();
};

void EventFilterTest::matches_data()
{
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *filter, bool expected) {
        QTest::addRow("%s", filter) << QByteArray(filter) << expected;
    };
    row("{}", true);
    row(R"({"unknown":1})", true);
    row(R"({"account":"alice"})", true);
    row(R"({"account":"al*"})", true);
    row(R"({"account":"bob"})", false);
    row(R"({"account":""})", false);
    row(R"({"account":"/^a.*e$/"})", true);
    row(R"({"client":"10.1.2.3"})", true);
    row(R"({"client":"10.0.0.0/8"})", true);
    row(R"({"client":"10.1.2.4"})", false);
    row(R"({"client":"127.0.0.1"})", false); // the peer is not the client
    row(R"({"client":"::/0"})", false);
    row(R"({"client":"::ffff:10.1.2.3"})", true);
    row(R"({"service":"Docker*"})", true);
    row(R"({"service":"docker*"})", false);
    row(R"({"type":"registry"})", true);
    row(R"({"type":"plugin"})", false);
    row(R"({"name":"alice*"})", true);
    row(R"({"type":"repository","name":"alice/*"})", true);
    row(R"({"type":"registry","name":"alice/*"})", false); // no one scope is both
    row(R"({"rule":3})", true);
    row(R"({"rule":0})", false);
    row(R"({"rule":3,"name":"catalog"})", false);
    row(R"({"result":["granted","partly-granted"]})", true);
    row(R"({"result":["denied"]})", false);
    row(R"({"result":[]})", false);
    row(R"({"from":"2026-01-31T09:08:07.006Z"})", true);
    row(R"({"from":"2026-01-31T09:08:07.007Z"})", false);
    row(R"({"to":"2026-01-31T09:08:07.006Z"})", false);
    row(R"({"to":"2026-01-31T10:08:07.007+01:00"})", true);
    row(R"({"text":"ALICE/"})", true);
    row(R"({"text":""})", true);
    row(R"({"text":"repository:alice/app:pull,PUSH"})", true);
    row(R"({"text":"app:push"})", false);
    row(R"({"text":"docker/24"})", true);
    row(R"({"text":"partly"})", true);
    row(R"({"text":"C0FFEE"})", true);
    row(R"({"text":"tlsv1.3"})", true);
    row(R"({"text":"127.0.0.1"})", true);
    row(R"({"text":"nowhere"})", false);
    row(R"({"text":"alicf"})", false);
    row(R"({"not":[]})", true);
    row(R"({"not":[{"account":"alice"}]})", false);
    row(R"({"not":[{"account":"bob"},{"client":"10.1.2.4"}]})", true);
    row(R"({"not":[{"account":"bob"},{"client":"10.1.2.3"}]})", false);
    row(R"({"not":[{"account":"alice","client":"10.9.9.9"}]})", true);
    row(R"({"not":[{}]})", false);
    row(R"({"not":[{"not":[{"account":"alice"}]}]})", true);
    row(R"({"account":"alice","result":["partly-granted"],"name":"*app","text":"own"})", true);
    row(R"({"account":"alice","result":["denied"],"name":"*app","text":"own"})", false);
}

void EventFilterTest::matches()
{
    QFETCH(QByteArray, filter);
    QFETCH(bool, expected);
    QCOMPARE(filterOf(filter).matches(test::sampleEvent()), expected);
    // An event without anything has nothing to fail on.
    filterOf(filter).matches(AuthEvent());
    // What came through JSON is filtered alike.
    QCOMPARE(filterOf(filter).matches(*readAuthEvent(toJson(test::sampleEvent()))), expected);
}

void EventFilterTest::keepsWhatItWasMadeOf()
{
    const QByteArray json =
        R"({"account":"a*","not":[{"client":"10.0.0.0/8","x":1}],"result":["denied"],"y":2})";
    const EventFilter filter = filterOf(json);
    QCOMPARE(filter.toJson(),
             objectOf(R"({"account":"a*","not":[{"client":"10.0.0.0/8"}],"result":["denied"]})"));
    const auto again = EventFilter::fromJson(filter.toJson());
    QVERIFY(again.has_value() && *again == filter);
    QVERIFY(!(EventFilter() == filter));
    QVERIFY(EventFilter().isEmpty() && filterOf(R"({"y":2})").isEmpty() && !filter.isEmpty());
    QVERIFY(filterOf(R"({"y":2})") == EventFilter());
}

void EventFilterTest::tellsItsBeginning()
{
    QVERIFY(!EventFilter().from());
    QVERIFY(!filterOf(R"({"to":"2026-01-31T09:08:07.006Z"})").from());
    QVERIFY(filterOf(R"({"from":"2026-01-31T09:08:07.006Z"})").from() ==
            std::optional(test::sampleEvent().time));
}

void EventFilterTest::refuses_data()
{
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<QByteArray>("member");
    const auto row = [](const char *member, const char *value) {
        QTest::addRow("%s %s", member, value)
            << QByteArray("{\"") + member + "\":" + value + '}' << QByteArray(member);
    };
    for (const char *member : {"account", "service", "type", "name", "text", "client", "from", "to",
                               "rule", "result", "not"}) {
        for (const char *value : {"null", "true", "-1", "{}", "[1]", "[[]]"})
            row(member, value);
    }
    row("account", "\"[\"");
    row("name", "\"/(/\"");
    row("client", "\"10.0.0.0/33\"");
    row("client", "\"localhost\"");
    row("client", "\"\"");
    row("from", "\"yesterday\"");
    row("to", "\"\"");
    row("rule", "1.5");
    row("rule", "\"3\"");
    row("result", "\"granted\"");
    row("result", "[\"GRANTED\"]");
    row("not", "[{\"client\":\"x\"}]");
}

void EventFilterTest::refuses()
{
    QFETCH(QByteArray, filter);
    QFETCH(QByteArray, member);
    const auto read = EventFilter::fromJson(objectOf(filter));
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().code, ErrorCode::InvalidInput);
    if (!filter.startsWith("{\"not\":[{"))
        QVERIFY2(read.error().detail.find('"' + member.toStdString() + '"') != std::string::npos,
                 read.error().detail.c_str());
}

void EventFilterTest::boundsExclusions()
{
    QJsonObject deep{{u"account"_s, u"a"_s}};
    for (int i = 0; i < EventFilter::kMaxDepth; ++i)
        deep = QJsonObject{{u"not"_s, QJsonArray{deep}}};
    QVERIFY(EventFilter::fromJson(deep).has_value());
    QVERIFY(!EventFilter::fromJson(QJsonObject{{u"not"_s, QJsonArray{deep}}}).has_value());

    QJsonArray many;
    for (int i = 0; i < EventFilter::kMaxFilters; ++i)
        many.append(QJsonObject{{u"account"_s, QString::number(i)}});
    QVERIFY(EventFilter::fromJson(QJsonObject{{u"not"_s, many}}).has_value());
    many.append(QJsonObject());
    QVERIFY(!EventFilter::fromJson(QJsonObject{{u"not"_s, many}}).has_value());
    const QString longText(1025, u'a');
    QVERIFY(!EventFilter::fromJson({{u"text"_s, longText}}).has_value());
}

void EventFilterTest::findsTextBeyondAscii()
{
    AuthEvent event = test::sampleEvent();
    event.account = "J\xC3\x84GER"; // with a capital a umlaut
    QVERIFY(filterOf("{\"text\":\"j\xC3\xA4ger\"}").matches(event));
    QVERIFY(filterOf("{\"text\":\"\xC3\x84g\"}").matches(event));
    QVERIFY(!filterOf("{\"text\":\"j\xC3\xB6ger\"}").matches(event));
    event.account = "bad\xff\xC3"; // hostile bytes are no obstacle
    QVERIFY(filterOf(R"({"text":"BAD"})").matches(event));
    QVERIFY(!filterOf("{\"text\":\"\xC3\xA4\"}").matches(event));
}

void EventFilterTest::servesManyThreads()
{
    const EventFilter filter =
        filterOf(R"({"account":"/^a/","name":"a*e/*","client":"10.0.0.0/8","text":"docker"})");
    std::array<int, 4> hits{};
    std::vector<std::thread> threads;
    for (int &hit : hits)
        threads.emplace_back([&hit, filter] {
            const AuthEvent event = test::sampleEvent();
            for (int i = 0; i < 2000; ++i)
                hit += filter.matches(event) ? 1 : 0;
        });
    for (std::thread &thread : threads)
        thread.join();
    for (const int hit : hits)
        QCOMPARE(hit, 2000);
}

void EventFilterTest::isFast_data()
{
    QTest::addColumn<QByteArray>("filter");
    QTest::newRow("account") << QByteArray(R"({"account":"bob"})");
    QTest::newRow("result") << QByteArray(R"({"result":["denied"]})");
    QTest::newRow("network") << QByteArray(R"({"client":"192.168.0.0/16"})");
    QTest::newRow("name") << QByteArray(R"({"name":"team/*"})");
    QTest::newRow("text") << QByteArray(R"({"text":"nowhere"})");
    QTest::newRow("expression") << QByteArray(R"({"name":"/^team[0-9]+$/"})");
}

void EventFilterTest::isFast()
{
    QFETCH(QByteArray, filter);
    const EventFilter compiled = filterOf(filter);
    const AuthEvent event = test::sampleEvent();
    QElapsedTimer timer;
    timer.start();
    int hits = 0;
    for (int i = 0; i < 100'000; ++i)
        hits += compiled.matches(event) ? 1 : 0;
    qInfo("%lld us for 100,000 events", static_cast<long long>(timer.nsecsElapsed() / 1000));
    QCOMPARE(hits, 0);
    QVERIFY(timer.elapsed() < 5000); // sanitizers and busy machines included
}

QTEST_GUILESS_MAIN(EventFilterTest)
#include "EventFilterTest.moc"
