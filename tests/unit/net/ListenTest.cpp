// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/net/TestServer.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace wharfgate;
using namespace wharfgate::test;
using namespace wharfgate::net;

namespace {

bool isOk(const std::string &answer)
{
    return answer.substr(0, 12) == "HTTP/1.1 200";
}

ListenAddress unixAddress(const std::string &path)
{
    return {.isUnix = true, .host = path, .port = 0};
}

} // namespace

class ListenTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parseTcp_data();
    void parseTcp();
    void dualStack();
    void numericAndNamedHosts();
    void addressInUse();
    void addressOfNobody();
    void anotherAddressWhileRunning();
    void overlappingAddressWhileRunning();
    void badAddressKeepsTheOld();
    void sameAddressAgain();
    void unixSocket();
    void unixSocketLeftByTheDead();
    void unixSocketOfTheLiving();
    void unixSocketInPlaceOfAFile();
    void unixSocketPathTooLong();
    void foreignFileIsNotRemoved();
};

void ListenTest::parseTcp_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    const auto good = [](const char *text, const char *host, int port) {
        QTest::newRow(text) << QString::fromUtf8(text) << true << QString::fromUtf8(host) << port;
    };
    const auto bad = [](const char *text) {
        QTest::newRow(*text ? text : "empty") << QString::fromUtf8(text) << false << QString() << 0;
    };
    good(":5001", "", 5001);
    good("127.0.0.1:5001", "127.0.0.1", 5001);
    good("[::1]:5001", "::1", 5001);
    good("[::]:5001", "::", 5001);
    good("localhost:0", "localhost", 0);
    good("auth.example.com:65535", "auth.example.com", 65535);
    bad("");
    bad("5001");
    bad("localhost");
    bad("localhost:");
    bad(":");
    bad("::1:5001");
    bad("[::1]");
    bad("[::1:5001");
    bad("::1]:5001");
    bad("localhost:65536");
    bad("localhost:-1");
    bad("localhost:+1");
    bad("localhost:1x");
    bad("localhost: 1");
    bad("local host:1");
    bad("http://localhost:1");
}

void ListenTest::parseTcp()
{
    QFETCH(QString, text);
    QFETCH(bool, valid);
    QFETCH(QString, host);
    QFETCH(int, port);
    const auto address = ListenAddress::parseTcp(text.toStdString());
    QCOMPARE(address.has_value(), valid);
    if (valid) {
        QCOMPARE(QString::fromStdString(address->host), host);
        QCOMPARE(address->port, port);
        QVERIFY(!address->isUnix);
    } else {
        QVERIFY(address.error().detail.find('"' + text.toStdString() + '"') != std::string::npos);
    }
}

void ListenTest::dualStack()
{
    TestServer test;
    QVERIFY(test.server.listen({.isUnix = false, .host = "", .port = 0}).has_value());
    const int port = test.server.address().port;
    QVERIFY(port > 0);
    QVERIFY(isOk(RawClient("127.0.0.1", port).get("/")));
    QCOMPARE(test.handler.peer().address, std::string("127.0.0.1")); // not ::ffff:127.0.0.1
    RawClient v6("::1", port);
    if (!v6.isConnected())
        QSKIP("this host has no IPv6");
    QVERIFY(isOk(v6.get("/")));
    QCOMPARE(test.handler.peer().address, std::string("::1"));
}

void ListenTest::numericAndNamedHosts()
{
    for (const char *host : {"127.0.0.1", "localhost"}) {
        TestServer test;
        QVERIFY(test.server.listen({.isUnix = false, .host = host, .port = 0}).has_value());
        QCOMPARE(test.server.address().host, std::string(host));
        QVERIFY(isOk(test.connect().get("/")));
    }
}

void ListenTest::addressInUse()
{
    TestServer first;
    QVERIFY(first.listen());
    const int port = first.server.address().port;
    TestServer second;
    const auto result = second.server.listen({.isUnix = false, .host = "127.0.0.1", .port = port});
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Busy);
    QCOMPARE(QString::fromStdString(result.error().detail),
             QStringLiteral("cannot listen on 127.0.0.1:%1: the address is in use by another "
                            "process")
                 .arg(port));
    QVERIFY(isOk(first.connect().get("/")));
}

void ListenTest::addressOfNobody()
{
    TestServer test;
    const auto elsewhere =
        test.server.listen({.isUnix = false, .host = "192.0.2.1", .port = 0}); // RFC 5737
    QVERIFY(!elsewhere);
    QVERIFY(elsewhere.error().detail.find("192.0.2.1:0") != std::string::npos);
    const auto unknown =
        test.server.listen({.isUnix = false, .host = "no-such-host.invalid", .port = 0});
    QVERIFY(!unknown);
    QVERIFY(unknown.error().detail.find("no-such-host.invalid") != std::string::npos);
}

