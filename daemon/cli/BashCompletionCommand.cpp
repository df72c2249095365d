// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/Command.h"
#include "daemon/cli/CommandLine.h"

#include <ostream>

namespace wharfgate::cli {

namespace {

int run(const Arguments &, const Streams &streams)
{
    std::string names;
    std::string options;
    for (const Command &command : allCommands()) {
        names += std::string(command.name) + ' ';
        options += "        " + std::string(command.name) + ") options='--help";
        for (const OptionSpec &option : command.options)
            options += " --" + std::string(option.name);
        options += "' ;;\n";
    }
    streams.out << "# bash completion for wharfgated; printed by: wharfgated bash-completion\n"
                   "_wharfgated() {\n"
                   "    local word=${COMP_WORDS[COMP_CWORD]} options\n"
                   "    if ((COMP_CWORD == 1)) && [[ $word != */* ]]; then\n"
                   "        mapfile -t COMPREPLY < <(compgen -W '"
                << names
                << "help --help --version' -- \"$word\")\n"
                   "        [[ ${#COMPREPLY[@]} -gt 0 ]] || compopt -o default\n"
                   "        return\n"
                   "    fi\n"
                   "    case ${COMP_WORDS[1]} in\n"
                   "        help) options='"
                << names << "' ;;\n"
                << options
                << "        *) options='' ;;\n"
                   "    esac\n"
                   "    if [[ $word == -* || ${COMP_WORDS[1]} == help ]]; then\n"
                   "        mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\")\n"
                   "    else\n"
                   "        compopt -o default\n"
                   "    fi\n"
                   "}\n"
                   "complete -F _wharfgated wharfgated\n";
    return Success;
}

} // namespace

Command bashCompletionCommand()
{
    return {"bash-completion",
            "",
            "print a script that completes wharfgated's commands and options in bash",
            "Debian's package installs it.\n\n"
            "Example:\n"
            "  source <(wharfgated bash-completion)\n",
            {},
            0,
            0,
            &run};
}

} // namespace wharfgate::cli
