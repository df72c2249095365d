// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/IpAddress.h"
#include "shared/doctor/Challenge.h"
#include "shared/doctor/Examination.h"

#include <QHostAddress>

namespace wharfgate::doctor {

using namespace Qt::StringLiterals;

namespace {

bool isInnerAddress(const QString &host)
{
    const auto address = acl::IpAddress::parse(host.toStdString());
    return address && acl::isInnerAddress(*address);
}

bool isThisMachine(const QString &host)
{
    return host == u"localhost"_s || QHostAddress(host).isLoopback();
}

} // namespace

/// The registry's answer to a client that has no token yet: its Bearer challenge, if it has one.
std::optional<Challenge> Examination::examineRegistryAnswer()
{
    const QString name = u"registry.v2"_s;
    const HttpAnswer &answer = m_registryAnswer;
    const auto fail = [&](const char *code, const QString &seen, const QString &why,
                          const QString &remedy) -> std::optional<Challenge> {
        m_findings.fail(name, QString::fromLatin1(code), seen, why, remedy);
        return std::nullopt;
    };
    if (isProxyTrouble(m_findings, name, kRegistry, answer))
        return std::nullopt;
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
    auto challenge = challengeOf(lines, u"bearer"_s);
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
    return challenge;
}

/// Where the challenge sends clients; false if they cannot go there.
bool Examination::readChallenge()
{
    const auto challenge = examineRegistryAnswer();
    if (!challenge)
        return false;
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

} // namespace wharfgate::doctor
