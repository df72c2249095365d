// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"
#include "shared/events/AuthEvent.h"

#include <QJsonObject>

#include <chrono>
#include <memory>
#include <optional>

namespace wharfgate::events {

/// Which decisions somebody wants to see: object "filter" of PROTOCOL.md as a value. Cheap to copy;
/// matching is safe on any thread.
///
/// `type`, `name` and `rule` hold for one and the same scope of an event. An empty `account` asks
/// for anonymous requests, an empty `result` for nothing at all. `text` is searched for in every
/// text of the event, and in its scopes as they are requested: `repository:alice/app:pull,push`.
class EventFilter
{
public:
    using TimePoint = std::chrono::system_clock::time_point;

    static constexpr int kMaxDepth = 4;     // of filters within `not`
    static constexpr int kMaxFilters = 200; // within `not`, in total

    /// Matches everything.
    EventFilter();

    /// ErrorCode::InvalidInput with a sentence that names the member. Unknown members are ignored.
    static Result<EventFilter> fromJson(const QJsonObject &json);
    /// What fromJson() took, without unknown members.
    QJsonObject toJson() const { return m_json; }

    bool matches(const AuthEvent &event) const;
    /// True if it matches everything.
    bool isEmpty() const { return m_criteria == nullptr; }
    /// Nothing before this time matches.
    std::optional<TimePoint> from() const;

    bool operator==(const EventFilter &other) const { return m_json == other.m_json; }

private:
    struct Criteria;

    QJsonObject m_json;
    std::shared_ptr<const Criteria> m_criteria; // null: none
};

} // namespace wharfgate::events
