// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wharfgate::config {

class Value;
struct Configuration;

/// One key of the configuration file: what the reader accepts, and what its documentation says.
/// To add a setting, add a member to Configuration.h and a row to the table in Settings.cpp.
struct Setting
{
    enum class Origin
    {
        DockerAuth,  ///< docker_auth has it, with this meaning
        Own,         ///< docker_auth ignores it
        Unsupported, ///< docker_auth has it, and we refuse it
    };
    /// "server.addr"; `*` stands for a name of the user's choice, `[]` for the items of a list.
    std::string_view path;
    std::string_view type;         // "text", "true or false", "duration", "list of text", …
    std::string_view defaultValue; // as written in the file; empty: none
    Origin origin;
    std::string_view description; // Markdown, one paragraph
    /// Puts the value into the configuration or reports why not. Null: read with the key above it.
    void (*read)(const Value &, Configuration &);
};

/// The table, in the order of the documentation.
std::span<const Setting> settings();

/// The row of `path`, or null.
const Setting *findSetting(std::string_view path);

/// The names of the keys directly below `path`; of the top level for an empty one.
std::vector<std::string_view> keysBelow(std::string_view path);

/// YAML that shows every setting of a section of the top level; empty for those without one.
std::string_view settingsExample(std::string_view section);

/// The reference of all settings as Markdown: one heading a section, one entry a key.
std::string settingsReference();

/// The same as a manual page, wharfgate.yml(5), in man(7)'s macros.
std::string settingsManual(std::string_view version);

} // namespace wharfgate::config
