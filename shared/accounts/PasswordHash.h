// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"

#include <cstdint>
#include <string>
#include <string_view>

/// Password hashes in crypt(5) form. All functions are pure and may run on any thread; verify() and
/// hash() take milliseconds to seconds of CPU by design, so they never run on a network thread.
namespace wharfgate::accounts {

enum class HashScheme
{
    Bcrypt,
    Yescrypt,
    Sha512,
    Sha256,
    Unknown
};

/// The costs that verifyPassword() accepts. A hash beyond them counts as malformed, so that no user
/// record can stall the daemon: at most a few seconds of one thread, at most this much memory.
inline constexpr int kMinBcryptCost = 4;
inline constexpr int kMaxBcryptCost = 16;                                // about 3.5 s
inline constexpr int kMaxShaRounds = 1'000'000;                          // about 0.3 s
inline constexpr std::uint64_t kMaxYescryptBytes = 256ULL * 1024 * 1024; // 128 N r

/// What a stored hash says about itself.
struct HashInfo
{
    HashScheme scheme = HashScheme::Unknown;
    int cost = 0;        // bcrypt: the exponent; sha: rounds; yescrypt: log2 N; as far as readable
    bool locked = false; // a leading '!'
    /// Some password can match it, were it not locked. False for other schemes (md5, DES, plain
    /// text, nothing behind the '!') and for costs beyond the limits above.
    bool wellFormed = false;
};

HashInfo inspectHash(std::string_view stored);

/// True if `password` is the one that `stored` was made of. bcrypt as docker_auth: 2a, 2b, 2x and
/// 2y are one scheme, only the first 72 bytes count, an empty password is a password. A locked or
/// malformed hash, and a password holding NUL, never match. Takes the same time whether it matches.
bool verifyPassword(std::string_view stored, std::string_view password);

/// Spends the time that verifyPassword() would with `stored`, for accounts that do not exist.
void wasteVerification(std::string_view stored, std::string_view password);

inline constexpr int kDefaultBcryptCost = 10;
/// A new bcrypt ($2y$) hash with a random salt. `cost` 4 to 16, the limit above. Passwords over 72
/// bytes or holding NUL are refused, for bcrypt would cut them.
Result<std::string> hashPassword(std::string_view password, int cost = kDefaultBcryptCost);

/// A random password of `length` characters without look-alikes (at least 100 bits for 20).
std::string generatePassword(int length = 20);

} // namespace wharfgate::accounts
