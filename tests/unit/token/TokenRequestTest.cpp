// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/token/TokenRequest.h"

#include "ssl/Encoding.h"

#include <QByteArrayList>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using token::TokenRequestOutcome;

namespace {

constexpr const char *kForm = "application/x-www-form-urlencoded";

http::Request get(std::string query)
{
    http::Request request;
    request.method = "GET";
    request.path = "/auth";
    request.query = std::move(query);
    return request;
}

http::Request post(std::string body, std::string query = {})
{
    http::Request request = get(std::move(query));
    request.method = "POST";
    request.headers.emplace_back("Content-Type", kForm);
    request.body = std::move(body);
    return request;
}

void addBasic(http::Request &request, std::string_view userAndPassword)
{
    request.headers.emplace_back("Authorization", "Basic " + tls::base64(userAndPassword));
}

TokenRequestOutcome read(const http::Request &request)
{
    http::Peer peer;
    peer.address = "10.1.2.3";
    return token::readTokenRequest(request, peer, {});
}

} // namespace

class TokenRequestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void authorizationHeader_data();
    void authorizationHeader();
    void firstAuthorizationHeaderCounts();
    void accountParameter_data();
    void accountParameter();
    void formCredentials_data();
    void formCredentials();
    void basicWinsOverForm();
    void controlCharacters_data();
    void controlCharacters();
    void passwordsMayHoldAnything();
    void refreshGrant_data();
    void refreshGrant();
    void scopes_data();
    void scopes();
    void scopeLimit();
    void clientAddress();
    void addressErrorsComeFirst();
};

void TokenRequestTest::authorizationHeader_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("credentials"); // account:password; null: none

    QTest::newRow("usual") << "Basic YWRtaW46YmFkbWlu"_ba
                           << "admin:badmin"_ba;
    QTest::newRow("small letters") << "basic YWRtaW46YmFkbWlu"_ba
                                   << "admin:badmin"_ba;
    QTest::newRow("capitals") << "BASIC YWRtaW46YmFkbWlu"_ba
                              << "admin:badmin"_ba;
    QTest::newRow("colons in the password") << "Basic Y29sb246cGE6c3M6d29yZA=="_ba
                                            << "colon:pa:ss:word"_ba;
    QTest::newRow("empty password") << "Basic ZW1wdHlwdzo="_ba
                                    << "emptypw:"_ba;
    QTest::newRow("empty user") << "Basic Onh5eg=="_ba
                                << ":xyz"_ba;
    QTest::newRow("only a colon") << "Basic Og=="_ba
                                  << ":"_ba;
    QTest::newRow("UTF-8") << "Basic asO8cmdlbjpww6Rzc3fDtnJk"_ba
                           << "j\xc3\xbcrgen:p\xc3\xa4ssw\xc3\xb6rd"_ba;
    QTest::newRow("ISO 8859-1 is passed on") << "Basic avxyZ2VuOnDkc3N39nJk"_ba
                                             << "j\xfcrgen:p\xe4ssw\xf6rd"_ba;
    QTest::newRow("backslash") << "Basic Q09SUFxib2I6dw=="_ba
                               << "CORP\\bob:w"_ba;
    QTest::newRow("spaces in the name")
        << QByteArray("Basic " + "spaces in name:s p"_ba.toBase64()) << "spaces in name:s p"_ba;
    QTest::newRow("bad base64") << "Basic !!!notbase64"_ba << QByteArray();
    QTest::newRow("padding is missing") << "Basic dGVzdDoxMjM"_ba << QByteArray();
    QTest::newRow("too much padding") << "Basic dGVzdDoxMjM=="_ba << QByteArray();
    QTest::newRow("URL alphabet") << "Basic dGVzdDo_Pz8-Pj4="_ba << QByteArray();
    QTest::newRow("no colon") << "Basic YWRtaW4="_ba << QByteArray();
    QTest::newRow("nothing behind the space") << "Basic "_ba << QByteArray();
    QTest::newRow("only the scheme") << "Basic"_ba << QByteArray();
    QTest::newRow("two spaces") << "Basic  YWRtaW46YmFkbWlu"_ba << QByteArray();
    QTest::newRow("tab") << "Basic\tYWRtaW46YmFkbWlu"_ba << QByteArray();
    QTest::newRow("no space") << "BasicYWRtaW46YmFkbWlu"_ba << QByteArray();
    QTest::newRow("more behind") << "Basic YWRtaW46YmFkbWlu, Bearer x"_ba << QByteArray();
    QTest::newRow("plain text") << "Basic admin:badmin"_ba << QByteArray();
    QTest::newRow("Bearer") << "Bearer YWRtaW46YmFkbWlu"_ba << QByteArray();
    QTest::newRow("Digest") << "Digest username=\"admin\""_ba << QByteArray();
    QTest::newRow("no scheme") << "YWRtaW46YmFkbWlu"_ba << QByteArray();
    QTest::newRow("empty") << ""_ba << QByteArray();
}

