// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/log/RecentRecords.h"
#include "daemon/log/SystemJournal.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wharfgate::log {

enum class Format
{
    Text,
    Json
};

/// One key and value of a log record.
struct Field
{
    std::string_view key;
    std::string value;

    Field(std::string_view k, std::string v)
        : key(k)
        , value(std::move(v))
    {}
    Field(std::string_view k, std::string_view v)
        : key(k)
        , value(v)
    {}
    Field(std::string_view k, const char *v)
        : key(k)
        , value(v)
    {}
    Field(std::string_view k, std::int64_t v)
        : key(k)
        , value(std::to_string(v))
    {}
    Field(std::string_view k, int v)
        : key(k)
        , value(std::to_string(v))
    {}
};

/// Writes structured records as text or JSON lines to a descriptor (standard error); control
/// characters of values are escaped. If systemd's journal reads the descriptor, records go to it
/// with their priority and fields instead of as lines. A reader that stops reading must not stop
/// the service: after 100 ms records are dropped, counted, and reported when it reads again. Safe
/// on any thread. Callers never pass secrets.
class Logger
{
public:
    explicit Logger(int descriptor = 2);
    /// Records go to `journal`, and to the descriptor while it is not there.
    Logger(int descriptor, SystemJournal journal);

    void setLevel(Level level) { m_level.store(level, std::memory_order_relaxed); }
    Level level() const { return m_level.load(std::memory_order_relaxed); }
    void setFormat(Format format) { m_format.store(format, std::memory_order_relaxed); }
    Format format() const { return m_format.load(std::memory_order_relaxed); }
    bool isEnabled(Level level) const { return level <= this->level(); }

    /// `category` is the module ("net", "config", "authn"), `event` a stable name
    /// ("reload-failed"), `message` a sentence for people.
    void write(Level level, std::string_view category, std::string_view event,
               std::string_view message, std::initializer_list<Field> fields = {});
    void error(std::string_view category, std::string_view event, std::string_view message,
               std::initializer_list<Field> fields = {});
    void warning(std::string_view category, std::string_view event, std::string_view message,
                 std::initializer_list<Field> fields = {});
    void info(std::string_view category, std::string_view event, std::string_view message,
              std::initializer_list<Field> fields = {});
    void debug(std::string_view category, std::string_view event, std::string_view message,
               std::initializer_list<Field> fields = {});
    /// A line that is complete already (a decision record), at level info; `fields` are for the
    /// journal only.
    void writeLine(std::string_view line, std::vector<JournalField> fields = {});
    /// Whether anybody reads the fields of whole lines.
    bool takesFields() const { return m_journal.has_value(); }

    /// What was written, except whole lines.
    const RecentRecords &recentRecords() const { return m_recent; }

private:
    /// A record in the forms in which it may leave.
    struct Entry
    {
        Level level;
        std::string time;    // "2026-01-31T09:08:07.006Z info ", or empty
        std::string message; // a line without newline
        std::vector<JournalField> fields;
    };
    Entry entry(Level level, std::string_view category, std::string_view event,
                std::string_view message, std::initializer_list<Field> fields) const;
    void put(const Entry &entry);
    bool send(const Entry &entry);
    bool sendLine(std::string_view bytes);
    std::chrono::milliseconds patience() const;

    RecentRecords m_recent;
    int m_descriptor;
    std::atomic<Level> m_level{Level::Info};
    std::atomic<Format> m_format{Format::Text};
    std::mutex m_mutex;                     // one record at a time; guards what follows
    std::optional<SystemJournal> m_journal; // whether there is one never changes
    bool m_stalled = false;                 // the reader let the last record wait too long
    bool m_midLine = false;                 // of that record a part was written
    std::int64_t m_dropped = 0;             // records since then
};

} // namespace wharfgate::log
