// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/SocketFile.h"
#include "shared/control/SocketPath.h"
#include "tests/unit/control/ConsoleFixture.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <fcntl.h>
#include <set>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace wharfgate::control;
using wharfgate::test::ConsoleFixture;
using wharfgate::test::ControlClient;

namespace {

struct stat statusOf(const QString &path)
{
    struct stat info
    {};
    if (::lstat(path.toUtf8().constData(), &info) != 0)
        info = {};
    return info;
}

/// A socket file as a process that was killed leaves it.
void leaveStaleSocket(const QString &path)
{
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, path.toUtf8().constData(), sizeof address.sun_path);
    QCOMPARE(::bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    ::close(descriptor);
}

} // namespace

/// Where the console socket is, who may reach it, and what the configuration changes about it.
class ConsoleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<ConsoleFixture>(); }
    void cleanup()
    {
        m_fixture.reset();
        ::umask(022);
    }

    void namesThePlace_data();
    void namesThePlace();
    void neverLetsOthersConnect();
    void removesItsFile();
    void givesItToAGroup();
    void replacesAStaleSocket();
    void servesWithoutTheDefaultSocket();
    void doesNotStartWithoutAnExplicitSocket_data();
    void doesNotStartWithoutAnExplicitSocket();
    void doesNotReplaceASocketInUse();
    void canBeTurnedOff();
    void movesOnReload();
    void refusesAPlaceThatCannotBe();

private:
    QByteArray textWith(const QByteArray &control) const
    {
        return m_fixture->text("[pull]", "control: {" + control + "}\n");
    }
    QString other() const { return m_fixture->daemon.folder() + u"/other.sock"_s; }
    QString socket() const { return m_fixture->daemon.controlSocket(); }

    std::unique_ptr<ConsoleFixture> m_fixture;
};

void ConsoleTest::namesThePlace_data()
{
    QTest::addColumn<QByteArray>("runtime");
    QTest::addColumn<QByteArray>("session");
    QTest::addColumn<QByteArray>("forRoot");
    QTest::addColumn<QByteArray>("forOthers");
    const QByteArray system = "/run/wharfgate/control.sock";
    QTest::newRow("nothing") << ""_ba
                             << ""_ba << system << ""_ba;
    QTest::newRow("session") << ""_ba
                             << "/run/user/1"_ba << system
                             << "/run/user/1/wharfgate/control.sock"_ba;
    QTest::newRow("systemd") << "/run/wg"_ba
                             << "/run/user/1"_ba
                             << "/run/wg/control.sock"_ba
                             << "/run/wg/control.sock"_ba;
    QTest::newRow("several") << "/run/wg:/run/more"_ba
                             << ""_ba
                             << "/run/wg/control.sock"_ba
                             << "/run/wg/control.sock"_ba;
    QTest::newRow("relative") << "run"_ba
                              << "user"_ba << system << ""_ba;
}

void ConsoleTest::namesThePlace()
{
    QFETCH(QByteArray, runtime);
    QFETCH(QByteArray, session);
    QFETCH(QByteArray, forRoot);
    QFETCH(QByteArray, forOthers);
    const QByteArray oldRuntime = qgetenv("RUNTIME_DIRECTORY");
    const QByteArray oldSession = qgetenv("XDG_RUNTIME_DIR");
    qputenv("RUNTIME_DIRECTORY", runtime);
    qputenv("XDG_RUNTIME_DIR", session);
    const std::string path = daemonSocketPath();
    const std::vector<std::string> paths = clientSocketPaths();
    qputenv("RUNTIME_DIRECTORY", oldRuntime);
    qputenv("XDG_RUNTIME_DIR", oldSession);
    QCOMPARE(QByteArray::fromStdString(path), ::geteuid() == 0 ? forRoot : forOthers);
    QVERIFY(path.empty() || paths.front() == path);
    QVERIFY(std::find(paths.begin(), paths.end(), "/run/wharfgate/control.sock") != paths.end());
    QVERIFY(std::set<std::string>(paths.begin(), paths.end()).size() == paths.size());
}

void ConsoleTest::neverLetsOthersConnect()
{
    ::umask(0);
    const auto listener = wharfgate::net::Listener::open(
        {true, other().toStdString(), 0}, wharfgate::net::Listener::FileMode::Private);
    QVERIFY(listener);
    QCOMPARE(statusOf(other()).st_mode & 07777, 0600u); // as it was born
    m_fixture->start(m_fixture->text());
    QVERIFY(S_ISSOCK(statusOf(socket()).st_mode));
    QCOMPARE(statusOf(socket()).st_mode & 07777, 0660u);
    m_fixture->greeted();
}

void ConsoleTest::removesItsFile()
{
    m_fixture->start(m_fixture->text());
    m_fixture->daemon.console().stop();
    QVERIFY(!QFile::exists(socket()));
    QCOMPARE(m_fixture->daemon.console().socketPath(), std::string());
}

