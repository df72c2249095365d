// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/token/TokenExchange.h"

#include "daemon/token/ErrorResponse.h"
#include "shared/base/Json.h"
#include "ssl/Encoding.h"

#include <algorithm>
#include <ctime>

namespace wharfgate::token {

namespace {

constexpr std::size_t kMaxUserAgent = 256; // bytes kept in the record

/// RFC 3339 in UTC, as Go clients parse it.
std::string rfc3339(std::chrono::system_clock::time_point time)
{
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm utc{};
    gmtime_r(&seconds, &utc);
    char text[32];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

/// The granted scopes in the scope grammar, for the "scope" member of an OAuth2 answer.
std::string grantedScope(const std::vector<events::ScopeOutcome> &scopes)
{
    std::string out;
    for (const events::ScopeOutcome &scope : scopes) {
        if (scope.granted.empty())
            continue;
        if (!out.empty())
            out += ' ';
        out += scope.type + ':' + scope.name + ':';
        for (std::size_t i = 0; i < scope.granted.size(); ++i)
            out += (i ? "," : "") + scope.granted[i];
    }
    return out;
}

/// Requested actions count once each; a scope without any is granted as far as it goes.
bool isFullyGranted(const events::ScopeOutcome &scope)
{
    return std::all_of(
        scope.requested.begin(), scope.requested.end(), [&](const std::string &action) {
            return action.empty() || std::find(scope.granted.begin(), scope.granted.end(),
                                               action) != scope.granted.end();
        });
}

events::AuthResult resultOf(const std::vector<events::ScopeOutcome> &scopes)
{
    if (std::all_of(scopes.begin(), scopes.end(), isFullyGranted))
        return events::AuthResult::Granted;
    const bool some = std::any_of(scopes.begin(), scopes.end(),
                                  [](const auto &scope) { return !scope.granted.empty(); });
    return some ? events::AuthResult::PartlyGranted : events::AuthResult::Denied;
}

std::string denialReason(const std::vector<events::ScopeOutcome> &scopes)
{
    for (const events::ScopeOutcome &scope : scopes) {
        if (isFullyGranted(scope))
            continue;
        const std::string what = scope.type + ':' + scope.name;
        if (scope.rule)
            return "the rule that decides about " + what + " does not grant every requested action";
        if (!scope.authorizer.empty())
            return scope.authorizer + " does not grant every requested action on " + what;
        return "no access rule matches " + what;
    }
    return {};
}

} // namespace

TokenExchange::TokenExchange(std::shared_ptr<const Service> service, EventSink sink, Clock clock,
                             http::Cancellation cancelled, http::Responder respond)
    : m_service(std::move(service))
    , m_sink(std::move(sink))
    , m_clock(std::move(clock))
    , m_cancelled(std::move(cancelled))
    , m_respond(std::move(respond))
    , m_started(std::chrono::steady_clock::now())
{}

void TokenExchange::start(const http::Request &request, const http::Peer &peer)
{
    TokenRequestOutcome outcome = readTokenRequest(request, peer, m_service->clientAddress);
    m_request = std::move(outcome.request);
    m_isPost = request.method == "POST";

    m_event.time = m_clock();
    m_event.requestId = tls::randomHex(8);
    m_event.account = m_request.account;
    m_event.clientAddress = m_request.clientAddress;
    m_event.peerAddress = peer.address;
    m_event.service = m_request.service;
    m_event.tls = peer.tls;
    m_event.tlsProtocol = peer.tlsProtocol;
    m_event.generation = m_service->generation;
    if (const std::string *agent = request.header("User-Agent"))
        m_event.userAgent = agent->substr(0, kMaxUserAgent);
    m_event.scopes.reserve(m_request.scopes.size()); // whatever becomes of the request
    for (Scope &scope : m_request.scopes)
        m_event.scopes.push_back({std::move(scope.type),
                                  std::move(scope.name),
                                  std::move(scope.actions),
                                  {},
                                  {},
                                  {},
                                  {}});
    m_request.scopes.clear();

    if (!outcome.error.empty())
        return refuse(events::AuthResult::BadRequest, 400, outcome.error,
                      "Bad request: " + outcome.error);
    // Registry clients fall back to Basic authentication on 401, and some of them only then.
    if (m_request.isRefresh)
        return refuse(events::AuthResult::LoginFailed, 401, "refresh tokens are not supported",
                      "this server issues no refresh tokens; log in with account and password");

    authn::Attempt attempt{m_request.account, m_request.password, m_request.clientAddress,
                           m_request.service, m_cancelled};
    m_service->authenticator->authenticate(attempt, [self = shared_from_this()](authn::Verdict v) {
        self->handleAuthentication(std::move(v));
    });
}

void TokenExchange::handleAuthentication(authn::Verdict verdict)
{
    m_event.authenticator = verdict.authenticator;
    m_event.program = verdict.program;
    switch (verdict.outcome) {
    case authn::Outcome::Busy:
        return refuse(
            events::AuthResult::Busy, 503, verdict.reason,
            withRequestId("the server is busy checking passwords; try again in a second"));
    case authn::Outcome::Failed:
        return refuse(events::AuthResult::Error, 500, verdict.reason,
                      withRequestId("Authentication failed: the server could not check the "
                                    "password; its log has the reason"));
    case authn::Outcome::Refused:
    case authn::Outcome::NoMatch:
        return refuse(events::AuthResult::LoginFailed, 401, verdict.reason,
                      m_request.account.empty() ? "authentication required"
                                                : "wrong account or password");
    case authn::Outcome::Accepted:
        break;
    }
    m_aclRequest.account = m_request.account;
    m_aclRequest.service = m_request.service;
    m_aclRequest.ip = m_request.ip;
    m_aclRequest.labels = std::move(verdict.labels);
    authorizeFrom(0);
}

void TokenExchange::authorizeFrom(std::size_t index)
{
    for (; index < m_event.scopes.size(); ++index) {
        const events::ScopeOutcome &scope = m_event.scopes[index];
        m_aclRequest.type = scope.type;
        m_aclRequest.name = scope.name;
        m_aclRequest.actions = scope.requested;
        m_callingAuthorizer = true;
        m_authorizerAnswered = false;
        m_service->authorizer->authorize(
            m_aclRequest, m_cancelled, [self = shared_from_this(), index](authz::Verdict verdict) {
                const bool goOn = self->takeScopeVerdict(index, std::move(verdict));
                self->m_authorizerAnswered = true;
                if (goOn && !self->m_callingAuthorizer)
                    self->authorizeFrom(index + 1);
            });
        m_callingAuthorizer = false;
        if (!m_authorizerAnswered || m_ended)
            return;
    }
    issue();
}

bool TokenExchange::takeScopeVerdict(std::size_t index, authz::Verdict verdict)
{
    if (!verdict.program.empty())
        m_event.program = verdict.program;
    if (verdict.outcome == authz::Outcome::Busy) {
        refuse(events::AuthResult::Busy, 503, verdict.reason,
               withRequestId("the server is busy checking permissions; try again in a second"));
        return false;
    }
    if (verdict.outcome == authz::Outcome::Failed) {
        refuse(events::AuthResult::Error, 500, verdict.reason,
               withRequestId("Authorization failed: the server could not check the permissions; "
                             "its log has the reason"));
        return false;
    }
    events::ScopeOutcome &outcome = m_event.scopes[index];
    outcome.granted = std::move(verdict.actions);
    outcome.rule = verdict.rule;
    outcome.ruleComment = std::move(verdict.ruleComment);
    outcome.authorizer = std::move(verdict.authorizer);
    return true;
}

void TokenExchange::issue()
{
    std::vector<Access> access;
    access.reserve(m_event.scopes.size());
    for (const events::ScopeOutcome &scope : m_event.scopes)
        access.push_back({scope.type, scope.name, scope.granted});

    const auto issued =
        m_service->issuer.issue(m_request.account, m_request.service, access, m_clock());
    if (!issued)
        return refuse(events::AuthResult::Error, 500, issued.error().detail,
                      withRequestId("the server could not sign the token; its log has the reason"));

    m_event.result = resultOf(m_event.scopes);
    if (m_event.result != events::AuthResult::Granted)
        m_event.reason = denialReason(m_event.scopes);

    http::Response response;
    response.headers = {{"Content-Type", "application/json"},
                        {"Cache-Control", "no-store"}, // RFC 6749 5.1
                        {"Pragma", "no-cache"}};
    std::string &body = response.body;
    body.reserve(2 * issued->token.size() + 192);
    // A compact JWS is base64url and dots: nothing to escape.
    body.append("{\"token\":\"").append(issued->token);
    body.append("\",\"access_token\":\"").append(issued->token);
    body.append("\",\"expires_in\":").append(std::to_string(issued->expiresIn.count()));
    body.append(",\"issued_at\":\"").append(rfc3339(issued->issuedAt)).append("\"");
    if (m_isPost) { // RFC 6749 5.1 and distribution's OAuth2 form ask for it
        body += ",\"token_type\":\"Bearer\",\"scope\":";
        json::appendString(body, grantedScope(m_event.scopes));
    }
    body += "}\n";
    finish(std::move(response));
}

void TokenExchange::refuse(events::AuthResult result, int status, std::string reason,
                           std::string_view message)
{
    m_event.result = result;
    m_event.reason = std::move(reason);
    http::Response response = errorResponse(status, message);
    if (status == 401)
        response.headers.emplace_back("WWW-Authenticate",
                                      "Basic realm=" + json::quoted(m_service->issuer.name()));
    if (status == 503)
        response.headers.emplace_back("Retry-After", "1"); // seconds, RFC 9110 10.2.3
    finish(std::move(response));
}

void TokenExchange::finish(http::Response response)
{
    m_ended = true;
    m_event.status = response.status;
    m_event.duration = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - m_started);
    response.headers.emplace_back("X-Request-Id", m_event.requestId);
    if (m_service->hsts)
        response.headers.emplace_back("Strict-Transport-Security",
                                      "max-age=63072000; includeSubDomains");
    m_sink(std::move(m_event));
    m_respond(std::move(response));
}

std::string TokenExchange::withRequestId(std::string_view message) const
{
    return std::string(message) + " (request " + m_event.requestId + ')';
}

} // namespace wharfgate::token
