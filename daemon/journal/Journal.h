// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/Configuration.h"
#include "shared/events/AuthEvent.h"

#include <cstddef>
#include <memory>
#include <thread>

namespace wharfgate::log {
class Logger;
}

namespace wharfgate::journal {

class RecentDecisions;

/// Takes the record of every decision to the log (text or JSON, as the logger's format) and, if
/// configured, to a file of JSON lines, and remembers it for the console. A thread of its own
/// writes, so that no caller waits for a disk; if it falls behind by more than its queue holds,
/// records are dropped, counted, and the loss is logged. A file that cannot be written is reported
/// once a minute and does not stop anything.
class Journal
{
public:
    static constexpr std::size_t kDefaultQueue = 16'384; // some seconds at full load

    /// `logger` and `recent` outlive the journal; without `recent` nothing is remembered.
    Journal(log::Logger &logger, config::Journal settings, std::size_t maxQueue = kDefaultQueue,
            RecentDecisions *recent = nullptr);
    /// Writes what is queued.
    ~Journal();
    Journal(const Journal &) = delete;
    Journal &operator=(const Journal &) = delete;

    /// On any thread; never waits.
    void record(events::AuthEvent event);
    /// On any thread. Records not yet written go by the new settings.
    void reconfigure(config::Journal settings);
    /// Waits until all that was recorded before is written and remembered. Not on a network thread.
    void flush();

private:
    struct State;
    static void work(State &state);

    std::unique_ptr<State> m_state;
    std::thread m_thread;
};

} // namespace wharfgate::journal
