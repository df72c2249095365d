// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/authn/Secret.h"
#include "daemon/http/RequestHandler.h"

#include <string>

namespace wharfgate::authn {

/// What one run of an external program is given.
struct ProgramCall
{
    Secret input{std::string_view()}; // its whole standard input
    Secret secret{
        std::string_view()}; // replaced by *** in what it writes to standard error; may be empty
    // In its environment: WHARFGATE_CLIENT_IP, WHARFGATE_SERVICE, WHARFGATE_ACCOUNT
    std::string clientAddress;
    std::string service;
    std::string account;
    http::Cancellation cancelled; // may be null
};

/// What came of it.
struct ProgramResult
{
    enum class Status
    {
        Exited,    ///< by itself, with `exitCode`
        Busy,      ///< not started: too many run and wait
        Cancelled, ///< not started, or killed: the client has left
        Failed,    ///< not startable, killed by a signal, too slow, or too talkative
    };
    Status status = Status::Failed;
    int exitCode = -1;
    std::string output;    // standard output, when Exited
    std::string errorLine; // first line of standard error; escaped, at most 256 bytes
    std::string reason;    // unless Exited: one sentence that names the program, without secrets
    // For who tries a program out:
    std::string errorText; // standard error, at most 4 KiB, without the secret
    bool wasStarted = false;
    bool timedOut = false;
    int signal = 0; // that killed it, 0: none
};

} // namespace wharfgate::authn
