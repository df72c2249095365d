// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"
#include "shared/config/Configuration.h"

#include <map>
#include <string>
#include <string_view>

namespace wharfgate::authn {

/// Lines NAME=value as in systemd's EnvironmentFile= and `docker run --env-file`: blank lines and
/// those that begin with # or ; are skipped, white space around a value and one pair of quotes
/// around it are taken away, the last line of a name counts. Errors name the line, never a value.
Result<std::map<std::string, std::string>> parseEnvironmentFile(std::string_view text);

/// The program with the variables of its `environment_file`, those of `environment` before them.
Result<config::ExternalProgram> withEnvironmentFile(config::ExternalProgram program);

} // namespace wharfgate::authn
