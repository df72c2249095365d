// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/AccountSightings.h"

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

QDateTime timeOf(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

} // namespace

AccountSightings AccountSightings::fromJson(const QJsonObject &json)
{
    AccountSightings sightings;
    sightings.since = timeOf(json.value(u"since"_s));
    sightings.now = QDateTime::currentDateTimeUtc();
    const QJsonObject accounts = json.value(u"accounts"_s).toObject();
    for (auto account = accounts.begin(); account != accounts.end(); ++account) {
        const QJsonObject seen = account.value().toObject();
        sightings.accounts.insert(account.key(), {timeOf(seen.value(u"lastSuccess"_s)),
                                                  timeOf(seen.value(u"lastFailure"_s)),
                                                  seen.value(u"lastAddress"_s).toString()});
    }
    return sightings;
}

} // namespace wharfgate::gui
