// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/Problem.h"

namespace wharfgate::config {

namespace {

std::string_view severityName(Problem::Severity severity)
{
    switch (severity) {
    case Problem::Severity::Error:
        return "error";
    case Problem::Severity::Warning:
        return "warning";
    case Problem::Severity::Lint:
        break;
    }
    return "lint";
}

} // namespace

std::string Problem::toString() const
{
    std::string out = position.file;
    if (position.line > 0)
        out += ':' + std::to_string(position.line) + ':' + std::to_string(position.column);
    if (!out.empty())
        out += ": ";
    out += severityName(severity);
    out += ": ";
    if (!key.empty())
        out += key + ": ";
    out += message;
    if (!remedy.empty())
        out += ' ' + remedy;
    return out;
}

} // namespace wharfgate::config
