// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/Session.h"

#include "tests/gui/client/SessionFixture.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace wharfgate;
using gui::DaemonClient;
using gui::Session;
using test::FakeDaemon;
using Fixture = test::SessionFixture;
using ApplyResult = Session::ApplyResult;
using Kind = ApplyResult::Kind;
using State = Session::State;

/// How a session gets and keeps its connection.
class SessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsWithNothing();
    void connectsAndLoads();
    void closes();
    void passesNotificationsOn();
    void saysWhyThereIsNoConnection_data();
    void saysWhyThereIsNoConnection();
    void reconnectsByItself();
    void whatMadeItGoIsNotForgotten();
    void retriesAtOnceWhenAsked();
    void countsDown();
    void keepsTheStaleStatus();
    void staysWaitingDuringAttempts();
    void isReadOnly_data();
    void isReadOnly();
    void showsWhenTheConfigurationCannotBeRead();
};

void SessionTest::beginsWithNothing()
{
    Fixture f;
    QCOMPARE(f.session.state(), State::Closed);
    QVERIFY(!f.session.hasDaemon());
    QVERIFY(!f.session.isLive());
    QVERIFY(!f.session.canChange());
    QVERIFY(!f.session.stateText().isEmpty());
    QVERIFY(!f.session.status());
}

void SessionTest::connectsAndLoads()
{
    Fixture f;
    QSignalSpy connected(&f.session, &Session::connected);
    bool wasComplete = false;
    connect(&f.session, &Session::connected, this, [&] {
        wasComplete = f.workspace.isOpen() && f.session.status() && f.session.isLive();
    });
    f.session.open(f.daemon.spec());
    QCOMPARE(f.session.state(), State::Connecting);
    QVERIFY(f.session.hasDaemon());
    QVERIFY(f.reaches(State::Connected));
    QCOMPARE(connected.count(), 1);
    QVERIFY(wasComplete);
    QCOMPARE(f.text(), f.daemon.text.toStdString());
    QCOMPARE(f.workspace.baseRevision(), f.daemon.revision());
    QCOMPARE(f.workspace.content().file(), std::string("/etc/wharfgate/wharfgate.yml"));
    QVERIFY(f.workspace.readOnlyReason().isEmpty());
    QVERIFY(f.session.canChange());
    QCOMPARE(f.session.status()->version, u"0.1.0"_s);
    QVERIFY(f.session.stateText().contains(u"administrator root"_s));
}

void SessionTest::closes()
{
    Fixture f;
    QVERIFY(f.connects());
    QSignalSpy disconnected(&f.session, &Session::disconnected);
    QSignalSpy changed(&f.session, &Session::stateChanged);
    f.session.close();
    QCOMPARE(f.session.state(), State::Closed);
    QCOMPARE(disconnected.count(), 1);
    QCOMPARE(changed.count(), 1);
    QVERIFY(!f.workspace.isOpen());
    QVERIFY(!f.session.status());
    QTRY_COMPARE(f.daemon.clients(), 0);
}

void SessionTest::passesNotificationsOn()
{
    Fixture f;
    QVERIFY(f.connects());
    QSignalSpy notified(&f.session, &Session::notified);
    f.daemon.notify(u"events"_s, {{u"dropped"_s, 3}});
    QTRY_COMPARE(notified.count(), 1);
    QCOMPARE(notified[0][0].toString(), u"events"_s);
    QCOMPARE(notified[0][1].toJsonObject()["dropped"_L1].toInt(), 3);
}

