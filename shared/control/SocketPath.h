// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace wharfgate::control {

/// Where a daemon of this user puts its console socket unless the configuration says: in the folder
/// that systemd made for it ($RUNTIME_DIRECTORY), for root /run/wharfgate, else $XDG_RUNTIME_DIR/
/// wharfgate. Empty: none of them is there to be used.
std::string daemonSocketPath();

/// Where a client of this user looks for one, the likeliest first.
std::vector<std::string> clientSocketPaths();

} // namespace wharfgate::control
