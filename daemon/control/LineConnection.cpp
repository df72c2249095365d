// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/LineConnection.h"

#include <array>
#include <cerrno>
#include <sys/socket.h>

namespace wharfgate::control {

namespace {

constexpr std::size_t kChunk = 64 * 1024;
/// Between two reads of one client the others get their turn.
constexpr int kChunksPerTurn = 4;
constexpr qsizetype kLongLine = 64 * 1024;

} // namespace

LineConnection::LineConnection(net::FileDescriptor socket, const ServerLimits &limits,
                               QObject *parent)
    : QObject(parent)
    , m_limits(limits)
    , m_socket(std::move(socket))
    , m_readable(m_socket.get(), QSocketNotifier::Read)
    , m_writable(m_socket.get(), QSocketNotifier::Write)
    , m_reader(limits.lineBeforeHello)
    , m_bytes(limits.bytesPerSecond, limits.byteBurst)
{
    m_writable.setEnabled(false);
    m_stall.setSingleShot(true);
    m_linger.setSingleShot(true);
    m_pause.setSingleShot(true);
    connect(&m_readable, &QSocketNotifier::activated, this, &LineConnection::handleReadable);
    connect(&m_writable, &QSocketNotifier::activated, this, &LineConnection::flush);
    connect(&m_stall, &QTimer::timeout, this, &LineConnection::close);
    connect(&m_linger, &QTimer::timeout, this, &LineConnection::close);
    connect(&m_pause, &QTimer::timeout, this,
            [this] { m_readable.setEnabled(m_hasInput && m_socket.isValid()); });
}

void LineConnection::handleReadable()
{
    std::array<char, kChunk> chunk; // NOLINT(*-member-init): recv(2) fills it
    for (int i = 0; i < kChunksPerTurn && m_socket.isValid() && m_readable.isEnabled(); ++i) {
        const ssize_t count = ::recv(m_socket.get(), chunk.data(), chunk.size(), MSG_DONTWAIT);
        if (count == 0)
            return handleInputEnd();
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return errno == EAGAIN ? void() : close();
        const double left = m_bytes.take(static_cast<double>(count));
        if (left < 0)
            pauseReading(m_bytes.timeFor(-left));
        if (m_isEnding)
            continue; // thrown away, so that the client gets the last words and no reset
        m_reader.append({chunk.data(), static_cast<qsizetype>(count)});
        takeLines();
    }
}

void LineConnection::handleInputEnd()
{
    m_hasInput = false;
    m_readable.setEnabled(false);
    if (m_isEnding && m_blocks.empty())
        close();
    else if (!m_isEnding)
        Q_EMIT inputEnded();
}

void LineConnection::takeLines()
{
    while (!m_isEnding) {
        const auto line = m_reader.next();
        if (!line)
            break;
        Q_EMIT lineReceived(*line);
    }
    if (!m_isEnding && m_reader.isTooLong())
        Q_EMIT tooLong();
    else if (!m_isEnding && m_reader.unfinished().size() > kLongLine)
        Q_EMIT lineGrew();
}

void LineConnection::send(const QByteArray &line)
{
    if (m_isEnding || !m_socket.isValid())
        return;
    const bool isLarge = line.size() > m_limits.outgoing;
    if (isLarge ? m_hasLarge : m_waiting + line.size() > m_limits.outgoing) {
        Q_EMIT tooSlow();
        return;
    }
    m_hasLarge |= isLarge;
    m_waiting += isLarge ? 0 : line.size();
    m_blocks.push_back({line, isLarge});
    if (m_blocks.size() == 1) {
        m_stall.start(m_limits.stallTimeout);
        flush();
    }
}

void LineConnection::flush()
{
    while (!m_blocks.empty() && m_socket.isValid()) {
        const Block &block = m_blocks.front();
        const ssize_t count = ::send(m_socket.get(), block.bytes.constData() + m_sent,
                                     static_cast<std::size_t>(block.bytes.size() - m_sent),
                                     MSG_DONTWAIT | MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && errno == EAGAIN)
            break;
        if (count < 0)
            return close();
        m_stall.start(m_limits.stallTimeout);
        m_sent += count;
        m_waiting -= block.isLarge ? 0 : count;
        if (m_sent < block.bytes.size())
            continue;
        m_hasLarge &= !block.isLarge;
        m_blocks.pop_front();
        m_sent = 0;
    }
    m_writable.setEnabled(m_socket.isValid() && !m_blocks.empty());
    if (m_blocks.empty())
        handleFlushed();
}

void LineConnection::handleFlushed()
{
    m_stall.stop();
    if (!m_isEnding || !m_socket.isValid())
        return;
    ::shutdown(m_socket.get(), SHUT_WR);
    if (!m_hasInput)
        close();
}

void LineConnection::end(const QByteArray &lastWords)
{
    if (m_isEnding || !m_socket.isValid())
        return;
    if (!lastWords.isEmpty()) {
        m_blocks.push_back({lastWords, false});
        m_waiting += lastWords.size();
    }
    startEnding();
}

void LineConnection::abandon(const QByteArray &lastWords)
{
    if (m_isEnding || !m_socket.isValid())
        return;
    // A line that is half sent must be completed, or the last words would be a part of it.
    if (m_sent > 0 && !m_blocks.front().isLarge)
        m_blocks.erase(m_blocks.begin() + 1, m_blocks.end());
    else if (m_sent > 0)
        return close();
    else
        m_blocks.clear();
    m_blocks.push_back({lastWords, false});
    startEnding();
}

void LineConnection::startEnding()
{
    m_isEnding = true;
    m_reader = LineReader(0); // gives its memory back
    m_linger.start(m_limits.lingerTimeout);
    flush();
}

void LineConnection::close()
{
    if (!m_socket.isValid())
        return;
    m_isEnding = true;
    for (QTimer *timer : {&m_stall, &m_linger, &m_pause})
        timer->stop();
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
    m_socket.reset();
    m_blocks.clear();
    Q_EMIT closed();
}

void LineConnection::pauseReading(std::chrono::milliseconds time)
{
    m_readable.setEnabled(false);
    if (!m_pause.isActive() || m_pause.remainingTimeAsDuration() < time)
        m_pause.start(time);
}

} // namespace wharfgate::control
