// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/authn/ProgramRunner.h"
#include "daemon/control/Method.h"
#include "daemon/log/Logger.h"
#include "daemon/service/Daemon.h"

#include <memory>

namespace wharfgate::control {

/// program.try: runs an external program as a request would, and shows all that came of it.
class ProgramMethods final : public MethodGroup
{
public:
    /// Both outlive the group.
    ProgramMethods(service::Daemon &daemon, log::Logger &logger);
    ~ProgramMethods() override;

    QString capability() const override { return QStringLiteral("program"); }
    std::vector<Method> methods() override;

private:
    struct Trial;
    void tryProgram(const Caller &caller, const QJsonObject &params, Respond respond);
    tl::expected<Trial, CallError> readTrial(const QJsonObject &params) const;
    void runAuthentication(Trial trial, Respond respond);
    void runAuthorization(Trial trial, Respond respond);
    void run(const std::shared_ptr<Trial> &trial, authn::ProgramCall call, Respond respond,
             std::function<QJsonObject(const authn::ProgramResult &)> verdict);

    service::Daemon &m_daemon;
    log::Logger &m_logger;
    std::shared_ptr<int> m_running; // trials under way; shared with their ends
};

} // namespace wharfgate::control
