// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace wharfgate::http {

/// Why bytes are no valid request: the status to answer with, and a readable reason.
struct ParseError
{
    int status = 400;
    std::string reason;
};

} // namespace wharfgate::http
