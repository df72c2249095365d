// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/ActivityMethods.h"

#include "daemon/control/Parameters.h"
#include "daemon/journal/FailureTally.h"
#include "shared/events/AuthEventReader.h"

#include <QJsonArray>
#include <QMap>

#include <algorithm>

namespace wharfgate::control {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostAsked = 20'000;

QJsonValue timeOf(const std::optional<journal::AccountActivity::TimePoint> &time)
{
    return time ? QJsonValue(events::timeToString(*time)) : QJsonValue(QJsonValue::Null);
}

QJsonObject objectOf(const journal::AccountActivity::Seen &seen)
{
    return {{u"lastSuccess"_s, timeOf(seen.lastSuccess)},
            {u"lastFailure"_s, timeOf(seen.lastFailure)},
            {u"lastAddress"_s, QString::fromStdString(seen.lastAddress)}};
}

/// Inserting into a large QJsonObject is slow but at its end, so the names are sorted before.
QJsonObject replyOf(const QMap<QString, QJsonObject> &accounts,
                    journal::AccountActivity::TimePoint since)
{
    QJsonObject json;
    for (auto account = accounts.begin(); account != accounts.end(); ++account)
        json.insert(account.key(), account.value());
    return {{u"accounts"_s, json}, {u"since"_s, events::timeToString(since)}};
}

Reply everybody(const journal::AccountActivity &activity)
{
    QMap<QString, QJsonObject> accounts;
    for (const auto &[name, seen] : activity.all())
        accounts.insert(QString::fromStdString(name), objectOf(seen));
    return replyOf(accounts, activity.since());
}

Reply named(const journal::AccountActivity &activity, const QJsonArray &names)
{
    QMap<QString, QJsonObject> accounts;
    for (const QJsonValue &value : names) {
        const QString name = value.toString();
        const std::string key = name.toStdString();
        if (const auto seen = activity.find(journal::boundedName(key)))
            accounts.insert(name, objectOf(*seen));
    }
    return replyOf(accounts, activity.since());
}

} // namespace

ActivityMethods::ActivityMethods(const journal::AccountActivity &activity, Worker &worker)
    : m_activity(activity)
    , m_worker(worker)
{}

std::vector<Method> ActivityMethods::methods()
{
    return {{u"accounts.activity"_s, Role::Viewer,
             [this](const Caller &, const QJsonObject &params, const Respond &respond) {
                 activity(params, respond);
             }}};
}

void ActivityMethods::activity(const QJsonObject &params, const Respond &respond)
{
    const QJsonValue accounts = params.value("accounts"_L1);
    if (accounts.isUndefined())
        return m_worker.run([&activity = m_activity] { return everybody(activity); }, respond);
    const QJsonArray names = accounts.toArray();
    if (!accounts.isArray() || names.size() > kMostAsked ||
        !std::all_of(names.begin(), names.end(),
                     [](const QJsonValue &name) { return name.isString(); }))
        return respond(tl::unexpected(invalidParameter(
            "accounts"_L1, u"\"accounts\" must be a list of at most %1 names."_s.arg(kMostAsked))));
    m_worker.run([&activity = m_activity, names] { return named(activity, names); }, respond);
}

} // namespace wharfgate::control
