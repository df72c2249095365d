// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/client/ConnectionSpec.h"
#include "gui/client/DaemonClient.h"
#include "gui/client/DaemonStatus.h"
#include "shared/config/Problem.h"

#include <QDateTime>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace wharfgate::gui {

class DaemonLink;
class Workspace;

/// What the console works on now: nothing, a plain file, or a daemon. Connects, reconnects with
/// growing pauses, keeps the status fresh, loads the working copy and applies it. Belongs to the
/// GUI thread and never blocks it.
class Session final : public QObject
{
    Q_OBJECT

public:
    enum class State
    {
        Closed,
        Connecting,
        Connected,
        Waiting, ///< there is no connection; it is tried again and again; what is shown is stale
        File
    };
    /// How an apply ended.
    struct ApplyResult
    {
        enum class Kind
        {
            Applied,
            Conflict, ///< the file changed meanwhile: theirText and theirRevision are set
            Invalid,  ///< problems are set
            Failed    ///< message is set
        };
        Kind kind = Kind::Failed;
        QString message; // for people, what to do included
        std::vector<config::Problem> problems;
        QStringList restartNeeded;
        std::string theirText;
        QString theirRevision;
    };
    using ApplyDone = std::function<void(const ApplyResult &)>;

    explicit Session(Workspace &workspace, QObject *parent = nullptr);
    ~Session() override;

    /// Closes what is open and opens this. Unapplied changes are lost: ask first.
    void open(const ConnectionSpec &spec);
    void close();
    /// While Waiting: at once instead of after the countdown.
    void retryNow();

    State state() const;
    const ConnectionSpec &spec() const;
    bool isLive() const { return state() == State::Connected; }
    /// A daemon is open, connected or not.
    bool hasDaemon() const;
    /// Connected as an administrator, or a plain file that can be written.
    bool canChange() const;
    /// One sentence: what the state is and, if it is not good, why and what to do.
    QString stateText() const;
    /// While Waiting: 0 while an attempt is under way; -1 if only retryNow() helps, because the
    /// user has to do something first that stateText() names.
    int secondsUntilRetry() const;

    /// The connection; use only while isLive(), otherwise calls answer with an error.
    DaemonClient &client();
    /// What keeps the connection up; for tests and for the details of a failure.
    DaemonLink &link();
    /// The last status; none before the first or without a daemon.
    const std::optional<DaemonStatus> &status() const;
    void refreshStatus();

    /// Sends the working copy (or writes the file, atomically and with a backup). `overwrite` takes
    /// `theirRevision` of a conflict as the base. `done` runs later on this thread.
    void apply(const QString &comment, QObject *context, ApplyDone done);
    void overwrite(const QString &theirRevision, const QString &comment, QObject *context,
                   ApplyDone done);
    /// Reads the base again: the daemon's or the file's text.
    void reloadBase();

Q_SIGNALS:
    void stateChanged();
    /// The countdown went on; state() is Waiting.
    void countdownChanged();
    void statusChanged();
    /// Passed on from the daemon while connected.
    void notified(const QString &method, const QJsonObject &params);
    /// The configuration in force, or the file on disk, became another one while the working copy
    /// has pending changes. Without pending changes the working copy follows silently.
    void baseMovedOn(const QString &byWhom);
    /// A new instance or the same after a gap: live pages ask for what they missed.
    void connected();
    void disconnected();

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace wharfgate::gui
