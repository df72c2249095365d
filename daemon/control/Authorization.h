// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/Method.h"
#include "daemon/control/PeerIdentity.h"
#include "shared/config/Configuration.h"

#include <optional>
#include <string>
#include <vector>

namespace wharfgate::control {

/// Who may use the console, and what for: `control.admins` and `control.viewers`.
class Authorization
{
public:
    /// Without `control.admins`: root and `ownUid`, the daemon's own user.
    Authorization(const config::Control &settings, std::uint32_t ownUid);

    /// The greater of the roles that the lists give; nothing if they give none.
    std::optional<Role> roleOf(const PeerIdentity &peer) const;

private:
    static bool names(const std::vector<std::string> &list, const PeerIdentity &peer);

    std::optional<std::vector<std::string>> m_admins;
    std::vector<std::string> m_viewers;
    std::uint32_t m_ownUid;
};

} // namespace wharfgate::control
