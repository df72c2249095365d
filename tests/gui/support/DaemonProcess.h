// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/client/ConnectionSpec.h"

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>
#include <sys/types.h>

namespace wharfgate::test {

/// A real `wharfgated` with a workspace of its own in a temporary folder, on a free port of
/// 127.0.0.1. Ended with this object. What fails is said on standard error.
class DaemonProcess
{
public:
    /// A fresh workspace with the account admin; not started yet. Null if it cannot be made.
    static std::unique_ptr<DaemonProcess> create();
    ~DaemonProcess();

    /// Returns when the control socket is there and the token server listens.
    bool start();
    /// SIGTERM; returns when it has ended.
    bool stop();
    /// SIGKILL, as if it had crashed.
    void kill();
    bool restart() { return stop() && start(); }
    bool isRunning() const;
    qint64 pid() const;

    QString directory() const { return m_directory.path(); }
    QString file(const QString &name) const { return m_directory.filePath(name); }
    QString socket() const { return file(QStringLiteral("run/control.sock")); }
    QString configurationFile() const { return file(QStringLiteral("workspace/wharfgate.yml")); }
    QString account() const { return QStringLiteral("admin"); }
    QString password() const { return m_password; }
    QString authorityFile() const { return m_authorityFile; }
    /// After start(): where it listens, "127.0.0.1:40123".
    QString address() const { return m_address; }
    /// Everything it has logged so far.
    QString log() const;

    /// The configuration file's text. The daemon takes over a change by itself.
    QByteArray text() const;
    bool setText(const QByteArray &text);
    /// Replaces the only occurrence of `what`; false if there is none or more than one.
    bool replace(const QByteArray &what, const QByteArray &with);

    gui::ConnectionSpec spec() const;
    /// A shell command that starts this daemon again and returns, for ConnectionSpec::startCommand.
    /// What it started is ended with this object.
    QString startCommand() const;

    /// Logs in with HTTP Basic over TLS and asks for one scope, as `docker` does; the HTTP status,
    /// or 0 if there was no answer. Empty account: nobody.
    int requestToken(const QString &account, const QString &password, const QString &scope) const;

private:
    DaemonProcess();
    bool initialise();
    bool waitUntilReady();
    bool waitUntilEnded();
    qint64 startedByCommand() const; // process id, 0: none
    QProcessEnvironment environment() const;

    QTemporaryDir m_directory;
    QProcess m_process;
    QString m_password;
    QString m_authorityFile;
    QString m_address;
};

} // namespace wharfgate::test
