// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/accounts/PasswordHash.h"

#include <string>
#include <string_view>

namespace wharfgate::accounts {

/// A stored hash taken apart: what crypt(3) is asked, and what it must answer.
struct HashFormat
{
    HashInfo info;
    std::string setting; // scheme, cost and salt as libxcrypt wants them; empty unless well-formed
    std::string_view digest; // view into the stored text; empty unless well-formed
};

/// Accepts exactly what verifyPassword() can verify within the limits of PasswordHash.h.
HashFormat parseHash(std::string_view stored);

} // namespace wharfgate::accounts
