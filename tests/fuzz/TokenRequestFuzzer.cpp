// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/token/TokenRequest.h"
#include "shared/base/Text.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace {

/// The text up to the next line end, which is taken away with it.
std::string nextLine(std::string_view &text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

} // namespace

/// Lines: method, query, Authorization, Content-Type, X-Forwarded-For; then the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace wharfgate;
    std::string_view rest(reinterpret_cast<const char *>(data), size);
    http::Request request;
    request.method = nextLine(rest);
    request.path = "/auth";
    request.query = nextLine(rest);
    for (const char *name : {"Authorization", "Content-Type", "X-Forwarded-For"})
        request.headers.emplace_back(name, nextLine(rest));
    request.body = rest;
    http::Peer peer;
    peer.address = "10.1.2.3";

    for (const int position : {-1, 0, 1}) {
        const auto outcome =
            token::readTokenRequest(request, peer, {"X-Forwarded-For", position, {}});
        if (!outcome.error.empty())
            continue;
        // What goes on to authenticators has an address, and a name fit for them.
        if (!outcome.request.ip || text::hasControlCharacter(outcome.request.account) ||
            outcome.request.scopes.size() > token::kMaxScopes)
            std::abort();
    }
    return 0;
}
