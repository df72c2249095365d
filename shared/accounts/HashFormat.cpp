// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/accounts/HashFormat.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace wharfgate::accounts {

namespace {

constexpr std::string_view kCryptAlphabet =
    "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

constexpr std::size_t kBcryptSaltLength = 22;
constexpr std::size_t kBcryptDigestLength = 31;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isCryptText(std::string_view text)
{
    return text.find_first_not_of(kCryptAlphabet) == std::string_view::npos;
}

std::optional<int> parseNumber(std::string_view digits)
{
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || !isDigit(digits.front()) || error != std::errc() ||
        end != digits.data() + digits.size()) {
        return std::nullopt;
    }
    return value;
}

/// `$2<letter>$NN$` or `$2$NN$`, 22 characters of salt, 31 of digest. The letter says which program
/// wrote the hash, not which algorithm: docker_auth's bcrypt ignores it. libxcrypt does not (its 2a
/// and 2x work around faults of old programs), so it is always asked for 2y, the algorithm without
/// them. What follows the digest is ignored, as docker_auth does (a line break from a YAML block).
HashFormat parseBcrypt(std::string_view text)
{
    HashFormat format;
    format.info.scheme = HashScheme::Bcrypt;
    text.remove_prefix(2);
    if (!text.empty() && text.front() != '$')
        text.remove_prefix(1);
    if (text.size() < 4 || text[0] != '$' || !isDigit(text[1]) || !isDigit(text[2]) ||
        text[3] != '$') {
        return format;
    }
    const std::string_view costDigits = text.substr(1, 2);
    format.info.cost = parseNumber(costDigits).value_or(0);
    text.remove_prefix(4);
    if (format.info.cost < kMinBcryptCost || format.info.cost > kMaxBcryptCost ||
        text.size() < kBcryptSaltLength + kBcryptDigestLength) {
        return format;
    }
    const std::string_view salt = text.substr(0, kBcryptSaltLength);
    const std::string_view digest = text.substr(kBcryptSaltLength, kBcryptDigestLength);
    if (!isCryptText(salt) || !isCryptText(digest))
        return format;
    format.info.wellFormed = true;
    format.setting.append("$2y$").append(costDigits).append("$").append(salt);
    format.digest = digest;
    return format;
}

/// `$5$` or `$6$`, optionally `rounds=N$`, a salt of 1 to 16 characters, `$`, the digest.
HashFormat parseSha(std::string_view text, HashScheme scheme)
{
    constexpr std::string_view kRounds = "rounds=";
    constexpr int kDefaultRounds = 5000;
    constexpr int kMinRounds = 1000;
    constexpr std::size_t kMaxSaltLength = 16;
    const std::size_t digestLength = scheme == HashScheme::Sha512 ? 86 : 43;

    HashFormat format;
    format.info.scheme = scheme;
    format.info.cost = kDefaultRounds;
    std::string_view rest = text.substr(3);
    if (rest.starts_with(kRounds)) {
        const std::size_t end = rest.find('$');
        if (end == std::string_view::npos)
            return format;
        const std::string_view digits = rest.substr(kRounds.size(), end - kRounds.size());
        format.info.cost = parseNumber(digits).value_or(0);
        if (digits.starts_with('0') || format.info.cost < kMinRounds ||
            format.info.cost > kMaxShaRounds) {
            return format;
        }
        rest.remove_prefix(end + 1);
    }
    const std::size_t saltLength = rest.find('$');
    if (saltLength == std::string_view::npos || saltLength == 0 || saltLength > kMaxSaltLength)
        return format;
    const std::string_view digest = rest.substr(saltLength + 1);
    if (digest.size() != digestLength || !isCryptText(digest) ||
        !isCryptText(rest.substr(0, saltLength))) {
        return format;
    }
    format.info.wellFormed = true;
    format.setting = text.substr(0, text.size() - digestLength);
    format.digest = digest;
    return format;
}

/// `$y$j` + log2(N) + r + `$` + salt + `$` + 43 characters: what libxcrypt and mkpasswd(1) write.
/// Other flavours and the parallelism, time and ROM parameters of yescrypt are in no password file.
HashFormat parseYescrypt(std::string_view text)
{
    constexpr std::string_view kPrefix = "$y$j";
    constexpr std::size_t kDigestLength = 43;
    constexpr std::size_t kMaxSaltLength = 86;
    // Numbers from 48 on take two characters in this notation; none within the limit does.
    constexpr std::size_t kLargestDigit = 47;

    HashFormat format;
    format.info.scheme = HashScheme::Yescrypt;
    if (!text.starts_with(kPrefix) || text.size() < kPrefix.size() + 3 || text[6] != '$')
        return format;
    const std::size_t logN = kCryptAlphabet.find(text[4]);
    const std::size_t r = kCryptAlphabet.find(text[5]);
    if (logN > kLargestDigit || r > kLargestDigit)
        return format;
    format.info.cost = static_cast<int>(logN) + 1;
    const std::uint64_t memory = (std::uint64_t{128} << (logN + 1)) * (r + 1);
    if (memory > kMaxYescryptBytes)
        return format;
    const std::string_view rest = text.substr(kPrefix.size() + 3);
    const std::size_t saltLength = rest.find('$');
    if (saltLength == std::string_view::npos || saltLength == 0 || saltLength > kMaxSaltLength)
        return format;
    const std::string_view digest = rest.substr(saltLength + 1);
    if (digest.size() != kDigestLength || !isCryptText(digest) ||
        !isCryptText(rest.substr(0, saltLength))) {
        return format;
    }
    format.info.wellFormed = true;
    format.setting = text.substr(0, text.size() - kDigestLength);
    format.digest = digest;
    return format;
}

HashFormat parseUnlocked(std::string_view text)
{
    if (text.starts_with("$2"))
        return parseBcrypt(text);
    if (text.starts_with("$5$"))
        return parseSha(text, HashScheme::Sha256);
    if (text.starts_with("$6$"))
        return parseSha(text, HashScheme::Sha512);
    if (text.starts_with("$y$"))
        return parseYescrypt(text);
    return {};
}

} // namespace

HashFormat parseHash(std::string_view stored)
{
    const std::size_t begin = std::min(stored.find_first_not_of('!'), stored.size());
    HashFormat format = parseUnlocked(stored.substr(begin));
    format.info.locked = begin > 0;
    return format;
}

} // namespace wharfgate::accounts
