// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace wharfgate {

/// A place in a text file. Lines and columns count from 1; 0 means unknown. Columns count code
/// points.
struct SourcePosition
{
    std::string file;
    int line = 0;
    int column = 0;

    bool operator==(const SourcePosition &) const = default;
};

/// What kind of thing went wrong, for callers that decide by it. The words are in Error::detail.
enum class ErrorCode
{
    InvalidInput,  ///< outside data that breaks its specification
    InvalidConfig, ///< the configuration file is wrong
    NotFound,      ///< a file or record does not exist
    Permission,    ///< the operating system refused access
    Io,            ///< reading or writing failed
    Crypto,        ///< OpenSSL refused: unreadable, weak or mismatched keys and certificates
    Unsupported,   ///< known, but not offered by this version
    Busy,          ///< a bounded queue or pool is full; try again later
    Timeout,       ///< a deadline passed
    Internal,      ///< a broken assumption of our own
};

/// Why an operation failed: a code, one readable sentence without secrets, and the place if there
/// is one.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    std::string detail;
    SourcePosition position = {};
};

template <typename T>
using Result = tl::expected<T, Error>;

/// Shorthand for returning a failure from a function that returns Result<T>.
inline tl::unexpected<Error> failure(ErrorCode code, std::string detail,
                                     SourcePosition position = {})
{
    return tl::unexpected<Error>(Error{code, std::move(detail), std::move(position)});
}

} // namespace wharfgate
