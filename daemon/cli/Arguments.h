// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wharfgate::cli {

/// One option of a command.
struct OptionSpec
{
    enum class Kind
    {
        Flag,
        Value,
        RepeatedValue
    };
    std::string_view name; // without dashes
    Kind kind = Kind::Flag;
};

/// A command's words, sorted into options and operands. "--name value", "--name=value" and "--".
class Arguments
{
public:
    /// An unknown option, a missing or unexpected value, and a repeated single option are errors
    /// that name it and the nearest known one.
    static Result<Arguments> parse(const std::vector<std::string> &words,
                                   const std::vector<OptionSpec> &specs);

    bool has(std::string_view name) const;
    /// The value, or nothing.
    std::optional<std::string> value(std::string_view name) const;
    std::vector<std::string> values(std::string_view name) const;
    const std::vector<std::string> &operands() const { return m_operands; }

private:
    std::map<std::string, std::vector<std::string>, std::less<>> m_options;
    std::vector<std::string> m_operands;
};

} // namespace wharfgate::cli
