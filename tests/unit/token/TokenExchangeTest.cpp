// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/token/TokenRequest.h"
#include "tests/unit/token/DecodedToken.h"
#include "tests/unit/token/EndpointFixture.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using events::AuthEvent;
using events::AuthResult;
using test::Answers;
using test::EndpointFixture;
using test::headerOf;

Q_DECLARE_METATYPE(wharfgate::authn::Outcome)
Q_DECLARE_METATYPE(wharfgate::authz::Outcome)
Q_DECLARE_METATYPE(wharfgate::events::AuthResult)
Q_DECLARE_METATYPE(wharfgate::test::Answers)

namespace {

constexpr const char *kTwoScopes = "scope=repository:a:push,pull&scope=repository:b:pull";

/// Lets everything that waits be answered, in order.
void releaseAll(EndpointFixture &fixture)
{
    while (fixture.authenticator->waiting() + fixture.authorizer->waiting() > 0) {
        if (fixture.authenticator->waiting() > 0)
            fixture.authenticator->releaseOne();
        else
            fixture.authorizer->releaseOne();
    }
}

} // namespace

/// One request through authentication, authorization and issue, with fakes on both sides.
class TokenExchangeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordOfGrant();
    void recordedResults_data();
    void recordedResults();
    void authenticatorOutcomes_data();
    void authenticatorOutcomes();
    void authorizerOutcomes_data();
    void authorizerOutcomes();
    void whatAuthenticatorsAreAsked();
    void whatAuthorizersAreAsked();
    void scopesAreDecidedOneAfterTheOther();
    void manyScopes_data();
    void manyScopes();
    void requestKeepsItsService();
    void userAgentIsCut();
};

void TokenExchangeTest::recordOfGrant()
{
    EndpointFixture fixture;
    fixture.authenticator->verdict.program = "from the first program";
    http::Request request =
        test::withBasic(test::get("service=s&scope=repository:a:pull"), "alice:x");
    request.headers.emplace_back("User-Agent", "docker/24");
    fixture.send(request);

    QCOMPARE(fixture.events.size(), 1u);
    const AuthEvent &event = fixture.events[0];
    QVERIFY(event.time == test::kNow);
    QVERIFY(QRegularExpression(u"^[0-9a-f]{16}$"_s)
                .match(QString::fromStdString(event.requestId))
                .hasMatch());
    QCOMPARE(event.account, std::string("alice"));
    QCOMPARE(event.clientAddress, std::string("10.1.2.3"));
    QCOMPARE(event.peerAddress, std::string("10.1.2.3"));
    QCOMPARE(event.service, std::string("s"));
    QVERIFY(event.result == AuthResult::Granted);
    QCOMPARE(event.status, 200);
    QCOMPARE(event.reason, std::string());
    QCOMPARE(event.authenticator, std::string("fake"));
    QCOMPARE(event.program, std::string("from the first program"));
    QVERIFY(event.tls);
    QCOMPARE(event.tlsProtocol, std::string("TLSv1.3"));
    QCOMPARE(event.userAgent, std::string("docker/24"));
    QVERIFY(event.duration.count() >= 0);
    QCOMPARE(event.scopes.size(), 1u);
    QCOMPARE(test::namesOf(event), "repository:a:pull"_ba);
    QCOMPARE(test::joined(event.scopes[0].granted), "pull"_ba);
    QVERIFY(event.scopes[0].rule == std::size_t{3});
    QCOMPARE(event.scopes[0].ruleComment, std::string("the rule"));
    QCOMPARE(event.scopes[0].authorizer, std::string("acl"));

    fixture.send(request);
    QVERIFY(fixture.events[1].requestId != event.requestId);
}

