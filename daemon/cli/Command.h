// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/cli/Arguments.h"
#include "daemon/cli/ExitCode.h"

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace wharfgate::cli {

/// Standard input, output and error of a command; streams of a test's own in tests.
struct Streams
{
    std::istream &in;
    std::ostream &out;
    std::ostream &err;
};

/// One command of wharfgated: what it is called, what it takes, what it does.
struct Command
{
    std::string_view name;
    std::string_view synopsis; // after the name: "FILE [--strict] [--json]"
    std::string_view summary;  // one line
    std::string_view help;     // options and examples
    std::vector<OptionSpec> options;
    std::size_t minOperands = 0;
    std::size_t maxOperands = 0;
    int (*run)(const Arguments &arguments, const Streams &streams) = nullptr;
};

Command serveCommand();
Command initCommand();
Command checkCommand();
Command explainCommand();
Command testCommand();
Command hashPasswordCommand();
Command doctorCommand();
Command healthCheckCommand();
Command registrySetupCommand();
Command exportJwksCommand();
Command settingsCommand();
Command ctlCommand();
Command bashCompletionCommand();

} // namespace wharfgate::cli
