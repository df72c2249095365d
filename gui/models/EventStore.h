// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/StringPool.h"
#include "shared/events/AuthEvent.h"

#include <QtGlobal>

#include <cstdint>
#include <deque>

namespace wharfgate::gui {

/// One row of the log: an event in compact form, or a mark between events. Its texts belong to the
/// EventStore that made it.
struct EventRow
{
    enum class Kind : std::uint8_t
    {
        Event,
        RulesChanged, ///< the configuration in force became another one here
        Gap,          ///< events are missing here
        Disconnected,
        Reconnected,
        Partial ///< only what matched a filter was loaded from before this
    };
    std::int64_t time = 0;       // milliseconds since 1970, UTC
    std::uint64_t requestId = 0; // as a number, or a text's id: hasTextId
    std::uint32_t duration = 0;  // microseconds
    StringPool::Id account = 0;
    StringPool::Id client = 0;
    StringPool::Id peer = 0;
    StringPool::Id service = 0;
    StringPool::Id scopes = 0; // encodeScopes()
    StringPool::Id reason = 0; // of a mark: its text
    StringPool::Id userAgent = 0;
    StringPool::Id program = 0;
    StringPool::Id authenticator = 0;
    StringPool::Id tlsProtocol = 0;
    std::uint16_t status = 0;
    events::AuthResult result = events::AuthResult::Error;
    Kind kind = Kind::Event;
    bool tls = false;
    bool hasTextId = false;

    bool isEvent() const { return kind == Kind::Event; }
};

/// The rows of a log in the order of their arrival. Rows keep their ordinal while others come and
/// go: older ones loaded later have lower, even negative ones.
class EventStore
{
public:
    EventStore() = default;
    Q_DISABLE_COPY_MOVE(EventStore)

    EventRow pack(const events::AuthEvent &event);
    EventRow packMark(EventRow::Kind kind, std::int64_t time, std::string_view text);
    /// For a row that is not added, or was taken out.
    void release(const EventRow &row);
    /// Not of a mark.
    events::AuthEvent unpack(const EventRow &row) const;
    std::string requestIdOf(const EventRow &row) const;

    void append(const EventRow &row) { m_rows.push_back(row); }
    void prepend(const EventRow &row);
    void dropFirst(std::size_t count);
    void clear();

    std::size_t size() const { return m_rows.size(); }
    /// By position, from 0.
    const EventRow &at(std::size_t position) const { return m_rows[position]; }
    const EventRow &byOrdinal(std::int64_t ordinal) const
    {
        return m_rows[static_cast<std::size_t>(ordinal - m_firstOrdinal)];
    }
    std::int64_t firstOrdinal() const { return m_firstOrdinal; }
    std::int64_t endOrdinal() const
    {
        return m_firstOrdinal + static_cast<std::int64_t>(m_rows.size());
    }
    const StringPool &pool() const { return m_pool; }
    /// An estimate of the memory in use.
    std::size_t bytes() const { return m_rows.size() * sizeof(EventRow) + m_pool.bytes(); }

private:
    StringPool m_pool;
    std::deque<EventRow> m_rows;
    std::int64_t m_firstOrdinal = 0;
};

/// The scopes of an event as one text, which rows share.
std::string encodeScopes(const std::vector<events::ScopeOutcome> &scopes);
/// The reverse; what is not the form of encodeScopes() ends the list.
std::vector<events::ScopeOutcome> decodeScopes(std::string_view text);
/// The same, replacing `out` and using its memory again.
void decodeScopes(std::string_view text, std::vector<events::ScopeOutcome> &out);

} // namespace wharfgate::gui
