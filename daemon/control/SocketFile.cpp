// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/SocketFile.h"

#include "daemon/net/FileDescriptor.h"

#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <filesystem>
#include <grp.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace wharfgate::control {

namespace {

tl::unexpected<Error> socketFailure(const std::string &path, const std::string &what)
{
    return failure(ErrorCode::Permission, "the console socket " + path + ' ' + what + ": " +
                                              std::generic_category().message(errno));
}

Result<gid_t> groupNamed(const std::string &name)
{
    std::vector<char> buffer(64 * 1024);
    struct group entry
    {};
    struct group *found = nullptr;
    if (::getgrnam_r(name.c_str(), &entry, buffer.data(), buffer.size(), &found) == 0 &&
        found != nullptr)
        return found->gr_gid;
    gid_t number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (error == std::errc() && end == name.data() + name.size())
        return number;
    return failure(ErrorCode::InvalidConfig, "control.group: there is no group \"" + name + '"');
}

/// The folder of a default place: /run/wharfgate is not there unless systemd has made it.
void makeFolder(const std::string &path)
{
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    ::mkdir(folder.c_str(), S_IRWXU | S_IRGRP | S_IXGRP | S_IROTH | S_IXOTH);
}

} // namespace

SocketPlace socketPlace(const config::Control &settings, const std::string &defaultPath)
{
    if (settings.socket == "none")
        return {};
    if (settings.socket.empty())
        return {defaultPath, settings.group, false};
    return {settings.socket, settings.group, true};
}

/// By descriptors, so that nobody puts another file under the name meanwhile.
Result<void> giveToGroup(const SocketPlace &place)
{
    const net::FileDescriptor file(::open(place.path.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
    struct stat info
    {};
    if (!file.isValid() || ::fstat(file.get(), &info) != 0 || !S_ISSOCK(info.st_mode))
        return socketFailure(place.path, "has gone");
    const auto group = place.group.empty() ? Result<gid_t>(::getegid()) : groupNamed(place.group);
    if (!group)
        return tl::unexpected(group.error());
    if (info.st_gid != *group &&
        ::fchownat(file.get(), "", static_cast<uid_t>(-1), *group, AT_EMPTY_PATH) != 0)
        return socketFailure(place.path, "cannot be given to the group " + place.group);
    const std::string name = "/proc/self/fd/" + std::to_string(file.get());
    if (::chmod(name.c_str(), S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP) != 0)
        return socketFailure(place.path, "cannot be opened to its group");
    return {};
}

Result<net::Listener> openControlSocket(const SocketPlace &place)
{
    if (!place.isRequired)
        makeFolder(place.path);
    auto listener = net::Listener::open({true, place.path, 0}, net::Listener::FileMode::Private);
    if (!listener)
        return tl::unexpected(
            Error{listener.error().code, "the console: " + listener.error().detail, {}});
    if (auto opened = giveToGroup(place); !opened)
        return tl::unexpected(opened.error());
    return listener;
}

} // namespace wharfgate::control