void TokenExchangeTest::recordedResults_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("grants"); // of all scopes
    QTest::addColumn<AuthResult>("result");
    QTest::addColumn<QByteArray>("reason");

    const QByteArray denied = "the rule that decides about repository:a does not grant every "
                              "requested action";
    QTest::newRow("no scopes") << ""_ba
                               << ""_ba << AuthResult::Granted << ""_ba;
    QTest::newRow("all") << "scope=repository:a:pull"_ba
                         << "pull"_ba << AuthResult::Granted << ""_ba;
    QTest::newRow("asked twice") << "scope=repository:a:pull,pull"_ba
                                 << "pull"_ba << AuthResult::Granted << ""_ba;
    QTest::newRow("no actions asked") << "scope=repository:a:"_ba
                                      << ""_ba << AuthResult::Granted << ""_ba;
    QTest::newRow("none") << "scope=repository:a:pull"_ba
                          << ""_ba << AuthResult::Denied << denied;
    QTest::newRow("some actions") << "scope=repository:a:pull,push"_ba
                                  << "pull"_ba << AuthResult::PartlyGranted << denied;
    QTest::newRow("some scopes") << "scope=repository:a:push+repository:b:pull"_ba
                                 << "pull"_ba << AuthResult::PartlyGranted << denied;
    QTest::newRow("none of two") << "scope=repository:a:pull+repository:b:pull"_ba
                                 << ""_ba << AuthResult::Denied << denied;
    QTest::newRow("star is not everything") << "scope=repository:a:*"_ba
                                            << "pull"_ba << AuthResult::Denied << denied;
    QTest::newRow("nothing asked of one, the other denied")
        << "scope=repository:b:+repository:a:pull"_ba
        << ""_ba << AuthResult::Denied << denied;
}

void TokenExchangeTest::recordedResults()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, grants);
    QFETCH(AuthResult, result);
    QFETCH(QByteArray, reason);

    EndpointFixture fixture;
    fixture.authorizer->decide = [&](const acl::Request &request) {
        authz::Verdict verdict;
        verdict.outcome = authz::Outcome::Decided;
        verdict.rule = 3;
        for (const std::string &action : request.actions) {
            if (action == grants.toStdString() && verdict.actions.empty() && !action.empty())
                verdict.actions.push_back(action);
        }
        return verdict;
    };
    fixture.send(test::get(query.toStdString()));
    QCOMPARE(fixture.answers.at(0).status, 200); // partial grants are no errors
    QVERIFY(fixture.events.at(0).result == result);
    QCOMPARE(QByteArray::fromStdString(fixture.events[0].reason), reason);
}

void TokenExchangeTest::authenticatorOutcomes_data()
{
    QTest::addColumn<authn::Outcome>("outcome");
    QTest::addColumn<Answers>("when");
    QTest::addColumn<int>("status");
    QTest::addColumn<AuthResult>("result");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("message");

    for (const Answers when : {Answers::AtOnce, Answers::Later}) {
        const char *label = when == Answers::AtOnce ? "at once" : "later";
        QTest::addRow("accepted %s", label) << authn::Outcome::Accepted << when << 200
                                            << AuthResult::Granted << QString() << QString();
        QTest::addRow("refused %s", label)
            << authn::Outcome::Refused << when << 401 << AuthResult::LoginFailed
            << u"UNAUTHORIZED"_s << u"wrong account or password"_s;
        QTest::addRow("nobody's %s", label)
            << authn::Outcome::NoMatch << when << 401 << AuthResult::LoginFailed
            << u"UNAUTHORIZED"_s << u"wrong account or password"_s;
        QTest::addRow("busy %s", label)
            << authn::Outcome::Busy << when << 503 << AuthResult::Busy << u"UNAVAILABLE"_s
            << u"the server is busy checking passwords; try again in a second (request %1)"_s;
        QTest::addRow("failed %s", label)
            << authn::Outcome::Failed << when << 500 << AuthResult::Error << u"UNKNOWN"_s
            << u"Authentication failed: the server could not check the password; its log has the "
               u"reason (request %1)"_s;
    }
}

