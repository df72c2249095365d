// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/http/Limits.h"
#include "daemon/http/ParseError.h"
#include "daemon/http/Request.h"

#include <boost/beast/http/basic_parser.hpp>

#include <cstdint>

namespace wharfgate::http {

/// Receives one request from Boost.Beast's parser and refuses framing that others read differently.
/// For RequestParser alone.
class BeastMessage final : public boost::beast::http::basic_parser<true>
{
public:
    explicit BeastMessage(const Limits &limits);

    Request &request() { return m_request; }
    /// Set by the checks here; empty if Beast itself refused the bytes.
    const ParseError &error() const { return m_error; }
    bool expectsContinue() const { return m_expectsContinue; }
    /// The next bytes are a chunk's size, not its data.
    bool isAtChunkHeader() const { return m_chunkRemaining == 0; }
    /// A chunk came before, so that the next chunk's header begins with the CRLF that ends it.
    bool hasSeenChunk() const { return m_seenChunk; }

private:
    using ErrorCode = boost::beast::error_code;
    using View = boost::beast::string_view;

    void refuse(ErrorCode &code, int status, std::string reason);
    void checkField(boost::beast::http::field field, std::string_view value, ErrorCode &code);

    void on_request_impl(boost::beast::http::verb verb, View method, View target, int version,
                         ErrorCode &code) override;
    void on_response_impl(int status, View reason, int version, ErrorCode &code) override;
    void on_field_impl(boost::beast::http::field field, View name, View value,
                       ErrorCode &code) override;
    void on_header_impl(ErrorCode &code) override;
    void on_body_init_impl(const boost::optional<std::uint64_t> &length, ErrorCode &code) override;
    std::size_t on_body_impl(View body, ErrorCode &code) override;
    void on_chunk_header_impl(std::uint64_t size, View extensions, ErrorCode &code) override;
    std::size_t on_chunk_body_impl(std::uint64_t remaining, View body, ErrorCode &code) override;
    void on_finish_impl(ErrorCode &code) override;

    Request m_request;
    ParseError m_error;
    int m_hosts = 0;
    int m_contentLengths = 0;
    bool m_transferEncoding = false;
    bool m_headerDone = false;
    bool m_seenChunk = false;
    bool m_expectsContinue = false;
    std::uint64_t m_chunkRemaining = 0;
};

} // namespace wharfgate::http
