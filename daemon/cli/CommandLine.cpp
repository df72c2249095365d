// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/CommandLine.h"

#include "daemon/cli/Version.h"
#include "shared/base/Text.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <ostream>
#include <set>
#include <system_error>

namespace wharfgate::cli {

namespace {

int runVersion(const Arguments &, const Streams &streams)
{
    streams.out << "wharfgated " << kVersion << '\n';
    return Success;
}

Command versionCommand()
{
    return {"version",
            "",
            "print the version",
            "Example:\n"
            "  wharfgated version\n",
            {},
            0,
            0,
            &runVersion};
}

} // namespace

const std::vector<Command> &allCommands()
{
    static const std::vector<Command> all = {
        serveCommand(),          initCommand(),          checkCommand(),
        explainCommand(),        testCommand(),          hashPasswordCommand(),
        doctorCommand(),         registrySetupCommand(), exportJwksCommand(),
        settingsCommand(),       healthCheckCommand(),   ctlCommand(),
        bashCompletionCommand(), versionCommand()};
    return all;
}

namespace {

const Command *commandNamed(std::string_view name)
{
    const auto found = std::find_if(allCommands().begin(), allCommands().end(),
                                    [&](const Command &command) { return command.name == name; });
    return found == allCommands().end() ? nullptr : &*found;
}

void printHelp(std::ostream &out)
{
    out << "wharfgated " << kVersion
        << ": the access gate of a Docker (OCI) registry\n\n"
           "Usage: wharfgated COMMAND [ARGUMENTS]\n"
           "       wharfgated [docker_auth's flags] FILE    (the same as serve "
           "FILE)\n\nCommands:\n";
    for (const Command &command : allCommands()) {
        out << "  " << command.name << std::string(16 - command.name.size(), ' ') << command.summary
            << '\n';
    }
    out << "\nwharfgated COMMAND --help explains one. Examples:\n\n"
           "  wharfgated init demo                       a workspace with certificates and an "
           "admin\n"
           "  wharfgated check demo/wharfgate.yml        every problem of the file, with its line\n"
           "  wharfgated serve demo/wharfgate.yml        run the token server\n"
           "  wharfgated explain demo/wharfgate.yml --account bob --name team/app --actions push\n";
}

void printHelp(std::ostream &out, const Command &command)
{
    out << "Usage: wharfgated " << command.name << (command.synopsis.empty() ? "" : " ")
        << command.synopsis << "\n\n"
        << command.summary << "\n\n"
        << command.help;
}

int usageError(const Streams &streams, const Command &command, const std::string &message)
{
    streams.err << "wharfgated " << command.name << ": " << message << "\nUsage: wharfgated "
                << command.name << (command.synopsis.empty() ? "" : " ") << command.synopsis
                << '\n';
    return Usage;
}

/// Long names with one dash as well, as in docker_auth's flags.
bool asksForHelp(std::string_view word)
{
    return word == "--help" || word == "-help" || word == "-h";
}

int runCommand(const Command &command, const std::vector<std::string> &words,
               const Streams &streams)
{
    if (std::any_of(words.begin(), words.end(), &asksForHelp)) {
        printHelp(streams.out, command);
        return Success;
    }
    const auto arguments = Arguments::parse(words, command.options);
    if (!arguments)
        return usageError(streams, command, arguments.error().detail);
    const std::size_t operands = arguments->operands().size();
    if (operands < command.minOperands)
        return usageError(streams, command, "an argument is missing");
    // Not repeated: to hash-password it would be the password.
    if (command.maxOperands == 0 && operands > 0)
        return usageError(streams, command,
                          "takes no arguments; see wharfgated " + std::string(command.name) +
                              " --help");
    if (operands > command.maxOperands)
        return usageError(streams, command,
                          "unexpected argument \"" +
                              text::escaped(arguments->operands()[command.maxOperands], 128) + '"');
    return command.run(*arguments, streams);
}

bool looksLikeFile(const std::string &word)
{
    std::error_code error;
    return word.find('/') != std::string::npos || word.ends_with(".yml") ||
           word.ends_with(".yaml") || std::filesystem::is_regular_file(word, error);
}

int unknownCommand(const std::string &word, const Streams &streams)
{
    std::vector<std::string_view> names = {"help"};
    for (const Command &command : allCommands())
        names.push_back(command.name);
    streams.err << "wharfgated: unknown command \"" << text::escaped(word, 64) << '"';
    if (const std::string_view near = text::nearest(word, names); !near.empty())
        streams.err << "; did you mean " << near << '?';
    streams.err << "\nwharfgated --help lists the commands.\n";
    return Usage;
}

/// glog's flags that take a value, which may stand in the next word.
const std::set<std::string_view> kGlogValueFlags = {
    "v", "vmodule", "log_dir", "log_link", "logbuflevel", "stderrthreshold", "log_backtrace_at"};
const std::set<std::string_view> kGlogFlags = {"alsologtostderr", "logtostderr"};

int runServe(const std::vector<std::string> &words, const Streams &streams)
{
    const DockerAuthArguments translated = translateDockerAuthFlags(words);
    if (!translated.notice.empty())
        streams.err << "wharfgated: " << translated.notice << '\n';
    const std::vector<std::string> own(translated.serveWords.begin() + 1,
                                       translated.serveWords.end());
    return runCommand(serveCommand(), own, streams);
}

} // namespace

DockerAuthArguments translateDockerAuthFlags(const std::vector<std::string> &words)
{
    DockerAuthArguments out;
    out.serveWords.emplace_back("serve");
    std::string ignored;
    std::optional<std::string> verbosity; // the last one counts
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i];
        const std::string_view body =
            word.substr(word.starts_with("--") ? 2 : word.starts_with("-"));
        const std::size_t equals = body.find('=');
        const std::string_view name = body.substr(0, equals);
        const bool takesValue = kGlogValueFlags.contains(name);
        if (!word.starts_with("-") || (!takesValue && !kGlogFlags.contains(name))) {
            out.serveWords.emplace_back(word);
            continue;
        }
        std::string value(equals == std::string_view::npos ? std::string_view()
                                                           : body.substr(equals + 1));
        if (takesValue && equals == std::string_view::npos && i + 1 < words.size())
            value = words[++i];
        if (name == "v") {
            verbosity = std::move(value);
        } else if (takesValue) { // logging to standard error is what we do
            ignored.append(ignored.empty() ? "-" : ", -").append(name);
        }
    }
    if (verbosity && !verbosity->empty() && *verbosity != "0")
        out.serveWords.emplace(out.serveWords.begin() + 1, "--log-level=debug");
    if (!ignored.empty())
        out.notice =
            "docker_auth's " + ignored +
            " has no meaning here and is ignored: Wharfgate logs to standard error; the log "
            "and journal sections of the configuration file say how.";
    return out;
}

int runCommandLine(const std::vector<std::string> &words, const Streams &streams)
{
    if (words.empty()) {
        printHelp(streams.err);
        return Usage;
    }
    const std::string &first = words.front();
    const std::vector<std::string> rest(words.begin() + 1, words.end());
    if (asksForHelp(first) || first == "help") {
        const std::string topic = first == "help" && !rest.empty() ? rest.front() : "help";
        const Command *command = commandNamed(topic);
        if (!command && topic != "help")
            return unknownCommand(topic, streams);
        if (command)
            printHelp(streams.out, *command);
        else
            printHelp(streams.out);
        return Success;
    }
    if (first == "--version" || first == "-version")
        return runVersion({}, streams);
    if (first == "serve")
        return runServe(rest, streams);
    if (const Command *command = commandNamed(first))
        return runCommand(*command, rest, streams);
    if (!first.starts_with("-") && !looksLikeFile(first))
        return unknownCommand(first, streams);
    return runServe(words, streams);
}

} // namespace wharfgate::cli
