// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/StartCommand.h"

#include "gui/client/LossText.h"
#include "gui/client/SshTunnel.h"

#include <QList>

#include <algorithm>
#include <chrono>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// systemd's own limit for starting a unit is 90 s.
constexpr auto kLimit = 100s;
constexpr qsizetype kKeptBytes = 2000;
constexpr qsizetype kShownLines = 4;

} // namespace

StartCommand::StartCommand(QObject *parent)
    : QObject(parent)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_limit.setSingleShot(true);
    connect(&m_process, &QProcess::readyRead, this, &StartCommand::readOutput);
    connect(&m_process, &QProcess::finished, this, &StartCommand::handleFinished);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        m_limit.stop();
        Q_EMIT finished(
            false,
            tr("“%1” cannot be run: %2").arg(m_shown, quotedSentence(m_process.errorString())));
    });
    connect(&m_limit, &QTimer::timeout, this, &StartCommand::handleTimeout);
}

StartCommand::~StartCommand()
{
    m_process.disconnect(this);
    m_process.kill();
    m_process.waitForFinished(); // at once: nothing can hold up SIGKILL
}

void StartCommand::start(const ConnectionSpec &spec)
{
    cancel();
    m_output.clear();
    m_shown = spec.startCommand.simplified();
    QStringList command = QProcess::splitCommand(spec.startCommand);
    QString why;
    if (command.isEmpty())
        why = tr("No start command is set for this connection.");
    else if (m_process.state() != QProcess::NotRunning)
        why = tr("The start command of before is still running.");
    else if (spec.kind == ConnectionSpec::Kind::Ssh)
        why = SshTunnel::whyNot(spec);
    if (!why.isEmpty()) {
        QMetaObject::invokeMethod(
            this, [this, why] { Q_EMIT finished(false, why); }, Qt::QueuedConnection);
        return;
    }
    m_limit.start(kLimit);
    if (spec.kind == ConnectionSpec::Kind::Ssh) {
        // The shell there divides it.
        m_process.start(m_sshProgram, SshTunnel::options(spec)
                                          << u"--"_s << spec.host << spec.startCommand);
        return;
    }
    const QString program = command.takeFirst();
    m_process.start(program, command);
}

void StartCommand::cancel()
{
    m_limit.stop();
    m_process.terminate();
}

void StartCommand::readOutput()
{
    m_output = (m_output + m_process.readAll()).right(kKeptBytes);
}

QString StartCommand::lastLines() const
{
    QStringList lines;
    for (const QByteArray &line : m_output.split('\n')) {
        if (const QByteArray words = line.trimmed(); !words.isEmpty())
            lines.append(QString::fromUtf8(words));
    }
    return quotedSentence(lines.mid(std::max<qsizetype>(0, lines.size() - kShownLines)).join(u' '));
}

void StartCommand::handleFinished(int code, QProcess::ExitStatus status)
{
    readOutput();
    if (!m_limit.isActive())
        return; // cancelled, or said already
    m_limit.stop();
    if (status == QProcess::NormalExit && code == 0) {
        Q_EMIT finished(true, {});
        return;
    }
    const QString what = status == QProcess::NormalExit
                             ? tr("“%1” failed with code %2.").arg(m_shown).arg(code)
                             : tr("“%1” was ended by a signal.").arg(m_shown);
    const QString words = lastLines();
    Q_EMIT finished(false, words.isEmpty() ? what : what + u' ' + words);
}

void StartCommand::handleTimeout()
{
    m_process.terminate();
    Q_EMIT finished(false, tr("“%1” has not returned in time. %2").arg(m_shown, lastLines()));
}

} // namespace wharfgate::gui
