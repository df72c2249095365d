// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/control/Message.h"

#include <QJsonObject>
#include <QString>

#include <cstdint>
#include <functional>
#include <vector>

namespace wharfgate::control {

enum class Role
{
    Viewer,
    Admin
};

/// Who calls, as the socket says.
struct Caller
{
    std::uint64_t connection = 0; // unique for the life of the daemon
    std::uint32_t uid = 0;
    QString user; // the name of the uid, or its digits
    Role role = Role::Viewer;
};

/// Ends a call. Called once, on the main thread, at once or later; does nothing if the client has
/// left meanwhile.
using Respond = std::function<void(Reply)>;

/// One method of PROTOCOL.md. `run` is called on the main thread and never blocks it for more than
/// some milliseconds: slow work goes to a Worker and answers later.
struct Method
{
    QString name;
    Role role = Role::Viewer;
    std::function<void(const Caller &caller, const QJsonObject &params, Respond respond)> run;
    /// Its params may be larger than 64 KiB for viewers, too (a `text`).
    bool takesText = false;
};

/// What a group of methods needs of the server: sending notifications.
class Notifier
{
public:
    virtual ~Notifier() = default;
    /// To every greeted client.
    virtual void notifyAll(const QString &method, const QJsonObject &params) = 0;
    /// To one client; false if it has left, or if more than the soft limit (1 MiB) waits for it, in
    /// which case nothing was sent and the caller may try again later.
    virtual bool notify(std::uint64_t connection, const QString &method,
                        const QJsonObject &params) = 0;
};

/// Slow, pure work away from the main thread: a few threads and a bounded queue.
class Worker
{
public:
    virtual ~Worker() = default;
    /// Runs `work` on a worker thread and `respond` with its result on the main thread. Answers
    /// Busy at once if the queue is full.
    virtual void run(std::function<Reply()> work, Respond respond) = 0;
};

/// A group of methods that share state. Lives on the main thread, as long as the server.
class MethodGroup
{
public:
    virtual ~MethodGroup() = default;
    virtual QString capability() const = 0; // as in PROTOCOL.md
    virtual std::vector<Method> methods() = 0;
    /// The client has left: drop what was kept for it.
    virtual void forget(std::uint64_t connection) { (void)connection; }
};

} // namespace wharfgate::control
