// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/SettingReaders.h"

namespace wharfgate::config {

namespace {

/// Nothing after a problem.
std::optional<std::vector<std::string>> readNames(const Value &value)
{
    const auto items = value.items();
    if (!items)
        return std::nullopt;
    std::vector<std::string> names;
    bool isGood = true;
    for (const Value &item : *items) {
        auto name = item.text();
        isGood = isGood && name;
        if (name && (name->empty() || *name == "@")) {
            item.error("bad-name", "This names nobody.",
                       "Write the name of a user, or @ and the name of a group.");
            isGood = false;
        }
        if (isGood)
            names.push_back(std::move(*name));
    }
    return isGood ? std::optional(std::move(names)) : std::nullopt;
}

} // namespace

void readControlSocket(const Value &value, Configuration &configuration)
{
    constexpr std::size_t kMostBytes = 107; // unix(7)
    const auto path = value.text();
    if (!path)
        return;
    if (path->size() > kMostBytes)
        value.error("bad-path", "The path of a socket has at most 107 bytes.",
                    "Choose a shorter one.");
    else if (!path->empty() && *path != "none" && path->find('/') == std::string::npos)
        value.error("bad-path", "This is no path of a socket.", "Write the whole path, or none.");
    else
        configuration.control.socket = *path;
}

void readControlAdmins(const Value &value, Configuration &configuration)
{
    if (value.isNull())
        configuration.control.admins.reset();
    else if (auto names = readNames(value))
        configuration.control.admins = std::move(*names);
}

void readControlViewers(const Value &value, Configuration &configuration)
{
    if (auto names = readNames(value))
        configuration.control.viewers = std::move(*names);
}

} // namespace wharfgate::config
