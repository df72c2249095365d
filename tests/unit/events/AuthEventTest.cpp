// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/events/AuthEvent.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace wharfgate;
using namespace wharfgate::events;
using namespace Qt::StringLiterals;

namespace {

AuthEvent sample()
{
    AuthEvent event;
    event.time =
        std::chrono::system_clock::time_point(std::chrono::milliseconds(1'769'850'487'006));
    event.requestId = "00c0ffee00c0ffee";
    event.account = "alice";
    event.clientAddress = "10.1.2.3";
    event.peerAddress = "127.0.0.1";
    event.service = "Docker registry";
    event.scopes.push_back(
        {"repository", "alice/app", {"pull", "push"}, {"pull"}, 3, "own", "acl"});
    event.scopes.push_back({"registry", "catalog", {"*"}, {}, std::nullopt, "", ""});
    event.result = AuthResult::PartlyGranted;
    event.status = 200;
    event.authenticator = "static";
    event.duration = std::chrono::microseconds(1234);
    event.tls = true;
    event.tlsProtocol = "TLSv1.3";
    event.userAgent = "docker/24.0";
    return event;
}

QJsonObject parsed(const AuthEvent &event)
{
    QJsonParseError error{};
    const QByteArray line = QByteArray::fromStdString(toJson(event));
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    return error.error == QJsonParseError::NoError ? document.object() : QJsonObject();
}

} // namespace

Q_DECLARE_METATYPE(std::string)

class AuthEventTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesEveryFieldAsJson();
    void writesEmptyFieldsToo();
    void namesResults_data();
    void namesResults();
    void writesTimes_data();
    void writesTimes();
    void writesText();
    void keepsHostileTextOnOneLine_data();
    void keepsHostileTextOnOneLine();
};

void AuthEventTest::writesEveryFieldAsJson()
{
    const std::string expected =
        R"({"time":"2026-01-31T09:08:07.006Z","event":"decision","request_id":"00c0ffee00c0ffee",)"
        R"("result":"partly-granted","status":200,"reason":"","account":"alice",)"
        R"("client":"10.1.2.3","peer":"127.0.0.1","service":"Docker registry","scopes":[)"
        R"({"type":"repository","name":"alice/app","requested":["pull","push"],"granted":["pull"],)"
        R"("rule":3,"comment":"own","authorizer":"acl"},)"
        R"({"type":"registry","name":"catalog","requested":["*"],"granted":[],)"
        R"("rule":null,"comment":"","authorizer":""}],)"
        R"("authenticator":"static","duration_us":1234,"tls":true,"tls_protocol":"TLSv1.3",)"
        R"("user_agent":"docker/24.0","program":""})";
    QCOMPARE(toJson(sample()), expected);
}

void AuthEventTest::writesEmptyFieldsToo()
{
    const QJsonObject object = parsed(AuthEvent());
    QCOMPARE(object.keys().size(), parsed(sample()).keys().size());
    QCOMPARE(object.value("scopes"_L1).toArray().size(), 0);
    QCOMPARE(object.value("result"_L1).toString(), u"error"_s);
    QCOMPARE(object.value("tls"_L1).toBool(true), false);
}

void AuthEventTest::namesResults_data()
{
    QTest::addColumn<AuthResult>("result");
    QTest::addColumn<QString>("name");
    QTest::newRow("granted") << AuthResult::Granted << u"granted"_s;
    QTest::newRow("partly") << AuthResult::PartlyGranted << u"partly-granted"_s;
    QTest::newRow("denied") << AuthResult::Denied << u"denied"_s;
    QTest::newRow("login") << AuthResult::LoginFailed << u"login-failed"_s;
    QTest::newRow("bad request") << AuthResult::BadRequest << u"bad-request"_s;
    QTest::newRow("busy") << AuthResult::Busy << u"busy"_s;
    QTest::newRow("error") << AuthResult::Error << u"error"_s;
}

void AuthEventTest::namesResults()
{
    QFETCH(AuthResult, result);
    QFETCH(QString, name);
    AuthEvent event = sample();
    event.result = result;
    QCOMPARE(parsed(event).value("result"_L1).toString(), name);
    QVERIFY(QString::fromStdString(toText(event)).contains(u" decision: "_s + name + u' '));
}

