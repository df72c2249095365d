// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/log/LogRecord.h"

#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

namespace wharfgate::log {

/// The newest records of the log, for the console. Bounded in number and size; safe on any thread.
class RecentRecords
{
public:
    static constexpr std::size_t kMost = 1000;
    static constexpr std::size_t kMostBytes = 1024 * 1024;

    void add(LogRecord record);
    /// The newest first.
    std::vector<LogRecord> newest(std::size_t limit) const;
    /// The last record that told of an error.
    std::optional<LogRecord> lastError() const;

private:
    mutable std::mutex m_mutex; // guards what follows
    std::deque<LogRecord> m_records;
    std::size_t m_bytes = 0;
    std::optional<LogRecord> m_lastError;
};

} // namespace wharfgate::log
