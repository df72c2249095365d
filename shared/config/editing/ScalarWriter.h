// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/editing/NodeSpans.h"

#include <string>
#include <string_view>

namespace wharfgate::config::editing {

/// How a text would best be written; it is quoted otherwise if it could not be read back so.
enum class Quoting
{
    Plain,
    Single,
    Double,
    Json ///< always in double quotes, as JSON has it
};

/// The quoting of a value's form; double for those that have none.
Quoting quotingOf(Form form);

/// `text` as a YAML scalar that every reader of YAML 1.1 and 1.2 takes for this text, on one line,
/// inside brackets or not.
std::string scalarText(std::string_view text, Quoting quoting);

/// True if `text` can stand without quotes and is read as a text, not as a number, a null or the
/// like.
bool isSafePlain(std::string_view text);
/// The same for numbers and words as settings have them: "900", "true", "10s".
bool isSafeSetting(std::string_view text);

} // namespace wharfgate::config::editing
