// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/http/Limits.h"
#include "daemon/http/ParseError.h"

#include <cstddef>
#include <string_view>

namespace wharfgate::http {

/// Finds the end of a header block (or of trailers) as bytes arrive, keeps the limits, and refuses
/// what lenient parsers let through and proxies read differently: line folding, bare CR or LF,
/// control characters, white space before the colon.
class HeaderScanner
{
public:
    enum class Block
    {
        Request,
        Trailers
    };
    enum class Status
    {
        NeedMore,
        Complete,
        Failed
    };

    HeaderScanner(const Limits &limits, Block block);

    /// `text` begins with the block's first byte, and with all bytes of the former call. Each byte
    /// is looked at once.
    Status scan(std::string_view text);

    std::size_t begin() const
    {
        return m_begin;
    } ///< offset of the request line (an empty line may precede)
    std::size_t end() const { return m_position; } ///< offset behind the empty line, once complete
    const ParseError &error() const { return m_error; }

private:
    bool isRequestLine() const { return m_block == Block::Request && m_lines == 0; }
    Status fail(int status, std::string_view reason);
    Status checkLength();
    Status finishLine(std::string_view line);
    Status checkRequestLine(std::string_view line);
    Status checkHeaderLine(std::string_view line);

    const Limits &m_limits;
    Block m_block;
    std::size_t m_begin = 0;
    std::size_t m_position = 0;
    std::size_t m_lineStart = 0;
    std::size_t m_headersStart = 0;
    int m_lines = 0;
    bool m_skippedEmptyLine = false;
    bool m_sawCarriageReturn = false;
    ParseError m_error;
};

} // namespace wharfgate::http
