// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/events/AuthEventReader.h"
#include "tests/unit/events/SampleEvent.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace wharfgate;
using namespace wharfgate::events;
using namespace Qt::StringLiterals;

class AuthEventReaderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsWritten();
    void readsEmptyMembersAndHostileText();
    void takesMissingMembersAsEmpty();
    void ignoresUnknownMembers();
    void refuses_data();
    void refuses();
    void refusesOtherTypes_data();
    void refusesOtherTypes();
    void boundsScopesAndActions();
    void boundsTheLine();
    void tellsOtherRecordsApart();
    void readsTimes_data();
    void readsTimes();
    void writesTimes();
};

void AuthEventReaderTest::readsWhatIsWritten()
{
    const AuthEvent event = test::sampleEvent();
    const auto read = readAuthEvent(toJson(event) + '\n');
    QVERIFY(read.has_value());
    QCOMPARE(toJson(*read), toJson(event));
    QVERIFY(read->time == event.time);
    QCOMPARE(read->scopes.size(), std::size_t{2});
    QVERIFY(read->scopes[0].rule == std::optional<std::size_t>(3));
    QVERIFY(!read->scopes[1].rule);
    QVERIFY(read->duration == event.duration);
    QVERIFY(read->tls);
}

void AuthEventReaderTest::readsEmptyMembersAndHostileText()
{
    AuthEvent event;
    event.account = std::string("a\0b\x1b\xff\"\\\n", 8);
    event.clientAddress = "\xE2\x80\xA8\xF0\x9F\x9A\xA2";
    const auto read = readAuthEvent(toJson(event));
    QVERIFY(read.has_value());
    QCOMPARE(toJson(*read), toJson(event));
    QCOMPARE(read->account, std::string("a\0b\x1b\xEF\xBF\xBD\"\\\n", 10));
    QCOMPARE(read->clientAddress, event.clientAddress);
    QVERIFY(read->result == AuthResult::Error);
}

void AuthEventReaderTest::takesMissingMembersAsEmpty()
{
    const auto read =
        readAuthEvent(R"({"time":"2026-01-31T09:08:07Z","result":"busy","scopes":[{}]})");
    QVERIFY(read.has_value());
    QVERIFY(read->result == AuthResult::Busy);
    QCOMPARE(read->status, 0);
    QVERIFY(read->account.empty());
    QCOMPARE(read->scopes.size(), std::size_t{1});
    QVERIFY(!read->scopes[0].rule);
}

void AuthEventReaderTest::ignoresUnknownMembers()
{
    std::string line = toJson(test::sampleEvent());
    line.insert(1, R"("new":{"a":[1,2]},)");
    const auto read = readAuthEvent(line);
    QVERIFY(read.has_value());
    QCOMPARE(toJson(*read), toJson(test::sampleEvent()));
}

void AuthEventReaderTest::refuses_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("2026-01-31 decision: granted");
    QTest::newRow("torn") << QByteArray::fromStdString(toJson(test::sampleEvent())).chopped(1);
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("empty") << QByteArray("{}");
    QTest::newRow("two objects") << QByteArray("{}{}");
    QTest::newRow("no result") << QByteArray(R"({"time":"2026-01-31T09:08:07Z"})");
    QTest::newRow("unknown result")
        << QByteArray(R"({"time":"2026-01-31T09:08:07Z","result":"Granted"})");
    QTest::newRow("no time") << QByteArray(R"({"result":"granted"})");
    QTest::newRow("time is a number") << QByteArray(R"({"time":1769850487,"result":"granted"})");
    QTest::newRow("not UTF-8") << QByteArray(
        "{\"time\":\"2026-01-31T09:08:07Z\",\"result\":\"granted\",\"account\":\"\xff\"}");
    QTest::newRow("deep") << QByteArray(R"({"time":)") + QByteArray(100'000, '[');
}

void AuthEventReaderTest::refuses()
{
    QFETCH(QByteArray, line);
    const auto read = readAuthEvent(line.toStdString());
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().code, ErrorCode::InvalidInput);
    QVERIFY(!read.error().detail.empty());
}

void AuthEventReaderTest::refusesOtherTypes_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    const QJsonObject sample =
        QJsonDocument::fromJson(QByteArray::fromStdString(toJson(test::sampleEvent()))).object();
    for (auto member = sample.begin(); member != sample.end(); ++member) {
        for (const QJsonValue &value :
             {QJsonValue(), QJsonValue(true), QJsonValue(-1), QJsonValue(1.5), QJsonValue(1e300),
              QJsonValue(u"x"_s), QJsonValue(QJsonArray{1}), QJsonValue(QJsonObject{})}) {
            if (value.type() == member.value().type() &&
                (value.isBool() || (value.isString() && member.key() != "time"_L1 &&
                                    member.key() != "event"_L1 && member.key() != "result"_L1)))
                continue;
            QTest::addRow("%s %d %g", qPrintable(member.key()), static_cast<int>(value.type()),
                          value.toDouble())
                << member.key() << value;
        }
    }
}

