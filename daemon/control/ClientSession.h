// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/LineConnection.h"
#include "daemon/control/Method.h"
#include "daemon/control/PeerIdentity.h"
#include "daemon/control/ServerLimits.h"
#include "shared/control/Message.h"

#include <QList>
#include <QObject>
#include <QTimer>

namespace wharfgate::control {

/// What a session needs of the server that it belongs to.
class SessionHost
{
public:
    virtual ~SessionHost() = default;
    /// The result of `hello`.
    virtual QJsonObject greeting(const Caller &caller) const = 0;
    virtual const Method *findMethod(const QString &name) const = 0;
    /// True if the user's unfinished lines are within their limit.
    virtual bool hasRoomFor(const Caller &caller) const = 0;
    virtual const ServerLimits &limits() const = 0;
};

/// One client from its connection to its end: greeting, calls and their replies, limits.
class ClientSession final : public QObject
{
    Q_OBJECT

public:
    ClientSession(net::FileDescriptor socket, PeerIdentity peer, Caller caller, SessionHost &host,
                  QObject *parent = nullptr);

    const Caller &caller() const { return m_caller; }
    const PeerIdentity &peer() const { return m_peer; }
    bool isGreeted() const { return m_isGreeted; }
    qsizetype unfinishedBytes() const { return m_connection.reader().unfinished().size(); }
    /// Bytes that wait to be read by the client.
    qsizetype waitingBytes() const { return m_connection.waiting(); }

    void send(const Message &message);
    /// `bye`, and the end.
    void sayGoodbye(const QString &reason, const QString &message);
    /// One error without an id, and the end.
    void refuse(const CallError &error);

Q_SIGNALS:
    void ended();

private:
    struct OpenCall;
    void handleLine(const QByteArray &line);
    void handleRequest(const Request &request, qsizetype lineBytes);
    void handleHello(const Request &request);
    void handleGrowth();
    void handleInputEnd();
    bool passesLimits(const Request &request);
    void call(const Method &method, const Request &request);
    void answer(const QJsonValue &id, Reply reply);
    void refuseLongLine(qsizetype limit);

    SessionHost &m_host;
    const ServerLimits &m_limits;
    PeerIdentity m_peer;
    Caller m_caller;
    LineConnection m_connection;
    TokenBucket m_requests;
    TokenBucket m_refusals; // answers that say Busy
    QTimer m_helloTimer;
    QList<QJsonValue> m_open; // ids of calls that were not answered yet
    bool m_isGreeted = false;
    bool m_hasInput = true;
};

} // namespace wharfgate::control
