// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/token/MultipartForm.h"

#include <algorithm>

namespace wharfgate::token {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text)
{
    const auto isSpace = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

/// The next ';'-separated piece, minding quotes; `rest` moves behind it.
std::string_view nextParameter(std::string_view &rest)
{
    bool quoted = false;
    std::size_t i = 0;
    for (; i < rest.size(); ++i) {
        if (rest[i] == '"')
            quoted = !quoted;
        else if (rest[i] == '\\' && quoted)
            ++i;
        else if (rest[i] == ';' && !quoted)
            break;
    }
    i = std::min(i, rest.size());
    const std::string_view piece = rest.substr(0, i);
    rest.remove_prefix(std::min(i + 1, rest.size()));
    return trimmed(piece);
}

std::string unquoted(std::string_view text)
{
    if (text.size() < 2 || text.front() != '"' || text.back() != '"')
        return std::string(text);
    std::string out;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        if (text[i] == '\\' && i + 2 < text.size())
            ++i;
        out += text[i];
    }
    return out;
}

/// The Content-Disposition value among a part's header lines.
std::string_view dispositionOf(std::string_view headers)
{
    constexpr std::string_view kName = "content-disposition:";
    while (!headers.empty()) {
        const std::size_t end = std::min(headers.find('\n'), headers.size());
        const std::string_view line = trimmed(headers.substr(0, end));
        if (line.size() > kName.size() && equalsIgnoringCase(line.substr(0, kName.size()), kName))
            return trimmed(line.substr(kName.size()));
        headers.remove_prefix(std::min(end + 1, headers.size()));
    }
    return {};
}

} // namespace

std::string mediaType(std::string_view contentType)
{
    std::string out(trimmed(contentType.substr(0, contentType.find(';'))));
    std::transform(out.begin(), out.end(), out.begin(), lower);
    return out;
}

std::string headerParameter(std::string_view value, std::string_view name)
{
    nextParameter(value); // the type itself
    while (!value.empty()) {
        const std::string_view parameter = nextParameter(value);
        const std::size_t equals = parameter.find('=');
        if (equals != std::string_view::npos &&
            equalsIgnoringCase(trimmed(parameter.substr(0, equals)), name))
            return unquoted(trimmed(parameter.substr(equals + 1)));
    }
    return {};
}

std::vector<std::pair<std::string, std::string>> parseMultipartForm(std::string_view body,
                                                                    std::string_view boundary)
{
    std::vector<std::pair<std::string, std::string>> fields;
    const std::string first = "--" + std::string(boundary);
    const std::string next = "\r\n" + first;
    if (boundary.empty() || !body.starts_with(first))
        return fields;
    body.remove_prefix(first.size());
    while (body.starts_with("\r\n")) {
        body.remove_prefix(2);
        const std::size_t headersEnd = body.find("\r\n\r\n");
        const std::size_t partEnd = body.find(next);
        if (headersEnd == std::string_view::npos || partEnd == std::string_view::npos ||
            headersEnd + 4 > partEnd)
            break;
        const std::string_view disposition = dispositionOf(body.substr(0, headersEnd));
        std::string name = headerParameter(disposition, "name");
        if (mediaType(disposition) == "form-data" && !name.empty() &&
            headerParameter(disposition, "filename").empty())
            fields.emplace_back(std::move(name),
                                std::string(body.substr(headersEnd + 4, partEnd - headersEnd - 4)));
        body.remove_prefix(partEnd + next.size());
    }
    return fields;
}

} // namespace wharfgate::token
