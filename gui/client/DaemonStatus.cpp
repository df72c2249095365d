// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/DaemonStatus.h"

#include <QJsonArray>

#include <algorithm>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

QDateTime timeOf(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

/// Counters are never negative, whatever the other side says.
qint64 countOf(const QJsonValue &value)
{
    return std::max<qint64>(0, value.toInteger());
}

int smallCountOf(const QJsonValue &value)
{
    return std::max(0, value.toInt());
}

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue &text : value.toArray()) {
        if (text.isString())
            texts.append(text.toString());
    }
    return texts;
}

std::vector<DaemonStatus::CertificateExpiry> certificatesOf(const QJsonValue &value)
{
    std::vector<DaemonStatus::CertificateExpiry> certificates;
    for (const QJsonValue &item : value.toArray()) {
        if (item.isObject())
            certificates.push_back({item["role"_L1].toString(), item["file"_L1].toString(),
                                    item["subject"_L1].toString(), timeOf(item["notAfter"_L1])});
    }
    return certificates;
}

DaemonStatus::Reload reloadOf(const QJsonValue &value)
{
    if (!value.isObject())
        return {};
    return {timeOf(value["time"_L1]), value["ok"_L1].toBool(true), value["reason"_L1].toString(),
            value["error"_L1].toString()};
}

} // namespace

DaemonStatus DaemonStatus::fromJson(const QJsonObject &status, const QDateTime &received)
{
    DaemonStatus read;
    read.version = status["version"_L1].toString();
    read.instance = status["instance"_L1].toString();
    read.pid = countOf(status["pid"_L1]);
    read.user = status["user"_L1].toString();
    read.started = timeOf(status["started"_L1]);
    read.received = received;
    read.configurationFile = status["configurationFile"_L1].toString();
    read.revision = status["revision"_L1].toString();
    read.address = status["address"_L1].toString();
    read.transport = status["transport"_L1].toString();
    read.issuer = status["issuer"_L1].toString();
    read.algorithm = status["algorithm"_L1].toString();
    read.keyId = status["keyId"_L1].toString();
    read.certificates = certificatesOf(status["certificates"_L1]);
    const QJsonValue connections = status["connections"_L1];
    read.openConnections = smallCountOf(connections["open"_L1]);
    read.refusedConnections = countOf(connections["refused"_L1]);
    read.handshakeFailures = countOf(connections["handshakeFailures"_L1]);
    read.requests = countOf(status["requests"_L1]);
    read.requestsPerMinute = std::max(0.0, status["requestsPerMinute"_L1].toDouble());
    read.rules = smallCountOf(status["rules"_L1]);
    read.users = smallCountOf(status["users"_L1]);
    read.consoles = smallCountOf(status["consoles"_L1]);
    read.logLevel = status["logLevel"_L1].toString();
    read.lastReload = reloadOf(status["lastReload"_L1]);
    const QJsonValue lastError = status["lastError"_L1];
    read.lastErrorMessage = lastError["message"_L1].toString();
    read.lastErrorTime = timeOf(lastError["time"_L1]);
    const QJsonValue onDisk = status["onDisk"_L1];
    read.diskRevision = onDisk["revision"_L1].toString();
    read.diskDiffers = onDisk["differs"_L1].toBool();
    read.restartNeeded = textsOf(status["restartNeeded"_L1]);
    read.journalFile = status["journalFile"_L1].toString();
    return read;
}

std::optional<int> DaemonStatus::daysUntilExpiry(const QDateTime &now) const
{
    std::optional<int> days;
    for (const CertificateExpiry &certificate : certificates) {
        if (!certificate.notAfter.isValid())
            continue;
        constexpr qint64 kSecondsPerDay = 86'400;
        const qint64 seconds = now.secsTo(certificate.notAfter);
        // Whole days that are left; one that expired an hour ago has less than none.
        const qint64 whole =
            seconds >= 0 ? seconds / kSecondsPerDay : -((-seconds - 1) / kSecondsPerDay) - 1;
        const int left = static_cast<int>(std::clamp<qint64>(whole, -1'000'000, 1'000'000));
        days = std::min(days.value_or(left), left);
    }
    return days;
}

} // namespace wharfgate::gui
