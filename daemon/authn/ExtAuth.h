// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/authn/Authenticator.h"
#include "daemon/authn/ProgramRunner.h"
#include "shared/base/Result.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace wharfgate::authn {

class VerifiedCredentials;

/// Asks an external program, by docker_auth's contract: `account password` on standard input
/// without a line break; exit code 0 accepted, 1 refused, 2 not mine, any other a failure; labels
/// as JSON on standard output.
///
/// The program is not asked, and the next authenticator is, for the anonymous account and (unless
/// allow_empty_password) for an empty password. Refused without asking, because a script would read
/// something else than was meant: account names with a control character or (unless allow_spaces)
/// white space, and passwords with a NUL byte.
///
/// With `credential_cache` an answer "accepted" is remembered for the same account, password,
/// client address and service.
class ExtAuth final : public Authenticator
{
public:
    explicit ExtAuth(const config::ExternalProgram &program);

    std::string_view name() const override { return "ext_auth"; }
    void authenticate(const Attempt &attempt, VerdictCallback done) const override;

private:
    const config::ExternalProgram m_program;
    std::shared_ptr<VerifiedCredentials> m_verified;
    ProgramRunner m_runner;
};

/// The verdict on an attempt that the program of this section is not asked about; nothing if it is.
std::optional<Verdict> verdictWithoutProgram(const config::ExternalProgram &program,
                                             const Attempt &attempt);
/// What the program is given.
ProgramCall programCall(const Attempt &attempt);
/// What its answer means. `command` is for messages.
Verdict verdictOfResult(const std::string &command, ProgramResult result);

/// The labels in what a program wrote, `{"labels": {"name": ["value", …], …}}`, read as docker_auth
/// reads it: nothing at all and `null` are no labels, other members are ignored, names of members
/// count in any case. Not JSON, or of another shape, is an error; it never quotes the text.
Result<acl::Labels> parseProgramLabels(std::string_view output);

} // namespace wharfgate::authn