void TokenExchangeTest::authenticatorOutcomes()
{
    QFETCH(authn::Outcome, outcome);
    QFETCH(Answers, when);
    QFETCH(int, status);
    QFETCH(AuthResult, result);
    QFETCH(QString, code);
    QFETCH(QString, message);

    EndpointFixture fixture;
    fixture.authenticator->setAnswers(when);
    fixture.authenticator->verdict = {outcome, {}, "ext_auth", "internal reason", "first line"};
    fixture.send(test::withBasic(test::get(kTwoScopes), "alice:x"));
    QCOMPARE(fixture.answers.size(), when == Answers::AtOnce ? 1u : 0u);
    releaseAll(fixture);

    QCOMPARE(fixture.answers.size(), 1u);
    QCOMPARE(fixture.events.size(), 1u);
    const http::Response &response = fixture.answers[0];
    const AuthEvent &event = fixture.events[0];
    QCOMPARE(response.status, status);
    QCOMPARE(event.status, status);
    QVERIFY(event.result == result);
    QCOMPARE(event.authenticator, std::string("ext_auth"));
    QCOMPARE(event.program, std::string("first line"));
    QCOMPARE(event.account, std::string("alice"));
    QCOMPARE(test::namesOf(event), "repository:a:pull,push repository:b:pull"_ba);
    QCOMPARE(headerOf(response, "WWW-Authenticate"),
             status == 401 ? "Basic realm=\"Acme auth server\""_ba : "-"_ba);
    QCOMPARE(headerOf(response, "Retry-After"), status == 503 ? "1"_ba : "-"_ba);
    QCOMPARE(headerOf(response, "Cache-Control"), "no-store"_ba);
    QCOMPARE(headerOf(response, "X-Request-Id"), QByteArray::fromStdString(event.requestId));
    QCOMPARE(fixture.authorizer->requests.size(), status == 200 ? 2u : 0u);
    if (status == 200)
        return;
    QCOMPARE(event.reason, std::string("internal reason"));
    QVERIFY2(response.body.find("internal reason") == std::string::npos, "reasons are for the log");
    const QJsonObject error = test::bodyOf(response)["errors"_L1].toArray()[0].toObject();
    QCOMPARE(error["code"_L1].toString(), code);
    QCOMPARE(error["message"_L1].toString(),
             message.contains("%1"_L1) ? message.arg(QString::fromStdString(event.requestId))
                                       : message);
    QCOMPARE(test::bodyOf(response)["error"_L1].toString(),
             status == 401 ? u"invalid_grant"_s : QString());
    QVERIFY(event.scopes[0].granted.empty());
}

void TokenExchangeTest::authorizerOutcomes_data()
{
    QTest::addColumn<authz::Outcome>("outcome"); // of the second of three scopes
    QTest::addColumn<Answers>("when");
    QTest::addColumn<int>("status");
    QTest::addColumn<AuthResult>("result");
    QTest::addColumn<int>("asked");

    for (const Answers when : {Answers::AtOnce, Answers::Later}) {
        const char *label = when == Answers::AtOnce ? "at once" : "later";
        QTest::addRow("decided %s", label)
            << authz::Outcome::Decided << when << 200 << AuthResult::Granted << 3;
        QTest::addRow("no match %s", label)
            << authz::Outcome::NoMatch << when << 200 << AuthResult::PartlyGranted << 3;
        QTest::addRow("busy %s", label)
            << authz::Outcome::Busy << when << 503 << AuthResult::Busy << 2;
        QTest::addRow("failed %s", label)
            << authz::Outcome::Failed << when << 500 << AuthResult::Error << 2;
    }
}

