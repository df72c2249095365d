// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/net/FileDescriptor.h"
#include "shared/base/Result.h"

#include <cstdint>
#include <string>

namespace wharfgate::bench {

/// "what: reason" with the reason of errno.
std::string systemError(const std::string &what);

/// A socket that listens on 127.0.0.1; port 0 takes a free one.
Result<net::FileDescriptor> listenOn(std::uint16_t port);
std::uint16_t portOf(const net::FileDescriptor &socket);

/// A port that was free a moment ago.
Result<std::uint16_t> unusedPort();

/// A blocking connection to 127.0.0.1 from 127.0.0.`source`. Many sources keep a long run of short
/// connections from using up the ports of one address, where closed ones wait for a minute.
Result<net::FileDescriptor> connectTo(std::uint16_t port, std::uint8_t source);

} // namespace wharfgate::bench
