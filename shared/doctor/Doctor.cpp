// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/doctor/Doctor.h"

#include "shared/acl/IpAddress.h"
#include "shared/acl/Pattern.h"
#include "shared/doctor/Challenge.h"
#include "shared/doctor/Findings.h"
#include "shared/doctor/HttpClient.h"
#include "shared/doctor/RefusedToken.h"
#include "shared/doctor/RepositoryChecks.h"
#include "shared/doctor/ServerChecks.h"
#include "shared/doctor/TokenView.h"
#include "ssl/Encoding.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QNetworkInterface>
#include <QUrlQuery>

#include <cstdlib>

namespace wharfgate::doctor {

using namespace Qt::StringLiterals;

namespace {

const ServerRole kRegistry{u"registry"_s, u"registry"_s};
const ServerRole kAuth{u"auth"_s, u"token server"_s};

/// Reserved for documentation (RFC 5737): no client has it.
constexpr auto kForgedAddress = "192.0.2.77"_L1;

/// Registries forgive a minute.
constexpr qint64 kToleratedSeconds = 60;
constexpr qint64 kNoticedSeconds = 10;

/// The steps of one examination, each of which says whether the next ones make sense.
class Examination
{
public:
    Examination(const Patient &patient, Findings &findings, const std::atomic<bool> &cancelled)
        : m_patient(patient)
        , m_findings(findings)
        , m_cancelled(cancelled)
        , m_client(QSslCertificate::fromData(patient.authorities), cancelled)
    {}

    void run();

private:
    bool reachRegistry();
    bool readChallenge();
    void examineRealm(const QUrl &realm);
    void examineService();
    bool reachAuth();
    bool examineAuthAnswer();
    void examineClocks();
    void examineClientAddress();
    bool requestToken();
    void examineToken();
    void compareWithConfiguration();
    bool presentToken();
    void examineCatalog();
    void examineScratchRepository();

    QUrl tokenUrl(const QStringList &scopes) const;
    HttpAnswer askForToken(const QStringList &scopes);
    std::optional<TokenView> tokenIn(const HttpAnswer &answer) const;
    bool goesOn() const { return !m_cancelled.load(); }

    const Patient &m_patient;
    Findings &m_findings;
    const std::atomic<bool> &m_cancelled;
    HttpClient m_client;

