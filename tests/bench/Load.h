// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace wharfgate::bench {

enum class Transport
{
    Plain,
    Tls
};

/// How often clients connect.
enum class Reuse
{
    KeptAlive,
    NewConnection,
    ResumedSession // a new connection that continues an earlier TLS session
};

struct LoadSpec
{
    std::uint16_t port = 0;
    Transport transport = Transport::Plain;
    Reuse reuse = Reuse::KeptAlive;
    std::string request;
    int threads = 2;
    int keptAlivePerThread = 8; // each has one request under way
    std::chrono::milliseconds warmUp{500};
    std::chrono::milliseconds duration{3000};
};

struct LoadResult
{
    std::uint64_t requests = 0; // answered with 200 in the measured time
    std::uint64_t failures = 0;
    std::chrono::nanoseconds cpuPerRequest{0}; // of the server
    double requestsPerSecond = 0;
    std::chrono::nanoseconds p50{0};
    std::chrono::nanoseconds p99{0};
};

/// Drives a server from client threads, reading the server's CPU clock around the measured time.
LoadResult runLoad(const LoadSpec &spec,
                   const std::function<std::chrono::nanoseconds()> &serverCpu);

} // namespace wharfgate::bench