void ConsoleTest::givesItToAGroup()
{
    if (::geteuid() != 0)
        QSKIP("needs root to give files away");
    m_fixture->start(textWith("group: daemon"));
    const gid_t group = statusOf(socket()).st_gid;
    QVERIFY(group != ::getegid());
    QCOMPARE(statusOf(socket()).st_mode & 07777, 0660u);
    // Back to its own, with the socket and its clients kept.
    ControlClient client = m_fixture->greeted();
    m_fixture->daemon.writeConfiguration(m_fixture->text());
    QVERIFY(client.call(u"service.reload"_s));
    QCOMPARE(statusOf(socket()).st_gid, ::getegid());
    m_fixture->daemon.writeConfiguration(textWith("group: \"" + QByteArray::number(group) + '"'));
    QVERIFY(client.call(u"service.reload"_s));
    QCOMPARE(statusOf(socket()).st_gid, group);
    m_fixture->daemon.writeConfiguration(textWith("group: no-such-group"));
    const Reply reply = client.call(u"service.reload"_s);
    QCOMPARE(ConsoleFixture::codeOf(reply), ErrorCode::Refused);
    QVERIFY(reply.error().message.contains("no-such-group"_L1));
    QCOMPARE(statusOf(socket()).st_gid, group);
}

void ConsoleTest::replacesAStaleSocket()
{
    leaveStaleSocket(socket());
    m_fixture->start(m_fixture->text());
    QVERIFY(m_fixture->greeted().call(u"ping"_s));
}

void ConsoleTest::servesWithoutTheDefaultSocket()
{
    QVERIFY(QDir().mkdir(socket())); // in the way
    m_fixture->start(m_fixture->text());
    QCOMPARE(m_fixture->daemon.get("/auth?service=s").status, 200);
    QCOMPARE(m_fixture->daemon.console().socketPath(), std::string());
    QVERIFY(m_fixture->daemon.log().contains("warning control.no-socket"));
    QVERIFY(QDir().rmdir(socket()));
    m_fixture->daemon.daemon().reload("test"); // tries again
    QVERIFY(m_fixture->greeted().call(u"ping"_s));
}

void ConsoleTest::doesNotStartWithoutAnExplicitSocket_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::newRow("no folder") << "socket: FOLDER/missing/control.sock"_ba;
    QTest::newRow("a file is there") << "socket: FOLDER/auth.yml"_ba;
    QTest::newRow("no group") << "socket: FOLDER/other.sock, group: no-such-group"_ba;
    QTest::newRow("long path") << "socket: /tmp/" + QByteArray(120, 'x');
    QTest::newRow("no path") << "socket: yes-please"_ba;
    QTest::newRow("admins are a mapping") << "admins: {a: b}"_ba;
    QTest::newRow("nobody") << "admins: [\"@\"]"_ba;
    QTest::newRow("empty name") << "viewers: [\"\"]"_ba;
}

void ConsoleTest::doesNotStartWithoutAnExplicitSocket()
{
    QFETCH(QByteArray, settings);
    m_fixture->daemon.writeConfiguration(
        textWith(settings.replace("FOLDER", m_fixture->daemon.folder().toUtf8())));
    QVERIFY(!m_fixture->daemon.start());
    QCOMPARE(m_fixture->daemon.console().socketPath(), std::string());
    QVERIFY(!QFile::exists(other()));
}

void ConsoleTest::doesNotReplaceASocketInUse()
{
    m_fixture->start(textWith("socket: " + other().toUtf8()));
    ControlClient client(other());
    QVERIFY(client.greet());
    ConsoleFixture second;
    second.daemon.writeConfiguration(
        second.text("[pull]", "control: {socket: " + other().toUtf8() + "}\n"));
    const auto started = second.daemon.start();
    QVERIFY(!started);
    QVERIFY2(started.error().detail.find("in use") != std::string::npos,
             started.error().detail.c_str());
    QVERIFY(client.call(u"ping"_s));
    QVERIFY(ControlClient(other()).greet());
}

void ConsoleTest::canBeTurnedOff()
{
    m_fixture->start(textWith("socket: none"));
    QVERIFY(!QFile::exists(socket()));
    QVERIFY(!m_fixture->daemon.log().contains("no-socket"));
    m_fixture->daemon.writeConfiguration(m_fixture->text());
    m_fixture->daemon.daemon().reload("test");
    ControlClient client = m_fixture->greeted();
    m_fixture->daemon.writeConfiguration(textWith("socket: none"));
    QVERIFY(client.call(u"service.reload"_s)); // who is connected stays
    QVERIFY(!QFile::exists(socket()));
    QVERIFY(client.call(u"ping"_s));
}

void ConsoleTest::movesOnReload()
{
    m_fixture->start(m_fixture->text());
    ControlClient client = m_fixture->greeted();
    m_fixture->daemon.writeConfiguration(textWith("socket: " + other().toUtf8()));
    QVERIFY(client.call(u"service.reload"_s));
    QVERIFY(!QFile::exists(socket()));
    QVERIFY(ControlClient(other()).greet());
    QVERIFY(client.call(u"ping"_s));
    QVERIFY(m_fixture->daemon.log().contains("socket=" + other().toUtf8()));
}

void ConsoleTest::refusesAPlaceThatCannotBe()
{
    m_fixture->start(m_fixture->text());
    ControlClient client = m_fixture->greeted();
    m_fixture->daemon.writeConfiguration(
        textWith("socket: " + m_fixture->daemon.folder().toUtf8() + "/missing/control.sock"));
    QCOMPARE(ConsoleFixture::codeOf(client.call(u"service.reload"_s)), ErrorCode::Refused);
    QVERIFY(m_fixture->greeted().call(u"ping"_s));
}

QTEST_GUILESS_MAIN(ConsoleTest)
#include "ConsoleTest.moc"