void SessionTest::saysWhyThereIsNoConnection_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<DaemonClient::End>("end");
    QTest::addColumn<QStringList>("words");
    using End = DaemonClient::End;
    QTest::newRow("nobody") << u"absent"_s << End::NotRunning
                            << QStringList{u"No daemon is running"_s, u"control.sock"_s};
    QTest::newRow("refused") << u"refuse"_s << End::NotAuthorized
                             << QStringList{u"control.viewers"_s, u"Not you."_s};
    QTest::newRow("version") << u"version"_s << End::WrongVersion << QStringList{u"protocol"_s};
    QTest::newRow("busy") << u"busy"_s << End::Busy << QStringList{u"no more consoles"_s};
    QTest::newRow("nonsense") << u"garbage"_s << End::Broken << QStringList{u"keep to"_s};
    QTest::newRow("stopping") << u"bye"_s << End::Stopped
                              << QStringList{u"was stopped"_s, u"Goodbye\\x1b[31m."_s};
    QTest::newRow("dropped") << u"slow"_s << End::TooSlow << QStringList{u"too slowly"_s};
    QTest::newRow("crash") << u"drop"_s << End::Crashed << QStringList{u"closed before"_s};
}

void SessionTest::saysWhyThereIsNoConnection()
{
    QFETCH(QString, how);
    QFETCH(DaemonClient::End, end);
    QFETCH(QStringList, words);
    Fixture f;
    const auto during = [&](const std::function<void()> &what) {
        f.daemon.answer(u"hello"_s, [what](const QJsonObject &) {
            what();
            return QJsonObject();
        });
    };
    if (how == "absent"_L1)
        f.daemon.stopListening();
    else if (how == "refuse"_L1)
        f.daemon.fail(u"hello"_s, control::ErrorCode::NotAuthorized, u"Not you."_s);
    else if (how == "version"_L1)
        f.daemon.fail(u"hello"_s, control::ErrorCode::VersionMismatch, u"No."_s);
    else if (how == "busy"_L1)
        f.daemon.fail(u"hello"_s, control::ErrorCode::Busy, u"64 consoles."_s);
    else if (how == "garbage"_L1)
        during([&] { f.daemon.sendRaw("HTTP/1.1 400 Bad Request\n"); });
    else if (how == "bye"_L1)
        during([&] { f.daemon.sayBye(u"stopping"_s, u"Goodbye\x1b[31m"_s); });
    else if (how == "slow"_L1)
        during([&] { f.daemon.sayBye(u"too-slow"_s); });
    else
        during([&] { f.daemon.dropClients(); });
    f.session.link().setPauses({10s});
    f.session.open(f.daemon.spec());
    QVERIFY(f.reaches(State::Waiting));
    QCOMPARE(f.session.link().loss().end, end);
    for (const QString &word : words)
        QVERIFY2(f.session.stateText().contains(word), qPrintable(f.session.stateText()));
    QVERIFY(f.session.hasDaemon());
    QVERIFY(!f.session.canChange());
    QVERIFY(f.session.secondsUntilRetry() > 0);
}

void SessionTest::reconnectsByItself()
{
    Fixture f;
    QVERIFY(f.connects());
    QSignalSpy connected(&f.session, &Session::connected);
    QSignalSpy disconnected(&f.session, &Session::disconnected);
    f.daemon.dropClients();
    QVERIFY(f.reaches(State::Waiting));
    QCOMPARE(disconnected.count(), 1);
    QVERIFY2(f.session.stateText().contains(u"crashed"_s), qPrintable(f.session.stateText()));
    f.daemon.instance = u"two"_s;
    QVERIFY(f.reaches(State::Connected));
    QCOMPARE(connected.count(), 1);
    QCOMPARE(f.session.client().greeting().instance, u"two"_s);
}

void SessionTest::whatMadeItGoIsNotForgotten()
{
    Fixture f;
    QVERIFY(f.connects());
    f.daemon.stopListening();
    f.daemon.sayBye(u"stopping"_s, u"SIGTERM."_s);
    QVERIFY(f.reaches(State::Waiting));
    QSignalSpy countdown(&f.session, &Session::countdownChanged);
    QTRY_VERIFY(countdown.count() >= 3); // some attempts
    QVERIFY2(f.session.stateText().contains(u"was stopped. SIGTERM."_s),
             qPrintable(f.session.stateText()));
}

