// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/Arguments.h"

#include "shared/base/Text.h"

#include <algorithm>

namespace wharfgate::cli {

namespace {

tl::unexpected<Error> unknownOption(std::string_view name, const std::vector<OptionSpec> &specs)
{
    std::vector<std::string_view> names;
    for (const OptionSpec &spec : specs)
        names.push_back(spec.name);
    std::string message = "unknown option --" + text::escaped(name, 64);
    if (const std::string_view near = text::nearest(name, names); !near.empty())
        message.append("; did you mean --").append(near).append("?");
    return failure(ErrorCode::InvalidInput, message);
}

} // namespace

Result<Arguments> Arguments::parse(const std::vector<std::string> &words,
                                   const std::vector<OptionSpec> &specs)
{
    Arguments out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i];
        if (word == "--") {
            out.m_operands.insert(out.m_operands.end(),
                                  words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
            break;
        }
        if (!word.starts_with("-") || word == "-") {
            out.m_operands.emplace_back(word);
            continue;
        }
        const std::string_view body = word.substr(word.starts_with("--") ? 2 : 1);
        const std::size_t equals = body.find('=');
        const std::string_view name = body.substr(0, equals);
        const auto spec = std::find_if(specs.begin(), specs.end(),
                                       [&](const OptionSpec &s) { return s.name == name; });
        if (spec == specs.end())
            return unknownOption(name, specs);
        const std::string shown = "--" + std::string(name);
        std::vector<std::string> &values = out.m_options[std::string(name)];
        if (spec->kind == OptionSpec::Kind::Flag) {
            if (equals != std::string_view::npos)
                return failure(ErrorCode::InvalidInput, shown + " takes no value");
            values.emplace_back();
            continue;
        }
        if (spec->kind == OptionSpec::Kind::Value && !values.empty())
            return failure(ErrorCode::InvalidInput, shown + " is given twice");
        if (equals != std::string_view::npos)
            values.emplace_back(body.substr(equals + 1));
        else if (i + 1 < words.size())
            values.push_back(words[++i]);
        else
            return failure(ErrorCode::InvalidInput, shown + " needs a value");
    }
    return out;
}

bool Arguments::has(std::string_view name) const
{
    return m_options.find(name) != m_options.end();
}

std::optional<std::string> Arguments::value(std::string_view name) const
{
    const auto found = m_options.find(name);
    return found == m_options.end() ? std::nullopt
                                    : std::optional<std::string>(found->second.front());
}

std::vector<std::string> Arguments::values(std::string_view name) const
{
    const auto found = m_options.find(name);
    return found == m_options.end() ? std::vector<std::string>() : found->second;
}

} // namespace wharfgate::cli
