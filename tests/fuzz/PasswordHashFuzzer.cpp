// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/accounts/HashFormat.h"

#include <cstdint>
#include <cstdlib>

/// A stored hash, as it may stand in a configuration file. What passes as well-formed keeps within
/// the documented costs, and the cheap ones are verified: libxcrypt must take them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace wharfgate::accounts;
    const std::string_view stored(reinterpret_cast<const char *>(data), size);
    const HashFormat format = parseHash(stored);
    if (!format.info.wellFormed) {
        if (verifyPassword(stored, "x") || !format.setting.empty())
            std::abort();
        return 0;
    }
    const bool isBcrypt = format.info.scheme == HashScheme::Bcrypt;
    const bool isSha =
        format.info.scheme == HashScheme::Sha256 || format.info.scheme == HashScheme::Sha512;
    if ((isBcrypt && format.info.cost > kMaxBcryptCost) ||
        (isSha && format.info.cost > kMaxShaRounds) || format.digest.empty()) {
        std::abort();
    }
    const bool cheap = (isBcrypt && format.info.cost <= 5) || (isSha && format.info.cost <= 5000);
    if (cheap && format.info.locked && verifyPassword(stored, "x"))
        std::abort();
    if (cheap)
        wasteVerification(stored, stored.substr(0, size / 2));
    return 0;
}