void SessionTest::retriesAtOnceWhenAsked()
{
    Fixture f;
    QVERIFY(f.connects());
    f.session.link().setPauses({1h});
    f.daemon.dropClients();
    QVERIFY(f.reaches(State::Waiting));
    QVERIFY(f.session.secondsUntilRetry() > 3000);
    f.session.retryNow();
    QVERIFY(f.reaches(State::Connected));
}

void SessionTest::countsDown()
{
    Fixture f;
    QVERIFY(f.connects());
    f.session.link().setPauses({3s});
    QSignalSpy countdown(&f.session, &Session::countdownChanged);
    f.daemon.dropClients();
    QVERIFY(f.reaches(State::Waiting));
    QCOMPARE(f.session.secondsUntilRetry(), 3);
    QTRY_VERIFY(countdown.count() >= 1);
    QVERIFY(f.session.secondsUntilRetry() <= 2);
}

void SessionTest::keepsTheStaleStatus()
{
    Fixture f;
    QVERIFY(f.connects());
    f.session.link().setPauses({1h});
    f.daemon.dropClients();
    QVERIFY(f.reaches(State::Waiting));
    QVERIFY(f.session.status().has_value());
    QVERIFY(f.workspace.isOpen());
    QVERIFY(!f.session.canChange());
}

/// Otherwise what is shown would flicker with every attempt.
void SessionTest::staysWaitingDuringAttempts()
{
    Fixture f;
    QVERIFY(f.connects());
    f.daemon.stopListening();
    f.daemon.dropClients();
    QVERIFY(f.reaches(State::Waiting));
    int others = 0;
    int attempts = 0;
    connect(&f.session, &Session::stateChanged, this, [&] {
        others += f.session.state() == State::Waiting ? 0 : 1;
        ++attempts;
    });
    QTRY_VERIFY(attempts >= 3);
    QCOMPARE(others, 0);
}

void SessionTest::isReadOnly_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("protocol");
    QTest::addColumn<bool>("writable");
    QTest::addColumn<QString>("word");
    QTest::newRow("viewer") << u"viewer"_s << u"1.0"_s << true << u"viewer"_s;
    QTest::newRow("a role of a later version") << u"janitor"_s << u"1.0"_s << true << u"viewer"_s;
    QTest::newRow("newer") << u"admin"_s << u"1.3"_s << true << u"newer"_s;
    QTest::newRow("file") << u"admin"_s << u"1.0"_s << false << u"The disk is read-only."_s;
    QTest::newRow("nothing") << u"admin"_s << u"1.0"_s << true << QString();
}

void SessionTest::isReadOnly()
{
    QFETCH(QString, role);
    QFETCH(QString, protocol);
    QFETCH(bool, writable);
    QFETCH(QString, word);
    Fixture f;
    f.daemon.role = role;
    f.daemon.protocol = protocol;
    f.daemon.isWritable = writable;
    QVERIFY(f.connects());
    QCOMPARE(f.session.canChange(), word.isEmpty());
    QVERIFY(f.workspace.readOnlyReason().contains(word));
    QCOMPARE(f.workspace.readOnlyReason().isEmpty(), word.isEmpty());
    if (word.isEmpty())
        return;
    const auto result = f.apply();
    QVERIFY(result);
    QCOMPARE(result->kind, Kind::Failed);
    QCOMPARE(result->message, f.workspace.readOnlyReason());
    QCOMPARE(f.daemon.count(u"configuration.apply"_s), 0);
}

void SessionTest::showsWhenTheConfigurationCannotBeRead()
{
    Fixture f;
    f.daemon.fail(u"configuration.get"_s, control::ErrorCode::Io, u"It is gone."_s);
    QVERIFY(f.connects());
    QVERIFY(!f.workspace.isOpen());
    QVERIFY(!f.session.canChange());
    QVERIFY2(f.session.stateText().contains(u"It is gone."_s), qPrintable(f.session.stateText()));
}

QTEST_GUILESS_MAIN(SessionTest)
#include "SessionTest.moc"
