// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/BeastMessage.h"

#include "daemon/http/RequestTarget.h"
#include "shared/base/Text.h"

#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <limits>
#include <strings.h>

namespace wharfgate::http {

namespace beast = boost::beast::http;

namespace {

/// A declared length is a promise, not data: memory is taken for no more than this before bytes
/// come.
constexpr std::uint64_t kReservedBody = 16'384;

std::string_view toStd(boost::beast::string_view view)
{
    return {view.data(), view.size()};
}

} // namespace

BeastMessage::BeastMessage(const Limits &limits)
{
    // HeaderScanner keeps the header limits; Beast's own must not come first.
    header_limit(std::numeric_limits<std::uint32_t>::max());
    body_limit(limits.bodyBytes);
}

void BeastMessage::refuse(ErrorCode &code, int status, std::string reason)
{
    m_error = ParseError{status, std::move(reason)};
    code = beast::error::bad_value;
}

void BeastMessage::on_request_impl(beast::verb, View method, View target, int version,
                                   ErrorCode &code)
{
    m_request.method = toStd(method);
    m_request.target = toStd(target);
    m_request.versionMinor = version % 10;
    auto parsed = RequestTarget::parse(m_request.method, m_request.target);
    if (!parsed) {
        refuse(code, parsed.error().status, std::move(parsed.error().reason));
        return;
    }
    m_request.path = std::move(parsed->path);
    m_request.query = std::move(parsed->query);
    m_request.headers.reserve(8);
}

void BeastMessage::on_response_impl(int, View, int, ErrorCode &code)
{
    refuse(code, 400, "not a request");
}

void BeastMessage::on_field_impl(beast::field field, View name, View value, ErrorCode &code)
{
    if (m_headerDone)
        return; // RFC 9112 7.1.2: trailers may be discarded, and must not be merged into the
                // headers
    checkField(field, toStd(value), code);
    if (!code)
        m_request.headers.emplace_back(toStd(name), toStd(value));
}

void BeastMessage::checkField(beast::field field, std::string_view value, ErrorCode &code)
{
    switch (field) {
    case beast::field::content_length:
        // RFC 9112 6.3 allows equal repeated lengths; nobody sends them in good faith.
        if (++m_contentLengths > 1)
            return refuse(code, 400, "repeated Content-Length");
        if (value.empty() ||
            !std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; }))
            return refuse(code, 400, "invalid Content-Length");
        return;
    case beast::field::transfer_encoding:
        if (m_transferEncoding)
            return refuse(code, 400, "repeated Transfer-Encoding");
        m_transferEncoding = true;
        // RFC 9112 6.1: a coding that is not understood is answered with 501.
        if (!text::equalsIgnoringCase(value, "chunked"))
            return refuse(code, 501, "the only transfer coding supported is chunked");
        return;
    case beast::field::host:
        // RFC 9112 3.2: 400 to more than one Host and to an invalid one.
        if (++m_hosts > 1)
            return refuse(code, 400, "repeated Host header");
        if (!isValidHost(value))
            return refuse(code, 400, "malformed Host header");
        return;
    case beast::field::expect:
        // RFC 9110 10.1.1: an HTTP/1.0 client cannot mean it.
        if (m_request.versionMinor == 0)
            return;
        if (!text::equalsIgnoringCase(value, "100-continue"))
            return refuse(code, 417, "unknown expectation");
        m_expectsContinue = true;
        return;
    default:
        return;
    }
}

void BeastMessage::on_header_impl(ErrorCode &code)
{
    m_headerDone = true;
    if (m_hosts == 0 && m_request.versionMinor == 1)
        return refuse(code, 400, "missing required Host header");
    // RFC 9112 6.1: both together, or a coding from an HTTP/1.0 client, are faulty framing.
    if (m_transferEncoding && m_contentLengths > 0)
        return refuse(code, 400, "Content-Length together with Transfer-Encoding");
    if (m_transferEncoding && m_request.versionMinor == 0)
        return refuse(code, 400, "Transfer-Encoding in an HTTP/1.0 request");
}

void BeastMessage::on_body_init_impl(const boost::optional<std::uint64_t> &length, ErrorCode &)
{
    if (length)
        m_request.body.reserve(static_cast<std::size_t>(std::min(*length, kReservedBody)));
}

std::size_t BeastMessage::on_body_impl(View body, ErrorCode &)
{
    m_request.body.append(body.data(), body.size());
    return body.size();
}

void BeastMessage::on_chunk_header_impl(std::uint64_t size, View, ErrorCode &)
{
    m_chunkRemaining = size;
    m_seenChunk = true;
}

std::size_t BeastMessage::on_chunk_body_impl(std::uint64_t, View body, ErrorCode &)
{
    m_request.body.append(body.data(), body.size());
    m_chunkRemaining -= body.size();
    return body.size();
}

void BeastMessage::on_finish_impl(ErrorCode &) {}

} // namespace wharfgate::http