void TokenRequestTest::authorizationHeader()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, credentials);

    http::Request request = get("service=s");
    request.headers.emplace_back("authorization", header.toStdString());
    const TokenRequestOutcome outcome = read(request);
    QCOMPARE(outcome.error, std::string());
    const QByteArray found =
        QByteArray::fromStdString(outcome.request.account + ':' + outcome.request.password);
    QCOMPARE(found, credentials.isNull() ? ":"_ba : credentials);
    QCOMPARE(outcome.request.ignoredAuthorization, credentials.isNull());
}

void TokenRequestTest::firstAuthorizationHeaderCounts()
{
    http::Request request = get("");
    addBasic(request, "admin:badmin");
    addBasic(request, "test:123");
    QCOMPARE(read(request).request.account, std::string("admin"));

    http::Request bearerFirst = get("");
    bearerFirst.headers.emplace_back("Authorization", "Bearer abc");
    addBasic(bearerFirst, "admin:badmin");
    QCOMPARE(read(bearerFirst).request.account, std::string());

    const TokenRequestOutcome none = read(get(""));
    QVERIFY(!none.request.ignoredAuthorization);
    QCOMPARE(none.request.account, std::string());
}

void TokenRequestTest::accountParameter_data()
{
    QTest::addColumn<QByteArray>("basic"); // null: no header
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("account");
    QTest::addColumn<QByteArray>("error");

    QTest::newRow("same") << "admin:x"_ba
                          << "account=admin"_ba
                          << "admin"_ba
                          << ""_ba;
    QTest::newRow("absent") << "admin:x"_ba
                            << "service=s"_ba
                            << "admin"_ba
                            << ""_ba;
    QTest::newRow("empty") << "admin:x"_ba
                           << "account="_ba
                           << "admin"_ba
                           << ""_ba;
    QTest::newRow("the first counts: empty") << "admin:x"_ba
                                             << "account=&account=test"_ba
                                             << "admin"_ba
                                             << ""_ba;
    QTest::newRow("the first counts: same") << "admin:x"_ba
                                            << "account=admin&account=test"_ba
                                            << "admin"_ba
                                            << ""_ba;
    QTest::newRow("without credentials") << QByteArray() << "account=admin"_ba
                                         << "admin"_ba
                                         << ""_ba;
    QTest::newRow("other") << "admin:x"_ba
                           << "account=test"_ba
                           << "test"_ba
                           << R"(user and account are not the same ("admin" vs "test"))"_ba;
    QTest::newRow("letter case") << "admin:x"_ba
                                 << "account=Admin"_ba
                                 << "Admin"_ba
                                 << R"(user and account are not the same ("admin" vs "Admin"))"_ba;
    QTest::newRow("space behind")
        << "admin:x"_ba
        << "account=admin+"_ba
        << "admin "_ba
        << R"(user and account are not the same ("admin" vs "admin "))"_ba;
    QTest::newRow("empty user") << ":x"_ba
                                << "account=admin"_ba
                                << "admin"_ba
                                << R"(user and account are not the same ("" vs "admin"))"_ba;
    QTest::newRow("control characters are quoted")
        << "a\x1b:x"_ba
        << "account=te%22st%0A"_ba
        << "te\"st\n"_ba
        << R"(user and account are not the same ("a\x1b" vs "te"st\n"))"_ba;
}

void TokenRequestTest::accountParameter()
{
    QFETCH(QByteArray, basic);
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, account);
    QFETCH(QByteArray, error);

    http::Request request = get(query.toStdString());
    if (!basic.isNull())
        addBasic(request, basic.toStdString());
    const TokenRequestOutcome outcome = read(request);
    QCOMPARE(QByteArray::fromStdString(outcome.request.account), account);
    QCOMPARE(QByteArray::fromStdString(outcome.error), error);
}

