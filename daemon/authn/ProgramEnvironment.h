// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/authn/ProgramCall.h"
#include "shared/config/Configuration.h"

#include <QProcessEnvironment>

namespace wharfgate::authn {

/// The variables that every run of a program has, taken from those of the daemon.
///
/// With none of `environment`, `environment_file` and `pass_environment` set, all of the daemon's
/// variables are passed, as docker_auth does (scripts rely on it), but for those by which a service
/// manager talks to the daemon itself. With one of them: PATH, HOME, LANG, LC_*, TZ, those named,
/// and those given.
QProcessEnvironment programEnvironment(const config::ExternalProgram &program,
                                       const QProcessEnvironment &daemon);

/// Adds the variables that describe one request.
void addRequest(QProcessEnvironment &environment, const ProgramCall &call);

} // namespace wharfgate::authn
