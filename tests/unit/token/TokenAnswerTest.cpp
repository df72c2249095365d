// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/Encoding.h"
#include "tests/unit/token/DecodedToken.h"
#include "tests/unit/token/EndpointFixture.h"

using namespace Qt::StringLiterals;
using namespace wharfgate;
using events::AuthEvent;
using events::AuthResult;
using test::EndpointFixture;
using test::headerOf;

Q_DECLARE_METATYPE(wharfgate::authn::Outcome)

/// What clients are answered: tokens, errors, and never a secret.
class TokenAnswerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answerToGet();
    void answerToPost();
    void answerToHead();
    void grantedScopeOfPost_data();
    void grantedScopeOfPost();
    void badRequests_data();
    void badRequests();
    void refreshGrantIsRefused();
    void realmCannotBreakTheHeader_data();
    void realmCannotBreakTheHeader();
    void secretsStayInside_data();
    void secretsStayInside();
};

void TokenAnswerTest::answerToGet()
{
    EndpointFixture fixture;
    fixture.send(test::withBasic(test::get("service=My+registry&scope=repository:a/b:push,pull"),
                                 "alice:x"));
    QCOMPARE(fixture.answers.size(), 1u);
    const http::Response &response = fixture.answers[0];
    QCOMPARE(response.status, 200);
    QVERIFY(!response.closeConnection);
    QCOMPARE(headerOf(response, "Content-Type"), "application/json"_ba);
    QCOMPARE(headerOf(response, "Cache-Control"), "no-store"_ba);
    QCOMPARE(headerOf(response, "Pragma"), "no-cache"_ba);
    QCOMPARE(headerOf(response, "X-Request-Id"),
             QByteArray::fromStdString(fixture.events.at(0).requestId));

    const QJsonObject body = test::bodyOf(response);
    QCOMPARE(body.keys(),
             (QStringList{u"access_token"_s, u"expires_in"_s, u"issued_at"_s, u"token"_s}));
    QCOMPARE(body["token"_L1], body["access_token"_L1]);
    QVERIFY(response.body.find("\"expires_in\":900,") != std::string::npos);
    QCOMPARE(body["issued_at"_L1].toString(), u"2023-11-14T22:13:20Z"_s);

    const test::DecodedToken token(body["token"_L1].toString().toStdString());
    QCOMPARE(token.claims["sub"_L1].toString(), u"alice"_s);
    QCOMPARE(token.claims["aud"_L1].toString(), u"My registry"_s);
    QCOMPARE(token.claims["iat"_L1].toInteger(), 1'700'000'000);
    QCOMPARE(QJsonDocument(token.claims["access"_L1].toArray()).toJson(QJsonDocument::Compact),
             R"([{"actions":["pull","push"],"name":"a/b","type":"repository"}])"_ba);
}

void TokenAnswerTest::answerToPost()
{
    EndpointFixture fixture;
    fixture.send(test::post("grant_type=password&username=alice&password=x&service=s&client_id=c"
                            "&scope=repository:a/b:push,pull"));
    const QJsonObject body = test::bodyOf(fixture.answers.at(0));
    QCOMPARE(body.keys(), (QStringList{u"access_token"_s, u"expires_in"_s, u"issued_at"_s,
                                       u"scope"_s, u"token"_s, u"token_type"_s}));
    QCOMPARE(body["token"_L1], body["access_token"_L1]);
    QCOMPARE(body["token_type"_L1].toString(), u"Bearer"_s);
    QCOMPARE(body["scope"_L1].toString(), u"repository:a/b:pull,push"_s);
    QCOMPARE(body["expires_in"_L1].toInt(), 900);
}

void TokenAnswerTest::answerToHead()
{
    EndpointFixture fixture;
    http::Request request = test::get("service=s");
    request.method = "HEAD";
    fixture.send(request);
    QCOMPARE(fixture.answers.at(0).status, 200);
    QVERIFY(!test::bodyOf(fixture.answers[0]).contains("scope"_L1));
    QCOMPARE(fixture.events.size(), 1u);
}

void TokenAnswerTest::grantedScopeOfPost_data()
{
    QTest::addColumn<QByteArray>("scope");
    QTest::addColumn<QString>("granted");

    QTest::newRow("none asked") << ""_ba << QString();
    QTest::newRow("all") << "repository:a:pull+registry:catalog:*"_ba
                         << u"repository:a:pull registry:catalog:*"_s;
    QTest::newRow("one denied") << "repository:denied:pull+repository:a:pull"_ba
                                << u"repository:a:pull"_s;
    QTest::newRow("all denied") << "repository:denied:pull"_ba << QString();
    QTest::newRow("quotes") << "repository:a%22b:pull"_ba << u"repository:a\"b:pull"_s;
    QTest::newRow("class is left out") << "repository(plugin):a:pull"_ba << u"repository:a:pull"_s;
}

void TokenAnswerTest::grantedScopeOfPost()
{
    QFETCH(QByteArray, scope);
    QFETCH(QString, granted);

    EndpointFixture fixture;
    fixture.authorizer->decide = [](const acl::Request &request) {
        authz::Verdict verdict;
        verdict.outcome = authz::Outcome::Decided;
        if (request.name != "denied")
            verdict.actions = request.actions;
        return verdict;
    };
    fixture.send(test::post("service=s&scope=" + scope.toStdString()));
    QVERIFY(test::bodyOf(fixture.answers.at(0))["scope"_L1].isString());
    QCOMPARE(test::bodyOf(fixture.answers[0])["scope"_L1].toString(), granted);
}

void TokenAnswerTest::badRequests_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("scopes"); // of the record

    QTest::newRow("scope") << "scope=repository:foo"_ba
                           << R"(invalid scope: "repository:foo" is not type:name:actions)"_ba
                           << ""_ba;
    QTest::newRow("second scope") << "scope=repository:a:pull&scope=X:a:b"_ba
                                  << "malformed scope request: \"X:a:b\" does not start with a "
                                     "resource type of lower-case letters and digits"_ba
                                  << "repository:a:pull"_ba;
    QTest::newRow("account") << "account=bob"_ba
                             << R"(user and account are not the same ("alice" vs "bob"))"_ba
                             << ""_ba;
}

