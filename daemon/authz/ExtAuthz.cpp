// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authz/ExtAuthz.h"

#include "shared/acl/Actions.h"

#include <utility>

namespace wharfgate::authz {

namespace {

Verdict verdictOf(Outcome outcome)
{
    Verdict verdict;
    verdict.outcome = outcome;
    verdict.authorizer = "ext_authz";
    return verdict;
}

Verdict verdictOfExit(const std::string &command, int exitCode,
                      const std::vector<std::string> &requested)
{
    constexpr int kGranted = 0;
    constexpr int kDenied = 1;
    Verdict verdict = verdictOf(Outcome::Decided);
    if (exitCode == kGranted) {
        verdict.actions = acl::grantedActions(requested, {"*"});
    } else if (exitCode != kDenied) {
        verdict.outcome = Outcome::Failed;
        verdict.reason = command + " failed with exit code " + std::to_string(exitCode);
    }
    return verdict;
}

} // namespace

ExtAuthz::ExtAuthz(config::ExternalProgram program)
    : m_runner(std::move(program))
{}

authn::ProgramCall programCall(const acl::Request &request)
{
    authn::ProgramCall call;
    call.input = authn::Secret(toProgramInput(request));
    if (request.ip)
        call.clientAddress = request.ip->toString();
    call.service = request.service;
    call.account = request.account;
    return call;
}

Verdict verdictOfResult(const std::string &command, authn::ProgramResult result,
                        const std::vector<std::string> &requested)
{
    using Status = authn::ProgramResult::Status;
    Verdict verdict;
    if (result.status == Status::Exited) {
        verdict = verdictOfExit(command, result.exitCode, requested);
    } else {
        verdict = verdictOf(result.status == Status::Failed ? Outcome::Failed : Outcome::Busy);
        verdict.reason = std::move(result.reason);
    }
    verdict.program = std::move(result.errorLine);
    return verdict;
}

void ExtAuthz::authorize(const acl::Request &request, const http::Cancellation &cancelled,
                         VerdictCallback done) const
{
    authn::ProgramCall call = programCall(request);
    call.cancelled = cancelled;
    m_runner.run(std::move(call), [command = m_runner.command(), requested = request.actions,
                                   done = std::move(done)](authn::ProgramResult result) {
        done(verdictOfResult(command, std::move(result), requested));
    });
}

} // namespace wharfgate::authz
