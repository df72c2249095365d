// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/log/Logger.h"

#include "shared/base/Json.h"
#include "shared/base/Text.h"

#include <cerrno>
#include <ctime>
#include <unistd.h>

namespace wharfgate::log {

namespace {

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

/// `value` bare if it is one plain word, else in double quotes with escapes: `key="two words"`.
void appendTextValue(std::string &out, std::string_view value)
{
    const bool bare = !value.empty() && value.find_first_of(" \"=\\") == std::string_view::npos &&
                      !text::hasControlCharacter(value) && text::isValidUtf8(value);
    if (bare) {
        out += value;
        return;
    }
    out += '"';
    for (const char c : text::escaped(value, 4096)) {
        if (c == '"')
            out += '\\';
        out += c;
    }
    out += '"';
}

void writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return; // a log that cannot be written must not stop the service
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
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
            appendTextValue(line, field.value);
        }
    }
    line += '\n';
    const std::lock_guard guard(m_mutex);
    writeAll(m_descriptor, line);
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
    const std::lock_guard guard(m_mutex);
    writeAll(m_descriptor, whole);
}

} // namespace wharfgate::log
