// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/Certificate.h"
#include "tests/unit/control/ConsoleFixture.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;
using namespace wharfgate::control;
using wharfgate::test::ConsoleFixture;
using wharfgate::test::ControlClient;

namespace {

QJsonObject request(const QString &account, const QString &name, const QStringList &actions)
{
    return {{u"account"_s, account},
            {u"name"_s, name},
            {u"actions"_s, QJsonArray::fromStringList(actions)}};
}

/// PATH.crt and PATH.key, valid for ten days.
void writeShortPair(const QString &path)
{
    using namespace wharfgate;
    const auto key = tls::PrivateKey::generate(tls::KeyType::EcP256);
    tls::CertificateSpec spec;
    spec.commonName = "localhost";
    spec.validity = std::chrono::hours(240);
    const auto certificate = tls::issueCertificate(spec, *key, nullptr);
    for (const auto &[suffix, pem] :
         {std::pair(u".crt"_s, certificate->toPem()), std::pair(u".key"_s, key->toPem())}) {
        QFile file(path + suffix);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray::fromStdString(pem)) > 0);
    }
}

} // namespace

/// explain, explain.many and advice of a running daemon.
class ExplainMethodsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<ConsoleFixture>();
        m_fixture->start(m_fixture->text());
    }
    void cleanup() { m_fixture.reset(); }

    void explainsTheRulesInForce();
    void takesLabelsOfTheRequest();
    void explainsAText();
    void countsRowsOfDisabledRules();
    void explainsMany();
    void followsAReload();
    void refuses_data();
    void refuses();
    void advises();

private:
    ControlClient greeted() { return m_fixture->greeted(); }

    std::unique_ptr<ConsoleFixture> m_fixture;
};

void ExplainMethodsTest::explainsTheRulesInForce()
{
    ControlClient client = greeted();
    const Reply reply = client.call(
        u"explain"_s, {{u"request"_s, request(u"alice"_s, u"blue/app"_s, {u"pull"_s, u"push"_s})}});
    QVERIFY(reply);
    const QJsonObject decision = reply->value("decision"_L1).toObject();
    QCOMPARE(decision["rule"_L1], 1);
    QCOMPARE(decision["row"_L1], 1);
    QCOMPARE(decision["granted"_L1], QJsonArray{u"pull"_s});
    QCOMPARE(decision["refused"_L1], QJsonArray{u"push"_s});
    QCOMPARE(decision["labels"_L1], (QJsonObject{{u"team"_s, QJsonArray{u"blue"_s}}}));
    QCOMPARE(decision["labelLimitExceeded"_L1], false);
    const QJsonObject passed = decision["passedOver"_L1][0].toObject();
    QCOMPARE(passed["rule"_L1], 0);
    QCOMPARE(passed["condition"_L1], u"type"_s);
    QCOMPARE(passed["pattern"_L1], u"registry"_s);
    QCOMPARE(passed["value"_L1], u"repository"_s);
    QVERIFY(!passed["sentence"_L1].toString().isEmpty());

    const Reply none =
        client.call(u"explain"_s, {{u"request"_s, request(u"bob"_s, u"x"_s, {u"pull"_s})}});
    QVERIFY(none->value("decision"_L1)["rule"_L1].isNull());
    QVERIFY(none->value("decision"_L1)["row"_L1].isNull());
    QCOMPARE(none->value("decision"_L1)["passedOver"_L1].toArray().size(), 2);
}

void ExplainMethodsTest::takesLabelsOfTheRequest()
{
    ControlClient client = greeted();
    QJsonObject asked = request(u"alice"_s, u"red/app"_s, {u"pull"_s});
    asked[u"labels"_s] = QJsonObject{{u"team"_s, QJsonArray{u"red"_s}}};
    QCOMPARE(client.call(u"explain"_s, {{u"request"_s, asked}})->value("decision"_L1)["rule"_L1],
             1);
    asked[u"labels"_s] = QJsonObject(); // none, not the account's own
    asked[u"name"_s] = u"blue/app"_s;
    QVERIFY(client.call(u"explain"_s, {{u"request"_s, asked}})
                ->value("decision"_L1)["rule"_L1]
                .isNull());
}

