// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/Problems.h"

#include "shared/base/Json.h"

#include <algorithm>
#include <ostream>

namespace wharfgate::cli {

namespace {

std::string_view severityName(config::Problem::Severity severity)
{
    switch (severity) {
    case config::Problem::Severity::Error:
        return "error";
    case config::Problem::Severity::Warning:
        return "warning";
    case config::Problem::Severity::Lint:
        return "lint";
    }
    return "error";
}

} // namespace

void printProblems(std::ostream &out, const std::vector<config::Problem> &problems)
{
    for (const config::Problem &problem : problems)
        out << problem.toString() << '\n';
}

std::string problemsToJson(const std::vector<config::Problem> &problems)
{
    std::string out = "{\"problems\":[";
    for (const config::Problem &problem : problems) {
        out += &problem == problems.data() ? "\n  {" : ",\n  {";
        out += "\"severity\":" + json::quoted(severityName(problem.severity));
        out += ",\"code\":" + json::quoted(problem.code);
        out += ",\"file\":" + json::quoted(problem.position.file);
        out += ",\"line\":" + std::to_string(problem.position.line);
        out += ",\"column\":" + std::to_string(problem.position.column);
        out += ",\"key\":" + json::quoted(problem.key);
        out += ",\"message\":" + json::quoted(problem.message);
        out += ",\"remedy\":" + json::quoted(problem.remedy) + '}';
    }
    const auto count = [&](config::Problem::Severity severity) {
        return std::to_string(
            std::count_if(problems.begin(), problems.end(),
                          [&](const config::Problem &p) { return p.severity == severity; }));
    };
    out += "],\"errors\":" + count(config::Problem::Severity::Error);
    out += ",\"warnings\":" + count(config::Problem::Severity::Warning);
    out += ",\"lints\":" + count(config::Problem::Severity::Lint) + "}\n";
    return out;
}

std::optional<config::Configuration> readOrComplain(const std::string &file, const Streams &streams)
{
    config::ReadResult result = config::readConfigurationFile(file);
    if (result.configuration)
        return std::move(result.configuration);
    std::erase_if(result.problems, [](const config::Problem &problem) {
        return problem.severity != config::Problem::Severity::Error;
    });
    printProblems(streams.err, result.problems);
    return std::nullopt;
}

} // namespace wharfgate::cli
