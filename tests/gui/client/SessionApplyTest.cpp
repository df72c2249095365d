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

/// What becomes of the working copy: applying, conflicts, changes from elsewhere.
class SessionApplyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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

void SessionApplyTest::applies()
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

void SessionApplyTest::ownApplyMovesNothing()
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

void SessionApplyTest::notificationBeforeTheReplyMovesNothing()
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

void SessionApplyTest::editsDuringApplyStay()
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

void SessionApplyTest::appliesNothingWithErrors()
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

void SessionApplyTest::appliesNothingWithoutConnection()
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

void SessionApplyTest::applyFails_data()
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

void SessionApplyTest::applyFails()
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

void SessionApplyTest::conflictCarriesTheirText()
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

void SessionApplyTest::overwritesTheirs()
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

void SessionApplyTest::lostDuringApply()
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

void SessionApplyTest::followsChangesFromElsewhere()
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

void SessionApplyTest::saysWhenTheBaseMovesOn()
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

void SessionApplyTest::changesDuringApplyAreSeenAfterwards()
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

void SessionApplyTest::seesAChangedFileInTheStatus()
{
    Fixture f;
    QVERIFY(f.connects());
    f.daemon.text = f.withIssuer("Theirs"); // edited on disk, nobody said
    f.session.refreshStatus();
    QTRY_COMPARE(f.text(), f.daemon.text.toStdString());
}

void SessionApplyTest::asksNotAgainForWhatNeverComes()
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

void SessionApplyTest::keepsTheWorkingCopyThroughARestart()
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

void SessionApplyTest::saysThatTheBaseMovedDuringAnAbsence()
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

void SessionApplyTest::anotherConnectionBeginsAnew()
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

void SessionApplyTest::answersOfAFormerConnectionAreIgnored()
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

QTEST_GUILESS_MAIN(SessionApplyTest)
#include "SessionApplyTest.moc"
