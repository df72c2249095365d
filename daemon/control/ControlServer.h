// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/Authorization.h"
#include "daemon/control/ClientSession.h"
#include "daemon/control/MethodTable.h"
#include "daemon/control/PeerIdentity.h"
#include "daemon/control/ServerLimits.h"
#include "daemon/log/RateLimit.h"
#include "daemon/net/Listener.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace wharfgate::log {
class Logger;
}

namespace wharfgate::control {

/// The console's side of the daemon: listens on a Unix socket, lets in whom the configuration names
/// and calls the methods. Belongs to the main thread.
class ControlServer final : public QObject, public Notifier, private SessionHost
{
    Q_OBJECT

public:
    /// What `hello` tells of the daemon.
    struct Daemon
    {
        QString version;
        QString instance; // another text for each start
    };

    ControlServer(Daemon daemon, log::Logger &logger, ServerLimits limits = {},
                  Identify identify = &peerIdentity);
    ~ControlServer() override;

    MethodTable &methods() { return m_methods; }
    /// Replaces the former listener, whose connections stay. Nothing: no longer listens.
    void setListener(std::optional<net::Listener> listener);
    /// Clients whose role is another from now on are sent away; they may connect again.
    void setAuthorization(Authorization authorization);
    int clientCount() const; // greeted ones
    bool isListening() const { return m_listener.has_value(); }
    /// As `hello` tells it.
    const QString &instance() const { return m_daemon.instance; }
    const QString &version() const { return m_daemon.version; }

    void notifyAll(const QString &method, const QJsonObject &params) override;
    bool notify(std::uint64_t connection, const QString &method,
                const QJsonObject &params) override;

    /// Says goodbye to all and takes nobody in any more.
    void stop(const QString &reason, const QString &message);

private:
    QJsonObject greeting(const Caller &caller) const override;
    const Method *findMethod(const QString &name) const override;
    bool hasRoomFor(const Caller &caller) const override;
    const ServerLimits &limits() const override { return m_limits; }

    void acceptWaiting();
    void admit(net::FileDescriptor socket);
    void turnAway(net::FileDescriptor socket, const CallError &refusal);
    std::optional<CallError> reasonToRefuse(const PeerIdentity &peer,
                                            const std::optional<Role> &role);
    void sendAwayOtherRoles();
    void handleEnd(std::uint64_t connection);
    std::vector<ClientSession *> sessions() const;

    const Daemon m_daemon;
    log::Logger &m_logger;
    const ServerLimits m_limits;
    const Identify m_identify;
    MethodTable m_methods;
    std::optional<Authorization> m_authorization; // none: nobody is let in
    std::optional<net::Listener> m_listener;
    std::unique_ptr<QSocketNotifier> m_notifier; // after the listener: destroyed first
    QTimer m_pause;                              // after descriptors ran out
    log::RateLimit m_refusedLog;
    log::RateLimit m_exhaustedLog;
    int m_turnedAway = 0; // connections that still get their refusal
    std::uint64_t m_lastConnection = 0;
    std::map<std::uint64_t, std::unique_ptr<ClientSession>> m_sessions;
};

/// A time as PROTOCOL.md writes it.
QString protocolTime(std::chrono::system_clock::time_point time);

} // namespace wharfgate::control
