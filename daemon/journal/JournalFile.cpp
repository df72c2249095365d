// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/journal/JournalFile.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace wharfgate::journal {

namespace {

auto failureOf(const std::string &what, int error)
{
    return failure(ErrorCode::Io, what + ": " + std::generic_category().message(error));
}

} // namespace

JournalFile::JournalFile(config::Journal settings)
    : m_settings(std::move(settings))
{}

JournalFile::~JournalFile()
{
    close();
}

void JournalFile::close()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    m_descriptor = -1;
    m_brokenLine = false;
}

Result<void> JournalFile::open()
{
    // Without waiting: a FIFO that nobody reads must not hold up the others.
    constexpr int kFlags = O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
    constexpr mode_t kMode = S_IRUSR | S_IWUSR | S_IRGRP;
    const char *path = m_settings.file.c_str();
    m_descriptor = ::open(path, kFlags);
    if (m_descriptor < 0 && errno == ENOENT) {
        m_descriptor = ::open(path, kFlags | O_CREAT | O_EXCL, kMode);
        if (m_descriptor >= 0)
            static_cast<void>(fchmod(m_descriptor, kMode)); // whatever the umask
    }
    struct stat status
    {};
    if (m_descriptor < 0 || fstat(m_descriptor, &status) != 0) {
        const int error = errno;
        close();
        return failureOf("cannot open " + m_settings.file, error);
    }
    m_isRegular = S_ISREG(status.st_mode);
    m_size = m_isRegular ? static_cast<std::uint64_t>(status.st_size) : 0;
    return {};
}

/// True if the name no longer leads to the open file.
bool JournalFile::wasMoved() const
{
    struct stat named
    {};
    struct stat opened
    {};
    if (stat(m_settings.file.c_str(), &named) != 0 || fstat(m_descriptor, &opened) != 0)
        return true;
    return named.st_ino != opened.st_ino || named.st_dev != opened.st_dev;
}

std::string JournalFile::rotatedName(int number) const
{
    return number == 0 ? m_settings.file : m_settings.file + '.' + std::to_string(number);
}

Result<void> JournalFile::rotate()
{
    close();
    if (m_settings.maxFiles <= 0) {
        if (unlink(m_settings.file.c_str()) != 0)
            return failureOf("cannot remove " + m_settings.file, errno);
        return open();
    }
    for (int number = m_settings.maxFiles; number > 0; --number) {
        const std::string from = rotatedName(number - 1);
        // The oldest is replaced. That there are fewer files yet is normal.
        if (std::rename(from.c_str(), rotatedName(number).c_str()) != 0 && errno != ENOENT)
            return failureOf("cannot rename " + from, errno);
    }
    return open();
}

Result<void> JournalFile::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(m_descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return failureOf("cannot write to " + m_settings.file, written < 0 ? errno : EIO);
        m_size += static_cast<std::uint64_t>(written);
        m_brokenLine = bytes[static_cast<std::size_t>(written) - 1] != '\n';
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Result<void> JournalFile::append(std::string_view lines)
{
    if (m_descriptor >= 0 && wasMoved())
        close();
    if (m_descriptor < 0) {
        if (const auto opened = open(); !opened)
            return opened;
    }
    if (m_brokenLine) {
        if (const auto ended = write("\n"); !ended)
            return ended;
    }
    while (!lines.empty()) {
        // As many whole lines as fit; one that is longer than a file may be gets a file of its own.
        std::size_t end = 0;
        while (end < lines.size()) {
            const std::size_t next = lines.find('\n', end);
            const std::size_t lineEnd = next == std::string_view::npos ? lines.size() : next + 1;
            if (m_isRegular && m_size + lineEnd > m_settings.maxBytes && m_size + end > 0)
                break;
            end = lineEnd;
        }
        if (end == 0) {
            if (const auto rotated = rotate(); !rotated)
                return rotated;
            continue;
        }
        if (const auto written = write(lines.substr(0, end)); !written)
            return written;
        lines.remove_prefix(end);
    }
    return {};
}

} // namespace wharfgate::journal
