// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/KeyId.h"
#include "tests/unit/service/RunningDaemon.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QObject>
#include <QTest>

#include <map>

using namespace Qt::StringLiterals;
using namespace wharfgate;

namespace {

/// Where Wharfgate answers otherwise than docker_auth on purpose.
struct Difference
{
    int status = 0;
    const char *access = nullptr; // JSON of the access claim, if the answer is a token
    const char *reason = "";
};

const QMap<QString, Difference> &differences()
{
    static const char *methods = "tokens are issued to GET, HEAD and POST only";
    static const char *type = "a malformed scope type is refused rather than searched for a word";
    static const char *actions = "[\"*\"] echoes each valid action once";
    static const char *position = "real_ip_pos beyond the header is a 400, not a crash";
    static const char *refresh = "a refresh grant is refused rather than answered anonymously";
    static const QMap<QString, Difference> all = {
        {u"healthz"_s, {200, nullptr, "the health check is Wharfgate's own"}},
        {u"method-options"_s, {405, nullptr, methods}},
        {u"method-patch"_s, {405, nullptr, methods}},
        {u"method-foo"_s, {405, nullptr, methods}},
        {u"method-trace"_s, {405, nullptr, methods}},
        {u"method-put-form"_s, {405, nullptr, methods}},
        {u"method-connect"_s, {405, nullptr, methods}},
        {u"cors-preflight"_s, {405, nullptr, methods}},
        {u"post-refresh"_s, {401, nullptr, refresh}},
        {u"scope-class-unclosed"_s, {400, nullptr, type}},
        {u"scope-class-only"_s, {400, nullptr, type}},
        {u"scope-type-mixed"_s, {400, nullptr, type}},
        {u"scope-type-dash"_s, {400, nullptr, type}},
        {u"scope-actions-empty"_s,
         {200, R"([{"type":"repository","name":"foo/bar","actions":[]}])", actions}},
        {u"scope-actions-commas"_s,
         {200, R"([{"type":"repository","name":"foo/bar","actions":["pull","push"]}])", actions}},
        {u"scope-newline"_s,
         {200, R"([{"type":"repository","name":"a/b","actions":[]}])", actions}},
        {u"realip-2-missing"_s, {400, nullptr, position}},
        {u"realip-2-list"_s, {400, nullptr, position}},
        {u"realip-last-two-headers2"_s,
         {200, R"([{"type":"repository","name":"ten/x","actions":["pull"]}])",
          "repeated header lines are one list (RFC 9110 5.3)"}},
    };
    return all;
}

QByteArray rawRequest(const QJsonObject &request)
{
    QByteArray out = request.value("method"_L1).toString().toUtf8() + ' ' +
                     request.value("target"_L1).toString().toUtf8() + " HTTP/1.1\r\n";
    for (const QJsonValue &header : request.value("headers"_L1).toArray())
        out += header.toArray()[0].toString().toUtf8() + ": " +
               header.toArray()[1].toString().toUtf8() + "\r\n";
    return out + "\r\n" + request.value("body"_L1).toString().toUtf8();
}

} // namespace

/// Every recorded HTTP case of docker_auth against a running daemon with the same configuration.
class RecordedHttpTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void answersAsRecorded_data();
    void answersAsRecorded();

private:
    test::RunningDaemon &daemonFor(const QString &configuration);
    void compareToken(const QJsonObject &recorded, const test::HttpAnswer &answer,
                      test::RunningDaemon &daemon, const QJsonArray &access);

    std::map<QString, std::unique_ptr<test::RunningDaemon>> m_daemons;
    QList<QJsonObject> m_cases;
};

void RecordedHttpTest::initTestCase()
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/vectors/http.jsonl"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    while (!file.atEnd())
        m_cases.append(QJsonDocument::fromJson(file.readLine()).object());
    QCOMPARE(m_cases.size(), 170);
}

