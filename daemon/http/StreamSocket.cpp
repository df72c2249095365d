// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/StreamSocket.h"

#include <cerrno>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace wharfgate::http {

StreamSocket::StreamSocket(int descriptor, QObject *parent)
    : QIODevice(parent)
    , m_descriptor(descriptor)
    , m_readNotifier(descriptor, QSocketNotifier::Read)
{
    connect(&m_readNotifier, &QSocketNotifier::activated, this, [this] {
        m_drained = false;
        Q_EMIT readyRead();
    });
    open(QIODevice::ReadWrite | QIODevice::Unbuffered);
}

StreamSocket::~StreamSocket()
{
    close();
}

void StreamSocket::close()
{
    if (m_descriptor < 0)
        return;
    m_readNotifier.setEnabled(false);
    m_writeNotifier.reset();
    ::close(m_descriptor);
    m_descriptor = -1;
    QIODevice::close();
}

qint64 StreamSocket::bytesAvailable() const
{
    int waiting = 0;
    if (m_descriptor >= 0)
        ::ioctl(m_descriptor, FIONREAD, &waiting);
    return QIODevice::bytesAvailable() + waiting;
}

qint64 StreamSocket::bytesToWrite() const
{
    return static_cast<qint64>(m_unsent.size() - m_sent);
}

void StreamSocket::setReadingPaused(bool paused)
{
    if (m_descriptor >= 0 && m_readNotifier.isEnabled() == paused)
        m_readNotifier.setEnabled(!paused);
}

void StreamSocket::finishWriting()
{
    if (m_descriptor >= 0)
        ::shutdown(m_descriptor, SHUT_WR);
}

StreamSocket::PeerState StreamSocket::peerState() const
{
    if (m_descriptor < 0 || m_failed)
        return PeerState::Gone;
    pollfd state{m_descriptor, POLLRDHUP, 0};
    ::poll(&state, 1, 0);
    if ((state.revents & (POLLERR | POLLHUP | POLLNVAL)) != 0)
        return PeerState::Gone;
    return (state.revents & POLLRDHUP) != 0 ? PeerState::Finished : PeerState::Connected;
}

qint64 StreamSocket::readData(char *data, qint64 capacity)
{
    if (m_descriptor < 0 || m_failed)
        return -1;
    if (m_drained)
        return 0;
    while (true) {
        const ssize_t count = ::recv(m_descriptor, data, static_cast<std::size_t>(capacity), 0);
        m_drained = count < capacity;
        if (count > 0)
            return count;
        if (count == 0) {
            m_peerFinished = true;
            m_drained = false; // the end is told each time
            return -1;
        }
        if (errno == EINTR)
            continue;
        if (errno == EAGAIN)
            return 0;
        m_failed = true;
        return -1;
    }
}

/// The number of bytes the kernel took, 0 if it takes none now, -1 if the connection is broken.
qint64 StreamSocket::sendNow(const char *data, qint64 size)
{
    while (true) {
        const ssize_t count =
            ::send(m_descriptor, data, static_cast<std::size_t>(size), MSG_NOSIGNAL);
        if (count >= 0)
            return count;
        if (errno == EINTR)
            continue;
        if (errno == EAGAIN)
            return 0;
        m_failed = true;
        return -1;
    }
}

qint64 StreamSocket::writeData(const char *data, qint64 size)
{
    if (m_descriptor < 0 || m_failed)
        return -1;
    qint64 sent = 0;
    if (m_unsent.empty()) {
        sent = sendNow(data, size);
        if (sent < 0)
            return -1;
        if (sent == size)
            return size;
    }
    m_unsent.append(data + sent, static_cast<std::size_t>(size - sent));
    if (!m_writeNotifier) {
        m_writeNotifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Write);
        connect(m_writeNotifier.get(), &QSocketNotifier::activated, this,
                &StreamSocket::handleWritable);
    } else {
        m_writeNotifier->setEnabled(true);
    }
    return size;
}

void StreamSocket::handleWritable()
{
    const qint64 sent = sendNow(m_unsent.data() + m_sent, bytesToWrite());
    if (sent < 0) {
        m_writeNotifier->setEnabled(false);
        Q_EMIT failed();
        return;
    }
    m_sent += static_cast<std::size_t>(sent);
    if (m_sent == m_unsent.size()) {
        std::string().swap(m_unsent);
        m_sent = 0;
        m_writeNotifier->setEnabled(false);
    }
    if (sent > 0)
        Q_EMIT bytesWritten(sent);
}

} // namespace wharfgate::http
