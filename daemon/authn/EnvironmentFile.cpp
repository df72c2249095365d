// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authn/EnvironmentFile.h"

#include "shared/base/Text.h"
#include "shared/config/ConfigurationFile.h"
#include "shared/config/VariableName.h"

namespace wharfgate::authn {

namespace {

tl::unexpected<Error> lineFailure(int line, const std::string &what)
{
    return failure(ErrorCode::InvalidConfig, "line " + std::to_string(line) + ": " + what);
}

std::string_view unquoted(std::string_view value)
{
    const bool isQuoted = value.size() >= 2 && value.front() == value.back() &&
                          (value.front() == '"' || value.front() == '\'');
    return isQuoted ? value.substr(1, value.size() - 2) : value;
}

} // namespace

Result<std::map<std::string, std::string>> parseEnvironmentFile(std::string_view text)
{
    std::map<std::string, std::string> variables;
    for (int number = 1; !text.empty(); ++number) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text::trimmed(text.substr(0, end), " \t\r");
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.empty() || line.front() == '#' || line.front() == ';')
            continue;
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos)
            return lineFailure(number, "there is no \"=\"; write NAME=value");
        const std::string_view name = text::trimmed(line.substr(0, equals));
        if (!config::isVariableName(name)) // not shown: it may be half of a secret
            return lineFailure(number, "what stands before \"=\" is no name of a variable");
        if (name.starts_with(config::kReservedVariablePrefix))
            return lineFailure(number,
                               "variables that begin with WHARFGATE_ are set by the server");
        const std::string_view value = unquoted(text::trimmed(line.substr(equals + 1)));
        if (value.find('\0') != std::string_view::npos)
            return lineFailure(number, "the value holds a NUL character");
        variables.insert_or_assign(std::string(name), std::string(value));
    }
    return variables;
}

Result<config::ExternalProgram> withEnvironmentFile(config::ExternalProgram program)
{
    if (program.environmentFile.empty())
        return program;
    const auto named = [&program](const Error &error) {
        return failure(error.code,
                       "the environment file " + program.environmentFile + ": " + error.detail);
    };
    const auto text = config::readFileText(program.environmentFile);
    if (!text)
        return named(text.error());
    auto variables = parseEnvironmentFile(*text);
    if (!variables)
        return named(variables.error());
    program.environment.merge(*variables); // what is there already stays
    return program;
}

} // namespace wharfgate::authn
