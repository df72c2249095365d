// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/SshTunnel.h"

#include "gui/client/DaemonLink.h"
#include "gui/client/Session.h"
#include "gui/workspace/Workspace.h"
#include "tests/gui/client/FakeSsh.h"
#include "tests/gui/support/FakeDaemon.h"

#include <QFileInfo>
#include <QSignalSpy>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace wharfgate;
using gui::ConnectionSpec;
using gui::DaemonClient;
using gui::Session;
using gui::SshTunnel;
using test::FakeDaemon;
using test::FakeSsh;
using State = Session::State;

namespace {

ConnectionSpec specTo(const QString &host, const QString &path, int port = 0)
{
    ConnectionSpec spec;
    spec.kind = ConnectionSpec::Kind::Ssh;
    spec.host = host;
    spec.path = path;
    spec.port = port;
    return spec;
}

bool runs(qint64 pid)
{
    QFile state(u"/proc/%1/stat"_s.arg(pid));
    return state.open(QIODevice::ReadOnly) && !state.readAll().contains(") Z ");
}

} // namespace

class SshTunnelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatIsNoHostOrPath_data();
    void refusesWhatIsNoHostOrPath();
    void refusedNamesAreNotRun();
    void forwards();
    void theSocketIsPrivate();
    void endsWithTheTunnel();
    void failures_data();
    void failures();
    void programIsMissing();
    void endsBySignal();
    void timeLimit();
    void closingForgetsTheFailure();
    void sessionThroughSsh();
    void sessionSaysThatNothingListensThere();
    void sessionDoesNotTryRefusedKeysAgain();
    void sessionTellsALostTunnelFromACrash();
};

void SshTunnelTest::refusesWhatIsNoHostOrPath_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("port");
    QTest::addColumn<bool>("good");
    const QString path = u"/run/wharfgate/control.sock"_s;
    QTest::newRow("host") << u"registry.example.com"_s << path << 0 << true;
    QTest::newRow("user") << u"root@registry"_s << path << 2222 << true;
    QTest::newRow("IPv6") << u"root@fe80::1%eth0"_s << path << 0 << true;
    QTest::newRow("international") << u"köln.example"_s << path << 0 << true;
    QTest::newRow("empty") << QString() << path << 0 << false;
    QTest::newRow("option") << u"-oProxyCommand=touch /tmp/x"_s << path << 0 << false;
    QTest::newRow("option as user") << u"-oProxyCommand=x@host"_s << path << 0 << false;
    QTest::newRow("option after user") << u"root@-oProxyCommand=x"_s << path << 0 << false;
    QTest::newRow("command") << u"host;reboot"_s << path << 0 << false;
    QTest::newRow("quotes") << u"ho`id`st"_s << path << 0 << false;
    QTest::newRow("space") << u"host other"_s << path << 0 << false;
    QTest::newRow("line break") << u"host\nx"_s << path << 0 << false;
    QTest::newRow("line break at the end") << u"host\n"_s << path << 0 << false;
    QTest::newRow("no user") << u"@host"_s << path << 0 << false;
    QTest::newRow("port") << u"host"_s << path << 65536 << false;
    QTest::newRow("negative port") << u"host"_s << path << -1 << false;
    QTest::newRow("relative path") << u"host"_s << u"control.sock"_s << 0 << false;
    QTest::newRow("no path") << u"host"_s << QString() << 0 << false;
    QTest::newRow("folder only") << u"host"_s << u"/"_s << 0 << false;
    QTest::newRow("second forward") << u"host"_s << u"/run/a:/run/b"_s << 0 << false;
    QTest::newRow("token") << u"host"_s << u"/run/%u"_s << 0 << false;
    QTest::newRow("variable") << u"host"_s << u"/run/${HOME}"_s << 0 << false;
    QTest::newRow("control character") << u"host"_s << u"/run/a\x1b"_s << 0 << false;
    QTest::newRow("long") << u"host"_s << u'/' + QString(107, u'x') << 0 << false;
}

