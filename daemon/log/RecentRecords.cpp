// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/log/RecentRecords.h"

#include <algorithm>

namespace wharfgate::log {

namespace {

std::size_t sizeOf(const LogRecord &record)
{
    std::size_t size =
        sizeof record + record.category.size() + record.event.size() + record.message.size();
    for (const auto &[key, value] : record.fields)
        size += sizeof record.fields.front() + key.size() + value.size();
    return size;
}

} // namespace

void RecentRecords::add(LogRecord record)
{
    const std::lock_guard guard(m_mutex);
    // The change of the level is told at every level, so it counts as an error.
    if (record.level == Level::Error && record.event != "log-level")
        m_lastError = record;
    m_bytes += sizeOf(record);
    m_records.push_back(std::move(record));
    while (m_records.size() > kMost || m_bytes > kMostBytes) {
        m_bytes -= sizeOf(m_records.front());
        m_records.pop_front();
    }
}

std::vector<LogRecord> RecentRecords::newest(std::size_t limit) const
{
    const std::lock_guard guard(m_mutex);
    const auto count = static_cast<std::ptrdiff_t>(std::min(limit, m_records.size()));
    return {m_records.rbegin(), m_records.rbegin() + count};
}

std::optional<LogRecord> RecentRecords::lastError() const
{
    const std::lock_guard guard(m_mutex);
    return m_lastError;
}

} // namespace wharfgate::log
