// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/control/ServerFixture.h"

#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace wharfgate::control;
using wharfgate::test::ControlClient;
using wharfgate::test::ServerFixture;

/// Greeting, roles, calls and replies on the console socket.
class ControlServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<ServerFixture>(); }
    void cleanup() { m_fixture.reset(); }
    void greets();
    void greetsEveryMinorVersion();
    void refusesOtherVersions_data();
    void refusesOtherVersions();
    void wantsHelloFirst_data();
    void wantsHelloFirst();
    void answersInAnyOrder();
    void answersWhatNobodyAnswers();
    void refusesAnIdThatIsOpen();
    void refusesOtherMessages_data();
    void refusesOtherMessages();
    void turnsStrangersAway();
    void turnsAwayWhomTheKernelDoesNotName();
    void readsThePeerFromTheSocket();
    void letsViewersOnlyLook();
    void sendsAwayWhoLosesItsRole();
    void notifiesGreetedClientsOnly();
    void saysGoodbye();

private:
    ControlClient greeted() { return m_fixture->greeted(); }
    static ErrorCode codeOf(const std::optional<Response> &response)
    {
        return ServerFixture::codeOf(response);
    }

    std::unique_ptr<ServerFixture> m_fixture;
};

void ControlServerTest::greets()
{
    ControlClient client(m_fixture->path);
    const Reply reply = client.call(u"hello"_s, {{u"protocol"_s, u"1.0"_s}});
    QVERIFY(reply);
    QCOMPARE(reply->value("protocol"_L1), u"1.0"_s);
    QCOMPARE(reply->value("version"_L1), u"0.1.0"_s);
    QCOMPARE(reply->value("instance"_L1), u"instance-1"_s);
    QCOMPARE(reply->value("capabilities"_L1), QJsonArray{u"test"_s});
    QCOMPARE(reply->value("role"_L1), u"admin"_s);
    QCOMPARE(reply->value("user"_L1), u"root"_s);
    QCOMPARE(reply->value("uid"_L1), 0);
    QVERIFY(reply->value("time"_L1).toString().endsWith(u'Z'));
    QVERIFY(client.call(u"ping"_s)->contains("time"_L1));
    QCOMPARE(client.call(u"hello"_s, {{u"protocol"_s, u"1.0"_s}}).error().code,
             ErrorCode::InvalidRequest);
    QCOMPARE(m_fixture->server->clientCount(), 1);
}

void ControlServerTest::greetsEveryMinorVersion()
{
    ControlClient client(m_fixture->path);
    QVERIFY(client.greet(u"1.17"_s));
}

void ControlServerTest::refusesOtherVersions_data()
{
    QTest::addColumn<QJsonObject>("params");
    QTest::addColumn<int>("code");
    constexpr int kMismatch = static_cast<int>(ErrorCode::VersionMismatch);
    constexpr int kInvalid = static_cast<int>(ErrorCode::InvalidParams);
    for (const QString &version :
         {u"2.0"_s, u"0.9"_s, u"1"_s, u"1."_s, u"10.0"_s, u"1.x"_s, u"1.-1"_s, u""_s, u" 1.0"_s})
        QTest::newRow(qPrintable(u"version "_s + version))
            << QJsonObject{{u"protocol"_s, version}} << kMismatch;
    QTest::newRow("none") << QJsonObject() << kInvalid;
    QTest::newRow("number") << QJsonObject{{u"protocol"_s, 1.0}} << kInvalid;
    QTest::newRow("client is a list")
        << QJsonObject{{u"protocol"_s, u"1.0"_s}, {u"client"_s, QJsonArray()}} << kInvalid;
    QTest::newRow("client is long")
        << QJsonObject{{u"protocol"_s, u"1.0"_s}, {u"client"_s, QString(257, u'x')}} << kInvalid;
    QTest::newRow("capabilities are a text")
        << QJsonObject{{u"protocol"_s, u"1.0"_s}, {u"capabilities"_s, u"x"_s}} << kInvalid;
}

void ControlServerTest::refusesOtherVersions()
{
    QFETCH(QJsonObject, params);
    QFETCH(int, code);
    ControlClient client(m_fixture->path);
    const Reply reply = client.call(u"hello"_s, params);
    QVERIFY(!reply);
    QCOMPARE(static_cast<int>(reply.error().code), code);
    if (reply.error().code == ErrorCode::VersionMismatch)
        QCOMPARE(reply.error().data,
                 (QJsonObject{{u"protocol"_s, u"1.0"_s}, {u"version"_s, u"0.1.0"_s}}));
    QVERIFY(client.waitForEnd());
}

