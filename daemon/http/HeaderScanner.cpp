// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/HeaderScanner.h"

namespace wharfgate::http {

namespace {

/// RFC 9110 5.5: no control characters in a field but HTAB; CR and LF are dealt with by the caller.
bool isForbidden(unsigned char c)
{
    return (c < 0x20 && c != '\t') || c == 0x7f;
}

/// Where the first byte from `position` on stands that is a control character, or the end.
std::size_t endOfPlainText(std::string_view text, std::size_t position)
{
    while (position < text.size() && static_cast<unsigned char>(text[position]) >= 0x20 &&
           text[position] != 0x7f)
        ++position;
    return position;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Looks like a version of HTTP, though perhaps not one of ours ("HTTP/2.0", "HTTP/1.2").
bool looksLikeVersion(std::string_view text)
{
    constexpr std::string_view kPrefix = "HTTP/";
    if (text.size() <= kPrefix.size() || text.substr(0, kPrefix.size()) != kPrefix)
        return false;
    text.remove_prefix(kPrefix.size());
    for (const char c : text) {
        if (!isDigit(c) && c != '.')
            return false;
    }
    return isDigit(text.front());
}

} // namespace

HeaderScanner::HeaderScanner(const Limits &limits, Block block)
    : m_limits(limits)
    , m_block(block)
{}

HeaderScanner::Status HeaderScanner::fail(int status, std::string_view reason)
{
    m_error = ParseError{status, std::string(reason)};
    return Status::Failed;
}

HeaderScanner::Status HeaderScanner::scan(std::string_view text)
{
    while (m_position < text.size()) {
        const auto c = static_cast<unsigned char>(text[m_position]);
        ++m_position;
        if (c == '\n') {
            // RFC 9112 2.2 lets a server accept a bare LF; proxies disagree about it, so we do not.
            if (!m_sawCarriageReturn)
                return fail(400, "a line ends with a bare LF");
            m_sawCarriageReturn = false;
            const Status status =
                finishLine(text.substr(m_lineStart, m_position - 2 - m_lineStart));
            if (status != Status::NeedMore)
                return status;
            m_lineStart = m_position;
            continue;
        }
        if (m_sawCarriageReturn)
            return fail(400, "a CR stands without its LF");
        if (c == '\r') {
            m_sawCarriageReturn = true;
            continue;
        }
        if (isForbidden(c))
            return fail(400, isRequestLine() ? "control character in the request line"
                                             : "control character in a header");
        m_position = endOfPlainText(text, m_position);
        if (checkLength() == Status::Failed)
            return Status::Failed;
    }
    return Status::NeedMore;
}

/// Within each line, so that one without end is refused at its limit.
HeaderScanner::Status HeaderScanner::checkLength()
{
    if (isRequestLine()) {
        if (m_position - m_lineStart > m_limits.requestLineBytes)
            return fail(414, "the request line is too long");
        return Status::NeedMore;
    }
    // The line end is still to come and counts too.
    if (m_position - m_headersStart + 2 > m_limits.headerBytes)
        return fail(431, "the request headers are too large");
    return Status::NeedMore;
}

HeaderScanner::Status HeaderScanner::finishLine(std::string_view line)
{
    if (isRequestLine()) {
        if (line.empty()) {
            // RFC 9112 2.2: ignore at least one empty line before the request line.
            if (m_skippedEmptyLine)
                return fail(400, "empty lines instead of a request");
            m_skippedEmptyLine = true;
            m_begin = m_position;
            return Status::NeedMore;
        }
        m_headersStart = m_position;
        ++m_lines;
        return checkRequestLine(line);
    }
    if (line.empty())
        return Status::Complete;
    ++m_lines;
    return checkHeaderLine(line);
}

HeaderScanner::Status HeaderScanner::checkRequestLine(std::string_view line)
{
    const std::size_t space = line.rfind(' ');
    if (space == std::string_view::npos)
        return fail(400, "malformed request line");
    const std::string_view version = line.substr(space + 1);
    if (version == "HTTP/1.1" || version == "HTTP/1.0")
        return Status::NeedMore;
    if (!looksLikeVersion(version))
        return fail(400, "malformed request line");
    return fail(505, "only HTTP/1.1 and HTTP/1.0 are supported");
}

HeaderScanner::Status HeaderScanner::checkHeaderLine(std::string_view line)
{
    const int headers = m_block == Block::Request ? m_lines - 1 : m_lines;
    if (headers > m_limits.headerCount)
        return fail(431, "too many request headers");
    // RFC 9112 5.2: a server must reject obs-fold or replace it; rejecting leaves nothing to guess.
    if (line.front() == ' ' || line.front() == '\t')
        return fail(400, "folded header lines are not supported");
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos)
        return fail(400, "a header line has no colon");
    if (colon == 0)
        return fail(400, "a header has no name");
    // RFC 9112 5.1: white space between name and colon must be answered with 400.
    if (line[colon - 1] == ' ' || line[colon - 1] == '\t')
        return fail(400, "white space before the colon of a header");
    return Status::NeedMore;
}

} // namespace wharfgate::http
