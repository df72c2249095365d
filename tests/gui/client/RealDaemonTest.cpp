// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/DaemonLink.h"
#include "gui/client/ServiceControl.h"
#include "gui/client/Session.h"
#include "gui/workspace/Workspace.h"
#include "tests/gui/support/DaemonProcess.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <pwd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace wharfgate;
using gui::DaemonClient;
using gui::ServiceControl;
using gui::Session;
using gui::Workspace;
using test::DaemonProcess;
using ApplyResult = Session::ApplyResult;
using Kind = ApplyResult::Kind;
using State = Session::State;

namespace {

constexpr int kLimit = 30'000;

/// One console.
struct Console
{
    Workspace workspace;
    Session session{workspace};

    Console() { session.link().setPauses({100ms}); }
    bool reaches(State state)
    {
        return QTest::qWaitFor([&] { return session.state() == state; }, kLimit);
    }
    bool connects(const gui::ConnectionSpec &spec)
    {
        session.open(spec);
        return reaches(State::Connected);
    }
    /// Another issuer of tokens, as an edit of the text.
    bool edit(const std::string &issuer)
    {
        std::string text = workspace.content().text();
        const std::size_t at = text.find("issuer: ");
        if (at == std::string::npos)
            return false;
        text.replace(at, text.find('\n', at) - at, "issuer: \"" + issuer + "\"");
        return workspace.perform(u"Edit"_s, {config::ReplaceText{text}}).has_value();
    }
    ApplyResult apply()
    {
        std::optional<ApplyResult> result;
        session.apply(u"from a test"_s, &session,
                      [&](const ApplyResult &value) { result = value; });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, kLimit))
            qFatal("The apply is not answered.");
        return *result;
    }
};

} // namespace

/// The console's connection against the real daemon.
class RealDaemonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void connectsAndShowsTheStatus();
    void appliesAnEdit();
    void refusesABrokenFile();
    void twoConsolesConflict();
    void followsAnEditOfTheFile();
    void reconnectsAfterARestart();
    void saysThatItWasStopped();
    void saysThatItWasKilled();
    void suspendedIsSilent();
    void viewersMayLookOnly();
    void strangersAreRefused();
    void reloads();
    void stopsAndStarts();
    void manyCallsAtOnce();

private:
    std::unique_ptr<DaemonProcess> m_daemon;
};

void RealDaemonTest::init()
{
    m_daemon = DaemonProcess::create();
    QVERIFY(m_daemon);
    QVERIFY(m_daemon->start());
}

void RealDaemonTest::cleanup()
{
    m_daemon.reset();
}

void RealDaemonTest::connectsAndShowsTheStatus()
{
    Console console;
    QVERIFY(console.connects(m_daemon->spec()));
    const DaemonClient::Greeting &greeting = console.session.client().greeting();
    QVERIFY(greeting.isAdmin);
    QVERIFY(!greeting.version.isEmpty());
    QVERIFY(console.session.client().can(u"configuration"_s));
    QCOMPARE(console.workspace.content().text(), m_daemon->text().toStdString());
    QVERIFY(console.workspace.readOnlyReason().isEmpty());
    const auto &status = console.session.status();
    QVERIFY(status);
    QCOMPARE(status->pid, m_daemon->pid());
    QCOMPARE(status->instance, greeting.instance);
    QCOMPARE(status->address, m_daemon->address());
    QCOMPARE(status->transport, u"https"_s);
    QCOMPARE(status->revision, console.workspace.baseRevision());
    QVERIFY(!status->diskDiffers);
    QVERIFY(status->started.isValid());
    QVERIFY(status->rules > 0 && status->users > 0);
    QVERIFY(!status->certificates.empty());
    QVERIFY(status->daysUntilExpiry(QDateTime::currentDateTimeUtc()).value_or(0) > 0);
}

void RealDaemonTest::appliesAnEdit()
{
    Console console;
    QVERIFY(console.connects(m_daemon->spec()));
    QSignalSpy moved(&console.session, &Session::baseMovedOn);
    QVERIFY(console.edit("Edited"));
    const ApplyResult result = console.apply();
    QVERIFY2(result.kind == Kind::Applied, qPrintable(result.message));
    QVERIFY(!console.workspace.isModified());
    QVERIFY(m_daemon->text().contains("issuer: \"Edited\""));
    console.session.refreshStatus();
    QTRY_COMPARE(console.session.status()->issuer, u"Edited"_s);
    QCOMPARE(console.session.status()->revision, console.workspace.baseRevision());
    QCOMPARE(moved.count(), 0);
    QCOMPARE(m_daemon->requestToken(m_daemon->account(), m_daemon->password(), {}), 200);
    QCOMPARE(m_daemon->requestToken(m_daemon->account(), u"wrong"_s, {}), 401);
}

