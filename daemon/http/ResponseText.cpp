// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/ResponseText.h"

#include <algorithm>
#include <array>

namespace wharfgate::http {

namespace {

void appendClean(std::string &out, std::string_view value)
{
    const std::size_t start = out.size();
    out += value;
    std::replace_if(
        out.begin() + static_cast<std::ptrdiff_t>(start), out.end(),
        [](char c) {
            const auto byte = static_cast<unsigned char>(c);
            return (byte < 0x20 && c != '\t') || byte == 0x7f;
        },
        ' ');
}

/// RFC 9110 8.6: no Content-Length with 1xx and 204; 304 has no body either.
bool isBodiless(int status)
{
    return status < 200 || status == 204 || status == 304;
}

} // namespace

std::string_view reasonPhrase(int status)
{
    struct Entry
    {
        int status;
        std::string_view phrase;
    };
    static constexpr std::array<Entry, 26> kPhrases = {{
        {100, "Continue"},
        {200, "OK"},
        {201, "Created"},
        {204, "No Content"},
        {301, "Moved Permanently"},
        {302, "Found"},
        {303, "See Other"},
        {304, "Not Modified"},
        {307, "Temporary Redirect"},
        {308, "Permanent Redirect"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {408, "Request Timeout"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {415, "Unsupported Media Type"},
        {417, "Expectation Failed"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {503, "Service Unavailable"},
        {505, "HTTP Version Not Supported"},
    }};
    for (const Entry &entry : kPhrases) {
        if (entry.status == status)
            return entry.phrase;
    }
    return {};
}

std::string responseText(const Response &response, const ResponseForm &form, std::string_view date)
{
    std::string out;
    out.reserve(256 + response.body.size());
    out += form.versionMinor == 0 ? "HTTP/1.0 " : "HTTP/1.1 ";
    out += std::to_string(response.status);
    out += ' ';
    out += reasonPhrase(response.status);
    out += "\r\n";
    for (const auto &[name, value] : response.headers) {
        appendClean(out, name);
        out += ": ";
        appendClean(out, value);
        out += "\r\n";
    }
    out += "Date: ";
    out += date;
    if (!isBodiless(response.status)) {
        out += "\r\nContent-Length: ";
        out += std::to_string(response.body.size());
    }
    if (form.close)
        out += "\r\nConnection: close";
    else if (form.versionMinor == 0)
        out += "\r\nConnection: keep-alive";
    out += "\r\n\r\n";
    if (!form.withoutBody && !isBodiless(response.status))
        out += response.body;
    return out;
}

std::string httpDate(std::time_t time)
{
    // strftime would follow the locale; the protocol does not.
    static constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed",
                                                              "Thu", "Fri", "Sat"};
    static constexpr std::array<std::string_view, 12> kMonths = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm utc{};
    ::gmtime_r(&time, &utc);
    const auto twoDigits = [](int value) {
        return std::string(value < 10 ? "0" : "") + std::to_string(value);
    };
    std::string out(kDays[static_cast<std::size_t>(utc.tm_wday)]);
    out += ", " + twoDigits(utc.tm_mday) + ' ';
    out += kMonths[static_cast<std::size_t>(utc.tm_mon)];
    out += ' ' + std::to_string(utc.tm_year + 1900) + ' ' + twoDigits(utc.tm_hour) + ':' +
           twoDigits(utc.tm_min) + ':' + twoDigits(utc.tm_sec) + " GMT";
    return out;
}

const std::string &DateCache::now()
{
    const std::time_t time = std::time(nullptr);
    if (time != m_time) {
        m_time = time;
        m_text = httpDate(time);
    }
    return m_text;
}

} // namespace wharfgate::http
