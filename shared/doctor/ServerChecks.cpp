// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/doctor/ServerChecks.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QNetworkProxy>
#include <QTcpSocket>

#include <algorithm>

namespace wharfgate::doctor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kConnectMilliseconds = 5'000;
constexpr qint64 kSoonDays = 30;

QString hostAndPort(const QUrl &url)
{
    const QString host = url.host().contains(u':') ? u'[' + url.host() + u']' : url.host();
    return host + u':' + QString::number(portOf(url));
}

QString shown(const QDateTime &time)
{
    return time.toUTC().toString(u"yyyy-MM-dd HH:mm 'UTC'"_s);
}

QString namesOf(const QSslCertificate &certificate)
{
    QStringList names = certificate.subjectAlternativeNames().values();
    names.sort();
    return names.isEmpty() ? u"no names"_s : names.join(u", "_s);
}

bool has(const HttpAnswer &answer, QSslError::SslError error)
{
    return std::any_of(answer.tlsErrors.begin(), answer.tlsErrors.end(),
                       [error](const QSslError &found) { return found.error() == error; });
}

/// False if nobody answers on any of the addresses.
bool examineConnection(Findings &findings, const ServerRole &role, const QUrl &url,
                       const QList<QHostAddress> &addresses)
{
    QStringList good;
    QStringList bad;
    QAbstractSocket::SocketError lastError = QAbstractSocket::UnknownSocketError;
    for (const QHostAddress &address : addresses) {
        QTcpSocket socket;
        socket.setProxy(QNetworkProxy::NoProxy);
        socket.connectToHost(address, portOf(url));
        if (socket.waitForConnected(kConnectMilliseconds)) {
            good.append(address.toString());
        } else {
            lastError = socket.error();
            bad.append(address.toString() + u" ("_s + socket.errorString() + u')');
        }
    }
    const QString name = role.prefix + u".connect"_s;
    const QString port = QString::number(portOf(url));
    if (good.isEmpty()) {
        const bool isRefused = lastError == QAbstractSocket::ConnectionRefusedError;
        findings.fail(
            name, isRefused ? u"connection-refused"_s : u"no-connection"_s,
            u"No connection to port %1 of %2."_s.arg(port, bad.join(u", "_s)),
            isRefused ? u"The machine answers, but nothing listens on that port."_s
                      : u"The machine is off, or a firewall drops the packets."_s,
            isRefused ? u"Start the %1, or correct the port: what does it listen on, and does its "
                        "container publish the port?"_s.arg(role.noun)
                      : u"Open port %1 towards the clients in firewalls and security groups."_s.arg(
                            port));
        return false;
    }
    if (!bad.isEmpty())
        findings.warn(name, u"address-dead"_s,
                      u"Port %1 answers on %2, but not on %3."_s.arg(port, good.join(u", "_s),
                                                                     bad.join(u", "_s)),
                      u"Clients that choose that address first wait, or fail."_s,
                      u"Listen on every address that the name has, or take it out of the DNS."_s);
    else
        findings.pass(name, u"Port %1 answers on %2."_s.arg(port, good.join(u", "_s)));
    return true;
}