void SshTunnelTest::refusesWhatIsNoHostOrPath()
{
    QFETCH(QString, host);
    QFETCH(QString, path);
    QFETCH(int, port);
    QFETCH(bool, good);
    const QString why = SshTunnel::whyNot(specTo(host, path, port));
    QCOMPARE(why.isEmpty(), good);
    QVERIFY(!why.contains(u'\n') && !why.contains(u'\x1b'));
}

void SshTunnelTest::refusedNamesAreNotRun()
{
    const FakeSsh ssh({});
    SshTunnel tunnel;
    tunnel.setProgram(ssh.program());
    QSignalSpy failed(&tunnel, &SshTunnel::failed);
    tunnel.open(specTo(u"-oProxyCommand=x"_s, u"/run/c.sock"_s));
    QCOMPARE(failed.count(), 0); // not from within the call
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed[0][1].toBool());
    QVERIFY(ssh.arguments().isEmpty());
}

void SshTunnelTest::forwards()
{
    FakeDaemon daemon;
    QVERIFY(daemon.listen());
    const FakeSsh ssh(FakeSsh::forwarding());
    SshTunnel tunnel;
    tunnel.setProgram(ssh.program());
    QSignalSpy opened(&tunnel, &SshTunnel::opened);
    tunnel.open(specTo(u"root@host"_s, daemon.socket(), 2222));
    QTRY_COMPARE(opened.count(), 1);
    DaemonClient client;
    client.open(tunnel.socketPath());
    QTRY_COMPARE(client.state(), DaemonClient::State::Connected);
    const QStringList arguments = ssh.arguments();
    QCOMPARE(arguments.last(), u"root@host"_s);
    QCOMPARE(arguments[arguments.size() - 2], u"--"_s);
    for (const QString &expected :
         {u"-N"_s, u"-oBatchMode=yes"_s, u"-oExitOnForwardFailure=yes"_s,
          u"-oStreamLocalBindUnlink=yes"_s, u"-oServerAliveInterval=15"_s, u"2222"_s})
        QVERIFY2(arguments.contains(expected), qPrintable(expected));
}

void SshTunnelTest::theSocketIsPrivate()
{
    const FakeSsh ssh(FakeSsh::forwarding());
    SshTunnel tunnel;
    tunnel.setProgram(ssh.program());
    QSignalSpy opened(&tunnel, &SshTunnel::opened);
    tunnel.open(specTo(u"host"_s, u"/run/c.sock"_s));
    QTRY_COMPARE(opened.count(), 1);
    const QFileInfo folder(QFileInfo(tunnel.socketPath()).absolutePath());
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                            QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QVERIFY((folder.permissions() & others) == QFile::Permissions());
    const QString path = folder.absoluteFilePath();
    tunnel.close();
    QVERIFY(!QFileInfo::exists(path));
}