void ControlServerTest::wantsHelloFirst_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("code");
    QTest::newRow("ping") << R"({"jsonrpc":"2.0","id":1,"method":"ping"})"_ba
                          << static_cast<int>(ErrorCode::NotGreeted);
    QTest::newRow("unknown method")
        << R"({"jsonrpc":"2.0","id":1,"method":"x"})"_ba << static_cast<int>(ErrorCode::NotGreeted);
    QTest::newRow("a request without an id") << R"({"jsonrpc":"2.0","method":"hello"})"_ba
                                             << static_cast<int>(ErrorCode::InvalidRequest);
    QTest::newRow("a response") << R"({"jsonrpc":"2.0","id":1,"result":{}})"_ba
                                << static_cast<int>(ErrorCode::InvalidRequest);
    QTest::newRow("batch") << "[]"_ba << static_cast<int>(ErrorCode::InvalidRequest);
    QTest::newRow("HTTP") << "GET / HTTP/1.1\r"_ba << static_cast<int>(ErrorCode::ParseError);
}

void ControlServerTest::wantsHelloFirst()
{
    QFETCH(QByteArray, line);
    QFETCH(int, code);
    ControlClient client(m_fixture->path);
    QVERIFY(client.send(line + '\n'));
    QCOMPARE(static_cast<int>(codeOf(client.response())), code);
    QVERIFY(client.waitForEnd());
    QCOMPARE(m_fixture->server->clientCount(), 0);
}

void ControlServerTest::answersInAnyOrder()
{
    ControlClient client = greeted();
    client.sendCall(1, u"later"_s);
    client.sendCall(u"1"_s, u"later"_s); // a text is another id than a number
    client.sendCall(3, u"echo"_s, {{u"x"_s, 3}});
    QCOMPARE(client.response()->id, QJsonValue(3));
    QCOMPARE(m_fixture->methods->waiting.size(), std::size_t{2});
    m_fixture->methods->waiting[1](QJsonObject{{u"x"_s, 2}});
    QCOMPARE(client.response()->id, QJsonValue(u"1"_s));
    m_fixture->methods->waiting[0](QJsonObject{{u"x"_s, 1}});
    QCOMPARE(client.response()->id, QJsonValue(1));
    m_fixture->methods->waiting[0](QJsonObject{{u"x"_s, 1}}); // a second answer is not sent
    QVERIFY(client.call(u"ping"_s));
    QVERIFY(client.messages().empty());
}

void ControlServerTest::answersWhatNobodyAnswers()
{
    ControlClient client = greeted();
    QCOMPARE(client.call(u"forgets"_s).error().code, ErrorCode::InternalError);
    QVERIFY(client.call(u"ping"_s));
}

void ControlServerTest::refusesAnIdThatIsOpen()
{
    ControlClient client = greeted();
    client.sendCall(1, u"later"_s);
    client.sendCall(1, u"echo"_s);
    QCOMPARE(codeOf(client.response()), ErrorCode::InvalidRequest);
    m_fixture->methods->waiting.at(0)(QJsonObject());
    QVERIFY(client.responseTo(1)->reply);
    client.sendCall(1, u"echo"_s); // may be used again
    QVERIFY(client.responseTo(1)->reply);
}

void ControlServerTest::refusesOtherMessages_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("code");
    constexpr int kInvalid = static_cast<int>(ErrorCode::InvalidRequest);
    QTest::newRow("no id") << R"({"jsonrpc":"2.0","method":"echo"})"_ba << kInvalid;
    QTest::newRow("a response") << R"({"jsonrpc":"2.0","id":1,"result":{}})"_ba << kInvalid;
    QTest::newRow("a batch") << R"([{"jsonrpc":"2.0","id":1,"method":"echo"}])"_ba << kInvalid;
    QTest::newRow("no version") << R"({"id":1,"method":"echo"})"_ba << kInvalid;
    QTest::newRow("params are a list")
        << R"({"jsonrpc":"2.0","id":1,"method":"echo","params":[]})"_ba << kInvalid;
    QTest::newRow("unknown method") << R"({"jsonrpc":"2.0","id":1,"method":"ech"})"_ba
                                    << static_cast<int>(ErrorCode::MethodNotFound);
    QTest::newRow("letters count") << R"({"jsonrpc":"2.0","id":1,"method":"Echo"})"_ba
                                   << static_cast<int>(ErrorCode::MethodNotFound);
}

void ControlServerTest::refusesOtherMessages()
{
    QFETCH(QByteArray, line);
    QFETCH(int, code);
    ControlClient client = greeted();
    QVERIFY(client.send(line + '\n'));
    QCOMPARE(static_cast<int>(codeOf(client.response())), code);
    QVERIFY(client.call(u"ping"_s)); // the connection lives on
}

