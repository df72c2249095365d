// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/doctor/HttpClient.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTimeZone>
#include <QTimer>

#include <memory>

namespace wharfgate::doctor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTimeoutMilliseconds = 15'000; // as long as docker's token client waits
constexpr int kProbeMilliseconds = 5'000;
constexpr qint64 kMostOfBody = 1024 * 1024;

HttpAnswer::Failure failureOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::HostNotFoundError:
        return HttpAnswer::Failure::NameNotFound;
    case QNetworkReply::ConnectionRefusedError:
        return HttpAnswer::Failure::Refused;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError:
        return HttpAnswer::Failure::Timeout;
    case QNetworkReply::RemoteHostClosedError:
        return HttpAnswer::Failure::Closed;
    case QNetworkReply::SslHandshakeFailedError:
        return HttpAnswer::Failure::Tls;
    default:
        return HttpAnswer::Failure::Other;
    }
}

} // namespace

QByteArray HttpAnswer::header(const QByteArray &name) const
{
    const QList<QByteArray> lines = headerLines(name);
    return lines.isEmpty() ? QByteArray() : lines.first();
}

QList<QByteArray> HttpAnswer::headerLines(const QByteArray &name) const
{
    QList<QByteArray> lines;
    for (const auto &[key, value] : headers)
        if (key == name)
            lines.append(value);
    return lines;
}

std::optional<QDateTime> HttpAnswer::serverTime() const
{
    // RFC 9110 5.6.7: always GMT and in English.
    QDateTime time = QLocale::c().toDateTime(QString::fromLatin1(header("date")).trimmed(),
                                             u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    if (!time.isValid())
        return std::nullopt;
    time.setTimeSpec(Qt::UTC);
    return time;
}

QString HttpAnswer::message() const
{
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    const QString message = object[u"errors"_s][0][u"message"_s].toString();
    const QString text = message.isEmpty() ? QString::fromUtf8(body.left(1000)) : message;
    const QString line = text.simplified().left(200);
    return line.endsWith(u'.') ? line.chopped(1) : line; // it is quoted within a sentence
}

HttpClient::HttpClient(const QList<QSslCertificate> &authorities,
                       const std::atomic<bool> &cancelled)
    : m_tls(QSslConfiguration::defaultConfiguration())
    , m_cancelled(cancelled)
{
    m_manager.setProxy(QNetworkProxy::NoProxy);
    m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_manager.setTransferTimeout(kTimeoutMilliseconds);
    // With a list of our own, Qt no longer loads the system's on demand.
    m_tls.setCaCertificates(QSslConfiguration::systemCaCertificates() + authorities);
}

HttpAnswer HttpClient::send(const HttpRequest &request)
{
    HttpAnswer answer;
    QNetworkRequest outgoing(request.url);
    outgoing.setSslConfiguration(m_tls);
    outgoing.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    outgoing.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    outgoing.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    outgoing.setRawHeader("Accept-Encoding", "identity");
    outgoing.setRawHeader("User-Agent", "wharfgated-doctor");
    for (const auto &[name, value] : request.headers)
        outgoing.setRawHeader(name, value);
    QElapsedTimer timer;
    timer.start();
    const std::unique_ptr<QNetworkReply> reply(
        m_manager.sendCustomRequest(outgoing, request.method, request.body));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    QObject::connect(reply.get(), &QNetworkReply::sslErrors, reply.get(),
                     [&answer, &reply, &request](const QList<QSslError> &errors) {
                         answer.tlsErrors = errors;
                         if (!request.needsTrust)
                             reply->ignoreSslErrors();
                     });
    QTimer watch;
    QObject::connect(&watch, &QTimer::timeout, reply.get(), [this, &reply] {
        if (m_cancelled.load())
            reply->abort();
    });
    watch.start(std::chrono::milliseconds(100));
    if (!reply->isFinished())
        loop.exec();
    answer.elapsed = std::chrono::microseconds(timer.nsecsElapsed() / 1000);
    answer.now = QDateTime::currentDateTimeUtc();
    answer.chain = reply->sslConfiguration().peerCertificateChain();
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const auto &[name, value] : reply->rawHeaderPairs()) {
        // Qt joins repeated headers with ", ", and WWW-Authenticate by newlines.
        for (const QByteArray &line : value.split('\n'))
            answer.headers.emplace_back(name.toLower(), line);
    }
    if (reply->isOpen()) // not after an abort
        answer.body = reply->read(kMostOfBody);
    if (answer.status == 0) {
        answer.failure = failureOf(reply->error());
        if (answer.failure == HttpAnswer::Failure::None)
            answer.failure = HttpAnswer::Failure::Other;
        answer.error = reply->errorString();
    }
    return answer;
}

std::optional<QByteArray> exchangeBytes(const QString &host, quint16 port, const QByteArray &bytes)
{
    QTcpSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.connectToHost(host, port);
    if (!socket.waitForConnected(kProbeMilliseconds))
        return std::nullopt;
    socket.write(bytes);
    QByteArray answer;
    QElapsedTimer timer;
    timer.start();
    while (answer.size() < 4096 && timer.elapsed() < kProbeMilliseconds &&
           socket.waitForReadyRead(kProbeMilliseconds))
        answer += socket.read(4096 - answer.size());
    return answer + socket.read(std::max<qint64>(0, 4096 - answer.size()));
}

bool speaksTls(const QString &host, quint16 port)
{
    QSslSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(host, port);
    return socket.waitForEncrypted(kProbeMilliseconds);
}

} // namespace wharfgate::doctor
