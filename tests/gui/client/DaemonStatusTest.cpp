// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/DaemonStatus.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using wharfgate::gui::DaemonStatus;

class DaemonStatusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEverything();
    void takesWhatIsMissingOrOddAsEmpty_data();
    void takesWhatIsMissingOrOddAsEmpty();
    void daysUntilExpiry_data();
    void daysUntilExpiry();
};

void DaemonStatusTest::readsEverything()
{
    const QByteArray json = R"({"version":"0.1.0","protocol":"1.0","instance":"abc","pid":4711,
        "user":"wharfgate","time":"2026-11-24T00:00:00.000Z","started":"2026-11-23T00:00:00.500Z",
        "configurationFile":"/etc/w.yml","revision":"aa","loaded":"2026-11-23T00:00:00.500Z",
        "address":"0.0.0.0:5001","transport":"https","tlsProtocols":["TLSv1.3"],
        "certificates":[{"role":"server","file":"/s.crt","subject":"CN=x",
                         "notAfter":"2026-12-06T00:00:00.000Z"}],
        "issuer":"Wharfgate","algorithm":"ES256","keyId":"AB:CD",
        "connections":{"open":3,"accepted":10,"refused":2,"handshakeFailures":1},
        "requests":123456789012,"requestsPerMinute":12.5,"rules":7,"users":5,"consoles":2,
        "logLevel":"info","lastReload":{"time":"2026-11-23T12:00:00.000Z","ok":false,
        "reason":"file","error":"Broken.","problems":[]},
        "lastError":{"time":"2026-11-23T13:00:00.000Z","event":"x","message":"Something."},
        "onDisk":{"revision":"bb","differs":true},"restartNeeded":["server.threads"],
        "journalFile":"/var/log/j","firstSequence":1,"lastSequence":9,"role":"admin",
        "startedBy":"systemd"})";
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const DaemonStatus status = DaemonStatus::fromJson(QJsonDocument::fromJson(json).object(), now);
    QCOMPARE(status.version, u"0.1.0"_s);
    QCOMPARE(status.instance, u"abc"_s);
    QCOMPARE(status.pid, 4711);
    QCOMPARE(status.user, u"wharfgate"_s);
    QCOMPARE(status.started.toMSecsSinceEpoch() % 1000, 500);
    QCOMPARE(status.received, now);
    QCOMPARE(status.configurationFile, u"/etc/w.yml"_s);
    QCOMPARE(status.revision, u"aa"_s);
    QCOMPARE(status.address, u"0.0.0.0:5001"_s);
    QCOMPARE(status.transport, u"https"_s);
    QCOMPARE(status.issuer, u"Wharfgate"_s);
    QCOMPARE(status.algorithm, u"ES256"_s);
    QCOMPARE(status.keyId, u"AB:CD"_s);
    QCOMPARE(status.certificates.size(), std::size_t(1));
    QCOMPARE(status.certificates[0].role, u"server"_s);
    QCOMPARE(status.certificates[0].notAfter.date(), QDate(2026, 12, 6));
    QCOMPARE(status.openConnections, 3);
    QCOMPARE(status.refusedConnections, 2);
    QCOMPARE(status.handshakeFailures, 1);
    QCOMPARE(status.requests, 123456789012);
    QCOMPARE(status.requestsPerMinute, 12.5);
    QCOMPARE(status.rules, 7);
    QCOMPARE(status.users, 5);
    QCOMPARE(status.consoles, 2);
    QCOMPARE(status.logLevel, u"info"_s);
    QVERIFY(!status.lastReload.ok);
    QCOMPARE(status.lastReload.error, u"Broken."_s);
    QCOMPARE(status.lastErrorMessage, u"Something."_s);
    QVERIFY(status.lastErrorTime.isValid());
    QVERIFY(status.diskDiffers);
    QCOMPARE(status.diskRevision, u"bb"_s);
    QCOMPARE(status.restartNeeded, QStringList{u"server.threads"_s});
    QCOMPARE(status.journalFile, u"/var/log/j"_s);
}

void DaemonStatusTest::takesWhatIsMissingOrOddAsEmpty_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray("{}");
    QTest::newRow("null") << QByteArray(R"({"lastReload":null,"lastError":null,"onDisk":null})");
    QTest::newRow("other types") << QByteArray(
        R"({"version":7,"pid":"x","started":"yesterday","certificates":{"a":1},
            "connections":[1],"requests":"many","requestsPerMinute":[],"restartNeeded":"all",
            "lastReload":"never","onDisk":[]})");
    QTest::newRow("odd items") << QByteArray(
        R"({"certificates":[1,null,"x"],"restartNeeded":[1,{}]})");
    QTest::newRow("negative") << QByteArray(
        R"({"pid":-1,"requests":-5,"requestsPerMinute":-1,"rules":-2,"users":-3,
            "connections":{"open":-4,"refused":-1}})");
}

void DaemonStatusTest::takesWhatIsMissingOrOddAsEmpty()
{
    QFETCH(QByteArray, json);
    const DaemonStatus status = DaemonStatus::fromJson(QJsonDocument::fromJson(json).object(),
                                                       QDateTime::currentDateTimeUtc());
    QCOMPARE(status.version, QString());
    QCOMPARE(status.pid, 0);
    QVERIFY(!status.started.isValid());
    QVERIFY(status.certificates.empty());
    QCOMPARE(status.requests, 0);
    QCOMPARE(status.requestsPerMinute, 0.0);
    QCOMPARE(status.rules, 0);
    QCOMPARE(status.openConnections, 0);
    QCOMPARE(status.restartNeeded, QStringList());
    QVERIFY(status.lastReload.ok);
    QVERIFY(!status.diskDiffers);
    QVERIFY(!status.daysUntilExpiry(QDateTime::currentDateTimeUtc()));
}

void DaemonStatusTest::daysUntilExpiry_data()
{
    QTest::addColumn<QList<qint64>>("seconds"); // from now
    QTest::addColumn<int>("days");
    QTest::newRow("a day and a half") << QList<qint64>{129'600} << 1;
    QTest::newRow("an hour") << QList<qint64>{3600} << 0;
    QTest::newRow("now") << QList<qint64>{0} << 0;
    QTest::newRow("an hour ago") << QList<qint64>{-3600} << -1;
    QTest::newRow("a day ago") << QList<qint64>{-86'400} << -1;
    QTest::newRow("a day and a second ago") << QList<qint64>{-86'401} << -2;
    QTest::newRow("first of several") << QList<qint64>{9'000'000, 1'036'800, 2'000'000} << 12;
}

void DaemonStatusTest::daysUntilExpiry()
{
    QFETCH(QList<qint64>, seconds);
    const QDateTime now(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);
    DaemonStatus status;
    status.certificates.push_back({u"server"_s, {}, {}, QDateTime()}); // cannot be read
    for (const qint64 second : std::as_const(seconds))
        status.certificates.push_back({u"server"_s, {}, {}, now.addSecs(second)});
    QTEST(status.daysUntilExpiry(now).value_or(99), "days");
}

QTEST_GUILESS_MAIN(DaemonStatusTest)
#include "DaemonStatusTest.moc"
