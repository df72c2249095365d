// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QNetworkAccessManager>
#include <QSslCertificate>
#include <QSslError>
#include <QUrl>

#include <atomic>
#include <chrono>
#include <optional>
#include <utility>

namespace wharfgate::doctor {

/// One request; redirects are answers, not followed.
struct HttpRequest
{
    QByteArray method = "GET";
    QUrl url;
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    QByteArray body = {};
    /// For requests with secrets: a certificate that is not trusted ends it (Failure::Tls).
    bool needsTrust = false;
};

/// What came of it. TLS errors do not stop a request unless it says so: they are kept beside the
/// answer.
struct HttpAnswer
{
    enum class Failure
    {
        None, ///< there is a status
        NameNotFound,
        Refused,
        Timeout,
        Closed, ///< the connection ended without an answer
        Tls,    ///< the handshake failed
        Other,
    };
    Failure failure = Failure::None;
    QString error; // of a failure, a phrase
    int status = 0;
    QList<std::pair<QByteArray, QByteArray>> headers; // names in lower case
    QByteArray body;                                  // at most 1 MiB
    QList<QSslCertificate> chain;                     // as the server sent it; empty without TLS
    QList<QSslError> tlsErrors;
    std::chrono::microseconds elapsed{0};
    QDateTime now; // of this machine, when the answer came

    bool hasStatus() const { return failure == Failure::None; }
    /// The first line of that header, or empty.
    QByteArray header(const QByteArray &name) const;
    QList<QByteArray> headerLines(const QByteArray &name) const;
    /// By the Date header.
    std::optional<QDateTime> serverTime() const;
    /// `errors[0].message`, or the body's beginning in one line.
    QString message() const;
};

/// A blocking HTTP/1.1 client for one thread, which may run an event loop of its own. Keeps
/// connections, sends no cookies, uses no proxy.
class HttpClient
{
public:
    /// `authorities` are trusted besides those of the system. `cancelled` ends a request early.
    HttpClient(const QList<QSslCertificate> &authorities, const std::atomic<bool> &cancelled);

    HttpAnswer send(const HttpRequest &request);
    bool isCancelled() const { return m_cancelled.load(); }

private:
    QNetworkAccessManager m_manager;
    QSslConfiguration m_tls;
    const std::atomic<bool> &m_cancelled;
};

/// The bytes that come back on a bare TCP connection when `bytes` are sent: at most 4 KiB. Nothing
/// if there is no connection.
std::optional<QByteArray> exchangeBytes(const QString &host, quint16 port, const QByteArray &bytes);

/// Whether a TLS handshake succeeds, whatever the certificate.
bool speaksTls(const QString &host, quint16 port);

} // namespace wharfgate::doctor
