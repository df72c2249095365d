// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>

namespace wharfgate::http {

/// What one connection may use. Every limit has its own answer: see RequestHandler::malformed().
struct Limits
{
    std::size_t requestLineBytes = 131'072;             // 414
    std::size_t headerBytes = 262'144;                  // 431, all header lines together
    int headerCount = 100;                              // 431
    std::size_t bodyBytes = 1'048'576;                  // 413
    std::chrono::milliseconds handshakeTimeout{10'000}; // closed without an answer
    std::chrono::milliseconds headerTimeout{10'000};    // 408, from the first byte of a request
    std::chrono::milliseconds bodyTimeout{30'000};      // 408
    std::chrono::milliseconds idleTimeout{60'000};      // closed
    std::chrono::milliseconds writeTimeout{30'000};     // closed; from the start of an answer
};

} // namespace wharfgate::http
