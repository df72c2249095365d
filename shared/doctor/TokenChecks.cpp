// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/doctor/Examination.h"
#include "shared/doctor/RefusedToken.h"

#include <QDateTime>
#include <QJsonDocument>

#include <chrono>

namespace wharfgate::doctor {

using namespace Qt::StringLiterals;

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
    if (isProxyTrouble(m_findings, name, kAuth, answer))
        return false;
    if (answer.status >= 500) {
        m_findings.fail(name, u"auth-error"_s, u"The login of %1: %2."_s.arg(who, said),
                        u"The token server failed: usually an external program that cannot be run, "
                        "ended badly or took too long."_s,
                        u"The token server's log names the program, its exit status and what it "
                        "wrote."_s);
        return false;
    }
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

} // namespace wharfgate::doctor
