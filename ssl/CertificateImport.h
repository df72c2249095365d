// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"
#include "ssl/Certificate.h"
#include "ssl/PrivateKey.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wharfgate::tls {

/// What files from elsewhere hold: PEM, DER or PKCS#12 by content, several in any order.
struct ImportedItems
{
    /// What a password was needed for.
    enum class Lock
    {
        None,          ///< nothing was encrypted
        Opened,        ///< the password opened all that was
        NeedsPassword, ///< something is encrypted, and no password was given
        WrongPassword  ///< something is encrypted with another one
    };
    std::vector<Certificate> certificates; // each once, as found
    std::vector<PrivateKey> keys;          // each once
    std::vector<std::string> problems;     // what was found and cannot be used, one sentence each
    Lock lock = Lock::None;
};

/// At most this many bytes together.
constexpr std::size_t kMaximumImportBytes = 1 << 20;

/// Reads all of `files`. Fails only if there is nothing to be found at all or too much of it; what
/// cannot be used stands in `problems`.
Result<ImportedItems> importItems(const std::vector<std::string> &files,
                                  const std::optional<std::string> &password);

/// `leaf`, then from `pool` the issuer of each, without a root at the end: the order in which a
/// server sends them.
CertificateChain orderedChain(const Certificate &leaf, const std::vector<Certificate> &pool);

} // namespace wharfgate::tls
