// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/accounts/PasswordHash.h"

#include "shared/accounts/HashFormat.h"

#include <algorithm>
#include <array>
#include <crypt.h>
#include <cstring>
#include <memory>
#include <sys/random.h>

namespace wharfgate::accounts {

namespace {

constexpr std::size_t kBcryptPasswordLimit = 72;

/// The buffers of one crypt(3) call, wiped afterwards: they hold the password and what is made of
/// it.
class CryptCall
{
public:
    CryptCall()
        : m_data(std::make_unique<crypt_data>())
    {}
    ~CryptCall()
    {
        explicit_bzero(m_phrase.data(), m_phrase.size());
        explicit_bzero(m_data.get(), sizeof *m_data);
    }
    CryptCall(const CryptCall &) = delete;
    CryptCall &operator=(const CryptCall &) = delete;

    /// The whole hash, or empty if libxcrypt refused. Valid as long as this object.
    std::string_view run(const std::string &setting, std::string_view password)
    {
        const std::size_t length = std::min(password.size(), m_phrase.size() - 1);
        std::copy_n(password.begin(), length, m_phrase.begin());
        m_phrase[length] = '\0';
        const char *hash = crypt_rn(m_phrase.data(), setting.c_str(), m_data.get(), sizeof *m_data);
        return hash == nullptr ? std::string_view() : std::string_view(hash);
    }

private:
    std::unique_ptr<crypt_data> m_data;
    std::array<char, CRYPT_MAX_PASSPHRASE_SIZE> m_phrase{};
};

/// Without a branch on the bytes compared: the time says nothing of where they differ.
bool equalInConstantTime(std::string_view a, std::string_view b)
{
    if (a.size() != b.size())
        return false;
    volatile unsigned char difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const auto x = static_cast<unsigned char>(a[i]);
        const auto y = static_cast<unsigned char>(b[i]);
        difference = static_cast<unsigned char>(difference | (x ^ y));
    }
    return difference == 0;
}

/// Does the whole work even for passwords that cannot match, so that they take as long as others.
bool computeAndCompare(const HashFormat &format, std::string_view password)
{
    bool acceptable = password.find('\0') == std::string_view::npos;
    std::string_view used = password;
    if (format.info.scheme == HashScheme::Bcrypt)
        used = used.substr(0, kBcryptPasswordLimit);
    else
        acceptable = acceptable && password.size() < CRYPT_MAX_PASSPHRASE_SIZE;

    CryptCall call;
    const std::string_view hash = call.run(format.setting, used);
    if (hash.size() < format.digest.size() || hash.starts_with('*'))
        return false;
    const bool equal =
        equalInConstantTime(hash.substr(hash.size() - format.digest.size()), format.digest);
    return equal && acceptable;
}

} // namespace

HashInfo inspectHash(std::string_view stored)
{
    return parseHash(stored).info;
}

bool verifyPassword(std::string_view stored, std::string_view password)
{
    const HashFormat format = parseHash(stored);
    if (!format.info.wellFormed)
        return false;
    return computeAndCompare(format, password) && !format.info.locked;
}

void wasteVerification(std::string_view stored, std::string_view password)
{
    const HashFormat format = parseHash(stored);
    if (format.info.wellFormed)
        static_cast<void>(computeAndCompare(format, password));
}

Result<std::string> hashPassword(std::string_view password, int cost)
{
    if (cost < kMinBcryptCost || cost > kMaxBcryptCost) {
        return failure(ErrorCode::InvalidInput, "the bcrypt cost must be from " +
                                                    std::to_string(kMinBcryptCost) + " to " +
                                                    std::to_string(kMaxBcryptCost));
    }
    if (password.size() > kBcryptPasswordLimit)
        return failure(ErrorCode::InvalidInput,
                       "the password is longer than 72 bytes; bcrypt would ignore the rest");
    if (password.find('\0') != std::string_view::npos)
        return failure(ErrorCode::InvalidInput, "the password holds a NUL byte");

    std::array<char, CRYPT_GENSALT_OUTPUT_SIZE> setting{};
    // Without random bytes of ours libxcrypt takes them from the operating system.
    if (crypt_gensalt_rn("$2y$", static_cast<unsigned long>(cost), nullptr, 0, setting.data(),
                         static_cast<int>(setting.size())) == nullptr) {
        return failure(ErrorCode::Crypto, "no random salt could be made");
    }
    CryptCall call;
    const std::string hash(call.run(setting.data(), password));
    if (!inspectHash(hash).wellFormed)
        return failure(ErrorCode::Crypto, "libxcrypt could not make a bcrypt hash");
    return hash;
}

std::string generatePassword(int length)
{
    // Without 0 O o, 1 I l i: 55 characters, 5.78 bits each.
    constexpr std::string_view kAlphabet =
        "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz";
    // Bytes from here on are drawn again: the remainder would favour the first characters.
    constexpr std::size_t kFairBytes = 256 / kAlphabet.size() * kAlphabet.size();

    std::string password;
    while (password.size() < static_cast<std::size_t>(std::max(length, 0))) {
        unsigned char byte = 0;
        if (getrandom(&byte, 1, 0) == 1 && byte < kFairBytes)
            password += kAlphabet[byte % kAlphabet.size()];
    }
    return password;
}

} // namespace wharfgate::accounts
