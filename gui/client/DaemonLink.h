// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/client/ConnectionSpec.h"
#include "gui/client/DaemonClient.h"
#include "gui/client/SshTunnel.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <vector>

namespace wharfgate::gui {

/// The connection to one daemon, directly or through ssh, kept up: when it is lost it is tried
/// again after pauses that grow.
class DaemonLink final : public QObject
{
    Q_OBJECT

public:
    enum class State
    {
        Closed,
        Connecting,
        Connected, ///< hello was answered
        Waiting    ///< for the next attempt
    };
    /// Why there is no connection.
    struct Loss
    {
        DaemonClient::End end = DaemonClient::End::None;
        QString detail;
        bool wasGreeted = false; // it had answered hello
    };

    explicit DaemonLink(QObject *parent = nullptr);

    /// For tests: other pauses than 1, 2, 4, 8, 15, 30 s.
    void setPauses(std::vector<std::chrono::milliseconds> pauses);

    void open(const ConnectionSpec &spec);
    void close();
    void retryNow();

    State state() const { return m_state; }
    const ConnectionSpec &spec() const { return m_spec; }
    DaemonClient &client() { return m_client; }
    const DaemonClient &client() const { return m_client; }
    SshTunnel &tunnel() { return m_tunnel; }
    /// Holds what ended the last connection until there is another one.
    const Loss &loss() const { return m_loss; }
    /// While Waiting; -1: only retryNow() helps, the user has to do something first.
    int secondsUntilRetry() const;

Q_SIGNALS:
    void stateChanged();
    void countdownChanged();
    void notified(const QString &method, const QJsonObject &params);

private:
    void setState(State state);
    void connectNow();
    void handleClientState();
    void handleClientEnd();
    void handleTunnelFailure(const QString &text, bool needsUser);
    void lose(Loss loss, bool needsUser);

    ConnectionSpec m_spec;
    SshTunnel m_tunnel; // before the client: outlives its connection
    DaemonClient m_client;
    State m_state = State::Closed;
    Loss m_loss;
    std::vector<std::chrono::milliseconds> m_pauses;
    std::size_t m_attempts = 0; // since a connection that lasted
    QDeadlineTimer m_sinceGreeting;
    QTimer m_retryTimer;
    QTimer m_countdownTimer;
    QTimer m_lastWordsTimer; // for what ssh says of an end
    bool m_wasGreeted = false;
};

} // namespace wharfgate::gui