void TokenExchangeTest::authorizerOutcomes()
{
    QFETCH(authz::Outcome, outcome);
    QFETCH(Answers, when);
    QFETCH(int, status);
    QFETCH(AuthResult, result);
    QFETCH(int, asked);

    EndpointFixture fixture;
    fixture.authorizer->setAnswers(when);
    fixture.authorizer->decide = [&](const acl::Request &request) {
        authz::Verdict verdict;
        verdict.outcome = request.name == "two" ? outcome : authz::Outcome::Decided;
        if (verdict.outcome == authz::Outcome::Decided)
            verdict.actions = request.actions;
        verdict.reason = "internal reason";
        verdict.program = request.name == "two" ? "line of two" : "";
        return verdict;
    };
    fixture.send(test::get("scope=repository:one:pull+repository:two:pull+repository:three:pull"));
    releaseAll(fixture);

    QCOMPARE(fixture.answers.size(), 1u);
    QCOMPARE(fixture.events.size(), 1u);
    const AuthEvent &event = fixture.events[0];
    QCOMPARE(fixture.answers[0].status, status);
    QVERIFY(event.result == result);
    QCOMPARE(fixture.authorizer->requests.size(), static_cast<std::size_t>(asked));
    QCOMPARE(test::namesOf(event),
             "repository:one:pull repository:two:pull repository:three:pull"_ba);
    QCOMPARE(test::joined(event.scopes[0].granted), "pull"_ba);
    QCOMPARE(test::joined(event.scopes[1].granted),
             outcome == authz::Outcome::Decided ? "pull"_ba : ""_ba);
    QCOMPARE(event.program, std::string("line of two"));
    QCOMPARE(headerOf(fixture.answers[0], "Retry-After"), status == 503 ? "1"_ba : "-"_ba);
    if (status == 200)
        QVERIFY(test::bodyOf(fixture.answers[0]).contains("token"_L1));
    else
        QCOMPARE(event.reason, std::string("internal reason"));
    QVERIFY(fixture.answers[0].body.find("internal reason") == std::string::npos);
    if (outcome == authz::Outcome::NoMatch)
        QCOMPARE(event.reason, std::string("no access rule matches repository:two"));
}

void TokenExchangeTest::whatAuthenticatorsAreAsked()
{
    EndpointFixture fixture;
    fixture.send(test::withBasic(test::get("service=My+registry"), "alice:p:w"));
    fixture.send(test::get(""));
    QCOMPARE(fixture.authenticator->attempts.size(), 2u);
    const authn::Attempt &attempt = fixture.authenticator->attempts[0];
    QCOMPARE(attempt.account, std::string("alice"));
    QCOMPARE(attempt.password, std::string("p:w"));
    QCOMPARE(attempt.clientAddress, std::string("10.1.2.3"));
    QCOMPARE(attempt.service, std::string("My registry"));
    QVERIFY(attempt.cancelled == fixture.cancelled);
    const authn::Attempt &anonymous = fixture.authenticator->attempts[1];
    QCOMPARE(anonymous.account, std::string());
    QCOMPARE(anonymous.password, std::string());

    // Anonymous, and nobody may be: the words do not speak of a wrong password.
    fixture.authenticator->verdict = {authn::Outcome::Refused, {}, "", "", ""};
    fixture.send(test::get(""));
    QCOMPARE(test::bodyOf(fixture.answers[2])["errors"_L1].toArray()[0]["message"_L1].toString(),
             u"authentication required"_s);
}

void TokenExchangeTest::whatAuthorizersAreAsked()
{
    EndpointFixture fixture;
    fixture.authenticator->verdict.labels = {{"group", {"dev", "ops"}}};
    fixture.send(test::withBasic(test::get(std::string("service=s&") + kTwoScopes), "alice:x"));
    QCOMPARE(fixture.authorizer->requests.size(), 2u);
    const acl::Request &first = fixture.authorizer->requests[0];
    QCOMPARE(first.account, std::string("alice"));
    QCOMPARE(first.type, std::string("repository"));
    QCOMPARE(first.name, std::string("a"));
    QCOMPARE(first.service, std::string("s"));
    QVERIFY(first.ip == acl::IpAddress::parse("10.1.2.3"));
    QVERIFY((first.labels == acl::Labels{{"group", {"dev", "ops"}}}));
    QCOMPARE(test::joined(first.actions), "pull,push"_ba);
    const acl::Request &second = fixture.authorizer->requests[1];
    QCOMPARE(second.account, std::string("alice"));
    QCOMPARE(second.name, std::string("b"));
    QCOMPARE(test::joined(second.actions), "pull"_ba);
    QVERIFY(second.labels == first.labels);
}

