// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIODevice>
#include <QSocketNotifier>

#include <memory>
#include <string>

namespace wharfgate::http {

/// A connected stream socket (TCP or Unix) as an unbuffered QIODevice. QTcpSocket would close both
/// directions when the client ends only its own (`nc -N`, `openssl s_client`), losing the answer,
/// and holds twice the memory. Reads go straight to the descriptor; bytes that the kernel does not
/// take at once are kept and sent when it does. Lives in one thread with a running event loop.
class StreamSocket final : public QIODevice
{
    Q_OBJECT
public:
    /// Takes `descriptor`, which is non-blocking, and closes it at the end.
    explicit StreamSocket(int descriptor, QObject *parent = nullptr);
    ~StreamSocket() override;
    Q_DISABLE_COPY_MOVE(StreamSocket)

    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override;
    qint64 bytesToWrite() const override;
    void close() override;

    /// Makes read() ask the kernel again. A read that found less than it had room for says that
    /// there is no more, and so do those after it, without a system call, until readyRead().
    void lookAgain() { m_drained = false; }
    /// No readyRead() until it is resumed.
    void setReadingPaused(bool paused);
    /// The client sends no more; it may still read.
    bool hasPeerFinished() const { return m_peerFinished; }
    /// The connection is broken: no byte goes either way.
    bool hasFailed() const { return m_failed; }
    /// Ends our direction. Only when bytesToWrite() is 0.
    void finishWriting();

    enum class PeerState
    {
        Connected,
        Finished,
        Gone
    };
    /// Asks the kernel, without reading, also while bytes wait unread.
    PeerState peerState() const;

Q_SIGNALS:
    /// Sending failed later than write().
    void failed();

protected:
    qint64 readData(char *data, qint64 capacity) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    void handleWritable();
    qint64 sendNow(const char *data, qint64 size);

    int m_descriptor;
    QSocketNotifier m_readNotifier;
    std::unique_ptr<QSocketNotifier> m_writeNotifier; // made when first needed
    std::string m_unsent;
    std::size_t m_sent = 0; // of m_unsent
    bool m_drained = false; // nothing to read since the last readyRead()
    bool m_peerFinished = false;
    bool m_failed = false;
};

} // namespace wharfgate::http
