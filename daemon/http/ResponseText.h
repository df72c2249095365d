// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/http/Response.h"

#include <ctime>
#include <string>
#include <string_view>

namespace wharfgate::http {

/// What the request decides about the form of its answer.
struct ResponseForm
{
    bool withoutBody = false; // HEAD
    int versionMinor = 1;
    bool close = false;
};

/// The answer as bytes, with Date, Content-Length and Connection. Control characters in header
/// values become spaces: no value can add a header line.
std::string responseText(const Response &response, const ResponseForm &form, std::string_view date);

/// "Not Found" for 404; empty if unknown.
std::string_view reasonPhrase(int status);

/// The time as RFC 9110 5.6.7 writes it.
std::string httpDate(std::time_t time);

/// httpDate() of now, made anew once a second. For one thread.
class DateCache
{
public:
    const std::string &now();

private:
    std::time_t m_time = 0;
    std::string m_text;
};

} // namespace wharfgate::http
