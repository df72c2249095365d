// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/log/Logger.h"

#include "shared/base/Json.h"
#include "shared/base/Text.h"

#include <cerrno>
#include <chrono>
#include <climits>
#include <ctime>
#include <poll.h>
#include <unistd.h>

namespace wharfgate::log {

namespace {

/// How long a record waits for a slow reader. All that log wait behind it, so only the first does.
constexpr std::chrono::milliseconds kPatience{100};

constexpr std::size_t kMostOfValue = 4096;

/// RFC 3339 in UTC with milliseconds.
std::string timestamp()
{
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    tm utc{};
    gmtime_r(&now.tv_sec, &utc);
    char text[40];
    const std::size_t length = strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
    std::string out(text, length);
    const std::string milliseconds = std::to_string(now.tv_nsec / 1'000'000);
    out += '.';
    out.append(3 - milliseconds.size(), '0');
    out += milliseconds;
    out += 'Z';
    return out;
}

/// True if a write of up to PIPE_BUF bytes will not block.
bool waitUntilWritable(int descriptor, std::chrono::milliseconds limit)
{
    pollfd waiting{descriptor, POLLOUT, 0};
    int ready = -1;
    do {
        ready = ::poll(&waiting, 1, static_cast<int>(limit.count()));
    } while (ready < 0 && errno == EINTR);
    return ready != 0;
}

LogRecord recentRecord(Level level, std::string_view category, std::string_view event,
                       std::string_view message, std::initializer_list<Field> fields)
{
    constexpr std::size_t kMostOfText = 2048;
    LogRecord record{std::chrono::system_clock::now(),
                     level,
                     std::string(category),
                     std::string(event),
                     std::string(message.substr(0, kMostOfText)),
                     {}};
    for (const Field &field : fields)
        record.fields.emplace_back(field.key, field.value.substr(0, kMostOfText));
    return record;
}

} // namespace

std::string_view toString(Level level)
{
    switch (level) {
    case Level::Error:
        return "error";
    case Level::Warning:
        return "warning";
    case Level::Info:
        return "info";
    case Level::Debug:
        return "debug";
    }
    return "error";
}

Logger::Logger(int descriptor)
    : m_descriptor(descriptor)
    , m_journal(SystemJournal::behind(descriptor))
{}

Logger::Logger(int descriptor, SystemJournal journal)
    : m_descriptor(descriptor)
    , m_journal(std::move(journal))
{}

void Logger::write(Level level, std::string_view category, std::string_view event,
                   std::string_view message, std::initializer_list<Field> fields)
{
    if (!isEnabled(level))
        return;
    m_recent.add(recentRecord(level, category, event, message, fields));
    put(entry(level, category, event, message, fields));
}

Logger::Entry Logger::entry(Level level, std::string_view category, std::string_view event,
                            std::string_view message, std::initializer_list<Field> fields) const
{
    Entry entry{level, {}, {}, {}};
    std::string &line = entry.message;
    line.reserve(256);
    if (format() == Format::Json) {
        line += "{\"time\":\"" + timestamp() + "\",\"level\":\"";
        line += toString(level);
        line += "\",\"category\":";
        json::appendString(line, category);
        line += ",\"event\":";
        json::appendString(line, event);
        line += ",\"message\":";
        json::appendString(line, message);
        for (const Field &field : fields) {
            line += ',';
            json::appendString(line, field.key);
            line += ':';
            json::appendString(line, field.value);
        }
        line += '}';
    } else {
        entry.time = timestamp();
        entry.time += ' ';
        entry.time += toString(level);
        entry.time += ' ';
        line += category;
        line += '.';
        line += event;
        line += ": ";
        line += text::escaped(message, kMostOfValue);
        for (const Field &field : fields) {
            line += ' ';
            line += field.key;
            line += '=';
            text::appendWord(line, field.value, kMostOfValue);
        }
    }
    if (!m_journal)
        return entry;
    entry.fields.emplace_back("category", category);
    entry.fields.emplace_back("event", event);
    for (const Field &field : fields)
        entry.fields.emplace_back(field.key, field.value.substr(0, kMostOfValue));
    return entry;
}

void Logger::put(const Entry &entry)
{
    const std::lock_guard guard(m_mutex);
    if (m_dropped > 0) {
        if (!send(this->entry(Level::Warning, "log", "records-dropped",
                              "The log was not read for a while; records were dropped.",
                              {{"count", m_dropped}}))) {
            ++m_dropped;
            return;
        }
        m_dropped = 0;
    }
    if (!send(entry))
        ++m_dropped;
}

std::chrono::milliseconds Logger::patience() const
{
    return m_stalled ? std::chrono::milliseconds(0) : kPatience;
}

/// False if the reader does not read; `m_mutex` is held.
bool Logger::send(const Entry &entry)
{
    if (!m_journal)
        return sendLine(entry.time + entry.message + '\n');
    switch (m_journal->send(entry.level, entry.message, entry.fields, patience())) {
    case SystemJournal::Outcome::Sent:
        m_stalled = false;
        return true;
    case SystemJournal::Outcome::Stalled:
        m_stalled = true;
        return false;
    case SystemJournal::Outcome::Absent:
        break;
    }
    // sd-daemon(3): the priority of a line.
    return sendLine('<' + std::to_string(syslogPriority(entry.level)) + '>' + entry.message + '\n');
}

/// False if the reader does not read; `m_mutex` is held.
bool Logger::sendLine(std::string_view bytes)
{
    bool endsBrokenLine = m_midLine;
    while (!bytes.empty()) {
        if (!waitUntilWritable(m_descriptor, patience())) {
            m_stalled = true;
            return false;
        }
        const std::string_view chunk =
            endsBrokenLine ? std::string_view("\n") : bytes.substr(0, PIPE_BUF);
        const ssize_t written = ::write(m_descriptor, chunk.data(), chunk.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0 && errno == EAGAIN) { // another process was quicker
            m_stalled = true;
            return false;
        }
        if (written <= 0)
            return true; // a log that cannot be written must not stop the service
        m_stalled = false;
        m_midLine = chunk[static_cast<std::size_t>(written) - 1] != '\n';
        if (!std::exchange(endsBrokenLine, false))
            bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

void Logger::error(std::string_view category, std::string_view event, std::string_view message,
                   std::initializer_list<Field> fields)
{
    write(Level::Error, category, event, message, fields);
}

void Logger::warning(std::string_view category, std::string_view event, std::string_view message,
                     std::initializer_list<Field> fields)
{
    write(Level::Warning, category, event, message, fields);
}

void Logger::info(std::string_view category, std::string_view event, std::string_view message,
                  std::initializer_list<Field> fields)
{
    write(Level::Info, category, event, message, fields);
}

void Logger::debug(std::string_view category, std::string_view event, std::string_view message,
                   std::initializer_list<Field> fields)
{
    write(Level::Debug, category, event, message, fields);
}

void Logger::writeLine(std::string_view line, std::vector<JournalField> fields)
{
    if (isEnabled(Level::Info))
        put({Level::Info, {}, std::string(line), std::move(fields)});
}

} // namespace wharfgate::log
