// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/FileSource.h"

#include "gui/client/InPool.h"

#include <QFile>
#include <QFileInfo>

#include <chrono>

namespace wharfgate::gui {

using namespace std::chrono_literals;

namespace {

/// Editors write in several steps.
constexpr auto kSettle = 100ms;

std::string nameOf(const QString &path)
{
    return QFile::encodeName(path).toStdString();
}

} // namespace

FileSource::FileSource(QObject *parent)
    : QObject(parent)
{
    m_settleTimer.setSingleShot(true);
    const auto settle = [this] { m_settleTimer.start(kSettle); };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, settle);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, settle);
    connect(&m_settleTimer, &QTimer::timeout, this, [this] {
        watch(); // a file that took another's place is not watched yet
        Q_EMIT touched();
    });
}

void FileSource::open(const QString &path)
{
    close();
    m_path = path;
    watch();
}

void FileSource::close()
{
    m_settleTimer.stop();
    m_path.clear();
    if (const QStringList watched = m_watcher.files() + m_watcher.directories(); !watched.isEmpty())
        m_watcher.removePaths(watched);
}

/// The file, what a symbolic link leads to, and the folders of both: a rename over the file is seen
/// in its folder only.
void FileSource::watch()
{
    QStringList wanted{m_path, QFileInfo(m_path).absolutePath()};
    if (const QString target = QFileInfo(m_path).canonicalFilePath(); !target.isEmpty())
        wanted << target << QFileInfo(target).absolutePath();
    wanted.removeDuplicates();
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    for (const QString &path : watched) {
        if (!wanted.contains(path))
            m_watcher.removePath(path);
    }
    for (const QString &path : std::as_const(wanted)) {
        if (!watched.contains(path) && QFileInfo::exists(path))
            m_watcher.addPath(path);
    }
}

Result<std::string> FileSource::read() const
{
    return config::readFileText(nameOf(m_path));
}

std::optional<std::string> FileSource::whyNotWritable() const
{
    return config::whyNotWritable(nameOf(m_path));
}

void FileSource::write(const std::string &text, const QString &expectedRevision, Written done)
{
    runInPool(
        this,
        [path = nameOf(m_path), text, revision = expectedRevision.toStdString()] {
            return config::writeConfigurationFile(path, text, revision);
        },
        std::move(done));
}

} // namespace wharfgate::gui
