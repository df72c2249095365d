// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/service/FileWatch.h"

#include <QStringList>

#include <algorithm>
#include <filesystem>
#include <set>
#include <sys/stat.h>

namespace wharfgate::service {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// How long the files must lie still before they are read.
constexpr auto kQuiet = 250ms;
constexpr auto kPoll = 5s;
/// Links followed at most, as the kernel does.
constexpr int kMaxLinks = 40;

/// The directories in which a change can make `path` lead elsewhere: that of the file, and that of
/// every symbolic link on the way.
void collectDirectories(fs::path path, std::set<std::string> &directories, int depth = 0)
{
    std::error_code error;
    path = fs::absolute(path, error).lexically_normal();
    directories.insert(path.parent_path().string());
    fs::path walked;
    for (const fs::path &component : path) {
        walked /= component;
        if (!fs::is_symlink(fs::symlink_status(walked, error)))
            continue;
        const fs::path target = fs::read_symlink(walked, error);
        if (error || depth >= kMaxLinks)
            return;
        directories.insert(walked.parent_path().string());
        fs::path next = walked.parent_path() / target;
        // An empty rest would add a slash, and the file would then pass for a directory.
        if (const fs::path rest = path.lexically_relative(walked); rest != ".")
            next /= rest;
        collectDirectories(next, directories, depth + 1);
        return;
    }
}

} // namespace

std::string fileFingerprint(const std::string &file)
{
    struct stat status
    {};
    if (::stat(file.c_str(), &status) != 0)
        return "-";
    std::string out;
    for (const auto number :
         {static_cast<long long>(status.st_dev), static_cast<long long>(status.st_ino),
          static_cast<long long>(status.st_size), static_cast<long long>(status.st_mtim.tv_sec),
          static_cast<long long>(status.st_mtim.tv_nsec)})
        out += std::to_string(number) + ' ';
    return out;
}

FileWatch::FileWatch(QObject *parent)
    : QObject(parent)
{
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(kQuiet);
    m_poll.setInterval(kPoll);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &FileWatch::handleEvent);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &FileWatch::handleEvent);
    connect(&m_quiet, &QTimer::timeout, this, &FileWatch::compare);
    connect(&m_poll, &QTimer::timeout, this, [this] {
        if (!m_quiet.isActive())
            compare();
    });
    m_poll.start();
}

void FileWatch::setFiles(std::vector<std::string> files)
{
    std::vector<std::string> seen;
    for (const std::string &file : files) {
        const auto known = std::find(m_files.begin(), m_files.end(), file);
        seen.push_back(known == m_files.end()
                           ? fileFingerprint(file)
                           : m_seen[static_cast<std::size_t>(known - m_files.begin())]);
    }
    m_files = std::move(files);
    m_seen = std::move(seen);
    watchPaths();
    m_quiet.start(); // changes since they were seen, whose events watchPaths() may have discarded
}

void FileWatch::lookAgain()
{
    m_seen = fingerprints();
}

void FileWatch::lookAgain(const std::string &file)
{
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        if (m_files[i] == file)
            m_seen[i] = fileFingerprint(file);
    }
}

std::vector<std::string> FileWatch::fingerprints() const
{
    std::vector<std::string> out;
    std::transform(m_files.begin(), m_files.end(), std::back_inserter(out), &fileFingerprint);
    return out;
}

void FileWatch::handleEvent()
{
    m_quiet.start(); // again: the writer may not be finished
}

void FileWatch::compare()
{
    std::vector<std::string> now = fingerprints();
    if (now == m_seen)
        return;
    m_seen = std::move(now);
    watchPaths(); // a replaced file or link has a new inode
    Q_EMIT changed();
}

void FileWatch::watchPaths()
{
    std::set<std::string> paths;
    for (const std::string &file : m_files) {
        collectDirectories(file, paths);
        paths.insert(file);
    }
    const QStringList old = m_watcher.files() + m_watcher.directories();
    if (!old.isEmpty())
        m_watcher.removePaths(old);
    for (const std::string &path : paths)
        m_watcher.addPath(QString::fromStdString(path)); // a missing one is found by its directory
}

} // namespace wharfgate::service
