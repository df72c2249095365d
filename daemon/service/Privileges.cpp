// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/service/Privileges.h"

#include "shared/base/Text.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace wharfgate::service {

namespace {

tl::unexpected<Error> systemFailure(const std::string &what)
{
    return failure(ErrorCode::Permission, what + ": " + std::generic_category().message(errno));
}

} // namespace

Result<UnprivilegedUser> UnprivilegedUser::find(const std::string &name)
{
    std::array<char, 16384> buffer{};
    passwd entry{};
    passwd *found = nullptr;
    uid_t number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    const bool isNumber = error == std::errc() && end == name.data() + name.size();
    if (isNumber)
        ::getpwuid_r(number, &entry, buffer.data(), buffer.size(), &found);
    else
        ::getpwnam_r(name.c_str(), &entry, buffer.data(), buffer.size(), &found);
    if (found == nullptr)
        return failure(ErrorCode::NotFound,
                       "there is no user \"" + text::escaped(name, 64) + "\" on this machine");
    if (entry.pw_uid == 0)
        return failure(ErrorCode::InvalidInput,
                       "--user names root, which has the privileges that are to be dropped");
    return UnprivilegedUser{entry.pw_name, entry.pw_dir, entry.pw_uid, entry.pw_gid};
}

Result<void> makeFolderFor(const std::string &path, const UnprivilegedUser &user)
{
    const std::string folder = std::filesystem::path(path).parent_path().string();
    if (::mkdir(folder.c_str(), 0750) != 0)
        return errno == EEXIST ? Result<void>() : systemFailure("cannot make the folder " + folder);
    if (::chown(folder.c_str(), user.uid, user.gid) != 0)
        return systemFailure("cannot give the folder " + folder + " to " + user.name);
    return {};
}

Result<void> become(const UnprivilegedUser &user)
{
    if (::getuid() == user.uid && ::geteuid() == user.uid)
        return {};
    if (::geteuid() != 0)
        return failure(ErrorCode::Permission, "only root can become " + user.name +
                                                  "; start wharfgated as root or as " + user.name +
                                                  ", or leave --user away");
    if (::initgroups(user.name.c_str(), user.gid) != 0 ||
        ::setresgid(user.gid, user.gid, user.gid) != 0 ||
        ::setresuid(user.uid, user.uid, user.uid) != 0)
        return systemFailure("cannot become " + user.name);
    if (::setuid(0) == 0 || ::geteuid() != user.uid) // a kernel that lets us back
        return failure(ErrorCode::Permission, "the privileges of root could not be dropped");
    ::setenv("HOME", user.home.c_str(), 1);
    ::setenv("USER", user.name.c_str(), 1);
    ::setenv("LOGNAME", user.name.c_str(), 1);
    return {};
}

} // namespace wharfgate::service
