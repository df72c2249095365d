// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/doctor/Examination.h"

#include "shared/doctor/RepositoryChecks.h"

#include <QJsonDocument>
#include <QUrlQuery>

namespace wharfgate::doctor {

using namespace Qt::StringLiterals;

Examination::Examination(const Patient &patient, Findings &findings,
                         const std::atomic<bool> &cancelled)
    : m_patient(patient)
    , m_findings(findings)
    , m_cancelled(cancelled)
    , m_client(QSslCertificate::fromData(patient.authorities), cancelled)
{}

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

void Examination::examineScratchRepository()
{
    if (m_patient.repository.isEmpty())
        return m_findings.skip(u"repository.push"_s,
                               u"No repository was named to pull from and push to."_s,
                               u"Name a scratch repository with --repository."_s);
    examineRepository(m_findings, m_client, m_registry, m_patient.repository, *m_token);
}

} // namespace wharfgate::doctor
