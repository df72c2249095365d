// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/doctor/Examination.h"
#include "ssl/Encoding.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QNetworkInterface>

#include <cstdlib>

namespace wharfgate::doctor {

using namespace Qt::StringLiterals;

namespace {

/// Reserved for documentation (RFC 5737): no client has it.
constexpr auto kForgedAddress = "192.0.2.77"_L1;

/// Registries forgive a minute.
constexpr qint64 kToleratedSeconds = 60;
constexpr qint64 kNoticedSeconds = 10;

} // namespace

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

} // namespace wharfgate::doctor
