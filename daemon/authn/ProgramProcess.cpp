// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authn/ProgramProcess.h"

#include "daemon/authn/ProgramEnvironment.h"
#include "daemon/authn/ProgramStart.h"
#include "shared/base/Text.h"

#include <algorithm>
#include <unistd.h>
#include <utility>

namespace wharfgate::authn {

namespace {

constexpr std::size_t kErrorBytesKept = 4096; // enough for one line
constexpr std::size_t kErrorLineLimit = 256;  // of AuthEvent::program
constexpr std::string_view kEllipsis = "…";

void mask(std::string &text, std::string_view secret)
{
    constexpr std::string_view kMask = "***";
    if (secret.empty())
        return;
    for (std::size_t at = text.find(secret); at != std::string::npos;
         at = text.find(secret, at + kMask.size())) {
        text.replace(at, secret.size(), kMask);
    }
}

/// Masks the secret, and also what a script's `read` makes of it: a line without blanks around it.
std::string withoutSecret(std::string text, std::string_view secret)
{
    constexpr std::string_view kBlanks = " \t\r\v\f";
    mask(text, secret);
    while (!secret.empty()) {
        std::string_view line = secret.substr(0, secret.find('\n'));
        secret.remove_prefix(std::min(line.size() + 1, secret.size()));
        line.remove_prefix(std::min(line.find_first_not_of(kBlanks), line.size()));
        mask(text, line.substr(0, line.find_last_not_of(kBlanks) + 1));
    }
    return text;
}

ProgramResult failed(ProgramResult::Status status, const std::string &reason)
{
    ProgramResult result;
    result.status = status;
    result.reason = reason;
    return result;
}

} // namespace

void PendingCall::answer(ProgramResult result)
{
    caller.post([answered = std::move(done), result = std::move(result)] { answered(result); });
}

ProgramProcess::ProgramProcess(const config::ExternalProgram &program,
                               const QProcessEnvironment &environment, PendingCall pending,
                               std::function<void(ProgramProcess *)> gone, QObject *parent)
    : QObject(parent)
    , m_program(program)
    , m_pending(std::move(pending))
    , m_gone(std::move(gone))
    , m_deadline(program.timeout)
{
    QStringList arguments;
    for (const std::string &argument : program.args)
        arguments.append(QString::fromStdString(argument));
    m_process.setProgram(QString::fromStdString(program.command));
    m_process.setArguments(arguments);
    QProcessEnvironment complete = environment;
    addRequest(complete, m_pending.call);
    m_process.setProcessEnvironment(complete);
    m_process.setChildProcessModifier([daemon = getpid()] { prepareChild(daemon); });

    connect(&m_process, &QProcess::readyReadStandardOutput, this, &ProgramProcess::readOutput);
    connect(&m_process, &QProcess::readyReadStandardError, this, &ProgramProcess::readError);
    connect(&m_process, &QProcess::finished, this, &ProgramProcess::handleFinished);
    connect(&m_process, &QProcess::errorOccurred, this, &ProgramProcess::handleError);
}

ProgramProcess::~ProgramProcess()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    // Only when the runner goes: the process has been killed, and is gone in no time.
    m_process.disconnect(this);
    killGroup(m_pid);
    m_process.waitForFinished(1000);
}

void ProgramProcess::start()
{
    m_process.start();
    if (m_process.state() == QProcess::NotRunning)
        return; // handleError() has been called
    m_pid = static_cast<pid_t>(m_process.processId());
    const std::string &input = m_pending.call.input.text();
    m_process.write(input.data(), static_cast<qint64>(input.size()));
    m_process.closeWriteChannel();
}

void ProgramProcess::check()
{
    if (m_pending.isCancelled()) {
        stop(ProgramResult::Status::Cancelled, "the client left");
    } else if (m_deadline.hasExpired()) {
        m_timedOut = true;
        stop(ProgramResult::Status::Failed,
             "no answer within " + std::to_string(m_program.timeout.count()) + " ms");
    }
}

void ProgramProcess::stop(ProgramResult::Status status, const std::string &reason)
{
    if (m_answered)
        return;
    killGroup(m_pid);
    answer(failed(status, m_program.command + ": " + reason));
}

void ProgramProcess::readOutput()
{
    const QByteArray bytes = m_process.readAllStandardOutput();
    if (m_answered)
        return;
    m_output.append(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    if (m_output.size() > m_program.maxOutputBytes) {
        stop(ProgramResult::Status::Failed,
             "wrote more than " + std::to_string(m_program.maxOutputBytes) + " bytes");
    }
}

void ProgramProcess::readError()
{
    const QByteArray bytes = m_process.readAllStandardError();
    const std::size_t room = kErrorBytesKept - m_error.size();
    m_error.append(bytes.constData(), std::min(room, static_cast<std::size_t>(bytes.size())));
}

void ProgramProcess::handleFinished(int exitCode, QProcess::ExitStatus status)
{
    killLeftovers(m_pid);
    readOutput();
    readError();
    if (status == QProcess::NormalExit) {
        ProgramResult result;
        result.status = ProgramResult::Status::Exited;
        result.exitCode = exitCode;
        result.output = std::move(m_output);
        answer(std::move(result));
    } else {
        // Qt gives the signal's number as exit code.
        ProgramResult result =
            failed(ProgramResult::Status::Failed,
                   m_program.command + ": killed by signal " + std::to_string(exitCode));
        result.signal = exitCode;
        answer(std::move(result));
    }
    m_gone(this);
}

void ProgramProcess::handleError(QProcess::ProcessError error)
{
    // A program that does not read its input (WriteError) is free not to; a crash is `finished`
    // too.
    if (error != QProcess::FailedToStart)
        return;
    answer(failed(ProgramResult::Status::Failed,
                  m_program.command + " could not be started: " + startFailure(m_program.command)));
    m_gone(this);
}

void ProgramProcess::answer(ProgramResult result)
{
    if (m_answered)
        return;
    m_answered = true;
    result.errorLine = errorLine();
    result.errorText = withoutSecret(m_error, m_pending.call.secret.text());
    result.wasStarted = m_pid != 0;
    result.timedOut = m_timedOut;
    m_pending.answer(std::move(result));
}

/// The first line that is not empty.
std::string ProgramProcess::errorLine() const
{
    std::string_view rest = m_error;
    rest.remove_prefix(std::min(rest.find_first_not_of("\r\n"), rest.size()));
    rest = rest.substr(0, rest.find_first_of("\r\n"));
    return text::escaped(withoutSecret(std::string(rest), m_pending.call.secret.text()),
                         kErrorLineLimit - kEllipsis.size());
}

} // namespace wharfgate::authn