void RealDaemonTest::refusesABrokenFile()
{
    Console console;
    QVERIFY(console.connects(m_daemon->spec()));
    std::string text = console.workspace.content().text();
    const QByteArray before = m_daemon->text();
    // Only the daemon's machine knows that this file is missing.
    const std::size_t at = text.find("certificate: ");
    text.replace(at, text.find('\n', at) - at, "certificate: \"/nowhere/missing.crt\"");
    QVERIFY(console.workspace.perform(u"Edit"_s, {config::ReplaceText{text}}));
    const ApplyResult result = console.apply();
    QVERIFY(result.kind == Kind::Invalid || result.kind == Kind::Failed);
    if (result.kind == Kind::Invalid)
        QVERIFY(!result.problems.empty());
    else
        QVERIFY(!result.message.isEmpty());
    QCOMPARE(m_daemon->text(), before);
    QVERIFY(console.workspace.isModified());
    QVERIFY(console.session.isLive());
}

void RealDaemonTest::twoConsolesConflict()
{
    Console first;
    Console second;
    QVERIFY(first.connects(m_daemon->spec()));
    QVERIFY(second.connects(m_daemon->spec()));
    QSignalSpy moved(&second.session, &Session::baseMovedOn);
    QVERIFY(second.edit("Second"));
    QVERIFY(first.edit("First"));
    QVERIFY(first.apply().kind == Kind::Applied);
    QTRY_COMPARE_WITH_TIMEOUT(moved.count(), 1, kLimit);
    QCOMPARE(moved[0][0].toString(), second.session.client().greeting().user);
    QCOMPARE(second.workspace.base().text(), first.workspace.content().text());
    QVERIFY(second.workspace.isModified());
    // On the base of before it is a conflict.
    std::optional<ApplyResult> result;
    second.session.overwrite(u"0"_s, {}, this, [&](const ApplyResult &value) { result = value; });
    QTRY_VERIFY_WITH_TIMEOUT(result, kLimit);
    QCOMPARE(int(result->kind), int(Kind::Conflict));
    QCOMPARE(result->theirText, first.workspace.content().text());
    const QString theirs = result->theirRevision;
    result.reset();
    second.session.overwrite(theirs, {}, this, [&](const ApplyResult &value) { result = value; });
    QTRY_VERIFY_WITH_TIMEOUT(result, kLimit);
    QCOMPARE(int(result->kind), int(Kind::Applied));
    // The first, unmodified, follows.
    QTRY_COMPARE_WITH_TIMEOUT(first.workspace.content().text(), second.workspace.content().text(),
                              kLimit);
}

void RealDaemonTest::followsAnEditOfTheFile()
{
    Console console;
    QVERIFY(console.connects(m_daemon->spec()));
    QVERIFY(m_daemon->setText("# edited by hand\n" + m_daemon->text()));
    QTRY_VERIFY_WITH_TIMEOUT(console.workspace.content().text().starts_with("# edited by hand"),
                             kLimit);
    QVERIFY(!console.workspace.isModified());
    // A file with errors is not taken over, but shown.
    QSignalSpy notified(&console.session, &Session::notified);
    QVERIFY(m_daemon->setText("server: [\n"));
    QTRY_VERIFY_WITH_TIMEOUT(console.workspace.content().hasErrors(), kLimit);
    QTRY_VERIFY_WITH_TIMEOUT(console.session.status()->diskDiffers, kLimit);
    QVERIFY(!console.session.status()->lastReload.ok);
}

void RealDaemonTest::reconnectsAfterARestart()
{
    Console console;
    QVERIFY(console.connects(m_daemon->spec()));
    QVERIFY(console.edit("Unsaved"));
    const QString instance = console.session.client().greeting().instance;
    QSignalSpy connected(&console.session, &Session::connected);
    QVERIFY(m_daemon->restart());
    QTRY_COMPARE_WITH_TIMEOUT(connected.count(), 1, kLimit);
    QVERIFY(console.session.client().greeting().instance != instance);
    QVERIFY(console.workspace.isModified());
    QVERIFY(console.apply().kind == Kind::Applied);
}

void RealDaemonTest::saysThatItWasStopped()
{
    Console console;
    QVERIFY(console.connects(m_daemon->spec()));
    QVERIFY(m_daemon->stop());
    QVERIFY(console.reaches(State::Waiting));
    QCOMPARE(console.session.link().loss().end, DaemonClient::End::Stopped);
    QVERIFY2(console.session.stateText().contains(u"stopped"_s),
             qPrintable(console.session.stateText()));
}

void RealDaemonTest::saysThatItWasKilled()
{
    Console console;
    QVERIFY(console.connects(m_daemon->spec()));
    m_daemon->kill();
    QVERIFY(console.reaches(State::Waiting));
    QCOMPARE(console.session.link().loss().end, DaemonClient::End::Crashed);
    QVERIFY2(console.session.stateText().contains(u"crashed or was killed"_s),
             qPrintable(console.session.stateText()));
    // The socket that it left behind hinders nobody.
    QVERIFY(m_daemon->start());
    QVERIFY(console.reaches(State::Connected));
}