void TokenAnswerTest::badRequests()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, scopes);

    EndpointFixture fixture;
    fixture.send(test::withBasic(test::get(query.toStdString()), "alice:x"));
    QCOMPARE(fixture.answers.at(0).status, 400);
    const QJsonObject body = test::bodyOf(fixture.answers[0]);
    const QJsonObject error = body["errors"_L1].toArray()[0].toObject();
    QCOMPARE(error["code"_L1].toString(), u"UNSUPPORTED"_s);
    QCOMPARE(error["message"_L1].toString().toUtf8(), "Bad request: " + message);
    QCOMPARE(body["error"_L1].toString(), u"invalid_request"_s);
    QCOMPARE(body["error_description"_L1], error["message"_L1]);
    QCOMPARE(headerOf(fixture.answers[0], "WWW-Authenticate"), "-"_ba);

    QVERIFY2(fixture.authenticator->attempts.empty(), "no password is checked for nothing");
    QVERIFY(fixture.authorizer->requests.empty());
    QVERIFY(fixture.events.at(0).result == AuthResult::BadRequest);
    QCOMPARE(fixture.events[0].status, 400);
    QCOMPARE(QByteArray::fromStdString(fixture.events[0].reason), message);
    QCOMPARE(test::namesOf(fixture.events[0]), scopes);
}

void TokenAnswerTest::refreshGrantIsRefused()
{
    EndpointFixture fixture;
    fixture.send(test::post("grant_type=refresh_token&refresh_token=abc&service=s"));
    QCOMPARE(fixture.answers.at(0).status, 401);
    QCOMPARE(headerOf(fixture.answers[0], "WWW-Authenticate"),
             "Basic realm=\"Acme auth server\""_ba);
    QVERIFY(test::bodyOf(fixture.answers[0])["errors"_L1]
                .toArray()[0]["message"_L1]
                .toString()
                .contains("refresh tokens"_L1));
    QVERIFY(fixture.authenticator->attempts.empty());
    QVERIFY(fixture.events.at(0).result == AuthResult::LoginFailed);
}