void TokenRequestTest::formCredentials_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("credentials");

    const QByteArray both = "username=admin&password=badmin";
    QTest::newRow("form") << "POST"_ba << both << ""_ba
                          << "admin:badmin"_ba;
    QTest::newRow("grant type") << "POST"_ba
                                << "grant_type=password&" + both << ""_ba
                                << "admin:badmin"_ba;
    QTest::newRow("unknown grant type") << "POST"_ba
                                        << "grant_type=magic&" + both << ""_ba
                                        << "admin:badmin"_ba;
    QTest::newRow("query of a POST") << "POST"_ba
                                     << ""_ba << both << "admin:badmin"_ba;
    QTest::newRow("account wins over username") << "POST"_ba
                                                << "account=test&" + both << ""_ba
                                                << "test:badmin"_ba;
    QTest::newRow("escapes") << "POST"_ba
                             << "username=a%40b&password=p+%2B%26"_ba
                             << ""_ba
                             << "a@b:p +&"_ba;
    QTest::newRow("no password") << "POST"_ba
                                 << "username=admin"_ba
                                 << ""_ba
                                 << ":"_ba;
    QTest::newRow("empty password") << "POST"_ba
                                    << "username=admin&password="_ba
                                    << ""_ba
                                    << ":"_ba;
    QTest::newRow("no username") << "POST"_ba
                                 << "password=badmin"_ba
                                 << ""_ba
                                 << ":"_ba;
    QTest::newRow("empty username") << "POST"_ba
                                    << "username=&password=badmin"_ba
                                    << ""_ba
                                    << ":"_ba;
    QTest::newRow("broken escape in the password") << "POST"_ba
                                                   << "username=admin&password=%zz"_ba
                                                   << ""_ba
                                                   << ":"_ba;
    QTest::newRow("query of a GET") << "GET"_ba
                                    << ""_ba << both << ":"_ba;
    QTest::newRow("body of a GET") << "GET"_ba << both << ""_ba
                                   << ":"_ba;
    QTest::newRow("query of a HEAD") << "HEAD"_ba
                                     << ""_ba << both << ":"_ba;
}

void TokenRequestTest::formCredentials()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, credentials);

    http::Request request = post(body.toStdString(), query.toStdString());
    request.method = method.toStdString();
    const TokenRequestOutcome outcome = read(request);
    QCOMPARE(outcome.error, std::string());
    QCOMPARE(QByteArray::fromStdString(outcome.request.account + ':' + outcome.request.password),
             credentials);
}

void TokenRequestTest::basicWinsOverForm()
{
    http::Request request = post("username=test&password=123&service=b", "service=q");
    addBasic(request, "admin:badmin");
    const TokenRequestOutcome outcome = read(request);
    QCOMPARE(outcome.request.account, std::string("admin"));
    QCOMPARE(outcome.request.password, std::string("badmin"));
    QCOMPARE(outcome.request.service, std::string("b"));

    // A header that is no valid Basic counts as none, so the form does.
    http::Request withBearer = post("username=test&password=123");
    withBearer.headers.emplace_back("Authorization", "Bearer abc");
    QCOMPARE(read(withBearer).request.account, std::string("test"));
}

void TokenRequestTest::controlCharacters_data()
{
    QTest::addColumn<QByteArray>("account");
    QTest::addColumn<QByteArray>("shown"); // null: allowed

    QTest::newRow("plain") << "alice"_ba << QByteArray();
    QTest::newRow("spaces and signs") << "a b@c+d/e"_ba << QByteArray();
    QTest::newRow("beyond ASCII") << "\xe6\x97\xa5\xe6\x9c\xac"_ba << QByteArray();
    QTest::newRow("no-break space") << "a\xc2\xa0"_ba << QByteArray();
    QTest::newRow("line end") << "bob bobpw\nadmin"_ba
                              << R"("bob bobpw\nadmin")"_ba;
    QTest::newRow("carriage return") << "bob\r"_ba
                                     << R"("bob\r")"_ba;
    QTest::newRow("tab") << "bob\tx"_ba
                         << R"("bob\tx")"_ba;
    QTest::newRow("NUL") << QByteArray("bob\0admin", 9) << R"("bob\x00admin")"_ba;
    QTest::newRow("only NUL") << QByteArray(1, '\0') << R"("\x00")"_ba;
    QTest::newRow("escape") << "\x1b]0;x"_ba
                            << R"("\x1b]0;x")"_ba;
    QTest::newRow("DEL") << "bob\x7f"_ba
                         << R"("bob\x7f")"_ba;
    QTest::newRow("C1") << "bob\xc2\x9bx"_ba
                        << R"("bob)"_ba;
}

