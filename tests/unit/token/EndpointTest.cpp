// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/token/EndpointFixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using test::EndpointFixture;
using test::headerOf;

namespace {

constexpr const char *kHsts = "max-age=63072000; includeSubDomains";

QJsonObject errorOf(const http::Response &response)
{
    const QJsonObject object =
        QJsonDocument::fromJson(QByteArray::fromStdString(response.body)).object();
    return object["errors"_L1].toArray()[0].toObject();
}

} // namespace

/// The pages beside the token endpoint, and which requests reach it.
class EndpointTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void routes_data();
    void routes();
    void servesThePublicKeyOnlyIfAskedTo();
    void methods_data();
    void methods();
    void indexEscapesTheIssuer();
    void notFoundNamesTheEndpoint();
    void malformedRequests_data();
    void malformedRequests();
    void hstsOnEveryAnswer_data();
    void hstsOnEveryAnswer();
    void ignoredAuthorizationIsLoggedOnce();
};

void EndpointTest::routes_data()
{
    QTest::addColumn<QByteArray>("prefix");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("contentType");

    const QByteArray json = "application/json";
    const QByteArray html = "text/html; charset=utf-8";
    const QByteArray plain = "text/plain; charset=utf-8";
    QTest::newRow("token") << ""_ba
                           << "/auth"_ba << 200 << json;
    QTest::newRow("token, as registries redirect") << ""_ba
                                                   << "/auth/token"_ba << 200 << json;
    QTest::newRow("index") << ""_ba
                           << "/"_ba << 200 << html;
    QTest::newRow("health") << ""_ba
                            << "/healthz"_ba << 200 << plain;
    QTest::newRow("slash behind") << ""_ba
                                  << "/auth/"_ba << 404 << json;
    QTest::newRow("slash behind the token") << ""_ba
                                            << "/auth/token/"_ba << 404 << json;
    QTest::newRow("two slashes") << ""_ba
                                 << "//auth"_ba << 404 << json;
    QTest::newRow("dots are not resolved") << ""_ba
                                           << "/x/../auth"_ba << 404 << json;
    QTest::newRow("capitals") << ""_ba
                              << "/AUTH"_ba << 404 << json;
    QTest::newRow("longer") << ""_ba
                            << "/authx"_ba << 404 << json;
    QTest::newRow("without a slash") << ""_ba
                                     << "auth"_ba << 404 << json;
    QTest::newRow("NUL behind") << ""_ba << QByteArray("/auth\0", 6) << 404 << json;
    QTest::newRow("registry's own path") << ""_ba
                                         << "/v2/"_ba << 404 << json;
    QTest::newRow("back end not configured") << ""_ba
                                             << "/google_auth"_ba << 404 << json;
    QTest::newRow("empty path") << ""_ba
                                << ""_ba << 404 << json;
    QTest::newRow("asterisk") << ""_ba
                              << "*"_ba << 404 << json;
    QTest::newRow("prefix: token") << "/pre"_ba
                                   << "/pre/auth"_ba << 200 << json;
    QTest::newRow("prefix: token, as registries redirect") << "/pre"_ba
                                                           << "/pre/auth/token"_ba << 200 << json;
    QTest::newRow("prefix: index") << "/pre"_ba
                                   << "/pre/"_ba << 200 << html;
    QTest::newRow("prefix: health") << "/pre"_ba
                                    << "/pre/healthz"_ba << 200 << plain;
    QTest::newRow("prefix: health without it") << "/pre"_ba
                                               << "/healthz"_ba << 200 << plain;
    QTest::newRow("prefix: no slash") << "/pre"_ba
                                      << "/pre"_ba << 404 << json;
    QTest::newRow("prefix: missing") << "/pre"_ba
                                     << "/auth"_ba << 404 << json;
    QTest::newRow("prefix: index without it") << "/pre"_ba
                                              << "/"_ba << 404 << json;
    QTest::newRow("prefix: twice") << "/pre"_ba
                                   << "/pre/pre/auth"_ba << 404 << json;
    QTest::newRow("prefix: longer word") << "/pre"_ba
                                         << "/prefix/auth"_ba << 404 << json;
    QTest::newRow("prefix: glued") << "/pre"_ba
                                   << "/preauth"_ba << 404 << json;
}

