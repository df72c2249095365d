// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/Problems.h"

#include "shared/config/Check.h"

#include <algorithm>
#include <ostream>

namespace wharfgate::cli {

namespace {

std::string summary(const std::string &file, const std::vector<config::Problem> &problems)
{
    using Severity = config::Problem::Severity;
    const auto count = [&](Severity severity) {
        return std::count_if(problems.begin(), problems.end(),
                             [&](const config::Problem &p) { return p.severity == severity; });
    };
    const auto phrase = [](auto number, const std::string &noun) {
        return std::to_string(number) + ' ' + noun + (number == 1 ? "" : "s");
    };
    return file + ": " + phrase(count(Severity::Error), "error") + ", " +
           phrase(count(Severity::Warning), "warning") + ", " +
           phrase(count(Severity::Lint), "lint");
}

int run(const Arguments &arguments, const Streams &streams)
{
    const std::string &file = arguments.operands().front();
    config::ReadResult result = config::readConfigurationFile(file);
    if (result.configuration) {
        for (config::Problem &problem : config::lintConfiguration(*result.configuration))
            result.problems.push_back(std::move(problem));
        std::stable_sort(result.problems.begin(), result.problems.end(),
                         [](const config::Problem &a, const config::Problem &b) {
                             return a.position.line < b.position.line;
                         });
    }
    if (arguments.has("json")) {
        streams.out << problemsToJson(result.problems);
    } else {
        printProblems(streams.out, result.problems);
        streams.out << summary(file, result.problems) << '\n';
    }
    if (result.hasErrors())
        return InvalidConfiguration;
    return arguments.has("strict") && !result.problems.empty() ? Findings : Success;
}

} // namespace

Command checkCommand()
{
    return {
        "check",
        "FILE [--strict] [--json]",
        "report every problem of a configuration file, with line, key and remedy",
        "Errors are what the daemon refuses; warnings and lints are what a reader would want to\n"
        "know. Keys, certificates and external programs need not be there; serve looks for "
        "them.\n\n"
        "  --strict  exit 1 if there are warnings or lints\n"
        "  --json    print the problems as one JSON object\n\n"
        "Exit status: 0 no errors, 1 warnings or lints under --strict, 2 errors.\n\n"
        "Examples:\n"
        "  wharfgated check /etc/wharfgate/wharfgate.yml\n"
        "  wharfgated check --strict config/extAuth.yml    in a pipeline, before the merge\n",
        {{"strict"}, {"json"}},
        1,
        1,
        &run};
}

} // namespace wharfgate::cli