void TokenExchangeTest::scopesAreDecidedOneAfterTheOther()
{
    EndpointFixture fixture;
    fixture.authenticator->setAnswers(Answers::Later);
    fixture.authorizer->setAnswers(Answers::Later);
    fixture.send(test::get(kTwoScopes));
    QCOMPARE(fixture.authorizer->requests.size(), 0u);
    fixture.authenticator->releaseOne();
    QCOMPARE(fixture.authorizer->requests.size(), 1u);
    fixture.authorizer->releaseOne();
    QCOMPARE(fixture.authorizer->requests.size(), 2u);
    QVERIFY(fixture.answers.empty());
    QVERIFY(fixture.events.empty());
    fixture.authorizer->releaseOne();
    QCOMPARE(fixture.answers.size(), 1u);
    const test::DecodedToken token(
        test::bodyOf(fixture.answers[0])["token"_L1].toString().toStdString());
    QCOMPARE(token.claims["access"_L1].toArray().size(), 2);
}

void TokenExchangeTest::manyScopes_data()
{
    QTest::addColumn<Answers>("when");
    QTest::newRow("at once") << Answers::AtOnce;
    QTest::newRow("later") << Answers::Later;
}

void TokenExchangeTest::manyScopes()
{
    QFETCH(Answers, when);

    EndpointFixture fixture;
    fixture.authorizer->setAnswers(when);
    std::uintptr_t lowest = UINTPTR_MAX;
    std::uintptr_t highest = 0;
    fixture.authorizer->decide = [&](const acl::Request &request) {
        const volatile char here = 0;
        const auto address = reinterpret_cast<std::uintptr_t>(&here);
        lowest = std::min(lowest, address);
        highest = std::max(highest, address);
        return authz::Verdict{authz::Outcome::Decided, request.actions, "acl", {}, "", "", ""};
    };
    std::string body = "scope=";
    for (std::size_t i = 0; i < token::kMaxScopes; ++i)
        body += (i ? "+" : "") + std::string("repository:r") + std::to_string(i) + ":pull";
    fixture.send(test::post(body));
    releaseAll(fixture);
    QCOMPARE(fixture.answers.at(0).status, 200);
    QCOMPARE(fixture.authorizer->requests.size(), token::kMaxScopes);
    QCOMPARE(fixture.events.at(0).scopes.size(), token::kMaxScopes);
    const test::DecodedToken token(
        test::bodyOf(fixture.answers[0])["token"_L1].toString().toStdString());
    QCOMPARE(token.claims["access"_L1].toArray().size(), static_cast<qsizetype>(token::kMaxScopes));
    QVERIFY2(highest - lowest < 64 * 1024, "each scope goes deeper into the stack");

    fixture.send(test::post(body + "+repository:one-more:pull"));
    QCOMPARE(fixture.answers.at(1).status, 400);
    QCOMPARE(fixture.authorizer->requests.size(), token::kMaxScopes);
}

void TokenExchangeTest::requestKeepsItsService()
{
    EndpointFixture fixture;
    fixture.authenticator->setAnswers(Answers::Later);
    fixture.send(test::get("service=s"));
    std::weak_ptr<const token::Service> old = fixture.endpoint->service();
    fixture.endpoint->setService(fixture.service("New issuer"));
    QVERIFY2(!old.expired(), "a request under way keeps its service");
    fixture.send(test::get("service=s"));
    releaseAll(fixture);
    QVERIFY2(old.expired(), "the last request that needed it is answered");

    const auto issuerOf = [&](std::size_t index) {
        const QString token = test::bodyOf(fixture.answers.at(index))["token"_L1].toString();
        return test::DecodedToken(token.toStdString()).claims["iss"_L1].toString();
    };
    QCOMPARE(issuerOf(0), u"Acme auth server"_s);
    QCOMPARE(issuerOf(1), u"New issuer"_s);
}

void TokenExchangeTest::userAgentIsCut()
{
    EndpointFixture fixture;
    http::Request request = test::get("");
    request.headers.emplace_back("User-Agent", std::string(10'000, 'x'));
    fixture.send(request);
    QCOMPARE(fixture.events.at(0).userAgent.size(), 256u);
}

QTEST_GUILESS_MAIN(TokenExchangeTest)
#include "TokenExchangeTest.moc"
