// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/Method.h"
#include "daemon/journal/EventRing.h"
#include "daemon/journal/JournalReader.h"
#include "shared/events/EventFilter.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <string>

namespace wharfgate::control {

/// One page of past decisions, newest first, from the ring or from the journal's files: the work of
/// `events.history`. Used on a worker thread.
class EventHistory
{
public:
    struct Query
    {
        events::EventFilter filter;
        std::size_t limit = 500;
    };

    static Reply fromRing(const journal::EventRing &ring, const QString &instance,
                          const Query &query, std::uint64_t before);
    static Reply fromFiles(const std::string &file, const Query &query,
                           std::optional<journal::JournalCursor> before);
};

/// The place before an event of the ring: "r-", the sequence number, "-", the daemon's instance.
QString ringCursor(std::uint64_t sequence, const QString &instance);
/// The sequence number of such a text, if it is one of any instance.
struct RingCursor
{
    std::uint64_t sequence = 0;
    QString instance;

    static std::optional<RingCursor> parse(const QString &text);
};

} // namespace wharfgate::control