/// What is wrong with a certificate that was not accepted, the worst first.
void failCertificate(Findings &findings, const ServerRole &role, const QUrl &url,
                     const HttpAnswer &answer)
{
    const QString name = role.prefix + u".tls"_s;
    const QSslCertificate leaf = answer.chain.value(0);
    if (has(answer, QSslError::CertificateExpired) ||
        (!leaf.isNull() && leaf.expiryDate() < answer.now))
        return findings.fail(
            name, u"certificate-expired"_s,
            u"The certificate of %1 expired on %2."_s.arg(hostAndPort(url),
                                                          shown(leaf.expiryDate())),
            u"Every client refuses the connection."_s,
            u"Renew it, and let the %1 load it: some servers need a restart."_s.arg(role.noun));
    if (has(answer, QSslError::CertificateNotYetValid))
        return findings.fail(name, u"certificate-not-yet-valid"_s,
                             u"The certificate of %1 is valid from %2 only; it is %3 here."_s.arg(
                                 hostAndPort(url), shown(leaf.effectiveDate()), shown(answer.now)),
                             u"Clients refuse the connection until then."_s,
                             u"Set the clocks right, or use a certificate that is valid now."_s);
    if (has(answer, QSslError::HostNameMismatch))
        return findings.fail(
            name, u"name-mismatch"_s,
            u"The certificate is for %1, not for %2."_s.arg(namesOf(leaf), url.host()),
            u"Clients refuse it: they compare its names with the address they were given."_s,
            u"Use an address that the certificate covers, or a certificate whose "
            "subjectAltName has %1."_s.arg(url.host()));
    const bool isOwn = leaf.isSelfSigned();
    if (answer.chain.size() == 1 && !isOwn)
        return findings.fail(
            name, u"authority-unknown"_s,
            u"The server sends its certificate alone, signed by \"%1\", which is not trusted "
            "here."_s.arg(leaf.issuerDisplayName()),
            u"Either the intermediate certificate is missing on the server, or the authority is "
            "your own and this machine does not know it."_s,
            u"Put the intermediate certificates behind the server's in its certificate file. With "
            "an authority of your own: --ca FILE here, and /etc/docker/certs.d/%1/ca.crt for "
            "Docker."_s.arg(hostAndPort(url)));
    findings.fail(
        name, isOwn ? u"self-signed"_s : u"authority-unknown"_s,
        isOwn ? u"The certificate of %1 is signed by itself."_s.arg(hostAndPort(url))
              : u"The certificate's authority, \"%1\", is not trusted here."_s.arg(
                    answer.chain.constLast().issuerDisplayName()),
        u"Clients that do not know it refuse the connection."_s,
        u"Give it to the clients: --ca FILE here, /etc/docker/certs.d/%1/ca.crt for "
        "Docker; or use a certificate of an authority that they know."_s.arg(hostAndPort(url)));
}

/// The handshake did not even show a certificate.
void failHandshake(Findings &findings, const ServerRole &role, const QUrl &url,
                   const HttpAnswer &answer)
{
    const QString name = role.prefix + u".tls"_s;
    const auto plain = exchangeBytes(
        url.host(), portOf(url), "GET / HTTP/1.0\r\nHost: " + url.host().toLatin1() + "\r\n\r\n");
    const bool isPlain = plain && plain->startsWith("HTTP/") && !plain->contains("HTTPS");
    if (isPlain)
        return findings.fail(
            name, u"plain-http-port"_s, u"Port %1 speaks plain HTTP, not TLS."_s.arg(portOf(url)),
            u"Clients that expect https fail with \"server gave HTTP response to HTTPS "
            "client\"."_s,
            u"Give the %1 a certificate and key, or put a proxy that has them before it."_s.arg(
                role.noun));
    findings.fail(name, u"handshake-failed"_s,
                  u"The TLS handshake with %1 failed: %2."_s.arg(hostAndPort(url), answer.error),
                  u"The server closed the connection, or shares no protocol or cipher with this "
                  "client (TLS 1.2 and 1.3)."_s,
                  u"Look into the server's log; allow TLS 1.2 or 1.3."_s);
}

void passCertificate(Findings &findings, const ServerRole &role, const HttpAnswer &answer)
{
    const QString name = role.prefix + u".tls"_s;
    const QSslCertificate leaf = answer.chain.value(0);
    const qint64 days = answer.now.daysTo(leaf.expiryDate());
    const QString seen = u"For %1, by \"%2\", until %3."_s.arg(
        namesOf(leaf), leaf.issuerDisplayName(), shown(leaf.expiryDate()));
    if (days < kSoonDays)
        findings.warn(name, u"certificate-expires"_s, seen,
                      days == 0 ? u"It expires within a day."_s
                                : u"It expires in %1 days."_s.arg(days),
                      u"Renew it."_s);
    else
        findings.pass(name, seen);
}

