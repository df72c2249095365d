// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <chrono>

namespace wharfgate::control {

/// What clients of the console socket may use. The values are those of PROTOCOL.md; tests take
/// smaller ones.
struct ServerLimits
{
    int connections = 64;
    int connectionsPerUser = 16;
    qsizetype lineBeforeHello = 64 * 1024;
    qsizetype lineOfViewer = 64 * 1024;
    qsizetype line = 80 * 1024 * 1024;
    /// Of all unfinished lines of one user: two large configurations at once.
    qsizetype unfinishedPerUser = 160 * 1024 * 1024;
    double requestsPerSecond = 200;
    double requestBurst = 400;
    /// Reading pauses beyond it, so that one client's megabytes do not keep the others waiting.
    double bytesPerSecond = 32.0 * 1024 * 1024;
    double byteBurst = 128.0 * 1024 * 1024;
    int unanswered = 16;
    qsizetype outgoing = 8 * 1024 * 1024;
    qsizetype outgoingSoft = 1024 * 1024; // notifications wait beyond it
    std::chrono::milliseconds helloTimeout{10'000};
    std::chrono::milliseconds stallTimeout{30'000};
    std::chrono::milliseconds lingerTimeout{2'000}; // for the last words of a closed connection
};

} // namespace wharfgate::control
