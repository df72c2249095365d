// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/token/Endpoint.h"

#include "daemon/token/ErrorResponse.h"
#include "daemon/token/TokenExchange.h"

#include <string_view>

namespace wharfgate::token {

namespace {

constexpr std::string_view kAllowedMethods = "GET, HEAD, POST";

bool isAllowedMethod(std::string_view method)
{
    return method == "GET" || method == "HEAD" || method == "POST";
}

std::string htmlEscaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '&':
            out += "&amp;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

/// The path below the prefix, or nothing if the path is not below it.
std::string_view belowPrefix(std::string_view path, std::string_view prefix)
{
    return path.starts_with(prefix) ? path.substr(prefix.size()) : std::string_view();
}

enum class Route
{
    Token,
    Index,
    Health,
    Jwks,
    Server,
    None
};

Route routeOf(const http::Request &request, const Service &service)
{
    if (request.path == "*" && request.method == "OPTIONS")
        return Route::Server;
    const std::string_view path = belowPrefix(request.path, service.pathPrefix);
    if (path == "/auth" || path == "/auth/token")
        return Route::Token;
    if (path == "/")
        return Route::Index;
    if (path == "/healthz" || request.path == "/healthz")
        return Route::Health;
    if (path == "/jwks.json" && service.servesJwks)
        return Route::Jwks;
    return Route::None;
}

} // namespace

Endpoint::Endpoint(std::shared_ptr<const Service> service, EventSink sink, log::Logger &logger,
                   Clock clock)
    : m_service(std::move(service))
    , m_sink(std::move(sink))
    , m_logger(logger)
    , m_clock(std::move(clock))
{}

void Endpoint::setService(std::shared_ptr<const Service> service)
{
    m_service.store(std::move(service));
}

std::shared_ptr<const Service> Endpoint::service() const
{
    return m_service.load();
}

void Endpoint::handle(http::Request request, const http::Peer &peer, http::Cancellation cancelled,
                      http::Responder respond)
{
    std::shared_ptr<const Service> service = m_service.load();
    if (routeOf(request, *service) != Route::Token || !isAllowedMethod(request.method))
        return respond(answerPage(request, *service));

    const auto exchange = std::make_shared<TokenExchange>(std::move(service), m_sink, m_clock,
                                                          std::move(cancelled), std::move(respond));
    exchange->start(request, peer);
    if (exchange->ignoredAuthorization()) {
        if (const auto heldBack = m_ignoredAuthorization.pass())
            m_logger.warning(
                "http", "authorization-ignored",
                "An Authorization header that is not valid Basic authentication counts "
                "as no credentials.",
                {{"peer", peer.address}, {"held_back", static_cast<std::int64_t>(*heldBack)}});
    }
}

http::Response Endpoint::answerPage(const http::Request &request, const Service &service) const
{
    const Route route = routeOf(request, service);
    http::Response response;
    if (route == Route::None) {
        response =
            errorResponse(404, "Not found: the token endpoint is " + service.pathPrefix + "/auth");
    } else if (route != Route::Server && !isAllowedMethod(request.method)) {
        response =
            errorResponse(405, "this path answers " + std::string(kAllowedMethods) + " only");
        response.headers.emplace_back("Allow", kAllowedMethods);
    } else if (route == Route::Index) {
        response.headers = {{"Content-Type", "text/html; charset=utf-8"}};
        response.body = "<h1>" + htmlEscaped(service.issuer.name()) + "</h1>\n";
    } else if (route == Route::Health) {
        response.headers = {{"Content-Type", "text/plain; charset=utf-8"},
                            {"Cache-Control", "no-store"}};
        response.body = "ok\n";
    } else if (route == Route::Jwks) {
        // RFC 7517 8.5.2. Short, so that a new key is seen soon after a rotation.
        response.headers = {{"Content-Type", "application/jwk-set+json"},
                            {"Cache-Control", "max-age=60"}};
        response.body = service.issuer.jwks();
    }
    if (service.hsts)
        response.headers.emplace_back("Strict-Transport-Security",
                                      "max-age=63072000; includeSubDomains");
    return response;
}

http::Response Endpoint::malformed(int status, const std::string &reason, const http::Peer &peer)
{
    m_logger.debug("http", "malformed-request", reason,
                   {{"status", status}, {"peer", peer.address}});
    http::Response response = errorResponse(status, reason);
    response.closeConnection = true;
    return response;
}

} // namespace wharfgate::token
