// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authz/ExtAuthz.h"
#include "shared/base/Utf8.h"

namespace wharfgate::authz {

namespace {

void appendEscape(std::string &out, char32_t codePoint)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    out += "\\u";
    for (const unsigned shift : {12U, 8U, 4U, 0U})
        out += kHex[(codePoint >> shift) & 0xFU];
}

/// The escapes of Go's encoding/json, whose default makes the text safe within HTML too.
void appendGoString(std::string &out, std::string_view text)
{
    out += '"';
    while (!text.empty()) {
        const utf8::Decoded next = utf8::decode(text);
        const char32_t c = next.codePoint;
        if (c == U'"' || c == U'\\')
            out.append(1, '\\').append(1, static_cast<char>(c));
        else if (c == U'\b')
            out += "\\b";
        else if (c == U'\f')
            out += "\\f";
        else if (c == U'\n')
            out += "\\n";
        else if (c == U'\r')
            out += "\\r";
        else if (c == U'\t')
            out += "\\t";
        else if (!next.valid || c < 0x20 || c == U'<' || c == U'>' || c == U'&' || c == 0x2028 ||
                 c == 0x2029)
            appendEscape(out, c);
        else
            out += text.substr(0, next.length);
        text.remove_prefix(next.length);
    }
    out += '"';
}

void appendMember(std::string &out, std::string_view name, std::string_view value)
{
    out += out.empty() ? '{' : ',';
    out.append(1, '"').append(name).append("\":");
    appendGoString(out, value);
}

void appendList(std::string &out, const std::vector<std::string> &values)
{
    out += '[';
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0)
            out += ',';
        appendGoString(out, values[i]);
    }
    out += ']';
}

void appendLabels(std::string &out, const acl::Labels &labels)
{
    if (labels.empty()) { // a nil map in Go
        out += "null";
        return;
    }
    char separator = '{';
    for (const auto &[name, values] : labels) {
        out += separator;
        appendGoString(out, name);
        out += ':';
        appendList(out, values);
        separator = ',';
    }
    out += '}';
}

} // namespace

std::string toProgramInput(const acl::Request &request)
{
    std::string out;
    appendMember(out, "Account", request.account);
    appendMember(out, "Type", request.type);
    appendMember(out, "Name", request.name);
    appendMember(out, "Service", request.service);
    appendMember(out, "IP", request.ip ? request.ip->toString() : std::string());
    out += ",\"Actions\":";
    appendList(out, request.actions);
    out += ",\"Labels\":";
    appendLabels(out, request.labels);
    out += '}';
    return out;
}

} // namespace wharfgate::authz
