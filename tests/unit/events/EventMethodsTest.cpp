// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/EventMethods.h"
#include "daemon/journal/JournalFile.h"
#include "shared/events/AuthEventReader.h"
#include "tests/unit/events/FakeControl.h"
#include "tests/unit/events/SampleEvent.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace wharfgate;
using namespace wharfgate::control;
using namespace wharfgate::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kInvalidParams = static_cast<int>(control::ErrorCode::InvalidParams);

events::AuthEvent eventOf(const QString &account)
{
    events::AuthEvent event = sampleEvent();
    event.account = account.toStdString();
    return event;
}

QStringList accountsOf(const QJsonArray &items)
{
    QStringList out;
    for (const QJsonValue &item : items)
        out.append(item["event"_L1]["account"_L1].toString());
    return out;
}

QList<qint64> sequencesOf(const QJsonArray &items)
{
    QList<qint64> out;
    for (const QJsonValue &item : items)
        out.append(item["sequence"_L1].toInteger(-1));
    return out;
}

} // namespace

class EventMethodsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void namesItsMethods();
    void refuses_data();
    void refuses();
    void subscribesNobodyByMistake();

    void sendsWhatComesAfterwards();
    void sendsTheFormOfTheJournal();
    void filtersForTheClient();
    void gathersWhatComesTogether();
    void resumes_data();
    void resumes();
    void keepsThePlaceOfASlowClient();
    void tellsWhatASlowClientLost();
    void boundsANotification();
    void replacesASubscription();
    void forgetsWhoHasLeft();
    void servesManyClientsAlike();

    void pagesThroughTheRing();
    void filtersThePast();
    void boundsTheBytesOfAPage();
    void refusesCursorsOfAnotherStart();
    void pagesThroughTheFiles();
    void refusesFilesIfThereAreNone();
    void reportsFilesThatCannotBeRead();
    void boundsPagesUnderWay();

private:
    void add(const QStringList &accounts)
    {
        std::vector<journal::EventRing::Event> events;
        for (const QString &account : accounts)
            events.push_back(std::make_shared<const events::AuthEvent>(eventOf(account)));
        m_ring->append(events);
    }
    QJsonObject subscribe(const QJsonObject &params = {}, std::uint64_t connection = 1)
    {
        return resultOf(call(*m_methods, u"events.subscribe"_s, params, connection));
    }
    /// All events sent to a client so far.
    QJsonArray sentTo(std::uint64_t connection) const
    {
        QJsonArray out;
        for (const FakeNotifier::Sent &sent : m_notifier.sent) {
            if (sent.connection == connection) {
                for (const QJsonValue &item : sent.params.value("items"_L1).toArray())
                    out.append(item);
            }
        }
        return out;
    }
    qint64 droppedOf(std::uint64_t connection) const
    {
        qint64 sum = 0;
        for (const FakeNotifier::Sent &sent : m_notifier.sent)
            sum += sent.connection == connection ? sent.params.value("dropped"_L1).toInteger() : 0;
        return sum;
    }
    QJsonObject page(const QJsonObject &params)
    {
        return resultOf(call(*m_methods, u"events.history"_s, params));
    }
    /// The accounts of all pages.
    QStringList allPages(QJsonObject params);

    FakeNotifier m_notifier;
    FakeWorker m_worker;
    QTemporaryDir m_folder;
    std::string m_file;
    std::unique_ptr<journal::EventRing> m_ring;
    std::unique_ptr<EventMethods> m_methods;
};

void EventMethodsTest::init()
{
    m_methods.reset();
    m_notifier = FakeNotifier();
    m_worker = FakeWorker();
    m_file.clear();
    m_ring = std::make_unique<journal::EventRing>(5000);
    m_methods = std::make_unique<EventMethods>(
        u"one-start"_s, *m_ring, [this] { return m_file; }, m_notifier, m_worker);
}

QStringList EventMethodsTest::allPages(QJsonObject params)
{
    QStringList out;
    for (int i = 0; i < 100; ++i) {
        const QJsonObject result = page(params);
        out += accountsOf(result.value("items"_L1).toArray());
        if (!result.value("more"_L1).toBool()) {
            return result.value("cursor"_L1).isNull() ? out : QStringList{u"a cursor at the end"_s};
        }
        params.insert(u"before"_s, result.value("cursor"_L1));
    }
    return {u"no end"_s};
}

