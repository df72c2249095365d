// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/net/Listener.h"
#include "shared/base/Result.h"
#include "shared/config/Configuration.h"

#include <string>

namespace wharfgate::control {

/// Where the console socket is to be.
struct SocketPlace
{
    std::string path;        // empty: nowhere
    std::string group;       // empty: the daemon's own
    bool isRequired = false; // the configuration names it; otherwise the daemon does without

    bool operator==(const SocketPlace &) const = default;
};

/// `defaultPath` is that of this daemon without `control.socket`.
SocketPlace socketPlace(const config::Control &settings, const std::string &defaultPath);

/// Listens there. The file is open to its owner only until it has its group, and then to the group
/// too, never to others. The folder of a default place is made. A file that a dead process has left
/// is replaced, one in use is not.
Result<net::Listener> openControlSocket(const SocketPlace &place);

/// Gives the open socket to another group.
Result<void> giveToGroup(const SocketPlace &place);

} // namespace wharfgate::control
