// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/PasswordPrompt.h"

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

} // namespace

void wipe(std::string &secret)
{
    explicit_bzero(secret.data(), secret.size());
}

Result<std::string> readPassword(const Streams &streams, PasswordUse use)
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
    if (use == PasswordUse::Existing) {
        streams.err << '\n';
        return password;
    }
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

} // namespace wharfgate::cli
