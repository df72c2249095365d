// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/Console.h"
#include "daemon/log/Logger.h"
#include "daemon/service/Daemon.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>
#include <QTemporaryDir>
#include <QTemporaryFile>

#include <memory>

namespace wharfgate::test {

/// One HTTP answer as it came.
struct HttpAnswer
{
    int status = 0; // 0: the connection was closed without an answer
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;

    QByteArray header(const QByteArray &name) const;
};

/// A daemon in this process, on a free port of 127.0.0.1, with a folder and a log of its own.
class RunningDaemon
{
public:
    /// Makes keys: ssl/token.crt, ssl/token.key (RSA), ssl/server.crt, ssl/server.key in the
    /// folder.
    RunningDaemon();
    ~RunningDaemon();

    QString folder() const { return m_folder.path(); }
    QString configurationFile() const { return folder() + QStringLiteral("/auth.yml"); }
    /// Replaces the file by a rename, as editors do.
    void writeConfiguration(const QByteArray &yaml);
    Result<void> start();
    /// Of the console; the configuration may name another.
    QString controlSocket() const { return folder() + QStringLiteral("/control.sock"); }
    control::Console &console() { return *m_console; }
    /// The console asked for the end of the process.
    bool isStopAsked() const { return m_isStopAsked; }
    int port() const { return m_daemon->address().port; }
    service::Daemon &daemon() { return *m_daemon; }
    /// Everything logged so far.
    QByteArray log() const;

    /// Sends raw bytes on a new connection and reads until the daemon closes it.
    HttpAnswer exchange(const QByteArray &request) const;
    /// GET with "Connection: close" and optionally Basic credentials.
    HttpAnswer get(const QByteArray &target, const QByteArray &credentials = {}) const;

private:
    QTemporaryDir m_folder;
    QTemporaryFile m_log;
    std::unique_ptr<log::Logger> m_logger;
    std::unique_ptr<service::Daemon> m_daemon;
    std::unique_ptr<control::Console> m_console; // after the daemon: destroyed first
    bool m_isStopAsked = false;
};

/// The claims of the answer's token, not verified.
QByteArray tokenPart(const HttpAnswer &answer, int part);

} // namespace wharfgate::test
