// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/cli/Command.h"
#include "shared/base/Result.h"

#include <string>

namespace wharfgate::cli {

enum class PasswordUse
{
    New,      ///< a person types it twice
    Existing, ///< once
};

/// One line of standard input without its line end. When a person types, a prompt on standard error
/// and no echo.
Result<std::string> readPassword(const Streams &streams, PasswordUse use);

/// Overwrites a secret before its memory is given back.
void wipe(std::string &secret);

} // namespace wharfgate::cli
