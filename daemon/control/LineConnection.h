// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/ServerLimits.h"
#include "daemon/control/TokenBucket.h"
#include "daemon/net/FileDescriptor.h"
#include "shared/control/LineReader.h"

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <deque>

namespace wharfgate::control {

/// Lines over one stream socket: reads and writes without ever blocking, and holds no more than its
/// limits allow, whatever the other side does. Not a QLocalSocket, which gives up a connection that
/// the client has closed in one direction, and with it the answer.
class LineConnection final : public QObject
{
    Q_OBJECT

public:
    /// `socket` does not block. `limits` outlive it.
    LineConnection(net::FileDescriptor socket, const ServerLimits &limits,
                   QObject *parent = nullptr);

    LineReader &reader() { return m_reader; }
    const LineReader &reader() const { return m_reader; }
    /// Emits tooSlow() instead if too much waits already.
    void send(const QByteArray &line);
    qsizetype waiting() const { return m_waiting; }

    /// Says `lastWords`, reads nothing more and closes when all is written, or after a moment.
    void end(const QByteArray &lastWords = {});
    /// As end(), for a client that does not read: what waits is dropped for the last words.
    void abandon(const QByteArray &lastWords);
    void close();
    void pauseReading(std::chrono::milliseconds time);

Q_SIGNALS:
    void lineReceived(const QByteArray &line);
    /// A line is not ended yet and is long already.
    void lineGrew();
    void tooLong();
    /// The client sends nothing more; it may still read.
    void inputEnded();
    void tooSlow();
    void closed(); // the last signal

private:
    struct Block
    {
        QByteArray bytes;
        bool isLarge = false; // larger than the limit; one may wait at a time
    };
    void handleReadable();
    void handleInputEnd();
    void takeLines();
    void flush();
    void startEnding();
    void handleFlushed();

    const ServerLimits &m_limits;
    net::FileDescriptor m_socket;
    QSocketNotifier m_readable; // before the socket is closed, both are disabled
    QSocketNotifier m_writable;
    LineReader m_reader;
    TokenBucket m_bytes;
    std::deque<Block> m_blocks;
    qsizetype m_sent = 0;    // of the first block
    qsizetype m_waiting = 0; // without a large block
    bool m_hasLarge = false;
    bool m_hasInput = true; // until the client ends it
    bool m_isEnding = false;
    QTimer m_stall;
    QTimer m_linger;
    QTimer m_pause;
};

} // namespace wharfgate::control
