// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/Command.h"
#include "daemon/cli/Version.h"

#include "shared/config/Settings.h"

#include <ostream>

namespace wharfgate::cli {

namespace {

int run(const Arguments &arguments, const Streams &streams)
{
    const std::string format = arguments.value("format").value_or("markdown");
    if (format != "markdown" && format != "man") {
        streams.err << "wharfgated settings: --format is markdown or man\n";
        return Usage;
    }
    streams.out << (format == "man" ? config::settingsManual(kVersion)
                                    : config::settingsReference());
    return Success;
}

} // namespace

Command settingsCommand()
{
    return {"settings",
            "[--format FORMAT]",
            "print every setting of the configuration file, with its type, default and meaning",
            "resources/docs/configuration.md and the manual page wharfgate.yml(5) are the same "
            "text.\n\n"
            "  --format F  markdown (default) or man\n\n"
            "Example:\n"
            "  wharfgated settings | less\n",
            {{"format", OptionSpec::Kind::Value}},
            0,
            0,
            &run};
}

} // namespace wharfgate::cli
