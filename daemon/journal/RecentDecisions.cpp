// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/journal/RecentDecisions.h"

#include "shared/base/Text.h"
#include "shared/base/Utf8.h"

#include <utility>

namespace wharfgate::journal {

namespace {

void repair(std::string &text)
{
    if (!text::isValidUtf8(text))
        text = utf8::repaired(text);
}

void repair(events::AuthEvent &event)
{
    for (std::string *text :
         {&event.account, &event.clientAddress, &event.peerAddress, &event.service, &event.reason,
          &event.authenticator, &event.userAgent, &event.program})
        repair(*text);
    for (events::ScopeOutcome &scope : event.scopes) {
        for (std::string *text : {&scope.type, &scope.name, &scope.ruleComment, &scope.authorizer})
            repair(*text);
        for (auto *actions : {&scope.requested, &scope.granted}) {
            for (std::string &action : *actions)
                repair(action);
        }
    }
}

} // namespace

RecentDecisions::RecentDecisions(std::chrono::system_clock::time_point now)
    : m_counters(now)
    , m_activity(now)
{}

void RecentDecisions::take(std::vector<events::AuthEvent> batch)
{
    std::vector<EventRing::Event> events;
    events.reserve(batch.size());
    for (events::AuthEvent &event : batch) {
        repair(event);
        m_activity.note(event);
        events.push_back(std::make_shared<const events::AuthEvent>(std::move(event)));
    }
    m_counters.count(events);
    m_ring.append(events);
}

} // namespace wharfgate::journal
