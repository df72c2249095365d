// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/LogMethods.h"

#include "daemon/control/ControlServer.h"
#include "daemon/control/Parameters.h"
#include "daemon/control/ProtocolObjects.h"

#include <algorithm>

namespace wharfgate::control {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t kMostRecords = 1000;
constexpr std::int64_t kUsualRecords = 200;

QJsonObject recordToJson(const log::LogRecord &record)
{
    QJsonObject fields;
    for (const auto &[key, value] : record.fields)
        fields[protocolText(key)] = protocolText(value);
    return {
        {u"time"_s, protocolTime(record.time)},         {u"level"_s, logLevelName(record.level)},
        {u"category"_s, protocolText(record.category)}, {u"event"_s, protocolText(record.event)},
        {u"message"_s, protocolText(record.message)},   {u"fields"_s, fields}};
}

} // namespace

std::optional<log::Level> logLevelNamed(const QString &name)
{
    for (const log::Level level :
         {log::Level::Error, log::Level::Warning, log::Level::Info, log::Level::Debug}) {
        if (logLevelName(level) == name)
            return level;
    }
    return std::nullopt;
}

QString logLevelName(log::Level level)
{
    return protocolText(log::toString(level));
}

LogMethods::LogMethods(log::Logger &logger)
    : m_logger(logger)
{}

std::vector<Method> LogMethods::methods()
{
    return {{u"log.level"_s, Role::Viewer,
             [this](const Caller &caller, const QJsonObject &params, const Respond &respond) {
                 respond(level(caller, params));
             }},
            {u"log.recent"_s, Role::Viewer,
             [this](const Caller &, const QJsonObject &params, const Respond &respond) {
                 respond(recent(params));
             }}};
}

Reply LogMethods::level(const Caller &caller, const QJsonObject &params) const
{
    const auto name = textParameter(params, "level"_L1);
    if (!name)
        return tl::unexpected(name.error());
    if (*name) {
        const auto wanted = logLevelNamed(**name);
        if (!wanted)
            return tl::unexpected(
                invalidParameter("level"_L1, u"level must be error, warning, info or debug."_s));
        if (caller.role != Role::Admin)
            return tl::unexpected(CallError{ErrorCode::NotAuthorized,
                                            u"Only an administrator may change the log level."_s,
                                            {{u"user"_s, caller.user}, {u"needed"_s, u"admin"_s}}});
        m_logger.setLevel(*wanted);
        m_logger.write(log::Level::Error, "control", "log-level",
                       "The log level was changed from the console.",
                       {{"level", log::toString(*wanted)},
                        {"user", caller.user.toStdString()},
                        {"uid", std::int64_t{caller.uid}}});
    }
    return QJsonObject{{u"level"_s, logLevelName(m_logger.level())}};
}

Reply LogMethods::recent(const QJsonObject &params) const
{
    const auto limit = numberParameter(params, "limit"_L1, 1, kMostRecords);
    if (!limit)
        return tl::unexpected(limit.error());
    QJsonArray records;
    for (const log::LogRecord &record :
         m_logger.recentRecords().newest(static_cast<std::size_t>(limit->value_or(kUsualRecords))))
        records.append(recordToJson(record));
    return QJsonObject{{u"records"_s, records}};
}

} // namespace wharfgate::control
