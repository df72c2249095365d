// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/log/SystemJournal.h"

#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace wharfgate::log {

namespace {

constexpr const char *kSocketPath = "/run/systemd/journal/socket";

/// Field names of the journal are upper-case letters, digits and underscores.
std::string fieldName(std::string_view key)
{
    std::string name = "WHARFGATE_";
    for (const char c : key) {
        const bool isLower = c >= 'a' && c <= 'z';
        const bool isKept = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (isLower)
            name += static_cast<char>(c - 'a' + 'A');
        else
            name += isKept ? c : '_';
    }
    return name;
}

void append(std::string &datagram, std::string_view name, std::string_view value)
{
    datagram += name;
    if (value.find('\n') == std::string_view::npos) {
        datagram += '=';
        datagram += value;
    } else { // the form for any bytes: a length of 64 bits, little endian
        datagram += '\n';
        for (unsigned shift = 0; shift < 64; shift += 8)
            datagram +=
                static_cast<char>((static_cast<std::uint64_t>(value.size()) >> shift) & 255);
        datagram += value;
    }
    datagram += '\n';
}

std::optional<std::uint64_t> number(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

} // namespace

int syslogPriority(Level level)
{
    switch (level) {
    case Level::Error:
        return 3;
    case Level::Warning:
        return 4;
    case Level::Info:
        return 6;
    case Level::Debug:
        return 7;
    }
    return 3;
}

std::optional<SystemJournal> SystemJournal::behind(int descriptor)
{
    const char *const value = std::getenv("JOURNAL_STREAM");
    if (value == nullptr)
        return std::nullopt;
    const std::string_view stream(value); // device and inode, "8:1234"
    const std::size_t colon = stream.find(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    const auto device = number(stream.substr(0, colon));
    const auto inode = number(stream.substr(colon + 1));
    struct stat info
    {};
    if (!device || !inode || ::fstat(descriptor, &info) != 0 || info.st_dev != *device ||
        info.st_ino != *inode)
        return std::nullopt;
    return SystemJournal(kSocketPath);
}

SystemJournal::SystemJournal(std::string socketPath)
    : m_path(std::move(socketPath))
    , m_socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
{}

SystemJournal::SystemJournal(SystemJournal &&other) noexcept
    : m_path(std::move(other.m_path))
    , m_socket(std::exchange(other.m_socket, -1))
{}

SystemJournal &SystemJournal::operator=(SystemJournal &&other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_socket, other.m_socket);
    return *this;
}

SystemJournal::~SystemJournal()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

SystemJournal::Outcome SystemJournal::send(Level level, std::string_view message,
                                           const std::vector<JournalField> &fields,
                                           std::chrono::milliseconds patience)
{
    std::string datagram;
    append(datagram, "PRIORITY", std::to_string(syslogPriority(level)));
    append(datagram, "SYSLOG_IDENTIFIER", "wharfgated");
    append(datagram, "MESSAGE", message);
    for (const auto &[key, value] : fields)
        append(datagram, fieldName(key), value);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (m_path.size() >= sizeof address.sun_path)
        return Outcome::Absent;
    std::memcpy(address.sun_path, m_path.data(), m_path.size());
    bool hasWaited = false;
    for (;;) {
        if (::sendto(m_socket, datagram.data(), datagram.size(), MSG_NOSIGNAL,
                     reinterpret_cast<const sockaddr *>(&address), sizeof address) >= 0)
            return Outcome::Sent;
        if (errno == EINTR)
            continue;
        if (errno != EAGAIN)
            return Outcome::Absent; // it restarts, or the record is too large
        if (hasWaited)
            return Outcome::Stalled;
        // Readiness of a socket that is not connected says nothing of the peer's queue: wait
        // without it.
        ::poll(nullptr, 0, static_cast<int>(patience.count()));
        hasWaited = true;
    }
}

} // namespace wharfgate::log
