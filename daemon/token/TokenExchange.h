// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/http/RequestHandler.h"
#include "daemon/token/Endpoint.h"
#include "daemon/token/TokenRequest.h"

#include <memory>
#include <string>
#include <vector>

namespace wharfgate::token {

/// One token request on its way: authentication, authorization of each scope, issue, answer,
/// record. Lives on one network thread, kept alive by the callbacks it waits for.
class TokenExchange : public std::enable_shared_from_this<TokenExchange>
{
public:
    TokenExchange(std::shared_ptr<const Service> service, EventSink sink, Clock clock,
                  http::Cancellation cancelled, http::Responder respond);

    void start(const http::Request &request, const http::Peer &peer);
    bool ignoredAuthorization() const { return m_request.ignoredAuthorization; }

private:
    void handleAuthentication(authn::Verdict verdict);
    void authorizeFrom(std::size_t index);
    /// False if the exchange ended with an error.
    bool takeScopeVerdict(std::size_t index, authz::Verdict verdict);
    void issue();

    void refuse(events::AuthResult result, int status, std::string reason,
                std::string_view message);
    void finish(http::Response response);
    std::string withRequestId(std::string_view message) const;

    std::shared_ptr<const Service> m_service;
    EventSink m_sink;
    Clock m_clock;
    http::Cancellation m_cancelled;
    http::Responder m_respond;

    TokenRequest m_request;
    bool m_isPost = false;
    acl::Request m_aclRequest; // the account's part stays, the scope's part changes
    events::AuthEvent m_event;
    std::chrono::steady_clock::time_point m_started;
    bool m_callingAuthorizer = false; // its callback came before authorize() returned, or after
    bool m_authorizerAnswered = false;
    bool m_ended = false;
};

} // namespace wharfgate::token
