// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/ScalarRules.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

namespace wharfgate::config::scalar {

namespace {

/// Three spellings of one word, as yaml.v2 knows them: yes, Yes, YES.
bool isSpelled(std::string_view text, std::string_view lower)
{
    if (text.size() != lower.size() || text.empty())
        return false;
    const auto isUpperAt = [&](std::size_t i) { return text[i] == lower[i] - 'a' + 'A'; };
    if (text == lower)
        return true;
    if (!isUpperAt(0))
        return false;
    if (text.substr(1) == lower.substr(1))
        return true;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (!isUpperAt(i))
            return false;
    }
    return true;
}

struct Prefixed
{
    int base;
    std::string_view digits;
};

Prefixed splitBase(std::string_view digits)
{
    if (digits.size() > 2 && digits[0] == '0') {
        switch (digits[1]) {
        case 'x':
        case 'X':
            return {16, digits.substr(2)};
        case 'o':
        case 'O':
            return {8, digits.substr(2)};
        case 'b':
        case 'B':
            return {2, digits.substr(2)};
        default:
            break;
        }
    }
    if (digits.size() > 1 && digits[0] == '0')
        return {8, digits.substr(1)};
    return {10, digits};
}

std::optional<std::int64_t> wholeNumber(std::string_view text)
{
    const bool isNegative = text.starts_with('-');
    if (isNegative || text.starts_with('+'))
        text.remove_prefix(1);
    const Prefixed prefixed = splitBase(text);
    std::uint64_t magnitude = 0;
    const char *const end = prefixed.digits.data() + prefixed.digits.size();
    const auto [rest, error] =
        std::from_chars(prefixed.digits.data(), end, magnitude, prefixed.base);
    if (error != std::errc{} || rest != end)
        return std::nullopt;
    constexpr auto kMax = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (magnitude > kMax)
        return std::nullopt;
    const auto value = static_cast<std::int64_t>(magnitude);
    return isNegative ? -value : value;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Digits with at most one point, and an exponent: no "inf", "nan" or hexadecimal floats.
std::optional<double> fractional(std::string_view text)
{
    if (text.starts_with('+'))
        text.remove_prefix(1);
    const bool isPlain = std::all_of(text.begin(), text.end(), [](char c) {
        return isDigit(c) || c == '.' || c == 'e' || c == 'E' || c == '-' || c == '+';
    });
    double value = 0;
    const char *const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    if (!isPlain || error != std::errc{} || rest != end)
        return std::nullopt;
    return value;
}

/// A number with an optional fraction at the beginning of `text`, which it is removed from.
std::optional<double> takeNumber(std::string_view &text)
{
    std::size_t length = 0;
    while (length < text.size() && (isDigit(text[length]) || text[length] == '.'))
        ++length;
    double value = 0;
    const auto [rest, error] =
        std::from_chars(text.data(), text.data() + length, value, std::chars_format::fixed);
    if (length == 0 || error != std::errc{} || rest != text.data() + length)
        return std::nullopt;
    text.remove_prefix(length);
    return value;
}

int base64Digit(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (isDigit(c))
        return c - '0' + 52;
    if (c == '+')
        return 62;
    return c == '/' ? 63 : -1;
}

} // namespace

std::optional<bool> boolean(std::string_view text)
{
    for (const std::string_view word : {"y", "yes", "true", "on"}) {
        if (isSpelled(text, word))
            return true;
    }
    for (const std::string_view word : {"n", "no", "false", "off"}) {
        if (isSpelled(text, word))
            return false;
    }
    return std::nullopt;
}

std::optional<Integer> integer(std::string_view text)
{
    if (text.size() > 64)
        return std::nullopt; // no number that fits is longer
    std::string digits(text);
    std::erase(digits, '_');
    if (const auto whole = wholeNumber(digits))
        return Integer{*whole, false};
    const auto value = fractional(digits);
    constexpr double kLimit = 9.0e18; // below 2^63, so that the conversion is defined
    if (!value || std::abs(*value) > kLimit)
        return std::nullopt;
    const double whole = std::trunc(*value);
    return Integer{static_cast<std::int64_t>(whole), whole != *value};
}

std::optional<std::chrono::milliseconds> duration(std::string_view text)
{
    constexpr std::array<std::pair<std::string_view, double>, 4> kUnits{
        {{"ms", 1.0}, {"s", 1000.0}, {"m", 60'000.0}, {"h", 3'600'000.0}}};
    constexpr double kLimit = 1.0e15;
    if (text == "0")
        return std::chrono::milliseconds{0};
    if (text.empty())
        return std::nullopt;
    double total = 0;
    while (!text.empty()) {
        const auto number = takeNumber(text);
        const auto *const unit = std::find_if(kUnits.begin(), kUnits.end(), [&](const auto &known) {
            return text.starts_with(known.first);
        });
        if (!number || unit == kUnits.end())
            return std::nullopt;
        text.remove_prefix(unit->first.size());
        total += *number * unit->second;
        if (total > kLimit)
            return std::nullopt;
    }
    return std::chrono::milliseconds{static_cast<std::int64_t>(total)};
}

std::optional<std::uint64_t> size(std::string_view text)
{
    constexpr std::array<std::pair<std::string_view, double>, 18> kUnits{{
        {"", 1.0},
        {"B", 1.0},
        {"k", 1e3},
        {"K", 1e3},
        {"kB", 1e3},
        {"KB", 1e3},
        {"M", 1e6},
        {"MB", 1e6},
        {"G", 1e9},
        {"GB", 1e9},
        {"Ki", 1024.0},
        {"KiB", 1024.0},
        {"Mi", 1048576.0},
        {"MiB", 1048576.0},
        {"Gi", 1073741824.0},
        {"GiB", 1073741824.0},
        {"Ti", 1099511627776.0},
        {"TiB", 1099511627776.0},
    }};
    const auto number = takeNumber(text);
    if (!number)
        return std::nullopt;
    while (text.starts_with(' '))
        text.remove_prefix(1);
    const auto *const unit = std::find_if(kUnits.begin(), kUnits.end(),
                                          [&](const auto &known) { return known.first == text; });
    if (unit == kUnits.end())
        return std::nullopt;
    const double bytes = *number * unit->second;
    constexpr double kLimit = 1.0e18;
    if (bytes > kLimit)
        return std::nullopt;
    return static_cast<std::uint64_t>(bytes);
}

std::optional<std::string> base64(std::string_view text)
{
    std::string out;
    std::uint32_t bits = 0;
    std::size_t digits = 0;
    std::size_t padding = 0;
    for (const char c : text) {
        if (c == '\n' || c == '\r')
            continue;
        if (c == '=') {
            ++padding;
            continue;
        }
        const int digit = base64Digit(c);
        if (digit < 0 || padding > 0)
            return std::nullopt;
        bits = (bits << 6U) | static_cast<std::uint32_t>(digit);
        ++digits;
        if (digits % 4 != 1)
            out += static_cast<char>((bits >> (6U - 2U * ((digits - 1) % 4U))) & 0xFFU);
    }
    if ((digits + padding) % 4 != 0 || padding > 2 || digits % 4 == 1)
        return std::nullopt;
    return out;
}

} // namespace wharfgate::config::scalar
