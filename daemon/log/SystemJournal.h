// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/log/LogRecord.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wharfgate::log {

/// Name and value of a field of the journal, without the prefix WHARFGATE_ and in any case.
using JournalField = std::pair<std::string, std::string>;

/// The syslog priority (RFC 5424 6.2.1) of a level: 3 to 7.
int syslogPriority(Level level);

/// Records for systemd's journal in its native protocol
/// (https://systemd.io/JOURNAL_NATIVE_PROTOCOL/), so that journalctl can filter by priority and by
/// WHARFGATE_… fields. sd_journal_sendv(3) would block on a journal that does not read; this does
/// not. Belongs to whoever holds the logger's lock.
class SystemJournal
{
public:
    enum class Outcome
    {
        Sent,
        Stalled, ///< the journal does not read
        Absent   ///< the journal is not there, or does not take the record
    };

    /// Nothing unless the journal reads what is written to `descriptor` ($JOURNAL_STREAM,
    /// systemd.exec(5)).
    static std::optional<SystemJournal> behind(int descriptor);
    /// A journal that listens on another socket.
    explicit SystemJournal(std::string socketPath);
    SystemJournal(SystemJournal &&other) noexcept;
    SystemJournal &operator=(SystemJournal &&other) noexcept;
    ~SystemJournal();

    /// Waits up to `patience` for a journal that is behind.
    Outcome send(Level level, std::string_view message, const std::vector<JournalField> &fields,
                 std::chrono::milliseconds patience);

private:
    std::string m_path;
    int m_socket = -1;
};

} // namespace wharfgate::log
