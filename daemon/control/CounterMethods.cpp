// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/CounterMethods.h"

#include "daemon/control/Parameters.h"
#include "shared/events/AuthEventReader.h"

#include <QJsonArray>

#include <utility>

namespace wharfgate::control {

using namespace Qt::StringLiterals;
using events::AuthResult;
using events::timeToString;

namespace {

constexpr std::int64_t kDefaultMinutes = 60;
constexpr std::size_t kTop = 50; // rows of each list of who fails most

QJsonValue numberOf(std::uint64_t number)
{
    return static_cast<qint64>(number);
}

QJsonObject minuteOf(const journal::Counters::Minute &minute)
{
    return {{u"time"_s, timeToString(minute.time)},
            {u"granted"_s, numberOf(minute.of(AuthResult::Granted))},
            {u"partlyGranted"_s, numberOf(minute.of(AuthResult::PartlyGranted))},
            {u"denied"_s, numberOf(minute.of(AuthResult::Denied))},
            {u"loginFailed"_s, numberOf(minute.of(AuthResult::LoginFailed))},
            {u"badRequest"_s, numberOf(minute.of(AuthResult::BadRequest))},
            {u"busy"_s, numberOf(minute.of(AuthResult::Busy))},
            {u"error"_s, numberOf(minute.of(AuthResult::Error))}};
}

QJsonArray topOf(const std::vector<journal::FailureTally::Total> &totals, const QString &key)
{
    QJsonArray out;
    for (const journal::FailureTally::Total &total : totals)
        out.append(QJsonObject{{key, QString::fromStdString(total.name)},
                               {u"denied"_s, numberOf(total.denied)},
                               {u"loginFailed"_s, numberOf(total.loginFailed)}});
    return out;
}

} // namespace

CounterMethods::CounterMethods(journal::Counters &counters, Clock clock)
    : m_counters(counters)
    , m_clock(std::move(clock))
{}

std::vector<Method> CounterMethods::methods()
{
    return {{u"counters"_s, Role::Viewer,
             [this](const Caller &, const QJsonObject &params, const Respond &respond) {
                 respond(counters(params));
             }},
            {u"counters.resetRules"_s, Role::Admin,
             [this](const Caller &, const QJsonObject &, const Respond &respond) {
                 m_counters.resetRules(m_clock());
                 respond(QJsonObject());
             }}};
}

Reply CounterMethods::counters(const QJsonObject &params) const
{
    const auto asked = numberParameter(params, "minutes"_L1, 1, journal::Counters::kMinutes);
    if (!asked)
        return tl::unexpected(asked.error());
    const auto now = m_clock();
    const auto snapshot =
        m_counters.snapshot(now, static_cast<int>(asked->value_or(kDefaultMinutes)), kTop);
    QJsonArray minutes;
    for (const journal::Counters::Minute &minute : snapshot.minutes)
        minutes.append(minuteOf(minute));
    QJsonArray rules;
    for (const journal::Counters::RuleHits &rule : snapshot.rules)
        rules.append(QJsonObject{{u"rule"_s, numberOf(rule.rule)},
                                 {u"hits"_s, numberOf(rule.hits)},
                                 {u"last"_s, timeToString(rule.last)}});
    return QJsonObject{{u"now"_s, timeToString(now)},
                       {u"minutes"_s, minutes},
                       {u"rules"_s, rules},
                       {u"rulesSince"_s, timeToString(snapshot.rulesSince)},
                       {u"rulesRevision"_s, QString::fromStdString(snapshot.rulesRevision)},
                       {u"topAccounts"_s, topOf(snapshot.topAccounts, u"account"_s)},
                       {u"topAddresses"_s, topOf(snapshot.topAddresses, u"address"_s)},
                       {u"dropped"_s, numberOf(snapshot.dropped)}};
}

} // namespace wharfgate::control
