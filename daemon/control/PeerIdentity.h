// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace wharfgate::control {

/// Who is at the other end of a Unix socket, as the kernel and the user database say.
struct PeerIdentity
{
    std::uint32_t uid = 0;
    std::string user;                // the name of the uid, or its digits
    std::vector<std::string> groups; // names, or digits of those without one
};

/// Reads the credentials that the peer had when it connected.
Result<PeerIdentity> peerIdentity(int descriptor);

/// How the server finds out; another function in tests.
using Identify = std::function<Result<PeerIdentity>(int descriptor)>;

} // namespace wharfgate::control