void RealDaemonTest::suspendedIsSilent()
{
    Console console;
    console.session.client().setPatience({500ms, 1s});
    QVERIFY(console.connects(m_daemon->spec()));
    ::kill(static_cast<pid_t>(m_daemon->pid()), SIGSTOP);
    console.session.refreshStatus();
    QVERIFY(console.reaches(State::Waiting));
    QCOMPARE(console.session.link().loss().end, DaemonClient::End::Silent);
    ::kill(static_cast<pid_t>(m_daemon->pid()), SIGCONT);
    QVERIFY(console.reaches(State::Connected));
}

void RealDaemonTest::viewersMayLookOnly()
{
    const passwd *user = ::getpwuid(::geteuid());
    QVERIFY(user != nullptr);
    const QByteArray name = user->pw_name;
    QVERIFY(m_daemon->setText(
        m_daemon->text() + "\ncontrol:\n  admins: [\"nobody\"]\n  viewers: [\"" + name + "\"]\n"));
    QVERIFY(m_daemon->restart());
    Console console;
    QVERIFY(console.connects(m_daemon->spec()));
    QVERIFY(!console.session.client().greeting().isAdmin);
    QVERIFY(!console.session.canChange());
    QVERIFY2(console.workspace.readOnlyReason().contains(u"viewer"_s),
             qPrintable(console.workspace.readOnlyReason()));
    QVERIFY(!QByteArray::fromStdString(console.workspace.content().text()).contains("$2"));
    QVERIFY(console.workspace.content().configuration() != nullptr);
    ServiceControl control(console.session);
    QVERIFY(!control.whyNot(ServiceControl::Action::Stop).isEmpty());
    // Asking nevertheless is refused by the daemon, too.
    std::optional<control::Reply> reply;
    console.session.client().call(u"service.stop"_s, {}, this,
                                  [&](const control::Reply &value) { reply = value; });
    QTRY_VERIFY_WITH_TIMEOUT(reply, kLimit);
    QVERIFY(!*reply);
    QCOMPARE(reply->error().code, control::ErrorCode::NotAuthorized);
}

void RealDaemonTest::strangersAreRefused()
{
    QVERIFY(m_daemon->setText(m_daemon->text() +
                              "\ncontrol:\n  admins: [\"nobody\"]\n  viewers: []\n"));
    QVERIFY(m_daemon->restart());
    Console console;
    console.session.open(m_daemon->spec());
    QVERIFY(console.reaches(State::Waiting));
    QCOMPARE(console.session.link().loss().end, DaemonClient::End::NotAuthorized);
    QVERIFY(console.session.stateText().contains(u"control.admins"_s));
    QVERIFY(!console.workspace.isOpen());
}

void RealDaemonTest::reloads()
{
    Console console;
    QVERIFY(console.connects(m_daemon->spec()));
    ServiceControl control(console.session);
    QSignalSpy finished(&control, &ServiceControl::finished);
    control.run(ServiceControl::Action::Reload);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kLimit);
    QVERIFY2(finished[0][1].toBool(), qPrintable(finished[0][2].toString()));
    QVERIFY(console.session.isLive());
}

void RealDaemonTest::stopsAndStarts()
{
    gui::ConnectionSpec spec = m_daemon->spec();
    spec.startCommand = m_daemon->startCommand();
    Console console;
    QVERIFY(console.connects(spec));
    ServiceControl control(console.session);
    QSignalSpy finished(&control, &ServiceControl::finished);
    const auto run = [&](ServiceControl::Action action) {
        finished.clear();
        control.run(action);
        return QTest::qWaitFor([&] { return finished.count() == 1; }, kLimit) &&
               finished[0][1].toBool();
    };
    QVERIFY2(run(ServiceControl::Action::Stop), qPrintable(finished.value(0).value(2).toString()));
    QTRY_VERIFY_WITH_TIMEOUT(!m_daemon->isRunning(), kLimit);
    QVERIFY2(run(ServiceControl::Action::Start), qPrintable(finished.value(0).value(2).toString()));
    QVERIFY(console.session.isLive());
    QVERIFY(m_daemon->isRunning());
    const QString instance = console.session.client().greeting().instance;
    QVERIFY2(run(ServiceControl::Action::Restart),
             qPrintable(finished.value(0).value(2).toString()));
    QVERIFY(console.session.isLive());
    QVERIFY(console.session.client().greeting().instance != instance);
}

/// More than the daemon answers at once.
void RealDaemonTest::manyCallsAtOnce()
{
    Console console;
    QVERIFY(console.connects(m_daemon->spec()));
    int good = 0;
    int bad = 0;
    for (int i = 0; i < 100; ++i) {
        console.session.client().call(u"ping"_s, {}, this,
                                      [&](const control::Reply &reply) { ++(reply ? good : bad); });
    }
    QTRY_COMPARE_WITH_TIMEOUT(good + bad, 100, kLimit);
    QCOMPARE(bad, 0);
}

QTEST_GUILESS_MAIN(RealDaemonTest)
#include "RealDaemonTest.moc"
