// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/authn/CallerThread.h"
#include "daemon/authn/ProgramCall.h"
#include "shared/config/Configuration.h"

#include <QDeadlineTimer>
#include <QProcess>
#include <functional>

namespace wharfgate::authn {

using ProgramDone = std::function<void(ProgramResult)>;

/// A call with the way back to who made it.
struct PendingCall
{
    ProgramCall call;
    CallerThread caller;
    ProgramDone done;
    QDeadlineTimer deadline; // of the wait for a free place

    bool isCancelled() const
    {
        return call.cancelled != nullptr && call.cancelled->load(std::memory_order_relaxed);
    }
    void answer(ProgramResult result);
};

/// One run of an external program, from start until its process is gone. Lives in the runner's
/// thread.
class ProgramProcess final : public QObject
{
public:
    /// `gone` is called once, when the process has ended or could not be started; the object may
    /// then be deleted with deleteLater().
    ProgramProcess(const config::ExternalProgram &program, const QProcessEnvironment &environment,
                   PendingCall pending, std::function<void(ProgramProcess *)> gone,
                   QObject *parent);
    ~ProgramProcess() override;
    Q_DISABLE_COPY_MOVE(ProgramProcess)

    void start();
    /// Kills the program if its time is up or its client has left.
    void check();
    /// Kills the program and answers with `reason`, at once; the process goes later.
    void stop(ProgramResult::Status status, const std::string &reason);

private:
    void readOutput();
    void readError();
    void handleFinished(int exitCode, QProcess::ExitStatus status);
    void handleError(QProcess::ProcessError error);
    void answer(ProgramResult result);
    std::string errorLine() const;

    const config::ExternalProgram &m_program;
    PendingCall m_pending;
    std::function<void(ProgramProcess *)> m_gone;
    QProcess m_process;
    pid_t m_pid = 0;
    QDeadlineTimer m_deadline;
    bool m_answered = false;
    bool m_timedOut = false;
    std::string m_output;
    std::string m_error; // the beginning of standard error
};

} // namespace wharfgate::authn