void AuthEventReaderTest::refusesOtherTypes()
{
    QFETCH(QString, member);
    QFETCH(QJsonValue, value);
    QJsonObject json =
        QJsonDocument::fromJson(QByteArray::fromStdString(toJson(test::sampleEvent()))).object();
    json.insert(member, value);
    QVERIFY(!readAuthEvent(json).has_value());
    json = QJsonObject{{u"time"_s, u"2026-01-31T09:08:07Z"_s}, {u"result"_s, u"granted"_s}};
    QVERIFY(readAuthEvent(json).has_value());
    json.insert(u"scopes"_s, QJsonArray{QJsonObject{{u"rule"_s, u"3"_s}}});
    QVERIFY(!readAuthEvent(json).has_value());
    json.insert(u"scopes"_s, QJsonArray{QJsonObject{{u"requested"_s, QJsonArray{1}}}});
    QVERIFY(!readAuthEvent(json).has_value());
}

void AuthEventReaderTest::boundsScopesAndActions()
{
    AuthEvent event = test::sampleEvent();
    event.scopes.resize(kMaxEventScopes);
    QVERIFY(readAuthEvent(toJson(event)).has_value());
    event.scopes.emplace_back();
    QVERIFY(!readAuthEvent(toJson(event)).has_value());
    event.scopes.resize(1);
    event.scopes[0].requested.assign(kMaxEventActions, "a");
    QVERIFY(readAuthEvent(toJson(event)).has_value());
    event.scopes[0].requested.emplace_back("a");
    QVERIFY(!readAuthEvent(toJson(event)).has_value());
}

void AuthEventReaderTest::boundsTheLine()
{
    AuthEvent event = test::sampleEvent();
    event.account.assign(kMaxEventLine - 2000, 'a');
    QVERIFY(readAuthEvent(toJson(event)).has_value());
    event.account.assign(kMaxEventLine, 'a');
    QVERIFY(!readAuthEvent(toJson(event)).has_value());
}

void AuthEventReaderTest::tellsOtherRecordsApart()
{
    const auto read = readAuthEvent(
        R"({"time":"2026-01-31T09:08:07.006Z","level":"info","category":"service","event":"ready"})");
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().code, ErrorCode::Unsupported);
}

void AuthEventReaderTest::readsTimes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("milliseconds"); // -1: refused
    QTest::newRow("ours") << u"1970-01-01T00:00:01.002Z"_s << qint64{1002};
    QTest::newRow("no fraction") << u"1970-01-01T00:00:01Z"_s << qint64{1000};
    QTest::newRow("one digit") << u"1970-01-01T00:00:01.2Z"_s << qint64{1200};
    QTest::newRow("nanoseconds") << u"1970-01-01T00:00:01.002999999Z"_s << qint64{1002};
    QTest::newRow("east") << u"1970-01-01T01:00:01+01:00"_s << qint64{1000};
    QTest::newRow("west") << u"1969-12-31T18:30:01-05:30"_s << qint64{1000};
    QTest::newRow("small letters") << u"1970-01-01t00:00:01z"_s << qint64{1000};
    QTest::newRow("leap day") << u"2024-02-29T12:34:56.050Z"_s << qint64{1'709'210'096'050};
    QTest::newRow("last year") << u"2261-12-31T23:59:59.999Z"_s << qint64{9'214'646'399'999};
    for (const char *refused : {"",
                                "1970-01-01",
                                "1970-01-01T00:00:01",
                                "1970-01-01 00:00:01Z",
                                "1970-13-01T00:00:01Z",
                                "1970-02-30T00:00:01Z",
                                "1970-00-01T00:00:01Z",
                                "1970-01-01T24:00:01Z",
                                "1970-01-01T00:60:01Z",
                                "1970-01-01T00:00:61Z",
                                "1970-01-01T00:00:01.Z",
                                "1970-01-01T00:00:01+1:00",
                                "1970-01-01T00:00:01+0100",
                                "1970-01-01T00:00:01+24:00",
                                "1970-01-01T00:00:01ZZ",
                                "2262-01-01T00:00:00Z",
                                "1677-01-01T00:00:00Z",
                                "+970-01-01T00:00:01Z",
                                "1970-01-01T00:00:-1Z",
                                "9999-12-31T23:59:59Z",
                                "2261-12-31T23:59:59-00:01",
                                "2261-12-31T23:59:60Z",
                                "1678-01-01T00:00:00+00:01"})
        QTest::addRow("refused: %s", refused) << QString::fromLatin1(refused) << qint64{-1};
}

void AuthEventReaderTest::readsTimes()
{
    QFETCH(QString, text);
    QFETCH(qint64, milliseconds);
    const auto time = timeFromString(text);
    QCOMPARE(time.has_value(), milliseconds >= 0);
    if (time)
        QVERIFY(time->time_since_epoch() == std::chrono::milliseconds(milliseconds));
}

void AuthEventReaderTest::writesTimes()
{
    const AuthEvent event = test::sampleEvent();
    QCOMPARE(timeToString(event.time), u"2026-01-31T09:08:07.006Z"_s);
    QCOMPARE(timeToString(event.time - std::chrono::hours(24 * 365 * 60)),
             u"1966-02-15T09:08:07.006Z"_s);
    QVERIFY(timeFromString(timeToString(event.time)) == std::optional(event.time));
}

QTEST_GUILESS_MAIN(AuthEventReaderTest)
#include "AuthEventReaderTest.moc"