void AuthEventTest::writesTimes_data()
{
    QTest::addColumn<qint64>("microseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("epoch") << qint64{0} << u"1970-01-01T00:00:00.000Z"_s;
    QTest::newRow("cut, not rounded") << qint64{1'999'999} << u"1970-01-01T00:00:01.999Z"_s;
    QTest::newRow("before the epoch") << qint64{-1} << u"1969-12-31T23:59:59.999Z"_s;
    QTest::newRow("leap day") << qint64{1'709'210'096'050'000} << u"2024-02-29T12:34:56.050Z"_s;
}

void AuthEventTest::writesTimes()
{
    QFETCH(qint64, microseconds);
    QFETCH(QString, text);
    AuthEvent event = sample();
    event.time = std::chrono::system_clock::time_point(std::chrono::microseconds(microseconds));
    QCOMPARE(parsed(event).value("time"_L1).toString(), text);
    QVERIFY(QString::fromStdString(toText(event)).startsWith(text + u' '));
}

void AuthEventTest::writesText()
{
    QCOMPARE(toText(sample()),
             std::string("2026-01-31T09:08:07.006Z info decision: partly-granted status=200 "
                         "account=alice service=\"Docker registry\" "
                         "scope=repository:alice/app:pull,push granted=pull rule=3 comment=own "
                         "authorizer=acl scope=registry:catalog:* granted=\"\" client=10.1.2.3 "
                         "peer=127.0.0.1 authenticator=static duration=1234us tls=TLSv1.3 "
                         "agent=docker/24.0 id=00c0ffee00c0ffee"));
    AuthEvent anonymous = sample();
    anonymous.account.clear();
    anonymous.reason = "no authenticator knows this account";
    anonymous.peerAddress = anonymous.clientAddress;
    const QString line = QString::fromStdString(toText(anonymous));
    QVERIFY(line.contains(uR"( account="" )"_s));
    QVERIFY(line.contains(uR"( reason="no authenticator knows this account" )"_s));
    QVERIFY(!line.contains(u" peer="_s));
}

void AuthEventTest::keepsHostileTextOnOneLine_data()
{
    QTest::addColumn<std::string>("text");
    QTest::newRow("line break") << std::string(
        "a\n2026-01-31T09:08:07.006Z info decision: granted");
    QTest::newRow("carriage return") << std::string("a\rb");
    QTest::newRow("escape sequence") << std::string("\x1b[2J\x1b]0;title\x07");
    QTest::newRow("C1 control") << std::string("\xC2\x9B"
                                               "31m");
    QTest::newRow("NUL") << std::string("a\0b", 3);
    QTest::newRow("not UTF-8") << std::string("\xff\xfe\x80");
    QTest::newRow("another field") << std::string("bob status=200 rule=1");
    QTest::newRow("quote") << std::string(R"(bob" status="200)");
    QTest::newRow("backslash and quote") << std::string(R"(bob\" status=200 x="\)");
    QTest::newRow("line separator") << std::string("a\xE2\x80\xA8"
                                                   "b");
}

void AuthEventTest::keepsHostileTextOnOneLine()
{
    QFETCH(std::string, text);
    AuthEvent event = sample();
    event.account = event.service = event.reason = event.userAgent = event.program = text;
    event.clientAddress = event.scopes[0].name = event.scopes[0].ruleComment = text;
    event.scopes[0].requested = {text};

    const std::string json = toJson(event);
    QVERIFY(!parsed(event).isEmpty());
    for (const std::string &line : {json, toText(event)}) {
        for (const char c : line)
            QVERIFY(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
        QCOMPARE(line.find("\xC2\x9B"), std::string::npos);
    }
    // The only unquoted status in the line for people is our own.
    QString bare;
    bool quoted = false;
    const QString line = QString::fromStdString(toText(event));
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (quoted && line[i] == u'\\') {
            ++i;
        } else if (line[i] == u'"') {
            quoted = !quoted;
        } else if (!quoted) {
            bare += line[i];
        }
    }
    QVERIFY(!quoted);
    QCOMPARE(bare.count(u"status="_s), 1);
}

QTEST_GUILESS_MAIN(AuthEventTest)
#include "AuthEventTest.moc"
