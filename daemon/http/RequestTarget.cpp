// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/RequestTarget.h"

#include "shared/base/Text.h"

#include <algorithm>
#include <optional>
#include <strings.h>

namespace wharfgate::http {

namespace {

/// The part behind "http://" or "https://", if `target` begins so.
std::optional<std::string_view> withoutScheme(std::string_view target)
{
    for (const std::string_view scheme :
         {std::string_view("http://"), std::string_view("https://")}) {
        if (target.size() >= scheme.size() &&
            ::strncasecmp(target.data(), scheme.data(), scheme.size()) == 0)
            return target.substr(scheme.size());
    }
    return std::nullopt;
}

tl::unexpected<ParseError> refused(std::string reason)
{
    return tl::unexpected<ParseError>(ParseError{400, std::move(reason)});
}

} // namespace

tl::expected<RequestTarget, ParseError> RequestTarget::parse(std::string_view method,
                                                             std::string_view target)
{
    if (target == "*") {
        // RFC 9112 3.2.4: asterisk-form is for OPTIONS alone.
        if (method != "OPTIONS")
            return refused("the request target * is for OPTIONS only");
        return RequestTarget{"*", {}};
    }
    if (const auto rest = withoutScheme(target)) {
        const std::size_t end = std::min(rest->find_first_of("/?"), rest->size());
        const std::string_view authority = rest->substr(0, end);
        if (authority.empty() || !isValidHost(authority))
            return refused("malformed host in the request target");
        target = rest->substr(end);
    } else if (target.empty() || target.front() != '/') {
        return refused("unsupported form of request target");
    }
    const std::size_t mark = std::min(target.find('?'), target.size());
    auto path = text::percentDecoded(target.substr(0, mark));
    if (!path)
        return refused("invalid percent escape in the path");
    if (path->empty()) // RFC 9110 4.2.3: an empty path of http URIs is "/"
        path->push_back('/');
    const std::string_view query =
        mark < target.size() ? target.substr(mark + 1) : std::string_view();
    return RequestTarget{std::move(*path), std::string(query)};
}

bool isValidHost(std::string_view host)
{
    constexpr std::string_view kOther = "!$%&'()*+,-.:;=[]_~";
    return std::all_of(host.begin(), host.end(), [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               kOther.find(c) != std::string_view::npos;
    });
}

} // namespace wharfgate::http
