// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QHash>
#include <QJsonObject>
#include <QString>

namespace wharfgate::gui {

/// When the daemon saw which account last.
struct AccountSightings
{
    struct Seen
    {
        QDateTime lastSuccess; // invalid: never
        QDateTime lastFailure;
        QString lastAddress;

        bool operator==(const Seen &) const = default;
    };
    QHash<QString, Seen> accounts;
    QDateTime since; // when the daemon began to look
    QDateTime now;   // when it answered

    /// From a reply to accounts.activity; what cannot be read counts as never.
    static AccountSightings fromJson(const QJsonObject &json);
};

} // namespace wharfgate::gui