void EventMethodsTest::namesItsMethods()
{
    QCOMPARE(m_methods->capability(), u"events"_s);
    QStringList names;
    for (const Method &method : m_methods->methods()) {
        names.append(method.name);
        QVERIFY(method.role == Role::Viewer);
    }
    QCOMPARE(names,
             (QStringList{u"events.subscribe"_s, u"events.unsubscribe"_s, u"events.history"_s}));
}

void EventMethodsTest::refuses_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QByteArray>("params");
    QTest::addColumn<QString>("parameter");
    const auto row = [](const QString &method, const char *parameter, const char *value) {
        QTest::addRow("%s %s %s", qPrintable(method), parameter, value)
            << method << QByteArray("{\"") + parameter + "\":" + value + '}'
            << QString::fromLatin1(parameter);
    };
    for (const char *value : {"-1", "1.5", "\"1\"", "null", "1e300", "[]"})
        row(u"events.subscribe"_s, "since", value);
    row(u"events.subscribe"_s, "instance", "1");
    for (const QString &method : {u"events.subscribe"_s, u"events.history"_s}) {
        for (const char *value : {"[]", "null", "1", "{\"client\":\"x\"}", "{\"name\":\"/(/\"}"})
            row(method, "filter", value);
    }
    for (const char *value : {"0", "5001", "-1", "1.5", "\"5\"", "null"})
        row(u"events.history"_s, "limit", value);
    for (const char *value : {"\"\"", "\"r-\"", "\"r-x-one-start\"", "\"f-1-2-3\"", "5", "null"})
        row(u"events.history"_s, "before", value);
    for (const char *value : {"\"\"", "\"file\"", "1", "null"})
        row(u"events.history"_s, "source", value);
}

void EventMethodsTest::refuses()
{
    QFETCH(QString, method);
    QFETCH(QByteArray, params);
    QFETCH(QString, parameter);
    const auto reply = call(*m_methods, method, QJsonDocument::fromJson(params).object());
    QCOMPARE(errorOf(reply), kInvalidParams);
    QCOMPARE(reply->value().error().data.value("parameter"_L1).toString(), parameter);
    QVERIFY(!reply->value().error().message.isEmpty());
}

void EventMethodsTest::subscribesNobodyByMistake()
{
    const auto reply = call(*m_methods, u"events.subscribe"_s, {{u"since"_s, -1}});
    QCOMPARE(errorOf(reply), kInvalidParams);
    subscribe({}, 2);
    add({u"a"_s});
    QTRY_COMPARE(accountsOf(sentTo(2)), QStringList{u"a"_s});
    QCOMPARE(m_notifier.attempts, 1);
}

