// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/Cases.h"
#include "tests/bench/Report.h"

#include <charconv>
#include <csignal>
#include <iostream>
#include <string_view>
#include <sys/resource.h>

namespace {

using namespace wharfgate;
using namespace wharfgate::bench;

struct Options
{
    std::string daemon;
    std::string only; // part of the names of the cases to run; empty: all
    int seconds = 3;
    bool json = false;
    bool isHelp = false;
};

constexpr std::string_view kUsage =
    "Usage: token_bench --daemon FILE [--seconds N] [--only TEXT] [--json]\n\n"
    "Measures wharfgated beside the raw costs of what it cannot do without.\n\n"
    "  --daemon FILE  the wharfgated to measure\n"
    "  --seconds N    length of each case, 1 to 600 (default: 3)\n"
    "  --only TEXT    only the case of that name, or else those whose names hold TEXT\n"
    "  --json         one JSON object instead of a table\n";

Result<Options> parse(int argc, char **argv)
{
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string_view name = argv[i];
        if (name == "--json") {
            options.json = true;
            continue;
        }
        if (name == "--help") {
            options.isHelp = true;
            return options;
        }
        if (i + 1 == argc)
            return failure(ErrorCode::InvalidInput,
                           std::string(name) + " is unknown or lacks a value");
        const std::string_view value = argv[++i];
        if (name == "--daemon") {
            options.daemon = value;
        } else if (name == "--only") {
            options.only = value;
        } else if (name == "--seconds") {
            const auto [end, error] =
                std::from_chars(value.data(), value.data() + value.size(), options.seconds);
            if (error != std::errc() || end != value.data() + value.size() || options.seconds < 1 ||
                options.seconds > 600)
                return failure(ErrorCode::InvalidInput, "--seconds is a number from 1 to 600");
        } else {
            return failure(ErrorCode::InvalidInput, "unknown option " + std::string(name));
        }
    }
    if (options.daemon.empty())
        return failure(ErrorCode::InvalidInput, "--daemon is missing");
    return options;
}

/// Thousands of connections need as many descriptors here and in the daemon, which inherits this.
void raiseDescriptorLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

std::vector<Case> selectedCases(const std::string &only)
{
    const auto remaining = [](auto keeps) {
        std::vector<Case> cases = allCases();
        std::erase_if(cases, [&](const Case &one) { return !keeps(one.name); });
        return cases;
    };
    auto cases = remaining([&](const std::string &name) { return name == only; });
    return !cases.empty() ? cases : remaining([&](const std::string &name) {
        return name.find(only) != std::string::npos;
    });
}

Result<std::vector<CaseResult>> runAll(const Options &options)
{
    const auto workspace = Workspace::create();
    if (!workspace)
        return tl::unexpected(workspace.error());
    std::vector<CaseResult> results;
    for (const Case &measured : selectedCases(options.only)) {
        std::cerr << measured.name << '\n';
        auto result =
            runCase(measured, *workspace, options.daemon, std::chrono::seconds(options.seconds));
        if (!result)
            return failure(result.error().code, measured.name + ": " + result.error().detail);
        results.push_back(std::move(*result));
    }
    if (results.empty())
        return failure(ErrorCode::InvalidInput, "no case has \"" + options.only + "\" in its name");
    return results;
}

} // namespace

int main(int argc, char **argv)
{
    const auto options = parse(argc, argv);
    if (!options) {
        std::cerr << "token_bench: " << options.error().detail << '\n' << kUsage;
        return 2;
    }
    if (options->isHelp) {
        std::cout << kUsage;
        return 0;
    }
    std::signal(SIGPIPE, SIG_IGN);
    raiseDescriptorLimit();
    const MachineWatch watch;
    const auto results = runAll(*options);
    if (!results) {
        std::cerr << "token_bench: " << results.error().detail << '\n';
        return 1;
    }
    const Machine machine = watch.result();
    std::cout << (options->json ? jsonText(machine, *results) : tableText(machine, *results));
    return 0;
}
