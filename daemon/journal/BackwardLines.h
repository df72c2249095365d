// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace wharfgate::journal {

/// Reads the lines of a file from a place towards its beginning, in blocks. What stands behind the
/// last line break is not complete yet and is passed over. Owns no descriptor.
class BackwardLines
{
public:
    enum class Kind
    {
        Line,
        TooLong, // the part of a longer line that was passed over now
        End
    };
    struct Step
    {
        Kind kind = Kind::End;
        std::string_view line; // without its line break; valid until the next call
    };

    /// `end` is at most the size of the file.
    BackwardLines(int descriptor, std::uint64_t end, std::size_t maxLine);

    /// Takes a bounded time. ErrorCode::Io if the file cannot be read, or was cut meanwhile.
    Result<Step> next();
    /// Up to where nothing was read yet: a reader that begins here goes on as this one would.
    std::uint64_t position() const { return m_end; }

private:
    Result<void> loadBlock();
    /// Keeps only what stands before `size` in the buffer.
    void shorten(std::size_t size);

    int m_descriptor;
    std::size_t m_maxLine;
    std::uint64_t m_end;        // the buffer's end in the file
    std::string m_buffer;       // what stands before m_end
    bool m_isAtLineEnd = false; // a line break stands before m_end
    std::string m_line;         // the last one handed out
};

} // namespace wharfgate::journal
