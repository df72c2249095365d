// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/YamlDocument.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What docker_auth's reader (Go's yaml.v2: YAML 1.1 with gaps) makes of one scalar. Pure
/// functions.
namespace wharfgate::config::scalar {

/// yes, no, on, off, true, false, y, n; lower case, capitalized or upper case.
std::optional<bool> boolean(std::string_view text);

struct Integer
{
    std::int64_t value = 0;
    bool isTruncated = false; // written with a fraction, which is dropped
};
/// Decimal, 0x, 0o, 0b, a leading zero for octal, _ between digits, and floats as far as whole.
std::optional<Integer> integer(std::string_view text);

/// Go's time.ParseDuration for the units ms, s, m and h ("1m30s", "500ms", "1.5h"), not negative.
std::optional<std::chrono::milliseconds> duration(std::string_view text);

/// A number of bytes: "1048576", "10k" and "10kB" (1000), "64Ki" and "64KiB" (1024), up to T.
std::optional<std::uint64_t> size(std::string_view text);

/// RFC 4648 4, with padding; line breaks are skipped as Go does.
std::optional<std::string> base64(std::string_view text);

} // namespace wharfgate::config::scalar