void EventMethodsTest::sendsWhatComesAfterwards()
{
    add({u"before"_s});
    QCOMPARE(subscribe(), (QJsonObject{{u"first"_s, 1}, {u"last"_s, 1}, {u"missed"_s, 0}}));
    add({u"a"_s, u"b"_s});
    QTRY_COMPARE(accountsOf(sentTo(1)), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(sequencesOf(sentTo(1)), (QList<qint64>{2, 3}));
    QCOMPARE(m_notifier.sent[0].method, u"events"_s);
    add({u"c"_s});
    QTRY_COMPARE(accountsOf(sentTo(1)), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    QCOMPARE(droppedOf(1), 0);
    QVERIFY(resultOf(call(*m_methods, u"events.unsubscribe"_s)).isEmpty());
    const int attempts = m_notifier.attempts;
    add({u"d"_s});
    QTest::qWait(250);
    QCOMPARE(m_notifier.attempts, attempts);
}

void EventMethodsTest::sendsTheFormOfTheJournal()
{
    subscribe();
    add({u"a"_s});
    QTRY_COMPARE(m_notifier.sent.size(), 1);
    const QJsonObject event = sentTo(1)[0]["event"_L1].toObject();
    QCOMPARE(event,
             QJsonDocument::fromJson(QByteArray::fromStdString(toJson(eventOf(u"a"_s)))).object());
    const auto read = events::readAuthEvent(event);
    QVERIFY(read.has_value());
    QCOMPARE(toJson(*read), toJson(eventOf(u"a"_s)));
}

void EventMethodsTest::filtersForTheClient()
{
    subscribe({{u"filter"_s, QJsonObject{{u"account"_s, u"a*"_s}}}}, 1);
    subscribe({{u"filter"_s, QJsonObject{{u"account"_s, u"nobody"_s}}}}, 2);
    add({u"alice"_s, u"bob"_s, u"alan"_s});
    QTRY_COMPARE(accountsOf(sentTo(1)), (QStringList{u"alice"_s, u"alan"_s}));
    QCOMPARE(sequencesOf(sentTo(1)), (QList<qint64>{1, 3}));
    QVERIFY(sentTo(2).isEmpty());
    QCOMPARE(m_notifier.attempts, 1); // nothing to say is not said
}

void EventMethodsTest::gathersWhatComesTogether()
{
    subscribe();
    QElapsedTimer timer;
    timer.start();
    int added = 0;
    while (timer.elapsed() < 550) {
        add({QString::number(added++)});
        QTest::qWait(5);
    }
    QTRY_COMPARE(sentTo(1).size(), added);
    QVERIFY2(m_notifier.sent.size() <= 8, qPrintable(QString::number(m_notifier.sent.size())));
}

void EventMethodsTest::resumes_data()
{
    QTest::addColumn<QJsonObject>("params");
    QTest::addColumn<QJsonValue>("missed");
    QTest::addColumn<QList<qint64>>("sequences");
    // The ring holds 3 to 7.
    const QList<qint64> all{3, 4, 5, 6, 7};
    const QJsonObject ours{{u"instance"_s, u"one-start"_s}};
    const auto since = [](QJsonObject params, int sequence) {
        params.insert(u"since"_s, sequence);
        return params;
    };
    QTest::newRow("5") << since(ours, 5) << QJsonValue(0) << QList<qint64>{6, 7};
    QTest::newRow("5, no instance") << since({}, 5) << QJsonValue(0) << QList<qint64>{6, 7};
    QTest::newRow("up to date") << since(ours, 7) << QJsonValue(0) << QList<qint64>{};
    QTest::newRow("all that is held") << since(ours, 2) << QJsonValue(0) << all;
    QTest::newRow("one is lost") << since(ours, 1) << QJsonValue(1) << all;
    QTest::newRow("two are lost") << since(ours, 0) << QJsonValue(2) << all;
    QTest::newRow("of another start")
        << since({{u"instance"_s, u"another"_s}}, 5) << QJsonValue() << all;
    QTest::newRow("beyond the last") << since(ours, 8) << QJsonValue() << all;
    QTest::newRow("without since") << ours << QJsonValue(0) << QList<qint64>{};
}

void EventMethodsTest::resumes()
{
    QFETCH(QJsonObject, params);
    QFETCH(QJsonValue, missed);
    QFETCH(QList<qint64>, sequences);
    m_methods.reset();
    m_ring = std::make_unique<journal::EventRing>(5);
    m_methods = std::make_unique<EventMethods>(
        u"one-start"_s, *m_ring, [] { return std::string(); }, m_notifier, m_worker);
    add(QStringList(7, u"a"_s));
    const QJsonObject result = subscribe(params);
    QCOMPARE(result.value("missed"_L1), missed);
    QCOMPARE(result.value("first"_L1), QJsonValue(3));
    QCOMPARE(result.value("last"_L1), QJsonValue(7));
    QTRY_COMPARE(sequencesOf(sentTo(1)), sequences);
    QCOMPARE(droppedOf(1), 0);
}

void EventMethodsTest::keepsThePlaceOfASlowClient()
{
    subscribe({}, 1);
    subscribe({}, 2);
    m_notifier.slow = {1};
    add({u"a"_s});
    QTRY_COMPARE(accountsOf(sentTo(2)), QStringList{u"a"_s});
    add({u"b"_s});
    QTRY_COMPARE(accountsOf(sentTo(2)), (QStringList{u"a"_s, u"b"_s}));
    QVERIFY(sentTo(1).isEmpty());
    m_notifier.slow.clear();
    QTRY_COMPARE(accountsOf(sentTo(1)), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(droppedOf(1), 0);
}

void EventMethodsTest::tellsWhatASlowClientLost()
{
    subscribe({{u"filter"_s, QJsonObject{{u"account"_s, u"new*"_s}}}});
    m_notifier.slow = {1};
    add({u"new1"_s});
    QTRY_VERIFY(m_notifier.attempts > 0);
    add(QStringList(5000, u"old"_s));
    add({u"new2"_s});
    m_notifier.slow.clear();
    QTRY_COMPARE(accountsOf(sentTo(1)), QStringList{u"new2"_s});
    QCOMPARE(droppedOf(1), 2);
}

void EventMethodsTest::boundsANotification()
{
    subscribe();
    add(QStringList(4000, u"a"_s));
    QTRY_COMPARE(sentTo(1).size(), 4000);
    for (const FakeNotifier::Sent &sent : m_notifier.sent)
        QVERIFY(sent.params.value("items"_L1).toArray().size() <= 2000);
    m_notifier.sent.clear();
    for (int i = 0; i < 10; ++i)
        add({QString(300'000, u'x')});
    QTRY_COMPARE(sentTo(1).size(), 10);
    QVERIFY(m_notifier.sent.size() >= 5);
}

void EventMethodsTest::replacesASubscription()
{
    subscribe({{u"filter"_s, QJsonObject{{u"account"_s, u"a"_s}}}});
    subscribe({{u"filter"_s, QJsonObject{{u"account"_s, u"b"_s}}}});
    add({u"a"_s, u"b"_s});
    QTRY_COMPARE(accountsOf(sentTo(1)), QStringList{u"b"_s});
    subscribe({{u"since"_s, 0}});
    QTRY_COMPARE(accountsOf(sentTo(1)), (QStringList{u"b"_s, u"a"_s, u"b"_s}));
}

void EventMethodsTest::forgetsWhoHasLeft()
{
    subscribe({}, 1);
    subscribe({}, 2);
    m_methods->forget(1);
    m_methods->forget(77); // never subscribed
    add({u"a"_s});
    QTRY_COMPARE(accountsOf(sentTo(2)), QStringList{u"a"_s});
    QVERIFY(sentTo(1).isEmpty());
}

void EventMethodsTest::servesManyClientsAlike()
{
    for (std::uint64_t connection = 1; connection <= 16; ++connection)
        subscribe({}, connection);
    add(QStringList(1000, u"a"_s));
    for (std::uint64_t connection = 1; connection <= 16; ++connection)
        QTRY_COMPARE_WITH_TIMEOUT(sentTo(connection).size(), 1000, 20'000);
}

void EventMethodsTest::pagesThroughTheRing()
{
    QCOMPARE(allPages({}), QStringList());
    add({u"a"_s, u"b"_s, u"c"_s, u"d"_s});
    const QStringList expected{u"d"_s, u"c"_s, u"b"_s, u"a"_s};
    for (const int limit : {1, 2, 3, 4, 5000})
        QCOMPARE(allPages({{u"limit"_s, limit}}), expected);
    QCOMPARE(allPages({{u"source"_s, u"ring"_s}}), expected);
    const QJsonObject first = page({{u"limit"_s, 2}});
    QCOMPARE(sequencesOf(first.value("items"_L1).toArray()), (QList<qint64>{4, 3}));
    QCOMPARE(first.value("scanned"_L1).toInt(), 2);
    add({u"e"_s}); // a page stays where it was
    QCOMPARE(
        accountsOf(page({{u"before"_s, first.value("cursor"_L1)}}).value("items"_L1).toArray()),
        (QStringList{u"b"_s, u"a"_s}));
    add(QStringList(600, u"x"_s));
    QCOMPARE(page({}).value("items"_L1).toArray().size(), 500);
}

void EventMethodsTest::filtersThePast()
{
    QStringList many(3000, u"x"_s);
    many[0] = u"first"_s;
    many[1500] = u"middle"_s;
    add(many);
    const QJsonObject filter{{u"filter"_s, QJsonObject{{u"account"_s, u"*i*"_s}}}};
    const QJsonObject result = page(filter);
    QCOMPARE(accountsOf(result.value("items"_L1).toArray()),
             (QStringList{u"middle"_s, u"first"_s}));
    QCOMPARE(result.value("scanned"_L1).toInt(), 3000);
    QVERIFY(!result.value("more"_L1).toBool(true));
}

void EventMethodsTest::boundsTheBytesOfAPage()
{
    const QString longName(900'000, u'n');
    add(QStringList(8, longName));
    const QJsonObject result = page({});
    QVERIFY(result.value("items"_L1).toArray().size() < 8);
    QVERIFY(result.value("more"_L1).toBool());
    QCOMPARE(allPages({}).size(), 8);
}

void EventMethodsTest::refusesCursorsOfAnotherStart()
{
    add({u"a"_s, u"b"_s});
    const auto reply =
        call(*m_methods, u"events.history"_s, {{u"before"_s, u"r-2-another-start"_s}});
    QCOMPARE(errorOf(reply), static_cast<int>(control::ErrorCode::NotFound));
    QCOMPARE(errorOf(call(*m_methods, u"events.history"_s,
                          {{u"before"_s, u"f-1-2-3-4"_s}, {u"source"_s, u"ring"_s}})),
             kInvalidParams);
    QCOMPARE(errorOf(call(*m_methods, u"events.history"_s,
                          {{u"before"_s, u"r-2-one-start"_s}, {u"source"_s, u"files"_s}})),
             kInvalidParams);
}

void EventMethodsTest::pagesThroughTheFiles()
{
    config::Journal settings;
    m_file = settings.file = m_folder.filePath(u"journal"_s).toStdString();
    settings.maxBytes = 3 * toJson(eventOf(u"a"_s)).size() + 10;
    journal::JournalFile file(settings);
    for (const QString &account : {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s, u"f"_s, u"g"_s})
        QVERIFY(file.append(toJson(eventOf(account)) + '\n').has_value());
    const QStringList expected{u"g"_s, u"f"_s, u"e"_s, u"d"_s, u"c"_s, u"b"_s, u"a"_s};
    for (const int limit : {1, 2, 3, 5000})
        QCOMPARE(allPages({{u"source"_s, u"files"_s}, {u"limit"_s, limit}}), expected);
    const QJsonObject first = page({{u"source"_s, u"files"_s}, {u"limit"_s, 1}});
    QVERIFY(first.value("items"_L1).toArray()[0].toObject().value("sequence"_L1).isNull());
    // The cursor tells the source.
    QCOMPARE(
        accountsOf(page({{u"before"_s, first.value("cursor"_L1)}}).value("items"_L1).toArray()),
        expected.mid(1));
}

void EventMethodsTest::refusesFilesIfThereAreNone()
{
    const auto reply = call(*m_methods, u"events.history"_s, {{u"source"_s, u"files"_s}});
    QCOMPARE(errorOf(reply), static_cast<int>(control::ErrorCode::Refused));
    QVERIFY(reply->value().error().message.contains(u"journal.file"_s));
}

void EventMethodsTest::reportsFilesThatCannotBeRead()
{
    m_file = "/proc/self/cmdline/journal";
    const auto reply = call(*m_methods, u"events.history"_s, {{u"source"_s, u"files"_s}});
    QCOMPARE(errorOf(reply), static_cast<int>(control::ErrorCode::Io));
    QCOMPARE(reply->value().error().data.value("file"_L1).toString(),
             u"/proc/self/cmdline/journal"_s);
}

void EventMethodsTest::boundsPagesUnderWay()
{
    m_worker.isHeld = true;
    const auto first = call(*m_methods, u"events.history"_s);
    const auto second = call(*m_methods, u"events.history"_s);
    const auto third = call(*m_methods, u"events.history"_s);
    QVERIFY(!first->has_value() && !second->has_value());
    QCOMPARE(errorOf(third), static_cast<int>(control::ErrorCode::Busy));
    QVERIFY(third->value().error().data.value("retryAfterMs"_L1).toInt() > 0);
    const auto other = call(*m_methods, u"events.history"_s, {}, 2);
    QVERIFY(!other->has_value()); // another client may
    m_worker.release();
    QCOMPARE(errorOf(first) + errorOf(second) + errorOf(other), 0);
    QCOMPARE(errorOf(call(*m_methods, u"events.history"_s)), 0);
}

QTEST_GUILESS_MAIN(EventMethodsTest)
#include "EventMethodsTest.moc"
