// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/EventStore.h"
#include "shared/events/EventFilter.h"

#include <cstdint>
#include <memory>

namespace wharfgate::gui {

/// An EventFilter made ready for the rows of one EventStore: each text is looked at once, however
/// many rows share it, so that a million rows are filtered in the time of a few numbers each.
/// Answers exactly as EventFilter::matches() does. Belongs to one thread.
class EventMatcher
{
public:
    explicit EventMatcher(const events::EventFilter &filter);
    ~EventMatcher();
    EventMatcher(EventMatcher &&) noexcept;
    EventMatcher &operator=(EventMatcher &&) noexcept;

    /// Of an event of this store, which is always the same one; marks never match.
    bool matches(const EventStore &store, const EventRow &row);
    const events::EventFilter &filter() const { return m_filter; }

private:
    class Criteria;
    events::EventFilter m_filter;
    std::unique_ptr<Criteria> m_criteria;
};

} // namespace wharfgate::gui
