// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/token/ErrorResponse.h"

#include "shared/base/Json.h"

namespace wharfgate::token {

namespace {

/// The distribution specification's code that clients know for a status.
std::string_view codeFor(int status)
{
    switch (status) {
    case 401:
        return "UNAUTHORIZED";
    case 403:
        return "DENIED";
    case 429:
        return "TOOMANYREQUESTS";
    case 503:
        return "UNAVAILABLE";
    default:
        // "a missing implementation or invalid set of parameters" in the specification's words
        return status < 500 ? "UNSUPPORTED" : "UNKNOWN";
    }
}

} // namespace

http::Response errorResponse(int status, std::string_view message)
{
    http::Response response;
    response.status = status;
    response.headers = {{"Content-Type", "application/json"},
                        {"Cache-Control", "no-store"},
                        {"X-Content-Type-Options", "nosniff"}};
    std::string &body = response.body;
    body = "{\"errors\":[{\"code\":";
    json::appendString(body, codeFor(status));
    body += ",\"message\":";
    json::appendString(body, message);
    body += "}]";
    if (status == 400 || status == 401) {
        body += ",\"error\":";
        json::appendString(body, status == 400 ? "invalid_request" : "invalid_grant");
        body += ",\"error_description\":";
        json::appendString(body, message);
    }
    body += "}\n";
    return response;
}

} // namespace wharfgate::token
