// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/Redaction.h"

#include <algorithm>

namespace wharfgate::gui {

namespace {

constexpr std::string_view kKey = "password";

bool isWord(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

std::size_t afterBlanks(std::string_view line, std::size_t at)
{
    while (at < line.size() && isBlank(line[at]))
        ++at;
    return at;
}

/// The place behind "password:" (quoted or not) if it stands at `at`, else `at`.
std::size_t behindKey(std::string_view line, std::size_t at)
{
    const bool begins = at == 0 || !isWord(line[at - 1]);
    if (!begins || line.substr(at, kKey.size()) != kKey)
        return at;
    std::size_t end = at + kKey.size();
    if (end < line.size() && (line[end] == '"' || line[end] == '\''))
        ++end;
    end = afterBlanks(line, end);
    return end < line.size() && line[end] == ':' ? end + 1 : at;
}

/// The end of the YAML scalar at `at`: of a quoted one with its quotes, else before a comma, a
/// closing bracket or a comment.
std::size_t endOfValue(std::string_view line, std::size_t at)
{
    const char quote = at < line.size() ? line[at] : ' ';
    if (quote == '"' || quote == '\'') {
        std::size_t end = at + 1;
        while (end < line.size() && line[end] != quote)
            end += quote == '"' && line[end] == '\\' ? std::size_t{2} : std::size_t{1};
        return std::min(end + 1, line.size());
    }
    std::size_t end = at;
    while (end < line.size() && line[end] != ',' && line[end] != '}' &&
           !(line[end] == '#' && end > 0 && isBlank(line[end - 1])))
        ++end;
    while (end > at && isBlank(line[end - 1]))
        --end;
    return end;
}

/// The end of a hash "$id$…" at `at`, or `at` if there is none.
std::size_t endOfHash(std::string_view line, std::size_t at)
{
    if (line[at] != '$')
        return at;
    std::size_t end = at + 1;
    while (end < line.size() && isWord(line[end]))
        ++end;
    if (end == at + 1 || end == line.size() || line[end] != '$')
        return at;
    while (end < line.size() && !isBlank(line[end]) && line[end] != '"' && line[end] != '\'' &&
           line[end] != '}')
        ++end;
    return end;
}

} // namespace

std::string withoutPasswordHashes(std::string_view line, std::string_view replacement)
{
    std::string out;
    for (std::size_t at = 0; at < line.size();) {
        if (const std::size_t behind = behindKey(line, at); behind > at) {
            const std::size_t value = afterBlanks(line, behind);
            out += line.substr(at, value - at);
            at = value;
            // An anchor or a reference to one is no secret: `&hash`, `*hash`.
            if (at < line.size() && line[at] == '&') {
                const std::size_t name = std::min(line.find_first_of(" \t", at), line.size());
                const std::size_t next = afterBlanks(line, name);
                out += line.substr(at, next - at);
                at = next;
            }
            const std::size_t end = endOfValue(line, at);
            const bool isSecret = end > at && line[at] != '*' && line[at] != '|' &&
                                  line[at] != '>' && line.substr(at, end - at) != "null" &&
                                  line.substr(at, end - at) != "~";
            const std::string_view inner = line.substr(at, end - at);
            const bool isQuoted = inner.starts_with('"') || inner.starts_with('\'');
            if (isSecret && isQuoted && inner.substr(1).starts_with('!'))
                out += '!'; // a locked user; this is no part of the secret
            out += isSecret ? replacement : inner;
            at = end;
            continue;
        }
        if (const std::size_t end = endOfHash(line, at); end > at) {
            out += replacement;
            at = end;
            continue;
        }
        out += line[at++];
    }
    return out;
}

} // namespace wharfgate::gui
