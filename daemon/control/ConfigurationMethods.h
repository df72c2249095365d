// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/Method.h"
#include "daemon/log/Logger.h"
#include "daemon/service/Daemon.h"

#include <string>
#include <vector>

namespace wharfgate::control {

/// configuration.get, configuration.validate, configuration.apply.
class ConfigurationMethods final : public MethodGroup
{
public:
    /// All outlive the group; `daemon` also the worker's work.
    ConfigurationMethods(service::Daemon &daemon, Worker &worker, log::Logger &logger);

    QString capability() const override { return QStringLiteral("configuration"); }
    std::vector<Method> methods() override;

private:
    struct Change;
    void get(const Caller &caller, Respond respond);
    void validate(const QJsonObject &params, Respond respond);
    void apply(const Caller &caller, const QJsonObject &params, Respond respond);
    Reply applyChecked(const Change &change, QJsonObject result);
    Reply takeBack(const Change &change, const std::string &former, const std::string &error);
    void audit(const Change &change, const std::string &former, bool isInForce);

    service::Daemon &m_daemon;
    Worker &m_worker;
    log::Logger &m_logger;
};

} // namespace wharfgate::control
