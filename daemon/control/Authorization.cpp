// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/Authorization.h"

#include <algorithm>

namespace wharfgate::control {

Authorization::Authorization(const config::Control &settings, std::uint32_t ownUid)
    : m_admins(settings.admins)
    , m_viewers(settings.viewers)
    , m_ownUid(ownUid)
{}

/// An entry is the name of a user, a user's number, or "@" and the name or number of a group.
bool Authorization::names(const std::vector<std::string> &list, const PeerIdentity &peer)
{
    return std::any_of(list.begin(), list.end(), [&](const std::string &entry) {
        if (entry.starts_with('@'))
            return std::find(peer.groups.begin(), peer.groups.end(), entry.substr(1)) !=
                   peer.groups.end();
        return entry == peer.user || entry == std::to_string(peer.uid);
    });
}

std::optional<Role> Authorization::roleOf(const PeerIdentity &peer) const
{
    if (m_admins ? names(*m_admins, peer) : peer.uid == 0 || peer.uid == m_ownUid)
        return Role::Admin;
    if (names(m_viewers, peer))
        return Role::Viewer;
    return std::nullopt;
}

} // namespace wharfgate::control