void ExplainMethodsTest::explainsAText()
{
    ControlClient client = greeted();
    const QJsonObject asked = request(u"alice"_s, u"blue/app"_s, {u"push"_s});
    const Reply staged =
        client.call(u"explain"_s, {{u"request"_s, asked},
                                   {u"text"_s, QString::fromUtf8(m_fixture->text("[push]"))}});
    QCOMPARE(staged->value("decision"_L1)["granted"_L1], QJsonArray{u"push"_s});
    const Reply live = client.call(u"explain"_s, {{u"request"_s, asked}});
    QCOMPARE(live->value("decision"_L1)["granted"_L1], QJsonArray());
    const Reply broken = client.call(u"explain"_s, {{u"request"_s, asked}, {u"text"_s, u"a: ["_s}});
    QCOMPARE(ConsoleFixture::codeOf(broken), ErrorCode::InvalidConfiguration);
    QVERIFY(!broken.error().data["problems"_L1].toArray().isEmpty());
}

void ExplainMethodsTest::countsRowsOfDisabledRules()
{
    ControlClient client = greeted();
    QByteArray text = m_fixture->text();
    text.replace("acl:\n", "acl:\n"
                           "  # wharfgate:disabled\n"
                           "  # - match: {name: \"old\"}\n"
                           "  #   actions: []\n");
    const Reply reply =
        client.call(u"explain"_s, {{u"request"_s, request(u"alice"_s, u"blue/app"_s, {u"pull"_s})},
                                   {u"text"_s, QString::fromUtf8(text)}});
    QVERIFY(reply);
    QCOMPARE(reply->value("decision"_L1)["rule"_L1], 1);
    QCOMPARE(reply->value("decision"_L1)["row"_L1], 2);
}

