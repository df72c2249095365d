// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/control/SocketPath.h"

#include <cstdlib>
#include <string_view>
#include <unistd.h>

namespace wharfgate::control {

namespace {

constexpr std::string_view kSystemPath = "/run/wharfgate/control.sock";

std::string environmentValue(const char *name)
{
    const char *const value = std::getenv(name);
    return value != nullptr && value[0] == '/' ? value : "";
}

std::string sessionPath()
{
    const std::string folder = environmentValue("XDG_RUNTIME_DIR");
    return folder.empty() ? "" : folder + "/wharfgate/control.sock";
}

} // namespace

std::string daemonSocketPath()
{
    // systemd.exec(5): several folders are separated by colons.
    const std::string folders = environmentValue("RUNTIME_DIRECTORY");
    if (!folders.empty())
        return folders.substr(0, folders.find(':')) + "/control.sock";
    return ::geteuid() == 0 ? std::string(kSystemPath) : sessionPath();
}

std::vector<std::string> clientSocketPaths()
{
    std::vector<std::string> paths;
    for (const std::string &path : {daemonSocketPath(), sessionPath(), std::string(kSystemPath)}) {
        bool isNew = !path.empty();
        for (const std::string &known : paths)
            isNew = isNew && known != path;
        if (isNew)
            paths.push_back(path);
    }
    return paths;
}

} // namespace wharfgate::control
