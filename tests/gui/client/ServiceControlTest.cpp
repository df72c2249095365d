// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/ServiceControl.h"

#include "gui/client/DaemonLink.h"
#include "gui/client/Session.h"
#include "gui/client/StartCommand.h"
#include "gui/workspace/Workspace.h"
#include "tests/gui/client/FakeSsh.h"
#include "tests/gui/support/FakeDaemon.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace wharfgate;
using gui::ServiceControl;
using gui::Session;
using Action = ServiceControl::Action;
using State = Session::State;

namespace {

/// A program that is run as the start command.
QString script(const test::FakeSsh &folder, const QByteArray &shell)
{
    QFile file(folder.file(u"start.sh"_s));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("The script cannot be written.");
    file.write("#!/bin/sh\n" + shell);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return file.fileName();
}

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct Fixture
{
    test::FakeDaemon daemon;
    gui::Workspace workspace;
    Session session{workspace};
    ServiceControl control{session};
    QSignalSpy finished{&control, &ServiceControl::finished};
    test::FakeSsh folder{QByteArray()};

    Fixture()
    {
        session.link().setPauses({20ms});
        if (!daemon.listen())
            qFatal("The fake daemon cannot listen.");
    }
    bool connects(const QString &startCommand = {})
    {
        gui::ConnectionSpec spec = daemon.spec();
        spec.startCommand = startCommand;
        session.open(spec);
        return QTest::qWaitFor([&] { return session.state() == State::Connected; }, 20'000);
    }
    bool ends()
    {
        return QTest::qWaitFor([&] { return finished.count() > 0; }, 20'000) &&
               !control.isRunning();
    }
    bool succeeded() const { return finished.last()[1].toBool(); }
    QString text() const { return finished.last()[2].toString(); }
    /// The daemon stops as told, and somebody starts it when `start` is a file that exists.
    void stopsWhenTold()
    {
        daemon.answer(u"service.stop"_s, [this](const QJsonObject &) {
            QMetaObject::invokeMethod(
                &daemon,
                [this] {
                    daemon.stopListening();
                    daemon.sayBye(u"stopping"_s);
                },
                Qt::QueuedConnection);
            return QJsonObject();
        });
    }
};

} // namespace

class ServiceControlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhyNot();
    void viewersControlNothing();
    void reloads();
    void reloadFails();
    void stops();
    void stopIsRefused();
    void restarts();
    void startFails_data();
    void startFails();
    void startThatDoesNotReturn();
    void canBeCancelled();
    void closingEndsIt();
    void startsThroughSsh();
};

void ServiceControlTest::saysWhyNot()
{
    Fixture f;
    QVERIFY(f.control.whyNot(Action::Stop).contains(u"No daemon is open"_s));
    QVERIFY(f.connects());
    QVERIFY(f.control.whyNot(Action::Stop).isEmpty());
    QVERIFY(f.control.whyNot(Action::Reload).isEmpty());
    QVERIFY(f.control.whyNot(Action::Start).contains(u"running already"_s));
    QVERIFY(f.control.whyNot(Action::Restart).contains(u"No start command"_s));
    f.session.link().setPauses({1h});
    f.daemon.dropClients();
    QTRY_COMPARE(f.session.state(), State::Waiting);
    QCOMPARE(f.control.whyNot(Action::Stop), f.session.stateText());
    QVERIFY(f.control.whyNot(Action::Start).contains(u"No start command"_s));
    f.control.run(Action::Start);
    QVERIFY(f.ends());
    QVERIFY(!f.succeeded());
    QVERIFY(f.text().contains(u"No start command"_s));
}

void ServiceControlTest::viewersControlNothing()
{
    Fixture f;
    f.daemon.role = u"viewer"_s;
    QVERIFY(f.connects(u"/bin/true"_s));
    for (const Action action : {Action::Stop, Action::Restart, Action::Reload})
        QVERIFY(f.control.whyNot(action).contains(u"viewer"_s));
    f.control.run(Action::Stop);
    QVERIFY(f.ends());
    QVERIFY(!f.succeeded());
    QCOMPARE(f.daemon.count(u"service.stop"_s), 0);
}

void ServiceControlTest::reloads()
{
    Fixture f;
    f.daemon.answer(u"service.reload"_s, QJsonObject());
    QVERIFY(f.connects());
    QSignalSpy changed(&f.control, &ServiceControl::changed);
    f.control.run(Action::Reload);
    QVERIFY(f.control.isRunning());
    QVERIFY(!f.control.progressText().isEmpty());
    QCOMPARE(f.control.whyNot(Action::Stop), f.control.progressText());
    QVERIFY(f.ends());
    QVERIFY(f.succeeded());
    QVERIFY(changed.count() >= 2);
    QVERIFY(f.control.progressText().isEmpty());
}

void ServiceControlTest::reloadFails()
{
    Fixture f;
    const QJsonObject warning{{u"severity"_s, u"warning"_s}, {u"message"_s, u"Odd."_s}};
    const QJsonObject error{{u"severity"_s, u"error"_s},
                            {u"line"_s, 7},
                            {u"key"_s, u"token.key"_s},
                            {u"message"_s, u"The key is missing."_s}};
    f.daemon.fail(u"service.reload"_s, control::ErrorCode::InvalidConfiguration,
                  u"The configuration has errors"_s, {{u"problems"_s, QJsonArray{warning, error}}});
    QVERIFY(f.connects());
    f.control.run(Action::Reload);
    QVERIFY(f.ends());
    QVERIFY(!f.succeeded());
    QVERIFY2(f.text().contains(u"The configuration has errors."_s) &&
                 f.text().contains(u"token.key"_s) && f.text().contains(u"The key is missing."_s),
             qPrintable(f.text()));
}

void ServiceControlTest::stops()
{
    Fixture f;
    f.stopsWhenTold();
    QVERIFY(f.connects());
    f.control.run(Action::Stop);
    QVERIFY(f.ends());
    QVERIFY(f.succeeded());
    QVERIFY(!f.session.isLive());
    QVERIFY(f.session.stateText().contains(u"stopped"_s));
}

void ServiceControlTest::stopIsRefused()
{
    Fixture f;
    f.daemon.fail(u"service.stop"_s, control::ErrorCode::Refused, u"Not now\x1b"_s);
    QVERIFY(f.connects());
    f.control.run(Action::Stop);
    QVERIFY(f.ends());
    QVERIFY(!f.succeeded());
    QCOMPARE(f.text(), u"Not now\\x1b."_s);
    QVERIFY(f.session.isLive());
}

void ServiceControlTest::restarts()
{
    Fixture f;
    f.stopsWhenTold();
    QVERIFY(f.connects(script(f.folder, "touch '" + f.folder.file(u"started"_s).toUtf8() + "'\n")));
    f.daemon.instance = u"two"_s;
    f.control.run(Action::Restart);
    QTRY_VERIFY(QFile::exists(f.folder.file(u"started"_s)));
    QVERIFY(f.control.isRunning());
    QVERIFY(f.daemon.listen());
    QVERIFY(f.ends());
    QVERIFY2(f.succeeded(), qPrintable(f.text()));
    QVERIFY(f.text().contains(u"restarted"_s));
    QCOMPARE(f.daemon.lastParams(u"service.stop"_s)["reason"_L1].toString(), u"restarting"_s);
    QVERIFY(f.session.isLive());
    QCOMPARE(f.session.client().greeting().instance, u"two"_s);
}

void ServiceControlTest::startFails_data()
{
    QTest::addColumn<QByteArray>("shell"); // empty: there is no such program
    QTest::addColumn<QStringList>("words");
    QTest::newRow("code") << QByteArray("echo 'Unit not found.' >&2; exit 5\n")
                          << QStringList{u"code 5"_s, u"Unit not found."_s};
    QTest::newRow("silent") << QByteArray("exit 1\n") << QStringList{u"code 1"_s};
    QTest::newRow("last lines") << QByteArray(
                                       "for i in 1 2 3 4 5 6 7 8 9; do echo line$i; done; exit 1\n")
                                << QStringList{u"line6 line7 line8 line9."_s};
    QTest::newRow("signal") << QByteArray("kill -9 $$\n") << QStringList{u"signal"_s};
    QTest::newRow("absent") << QByteArray() << QStringList{u"cannot be run"_s};
    QTest::newRow("hostile") << QByteArray("printf '\\033]0;x\\007'; exit 1\n")
                             << QStringList{u"\\x1b]0;x\\x07"_s};
}

void ServiceControlTest::startFails()
{
    QFETCH(QByteArray, shell);
    QFETCH(QStringList, words);
    Fixture f;
    QVERIFY(f.connects(shell.isEmpty() ? u"/nowhere/start now"_s : script(f.folder, shell)));
    f.daemon.stopListening();
    f.daemon.sayBye(u"stopping"_s);
    QTRY_COMPARE(f.session.state(), State::Waiting);
    QVERIFY(f.control.whyNot(Action::Start).isEmpty());
    f.control.run(Action::Start);
    QVERIFY(f.ends());
    QVERIFY(!f.succeeded());
    for (const QString &word : words)
        QVERIFY2(f.text().contains(word), qPrintable(f.text()));
}

void ServiceControlTest::startThatDoesNotReturn()
{
    Fixture f;
    QVERIFY(f.connects(script(f.folder, "exec sleep 60\n")));
    f.daemon.stopListening();
    f.daemon.sayBye(u"stopping"_s);
    QTRY_COMPARE(f.session.state(), State::Waiting);
    f.control.run(Action::Start);
    QVERIFY(f.daemon.listen()); // what it has started
    QVERIFY(f.ends());
    QVERIFY(f.succeeded());
    QVERIFY2(f.text().contains(u"has not returned"_s), qPrintable(f.text()));
}

void ServiceControlTest::canBeCancelled()
{
    Fixture f;
    const QString pidFile = f.folder.file(u"pid"_s);
    QVERIFY(f.connects(script(f.folder, "echo $$ >'" + pidFile.toUtf8() + "'\nexec sleep 60\n")));
    f.daemon.stopListening();
    f.daemon.sayBye(u"stopping"_s);
    QTRY_COMPARE(f.session.state(), State::Waiting);
    f.control.run(Action::Start);
    qint64 pid = 0;
    QTRY_VERIFY((pid = contentOf(pidFile).trimmed().toLongLong()) > 0);
    f.control.cancel();
    QVERIFY(!f.control.isRunning());
    QVERIFY(!f.succeeded());
    f.control.cancel(); // nothing more
    QTRY_VERIFY(contentOf(u"/proc/%1/cmdline"_s.arg(pid)).isEmpty());
    QCOMPARE(f.finished.count(), 1);
}

void ServiceControlTest::closingEndsIt()
{
    Fixture f;
    f.daemon.stayMute(u"service.reload"_s);
    QVERIFY(f.connects());
    f.control.run(Action::Reload);
    f.session.close();
    QVERIFY(f.ends());
    QVERIFY(!f.succeeded());
}

void ServiceControlTest::startsThroughSsh()
{
    const test::FakeSsh ssh(QByteArray{});
    gui::StartCommand command;
    command.setSshProgram(ssh.program());
    gui::ConnectionSpec spec;
    spec.kind = gui::ConnectionSpec::Kind::Ssh;
    spec.host = u"root@host"_s;
    spec.path = u"/run/c.sock"_s;
    spec.startCommand = u"systemctl start 'my unit'"_s;
    QSignalSpy finished(&command, &gui::StartCommand::finished);
    command.start(spec);
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(finished[0][0].toBool());
    QCOMPARE(ssh.arguments().mid(ssh.arguments().size() - 3),
             (QStringList{u"--"_s, u"root@host"_s, u"systemctl start 'my unit'"_s}));
    spec.host = u"-oProxyCommand=x"_s;
    command.start(spec);
    QTRY_COMPARE(finished.count(), 2);
    QVERIFY(!finished[1][0].toBool());
    QCOMPARE(ssh.arguments()[ssh.arguments().size() - 2], u"root@host"_s);
}

QTEST_GUILESS_MAIN(ServiceControlTest)
#include "ServiceControlTest.moc"
