// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"

#include <string>
#include <string_view>
#include <vector>

/// Comma-separated values (RFC 4180), as spreadsheets exchange them.
namespace wharfgate::gui {

struct DelimitedRow
{
    int line = 0; // where it begins in the text, from 1
    std::vector<std::string> fields;
};

/// Rows of a text; empty lines are passed over, line breaks may be LF or CRLF. The error names the
/// line: a quote that is never closed, or text right behind a closing one.
Result<std::vector<DelimitedRow>> readDelimited(std::string_view text);

/// One row with its line break (CRLF), quoted where needed. What a spreadsheet would take for a
/// formula (=, +, -, @, tab) is quoted with a leading apostrophe.
std::string writeDelimited(const std::vector<std::string> &fields);

} // namespace wharfgate::gui
