// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/authn/ProgramRunner.h"
#include "daemon/authz/Authorizer.h"

#include <string>

namespace wharfgate::authz {

/// Asks an external program, by docker_auth's contract: the request as JSON on standard input; exit
/// code 0 grants every requested action, 1 none, any other is a failure. The program is never
/// skipped: it always decides.
class ExtAuthz final : public Authorizer
{
public:
    explicit ExtAuthz(config::ExternalProgram program);

    std::string_view name() const override { return "ext_authz"; }
    void authorize(const acl::Request &request, const http::Cancellation &cancelled,
                   VerdictCallback done) const override;

private:
    authn::ProgramRunner m_runner;
};

/// What the program is given.
authn::ProgramCall programCall(const acl::Request &request);
/// What its answer means. `command` is for messages.
Verdict verdictOfResult(const std::string &command, authn::ProgramResult result,
                        const std::vector<std::string> &requested);

/// The request as docker_auth writes it, byte for byte what Go's json.Marshal makes of its struct:
/// {"Account":…,"Type":…,"Name":…,"Service":…,"IP":…,"Actions":[…],"Labels":{…} or null}.
std::string toProgramInput(const acl::Request &request);

} // namespace wharfgate::authz
