// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/Settings.h"

namespace wharfgate::config {

namespace {

/// Text for man(7): what roff would take for itself is escaped, code becomes bold, emphasis italic.
std::string roff(std::string_view markdown)
{
    std::string out;
    bool isCode = false;
    bool isEmphasis = false;
    for (std::size_t i = 0; i < markdown.size(); ++i) {
        const char c = markdown[i];
        const bool isBesideBlank =
            i + 1 == markdown.size() || markdown[i + 1] == ' ' || markdown[i + 1] == '`';
        if (c == '`') {
            isCode = !isCode;
            out += isCode ? "\\fB" : "\\fR";
        } else if (c == '*' && !isCode && (isEmphasis || !isBesideBlank)) {
            isEmphasis = !isEmphasis;
            out += isEmphasis ? "\\fI" : "\\fR";
        } else if (c == '\\') {
            out += "\\e";
        } else if (c == '-' && isCode) {
            out += "\\-";
        } else if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) {
            out += "\\&";
            out += c;
        } else if (c == '"') {
            out += "\\(dq"; // quotes would end an argument of a request
        } else {
            out += c;
        }
    }
    return out;
}

/// Text that is shown as it is.
std::string roffLines(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else
            out += c;
    }
    return out;
}

std::string facts(const Setting &row)
{
    std::string out(row.type == "section" ? std::string_view() : row.type);
    if (!row.defaultValue.empty())
        out += ", default `" + std::string(row.defaultValue) + '`';
    if (row.origin == Setting::Origin::Own)
        out += out.empty() ? "Wharfgate only" : "; Wharfgate only";
    return out;
}

} // namespace

std::string settingsManual(std::string_view version)
{
    std::string out =
        ".\\\" SPDX-FileCopyrightText: 2026 Wharfgate contributors\n"
        ".\\\" SPDX-License-Identifier: Apache-2.0\n"
        ".\\\" Made by wharfgated settings \\-\\-format man.\n"
        ".TH WHARFGATE.YML 5 \"\" \"Wharfgate " +
        std::string(version) +
        "\" \"File formats\"\n"
        ".SH NAME\n"
        "wharfgate.yml \\- configuration file of wharfgated(8)\n"
        ".SH DESCRIPTION\n"
        "The format is docker_auth's (YAML). Settings marked \\fIWharfgate only\\fR are ignored "
        "by\n"
        "docker_auth, so that one file serves both. \\fB*\\fR stands for a name of your choice.\n"
        "\\fBwharfgated check\\fR finds mistakes. Durations are written \\fB10s\\fR, "
        "\\fB500ms\\fR,\n"
        "\\fB1m30s\\fR, or as seconds; sizes \\fB64KiB\\fR, \\fB1MiB\\fR, or as bytes.\n"
        ".SH SETTINGS\n";
    for (const Setting &row : settings()) {
        const bool isTopLevel = row.path.find_first_of(".[") == std::string_view::npos;
        out += isTopLevel ? ".SS " : ".TP\n.B ";
        out += roff(row.path) + '\n';
        if (const std::string line = facts(row); !line.empty())
            out += "(" + roff(line) + ")\n.br\n";
        out += roff(row.description) + '\n';
        if (const std::string_view example = settingsExample(row.path); !example.empty())
            out += ".PP\n.EX\n" + roffLines(example) + ".EE\n";
    }
    return out + ".SH FILES\n"
                 ".TP\n"
                 ".I /etc/wharfgate/wharfgate.yml\n"
                 "What the service wharfgated.service reads.\n"
                 ".SH SEE ALSO\n"
                 ".BR wharfgated (8),\n"
                 ".BR wharfgate (1)\n";
}

} // namespace wharfgate::config
