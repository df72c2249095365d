// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/Encoding.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace wharfgate::tls {

namespace {

constexpr std::string_view kStandardAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrlAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::uint8_t kNoDigit = 0xFF;
using DigitTable = std::array<std::uint8_t, 256>;

constexpr DigitTable digitsOf(std::string_view alphabet)
{
    DigitTable table{};
    for (auto &digit : table)
        digit = kNoDigit;
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        table[static_cast<std::uint8_t>(alphabet[i])] = static_cast<std::uint8_t>(i);
    return table;
}

constexpr DigitTable kStandardDigits = digitsOf(kStandardAlphabet);
constexpr DigitTable kUrlDigits = digitsOf(kUrlAlphabet);

std::string encode(std::string_view bytes, std::string_view alphabet, bool padded)
{
    std::string out((bytes.size() + 2) / 3 * 4, '=');
    char *digits = out.data();
    const auto byteAt = [bytes](std::size_t i) -> std::uint32_t {
        return i < bytes.size() ? static_cast<std::uint8_t>(bytes[i]) : 0U;
    };
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::uint32_t group = byteAt(i) << 16 | byteAt(i + 1) << 8 | byteAt(i + 2);
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i) + 1;
        for (std::size_t k = 0; k < count; ++k)
            *digits++ = alphabet[(group >> (18 - 6 * k)) & 0x3F];
    }
    if (!padded)
        out.resize(static_cast<std::size_t>(digits - out.data()));
    return out;
}

/// Turns six-bit digits into bytes.
class Decoder
{
public:
    explicit Decoder(const DigitTable &digits)
        : m_digits(digits)
    {}

    bool add(char c)
    {
        const std::uint8_t digit = m_digits[static_cast<std::uint8_t>(c)];
        if (digit == kNoDigit)
            return false;
        m_group = (m_group << 6) | digit;
        m_bits += 6;
        if (m_bits >= 8) {
            m_bits -= 8;
            out += static_cast<char>((m_group >> m_bits) & 0xFF);
        }
        ++digitCount;
        return true;
    }

    /// The bits after the last whole byte.
    std::uint32_t rest() const { return m_group & ((1U << m_bits) - 1U); }

    std::string out;
    std::size_t digitCount = 0;

private:
    const DigitTable &m_digits;
    std::uint32_t m_group = 0;
    unsigned m_bits = 0;
};

} // namespace

std::string base64Url(std::string_view bytes)
{
    return encode(bytes, kUrlAlphabet, false);
}

std::string base64(std::string_view bytes)
{
    return encode(bytes, kStandardAlphabet, true);
}

std::optional<std::string> fromBase64(std::string_view text)
{
    Decoder decoder(kStandardDigits);
    std::size_t padding = 0;
    for (const char c : text) {
        if (c == '\r' || c == '\n')
            continue;
        if (c == '=')
            ++padding;
        else if (padding > 0 || !decoder.add(c))
            return std::nullopt;
    }
    // Unused low bits of the last digit may be anything, as in Go's decoder without Strict().
    const std::size_t last = decoder.digitCount % 4;
    const std::size_t wanted = last == 0 ? 0 : 4 - last;
    if (last == 1 || padding != wanted)
        return std::nullopt;
    return std::move(decoder.out);
}

std::optional<std::string> fromBase64Url(std::string_view text)
{
    Decoder decoder(kUrlDigits);
    for (const char c : text) {
        if (!decoder.add(c))
            return std::nullopt;
    }
    // One text for each value: a token that could be respelt would have two identities.
    if (decoder.digitCount % 4 == 1 || decoder.rest() != 0)
        return std::nullopt;
    return std::move(decoder.out);
}

std::string randomBytes(std::size_t count)
{
    constexpr std::size_t kStep = 1 << 20; // RAND_bytes counts in int
    std::string bytes(count, '\0');
    for (std::size_t done = 0; done < count;) {
        const std::size_t step = std::min(kStep, count - done);
        // Without randomness nothing here is safe; OpenSSL fails only if the system is broken.
        if (RAND_bytes(reinterpret_cast<unsigned char *>(bytes.data() + done),
                       static_cast<int>(step)) != 1)
            std::abort();
        done += step;
    }
    return bytes;
}

std::uint64_t randomNumber()
{
    constexpr std::size_t kDrawn = 64;
    thread_local std::array<std::uint64_t, kDrawn> numbers;
    thread_local std::size_t left = 0;
    if (left == 0) {
        const std::string bytes = randomBytes(sizeof numbers);
        std::memcpy(numbers.data(), bytes.data(), sizeof numbers);
        left = kDrawn;
    }
    return numbers[--left];
}

std::string randomHex(std::size_t bytes)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    out.reserve(2 * bytes);
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 2 * bytes; ++i) {
        if (i % 16 == 0)
            number = randomNumber();
        out += kDigits[number & 0x0F];
        number >>= 4;
    }
    return out;
}

std::string sha256(std::string_view bytes)
{
    std::string digest(32, '\0');
    if (EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char *>(digest.data()),
                   nullptr, EVP_sha256(), nullptr) != 1)
        std::abort(); // only without memory or without a SHA-256 provider
    return digest;
}

bool constantTimeEquals(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace wharfgate::tls