void EndpointTest::routes()
{
    QFETCH(QByteArray, prefix);
    QFETCH(QByteArray, path);
    QFETCH(int, status);
    QFETCH(QByteArray, contentType);

    EndpointFixture fixture;
    fixture.endpoint->setService(fixture.service("Acme auth server", prefix.toStdString()));
    fixture.send(test::get("service=s", path.toStdString()));
    QCOMPARE(fixture.answers.size(), 1u);
    QCOMPARE(fixture.answers[0].status, status);
    QCOMPARE(headerOf(fixture.answers[0], "Content-Type"), contentType);
    const bool isToken = path.contains("auth") && status == 200;
    QCOMPARE(fixture.authenticator->attempts.size(), isToken ? 1u : 0u);
    QCOMPARE(fixture.events.size(), isToken ? 1u : 0u);
    if (path.endsWith("/healthz"))
        QCOMPARE(fixture.answers[0].body, std::string("ok\n"));
    if (contentType.startsWith("text/html"))
        QCOMPARE(fixture.answers[0].body, std::string("<h1>Acme auth server</h1>\n"));
}

void EndpointTest::servesThePublicKeyOnlyIfAskedTo()
{
    EndpointFixture fixture;
    fixture.send(test::get("", "/jwks.json"));
    QCOMPARE(fixture.answers.back().status, 404);
    const auto service = fixture.service("Acme auth server", "/pre");
    service->servesJwks = true;
    fixture.endpoint->setService(service);
    fixture.send(test::get("", "/jwks.json"));
    QCOMPARE(fixture.answers.back().status, 404);
    fixture.send(test::get("", "/pre/jwks.json"));
    QCOMPARE(fixture.answers.back().status, 200);
    QCOMPARE(headerOf(fixture.answers.back(), "Content-Type"), "application/jwk-set+json");
    const QJsonArray keys =
        QJsonDocument::fromJson(QByteArray::fromStdString(fixture.answers.back().body))
            .object()[QStringLiteral("keys")]
            .toArray();
    QCOMPARE(keys.size(), 1);
    QCOMPARE(keys[0].toObject().keys(),
             (QStringList{QStringLiteral("alg"), QStringLiteral("crv"), QStringLiteral("kid"),
                          QStringLiteral("kty"), QStringLiteral("use"), QStringLiteral("x"),
                          QStringLiteral("y")}));
    QCOMPARE(keys[0].toObject()[QStringLiteral("kid")].toString().toStdString(),
             service->issuer.keyId());
    QVERIFY(fixture.events.empty());
}

void EndpointTest::methods_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");

    for (const char *path : {"/auth", "/auth/token", "/", "/healthz"}) {
        for (const char *method : {"GET", "HEAD", "POST"})
            QTest::addRow("%s %s", method, path) << QByteArray(method) << QByteArray(path) << 200;
        for (const char *method :
             {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "FOO", "get", "Post", ""})
            QTest::addRow("%s %s", method, path) << QByteArray(method) << QByteArray(path) << 405;
    }
    QTest::newRow("OPTIONS *") << "OPTIONS"_ba
                               << "*"_ba << 200;
    QTest::newRow("PUT elsewhere") << "PUT"_ba
                                   << "/elsewhere"_ba << 404;
    QTest::newRow("OPTIONS elsewhere") << "OPTIONS"_ba
                                       << "/elsewhere"_ba << 404;
}

void EndpointTest::methods()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(int, status);

    EndpointFixture fixture;
    http::Request request = test::get("service=s", path.toStdString());
    request.method = method.toStdString();
    fixture.send(request);
    QCOMPARE(fixture.answers.size(), 1u);
    QCOMPARE(fixture.answers[0].status, status);
    QCOMPARE(headerOf(fixture.answers[0], "Allow"), status == 405 ? "GET, HEAD, POST"_ba : "-"_ba);
    if (path == "*")
        QVERIFY(fixture.answers[0].body.empty());
    if (status == 200)
        return;
    QVERIFY2(fixture.authenticator->attempts.empty(), "no token may come of this");
    QVERIFY(fixture.events.empty());
    QCOMPARE(errorOf(fixture.answers[0])["code"_L1].toString(), u"UNSUPPORTED"_s);
}