void ListenTest::anotherAddressWhileRunning()
{
    TestServer test;
    QVERIFY(test.listen());
    RawClient before = test.connect();
    QVERIFY(isOk(before.get("/")));
    const int oldPort = test.server.address().port;
    QVERIFY(test.server.listen({.isUnix = false, .host = "localhost", .port = 0}).has_value());
    QVERIFY(test.server.address().port != oldPort);
    QVERIFY(isOk(test.connect().get("/")));
    QVERIFY(isOk(before.get("/"))); // the old connection lives
    QVERIFY(!RawClient("127.0.0.1", oldPort).isConnected());
}

void ListenTest::overlappingAddressWhileRunning()
{
    TestServer test;
    QVERIFY(test.listen());
    RawClient before = test.connect();
    QVERIFY(isOk(before.get("/")));
    const int port = test.server.address().port;
    // All addresses with the same port: our own listener is in the way.
    QVERIFY(test.server.listen({.isUnix = false, .host = "", .port = port}).has_value());
    QCOMPARE(test.server.address().port, port);
    QVERIFY(isOk(test.connect().get("/")));
    QVERIFY(isOk(before.get("/")));
}

void ListenTest::badAddressKeepsTheOld()
{
    TestServer other;
    QVERIFY(other.server.listen({.isUnix = false, .host = "127.0.0.2", .port = 0}).has_value());
    const int port = other.server.address().port;
    TestServer test;
    QVERIFY(test.server.listen({.isUnix = false, .host = "127.0.0.1", .port = port}).has_value());
    const ListenAddress former = test.server.address();
    QVERIFY(!test.server.listen({.isUnix = false, .host = "192.0.2.1", .port = 0}));
    QVERIFY(isOk(test.connect().get("/")));
    // In the way are both our own listener and somebody else's.
    QVERIFY(!test.server.listen({.isUnix = false, .host = "0.0.0.0", .port = port}));
    QCOMPARE(test.server.address(), former);
    QVERIFY(isOk(test.connect().get("/")));
}

void ListenTest::sameAddressAgain()
{
    TestServer test;
    const ListenAddress address{.isUnix = false, .host = "127.0.0.1", .port = 0};
    QVERIFY(test.server.listen(address).has_value());
    const int port = test.server.address().port;
    QVERIFY(test.server.listen(address).has_value());
    QCOMPARE(test.server.address().port, port);
    QVERIFY(isOk(test.connect().get("/")));
}

void ListenTest::unixSocket()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("s")).toStdString();
    {
        TestServer test;
        QVERIFY(test.server.listen(unixAddress(path)).has_value());
        QVERIFY(test.server.address() == unixAddress(path));
        RawClient client(path);
        QVERIFY(isOk(client.get("/")));
        QCOMPARE(test.handler.peer().address, std::string());
        QVERIFY(test.server.listen({.isUnix = false, .host = "127.0.0.1", .port = 0}).has_value());
        QVERIFY(!QFile::exists(QString::fromStdString(path)));
        QVERIFY(isOk(client.get("/")));
        QVERIFY(test.server.listen(unixAddress(path)).has_value());
    }
    QVERIFY(!QFile::exists(QString::fromStdString(path)));
}

void ListenTest::unixSocketLeftByTheDead()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("s")).toStdString();
    {
        const FileDescriptor dead(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_un name{};
        name.sun_family = AF_UNIX;
        std::memcpy(name.sun_path, path.data(), path.size());
        QCOMPARE(::bind(dead.get(), reinterpret_cast<const sockaddr *>(&name), sizeof name), 0);
    }
    QVERIFY(QFile::exists(QString::fromStdString(path)));
    TestServer test;
    QVERIFY(test.server.listen(unixAddress(path)).has_value());
    QVERIFY(isOk(RawClient(path).get("/")));
}

void ListenTest::unixSocketOfTheLiving()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("s")).toStdString();
    TestServer first;
    QVERIFY(first.server.listen(unixAddress(path)).has_value());
    TestServer second;
    const auto result = second.server.listen(unixAddress(path));
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Busy);
    QVERIFY(result.error().detail.find(path) != std::string::npos);
    QVERIFY(isOk(RawClient(path).get("/")));
}

void ListenTest::unixSocketInPlaceOfAFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("precious"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("data");
    file.close();
    TestServer test;
    QVERIFY(!test.server.listen(unixAddress(path.toStdString())));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("data"));
    const std::string nowhere = folder.filePath(QStringLiteral("none/s")).toStdString();
    const auto result = test.server.listen(unixAddress(nowhere));
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::NotFound);
}

void ListenTest::unixSocketPathTooLong()
{
    TestServer test;
    QVERIFY(!test.server.listen(unixAddress("/tmp/" + std::string(200, 'x'))));
    QVERIFY(!test.server.listen(unixAddress("")));
}

void ListenTest::foreignFileIsNotRemoved()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("s"));
    {
        TestServer test;
        QVERIFY(test.server.listen(unixAddress(path.toStdString())).has_value());
        QVERIFY(QFile::rename(path, path + QStringLiteral(".moved")));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    QVERIFY(QFile::exists(path));
}

QTEST_GUILESS_MAIN(ListenTest)
#include "ListenTest.moc"
