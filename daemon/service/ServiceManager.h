// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/net/Listener.h"
#include "shared/base/Result.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace wharfgate::log {
class Logger;
}

namespace wharfgate::service {

class Daemon;
struct ReloadReport;

/// Tells the service manager how the daemon is, by systemd's protocol (sd_notify(3)): ready,
/// reloading, stopping, a line for `systemctl status`, and alive as long as every network thread
/// still turns its event loop (sd_watchdog_enabled(3)). Does nothing without a service manager.
/// Belongs to the main thread.
class ServiceManager final : public QObject
{
    Q_OBJECT

public:
    ServiceManager(Daemon &daemon, log::Logger &logger, QObject *parent = nullptr);

    /// The listening socket that was passed (sd_listen_fds(3)), if there is one. More than one, or
    /// one that does not listen for streams, is an error.
    static Result<std::optional<net::Listener>> takeListener();

    /// After the daemon has started: it listens.
    void reportReady();
    void reportStopping();

private:
    void handleReloaded(const ReloadReport &report);
    void reportStatus(const char *state, const QString &status);
    void startWatchdog();
    void checkThreads();

    Daemon &m_daemon;
    log::Logger &m_logger;
    QTimer m_watchdog;
    bool m_waits = false; // for an answer of the network threads
};

} // namespace wharfgate::service
