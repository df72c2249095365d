// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/authn/ProgramRunner.h"

#include <QFile>
#include <QTest>
#include <optional>
#include <string_view>

namespace wharfgate::tests {

inline authn::ProgramCall callWith(std::string_view input, http::Cancellation cancelled = nullptr)
{
    authn::ProgramCall call;
    call.input = authn::Secret(input);
    call.cancelled = std::move(cancelled);
    return call;
}

/// Runs the program once and waits for the answer.
inline authn::ProgramResult runOnce(const authn::ProgramRunner &runner, authn::ProgramCall call)
{
    std::optional<authn::ProgramResult> result;
    runner.run(std::move(call), [&result](authn::ProgramResult r) { result = std::move(r); });
    if (!QTest::qWaitFor([&result] { return result.has_value(); }, 20'000))
        qFatal("no answer");
    return *result;
}

inline authn::ProgramResult runOnce(const config::ExternalProgram &program,
                                    std::string_view input = {})
{
    const authn::ProgramRunner runner(program);
    return runOnce(runner, callWith(input));
}

inline bool isAlive(const QByteArray &pid)
{
    // Once killed it may be a zombie that its new parent has not collected yet.
    QFile status(QStringLiteral("/proc/%1/stat").arg(QString::fromLatin1(pid.trimmed())));
    return status.open(QIODevice::ReadOnly) && !status.readAll().contains(") Z ");
}

} // namespace wharfgate::tests
