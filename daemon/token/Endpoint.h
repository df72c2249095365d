// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/http/RequestHandler.h"
#include "daemon/log/Logger.h"
#include "daemon/log/RateLimit.h"
#include "daemon/token/Service.h"
#include "shared/events/AuthEvent.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>

namespace wharfgate::token {

/// Where decision records go. Called on network threads; must not block.
using EventSink = std::function<void(events::AuthEvent)>;
/// The time; a parameter for tests.
using Clock = std::function<std::chrono::system_clock::time_point()>;

/// The application behind the HTTP server: the token endpoint ({prefix}/auth and
/// {prefix}/auth/token), the start page ({prefix}/) and the health check (/healthz). Safe on any
/// thread.
class Endpoint final : public http::RequestHandler
{
public:
    Endpoint(std::shared_ptr<const Service> service, EventSink sink, log::Logger &logger,
             Clock clock = &std::chrono::system_clock::now);

    /// Requests from now on use `service`; those under way keep theirs.
    void setService(std::shared_ptr<const Service> service);
    std::shared_ptr<const Service> service() const;

    void handle(http::Request request, const http::Peer &peer, http::Cancellation cancelled,
                http::Responder respond) override;
    http::Response malformed(int status, const std::string &reason,
                             const http::Peer &peer) override;

private:
    http::Response answerPage(const http::Request &request, const Service &service) const;

    std::atomic<std::shared_ptr<const Service>> m_service; // swapped whole by the main thread
    EventSink m_sink;
    log::Logger &m_logger;
    Clock m_clock;
    log::RateLimit m_ignoredAuthorization;
};

} // namespace wharfgate::token
