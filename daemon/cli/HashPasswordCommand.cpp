// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/Command.h"

#include "shared/accounts/PasswordHash.h"

#include <charconv>
#include <cstring>
#include <iostream>
#include <termios.h>
#include <unistd.h>

namespace wharfgate::cli {

namespace {

/// Turns the terminal's echo off while a password is typed.
class EchoOff
{
public:
    explicit EchoOff(const std::istream &in)
    {
        m_active =
            &in == &std::cin && isatty(STDIN_FILENO) != 0 && tcgetattr(STDIN_FILENO, &m_saved) == 0;
        if (!m_active)
            return;
        termios silent = m_saved;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~EchoOff()
    {
        if (m_active)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_saved);
    }
    EchoOff(const EchoOff &) = delete;
    EchoOff &operator=(const EchoOff &) = delete;

    bool isTerminal() const { return m_active; }

private:
    termios m_saved{};
    bool m_active = false;
};

/// Overwrites a secret before its memory is given back.
void wipe(std::string &secret)
{
    explicit_bzero(secret.data(), secret.size());
}

/// One line without its line end. A prompt and a repetition when a person types.
Result<std::string> readPassword(const Streams &streams)
{
    const EchoOff echoOff(streams.in);
    if (echoOff.isTerminal())
        streams.err << "Password: " << std::flush;
    std::string password;
    std::getline(streams.in, password);
    if (!password.empty() && password.back() == '\r')
        password.pop_back();
    if (!echoOff.isTerminal())
        return password;
    std::string repeated;
    streams.err << "\nAgain: " << std::flush;
    std::getline(streams.in, repeated);
    streams.err << '\n';
    const bool same = repeated == password;
    wipe(repeated);
    if (!same) {
        wipe(password);
        return failure(ErrorCode::InvalidInput, "the two passwords differ");
    }
    return password;
}

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
    auto password = readPassword(streams);
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
