// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/DaemonLink.h"

#include <algorithm>

namespace wharfgate::gui {

using namespace std::chrono_literals;
using End = DaemonClient::End;

namespace {

/// A connection that lasted so long was a good one: the pauses begin anew.
constexpr auto kGoodConnection = 10s;
/// ssh writes why it could not forward a moment after it has closed the socket here.
constexpr auto kLastWords = 300ms;

/// Will not be any better a second later.
bool isLasting(End end)
{
    return end == End::NoPermission || end == End::NotAuthorized || end == End::WrongVersion ||
           end == End::Broken || end == End::Busy;
}

} // namespace

DaemonLink::DaemonLink(QObject *parent)
    : QObject(parent)
    , m_pauses{1s, 2s, 4s, 8s, 15s, 30s}
{
    m_retryTimer.setSingleShot(true);
    m_retryTimer.setTimerType(Qt::PreciseTimer); // the countdown is shown
    m_lastWordsTimer.setSingleShot(true);
    m_countdownTimer.setInterval(1s);
    m_countdownTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_retryTimer, &QTimer::timeout, this, &DaemonLink::connectNow);
    connect(&m_countdownTimer, &QTimer::timeout, this, &DaemonLink::countdownChanged);
    connect(&m_lastWordsTimer, &QTimer::timeout, this, &DaemonLink::handleClientEnd);
    connect(&m_client, &DaemonClient::stateChanged, this, &DaemonLink::handleClientState);
    connect(&m_client, &DaemonClient::notified, this, &DaemonLink::notified);
    connect(&m_tunnel, &SshTunnel::opened, this, [this] { m_client.open(m_tunnel.socketPath()); });
    connect(&m_tunnel, &SshTunnel::failed, this, &DaemonLink::handleTunnelFailure);
}

void DaemonLink::setPauses(std::vector<std::chrono::milliseconds> pauses)
{
    m_pauses = std::move(pauses);
}

void DaemonLink::open(const ConnectionSpec &spec)
{
    close();
    m_spec = spec;
    m_loss = {};
    m_attempts = 0;
    connectNow();
}

void DaemonLink::close()
{
    m_retryTimer.stop();
    m_countdownTimer.stop();
    m_lastWordsTimer.stop();
    m_client.close();
    m_tunnel.close();
    setState(State::Closed);
}

void DaemonLink::retryNow()
{
    if (m_state == State::Waiting)
        connectNow();
}

int DaemonLink::secondsUntilRetry() const
{
    if (m_state != State::Waiting)
        return 0;
    if (!m_retryTimer.isActive())
        return -1;
    // To the nearest second: it is asked a little before or after a full one.
    return std::max(1, (m_retryTimer.remainingTime() + 500) / 1000);
}

void DaemonLink::setState(State state)
{
    if (state == m_state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

void DaemonLink::connectNow()
{
    m_retryTimer.stop();
    m_countdownTimer.stop();
    m_wasGreeted = false;
    if (m_spec.kind == ConnectionSpec::Kind::Ssh)
        m_tunnel.open(m_spec);
    else
        m_client.open(m_spec.path);
    setState(State::Connecting);
}

void DaemonLink::handleClientState()
{
    if (m_state == State::Closed || m_state == State::Waiting)
        return;
    if (m_client.state() == DaemonClient::State::Connected) {
        m_loss = {};
        m_wasGreeted = true;
        m_sinceGreeting = QDeadlineTimer(kGoodConnection);
        setState(State::Connected);
    } else if (m_client.state() == DaemonClient::State::Disconnected &&
               m_client.end() != End::Closed) {
        // It may be ssh that ended, or that could not reach the socket.
        if (m_spec.kind == ConnectionSpec::Kind::Ssh && m_client.end() == End::Crashed)
            m_lastWordsTimer.start(kLastWords);
        else
            handleClientEnd();
    }
}

void DaemonLink::handleClientEnd()
{
    Loss loss{m_client.end(), m_client.endDetail(), m_wasGreeted};
    if (m_spec.kind == ConnectionSpec::Kind::Ssh && loss.end == End::Crashed && !m_wasGreeted &&
        m_tunnel.hasRefusedToForward())
        loss = {End::NotRunning, m_tunnel.lastWords(), false};
    m_tunnel.close();
    lose(loss, false);
}

void DaemonLink::handleTunnelFailure(const QString &text, bool needsUser)
{
    if (m_state == State::Closed || m_state == State::Waiting)
        return;
    m_lastWordsTimer.stop();
    const Loss loss{End::Unreachable, text, m_wasGreeted};
    lose(loss, needsUser);
}

void DaemonLink::lose(Loss loss, bool needsUser)
{
    // What made it go says more than that it has not come back yet.
    const bool saysMore =
        m_loss.wasGreeted && (m_loss.end == End::Stopped || m_loss.end == End::Crashed);
    if (loss.end != End::NotRunning || !saysMore)
        m_loss = std::move(loss);
    if (m_wasGreeted && m_sinceGreeting.hasExpired())
        m_attempts = 0;
    // Asking again and again with a key that is refused may lock the user out.
    if (!needsUser) {
        const std::size_t step =
            isLasting(m_loss.end) ? m_pauses.size() - 1 : std::min(m_attempts, m_pauses.size() - 1);
        ++m_attempts;
        m_retryTimer.start(m_pauses[step]);
        m_countdownTimer.start();
    }
    m_client.close();
    setState(State::Waiting);
}

} // namespace wharfgate::gui
