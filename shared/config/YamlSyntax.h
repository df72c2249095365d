// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/YamlDocument.h"

#include <optional>
#include <string_view>

namespace wharfgate::config {

/// What makes `text` unreadable before its syntax is looked at: size, encoding, characters that
/// YAML forbids or that its readers treat differently.
std::optional<YamlFault> checkCharacters(std::string_view text);

/// yaml-cpp's message in words that say what to do.
YamlFault explainSyntax(std::string_view message, std::size_t offset);

} // namespace wharfgate::config
