// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/PeerIdentity.h"

#include <cerrno>
#include <grp.h>
#include <pwd.h>
#include <sys/socket.h>
#include <system_error>

namespace wharfgate::control {

namespace {

/// Entries of the user database are longer only in error.
constexpr std::size_t kEntryBytes = 64 * 1024;
constexpr int kMostGroups = 65'536; // NGROUPS_MAX

std::string groupName(gid_t group)
{
    std::vector<char> buffer(kEntryBytes);
    struct group entry
    {};
    struct group *found = nullptr;
    if (::getgrgid_r(group, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr)
        return found->gr_name;
    return std::to_string(group);
}

std::vector<gid_t> groupsOf(const std::string &user, gid_t primary)
{
    int count = 64;
    std::vector<gid_t> groups(static_cast<std::size_t>(count));
    while (::getgrouplist(user.c_str(), primary, groups.data(), &count) < 0) {
        if (count <= static_cast<int>(groups.size()) || count > kMostGroups)
            return {primary};
        groups.resize(static_cast<std::size_t>(count));
    }
    groups.resize(static_cast<std::size_t>(count));
    return groups;
}

} // namespace

Result<PeerIdentity> peerIdentity(int descriptor)
{
    ucred credentials{};
    socklen_t length = sizeof credentials;
    if (::getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &length) != 0)
        return failure(ErrorCode::Permission, "the user of a connection cannot be told: " +
                                                  std::generic_category().message(errno));
    PeerIdentity identity;
    identity.uid = credentials.uid;
    identity.user = std::to_string(credentials.uid);
    std::vector<char> buffer(kEntryBytes);
    passwd entry{};
    passwd *found = nullptr;
    std::vector<gid_t> groups = {credentials.gid};
    if (::getpwuid_r(credentials.uid, &entry, buffer.data(), buffer.size(), &found) == 0 &&
        found != nullptr) {
        identity.user = found->pw_name;
        groups = groupsOf(identity.user, credentials.gid);
    }
    for (const gid_t group : groups)
        identity.groups.push_back(groupName(group));
    return identity;
}

} // namespace wharfgate::control
