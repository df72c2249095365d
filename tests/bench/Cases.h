// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/bench/Load.h"
#include "tests/bench/Workspace.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace wharfgate::bench {

enum class Asked
{
    Token,
    Health,    ///< /healthz: what everything but a token costs
    StartPage, ///< a static answer; with DaemonSettings::issuerBytes as long as a token's
};

/// One measurement: a configuration and how clients use it.
struct Case
{
    std::string name;
    DaemonSettings settings;
    Transport transport = Transport::Plain;
    Reuse reuse = Reuse::KeptAlive;
    Asked asked = Asked::Token;
    bool sendsPassword = false;
    int idleConnections = 0; // beside the busy ones
};

/// A measurement beside the raw costs of what it cannot do without, taken just before it.
struct CaseResult
{
    std::string name;
    LoadResult load;
    std::chrono::nanoseconds signature{0};
    std::chrono::nanoseconds handshake{0}; // over memory; the network column has one over sockets
    /// A server on bare sockets and OpenSSL that answers from memory, under the same load.
    std::chrono::nanoseconds network{0};
    std::chrono::nanoseconds password{0};
    std::int64_t residentBytes = 0;
    std::int64_t bytesPerIdleConnection = 0; // 0: none were opened

    std::chrono::nanoseconds limit() const { return signature + network + password; }
};

std::vector<Case> allCases();

Result<CaseResult> runCase(const Case &measured, const Workspace &workspace,
                           const std::string &daemon, std::chrono::milliseconds duration);

} // namespace wharfgate::bench
