// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/Method.h"
#include "daemon/log/Logger.h"
#include "shared/base/Result.h"
#include "shared/config/Configuration.h"
#include "ssl/management/CertificateOperations.h"

#include <functional>
#include <vector>

namespace wharfgate::control {

/// certificates.* and jwks: shows the certificates in use, makes and imports new ones, and puts
/// them in place. What takes long runs on the worker; files in use are exchanged on the main
/// thread, so that no reload of this daemon comes between. Every change is logged with its caller.
class CertificateMethods final : public MethodGroup
{
public:
    struct Daemon
    {
        /// The configuration in force.
        std::function<const config::Configuration &()> configuration;
        /// Loads the files as they are now, for this caller; the old service stays if that fails.
        std::function<Result<void>(const Caller &caller)> reload;
    };

    /// `notifier`, `worker` and `logger` outlive the group.
    CertificateMethods(Daemon daemon, Notifier &notifier, Worker &worker, log::Logger &logger);

    QString capability() const override { return QStringLiteral("certificates"); }
    std::vector<Method> methods() override;

private:
    using Work = Reply (tls::CertificateOperations::*)(const QJsonObject &) const;
    /// A method that changes no file.
    Method reading(const QString &name, Work work);
    /// A method that changes files which are not in use.
    Method preparing(const QString &name, Work work);
    Method rotation();
    Method rollback();
    tls::CertificateOperations operations() const;
    tls::CertificateStore::Load loadFor(const Caller &caller) const;
    Respond finishing(const QString &name, const Caller &caller, const QJsonObject &params,
                      Respond respond);
    void finish(const QString &name, const Caller &caller, const QJsonObject &params,
                const Reply &reply);
    void logChange(const QString &name, const Caller &caller, const QString &role,
                   const Reply &reply);

    const Daemon m_daemon;
    Notifier &m_notifier;
    Worker &m_worker;
    log::Logger &m_logger;
};

} // namespace wharfgate::control
