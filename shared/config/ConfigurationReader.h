// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/Configuration.h"
#include "shared/config/Problem.h"
#include "shared/config/YamlDocument.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wharfgate::config {

/// What reading a file found. The configuration is present only if no problem is an error.
struct ReadResult
{
    std::optional<Configuration> configuration;
    std::vector<Problem> problems; // every one, in the order of the file
    std::string text;              // the bytes, if a file was read

    bool hasErrors() const;
};

/// Reads YAML text. Never throws, never crashes, whatever the bytes are. Opens no file, so key and
/// certificate files need not be readable. `file` is the name for messages.
ReadResult readConfiguration(std::string_view yaml, std::string file);
/// The same of a text that is parsed already.
ReadResult readConfiguration(const tl::expected<YamlDocument, YamlFault> &document,
                             std::string_view yaml, std::string file);

/// Reads a file of at most kMaxFileBytes; a file that cannot be read is a problem, too.
ReadResult readConfigurationFile(const std::string &path);

inline constexpr std::size_t kMaxFileBytes = 64u * 1024 * 1024;
/// A small text can hold millions of empty rules, and each takes a kilobyte when compiled.
inline constexpr std::size_t kMaxRules = 200'000;

} // namespace wharfgate::config
