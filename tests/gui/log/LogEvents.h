// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/events/AuthEvent.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include <chrono>
#include <string>

namespace wharfgate::test {

/// A denial of alice's push to team/app by rule 3, at a time that counts up with `number`.
inline events::AuthEvent denial(int number = 0)
{
    events::AuthEvent event;
    event.time =
        std::chrono::system_clock::time_point(std::chrono::seconds(1'800'000'000 + number));
    const std::string digits = std::to_string(number);
    event.requestId = std::string(16 - digits.size(), '0') + digits;
    event.account = "alice";
    event.clientAddress = "10.1.2.3";
    event.peerAddress = "10.1.2.3";
    event.service = "Docker registry";
    event.scopes = {{"repository", "team/app", {"pull", "push"}, {}, 3, "Developers", "acl"}};
    event.result = events::AuthResult::Denied;
    event.status = 200;
    event.reason = "No access.";
    event.authenticator = "static";
    event.duration = std::chrono::microseconds(420);
    event.tls = true;
    event.tlsProtocol = "TLSv1.3";
    event.userAgent = "docker/24.0";
    return event;
}

inline events::AuthEvent grantTo(const std::string &account, int number = 0)
{
    events::AuthEvent event = denial(number);
    event.account = account;
    event.result = events::AuthResult::Granted;
    event.reason.clear();
    event.scopes.front().granted = event.scopes.front().requested;
    return event;
}

inline events::AuthEvent randomEvent(QRandomGenerator &random, int number)
{
    const auto pick = [&random](std::initializer_list<const char *> of) {
        return std::string(of.begin()[random.bounded(static_cast<int>(of.size()))]);
    };
    events::AuthEvent event = denial(number);
    event.account = pick({"alice", "bob", "", "ci-builder", "caf\xc3\xa9", "*"});
    event.clientAddress = pick({"10.1.2.3", "192.168.0.7", "2001:db8::1", ""});
    event.service = pick({"Docker registry", "other"});
    event.result = static_cast<events::AuthResult>(random.bounded(7));
    event.program = pick({"", "said no"});
    event.scopes.clear();
    for (int i = random.bounded(3); i > 0; --i) {
        events::ScopeOutcome scope;
        scope.type = pick({"repository", "registry"});
        scope.name = pick({"team/app", "team/db", "catalog", "a/b/c"});
        scope.requested = {"pull"};
        if (random.bounded(2) == 0)
            scope.granted = {"pull"};
        if (random.bounded(2) == 0)
            scope.rule = static_cast<std::size_t>(random.bounded(4));
        event.scopes.push_back(scope);
    }
    return event;
}

inline QJsonObject jsonOf(const events::AuthEvent &event)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(events::toJson(event))).object();
}

} // namespace wharfgate::test