void EndpointTest::indexEscapesTheIssuer()
{
    EndpointFixture fixture;
    fixture.endpoint->setService(fixture.service("A&B <script>alert(1)</script> &lt;"));
    fixture.send(test::get("", "/"));
    QCOMPARE(QByteArray::fromStdString(fixture.answers[0].body),
             "<h1>A&amp;B &lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;</h1>\n"_ba);
}

void EndpointTest::notFoundNamesTheEndpoint()
{
    EndpointFixture fixture;
    fixture.endpoint->setService(fixture.service("i", "/pre"));
    fixture.send(test::get("", "/nowhere"));
    QCOMPARE(errorOf(fixture.answers[0])["message"_L1].toString(),
             u"Not found: the token endpoint is /pre/auth"_s);
}

void EndpointTest::malformedRequests_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");

    QTest::newRow("bad request") << 400 << u"UNSUPPORTED"_s;
    QTest::newRow("timeout") << 408 << u"UNSUPPORTED"_s;
    QTest::newRow("body too large") << 413 << u"UNSUPPORTED"_s;
    QTest::newRow("target too long") << 414 << u"UNSUPPORTED"_s;
    QTest::newRow("headers too large") << 431 << u"UNSUPPORTED"_s;
    QTest::newRow("too many connections") << 429 << u"TOOMANYREQUESTS"_s;
    QTest::newRow("unknown coding") << 501 << u"UNKNOWN"_s;
    QTest::newRow("overload") << 503 << u"UNAVAILABLE"_s;
    QTest::newRow("version") << 505 << u"UNKNOWN"_s;
}

void EndpointTest::malformedRequests()
{
    QFETCH(int, status);
    QFETCH(QString, code);

    EndpointFixture fixture;
    const http::Response response =
        fixture.endpoint->malformed(status, "header \"x\r\ny\" is no header", {});
    QCOMPARE(response.status, status);
    QVERIFY(response.closeConnection);
    QCOMPARE(headerOf(response, "Content-Type"), "application/json"_ba);
    QCOMPARE(errorOf(response)["code"_L1].toString(), code);
    QCOMPARE(errorOf(response)["message"_L1].toString(), u"header \"x\r\ny\" is no header"_s);
    QVERIFY(fixture.events.empty());
    QCOMPARE(fixture.logText().count('\n'), 1);
}

void EndpointTest::hstsOnEveryAnswer_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");

    QTest::newRow("token") << "GET"_ba
                           << "/auth"_ba
                           << ""_ba;
    QTest::newRow("bad request") << "GET"_ba
                                 << "/auth"_ba
                                 << "scope=x"_ba;
    QTest::newRow("index") << "GET"_ba
                           << "/"_ba
                           << ""_ba;
    QTest::newRow("health") << "GET"_ba
                            << "/healthz"_ba
                            << ""_ba;
    QTest::newRow("not found") << "GET"_ba
                               << "/x"_ba
                               << ""_ba;
    QTest::newRow("method") << "PUT"_ba
                            << "/auth"_ba
                            << ""_ba;
    QTest::newRow("server") << "OPTIONS"_ba
                            << "*"_ba
                            << ""_ba;
}

void EndpointTest::hstsOnEveryAnswer()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, query);

    EndpointFixture fixture;
    http::Request request = test::get(query.toStdString(), path.toStdString());
    request.method = method.toStdString();
    fixture.send(request);
    QCOMPARE(headerOf(fixture.answers[0], "Strict-Transport-Security"), "-"_ba);
    const auto service = fixture.service("i");
    service->hsts = true;
    fixture.endpoint->setService(service);
    fixture.send(request);
    QCOMPARE(headerOf(fixture.answers[1], "Strict-Transport-Security"), QByteArray(kHsts));
}

void EndpointTest::ignoredAuthorizationIsLoggedOnce()
{
    EndpointFixture fixture;
    for (int i = 0; i < 50; ++i) {
        http::Request request = test::get("service=s");
        request.headers.emplace_back("Authorization", "Bearer top-secret");
        fixture.send(request);
    }
    QCOMPARE(fixture.answers.size(), 50u);
    const QByteArray text = fixture.logText();
    QCOMPARE(text.count("authorization-ignored"), 1);
    QVERIFY(text.contains("10.1.2.3"));
    QVERIFY2(!text.contains("top-secret"), text.constData());
}

QTEST_GUILESS_MAIN(EndpointTest)
#include "EndpointTest.moc"
