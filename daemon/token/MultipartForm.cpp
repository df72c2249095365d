// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/token/MultipartForm.h"

#include "shared/base/Text.h"

#include <algorithm>
#include <optional>

namespace wharfgate::token {

namespace {

std::string_view trimmed(std::string_view text)
{
    return text::trimmed(text, " \t\r\n");
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

/// The Content-Disposition value among a part's header lines, perhaps empty; nothing if a line is
/// no header.
std::optional<std::string_view> dispositionOf(std::string_view headers)
{
    constexpr std::string_view kName = "content-disposition";
    std::string_view found;
    while (!headers.empty()) {
        const std::size_t end = std::min(headers.find('\n'), headers.size());
        const std::string_view line = trimmed(headers.substr(0, end));
        headers.remove_prefix(std::min(end + 1, headers.size()));
        const std::size_t colon = line.find(':');
        if (line.empty())
            continue;
        if (colon == std::string_view::npos)
            return std::nullopt;
        if (found.empty() && text::equalsIgnoringCase(line.substr(0, colon), kName))
            found = trimmed(line.substr(colon + 1));
    }
    return found;
}

std::string_view withoutPadding(std::string_view text)
{
    return text.substr(std::min(text.find_first_not_of(" \t"), text.size()));
}

/// What a line that starts with the boundary says.
enum class BoundaryLine
{
    Part,
    End,
    Neither
};

/// Reads the line behind the boundary; in front of a part `text` then begins with the line end.
BoundaryLine readBoundaryLine(std::string_view &text, std::string_view lineEnd)
{
    const bool isEnd = text.starts_with("--");
    text = withoutPadding(text.substr(isEnd ? 2 : 0));
    if (text.starts_with(lineEnd))
        return isEnd ? BoundaryLine::End : BoundaryLine::Part;
    return isEnd && text.empty() ? BoundaryLine::End : BoundaryLine::Neither;
}

/// Skips what stands before the first part (RFC 2046 5.1.1: a preamble), and tells whether the
/// sender ends lines with CR LF or, as some do, with LF alone. False if there is no part.
bool skipToFirstPart(std::string_view &body, std::string_view boundary, std::string_view &lineEnd)
{
    for (;;) {
        if (body.starts_with(boundary)) {
            std::string_view rest = body.substr(boundary.size());
            lineEnd = withoutPadding(rest).starts_with('\n') ? "\n" : "\r\n";
            const BoundaryLine line = readBoundaryLine(rest, lineEnd);
            if (line == BoundaryLine::Part)
                body = rest;
            if (line != BoundaryLine::Neither)
                return line == BoundaryLine::Part;
        }
        const std::size_t end = body.find('\n');
        if (end == std::string_view::npos)
            return false;
        body.remove_prefix(end + 1);
    }
}

/// Where the part ends: at a boundary (with its line end before it) that is not just the beginning
/// of a longer word.
std::size_t findPartEnd(std::string_view body, std::string_view boundary, std::size_t from)
{
    for (std::size_t at = body.find(boundary, from); at != std::string_view::npos;
         at = body.find(boundary, at + 1)) {
        const std::string_view rest = body.substr(at + boundary.size());
        if (rest.starts_with("--") ||
            (!rest.empty() && std::string_view(" \t\r\n").find(rest.front()) != std::string::npos))
            return at;
    }
    return std::string_view::npos;
}

} // namespace

std::string mediaType(std::string_view contentType)
{
    return text::lowered(trimmed(contentType.substr(0, contentType.find(';'))));
}

std::string headerParameter(std::string_view value, std::string_view name)
{
    nextParameter(value); // the type itself
    while (!value.empty()) {
        const std::string_view parameter = nextParameter(value);
        const std::size_t equals = parameter.find('=');
        if (equals != std::string_view::npos &&
            text::equalsIgnoringCase(trimmed(parameter.substr(0, equals)), name))
            return unquoted(trimmed(parameter.substr(equals + 1)));
    }
    return {};
}

std::vector<std::pair<std::string, std::string>> parseMultipartForm(std::string_view body,
                                                                    std::string_view boundary)
{
    const std::string first = "--" + std::string(boundary);
    std::string_view lineEnd;
    if (boundary.empty() || !skipToFirstPart(body, first, lineEnd))
        return {};
    const std::string next = std::string(lineEnd) + first;
    const std::string emptyLine = std::string(lineEnd) + std::string(lineEnd);
    std::vector<std::pair<std::string, std::string>> fields;
    for (;;) {
        const std::size_t headersEnd = body.find(emptyLine);
        if (headersEnd == std::string_view::npos)
            return {};
        // An empty value may go without a line end of its own.
        const std::size_t partEnd = findPartEnd(body, next, headersEnd + lineEnd.size());
        const auto disposition = dispositionOf(body.substr(0, headersEnd));
        if (partEnd == std::string_view::npos || !disposition)
            return {};
        const std::size_t valueBegin = std::min(headersEnd + emptyLine.size(), partEnd);
        std::string name = headerParameter(*disposition, "name");
        if (mediaType(*disposition) == "form-data" && !name.empty() &&
            headerParameter(*disposition, "filename").empty())
            fields.emplace_back(std::move(name),
                                std::string(body.substr(valueBegin, partEnd - valueBegin)));
        body.remove_prefix(partEnd + next.size());
        const BoundaryLine line = readBoundaryLine(body, lineEnd);
        if (line == BoundaryLine::End)
            return fields;
        if (line == BoundaryLine::Neither)
            return {};
    }
}

} // namespace wharfgate::token