/// https: false if no request can be sent. http: passes with a warning beyond this machine.
bool examineTls(Findings &findings, const ServerRole &role, const QUrl &url,
                const HttpAnswer &answer, bool isCancelled)
{
    const QString name = role.prefix + u".tls"_s;
    if (url.scheme() == u"https"_s) {
        if (answer.chain.isEmpty()) {
            failHandshake(findings, role, url, answer);
            return false;
        }
        if (!answer.tlsErrors.isEmpty())
            failCertificate(findings, role, url, answer);
        else
            passCertificate(findings, role, answer);
        return true;
    }
    // Servers say so in words of their own, or close the connection.
    const bool wantsTls =
        (answer.status == 400 && answer.body.contains("HTTPS")) ||
        (!answer.hasStatus() && !isCancelled && speaksTls(url.host(), portOf(url)));
    if (wantsTls) {
        findings.fail(name, u"tls-port"_s,
                      u"Port %1 speaks TLS, but the address begins with http."_s.arg(portOf(url)),
                      u"Clients that send plain HTTP there get 400 or nothing."_s,
                      u"Write https://%1."_s.arg(hostAndPort(url)));
        return false;
    }
    const QHostAddress address(url.host());
    if (address.isLoopback() || url.host() == u"localhost"_s)
        findings.pass(name, u"Plain HTTP, on this machine only."_s);
    else
        findings.warn(name, u"plain-http"_s, u"Plain HTTP."_s,
                      u"Passwords and tokens cross the network readable, and Docker refuses such a "
                      "registry unless it is listed in insecure-registries."_s,
                      u"Use TLS."_s);
    return true;
}

} // namespace

quint16 portOf(const QUrl &url)
{
    return static_cast<quint16>(url.port(url.scheme() == u"http"_s ? 80 : 443));
}

std::optional<ServerReached> examineServer(Findings &findings, HttpClient &client,
                                           const ServerRole &role, const QUrl &url)
{
    const QString resolve = role.prefix + u".resolve"_s;
    const QHostInfo info = QHostInfo::fromName(url.host());
    if (info.addresses().isEmpty()) {
        findings.fail(
            resolve, u"name-not-found"_s,
            u"The name %1 has no address: %2."_s.arg(url.host(), info.errorString()),
            u"Clients that use this machine's name servers cannot find the %1."_s.arg(role.noun),
            u"Correct the name, or add it to the DNS."_s);
        return std::nullopt;
    }
    QStringList addresses;
    for (const QHostAddress &address : info.addresses())
        addresses.append(address.toString());
    findings.pass(resolve, u"%1 is %2."_s.arg(url.host(), addresses.join(u", "_s)));
    if (!examineConnection(findings, role, url, info.addresses()))
        return std::nullopt;
    ServerReached reached{client.send({"GET", url, {}, {}, false}), false};
    if (!examineTls(findings, role, url, reached.answer, client.isCancelled()))
        return std::nullopt;
    reached.isTrusted = reached.answer.tlsErrors.isEmpty();
    return reached;
}

bool isProxyTrouble(Findings &findings, const QString &check, const ServerRole &role,
                    const HttpAnswer &answer)
{
    const bool blamesScheme = answer.status == 400 && (answer.body.contains("HTTPS server") ||
                                                       answer.body.contains("HTTPS port") ||
                                                       answer.body.contains("expects TLS"));
    if (blamesScheme) {
        findings.fail(check, u"proxy-speaks-plain-http"_s,
                      u"The answer is 400: \"%1\"."_s.arg(answer.message()),
                      u"A proxy takes TLS from clients and passes their requests on in plain HTTP, "
                      "but the %1 behind it expects TLS."_s.arg(role.noun),
                      u"Let the proxy speak https to the %1 (nginx: proxy_pass https://…; HAProxy: "
                      "server … ssl), or take the certificate away from the %1."_s.arg(role.noun));
        return true;
    }
    if (answer.status == 502 || answer.status == 503 || answer.status == 504) {
        findings.fail(check, u"proxy-no-backend"_s,
                      u"The answer is %1, from a proxy%2."_s.arg(
                          QString::number(answer.status),
                          answer.header("server").isEmpty()
                              ? QString()
                              : u" ("_s + QString::fromLatin1(answer.header("server")) + u')'),
                      u"The proxy gets no answer from the %1: it does not run, listens elsewhere, "
                      u"or the proxy "
                      "speaks https to a %1 that speaks plain HTTP."_s.arg(role.noun),
                      u"On the proxy's machine, ask the %1 itself with curl, with http and with "
                      u"https; correct "
                      "the address or the scheme in the proxy's configuration."_s.arg(role.noun));
        return true;
    }
    if (!answer.hasStatus()) {
        findings.fail(check, u"no-answer"_s, u"There was no answer: %1."_s.arg(answer.error),
                      answer.failure == HttpAnswer::Failure::Timeout
                          ? u"Clients give up after 15 seconds."_s
                          : u"The connection ended before an answer."_s,
                      u"Look into the log of the %1 and of proxies before it."_s.arg(role.noun));
        return true;
    }
    return false;
}

} // namespace wharfgate::doctor