void TokenRequestTest::controlCharacters()
{
    QFETCH(QByteArray, account);
    QFETCH(QByteArray, shown);

    http::Request basic = get("");
    addBasic(basic, account.toStdString() + ":x");
    const std::string escaped = account.toPercentEncoding().toStdString();
    const http::Request parameter = get("account=" + escaped);
    const http::Request form = post("username=" + escaped + "&password=x");
    for (const http::Request &request : {basic, parameter, form}) {
        const QByteArray error = QByteArray::fromStdString(read(request).error);
        if (shown.isNull())
            QCOMPARE(error, ""_ba);
        else
            QVERIFY2(error.startsWith("the account name " + shown), error.constData());
    }
}

void TokenRequestTest::passwordsMayHoldAnything()
{
    const std::string password("p\0\n\x1b\xff:", 6);
    http::Request request = get("");
    addBasic(request, "admin:" + password);
    const TokenRequestOutcome outcome = read(request);
    QCOMPARE(outcome.error, std::string());
    QCOMPARE(outcome.request.password, password);
}

void TokenRequestTest::refreshGrant_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("parameters");
    QTest::addColumn<bool>("isRefresh");

    const QByteArray refresh = "grant_type=refresh_token&refresh_token=abc";
    QTest::newRow("refresh") << "POST"_ba << refresh << true;
    QTest::newRow("without a token") << "POST"_ba
                                     << "grant_type=refresh_token"_ba << true;
    QTest::newRow("password") << "POST"_ba
                              << "grant_type=password&refresh_token=abc"_ba << false;
    QTest::newRow("none") << "POST"_ba
                          << "refresh_token=abc"_ba << false;
    QTest::newRow("capitals") << "POST"_ba
                              << "grant_type=REFRESH_TOKEN"_ba << false;
    QTest::newRow("the first counts") << "POST"_ba
                                      << "grant_type=password&grant_type=refresh_token"_ba << false;
    QTest::newRow("GET") << "GET"_ba << refresh << false;
}

void TokenRequestTest::refreshGrant()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, parameters);
    QFETCH(bool, isRefresh);

    http::Request inQuery = get(parameters.toStdString());
    inQuery.method = method.toStdString();
    QCOMPARE(read(inQuery).request.isRefresh, isRefresh);
    if (method == "POST")
        QCOMPARE(read(post(parameters.toStdString())).request.isRefresh, isRefresh);
}

void TokenRequestTest::scopes_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArrayList>("names");
    QTest::addColumn<QByteArray>("error"); // what it begins with

    using List = QByteArrayList;
    QTest::newRow("none") << "service=s"_ba << List{} << ""_ba;
    QTest::newRow("empty") << "scope="_ba << List{} << ""_ba;
    QTest::newRow("first empty: the others do not count")
        << "scope=&scope=repository:a:pull"_ba << List{} << ""_ba;
    QTest::newRow("first empty: not even malformed ones")
        << "scope&scope=junk"_ba << List{} << ""_ba;
    QTest::newRow("one") << "scope=repository:a:pull"_ba << List{"a"} << ""_ba;
    QTest::newRow("repeated") << "scope=repository:b:pull&scope=repository:a:pull"_ba
                              << List{"b", "a"} << ""_ba;
    QTest::newRow("with spaces") << "scope=repository:b:pull+repository:a:pull"_ba << List{"b", "a"}
                                 << ""_ba;
    QTest::newRow("both ways")
        << "scope=repository:a:pull%20repository:b:pull&scope=repository:c:pull"_ba
        << List{"a", "b", "c"} << ""_ba;
    QTest::newRow("same twice stays twice")
        << "scope=repository:a:pull&scope=repository:a:push"_ba << List{"a", "a"} << ""_ba;
    QTest::newRow("dropped for its semicolon")
        << "scope=repository:a:pull;x=1"_ba << List{} << ""_ba;
    QTest::newRow("dropped for its escape")
        << "scope=%zz&scope=repository:a:pull"_ba << List{"a"} << ""_ba;
    QTest::newRow("tab does not separate")
        << "scope=repository:a:pull%09repository:b:pull"_ba << List{} << "invalid scope: "_ba;
    QTest::newRow("only a space") << "scope=+"_ba << List{} << "malformed scope request: \"\""_ba;
    QTest::newRow("space before") << "scope=+repository:a:pull"_ba << List{}
                                  << "malformed scope request: \"\""_ba;
    QTest::newRow("space behind") << "scope=repository:a:pull+"_ba << List{"a"}
                                  << "malformed scope request: \"\""_ba;
    QTest::newRow("two spaces") << "scope=repository:a:pull++repository:b:pull"_ba << List{"a"}
                                << "malformed scope request: \"\""_ba;
    QTest::newRow("second empty") << "scope=repository:a:pull&scope="_ba << List{"a"}
                                  << "malformed scope request: \"\""_ba;
    QTest::newRow("second malformed") << "scope=repository:a:pull&scope=repository:b"_ba
                                      << List{"a"} << "invalid scope: \"repository:b\""_ba;
}

