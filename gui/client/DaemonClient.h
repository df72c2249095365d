// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/control/Message.h"

#include <QJsonObject>
#include <QObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>

namespace wharfgate::gui {

/// One connection to a daemon's control socket: hello, calls, notifications. Does not reconnect;
/// Session does. Belongs to the GUI thread and never blocks it.
class DaemonClient final : public QObject
{
    Q_OBJECT

public:
    enum class State
    {
        Disconnected,
        Connecting, ///< until hello has been answered
        Connected
    };
    /// Why a connection could not be made or ended.
    enum class End
    {
        None,
        NotRunning,    ///< no socket there, or nobody listens on it
        NoPermission,  ///< the file system refused
        NotAuthorized, ///< the daemon refused this user
        WrongVersion,  ///< it speaks another protocol
        Stopped,       ///< it said bye
        TooSlow,       ///< it dropped us
        Crashed,       ///< the connection ended without bye
        Unreachable,   ///< ssh failed
        Broken,        ///< it sent what the protocol does not allow
        Silent,        ///< it does not answer
        Busy,          ///< it takes no more consoles
        Closed         ///< by us
    };
    /// What hello said.
    struct Greeting
    {
        QString version;
        QString protocol;
        QString instance;
        QString user;
        bool isAdmin = false;
        QStringList capabilities;
    };
    /// How long to wait for a daemon that says nothing.
    struct Patience
    {
        std::chrono::milliseconds hello{10'000};
        /// Without a byte while calls wait; a ping is sent halfway.
        std::chrono::milliseconds silence{30'000};
    };
    using Done = std::function<void(const control::Reply &)>;

    explicit DaemonClient(QObject *parent = nullptr);
    ~DaemonClient() override;

    /// For the connections from now on.
    void setPatience(Patience patience);
    /// Closes what is open; state() is Connecting until hello is answered or refused.
    void open(const QString &socketPath);
    /// Answers the calls that wait with an error; end() is Closed.
    void close();

    State state() const;
    End end() const; ///< of the last connection
    QString
    endDetail() const; ///< what the system, ssh or the daemon said, for people; may be empty
    const Greeting &greeting() const;
    bool can(const QString &capability) const;

    /// Calls `method`; `done` runs later on this thread unless `context` is gone by then. Not
    /// connected, or the connection ends first: the reply is the error Refused.
    void call(const QString &method, const QJsonObject &params, QObject *context, Done done);

Q_SIGNALS:
    void stateChanged();
    void notified(const QString &method, const QJsonObject &params);

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace wharfgate::gui
