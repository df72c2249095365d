// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/MethodGroups.h"

#include "daemon/control/ActivityMethods.h"
#include "daemon/control/CertificateMethods.h"
#include "daemon/control/ConfigurationMethods.h"
#include "daemon/control/CounterMethods.h"
#include "daemon/control/EventMethods.h"
#include "daemon/control/ExplainMethods.h"
#include "daemon/control/LogMethods.h"
#include "daemon/control/ProgramMethods.h"
#include "daemon/control/ServiceMethods.h"

namespace wharfgate::control {

namespace {

CertificateMethods::Daemon certificateDaemon(service::Daemon &daemon)
{
    return {[&daemon]() -> const config::Configuration & { return *daemon.configuration(); },
            [&daemon](const Caller &caller) -> Result<void> {
                const service::ReloadReport report = daemon.reload(
                    "certificates", service::Originator{caller.user.toStdString(), caller.uid});
                if (!report.ok)
                    return failure(wharfgate::ErrorCode::InvalidConfig, report.error);
                return {};
            }};
}

} // namespace

std::vector<std::unique_ptr<MethodGroup>> makeMethodGroups(const MethodContext &context)
{
    service::Daemon &daemon = context.daemon;
    journal::RecentDecisions &recent = daemon.recentDecisions();
    const auto journalFile = [&daemon] { return daemon.configuration()->journal.file; };
    std::vector<std::unique_ptr<MethodGroup>> groups;
    groups.push_back(std::make_unique<ServiceMethods>(context));
    groups.push_back(
        std::make_unique<ConfigurationMethods>(daemon, context.worker, context.logger));
    groups.push_back(std::make_unique<ExplainMethods>(daemon, context.worker));
    groups.push_back(std::make_unique<CertificateMethods>(certificateDaemon(daemon), context.server,
                                                          context.worker, context.logger));
    groups.push_back(std::make_unique<LogMethods>(context.logger));
    groups.push_back(std::make_unique<ProgramMethods>(daemon, context.logger));
    groups.push_back(std::make_unique<EventMethods>(context.server.instance(), recent.ring(),
                                                    journalFile, context.server, context.worker));
    groups.push_back(std::make_unique<CounterMethods>(recent.counters()));
    groups.push_back(std::make_unique<ActivityMethods>(recent.activity(), context.worker));
    return groups;
}

} // namespace wharfgate::control
