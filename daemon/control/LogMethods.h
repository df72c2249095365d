// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/Method.h"
#include "daemon/log/Logger.h"

namespace wharfgate::control {

/// log.level, log.recent: how much the daemon's own log says, and what it said last.
class LogMethods final : public MethodGroup
{
public:
    explicit LogMethods(log::Logger &logger);

    QString capability() const override { return QStringLiteral("log"); }
    std::vector<Method> methods() override;

private:
    Reply level(const Caller &caller, const QJsonObject &params) const;
    Reply recent(const QJsonObject &params) const;

    log::Logger &m_logger;
};

/// "error", "warning", "info", "debug"; nothing for other words.
std::optional<log::Level> logLevelNamed(const QString &name);
QString logLevelName(log::Level level);

} // namespace wharfgate::control