void TokenAnswerTest::realmCannotBreakTheHeader_data()
{
    QTest::addColumn<QByteArray>("issuer");
    QTest::addColumn<QByteArray>("header");

    QTest::newRow("quotes") << R"(Acme "auth" \server)"_ba
                            << R"(Basic realm="Acme \"auth\" \\server")"_ba;
    QTest::newRow("line end") << "Acme\r\nSet-Cookie: x"_ba
                              << R"(Basic realm="Acme\r\nSet-Cookie: x")"_ba;
    QTest::newRow("NUL") << QByteArray("A\0B", 3) << R"(Basic realm="A\u0000B")"_ba;
}

void TokenAnswerTest::realmCannotBreakTheHeader()
{
    QFETCH(QByteArray, issuer);
    QFETCH(QByteArray, header);

    EndpointFixture fixture;
    fixture.endpoint->setService(fixture.service(issuer.toStdString()));
    fixture.authenticator->verdict.outcome = authn::Outcome::Refused;
    fixture.send(test::get(""));
    QCOMPARE(headerOf(fixture.answers.at(0), "WWW-Authenticate"), header);
}

void TokenAnswerTest::secretsStayInside_data()
{
    QTest::addColumn<authn::Outcome>("outcome");
    QTest::addColumn<QByteArray>("parameters");

    QTest::newRow("granted") << authn::Outcome::Accepted << "scope=repository:a:pull"_ba;
    QTest::newRow("refused") << authn::Outcome::Refused << ""_ba;
    QTest::newRow("busy") << authn::Outcome::Busy << ""_ba;
    QTest::newRow("failed") << authn::Outcome::Failed << ""_ba;
    QTest::newRow("bad scope") << authn::Outcome::Accepted << "scope=x"_ba;
    QTest::newRow("other account") << authn::Outcome::Accepted << "account=bob"_ba;
    QTest::newRow("refresh") << authn::Outcome::Accepted
                             << "grant_type=refresh_token&refresh_token=hunter2-refresh"_ba;
}

void TokenAnswerTest::secretsStayInside()
{
    QFETCH(authn::Outcome, outcome);
    QFETCH(QByteArray, parameters);

    EndpointFixture fixture;
    fixture.authenticator->verdict.outcome = outcome;
    const std::string form = "username=alice&password=hunter2-form&" + parameters.toStdString();
    const std::string basic = "alice:hunter2-basic";
    fixture.send(test::withBasic(test::get(parameters.toStdString()), basic));
    fixture.send(test::post(form));
    fixture.send(test::get(form)); // where no client should put it
    http::Request broken = test::get(parameters.toStdString());
    broken.headers.emplace_back("Authorization", "Basic hunter2-broken");
    fixture.send(broken);
    QCOMPARE(fixture.answers.size(), 4u);
    QCOMPARE(fixture.events.size(), 4u);

    QByteArray written = fixture.logText();
    for (const AuthEvent &event : fixture.events)
        written += QByteArray::fromStdString(toJson(event) + '\n' + toText(event) + '\n');
    QVERIFY2(!written.contains("hunter2"), written.constData());
    QVERIFY(!written.contains(QByteArray::fromStdString(tls::base64(basic))));
    for (const http::Response &response : fixture.answers) {
        QVERIFY(response.body.find("hunter2") == std::string::npos);
        const QByteArray token = test::bodyOf(response)["token"_L1].toString().toUtf8();
        for (const QByteArray &part : token.split('.'))
            QVERIFY(part.isEmpty() || !written.contains(part));
    }
}

QTEST_GUILESS_MAIN(TokenAnswerTest)
#include "TokenAnswerTest.moc"
