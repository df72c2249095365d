// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/Session.h"

#include "gui/client/DaemonLink.h"
#include "gui/workspace/Workspace.h"
#include "tests/gui/support/FakeDaemon.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace wharfgate;
using gui::DaemonClient;
using gui::Session;
using gui::Workspace;
using test::FakeDaemon;
using ApplyResult = Session::ApplyResult;
using Kind = ApplyResult::Kind;
using State = Session::State;

namespace {

/// A session with short pauses on a fake daemon.
struct Fixture
{
    FakeDaemon daemon;
    Workspace workspace;
    Session session{workspace};

    Fixture()
    {
        session.link().setPauses({20ms, 50ms});
        if (!daemon.listen())
            qFatal("The fake daemon cannot listen.");
    }
    bool connects()
    {
        session.open(daemon.spec());
        return reaches(State::Connected);
    }
    bool reaches(State state)
    {
        return QTest::qWaitFor([&] { return session.state() == state; }, 20'000);
    }
    std::string text() const { return workspace.content().text(); }
    bool edit(const QByteArray &issuer)
    {
        return workspace.perform(u"Edit"_s, {config::ReplaceText{withIssuer(issuer).toStdString()}})
            .has_value();
    }
    /// The daemon's text with another issuer.
    QByteArray withIssuer(const QByteArray &issuer) const
    {
        QByteArray changed = daemon.text;
        return changed.replace("issuer: \"Wharfgate\"", "issuer: \"" + issuer + "\"");
    }
    /// As if another administrator had applied this.
    void changeElsewhere(const QByteArray &text, const QString &user = u"bob"_s)
    {
        const QString previous = daemon.revision();
        daemon.text = text;
        daemon.notify(u"configurationChanged"_s,
                      {{u"revision"_s, daemon.revision()},
                       {u"previous"_s, previous},
                       {u"by"_s, QJsonObject{{u"user"_s, user}, {u"uid"_s, 1000}}},
                       {u"reason"_s, u"apply"_s}});
    }
    std::optional<ApplyResult> apply()
    {
        std::optional<ApplyResult> result;
        session.apply(u"why"_s, &session, [&](const ApplyResult &value) { result = value; });
        if (result)
            qFatal("The answer came from within the call.");
        static_cast<void>(QTest::qWaitFor([&] { return result.has_value(); }, 20'000));
        return result;
    }
};

} // namespace

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
    void applies();
    void ownApplyMovesNothing();
    void notificationBeforeTheReplyMovesNothing();
    void editsDuringApplyStay();
    void appliesNothingWithErrors();
    void appliesNothingWithoutConnection();
    void applyFails_data();
    void applyFails();
    void conflictCarriesTheirText();
    void overwritesTheirs();
    void lostDuringApply();
    void followsChangesFromElsewhere();
    void saysWhenTheBaseMovesOn();
    void changesDuringApplyAreSeenAfterwards();
    void seesAChangedFileInTheStatus();
    void asksNotAgainForWhatNeverComes();
    void keepsTheWorkingCopyThroughARestart();
    void saysThatTheBaseMovedDuringAnAbsence();
    void anotherConnectionBeginsAnew();
    void answersOfAFormerConnectionAreIgnored();
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

void SessionTest::applies()
{
    Fixture f;
    QVERIFY(f.connects());
    QVERIFY(f.edit("Ours"));
    const QString base = f.workspace.baseRevision();
    const auto result = f.apply();
    QVERIFY(result);
    QCOMPARE(result->kind, Kind::Applied);
    const QJsonObject sent = f.daemon.lastParams(u"configuration.apply"_s);
    QCOMPARE(sent["baseRevision"_L1].toString(), base);
    QCOMPARE(sent["comment"_L1].toString(), u"why"_s);
    QCOMPARE(f.daemon.text.toStdString(), f.text());
    QVERIFY(!f.workspace.isModified());
    QCOMPARE(f.workspace.baseRevision(), f.daemon.revision());
    QVERIFY(f.workspace.undoStack().canUndo());
}

void SessionTest::ownApplyMovesNothing()
{
    Fixture f;
    QVERIFY(f.connects());
    QSignalSpy moved(&f.session, &Session::baseMovedOn);
    QVERIFY(f.edit("Ours"));
    QVERIFY(f.apply()->kind == Kind::Applied);
    QVERIFY(f.edit("Again"));
    const int asked = f.daemon.count(u"configuration.get"_s);
    QSignalSpy notified(&f.session, &Session::notified);
    f.changeElsewhere(f.daemon.text, u"root"_s); // what the daemon says of our own change
    QTRY_COMPARE(notified.count(), 1);
    QCOMPARE(f.daemon.count(u"configuration.get"_s), asked);
    QCOMPARE(moved.count(), 0);
}

void SessionTest::notificationBeforeTheReplyMovesNothing()
{
    Fixture f;
    f.daemon.answer(u"configuration.apply"_s, [&](const QJsonObject &params) {
        f.changeElsewhere(params["text"_L1].toString().toUtf8(), u"root"_s);
        return QJsonObject{{u"revision"_s, f.daemon.revision()}};
    });
    QVERIFY(f.connects());
    QSignalSpy moved(&f.session, &Session::baseMovedOn);
    QVERIFY(f.edit("Ours"));
    const int asked = f.daemon.count(u"configuration.get"_s);
    QVERIFY(f.apply()->kind == Kind::Applied);
    QVERIFY(!f.workspace.isModified());
    QCOMPARE(moved.count(), 0);
    QCOMPARE(f.daemon.count(u"configuration.get"_s), asked);
}

void SessionTest::editsDuringApplyStay()
{
    Fixture f;
    QVERIFY(f.connects());
    QVERIFY(f.edit("First"));
    std::optional<ApplyResult> result;
    f.session.apply({}, this, [&](const ApplyResult &value) { result = value; });
    QVERIFY(f.edit("Second"));
    QTRY_VERIFY(result);
    QCOMPARE(result->kind, Kind::Applied);
    QVERIFY(f.workspace.isModified());
    QCOMPARE(f.workspace.baseRevision(), f.daemon.revision());
    QCOMPARE(f.workspace.base().text(), f.daemon.text.toStdString());
    QVERIFY(f.text().find("Second") != std::string::npos);
    // At most one at a time.
    std::optional<ApplyResult> second;
    std::optional<ApplyResult> third;
    f.session.apply({}, this, [&](const ApplyResult &value) { second = value; });
    f.session.apply({}, this, [&](const ApplyResult &value) { third = value; });
    QTRY_VERIFY(second && third);
    QCOMPARE(second->kind, Kind::Applied);
    QCOMPARE(third->kind, Kind::Failed);
}

void SessionTest::appliesNothingWithErrors()
{
    Fixture f;
    f.daemon.text = "server:\n  addr: \":5001\"\nnonsense";
    QVERIFY(f.connects());
    const auto result = f.apply();
    QVERIFY(result);
    QCOMPARE(result->kind, Kind::Invalid);
    QVERIFY(!result->problems.empty());
    QCOMPARE(f.daemon.count(u"configuration.apply"_s), 0);
}

void SessionTest::appliesNothingWithoutConnection()
{
    Fixture f;
    QCOMPARE(f.apply()->kind, Kind::Failed);
    QVERIFY(f.connects());
    f.session.link().setPauses({1h});
    QVERIFY(f.edit("Ours"));
    f.daemon.dropClients();
    QVERIFY(f.reaches(State::Waiting));
    const auto result = f.apply();
    QCOMPARE(result->kind, Kind::Failed);
    QCOMPARE(result->message, f.session.stateText());
    QVERIFY(f.workspace.isModified());
}

void SessionTest::applyFails_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QJsonObject>("data");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("word");
    const QJsonObject problem{{u"severity"_s, u"error"_s},
                              {u"code"_s, u"bad-regex"_s},
                              {u"line"_s, 12},
                              {u"column"_s, 3},
                              {u"key"_s, u"acl[0]"_s},
                              {u"message"_s, u"Broken."_s},
                              {u"remedy"_s, u"Mend it."_s}};
    QTest::newRow("refused") << 11 << QJsonObject() << int(Kind::Failed) << u"Because."_s;
    QTest::newRow("not authorised") << 3 << QJsonObject() << int(Kind::Failed) << u"may not"_s;
    QTest::newRow("busy") << 5 << QJsonObject() << int(Kind::Failed) << u"Try again"_s;
    QTest::newRow("file") << 9 << QJsonObject() << int(Kind::Failed) << u"could not write"_s;
    QTest::newRow("a code of a later version")
        << 4711 << QJsonObject() << int(Kind::Failed) << u"Because."_s;
    QTest::newRow("a conflict without text")
        << 6 << QJsonObject() << int(Kind::Failed) << u"Because."_s;
    QTest::newRow("invalid") << 7 << QJsonObject{{u"problems"_s, QJsonArray{problem, 3}}}
                             << int(Kind::Invalid) << u"Because."_s;
}

void SessionTest::applyFails()
{
    QFETCH(int, code);
    QFETCH(QJsonObject, data);
    QFETCH(int, kind);
    QFETCH(QString, word);
    Fixture f;
    QVERIFY(f.connects());
    QVERIFY(f.edit("Ours"));
    f.daemon.fail(u"configuration.apply"_s, static_cast<control::ErrorCode>(code), u"Because"_s,
                  data);
    const auto result = f.apply();
    QVERIFY(result);
    QCOMPARE(int(result->kind), kind);
    QVERIFY2(result->message.contains(word), qPrintable(result->message));
    QVERIFY(f.workspace.isModified());
    if (result->kind != Kind::Invalid)
        return;
    QCOMPARE(result->problems.size(), std::size_t(1));
    QCOMPARE(result->problems[0].position.line, 12);
    QCOMPARE(result->problems[0].message, std::string("Broken."));
    QCOMPARE(result->problems[0].severity, config::Problem::Severity::Error);
}

void SessionTest::conflictCarriesTheirText()
{
    Fixture f;
    QVERIFY(f.connects());
    QVERIFY(f.edit("Ours"));
    f.daemon.text = f.withIssuer("Theirs");
    const auto result = f.apply();
    QCOMPARE(result->kind, Kind::Conflict);
    QCOMPARE(result->theirText, f.daemon.text.toStdString());
    QCOMPARE(result->theirRevision, f.daemon.revision());
    QVERIFY(f.workspace.isModified());
}

void SessionTest::overwritesTheirs()
{
    Fixture f;
    QVERIFY(f.connects());
    QVERIFY(f.edit("Ours"));
    f.daemon.text = f.withIssuer("Theirs");
    std::optional<ApplyResult> result;
    f.session.overwrite(f.daemon.revision(), {}, this,
                        [&](const ApplyResult &value) { result = value; });
    QTRY_VERIFY(result);
    QCOMPARE(result->kind, Kind::Applied);
    QVERIFY(f.daemon.text.contains("Ours"));
    QVERIFY(!f.workspace.isModified());
}

void SessionTest::lostDuringApply()
{
    Fixture f;
    QVERIFY(f.connects());
    QVERIFY(f.edit("Ours"));
    // It was applied, but the answer does not arrive.
    f.daemon.answer(u"configuration.apply"_s, [&](const QJsonObject &params) {
        f.daemon.text = params["text"_L1].toString().toUtf8();
        f.daemon.dropClients();
        return QJsonObject();
    });
    const auto result = f.apply();
    QVERIFY(result);
    QCOMPARE(result->kind, Kind::Failed);
    QVERIFY2(result->message.contains(u"when it is back"_s), qPrintable(result->message));
    QSignalSpy moved(&f.session, &Session::baseMovedOn);
    QVERIFY(f.reaches(State::Connected));
    QVERIFY(!f.workspace.isModified());
    QCOMPARE(moved.count(), 0);
}

void SessionTest::followsChangesFromElsewhere()
{
    Fixture f;
    QVERIFY(f.connects());
    QSignalSpy moved(&f.session, &Session::baseMovedOn);
    f.changeElsewhere(f.withIssuer("Theirs"));
    QTRY_COMPARE(f.text(), f.daemon.text.toStdString());
    QCOMPARE(f.workspace.baseRevision(), f.daemon.revision());
    QVERIFY(!f.workspace.isModified());
    QCOMPARE(moved.count(), 0);
}

void SessionTest::saysWhenTheBaseMovesOn()
{
    Fixture f;
    QVERIFY(f.connects());
    QVERIFY(f.edit("Ours"));
    QSignalSpy moved(&f.session, &Session::baseMovedOn);
    f.changeElsewhere(f.withIssuer("Theirs"), u"bob"_s);
    QTRY_COMPARE(moved.count(), 1);
    QCOMPARE(moved[0][0].toString(), u"bob"_s);
    QVERIFY(f.text().find("Ours") != std::string::npos);
    QCOMPARE(f.workspace.base().text(), f.daemon.text.toStdString());
}

void SessionTest::changesDuringApplyAreSeenAfterwards()
{
    Fixture f;
    QVERIFY(f.connects());
    QVERIFY(f.edit("Ours"));
    const QByteArray theirs = f.withIssuer("Theirs");
    f.daemon.answer(u"configuration.apply"_s, [&](const QJsonObject &params) {
        f.daemon.text = params["text"_L1].toString().toUtf8();
        const QString applied = f.daemon.revision();
        f.changeElsewhere(theirs); // right after ours
        return QJsonObject{{u"revision"_s, applied}};
    });
    QVERIFY(f.apply()->kind == Kind::Applied);
    QTRY_COMPARE(f.text(), theirs.toStdString());
    QVERIFY(!f.workspace.isModified());
}

void SessionTest::seesAChangedFileInTheStatus()
{
    Fixture f;
    QVERIFY(f.connects());
    f.daemon.text = f.withIssuer("Theirs"); // edited on disk, nobody said
    f.session.refreshStatus();
    QTRY_COMPARE(f.text(), f.daemon.text.toStdString());
}

void SessionTest::asksNotAgainForWhatNeverComes()
{
    Fixture f;
    QVERIFY(f.connects());
    f.daemon.answer(u"status"_s,
                    {{u"onDisk"_s, QJsonObject{{u"revision"_s, u"something else"_s}}}});
    const int before = f.daemon.count(u"configuration.get"_s);
    for (int i = 0; i < 5; ++i) {
        QSignalSpy changed(&f.session, &Session::statusChanged);
        f.session.refreshStatus();
        QTRY_VERIFY(changed.count() >= 1);
    }
    QCOMPARE(f.daemon.count(u"configuration.get"_s), before + 1);
}

void SessionTest::keepsTheWorkingCopyThroughARestart()
{
    Fixture f;
    QVERIFY(f.connects());
    QVERIFY(f.edit("Ours"));
    QSignalSpy moved(&f.session, &Session::baseMovedOn);
    f.daemon.sayBye(u"restarting"_s);
    QVERIFY(f.reaches(State::Waiting));
    QVERIFY(f.reaches(State::Connected));
    QVERIFY(f.workspace.isModified());
    QVERIFY(f.workspace.undoStack().canUndo());
    QCOMPARE(moved.count(), 0);
    QVERIFY(f.apply()->kind == Kind::Applied);
}

void SessionTest::saysThatTheBaseMovedDuringAnAbsence()
{
    Fixture f;
    QVERIFY(f.connects());
    QVERIFY(f.edit("Ours"));
    const QByteArray theirs = f.withIssuer("Theirs");
    QSignalSpy moved(&f.session, &Session::baseMovedOn);
    f.daemon.sayBye(u"restarting"_s);
    f.daemon.text = theirs;
    QVERIFY(f.reaches(State::Waiting));
    QVERIFY(f.reaches(State::Connected));
    QCOMPARE(moved.count(), 1);
    QVERIFY(f.text().find("Ours") != std::string::npos);
    QCOMPARE(f.workspace.baseRevision(), f.daemon.revision());
}

void SessionTest::anotherConnectionBeginsAnew()
{
    Fixture f;
    QVERIFY(f.connects());
    QVERIFY(f.edit("Ours"));
    FakeDaemon other;
    other.text = f.withIssuer("Other");
    QVERIFY(other.listen());
    f.session.open(other.spec());
    QCOMPARE(f.session.state(), State::Connecting);
    QVERIFY(!f.workspace.isOpen());
    QVERIFY(f.reaches(State::Connected));
    QCOMPARE(f.text(), other.text.toStdString());
    QVERIFY(!f.workspace.isModified());
    QVERIFY(!f.workspace.undoStack().canUndo());
    QTRY_COMPARE(f.daemon.clients(), 0);
}

void SessionTest::answersOfAFormerConnectionAreIgnored()
{
    Fixture f;
    QVERIFY(f.connects());
    QVERIFY(f.edit("Ours"));
    f.daemon.stayMute(u"configuration.apply"_s);
    std::optional<ApplyResult> result;
    f.session.apply({}, this, [&](const ApplyResult &value) { result = value; });
    FakeDaemon other;
    QVERIFY(other.listen());
    f.session.open(other.spec());
    QTRY_VERIFY(result);
    QCOMPARE(result->kind, Kind::Failed);
    QVERIFY(f.reaches(State::Connected));
    QVERIFY(f.edit("Ours"));
    QCOMPARE(f.apply()->kind, Kind::Applied); // nothing is left of the former
}

QTEST_GUILESS_MAIN(SessionTest)
#include "SessionTest.moc"
