// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/ControlServer.h"

#include "daemon/log/Logger.h"

#include <QDateTime>
#include <QJsonArray>

#include <algorithm>
#include <cerrno>
#include <sys/socket.h>
#include <system_error>

namespace wharfgate::control {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kProtocol = "1.0"_L1;
/// Without descriptors the listener stays readable; asking more often would only burn CPU.
constexpr auto kPause = 500ms;
constexpr int kAcceptsPerTurn = 16;
constexpr int kTurnedAwayAtOnce = 32;

QString roleName(Role role)
{
    return role == Role::Admin ? u"admin"_s : u"viewer"_s;
}

} // namespace

QString protocolTime(std::chrono::system_clock::time_point time)
{
    const auto sinceEpoch =
        std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(sinceEpoch.count(), Qt::UTC).toString(Qt::ISODateWithMs);
}

ControlServer::ControlServer(Daemon daemon, log::Logger &logger, ServerLimits limits,
                             Identify identify)
    : m_daemon(std::move(daemon))
    , m_logger(logger)
    , m_limits(limits)
    , m_identify(std::move(identify))
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (m_notifier)
            m_notifier->setEnabled(true);
    });
    m_methods.add(
        {u"ping"_s, Role::Viewer, [](const Caller &, const QJsonObject &, const Respond &respond) {
             respond(QJsonObject{{u"time"_s, protocolTime(std::chrono::system_clock::now())}});
         }});
}

ControlServer::~ControlServer()
{
    // Sessions report their end to this object.
    for (ClientSession *session : sessions())
        session->disconnect(this);
}

