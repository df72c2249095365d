// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <deque>
#include <memory>

namespace wharfgate::gui {

/// A stream to a Unix domain socket. QLocalSocket gives up what was not read yet when a write
/// fails, and with it the last words of a daemon that stops; this one reads on to the end.
class LocalConnection final : public QObject
{
    Q_OBJECT

public:
    enum class Failure
    {
        NobodyListens,
        NoPermission,
        Other
    };

    explicit LocalConnection(QObject *parent = nullptr);
    ~LocalConnection() override;

    /// opened() or failed() follows, never at once.
    void open(const QString &path);
    void close();

    /// Never blocks; what the system does not take now waits in memory.
    void write(const QByteArray &bytes);
    /// While paused nothing is received, and the other side has to wait.
    void setReadingPaused(bool paused);

Q_SIGNALS:
    void opened();
    void failed(Failure failure, const QString &systemText);
    void received(const QByteArray &bytes);
    /// Some bytes have left, and more wait: the other side reads.
    void sentSome();
    /// The other side is gone, and everything it said was received.
    void ended();

private:
    void tryToConnect();
    void fail(Failure failure, int error);
    void readSome();
    void writeSome();
    void abandonWriting();

    int m_descriptor = -1;
    QByteArray m_path;
    QTimer m_connectTimer;
    std::unique_ptr<QSocketNotifier> m_readNotifier;
    std::unique_ptr<QSocketNotifier> m_writeNotifier;
    std::deque<QByteArray> m_unsent;
    qsizetype m_sentOfFirst = 0;
    bool m_canWrite = false;
};

} // namespace wharfgate::gui
