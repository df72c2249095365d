// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/http/HeaderScanner.h"
#include "daemon/http/Limits.h"
#include "daemon/http/ParseError.h"
#include "daemon/http/Request.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace wharfgate::http {

class BeastMessage;

/// Turns bytes into requests, one after the other; knows no sockets. Bytes behind a request are
/// kept for the next one. Boost.Beast parses; what it would let through and other servers read
/// differently is refused before or after it.
class RequestParser
{
public:
    enum class Status
    {
        NeedMore, ///< nothing to do without more bytes
        Complete, ///< take() the request
        Failed,   ///< see error(); nothing more will be read
    };
    /// How far the request at hand has come, for deadlines.
    enum class Phase
    {
        Idle,   ///< not one byte yet
        Header, ///< the request line and headers are incomplete
        Body,   ///< the headers are complete
    };

    /// `limits` outlives the parser.
    explicit RequestParser(const Limits &limits);
    ~RequestParser();
    RequestParser(const RequestParser &) = delete;
    RequestParser &operator=(const RequestParser &) = delete;

    /// Adds bytes and parses. While a complete request waits to be taken they are only kept.
    Status feed(std::string_view bytes);
    /// Parses what is kept: to be called after take().
    Status next();

    /// The complete request; the parser then stands before the next one.
    Request take();
    /// Whether the request last taken lets the connection live (RFC 9112 9.3).
    bool keepAlive() const { return m_keepAlive; }

    Phase phase() const;
    /// The client waits for "100 Continue" before it sends the body (RFC 9110 10.1.1).
    bool wantsContinue() const { return m_wantsContinue; }
    /// "100 Continue" was sent.
    void continueSent() { m_wantsContinue = false; }
    const ParseError &error() const { return m_error; }

private:
    enum class Stage
    {
        Header,
        Body,
        ChunkedBody
    };

    bool advance();
    bool advanceHeader();
    bool advanceBody();
    bool advanceChunkedBody();
    std::optional<std::size_t> chunkHeaderLength(std::string_view text);
    bool put(std::string_view text, std::size_t &consumed);
    bool isComplete();
    void fail(ParseError error);
    void consume(std::size_t count) { m_consumed += count; }
    std::string_view pending() const { return std::string_view(m_buffer).substr(m_consumed); }
    void compact();

    const Limits &m_limits;
    std::string m_buffer;
    std::size_t m_consumed = 0;
    Status m_status = Status::NeedMore;
    Stage m_stage = Stage::Header;
    std::optional<HeaderScanner> m_scanner;  // of the header block, later of trailers
    std::unique_ptr<BeastMessage> m_message; // from the end of the headers to take()
    bool m_keepAlive = false;
    bool m_wantsContinue = false;
    ParseError m_error;
};

} // namespace wharfgate::http