void ControlServer::setListener(std::optional<net::Listener> listener)
{
    m_notifier.reset();
    m_listener = std::move(listener);
    if (!m_listener)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(m_listener->descriptor(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &ControlServer::acceptWaiting);
}

void ControlServer::setAuthorization(Authorization authorization)
{
    m_authorization = std::move(authorization);
    // Later: whoever has changed its own rights gets the reply first.
    QTimer::singleShot(0, this, &ControlServer::sendAwayOtherRoles);
}

void ControlServer::sendAwayOtherRoles()
{
    for (ClientSession *session : sessions()) {
        if (m_authorization->roleOf(session->peer()) != session->caller().role)
            session->sayGoodbye(u"not-authorized"_s,
                                u"The configuration gives this user other rights now."_s);
    }
}

int ControlServer::clientCount() const
{
    return static_cast<int>(
        std::count_if(m_sessions.begin(), m_sessions.end(),
                      [](const auto &entry) { return entry.second->isGreeted(); }));
}

std::vector<ClientSession *> ControlServer::sessions() const
{
    std::vector<ClientSession *> all;
    for (const auto &[connection, session] : m_sessions)
        all.push_back(session.get());
    return all;
}

void ControlServer::acceptWaiting()
{
    for (int i = 0; i < kAcceptsPerTurn && m_listener; ++i) {
        net::FileDescriptor socket(
            ::accept4(m_listener->descriptor(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (socket.isValid()) {
            admit(std::move(socket));
            continue;
        }
        if (errno == EAGAIN)
            return;
        if (errno != EMFILE && errno != ENFILE && errno != ENOBUFS && errno != ENOMEM)
            continue; // of a connection that died while it waited
        if (m_exhaustedLog.pass())
            m_logger.error("control", "descriptors-exhausted",
                           "Consoles cannot connect: " + std::generic_category().message(errno) +
                               '.');
        m_notifier->setEnabled(false);
        m_pause.start(kPause);
        return;
    }
}

std::optional<CallError> ControlServer::reasonToRefuse(const PeerIdentity &peer,
                                                       const std::optional<Role> &role)
{
    const QString user = QString::fromStdString(peer.user);
    if (!role)
        return CallError{ErrorCode::NotAuthorized,
                         u"%1 may not use the console; ask an administrator for an entry in "
                         "control.viewers or control.admins."_s.arg(user),
                         {{u"user"_s, user}, {u"needed"_s, u"viewer"_s}}};
    const auto ofUser = std::count_if(m_sessions.begin(), m_sessions.end(), [&](const auto &entry) {
        return entry.second->caller().uid == peer.uid;
    });
    if (static_cast<int>(m_sessions.size()) < m_limits.connections &&
        ofUser < m_limits.connectionsPerUser)
        return std::nullopt;
    return CallError{ErrorCode::Busy,
                     u"Too many consoles are connected; close one and try again."_s,
                     {{u"retryAfterMs"_s, 1000}}};
}

void ControlServer::admit(net::FileDescriptor socket)
{
    auto identified = m_identify(socket.get());
    const PeerIdentity peer = identified ? *identified : PeerIdentity{UINT32_MAX, "?", {}};
    const std::optional<Role> role =
        identified && m_authorization ? m_authorization->roleOf(peer) : std::nullopt;
    const std::optional<CallError> refusal = reasonToRefuse(peer, role);
    if (refusal) {
        turnAway(std::move(socket), *refusal);
        if (const auto heldBack = m_refusedLog.pass())
            m_logger.warning("control", "refused", "A console was refused.",
                             {{"user", peer.user},
                              {"uid", std::int64_t{peer.uid}},
                              {"reason", role ? "too many connections" : "not authorized"},
                              {"held_back", static_cast<std::int64_t>(*heldBack)}});
        return;
    }
    const std::uint64_t connection = ++m_lastConnection;
    SessionHost &host = *this;
    auto session = std::make_unique<ClientSession>(
        std::move(socket), peer,
        Caller{connection, peer.uid, QString::fromStdString(peer.user), *role}, host);
    connect(session.get(), &ClientSession::ended, this,
            [this, connection] { handleEnd(connection); });
    m_logger.debug("control", "connected", "A console has connected.",
                   {{"user", peer.user},
                    {"uid", std::int64_t{peer.uid}},
                    {"role", roleName(*role).toStdString()}});
    m_sessions.emplace(connection, std::move(session));
}

/// Reads what the client says until it has gone, for closing at once might cost it the refusal. Few
/// at a time, so that those who are refused do not use up the descriptors.
void ControlServer::turnAway(net::FileDescriptor socket, const CallError &refusal)
{
    if (m_turnedAway >= kTurnedAwayAtOnce)
        return;
    ++m_turnedAway;
    auto *connection = new LineConnection(std::move(socket), m_limits, this);
    connect(connection, &LineConnection::closed, this, [this, connection] {
        --m_turnedAway;
        connection->deleteLater();
    });
    connection->end(encode(Response{QJsonValue::Null, tl::unexpected(refusal)}));
}

void ControlServer::handleEnd(std::uint64_t connection)
{
    const auto found = m_sessions.find(connection);
    if (found == m_sessions.end())
        return;
    ClientSession *const session = found->second.release();
    m_sessions.erase(found);
    session->setParent(this);
    session->deleteLater(); // it is on the call stack
    m_methods.forget(connection);
}

void ControlServer::notifyAll(const QString &method, const QJsonObject &params)
{
    for (ClientSession *session : sessions()) {
        if (session->isGreeted())
            session->send(Notification{method, params});
    }
}

bool ControlServer::notify(std::uint64_t connection, const QString &method,
                           const QJsonObject &params)
{
    const auto found = m_sessions.find(connection);
    if (found == m_sessions.end() || found->second->waitingBytes() > m_limits.outgoingSoft)
        return false;
    found->second->send(Notification{method, params});
    return true;
}

void ControlServer::stop(const QString &reason, const QString &message)
{
    setListener(std::nullopt);
    for (ClientSession *session : sessions())
        session->sayGoodbye(reason, message);
}

QJsonObject ControlServer::greeting(const Caller &caller) const
{
    return {{u"protocol"_s, kProtocol},
            {u"version"_s, m_daemon.version},
            {u"instance"_s, m_daemon.instance},
            {u"capabilities"_s, QJsonArray::fromStringList(m_methods.capabilities())},
            {u"role"_s, roleName(caller.role)},
            {u"user"_s, caller.user},
            {u"uid"_s, qint64{caller.uid}},
            {u"time"_s, protocolTime(std::chrono::system_clock::now())}};
}

const Method *ControlServer::findMethod(const QString &name) const
{
    return m_methods.find(name);
}

bool ControlServer::hasRoomFor(const Caller &caller) const
{
    qsizetype bytes = 0;
    for (const auto &[connection, session] : m_sessions)
        bytes += session->caller().uid == caller.uid ? session->unfinishedBytes() : 0;
    return bytes <= m_limits.unfinishedPerUser;
}

} // namespace wharfgate::control
