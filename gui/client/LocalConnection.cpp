// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/LocalConnection.h"

#include <QFile>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace wharfgate::gui {

using namespace std::chrono_literals;

namespace {

/// For a daemon whose queue of new connections is full at the moment.
constexpr auto kConnectPause = 100ms;
/// Read in one turn of the event loop.
constexpr qsizetype kReadBytes = 256 * 1024;

} // namespace

LocalConnection::LocalConnection(QObject *parent)
    : QObject(parent)
{
    m_connectTimer.setSingleShot(true);
    connect(&m_connectTimer, &QTimer::timeout, this, &LocalConnection::tryToConnect);
}

LocalConnection::~LocalConnection()
{
    close();
}

void LocalConnection::open(const QString &path)
{
    close();
    m_path = QFile::encodeName(path);
    m_connectTimer.start(0ms); // so that the answer never comes from within this call
}

void LocalConnection::close()
{
    m_connectTimer.stop();
    m_canWrite = false;
    m_unsent.clear();
    m_sentOfFirst = 0;
    // close() may be called from a handler of their signals.
    for (auto *notifier : {&m_readNotifier, &m_writeNotifier}) {
        if (!*notifier)
            continue;
        (*notifier)->setEnabled(false);
        notifier->release()->deleteLater();
    }
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

void LocalConnection::tryToConnect()
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (m_path.isEmpty() || m_path.size() >= static_cast<qsizetype>(sizeof address.sun_path) ||
        m_path.contains('\0')) {
        fail(Failure::Other, m_path.isEmpty() ? ENOENT : ENAMETOOLONG);
        return;
    }
    std::memcpy(address.sun_path, m_path.constData(), static_cast<std::size_t>(m_path.size()));
    m_descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    // The interface of the system's sockets is made that way.
    if (m_descriptor < 0 || ::connect(m_descriptor, reinterpret_cast<const sockaddr *>(&address),
                                      sizeof address) != 0) {
        const int error = errno;
        if (m_descriptor >= 0 && error == EAGAIN) {
            ::close(std::exchange(m_descriptor, -1));
            m_connectTimer.start(kConnectPause);
            return;
        }
        const bool isAbsent = error == ENOENT || error == ENOTDIR || error == ECONNREFUSED;
        const bool isRefusal = error == EACCES || error == EPERM;
        fail(isAbsent    ? Failure::NobodyListens
             : isRefusal ? Failure::NoPermission
                         : Failure::Other,
             error);
        return;
    }
    m_readNotifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    m_writeNotifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Write);
    m_writeNotifier->setEnabled(false);
    connect(m_readNotifier.get(), &QSocketNotifier::activated, this, &LocalConnection::readSome);
    connect(m_writeNotifier.get(), &QSocketNotifier::activated, this, &LocalConnection::writeSome);
    m_canWrite = true;
    Q_EMIT opened();
}

void LocalConnection::fail(Failure failure, int error)
{
    close();
    Q_EMIT failed(failure, QString::fromLocal8Bit(::strerror(error)));
}

void LocalConnection::setReadingPaused(bool paused)
{
    if (m_readNotifier && m_readNotifier->isEnabled() == paused)
        m_readNotifier->setEnabled(!paused);
}

void LocalConnection::readSome()
{
    QByteArray bytes(kReadBytes, Qt::Uninitialized);
    const ssize_t count =
        ::recv(m_descriptor, bytes.data(), static_cast<std::size_t>(bytes.size()), 0);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (count > 0) {
        bytes.truncate(count);
        Q_EMIT received(bytes);
        return;
    }
    close();
    Q_EMIT ended();
}

void LocalConnection::write(const QByteArray &bytes)
{
    if (!m_canWrite || bytes.isEmpty())
        return;
    m_unsent.push_back(bytes);
    m_writeNotifier->setEnabled(true);
}

void LocalConnection::writeSome()
{
    bool hasSent = false;
    while (!m_unsent.empty()) {
        const QByteArray &first = m_unsent.front();
        const ssize_t count =
            ::send(m_descriptor, first.constData() + m_sentOfFirst,
                   static_cast<std::size_t>(first.size() - m_sentOfFirst), MSG_NOSIGNAL);
        if (count < 0) {
            if (errno == EINTR)
                continue;
            if (errno != EAGAIN)
                abandonWriting();
            break;
        }
        hasSent = true;
        m_sentOfFirst += count;
        if (m_sentOfFirst == first.size()) {
            m_unsent.pop_front();
            m_sentOfFirst = 0;
        }
    }
    if (m_unsent.empty())
        m_writeNotifier->setEnabled(false);
    else if (hasSent)
        Q_EMIT sentSome();
}

/// The other side is gone. What it said before is still to be read.
void LocalConnection::abandonWriting()
{
    m_canWrite = false;
    m_unsent.clear();
    m_sentOfFirst = 0;
}

} // namespace wharfgate::gui
