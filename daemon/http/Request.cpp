// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/Request.h"

#include <strings.h>

namespace wharfgate::http {

namespace {

bool equalNames(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && ::strncasecmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace

const std::string *Request::header(std::string_view name) const
{
    for (const auto &[key, value] : headers) {
        if (equalNames(key, name))
            return &value;
    }
    return nullptr;
}

std::string Request::joinedHeader(std::string_view name) const
{
    std::string joined;
    bool first = true;
    for (const auto &[key, value] : headers) {
        if (!equalNames(key, name))
            continue;
        if (!first)
            joined += ", ";
        joined += value;
        first = false;
    }
    return joined;
}

} // namespace wharfgate::http
