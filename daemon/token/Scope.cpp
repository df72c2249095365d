// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/token/Scope.h"

#include "shared/base/Text.h"

#include <algorithm>

namespace wharfgate::token {

namespace {

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> out;
    for (;;) {
        const std::size_t at = text.find(separator);
        out.push_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return out;
        text.remove_prefix(at + 1);
    }
}

bool isTypeWord(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    });
}

/// The type without its class: "repository(plugin)" is "repository". Empty if malformed.
std::string_view typeOf(std::string_view text)
{
    const std::size_t open = text.find('(');
    const std::string_view type = text.substr(0, open);
    if (!isTypeWord(type))
        return {};
    if (open == std::string_view::npos)
        return type;
    const std::string_view rest = text.substr(open + 1);
    if (!rest.ends_with(')') || !isTypeWord(rest.substr(0, rest.size() - 1)))
        return {};
    return type;
}

} // namespace

tl::expected<Scope, std::string> parseScope(std::string_view text)
{
    const auto shown = [text] { return '"' + text::escaped(text, 256) + '"'; };
    const std::vector<std::string_view> parts = split(text, ':');
    const std::string_view type = typeOf(parts[0]);
    if (type.empty())
        return tl::unexpected(
            "malformed scope request: " + shown() +
            " does not start with a resource type of lower-case letters and digits");
    if (parts.size() != 3 && parts.size() != 4)
        return tl::unexpected("invalid scope: " + shown() + " is not type:name:actions");
    Scope scope;
    scope.type = type;
    scope.name = parts[1];
    if (parts.size() == 4)
        scope.name.append(":").append(parts[2]);
    for (const std::string_view action : split(parts.back(), ','))
        scope.actions.emplace_back(action);
    std::sort(scope.actions.begin(), scope.actions.end());
    return scope;
}

} // namespace wharfgate::token
