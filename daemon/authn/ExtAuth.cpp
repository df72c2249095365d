// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authn/ExtAuth.h"

#include "daemon/authn/VerifiedCredentials.h"
#include "shared/base/Text.h"

#include <QString>
#include <algorithm>
#include <utility>

namespace wharfgate::authn {

namespace {

enum ExitCode
{
    kAccepted = 0,
    kRefused = 1,
    kNoMatch = 2
};

/// Each with its labels, which may take as much as a program may write.
constexpr std::size_t kMaxRemembered = 2048;

Verdict verdictOf(Outcome outcome, std::string reason)
{
    Verdict verdict;
    verdict.outcome = outcome;
    verdict.authenticator = "ext_auth";
    verdict.reason = std::move(reason);
    return verdict;
}

bool hasWhiteSpace(const std::string &text)
{
    // Not only ASCII: a script in Python splits at any of them.
    const QString decoded = QString::fromStdString(text);
    return std::any_of(decoded.begin(), decoded.end(), [](QChar c) { return c.isSpace(); });
}

Verdict verdictOfExit(const std::string &command, ProgramResult result)
{
    switch (result.exitCode) {
    case kAccepted: {
        auto labels = parseProgramLabels(result.output);
        if (!labels)
            return verdictOf(Outcome::Failed, command + ": " + labels.error().detail);
        Verdict verdict = verdictOf(Outcome::Accepted, {});
        verdict.labels = std::move(*labels);
        return verdict;
    }
    case kRefused:
        return verdictOf(Outcome::Refused, command + " refused (exit code 1)");
    case kNoMatch:
        return {};
    default:
        return verdictOf(Outcome::Failed,
                         command + " failed with exit code " + std::to_string(result.exitCode));
    }
}

} // namespace

ExtAuth::ExtAuth(const config::ExternalProgram &program)
    : m_program(program)
    , m_verified(std::make_shared<VerifiedCredentials>(program.credentialCache, kMaxRemembered))
    , m_runner(program)
{}

std::optional<Verdict> verdictWithoutProgram(const config::ExternalProgram &program,
                                             const Attempt &attempt)
{
    if (attempt.account.empty() || (attempt.password.empty() && !program.allowEmptyPassword))
        return Verdict{};
    if (text::hasControlCharacter(attempt.account))
        return verdictOf(Outcome::Refused, "the account name holds a control character");
    if (!program.allowSpaces && hasWhiteSpace(attempt.account))
        return verdictOf(Outcome::Refused, "the account name holds white space, which the program "
                                           "could not tell from the password "
                                           "(ext_auth.allow_spaces)");
    if (attempt.password.find('\0') != std::string::npos)
        return verdictOf(Outcome::Refused, "the password holds a NUL byte");
    return std::nullopt;
}

ProgramCall programCall(const Attempt &attempt)
{
    ProgramCall call;
    call.input = Secret({attempt.account, " ", attempt.password});
    call.secret = Secret(attempt.password);
    call.clientAddress = attempt.clientAddress;
    call.service = attempt.service;
    call.account = attempt.account;
    call.cancelled = attempt.cancelled;
    return call;
}

Verdict verdictOfResult(const std::string &command, ProgramResult result)
{
    const std::string errorLine = result.errorLine;
    Verdict verdict;
    switch (result.status) {
    case ProgramResult::Status::Exited:
        verdict = verdictOfExit(command, std::move(result));
        break;
    case ProgramResult::Status::Busy:
    case ProgramResult::Status::Cancelled:
        verdict = verdictOf(Outcome::Busy, std::move(result.reason));
        break;
    case ProgramResult::Status::Failed:
        verdict = verdictOf(Outcome::Failed, std::move(result.reason));
        break;
    }
    verdict.program = errorLine;
    return verdict;
}

void ExtAuth::authenticate(const Attempt &attempt, VerdictCallback done) const
{
    if (auto verdict = verdictWithoutProgram(m_program, attempt)) {
        done(std::move(*verdict));
        return;
    }
    std::optional<VerifiedCredentials::Credential> credential;
    if (m_verified->isEnabled()) {
        credential = m_verified->credential(
            {attempt.account, attempt.password, attempt.clientAddress, attempt.service});
        if (const auto labels = m_verified->find(*credential)) {
            Verdict verdict = verdictOf(Outcome::Accepted, {});
            verdict.labels = **labels;
            done(std::move(verdict));
            return;
        }
    }
    m_runner.run(programCall(attempt), [command = m_runner.command(), done = std::move(done),
                                        credential, verified = m_verified](ProgramResult result) {
        Verdict verdict = verdictOfResult(command, std::move(result));
        if (credential && verdict.outcome == Outcome::Accepted)
            verified->add(*credential, std::make_shared<const acl::Labels>(verdict.labels));
        done(std::move(verdict));
    });
}

} // namespace wharfgate::authn
