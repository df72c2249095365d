// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/overview/TrafficReport.h"

#include <QJsonArray>

#include <algorithm>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

std::vector<TrafficReport::Failing> failing(const QJsonValue &list, QLatin1StringView member)
{
    std::vector<TrafficReport::Failing> read;
    for (const QJsonValue &item : list.toArray())
        read.push_back({item[member].toString(), item["denied"_L1].toInteger(),
                        item["loginFailed"_L1].toInteger()});
    return read;
}

} // namespace

TrafficReport TrafficReport::fromJson(const QJsonObject &counters)
{
    TrafficReport report;
    for (const QJsonValue &item : counters["minutes"_L1].toArray()) {
        Minute minute;
        minute.time = QDateTime::fromString(item["time"_L1].toString(), Qt::ISODateWithMs);
        const auto count = [&item](QLatin1StringView name) {
            return std::max(0.0, item[name].toDouble());
        };
        minute.granted = count("granted"_L1) + count("partlyGranted"_L1);
        minute.denied = count("denied"_L1);
        minute.loginFailed = count("loginFailed"_L1);
        minute.failed = count("badRequest"_L1) + count("busy"_L1) + count("error"_L1);
        if (minute.time.isValid())
            report.minutes.push_back(minute);
    }
    std::stable_sort(report.minutes.begin(), report.minutes.end(),
                     [](const Minute &a, const Minute &b) { return a.time < b.time; });
    report.accounts = failing(counters["topAccounts"_L1], "account"_L1);
    report.addresses = failing(counters["topAddresses"_L1], "address"_L1);
    report.dropped = counters["dropped"_L1].toInteger();
    return report;
}

} // namespace wharfgate::gui