void ExplainMethodsTest::explainsMany()
{
    ControlClient client = greeted();
    QJsonArray requests;
    for (int i = 0; i < 10'000; ++i)
        requests.append(request(u"alice"_s, i % 2 == 0 ? u"blue/app"_s : u"x"_s, {u"pull"_s}));
    const Reply reply = client.call(u"explain.many"_s, {{u"requests"_s, requests}});
    QVERIFY(reply);
    const QJsonArray decisions = reply->value("decisions"_L1).toArray();
    QCOMPARE(decisions.size(), 10'000);
    QCOMPARE(decisions[0]["rule"_L1], 1);
    QVERIFY(decisions[1]["rule"_L1].isNull());
    QVERIFY(!decisions[0].toObject().contains("passedOver"_L1));
    requests.append(requests[0]);
    QCOMPARE(ConsoleFixture::codeOf(client.call(u"explain.many"_s, {{u"requests"_s, requests}})),
             ErrorCode::InvalidParams);
    QCOMPARE(client.call(u"explain.many"_s, {{u"requests"_s, QJsonArray()}})
                 ->value("decisions"_L1)
                 .toArray()
                 .size(),
             0);
}

void ExplainMethodsTest::followsAReload()
{
    ControlClient client = greeted();
    const QJsonObject params{{u"request"_s, request(u"alice"_s, u"blue/app"_s, {u"push"_s})}};
    QCOMPARE(client.call(u"explain"_s, params)->value("decision"_L1)["granted"_L1], QJsonArray());
    m_fixture->daemon.writeConfiguration(m_fixture->text("[push]"));
    QVERIFY(client.call(u"service.reload"_s));
    QCOMPARE(client.call(u"explain"_s, params)->value("decision"_L1)["granted"_L1],
             QJsonArray{u"push"_s});
}

void ExplainMethodsTest::refuses_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QJsonObject>("params");
    QTest::addColumn<QString>("parameter");
    const auto wrong = [](const QString &key, const QJsonValue &value) {
        return QJsonObject{{u"request"_s, QJsonObject{{key, value}}}};
    };
    QTest::newRow("nothing") << u"explain"_s << QJsonObject() << u"request"_s;
    QTest::newRow("a list") << u"explain"_s << QJsonObject{{u"request"_s, QJsonArray()}}
                            << u"request"_s;
    QTest::newRow("account is a number")
        << u"explain"_s << wrong(u"account"_s, 1) << u"request.account"_s;
    QTest::newRow("name is null") << u"explain"_s << wrong(u"name"_s, QJsonValue::Null)
                                  << u"request.name"_s;
    QTest::newRow("name is long") << u"explain"_s << wrong(u"name"_s, QString(4097, u'x'))
                                  << u"request.name"_s;
    QTest::newRow("ip is none") << u"explain"_s << wrong(u"ip"_s, u"10.0.0.0/8"_s)
                                << u"request.ip"_s;
    QTest::newRow("actions are a text")
        << u"explain"_s << wrong(u"actions"_s, u"pull"_s) << u"request.actions"_s;
    QTest::newRow("an action is a number")
        << u"explain"_s << wrong(u"actions"_s, QJsonArray{1}) << u"request.actions"_s;
    QTest::newRow("labels are a list")
        << u"explain"_s << wrong(u"labels"_s, QJsonArray()) << u"request.labels"_s;
    QTest::newRow("a label is a text")
        << u"explain"_s << wrong(u"labels"_s, QJsonObject{{u"a"_s, u"b"_s}}) << u"request.labels"_s;
    QTest::newRow("text is a number")
        << u"explain"_s << QJsonObject{{u"request"_s, QJsonObject()}, {u"text"_s, 1}} << u"text"_s;
    QTest::newRow("requests are none") << u"explain.many"_s << QJsonObject() << u"requests"_s;
    QTest::newRow("one request is wrong")
        << u"explain.many"_s << QJsonObject{{u"requests"_s, QJsonArray{QJsonObject(), 1}}}
        << u"requests[1]"_s;
    QTest::newRow("advice on a number") << u"advice"_s << QJsonObject{{u"text"_s, 1}} << u"text"_s;
}

void ExplainMethodsTest::refuses()
{
    QFETCH(QString, method);
    QFETCH(QJsonObject, params);
    QFETCH(QString, parameter);
    ControlClient client = greeted();
    const Reply reply = client.call(method, params);
    QCOMPARE(ConsoleFixture::codeOf(reply), ErrorCode::InvalidParams);
    QCOMPARE(reply.error().data["parameter"_L1], parameter);
    QVERIFY(client.call(u"ping"_s));
}

void ExplainMethodsTest::advises()
{
    ControlClient client = greeted();
    const auto codes = [&](const QByteArray &text) {
        QStringList found;
        const Reply reply = client.call(u"advice"_s, {{u"text"_s, QString::fromUtf8(text)}});
        for (const QJsonValue problem : reply->value("problems"_L1).toArray())
            found.append(problem["code"_L1].toString());
        return found;
    };
    const QStringList plain = codes(m_fixture->text());
    const Reply live = client.call(u"advice"_s);
    QCOMPARE(live->value("problems"_L1).toArray().size(), plain.size());
    QVERIFY(codes(m_fixture->text("[pull]", "adr: 1\n")).contains(u"unknown-key"_s));
    QVERIFY(!plain.contains(u"certificate-expiry"_s));
    writeShortPair(m_fixture->daemon.folder() + u"/ssl/short"_s);
    QByteArray expiring = m_fixture->text();
    expiring.replace("/ssl/token", "/ssl/short");
    QVERIFY(codes(expiring).contains(u"certificate-expiry"_s));
}

QTEST_GUILESS_MAIN(ExplainMethodsTest)
#include "ExplainMethodsTest.moc"