void ControlServerTest::turnsStrangersAway()
{
    m_fixture->peer = {4711, "mallory", {"users"}};
    ControlClient client(m_fixture->path);
    QVERIFY(client.send(R"({"jsonrpc":"2.0","id":1,"method":"hello","params":{"protocol":"1.0"}})"
                        "\n"));
    const auto response = client.response();
    QCOMPARE(codeOf(response), ErrorCode::NotAuthorized);
    QVERIFY(response->id.isNull());
    QCOMPARE(response->reply.error().data,
             (QJsonObject{{u"user"_s, u"mallory"_s}, {u"needed"_s, u"viewer"_s}}));
    client.endInput();
    QVERIFY(client.waitForEnd());
    QVERIFY(client.messages().empty());
    // However many there are, the others get in.
    std::vector<ControlClient> strangers;
    for (int i = 0; i < 80; ++i)
        strangers.emplace_back(m_fixture->path);
    QVERIFY(strangers.back().waitForEnd());
    m_fixture->peer = {1000, "wharfgate", {}};
    QVERIFY(greeted().call(u"ping"_s));
}

void ControlServerTest::turnsAwayWhomTheKernelDoesNotName()
{
    m_fixture->peer.user.clear();
    ControlClient client(m_fixture->path);
    QCOMPARE(codeOf(client.response()), ErrorCode::NotAuthorized);
    QVERIFY(client.waitForEnd());
}

void ControlServerTest::readsThePeerFromTheSocket()
{
    ControlClient client(m_fixture->path);
    const auto peer = peerIdentity(client.descriptor());
    QVERIFY(peer);
    QCOMPARE(peer->uid, ::geteuid());
    QVERIFY(!peer->user.empty());
    QVERIFY(!peer->groups.empty());
    if (::geteuid() == 0)
        QCOMPARE(peer->user, "root");
    QVERIFY(!peerIdentity(0 - 1));
}

void ControlServerTest::letsViewersOnlyLook()
{
    for (const PeerIdentity &peer :
         {PeerIdentity{4712, "eve", {}}, PeerIdentity{4713, "bob", {"staff", "watchers"}}}) {
        m_fixture->peer = peer;
        ControlClient client(m_fixture->path);
        QCOMPARE(client.call(u"hello"_s, {{u"protocol"_s, u"1.0"_s}})->value("role"_L1),
                 u"viewer"_s);
        QVERIFY(client.call(u"echo"_s));
        const Reply reply = client.call(u"change"_s);
        QCOMPARE(reply.error().code, ErrorCode::NotAuthorized);
        QCOMPARE(reply.error().data["needed"_L1], u"admin"_s);
        QCOMPARE(reply.error().data["user"_L1], QString::fromStdString(peer.user));
        QVERIFY(client.call(u"ping"_s));
    }
}

void ControlServerTest::sendsAwayWhoLosesItsRole()
{
    ControlClient root = greeted();
    m_fixture->peer = {4712, "eve", {}};
    ControlClient eve = greeted();
    wharfgate::config::Control settings;
    settings.admins = {"eve", "root"};
    m_fixture->server->setAuthorization(Authorization(settings, 1000));
    QCOMPARE(eve.notification(u"bye"_s)->value("reason"_L1), u"not-authorized"_s);
    QVERIFY(eve.waitForEnd());
    QVERIFY(root.call(u"change"_s));
    QVERIFY(greeted().call(u"change"_s));
}

void ControlServerTest::notifiesGreetedClientsOnly()
{
    ControlClient first = greeted();
    ControlClient second = greeted();
    ControlClient silent(m_fixture->path);
    m_fixture->server->notifyAll(u"configurationChanged"_s, {{u"revision"_s, u"x"_s}});
    QVERIFY(first.notification(u"configurationChanged"_s));
    QVERIFY(second.notification(u"configurationChanged"_s));
    QVERIFY(silent.greet());
    QVERIFY(silent.messages().empty());
}

void ControlServerTest::saysGoodbye()
{
    ControlClient client = greeted();
    m_fixture->server->stop(u"stopping"_s, u"The daemon stops."_s);
    m_fixture->server.reset();
    const auto bye = client.notification(u"bye"_s);
    QVERIFY(bye);
    QCOMPARE(bye->value("reason"_L1), u"stopping"_s);
    QVERIFY(client.waitForEnd());
    QVERIFY(!ControlClient(m_fixture->path).isConnected());
    QVERIFY(!QFile::exists(m_fixture->path));
}

QTEST_GUILESS_MAIN(ControlServerTest)
#include "ControlServerTest.moc"
