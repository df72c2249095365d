// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"

#include <cstddef>
#include <optional>
#include <string>

namespace wharfgate::config {

/// Something wrong with, or doubtful about, a configuration file.
struct Problem
{
    enum class Severity
    {
        Error,   ///< the file is refused
        Warning, ///< the file works, but something in it is ignored or dangerous
        Lint,    ///< the file works; a reader would want to know
    };
    Severity severity = Severity::Error;
    std::string code; // stable identifier for scripts: "unknown-key", "missing-key", "bad-regex", …
    SourcePosition position;
    std::string key; // path of the key: "server.addr", "acl[3].match.name"; may be empty
    std::string message;
    std::string remedy; // may be empty
    /// The rule that is to blame for what is said about another one: index from 0.
    std::optional<std::size_t> causeRule = {};

    /// "FILE:LINE:COLUMN: error: KEY: MESSAGE REMEDY"
    std::string toString() const;
};

} // namespace wharfgate::config
