// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/events/AuthEvent.h"

#include <QObject>
#include <QSemaphore>
#include <QString>
#include <QStringList>

#include <atomic>
#include <memory>
#include <vector>

class QThread;

namespace wharfgate::gui {

/// Reads journal files (one JSON object a line) on a thread of its own and hands the entries over
/// in batches; it waits when they are not taken.
class LogFileReader final : public QObject
{
    Q_OBJECT

public:
    struct Summary
    {
        qint64 entries = 0;
        qint64 otherLines = 0; ///< no decisions, or not readable
        QString problem;       ///< why it ended early; empty: it did not
    };

    explicit LogFileReader(QObject *parent = nullptr);
    ~LogFileReader() override;

    /// The files of one log, rotated ones (FILE.2, FILE.1) before FILE itself.
    static QStringList inOrder(QStringList files);
    void start(const QStringList &files);
    void cancel();
    bool isRunning() const { return m_thread != nullptr; }

Q_SIGNALS:
    void batchRead(const std::vector<wharfgate::events::AuthEvent> &events);
    void progressed(int percent);
    void finished(const wharfgate::gui::LogFileReader::Summary &summary);

private:
    struct Shared
    {
        std::atomic<bool> cancelled{false}; // set by the owner, read by the reading thread
        QSemaphore room;                    // batches that may be on their way
    };
    void run(const QStringList &files, const std::shared_ptr<Shared> &shared);
    void readFile(const QString &name, qint64 total, qint64 &done, Summary &summary,
                  const std::shared_ptr<Shared> &shared);
    void handOver(std::vector<events::AuthEvent> batch, const std::shared_ptr<Shared> &shared);
    void finish(const Summary &summary);

    std::unique_ptr<QThread> m_thread;
    std::shared_ptr<Shared> m_shared;
};

} // namespace wharfgate::gui