    QUrl m_registry; // …/v2/
    HttpAnswer m_registryAnswer;
    bool m_registryIsTrusted = false;
    QUrl m_realm;
    QString m_service;
    HttpAnswer m_authAnswer;
    bool m_authIsTrusted = false;
    std::optional<TokenView> m_token;
};

void Examination::run()
{
    m_registry = m_patient.registry;
    m_registry.setPath(u"/v2/"_s);
    if (!reachRegistry() || !goesOn() || !readChallenge() || !goesOn())
        return;
    if (!reachAuth() || !goesOn())
        return;
    const bool answers = examineAuthAnswer();
    examineClocks();
    if (!answers || !goesOn())
        return;
    examineClientAddress();
    if (!requestToken() || !goesOn())
        return;
    examineToken();
    compareWithConfiguration();
    if (!goesOn() || !presentToken() || !goesOn())
        return;
    examineCatalog();
    if (goesOn())
        examineScratchRepository();
}

bool Examination::reachRegistry()
{
    auto reached = examineServer(m_findings, m_client, kRegistry, m_registry);
    if (!reached)
        return false;
    m_registryAnswer = std::move(reached->answer);
    m_registryIsTrusted = reached->isTrusted;
    return true;
}

/// The registry's answer to a client that has no token yet.
bool Examination::readChallenge()
{
    const QString name = u"registry.v2"_s;
    const HttpAnswer &answer = m_registryAnswer;
    const auto fail = [&](const char *code, const QString &seen, const QString &why,
                          const QString &remedy) {
        m_findings.fail(name, QString::fromLatin1(code), seen, why, remedy);
        return false;
    };
    if (isProxyTrouble(m_findings, name, kRegistry, answer))
        return false;
    const QString status = QString::number(answer.status);
    if (answer.status >= 300 && answer.status < 400)
        return fail("redirected",
                    u"The registry sends clients on to %1."_s.arg(
                        QString::fromUtf8(answer.header("location"))),
                    u"Clients that push do not follow."_s, u"Use that address."_s);
    if (answer.status == 200)
        return fail("no-authentication", u"The registry answers /v2/ without asking for a token."_s,
                    u"Everybody may pull and push: its auth section is missing, or a proxy answers "
                    "in its place."_s,
                    u"Set auth.token of the registry; wharfgated registry-setup prints it."_s);
    if (answer.status == 404)
        return fail("not-a-registry",
                    u"There is no /v2/ at %1 (404)."_s.arg(m_registry.authority()),
                    u"Something else listens there, or a proxy does not pass /v2/ on."_s,
                    u"Pass /v2/ on to the registry, at the root of the address."_s);
    if (answer.status != 401)
        return fail("unexpected-status",
                    u"/v2/ is answered with %1: \"%2\"."_s.arg(status, answer.message()),
                    u"A registry with token authentication answers 401."_s,
                    u"Look into the log of the registry and of proxies before it."_s);
    const QList<QByteArray> lines = answer.headerLines("www-authenticate");
    const auto challenge = challengeOf(lines, u"bearer"_s);
    if (!challenge) {
        const QList<Challenge> others = parseChallenges(lines);
        if (others.isEmpty())
            return fail("no-challenge", u"The answer is 401 without WWW-Authenticate."_s,
                        u"Clients cannot know where to get a token: a proxy removes the header, or "
                        "answers itself."_s,
                        u"Let the proxy pass the registry's answers on as they are."_s);
        return fail(
            "other-authentication",
            u"The registry asks for %1 authentication, not for a token."_s.arg(
                others.first().scheme),
            u"Its auth section is htpasswd or another one, or a proxy asks for a password."_s,
            u"Set auth.token of the registry, and no auth at the proxy."_s);
    }
    if (answer.header("docker-distribution-api-version").isEmpty())
        m_findings.warn(name, u"api-version-missing"_s,
                        u"401 with a Bearer challenge, but without the header "
                        "Docker-Distribution-Api-Version."_s,
                        u"A proxy removes headers, and old clients need this one."_s,
                        u"Let the proxy pass the registry's headers on."_s);
    else
        m_findings.pass(name, u"401 with a Bearer challenge."_s);

    const QString realm = challenge->parameters.value(u"realm"_s);
    m_service = challenge->parameters.value(u"service"_s);
    const QUrl url(realm, QUrl::StrictMode);
    const bool hasVariable = realm.contains(u"${"_s) || realm.contains(u"$("_s) ||
                             realm.contains(u"{{"_s) || realm.contains(u'<');
    if (hasVariable || !url.isValid() || url.host().isEmpty() ||
        (url.scheme() != u"https"_s && url.scheme() != u"http"_s)) {
        m_findings.fail(
            u"challenge.realm"_s, hasVariable ? u"realm-variable"_s : u"realm-invalid"_s,
            u"The realm is \"%1\"."_s.arg(realm),
            hasVariable
                ? u"A variable in it was never replaced, so that clients look for a host of "
                  "that name."_s
                : u"Clients need the whole URL of the token server."_s,
            u"Set auth.token.realm of the registry (REGISTRY_AUTH_TOKEN_REALM) to the address of "
            "the token server, such as https://auth.example.com:5001/auth."_s);
        return false;
    }
    m_realm = url;
    examineRealm(url);
    examineService();
    return true;
}

bool isInnerAddress(const QString &host)
{
    const auto address = acl::IpAddress::parse(host.toStdString());
    return address && acl::isInnerAddress(*address);
}

bool isThisMachine(const QString &host)
{
    return host == u"localhost"_s || QHostAddress(host).isLoopback();
}

void Examination::examineRealm(const QUrl &realm)
{
    const QString name = u"challenge.realm"_s;
    const QString seen = u"Tokens are to be had at %1."_s.arg(realm.toString());
    const bool isSameServer =
        realm.host() == m_registry.host() && portOf(realm) == portOf(m_registry);
    if (realm.scheme() == u"http"_s && m_registry.scheme() == u"https"_s)
        return m_findings.fail(name, u"realm-plain-http"_s, seen,
                               u"Clients of a registry with TLS refuse a realm without it, and "
                               "others send their passwords readable."_s,
                               u"Set auth.token.realm of the registry to an https address."_s);
    if (isThisMachine(realm.host()) && !isThisMachine(m_registry.host()))
        return m_findings.fail(name, u"realm-loopback"_s, seen,
                               u"Every client looks for the token server on its own machine."_s,
                               u"Set auth.token.realm of the registry to a name that clients can "
                               "reach."_s);
    if (!m_patient.auth.isEmpty() && m_patient.auth.isValid() &&
        (m_patient.auth.host() != realm.host() || portOf(m_patient.auth) != portOf(realm)))
        return m_findings.fail(
            name, u"realm-differs"_s, seen,
            u"That is not %1, the token server that was named."_s.arg(m_patient.auth.toString()),
            u"Set auth.token.realm of the registry (REGISTRY_AUTH_TOKEN_REALM) to it, and restart "
            "the registry."_s);
    if (isInnerAddress(realm.host()) && !isSameServer)
        return m_findings.warn(name, u"realm-inner-address"_s, seen,
                               u"Recent clients such as crane and ko refuse a realm with a private "
                               "or local IP address."_s,
                               u"Use a host name that the token server's certificate covers."_s);
    if (realm.scheme() == u"http"_s && !isThisMachine(realm.host()))
        return m_findings.warn(name, u"realm-plain-http"_s, seen,
                               u"Passwords cross the network readable."_s, u"Use https."_s);
    m_findings.pass(name, seen);
}

/// The service is what rules match and what tokens are for.
void Examination::examineService()
{
    const QString name = u"challenge.service"_s;
    if (m_service.isEmpty())
        return m_findings.fail(name, u"service-missing"_s, u"The challenge names no service."_s,
                               u"The registry accepts tokens for its own service only, and clients "
                               "do not know which."_s,
                               u"Set auth.token.service of the registry."_s);
    const QString seen = u"\"%1\"."_s.arg(m_service);
    if (!m_patient.configuration || !m_patient.configuration->acl)
        return m_findings.pass(name, seen);
    // A rule for another service is no fault; no rule at all for this one is.
    bool isNamed = false;
    for (const acl::Rule &rule : *m_patient.configuration->acl) {
        if (!rule.match.service) {
            isNamed = true;
            continue;
        }
        const std::string &pattern = *rule.match.service;
        const bool isLiteral = !pattern.empty() && pattern.front() != '/' &&
                               pattern.find_first_of("*?[\\$") == std::string::npos;
        isNamed = isNamed || !isLiteral || pattern == m_service.toStdString();
    }
    if (isNamed || m_patient.configuration->acl->empty())
        return m_findings.pass(name, seen);
    m_findings.fail(name, u"service-mismatch"_s, seen,
                    u"Every access rule is for another service, so that nothing is granted."_s,
                    u"Make auth.token.service of the registry and match.service of the rules the "
                    "same."_s);
}

bool Examination::reachAuth()
{
    auto reached = examineServer(m_findings, m_client, kAuth, tokenUrl({}));
    if (!reached)
        return false;
    m_authAnswer = std::move(reached->answer);
    m_authIsTrusted = reached->isTrusted;
    return true;
}

QUrl Examination::tokenUrl(const QStringList &scopes) const
{
    QUrl url = m_realm;
    QUrlQuery query(url);
    const auto add = [&query](const QString &key, const QString &value) {
        query.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    };
    add(u"service"_s, m_service);
    for (const QString &scope : scopes)
        add(u"scope"_s, scope);
    if (!m_patient.account.isEmpty())
        add(u"account"_s, m_patient.account);
    url.setQuery(query);
    return url;
}

/// The token server's answer to a client without a password.
bool Examination::examineAuthAnswer()
{
    const QString name = u"auth.answers"_s;
    const HttpAnswer &answer = m_authAnswer;
    const auto fail = [&](const char *code, const QString &seen, const QString &why,
                          const QString &remedy) {
        m_findings.fail(name, QString::fromLatin1(code), seen, why, remedy);
        return false;
    };
    if (isProxyTrouble(m_findings, name, kAuth, answer))
        return false;
    const QString said = u"%1: \"%2\""_s.arg(QString::number(answer.status), answer.message());
    if (answer.status >= 300 && answer.status < 400)
        return fail("redirected",
                    u"The token server sends clients on to %1."_s.arg(
                        QString::fromUtf8(answer.header("location"))),
                    u"Not every client follows, and a password may not."_s,
                    u"Set auth.token.realm of the registry to that address."_s);
    if (answer.status == 404)
        return fail("realm-path",
                    u"The realm's path, %1, is not there: %2."_s.arg(m_realm.path(), said),
                    u"The token endpoint is /auth, below server.path_prefix if there is one."_s,
                    u"Correct the path in auth.token.realm of the registry, or what the proxy "
                    "passes on."_s);
    if (answer.status == 400 && answer.body.contains("client address"))
        return fail("client-address-missing", u"The answer is %1."_s.arg(said),
                    u"server.real_ip_header is set, but the request came without that header: no "
                    "proxy stands before the token server, or it does not send it."_s,
                    u"Let the proxy send it (nginx: proxy_set_header X-Forwarded-For "
                    "$proxy_add_x_forwarded_for), or remove server.real_ip_header."_s);
    const bool isJson = QJsonDocument::fromJson(answer.body).isObject();
    if (answer.status == 200 && !tokenIn(answer))
        return fail("not-a-token-server", u"The answer is %1."_s.arg(said),
                    isJson ? u"It holds no token."_s
                           : u"That is a page for people; a token server answers in JSON."_s,
                    u"Correct auth.token.realm of the registry: the path of the token endpoint is "
                    "/auth."_s);
    if (answer.status == 403)
        return fail("forbidden", u"The answer is %1."_s.arg(said),
                    u"A proxy or firewall forbids it."_s,
                    u"Allow clients to reach the token endpoint."_s);
    if (answer.status != 200 && answer.status != 401)
        return fail("unexpected-status", u"The answer is %1."_s.arg(said),
                    u"A token server answers 200 or 401 here."_s,
                    u"Look into the token server's log."_s);
    m_findings.pass(name, answer.status == 200
                              ? u"Clients without a password get a token, as rules allow."_s
                              : u"Clients without a password get none (401)."_s);
    return true;
}

void Examination::examineClocks()
{
    const QString name = u"clock"_s;
    const auto registry = m_registryAnswer.serverTime();
    const auto auth = m_authAnswer.serverTime();
    if (!registry || !auth)
        return m_findings.skip(name, u"An answer has no Date header."_s);
    // What passed here between the two answers is none of the servers' difference.
    const qint64 difference =
        registry->secsTo(*auth) - m_registryAnswer.now.secsTo(m_authAnswer.now);
    const qint64 here = m_authAnswer.now.secsTo(*auth);
    const auto spoken = [](qint64 seconds) {
        return seconds >= 0 ? u"%1 s ahead of"_s.arg(seconds) : u"%1 s behind"_s.arg(-seconds);
    };
    const QString seen =
        u"The token server's clock is %1 the registry's and %2 this machine's."_s.arg(
            spoken(difference), spoken(here));
    if (std::llabs(difference) > kToleratedSeconds)
        return m_findings.fail(
            name, u"clock-skew"_s, seen,
            u"The registry forgives 60 seconds: beyond that a token is not valid "
            "yet, or no longer."_s,
            u"Set both clocks by NTP (timedatectl set-ntp true)."_s);
    if (std::llabs(difference) > kNoticedSeconds)
        return m_findings.warn(name, u"clock-drift"_s, seen,
                               u"Tokens are refused once it is more than a minute."_s,
                               u"Set both clocks by NTP (timedatectl set-ntp true)."_s);
    m_findings.pass(name, seen);
}

/// Whether rules by ip see clients or the proxy, and whether anybody may choose the address.
void Examination::examineClientAddress()
{
    const QString name = u"auth.client-address"_s;
    if (!m_patient.seenRequest)
        return m_findings.skip(name,
                               u"The token server's record of requests cannot be read from "
                               "here."_s,
                               u"Run this on the token server's machine, as root or an "
                               "administrator of control.admins."_s);
    const QString agent = u"wharfgated-doctor/"_s + QString::fromStdString(tls::randomHex(8));
    m_client.send({"GET",
                   tokenUrl({}),
                   {{"User-Agent", agent.toLatin1()},
                    {"X-Forwarded-For", QByteArray(kForgedAddress.data(), kForgedAddress.size())},
                    {"X-Real-IP", QByteArray(kForgedAddress.data(), kForgedAddress.size())}},
                   {},
                   false});
    const auto request = m_patient.seenRequest(agent);
    if (!request)
        return m_findings.skip(name, u"The token server's record does not show the request: it "
                                     "reached another one."_s);
    const QString seen = u"A request from here is recorded for client %1, over a connection from "
                         "%2."_s.arg(request->client, request->peer);
    if (request->client == kForgedAddress)
        return m_findings.warn(
            name, u"client-address-forged"_s, seen + u" The client chose that address itself."_s,
            u"Rules by ip can be got round by whoever sends the header."_s,
            u"Set server.trusted_proxies to the proxy's address, and let the "
            "proxy replace the header or count from its end (real_ip_pos: -1)."_s);
    const bool isOwn = QNetworkInterface::allAddresses().contains(QHostAddress(request->peer));
    const bool isProxied = !isOwn || !m_authAnswer.header("server").isEmpty();
    if (isProxied && request->client == request->peer)
        return m_findings.warn(
            name, u"client-address-hidden"_s, seen,
            u"That is the address of a proxy: rules by ip, and the log, see it in "
            "place of every client's."_s,
            u"Let the proxy send X-Forwarded-For, and set "
            "server.real_ip_header to it and server.trusted_proxies to the "
            "proxy's address."_s);
    m_findings.pass(name, seen);
}

HttpAnswer Examination::askForToken(const QStringList &scopes)
{
    HttpRequest request{"GET", tokenUrl(scopes), {}, {}, true};
    if (!m_patient.account.isEmpty())
        request.headers.emplace_back(
            "Authorization",
            "Basic " + (m_patient.account.toUtf8() + ':' + m_patient.password).toBase64());
    return m_client.send(request);
}

std::optional<TokenView> Examination::tokenIn(const HttpAnswer &answer) const
{
    const QJsonObject object = QJsonDocument::fromJson(answer.body).object();
    QString text = object[u"token"_s].toString();
    if (text.isEmpty())
        text = object[u"access_token"_s].toString();
    const auto view = TokenView::parse(text.toLatin1());
    return view ? std::optional(*view) : std::nullopt;
}

bool Examination::requestToken()
{
    const QString name = u"token.issued"_s;
    if (!m_authIsTrusted) {
        m_findings.skip(name, u"Nothing secret is sent to a token server whose certificate is not "
                              "in order."_s);
        return false;
    }
    if (m_patient.account.isEmpty() && m_authAnswer.status == 401) {
        m_findings.skip(name, u"Without a password there is no token here."_s,
                        u"Name an account with --account; its password is asked for."_s);
        return false;
    }
    QStringList scopes;
    if (!m_patient.repository.isEmpty())
        scopes.append(u"repository:%1:pull,push"_s.arg(m_patient.repository));
    const HttpAnswer answer = askForToken(scopes);
    const QString who = m_patient.account.isEmpty() ? u"nobody in particular"_s : m_patient.account;
    const QString said = u"%1: \"%2\""_s.arg(QString::number(answer.status), answer.message());
    if (answer.status == 401) {
        m_findings.fail(
            name, u"login-refused"_s, u"The login of %1 is refused: %2."_s.arg(who, said),
            u"The account does not exist, is locked, or has another password; or a proxy "
            "removes the Authorization header."_s,
            u"The token server's log, or the console's, says which."_s);
        return false;
    }
    if (answer.status == 429 || answer.status == 503) {
        m_findings.fail(name, u"auth-busy"_s, u"The login of %1: %2."_s.arg(who, said),
                        u"The token server has too much to do, or too many attempts have failed."_s,
                        u"Try again later; look into its log."_s);
        return false;
    }
    if (answer.status >= 500) {
        m_findings.fail(name, u"auth-error"_s, u"The login of %1: %2."_s.arg(who, said),
                        u"The token server failed: usually an external program that cannot be run, "
                        "ended badly or took too long."_s,
                        u"The token server's log names the program, its exit status and what it "
                        "wrote."_s);
        return false;
    }
    if (isProxyTrouble(m_findings, name, kAuth, answer))
        return false;
    m_token = answer.status == 200 ? tokenIn(answer) : std::nullopt;
    if (!m_token) {
        m_findings.fail(name, u"no-token"_s, u"The login of %1: %2."_s.arg(who, said),
                        u"The answer holds no token that a registry could read."_s,
                        u"Look into the token server's log."_s);
        return false;
    }
    m_findings.pass(name, u"For %1, signed with %2, %3 bytes."_s.arg(
                              who, m_token->algorithm(), QString::number(m_token->text.size())));
    return true;
}

/// What would make any registry refuse it.
void Examination::examineToken()
{
    const QString name = u"token.content"_s;
    const QJsonValue audience = m_token->claims[u"aud"_s];
    if (audience.isArray())
        return m_findings.fail(name, u"audience-list"_s, u"The audience is a list."_s,
                               u"Registry 2.x reads a single text only."_s,
                               u"Use a token server that writes the service as text."_s);
    if (audience.toString() != m_service)
        return m_findings.fail(
            name, u"audience-mismatch"_s,
            u"The token is for \"%1\", the registry's service is \"%2\"."_s.arg(audience.toString(),
                                                                                m_service),
            u"A registry accepts tokens for its own service only."_s,
            u"Let the token server and what lies between pass the parameter service on as it is."_s);
    const QList<tls::Certificate> carried = m_token->certificates();
    const auto now = std::chrono::system_clock::from_time_t(
        static_cast<std::time_t>(m_authAnswer.now.toSecsSinceEpoch()));
    if (!carried.isEmpty() && carried.first().notAfter() <= now)
        return m_findings.fail(
            name, u"x5c-expired"_s,
            u"The token carries a certificate that expired on %1."_s.arg(
                QDateTime::fromSecsSinceEpoch(
                    std::chrono::system_clock::to_time_t(carried.first().notAfter()), Qt::UTC)
                    .toString(u"yyyy-MM-dd HH:mm 'UTC'"_s)),
            u"With x5c the registry checks the dates of the certificate and refuses the token."_s,
            u"Renew the token certificate (the console's Certificates page, or new files at "
            "token.certificate and token.key)."_s);
    if (!carried.isEmpty() && carried.first().notAfter() < now + std::chrono::hours(24 * 14))
        return m_findings.warn(name, u"x5c-expires"_s,
                               u"The token carries a certificate that expires within 14 days."_s,
                               u"After that the registry refuses every token."_s,
                               u"Renew the token certificate."_s);
    m_findings.pass(name, u"Issuer \"%1\", audience \"%2\", key %3%4."_s.arg(
                              m_token->issuer(), m_service, m_token->keyId(),
                              carried.isEmpty() ? QString() : u" with its certificate"_s));
}

void Examination::compareWithConfiguration()
{
    const QString name = u"token.settings"_s;
    if (!m_patient.configuration)
        return;
    const QString issuer = QString::fromStdString(m_patient.configuration->token.issuer);
    if (m_token->issuer() == issuer)
        return m_findings.pass(name, u"The issuer is as the configuration says."_s);
    m_findings.fail(name, u"other-token-server"_s,
                    u"The token's issuer is \"%1\", the configuration's \"%2\"."_s.arg(
                        m_token->issuer(), issuer),
                    u"The realm leads to another token server, or the configuration was not taken "
                    "over."_s,
                    u"Correct auth.token.realm of the registry, or reload the token server."_s);
}

bool Examination::presentToken()
{
    const QString name = u"registry.accepts"_s;
    if (!m_registryIsTrusted) {
        m_findings.skip(name,
                        u"No token is sent to a registry whose certificate is not in order."_s);
        return false;
    }
    const HttpAnswer answer = m_client.send(
        {"GET", m_registry, {{"Authorization", "Bearer " + m_token->text}}, {}, true});
    if (answer.status == 200) {
        m_findings.pass(name, u"The registry accepts the token."_s);
        return true;
    }
    if (!isProxyTrouble(m_findings, name, kRegistry, answer))
        m_findings.add(
            explainRefusal(m_client, m_registry, *m_token, answer, m_patient.configuration));
    return false;
}

void Examination::examineCatalog()
{
    const QString name = u"registry.catalog"_s;
    const HttpAnswer issued = askForToken({u"registry:catalog:*"_s});
    const auto token = tokenIn(issued);
    if (!token || token->granted(u"registry"_s, u"catalog"_s).isEmpty())
        return m_findings.skip(name,
                               u"The access rules do not grant the catalog to this account."_s);
    QUrl url = m_registry;
    url.setPath(u"/v2/_catalog"_s);
    url.setQuery(u"n=1"_s);
    const HttpAnswer answer =
        m_client.send({"GET", url, {{"Authorization", "Bearer " + token->text}}, {}, true});
    if (answer.status == 200)
        return m_findings.pass(name, u"The registry lists its repositories."_s);
    m_findings.warn(name, u"catalog-refused"_s,
                    u"The list of repositories is answered with %1: \"%2\"."_s.arg(
                        QString::number(answer.status), answer.message()),
                    u"The token grants it, but the registry does not give it."_s,
                    u"Some registries have no catalog; otherwise look into the registry's log."_s);
}

void Examination::examineScratchRepository()
{
    if (m_patient.repository.isEmpty())
        return m_findings.skip(u"repository.push"_s,
                               u"No repository was named to pull from and push to."_s,
                               u"Name a scratch repository with --repository."_s);
    examineRepository(m_findings, m_client, m_registry, m_patient.repository, *m_token);
}

} // namespace

Doctor::Doctor(Patient patient)
    : m_patient(std::move(patient))
{}

QList<Check> Doctor::run(const std::function<void(const Check &)> &report)
{
    Findings findings(report);
    Examination(m_patient, findings, m_isCancelled).run();
    if (m_isCancelled.load())
        findings.skip(u"cancelled"_s, u"The rest was not tried."_s);
    return findings.checks();
}

Result<QUrl> parseAddress(const QString &text)
{
    const QString whole = text.contains(u"://"_s) ? text : u"https://"_s + text;
    const QUrl url(whole, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() ||
        (url.scheme() != u"https"_s && url.scheme() != u"http"_s))
        return failure(ErrorCode::InvalidInput,
                       '"' + text.left(200).toStdString() +
                           "\" is no address; write https://registry.example.com");
    if (!url.userInfo().isEmpty())
        return failure(ErrorCode::InvalidInput,
                       "an address must not hold a user or password; see --account");
    return url;
}

} // namespace wharfgate::doctor