void SshTunnelTest::endsWithTheTunnel()
{
    FakeSsh ssh({});
    ssh.set("import os\nopen('" + ssh.file(u"pid"_s).toUtf8() +
            "', 'w').write(str(os.getpid()))\n" + FakeSsh::forwarding());
    const auto pid = [&] {
        QFile file(ssh.file(u"pid"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll().toLongLong() : 0;
    };
    {
        SshTunnel tunnel;
        tunnel.setProgram(ssh.program());
        QSignalSpy opened(&tunnel, &SshTunnel::opened);
        tunnel.open(specTo(u"host"_s, u"/run/c.sock"_s));
        QTRY_COMPARE(opened.count(), 1);
        const qint64 first = pid();
        QVERIFY(runs(first));
        tunnel.close();
        QTRY_VERIFY(!runs(first));
        tunnel.open(specTo(u"host"_s, u"/run/c.sock"_s));
        QTRY_COMPARE(opened.count(), 2);
        QVERIFY(runs(pid()));
    }
    QVERIFY(!runs(pid()));
}

void SshTunnelTest::failures_data()
{
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<bool>("needsUser");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("unknown host")
        << QByteArray("ssh: Could not resolve hostname nowhere: Name or service not known\n")
        << false << QStringList{u"Could not resolve hostname nowhere"_s};
    QTest::newRow("refused") << QByteArray("ssh: connect to host h port 22: Connection refused\n")
                             << false << QStringList{u"Connection refused"_s};
    QTest::newRow("key") << QByteArray("root@h: Permission denied (publickey,password).\n") << true
                         << QStringList{u"Permission denied"_s, u"ssh-add"_s};
    QTest::newRow("host key") << QByteArray("Host key verification failed.\n") << true
                              << QStringList{u"in a terminal"_s};
    QTest::newRow("options") << QByteArray("/root/.ssh/config: line 3: Bad configuration option: "
                                           "nonsense\n")
                             << true << QStringList{u"~/.ssh/config"_s};
    QTest::newRow("local socket")
        << QByteArray("unix_listener: cannot bind to path /x: No such file or directory\n"
                      "Could not request local forwarding.\n")
        << false << QStringList{u"cannot bind"_s, u"Could not request"_s};
    QTest::newRow("silent") << QByteArray() << false << QStringList{u"code 255"_s};
    QTest::newRow("hostile") << QByteArray("\\x1b]0;title\\x07 evil\\u202e\n") << false
                             << QStringList{u"\\x1b]0;title\\x07"_s};
    QTest::newRow("endless") << QByteArray("x").repeated(1'000'000) << false
                             << QStringList{u"xxxx"_s};
}

void SshTunnelTest::failures()
{
    QFETCH(QByteArray, words);
    QFETCH(bool, needsUser);
    QFETCH(QStringList, expected);
    const FakeSsh ssh(FakeSsh::failing(words));
    SshTunnel tunnel;
    tunnel.setProgram(ssh.program());
    QSignalSpy failed(&tunnel, &SshTunnel::failed);
    QSignalSpy opened(&tunnel, &SshTunnel::opened);
    tunnel.open(specTo(u"h"_s, u"/run/c.sock"_s));
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(opened.count(), 0);
    const QString text = failed[0][0].toString();
    QVERIFY(text.contains(u"ssh to h"_s));
    for (const QString &word : expected)
        QVERIFY2(text.contains(word), qPrintable(text));
    QVERIFY(!text.contains(u'\x1b') && text.size() < 3000);
    QCOMPARE(failed[0][1].toBool(), needsUser);
}

void SshTunnelTest::programIsMissing()
{
    SshTunnel tunnel;
    tunnel.setProgram(u"/nowhere/ssh"_s);
    QSignalSpy failed(&tunnel, &SshTunnel::failed);
    tunnel.open(specTo(u"h"_s, u"/run/c.sock"_s));
    QCOMPARE(failed.count(), 0);
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed[0][0].toString().contains(u"OpenSSH"_s));
    QVERIFY(failed[0][1].toBool());
}

void SshTunnelTest::endsBySignal()
{
    const FakeSsh ssh("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n");
    SshTunnel tunnel;
    tunnel.setProgram(ssh.program());
    QSignalSpy failed(&tunnel, &SshTunnel::failed);
    tunnel.open(specTo(u"h"_s, u"/run/c.sock"_s));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed[0][0].toString().contains(u"signal"_s));
}

void SshTunnelTest::timeLimit()
{
    const FakeSsh ssh("import sys, time\nsys.stderr.write('Connecting...\\n')\nsys.stderr.flush()\n"
                      "time.sleep(60)\n");
    SshTunnel tunnel;
    tunnel.setProgram(ssh.program());
    tunnel.setTimeLimit(1s);
    QSignalSpy failed(&tunnel, &SshTunnel::failed);
    tunnel.open(specTo(u"h"_s, u"/run/c.sock"_s));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed[0][0].toString().contains(u"not connected within 1 second"_s));
}

