// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/cli/Command.h"

namespace wharfgate::cli {

/// Runs wharfgated with these words (without the program's name) and returns its exit code.
int runCommandLine(const std::vector<std::string> &words, const Streams &streams);

/// Every command, in the order of the help.
const std::vector<Command> &allCommands();

/// docker_auth's command line, as it stands in existing images: glog flags and one FILE. What the
/// flags mean for us, and a notice that names those without a meaning here.
struct DockerAuthArguments
{
    std::vector<std::string> serveWords; // the same for `serve`
    std::string notice;                  // empty: nothing was ignored
};
DockerAuthArguments translateDockerAuthFlags(const std::vector<std::string> &words);

} // namespace wharfgate::cli
