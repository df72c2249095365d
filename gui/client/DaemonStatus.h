// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace wharfgate::gui {

/// The daemon's status (PROTOCOL.md), as the console shows it. Missing members keep their defaults.
struct DaemonStatus
{
    struct CertificateExpiry
    {
        QString role; // "server", "token"
        QString file;
        QString subject;
        QDateTime notAfter;
    };
    struct Reload
    {
        QDateTime time; // invalid: never reloaded
        bool ok = true;
        QString reason;
        QString error;
    };
    QString version;
    QString instance;
    qint64 pid = 0;
    QString user;
    QDateTime started;
    QDateTime received; // when this status came, by our clock
    QString configurationFile;
    QString revision;
    QString address;
    QString transport;
    QString issuer;
    QString algorithm;
    QString keyId;
    std::vector<CertificateExpiry> certificates;
    int openConnections = 0;
    qint64 refusedConnections = 0;
    qint64 handshakeFailures = 0;
    qint64 requests = 0;
    double requestsPerMinute = 0;
    int rules = 0;
    int users = 0;
    int consoles = 0;
    QString logLevel;
    Reload lastReload;
    QString lastErrorMessage;
    QDateTime lastErrorTime;
    QString diskRevision;     // of the configuration file as it is on disk; may be empty
    bool diskDiffers = false; // from the one in force
    QStringList restartNeeded;
    QString journalFile;

    static DaemonStatus fromJson(const QJsonObject &status, const QDateTime &received);
    /// Of the certificate that expires first; negative if expired, none without certificates.
    std::optional<int> daysUntilExpiry(const QDateTime &now) const;
};

} // namespace wharfgate::gui
