// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/RequestParser.h"

#include "daemon/http/BeastMessage.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <utility>

namespace wharfgate::http {

namespace beast = boost::beast::http;

namespace {

/// A chunk's size line: 16 digits, and more extensions than any known client sends.
constexpr std::size_t kChunkLine = 272;
/// Consumed bytes stay in front of the buffer up to here before they are moved out.
constexpr std::size_t kCompactAt = 4096;

/// What Beast's refusal means to the client.
ParseError describe(const boost::beast::error_code &code)
{
    if (code == beast::error::body_limit)
        return {413, "the request body is too large"};
    if (code == beast::error::bad_method)
        return {400, "malformed method"};
    if (code == beast::error::bad_target)
        return {400, "malformed request target"};
    if (code == beast::error::bad_version)
        return {400, "malformed request line"};
    if (code == beast::error::bad_field)
        return {400, "malformed header name"};
    if (code == beast::error::bad_value)
        return {400, "malformed header value"};
    if (code == beast::error::bad_content_length)
        return {400, "invalid or conflicting Content-Length"};
    if (code == beast::error::bad_transfer_encoding)
        return {400, "conflicting Transfer-Encoding"};
    if (code == beast::error::bad_chunk || code == beast::error::bad_chunk_extension)
        return {400, "malformed chunk"};
    return {400, "malformed request"};
}

/// The digits in front of a chunk line are all zero: the last chunk, with trailers behind it.
bool isLastChunk(std::string_view line)
{
    const std::size_t other = line.find_first_not_of('0');
    if (other == 0)
        return false;
    return other == std::string_view::npos ||
           std::string_view("123456789abcdefABCDEF").find(line[other]) == std::string_view::npos;
}

} // namespace

RequestParser::RequestParser(const Limits &limits)
    : m_limits(limits)
{}

RequestParser::~RequestParser() = default;

RequestParser::Status RequestParser::feed(std::string_view bytes)
{
    if (m_status == Status::Failed)
        return m_status;
    m_buffer.append(bytes);
    return next();
}

RequestParser::Status RequestParser::next()
{
    while (m_status == Status::NeedMore && advance()) {
    }
    compact();
    return m_status;
}

Request RequestParser::take()
{
    m_keepAlive = m_message->keep_alive();
    Request request = std::move(m_message->request());
    m_message.reset();
    m_stage = Stage::Header;
    m_status = Status::NeedMore;
    m_wantsContinue = false;
    return request;
}

RequestParser::Phase RequestParser::phase() const
{
    if (m_stage != Stage::Header)
        return Phase::Body;
    return pending().empty() ? Phase::Idle : Phase::Header;
}

/// One step; false if there is none without more bytes, or at all.
bool RequestParser::advance()
{
    if (pending().empty())
        return false;
    switch (m_stage) {
    case Stage::Header:
        return advanceHeader();
    case Stage::Body:
        return advanceBody();
    case Stage::ChunkedBody:
        return advanceChunkedBody();
    }
    return false;
}

bool RequestParser::advanceHeader()
{
    if (!m_scanner)
        m_scanner.emplace(m_limits, HeaderScanner::Block::Request);
    switch (m_scanner->scan(pending())) {
    case HeaderScanner::Status::NeedMore:
        return false;
    case HeaderScanner::Status::Failed:
        fail(m_scanner->error());
        return false;
    case HeaderScanner::Status::Complete:
        break;
    }
    const std::size_t begin = m_scanner->begin();
    const std::size_t end = m_scanner->end();
    m_scanner.reset();
    m_message = std::make_unique<BeastMessage>(m_limits);
    std::size_t consumed = 0;
    if (!put(pending().substr(begin, end - begin), consumed))
        return false;
    consume(end);
    if (isComplete())
        return false;
    m_stage = m_message->chunked() ? Stage::ChunkedBody : Stage::Body;
    // A client that has begun the body does not wait.
    m_wantsContinue = m_message->expectsContinue() && pending().empty();
    return true;
}

bool RequestParser::advanceBody()
{
    m_wantsContinue = false;
    std::size_t consumed = 0;
    if (!put(pending(), consumed))
        return false;
    consume(consumed);
    return !isComplete();
}

bool RequestParser::advanceChunkedBody()
{
    m_wantsContinue = false;
    std::string_view text = pending();
    const bool atHeader = m_message->isAtChunkHeader();
    if (atHeader) {
        const auto length = chunkHeaderLength(text);
        if (!length)
            return false;
        text = text.substr(0, *length);
    }
    std::size_t consumed = 0;
    if (!put(text, consumed))
        return false;
    consume(consumed);
    if (isComplete())
        return false;
    // A whole header that Beast wants more of: a quoted string that the line end cuts off.
    if (atHeader && consumed == 0)
        fail({400, "malformed chunk"});
    return consumed > 0;
}

/// The length of a chunk's header, with the trailers if it is the last one; nothing if more bytes
/// are needed or if it was refused. Beast gets it only as a whole, so that its limits are ours.
std::optional<std::size_t> RequestParser::chunkHeaderLength(std::string_view text)
{
    const std::size_t start = m_message->hasSeenChunk() ? 2 : 0; // the former chunk's CRLF
    if (text.size() <= start)
        return std::nullopt;
    const std::size_t feed = text.find('\n', start);
    if (std::min(feed, text.size()) - start > kChunkLine + 1) {
        fail({400, "chunk extensions are too long"});
        return std::nullopt;
    }
    if (feed == std::string_view::npos)
        return std::nullopt;
    if (feed == start || text[feed - 1] != '\r') {
        fail({400, "a chunk line ends with a bare LF"});
        return std::nullopt;
    }
    const std::string_view line = text.substr(start, feed - 1 - start);
    if (std::any_of(line.begin(), line.end(),
                    [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7f; })) {
        fail({400, "control character in a chunk line"});
        return std::nullopt;
    }
    if (!isLastChunk(line))
        return feed + 1;
    if (!m_scanner)
        m_scanner.emplace(m_limits, HeaderScanner::Block::Trailers);
    switch (m_scanner->scan(text.substr(feed + 1))) {
    case HeaderScanner::Status::NeedMore:
        return std::nullopt;
    case HeaderScanner::Status::Failed:
        fail(m_scanner->error());
        return std::nullopt;
    case HeaderScanner::Status::Complete:
        break;
    }
    const std::size_t length = feed + 1 + m_scanner->end();
    m_scanner.reset();
    return length;
}

bool RequestParser::put(std::string_view text, std::size_t &consumed)
{
    boost::beast::error_code code;
    consumed = m_message->put(boost::asio::buffer(text.data(), text.size()), code);
    if (!code || code == beast::error::need_more)
        return true;
    const ParseError &own = m_message->error();
    fail(own.reason.empty() ? describe(code) : own);
    return false;
}

bool RequestParser::isComplete()
{
    if (!m_message->is_done())
        return false;
    m_status = Status::Complete;
    return true;
}

void RequestParser::fail(ParseError error)
{
    m_error = std::move(error);
    m_status = Status::Failed;
    m_message.reset();
    m_scanner.reset();
}

/// Gives consumed bytes back; an idle connection holds no buffer.
void RequestParser::compact()
{
    if (m_consumed == m_buffer.size()) {
        std::string().swap(m_buffer);
        m_consumed = 0;
    } else if (m_consumed > kCompactAt) {
        m_buffer.erase(0, m_consumed);
        m_consumed = 0;
    }
}

} // namespace wharfgate::http
