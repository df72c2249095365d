// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"

#include <string>
#include <string_view>

namespace wharfgate::tls {

/// "WHAT: REASON." with a code that fits the error number of a system call on `file`.
tl::unexpected<Error> fileFailure(const std::string &what, const std::string &file, int number);

/// The folder that `file` is in.
std::string folderOf(const std::string &file);

} // namespace wharfgate::tls
