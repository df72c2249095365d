// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/Command.h"

#include "shared/config/Settings.h"

#include <ostream>

namespace wharfgate::cli {

namespace {

int run(const Arguments &, const Streams &streams)
{
    streams.out << config::settingsReference();
    return Success;
}

} // namespace

Command settingsCommand()
{
    return {"settings",
            "",
            "print every setting of the configuration file, with its type, default and meaning",
            "The output is Markdown. resources/docs/configuration.md is the same text.\n\n"
            "Example:\n"
            "  wharfgated settings | less\n",
            {},
            0,
            0,
            &run};
}

} // namespace wharfgate::cli