void SshTunnelTest::closingForgetsTheFailure()
{
    SshTunnel tunnel;
    QSignalSpy failed(&tunnel, &SshTunnel::failed);
    tunnel.open(specTo(u"-bad"_s, u"/run/c.sock"_s));
    tunnel.close();
    const FakeSsh ssh(FakeSsh::failing("second\n"));
    tunnel.setProgram(ssh.program());
    tunnel.open(specTo(u"h"_s, u"/run/c.sock"_s));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed[0][0].toString().contains(u"second"_s));
}

void SshTunnelTest::sessionThroughSsh()
{
    FakeDaemon daemon;
    QVERIFY(daemon.listen());
    const FakeSsh ssh(FakeSsh::forwarding());
    gui::Workspace workspace;
    Session session(workspace);
    session.link().tunnel().setProgram(ssh.program());
    session.link().setPauses({50ms});
    session.open(specTo(u"host"_s, daemon.socket()));
    QTRY_COMPARE(session.state(), State::Connected);
    QCOMPARE(workspace.content().text(), daemon.text.toStdString());
    daemon.sayBye(u"restarting"_s);
    QTRY_COMPARE(session.state(), State::Waiting);
    QTRY_COMPARE(session.state(), State::Connected);
}

void SshTunnelTest::sessionSaysThatNothingListensThere()
{
    const FakeSsh ssh(FakeSsh::forwarding());
    gui::Workspace workspace;
    Session session(workspace);
    session.link().tunnel().setProgram(ssh.program());
    session.open(specTo(u"host"_s, u"/nowhere/control.sock"_s));
    QTRY_COMPARE(session.state(), State::Waiting);
    QCOMPARE(session.link().loss().end, DaemonClient::End::NotRunning);
    QVERIFY2(session.stateText().contains(u"/nowhere/control.sock on host"_s),
             qPrintable(session.stateText()));
}

void SshTunnelTest::sessionDoesNotTryRefusedKeysAgain()
{
    FakeSsh ssh(FakeSsh::failing("root@host: Permission denied (publickey).\n"));
    FakeDaemon daemon;
    QVERIFY(daemon.listen());
    gui::Workspace workspace;
    Session session(workspace);
    session.link().tunnel().setProgram(ssh.program());
    session.link().setPauses({1ms});
    session.open(specTo(u"host"_s, daemon.socket()));
    QTRY_COMPARE(session.state(), State::Waiting);
    QCOMPARE(session.link().loss().end, DaemonClient::End::Unreachable);
    QCOMPARE(session.secondsUntilRetry(), -1);
    QVERIFY(session.stateText().contains(u"ssh-add"_s));
    ssh.set(FakeSsh::forwarding());
    session.retryNow();
    QTRY_COMPARE(session.state(), State::Connected);
}

void SshTunnelTest::sessionTellsALostTunnelFromACrash()
{
    FakeDaemon daemon;
    QVERIFY(daemon.listen());
    FakeSsh ssh({});
    // Ends when a file appears, as when the network is gone.
    ssh.set("import os, threading, time\n"
            "def watch():\n"
            "    while not os.path.exists('" +
            ssh.file(u"end"_s).toUtf8() +
            "'):\n"
            "        time.sleep(0.02)\n"
            "    sys.stderr.write('Timeout, server host not responding.\\n')\n"
            "    sys.stderr.flush()\n"
            "    os._exit(255)\n"
            "threading.Thread(target=watch, daemon=True).start()\n" +
            FakeSsh::forwarding());
    gui::Workspace workspace;
    Session session(workspace);
    session.link().tunnel().setProgram(ssh.program());
    session.link().setPauses({1h});
    session.open(specTo(u"host"_s, daemon.socket()));
    QTRY_COMPARE(session.state(), State::Connected);
    QFile end(ssh.file(u"end"_s));
    QVERIFY(end.open(QIODevice::WriteOnly));
    QTRY_COMPARE(session.state(), State::Waiting);
    QCOMPARE(session.link().loss().end, DaemonClient::End::Unreachable);
    QVERIFY2(session.stateText().contains(u"not responding"_s), qPrintable(session.stateText()));
}

QTEST_GUILESS_MAIN(SshTunnelTest)
#include "SshTunnelTest.moc"
