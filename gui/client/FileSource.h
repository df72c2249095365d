// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"
#include "shared/config/ConfigurationFile.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <optional>
#include <string>

namespace wharfgate::gui {

/// A configuration file without a daemon: reads it, notices when it becomes another one, and writes
/// it on another thread.
class FileSource final : public QObject
{
    Q_OBJECT

public:
    using Written = std::function<void(const Result<config::WriteOutcome> &)>;

    explicit FileSource(QObject *parent = nullptr);

    /// From now on this file is watched; it need not exist.
    void open(const QString &path);
    void close();
    bool isOpen() const { return !m_path.isEmpty(); }

    Result<std::string> read() const;
    std::optional<std::string> whyNotWritable() const;
    /// Atomically and with a backup. `done` runs later on this thread; at most one at a time.
    void write(const std::string &text, const QString &expectedRevision, Written done);

Q_SIGNALS:
    /// The file may hold something else, or be gone, or be another one.
    void touched();

private:
    void watch();

    QString m_path;
    QFileSystemWatcher m_watcher;
    QTimer m_settleTimer;
};

} // namespace wharfgate::gui
