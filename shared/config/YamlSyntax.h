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

/// True if the scalar at `offset` is in quotes that are never closed. yaml-cpp takes the end of the
/// file for the quote if a line end stands before it, and a file that was cut off must not pass.
bool isUnclosedQuote(std::string_view text, std::size_t offset);

/// yaml-cpp's message in words that say what to do.
YamlFault explainSyntax(std::string_view message, std::size_t offset);

} // namespace wharfgate::config