void TokenRequestTest::scopes()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArrayList, names);
    QFETCH(QByteArray, error);

    const TokenRequestOutcome outcome = read(get(query.toStdString()));
    QByteArrayList found;
    for (const token::Scope &scope : outcome.request.scopes)
        found.append(QByteArray::fromStdString(scope.name));
    QCOMPARE(found, names);
    QCOMPARE(outcome.error.empty(), error.isEmpty());
    QVERIFY2(QByteArray::fromStdString(outcome.error).startsWith(error), outcome.error.c_str());
}

void TokenRequestTest::scopeLimit()
{
    std::string body = "scope=";
    for (std::size_t i = 0; i < token::kMaxScopes; ++i)
        body += (i ? "+" : "") + std::string("repository:r") + std::to_string(i) + ":pull";
    const TokenRequestOutcome allowed = read(post(body));
    QCOMPARE(allowed.error, std::string());
    QCOMPARE(allowed.request.scopes.size(), token::kMaxScopes);

    for (const char *oneMore : {"+repository:x:pull", "&scope=repository:x:pull"}) {
        const TokenRequestOutcome refused = read(post(body + oneMore));
        QCOMPARE(refused.error, std::string("more than 1000 scopes in one request"));
        QVERIFY(refused.request.scopes.size() <= token::kMaxScopes);
    }
}

void TokenRequestTest::clientAddress()
{
    http::Request request = get("service=My+registry");
    const TokenRequestOutcome own = read(request);
    QCOMPARE(own.request.clientAddress, std::string("10.1.2.3"));
    QCOMPARE(own.request.ip, acl::IpAddress::parse("10.1.2.3"));
    QCOMPARE(own.request.service, std::string("My registry"));

    http::Peer peer;
    peer.address = "10.1.2.3";
    request.headers.emplace_back("X-Real-Ip", "192.0.2.1:80");
    const TokenRequestOutcome behindProxy =
        token::readTokenRequest(request, peer, {"X-Real-Ip", 0, {}});
    QCOMPARE(behindProxy.request.clientAddress, std::string("192.0.2.1:80"));
    QCOMPARE(behindProxy.request.ip, acl::IpAddress::parse("192.0.2.1"));
}

void TokenRequestTest::addressErrorsComeFirst()
{
    // As recorded: without an address even wrong credentials are a 400 about the address, and what
    // is known so far stands in the record.
    http::Request request = get("account=test&service=s&scope=junk");
    addBasic(request, "admin:zzz");
    http::Peer peer;
    peer.address = "10.1.2.3";
    const TokenRequestOutcome outcome =
        token::readTokenRequest(request, peer, {"X-Real-Ip", 0, {}});
    QCOMPARE(outcome.error, std::string("client address not provided"));
    QCOMPARE(outcome.request.service, std::string("s"));
    QVERIFY(!outcome.request.ip);
    QVERIFY(read(request).error.starts_with("user and account are not the same"));
}

QTEST_GUILESS_MAIN(TokenRequestTest)
#include "TokenRequestTest.moc"
