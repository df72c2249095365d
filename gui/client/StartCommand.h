// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/client/ConnectionSpec.h"

#include <QByteArray>
#include <QObject>
#include <QProcess>
#include <QString>
#include <QTimer>

namespace wharfgate::gui {

/// Runs the start command of a connection: here, or on the host of an ssh connection.
class StartCommand final : public QObject
{
    Q_OBJECT

public:
    explicit StartCommand(QObject *parent = nullptr);
    ~StartCommand() override;

    /// For tests: another program than "ssh".
    void setSshProgram(const QString &program) { m_sshProgram = program; }
    /// finished() follows, unless it is cancelled.
    void start(const ConnectionSpec &spec);
    void cancel();

Q_SIGNALS:
    /// `text`: how it failed, with the last lines it wrote.
    void finished(bool succeeded, const QString &text);

private:
    void readOutput();
    QString lastLines() const;
    void handleFinished(int code, QProcess::ExitStatus status);
    void handleTimeout();

    QString m_sshProgram = QStringLiteral("ssh");
    QString m_shown; // the command as the user wrote it
    QProcess m_process;
    QByteArray m_output; // its end
    QTimer m_limit;
};

} // namespace wharfgate::gui
