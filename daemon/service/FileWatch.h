// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <string>
#include <vector>

namespace wharfgate::service {

/// Watches a few files and reports once when any of them has come to hold something else: written
/// in place, renamed over, or reached through a symbolic link that was swapped (as Kubernetes
/// does). Directories are watched too, and every few seconds the files are looked at, for file
/// systems that report nothing. Belongs to the main thread.
class FileWatch final : public QObject
{
    Q_OBJECT

public:
    explicit FileWatch(QObject *parent = nullptr);

    /// Replaces the list. What a new one holds now counts as seen; of those listed before, what
    /// they held then, so that a change made while they were read is still reported.
    void setFiles(std::vector<std::string> files);
    /// What the files hold now counts as seen: to be called before they are read.
    void lookAgain();
    /// The same for one file, which this process has written itself.
    void lookAgain(const std::string &file);

Q_SIGNALS:
    /// Some time after the last change, so that a file is not read half-written.
    void changed();

private:
    void handleEvent();
    void compare();
    void watchPaths();
    std::vector<std::string> fingerprints() const; // of m_files, as they are now

    std::vector<std::string> m_files;
    std::vector<std::string> m_seen; // fingerprint of each file
    QFileSystemWatcher m_watcher;
    QTimer m_quiet;
    QTimer m_poll;
};

/// Device, inode, size and modification time of what `file` leads to; "-" if there is nothing.
std::string fileFingerprint(const std::string &file);

} // namespace wharfgate::service
