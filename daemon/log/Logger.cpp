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
{}

void Logger::write(Level level, std::string_view category, std::string_view event,
                   std::string_view message, std::initializer_list<Field> fields)
{
    if (!isEnabled(level))
        return;
    m_recent.add(recentRecord(level, category, event, message, fields));
    put(record(level, category, event, message, fields));
}

/// One line with its newline.
std::string Logger::record(Level level, std::string_view category, std::string_view event,
                           std::string_view message, std::initializer_list<Field> fields) const
{
    std::string line;
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
        line += timestamp();
        line += ' ';
        line += toString(level);
        line += ' ';
        line += category;
        line += '.';
        line += event;
        line += ": ";
        line += text::escaped(message, 4096);
        for (const Field &field : fields) {
            line += ' ';
            line += field.key;
            line += '=';
            text::appendWord(line, field.value, 4096);
        }
    }
    line += '\n';
    return line;
}

void Logger::put(const std::string &line)
{
    const std::lock_guard guard(m_mutex);
    if (m_dropped > 0) {
        if (!send(record(Level::Warning, "log", "records-dropped",
                         "The log was not read for a while; records were dropped.",
                         {{"count", m_dropped}}))) {
            ++m_dropped;
            return;
        }
        m_dropped = 0;
    }
    if (!send(line))
        ++m_dropped;
}

/// False if the reader does not read; `m_mutex` is held.
bool Logger::send(std::string_view bytes)
{
    bool endsBrokenLine = m_midLine;
    while (!bytes.empty()) {
        if (!waitUntilWritable(m_descriptor,
                               m_stalled ? std::chrono::milliseconds(0) : kPatience)) {
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

void Logger::writeLine(std::string_view line)
{
    if (!isEnabled(Level::Info))
        return;
    std::string whole(line);
    whole += '\n';
    put(whole);
}

} // namespace wharfgate::log
