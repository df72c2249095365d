// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/RequestParser.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

using namespace wharfgate::http;

namespace {

struct Outcome
{
    std::vector<Request> requests;
    int refusedWith = 0;
};

/// All requests that come out of `bytes` when they arrive in pieces of `piece`.
Outcome parse(const Limits &limits, std::string_view bytes, std::size_t piece)
{
    Outcome outcome;
    RequestParser parser(limits);
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        parser.feed(bytes.substr(at, piece));
        while (parser.next() == RequestParser::Status::Complete)
            outcome.requests.push_back(parser.take());
    }
    if (parser.next() == RequestParser::Status::Failed)
        outcome.refusedWith = parser.error().status;
    return outcome;
}

void require(bool condition)
{
    if (!condition)
        std::abort();
}

} // namespace

/// How bytes are cut must not change what is read from them, and what is read keeps the limits. The
/// first byte chooses the size of the pieces.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    Limits limits;
    limits.requestLineBytes = 128;
    limits.headerBytes = 256;
    limits.headerCount = 6;
    limits.bodyBytes = 64;
    const std::string bytes(data + 1, data + size);
    const Outcome whole = parse(limits, bytes, bytes.size() + 1);
    const Outcome pieces = parse(limits, bytes, 1 + data[0] % 16U);
    require(whole.refusedWith == pieces.refusedWith);
    require(whole.requests.size() == pieces.requests.size());
    for (std::size_t i = 0; i < whole.requests.size(); ++i) {
        const Request &request = whole.requests[i];
        require(request.headers == pieces.requests[i].headers);
        require(request.body == pieces.requests[i].body);
        require(request.path == pieces.requests[i].path && !request.path.empty());
        require(request.body.size() <= limits.bodyBytes);
        require(request.headers.size() <= static_cast<std::size_t>(limits.headerCount));
        require(request.path.front() == '/' || request.path == "*");
        for (const auto &[name, value] : request.headers)
            require(value.find_first_of("\r\n") == std::string::npos && !name.empty());
    }
    return 0;
}
