// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/doctor/RepositoryChecks.h"

#include "shared/doctor/ServerChecks.h"
#include "ssl/Encoding.h"

#include <QCryptographicHash>
#include <QUrlQuery>

namespace wharfgate::doctor {

using namespace Qt::StringLiterals;

namespace {

/// More than proxies take by default (nginx: 1 MiB), less than anybody minds.
constexpr qsizetype kBlobBytes = 2 * 1024 * 1024;

/// The same blob every time, so that the registry keeps one.
QByteArray blob()
{
    QByteArray content("wharfgated doctor: a test of uploads; no manifest refers to it.\n");
    content.resize(kBlobBytes, '\0');
    return content;
}

class RepositoryExamination
{
public:
    RepositoryExamination(Findings &findings, HttpClient &client, const QUrl &registry,
                          const QString &repository, const TokenView &token)
        : m_findings(findings)
        , m_client(client)
        , m_registry(registry)
        , m_repository(repository)
        , m_token(token)
    {}

    void run();

private:
    HttpAnswer send(const QByteArray &method, const QUrl &url, const QByteArray &body = {});
    QUrl below(const QString &path) const;
    void pull();
    bool beginUpload(QUrl &place);
    bool push(QUrl place);
    void compare();

    Findings &m_findings;
    HttpClient &m_client;
    const QUrl m_registry;
    const QString m_repository;
    const TokenView &m_token;
    const QByteArray m_blob = blob();
    const QString m_digest =
        u"sha256:"_s +
        QString::fromLatin1(QCryptographicHash::hash(m_blob, QCryptographicHash::Sha256).toHex());
};

HttpAnswer RepositoryExamination::send(const QByteArray &method, const QUrl &url,
                                       const QByteArray &body)
{
    HttpRequest request{method, url, {{"Authorization", "Bearer " + m_token.text}}, body, true};
    if (!body.isEmpty())
        request.headers.emplace_back("Content-Type", "application/octet-stream");
    return m_client.send(request);
}

QUrl RepositoryExamination::below(const QString &path) const
{
    QUrl url = m_registry;
    url.setPath(m_registry.path() + m_repository + path);
    return url;
}

void RepositoryExamination::run()
{
    const QString name = u"repository.granted"_s;
    const QStringList granted = m_token.granted(u"repository"_s, m_repository);
    const bool mayPull = granted.contains(u"pull"_s) || granted.contains(u"*"_s);
    const bool mayPush = granted.contains(u"push"_s) || granted.contains(u"*"_s);
    const QString seen = granted.isEmpty()
                             ? u"Nothing is granted on %1."_s.arg(m_repository)
                             : u"On %1: %2."_s.arg(m_repository, granted.join(u", "_s));
    if (mayPull && mayPush)
        m_findings.pass(name, seen);
    else
        m_findings.warn(name, mayPull ? u"push-not-granted"_s : u"pull-not-granted"_s, seen,
                        u"The access rules do not grant this account %1 there."_s.arg(
                            mayPull   ? u"push"_s
                            : mayPush ? u"pull"_s
                                      : u"pull or push"_s),
                        u"wharfgated explain FILE --account … --name %1 --actions pull,push says "
                        "which rule decides."_s.arg(m_repository));
    if (mayPull)
        pull();
    if (!mayPull || !mayPush)
        return;
    QUrl place;
    if (beginUpload(place) && push(place))
        compare();
}

void RepositoryExamination::pull()
{
    const QString name = u"repository.pull"_s;
    const HttpAnswer answer = send("GET", below(u"/tags/list"_s));
    if (answer.status == 200 || answer.status == 404)
        return m_findings.pass(name, answer.status == 200
                                         ? u"The registry lists the repository's tags."_s
                                         : u"The registry answers; the repository is empty."_s);
    if (!isProxyTrouble(m_findings, name, kRegistry, answer))
        m_findings.fail(name, u"pull-refused"_s,
                        u"The list of tags is answered with %1: \"%2\"."_s.arg(
                            QString::number(answer.status), answer.message()),
                        u"The token grants pull, but the registry does not let it be used."_s,
                        u"Look into the registry's log."_s);
}

/// Where the registry says that the content goes, and whether a client gets there.
bool RepositoryExamination::beginUpload(QUrl &place)
{
    const QString name = u"repository.upload"_s;
    const HttpAnswer answer = send("POST", below(u"/blobs/uploads/"_s));
    if (answer.status != 202) {
        if (!isProxyTrouble(m_findings, name, kRegistry, answer))
            m_findings.fail(
                name, answer.status == 405 ? u"registry-read-only"_s : u"upload-refused"_s,
                u"The beginning of an upload is answered with %1: \"%2\"."_s.arg(
                    QString::number(answer.status), answer.message()),
                answer.status == 405   ? u"The registry is read-only, or a pull-through cache."_s
                : answer.status >= 500 ? u"The registry cannot write to its storage."_s
                                       : u"The registry or a proxy refuses it."_s,
                u"Look into the registry's log; check its storage settings and its permissions "
                "there."_s);
        return false;
    }
    const QUrl location = m_registry.resolved(QUrl(QString::fromUtf8(answer.header("location"))));
    const bool isSame = location.scheme() == m_registry.scheme() &&
                        location.host() == m_registry.host() &&
                        portOf(location) == portOf(m_registry);
    place = location;
    if (isSame) {
        m_findings.pass(name, u"Uploads go on at the address that was asked."_s);
        return true;
    }
    place.setScheme(m_registry.scheme());
    place.setHost(m_registry.host());
    place.setPort(m_registry.port());
    const bool isScheme = location.scheme() != m_registry.scheme();
    m_findings.fail(
        name, isScheme ? u"forwarded-proto-missing"_s : u"forwarded-host-wrong"_s,
        u"The registry sends uploads to %1://%2, not to %3://%4."_s.arg(
            location.scheme(), location.authority(), m_registry.scheme(), m_registry.authority()),
        u"Pushes fail: the registry makes that address from what the proxy before it says of the "
        "client's request."_s,
        isScheme
            ? u"Let the proxy send \"X-Forwarded-Proto: https\" (nginx: proxy_set_header "
              "X-Forwarded-Proto $scheme), or set http.relativeurls of the registry."_s
            : u"Let the proxy pass the Host header on as it came, port included (nginx: "
              "proxy_set_header Host $http_host), or set http.relativeurls of the registry."_s);
    return true; // at the right address the rest can still be tried
}

bool RepositoryExamination::push(QUrl place)
{
    const QString name = u"repository.push"_s;
    QUrlQuery query(place);
    query.addQueryItem(u"digest"_s, m_digest);
    place.setQuery(query);
    const HttpAnswer answer = send("PUT", place, m_blob);
    if (answer.status == 201) {
        m_findings.pass(name, u"A blob of 2 MiB was pushed."_s);
        return true;
    }
    if (answer.status == 413) {
        m_findings.fail(name, u"body-too-large"_s, u"A blob of 2 MiB is refused with 413."_s,
                        u"A proxy limits the size of requests; layers of images are larger."_s,
                        u"Lift the limit (nginx: client_max_body_size 0)."_s);
        return false;
    }
    if (answer.failure == HttpAnswer::Failure::Closed) { // nginx does not wait for the rest
        m_findings.fail(name, u"body-too-large"_s,
                        u"The connection is closed while a blob of 2 MiB is sent."_s,
                        u"A proxy limits the size of requests, or cannot store them on the way; "
                        "layers of images are larger."_s,
                        u"Lift the limit (nginx: client_max_body_size 0); if there is none, the "
                        "proxy's error log says what it could not do."_s);
        return false;
    }
    if (!isProxyTrouble(m_findings, name, kRegistry, answer))
        m_findings.fail(
            name, u"push-refused"_s,
            u"A blob is answered with %1: \"%2\"."_s.arg(QString::number(answer.status),
                                                         answer.message()),
            u"The upload was begun but cannot be finished."_s,
            answer.status == 404
                ? u"Several registries behind one address need the same http.secret and "
                  "the same storage."_s
                : u"Look into the registry's log."_s);
    return false;
}

void RepositoryExamination::compare()
{
    const QString name = u"repository.content"_s;
    const HttpAnswer answer = send("GET", below(u"/blobs/"_s + m_digest));
    if (answer.status >= 300 && answer.status < 400)
        return m_findings.pass(name,
                               u"The blob is there; the registry sends clients to %1 for it."_s.arg(
                                   QUrl(QString::fromUtf8(answer.header("location"))).host()));
    if (answer.status == 200 && answer.header("content-length").toLongLong() == m_blob.size())
        return m_findings.pass(name, u"The blob came back."_s);
    m_findings.fail(
        name, u"content-lost"_s,
        u"The blob that was just pushed is answered with %1."_s.arg(QString::number(answer.status)),
        u"Several registries may stand behind one address without a common storage, or a "
        "cache answers."_s,
        u"Give them one storage, and let caches leave /v2/ alone."_s);
}

} // namespace

void examineRepository(Findings &findings, HttpClient &client, const QUrl &registry,
                       const QString &repository, const TokenView &token)
{
    RepositoryExamination(findings, client, registry, repository, token).run();
}

} // namespace wharfgate::doctor
