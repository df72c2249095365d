// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wharfgate::tls {

/// RFC 4648 5 without padding.
std::string base64Url(std::string_view bytes);
/// RFC 4648 4 with padding, strict both ways: as Go's base64.StdEncoding (which skips CR and LF).
std::string base64(std::string_view bytes);
std::optional<std::string> fromBase64(std::string_view text);
std::optional<std::string> fromBase64Url(std::string_view text);

/// Cryptographically strong random bytes.
std::string randomBytes(std::size_t count);
/// 64 strongly random bits for names that must not repeat. Drawn in advance, many at a time: not
/// for keys.
std::uint64_t randomNumber();
/// Lower-case hexadecimal digits of `bytes` random bytes, for names likewise.
std::string randomHex(std::size_t bytes);
/// SHA-256, 32 bytes.
std::string sha256(std::string_view bytes);
/// Compares in time that depends on the lengths only.
bool constantTimeEquals(std::string_view a, std::string_view b);

} // namespace wharfgate::tls
