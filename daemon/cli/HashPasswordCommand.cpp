// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/Command.h"
#include "daemon/cli/PasswordPrompt.h"

#include "shared/accounts/PasswordHash.h"

#include <charconv>
#include <cstring>
#include <ostream>

namespace wharfgate::cli {

namespace {

int run(const Arguments &arguments, const Streams &streams)
{
    int cost = accounts::kDefaultBcryptCost;
    if (const auto text = arguments.value("cost")) {
        const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), cost);
        if (error != std::errc() || end != text->data() + text->size() || cost < 4 || cost > 16) {
            streams.err << "wharfgated hash-password: --cost must be a number from 4 to 16\n";
            return Usage;
        }
    }
    auto password = readPassword(streams, PasswordUse::New);
    if (password && password->empty())
        password = failure(ErrorCode::InvalidInput, "the password is empty");
    if (!password) {
        streams.err << "wharfgated hash-password: " << password.error().detail << '\n';
        return Usage;
    }
    const auto hash = accounts::hashPassword(*password, cost);
    wipe(*password);
    if (!hash) {
        streams.err << "wharfgated hash-password: " << hash.error().detail << '\n';
        return Usage;
    }
    streams.out << *hash << '\n';
    return Success;
}

} // namespace

Command hashPasswordCommand()
{
    return {
        "hash-password",
        "[--cost N]",
        "make the hash of a password for users: in the configuration file",
        "Prompts for the password, or reads one line of standard input; it is never taken from "
        "the\n"
        "command line, where others could see it. Prints a bcrypt hash.\n\n"
        "  --cost N  work factor, 4 to 16 (default 10; each step doubles the time of a login)\n\n"
        "Examples:\n"
        "  wharfgated hash-password\n"
        "  printf '%s\\n' \"$PASSWORD\" | wharfgated hash-password --cost 12\n",
        {{"cost", OptionSpec::Kind::Value}},
        0,
        0,
        &run};
}

} // namespace wharfgate::cli
