// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QString>

#include <vector>

namespace wharfgate::gui {

/// The daemon's counters of the last hour (PROTOCOL.md, `counters`), as the overview shows them.
struct TrafficReport
{
    struct Minute
    {
        QDateTime time;
        double granted = 0; // partly granted included
        double denied = 0;
        double loginFailed = 0;
        double failed = 0; // bad requests, refused for lack of room, errors

        double requests() const { return granted + denied + loginFailed + failed; }
    };
    /// An account or an address that was refused.
    struct Failing
    {
        QString name; // empty account: anonymous
        qint64 denied = 0;
        qint64 loginFailed = 0;

        bool operator==(const Failing &) const = default;
    };
    std::vector<Minute> minutes; // oldest first
    std::vector<Failing> accounts;
    std::vector<Failing> addresses;
    qint64 dropped = 0; // decisions that could not be counted

    static TrafficReport fromJson(const QJsonObject &counters);
};

} // namespace wharfgate::gui