test::RunningDaemon &RecordedHttpTest::daemonFor(const QString &configuration)
{
    std::unique_ptr<test::RunningDaemon> &daemon = m_daemons[configuration];
    if (daemon)
        return *daemon;
    daemon = std::make_unique<test::RunningDaemon>();
    const QString name = configuration == "main"_L1 ? QString() : u'.' + configuration;
    QFile file(QStringLiteral(TEST_DATA_DIR "/vectors/http-config%1.yml").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no configuration %s", qPrintable(configuration));
    QByteArray yaml = file.readAll();
    const qsizetype address = yaml.indexOf("127.0.0.1:15");
    yaml.replace(address, 15, "127.0.0.1:0");
    const QByteArray folder = daemon->folder().toUtf8();
    yaml.replace("ssl/rsa2048", folder + "/ssl/token");
    daemon->writeConfiguration(yaml);
    const auto started = daemon->start();
    if (!started)
        qFatal("%s\n%s", started.error().detail.c_str(), daemon->log().constData());
    return *daemon;
}

void RecordedHttpTest::answersAsRecorded_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < m_cases.size(); ++i)
        QTest::newRow(qPrintable(m_cases[i].value("id"_L1).toString())) << i;
}

void RecordedHttpTest::answersAsRecorded()
{
    QFETCH(int, index);
    const QJsonObject &recorded = m_cases[index];
    test::RunningDaemon &daemon = daemonFor(recorded.value("config"_L1).toString());
    const test::HttpAnswer answer =
        daemon.exchange(rawRequest(recorded.value("request"_L1).toObject()));
    const QJsonObject response = recorded.value("response"_L1).toObject();

    const auto difference = differences().constFind(recorded.value("id"_L1).toString());
    const bool differs = difference != differences().constEnd();
    const int status = differs ? difference->status : response.value("status"_L1).toInt();
    QVERIFY2(answer.status == status,
             qPrintable(QStringLiteral("status %1 instead of %2: %3")
                            .arg(answer.status)
                            .arg(status)
                            .arg(QString::fromUtf8(answer.body.left(300)))));
    if (response.value("claims"_L1).isObject() && status == 200) {
        QJsonArray access = response.value("claims"_L1).toObject().value("access"_L1).toArray();
        if (differs)
            access = QJsonDocument::fromJson(difference->access).array();
        compareToken(response, answer, daemon, access);
    } else if (status == 200 && !differs) {
        QCOMPARE(answer.body, response.value("body"_L1).toString().toUtf8());
    } else if (status >= 400) {
        const QJsonArray errors =
            QJsonDocument::fromJson(answer.body).object().value("errors"_L1).toArray();
        QCOMPARE(errors.size(), 1);
        QVERIFY(!errors[0].toObject().value("message"_L1).toString().isEmpty());
    }
    if (status == 401)
        QCOMPARE(answer.header("WWW-Authenticate"), "Basic realm=\"Acme auth server\"");
}

void RecordedHttpTest::compareToken(const QJsonObject &recorded, const test::HttpAnswer &answer,
                                    test::RunningDaemon &daemon, const QJsonArray &access)
{
    const QJsonObject body = QJsonDocument::fromJson(answer.body).object();
    QCOMPARE(body.value("token"_L1), body.value("access_token"_L1));
    const QJsonObject header = QJsonDocument::fromJson(test::tokenPart(answer, 0)).object();
    const QJsonObject claims = QJsonDocument::fromJson(test::tokenPart(answer, 1)).object();
    const QJsonObject expected = recorded.value("claims"_L1).toObject();
    for (const QLatin1StringView claim : {"iss"_L1, "sub"_L1, "aud"_L1})
        QCOMPARE(claims.value(claim).toString(), expected.value(claim).toString());
    QCOMPARE(QJsonDocument(claims.value("access"_L1).toArray()).toJson(),
             QJsonDocument(access).toJson());
    const qint64 issued = claims.value("iat"_L1).toInteger();
    QCOMPARE(claims.value("exp"_L1).toInteger() - issued,
             recorded.value("exp_minus_iat"_L1).toInteger());
    QCOMPARE(issued - claims.value("nbf"_L1).toInteger(),
             recorded.value("iat_minus_nbf"_L1).toInteger());
    QVERIFY(!claims.value("jti"_L1).toString().isEmpty());

    const auto key = tls::PrivateKey::load((daemon.folder() + u"/ssl/token.key"_s).toStdString());
    QVERIFY(key.has_value());
    QCOMPARE(header.value("alg"_L1).toString(),
             recorded.value("jwt_header"_L1).toObject().value("alg"_L1).toString());
    QCOMPARE(header.value("typ"_L1).toString(), u"JWT"_s);
    QCOMPARE(header.value("kid"_L1).toString().toStdString(), tls::legacyKeyId(*key));
}

QTEST_GUILESS_MAIN(RecordedHttpTest)
#include "RecordedHttpTest.moc"
