// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/events/AuthEvent.h"

namespace wharfgate::test {

/// A decision with something in every member.
inline events::AuthEvent sampleEvent()
{
    events::AuthEvent event;
    event.time =
        std::chrono::system_clock::time_point(std::chrono::milliseconds(1'769'850'487'006));
    event.requestId = "00c0ffee00c0ffee";
    event.account = "alice";
    event.clientAddress = "10.1.2.3";
    event.peerAddress = "127.0.0.1";
    event.service = "Docker registry";
    event.scopes.push_back(
        {"repository", "alice/app", {"pull", "push"}, {"pull"}, 3, "own", "acl"});
    event.scopes.push_back({"registry", "catalog", {"*"}, {}, std::nullopt, "", ""});
    event.result = events::AuthResult::PartlyGranted;
    event.status = 200;
    event.reason = "no access rule matches registry:catalog";
    event.authenticator = "static";
    event.duration = std::chrono::microseconds(1234);
    event.tls = true;
    event.tlsProtocol = "TLSv1.3";
    event.userAgent = "docker/24.0";
    event.program = "checked";
    return event;
}

} // namespace wharfgate::test
