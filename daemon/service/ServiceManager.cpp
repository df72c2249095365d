// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/service/ServiceManager.h"

#include "daemon/log/Logger.h"
#include "daemon/service/Daemon.h"
#include "shared/base/Text.h"

#include <QPointer>

#include <chrono>
#include <cstdint>
#include <ctime>
#include <systemd/sd-daemon.h>

namespace wharfgate::service {

using namespace Qt::StringLiterals;

ServiceManager::ServiceManager(Daemon &daemon, log::Logger &logger, QObject *parent)
    : QObject(parent)
    , m_daemon(daemon)
    , m_logger(logger)
{
    connect(&daemon, &Daemon::reloading, this, [this] {
        timespec now{};
        clock_gettime(CLOCK_MONOTONIC, &now);
        const auto microseconds =
            std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
        sd_notifyf(
            0, "RELOADING=1\nMONOTONIC_USEC=%lld\nSTATUS=Reloading the configuration",
            static_cast<long long>(
                std::chrono::duration_cast<std::chrono::microseconds>(microseconds).count()));
    });
    connect(&daemon, &Daemon::reloaded, this, &ServiceManager::handleReloaded);
    connect(&m_watchdog, &QTimer::timeout, this, &ServiceManager::checkThreads);
}

Result<std::optional<net::Listener>> ServiceManager::takeListener()
{
    const int count = sd_listen_fds(1); // and takes the variables away from external programs
    if (count <= 0)
        return std::nullopt;
    if (count > 1)
        return failure(ErrorCode::InvalidInput,
                       "the service manager passed " + std::to_string(count) +
                           " sockets; wharfgated takes one: leave one ListenStream= in the socket "
                           "unit");
    auto listener = net::Listener::adopt(net::FileDescriptor(SD_LISTEN_FDS_START));
    if (!listener)
        return tl::unexpected(listener.error());
    return std::optional<net::Listener>(std::move(*listener));
}

void ServiceManager::reportStatus(const char *state, const QString &status)
{
    sd_notifyf(0, "%s\nSTATUS=%s", state, status.toUtf8().constData());
}

void ServiceManager::reportReady()
{
    reportStatus("READY=1", u"Serving tokens on %1"_s.arg(
                                QString::fromStdString(net::toString(m_daemon.address()))));
    startWatchdog();
}

void ServiceManager::reportStopping()
{
    m_watchdog.stop(); // finishing what is in flight may take longer than a turn of the watchdog
    reportStatus("STOPPING=1", u"Finishing the requests under way"_s);
}

void ServiceManager::handleReloaded(const ReloadReport &report)
{
    const QString address = QString::fromStdString(net::toString(m_daemon.address()));
    if (report.ok)
        return reportStatus("READY=1", u"Serving tokens on %1"_s.arg(address));
    const std::string error = text::escaped(report.error, 300);
    reportStatus("READY=1", u"Serving tokens on %1 with the last good configuration: %2"_s.arg(
                                address, QString::fromStdString(error)));
}

void ServiceManager::startWatchdog()
{
    std::uint64_t limit = 0;
    if (sd_watchdog_enabled(0, &limit) <= 0)
        return;
    // A third, so that one late answer is not the end.
    m_watchdog.start(std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::microseconds(limit / 3)));
    checkThreads();
}

/// Says that the daemon is alive once every network thread has answered; until then, nothing.
void ServiceManager::checkThreads()
{
    if (m_waits)
        return;
    m_waits = true;
    m_daemon.probeThreads([self = QPointer<ServiceManager>(this)] {
        if (!self)
            return;
        self->m_waits = false;
        sd_notify(0, "WATCHDOG=1");
        self->m_logger.debug("service", "watchdog", "Every network thread has answered.");
    });
}

} // namespace wharfgate::service
