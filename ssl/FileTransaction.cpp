// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/FileTransaction.h"

#include "ssl/Encoding.h"
#include "ssl/FileError.h"
#include "ssl/Pem.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

namespace wharfgate::tls {

namespace {

constexpr std::string_view kFirstLine = "wharfgate-changes 1";
constexpr std::string_view kLastLine = "end";
constexpr std::string_view kNothing = "-"; // digest of a file that does not exist

/// The SHA-256 of a file's content, or kNothing.
std::string digestOf(const std::string &path)
{
    auto content = readPemFile(path, path);
    if (!content)
        return std::string(kNothing);
    std::string digest = base64Url(sha256(*content));
    explicit_bzero(content->data(), content->size());
    return digest;
}

Result<void> syncFolder(const std::string &file)
{
    const std::string folder = folderOf(file);
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool ok = descriptor >= 0 && (::fsync(descriptor) == 0 || errno == EINVAL);
    const int number = errno;
    if (descriptor >= 0)
        ::close(descriptor);
    if (!ok)
        return fileFailure("The folder " + folder + " cannot be brought to the disk", folder,
                           number);
    return {};
}

bool writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    }
    return true;
}

/// Gives a new file to whom it belongs. A group that this user is not in loses its access.
bool setAttributes(int descriptor, const FileAttributes &attributes)
{
    mode_t mode = attributes.mode;
    struct stat status
    {};
    if (::fstat(descriptor, &status) != 0)
        return false;
    if (status.st_gid != attributes.group &&
        ::fchown(descriptor, static_cast<uid_t>(-1), attributes.group) != 0)
        mode &= static_cast<mode_t>(~S_IRWXG);
    if (status.st_uid != attributes.owner &&
        ::fchown(descriptor, attributes.owner, static_cast<gid_t>(-1)) != 0)
        return false;
    return ::fchmod(descriptor, mode) == 0;
}

Result<void> writeNewFile(const std::string &path, std::string_view content,
                          const FileAttributes &attributes)
{
    ::unlink(path.c_str()); // a left-over
    const int descriptor =
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return fileFailure("The file " + path + " cannot be made", path, errno);
    bool ok = writeAll(descriptor, content);
    int number = errno;
    if (ok && !setAttributes(descriptor, attributes)) {
        ::close(descriptor);
        ::unlink(path.c_str());
        return failure(ErrorCode::Permission,
                       "The file " + path +
                           " cannot be given to the user that owns the file in use; do this as "
                           "that user or as root.",
                       {path});
    }
    if (ok && ::fsync(descriptor) != 0) {
        ok = false;
        number = errno;
    }
    ::close(descriptor);
    if (ok)
        return {};
    ::unlink(path.c_str());
    return fileFailure("The file " + path + " cannot be written", path, number);
}

/// One line of a journal.
struct JournalEntry
{
    bool isRemoval = false;
    std::string newDigest;
    std::string oldDigest;
    std::string path;
};

std::string takeWord(std::string &line)
{
    const std::size_t end = std::min(line.find(' '), line.size());
    std::string word = line.substr(0, end);
    line.erase(0, std::min(end + 1, line.size()));
    return word;
}

/// Empty if the text is no whole journal.
std::vector<JournalEntry> parseJournal(std::string text)
{
    std::vector<JournalEntry> entries;
    bool isFirst = true;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string line = text.substr(0, end);
        text.erase(0, std::min(end + 1, text.size()));
        if (isFirst && line != kFirstLine)
            return {};
        if (!isFirst && line == kLastLine)
            return entries;
        if (!isFirst) {
            JournalEntry entry;
            entry.isRemoval = takeWord(line) == "remove";
            entry.newDigest = takeWord(line);
            entry.oldDigest = takeWord(line);
            entry.path = line;
            if (entry.path.empty())
                return {};
            entries.push_back(std::move(entry));
        }
        isFirst = false;
    }
    return {};
}

/// What recovery finds of one entry.
enum class Progress
{
    Done,
    Pending,
    Foreign ///< the file was changed by somebody else
};

Progress progressOf(const JournalEntry &entry)
{
    const std::string now = digestOf(entry.path);
    if (entry.isRemoval)
        return now == kNothing ? Progress::Done : Progress::Pending;
    if (now == entry.newDigest)
        return Progress::Done;
    const bool canFollow =
        now == entry.oldDigest && digestOf(FileTransaction::newFile(entry.path)) == entry.newDigest;
    return canFollow ? Progress::Pending : Progress::Foreign;
}

Result<void> applyEntry(const JournalEntry &entry)
{
    if (entry.isRemoval) {
        if (::unlink(entry.path.c_str()) != 0 && errno != ENOENT)
            return fileFailure("The file " + entry.path + " cannot be removed", entry.path, errno);
        return {};
    }
    if (::rename(FileTransaction::newFile(entry.path).c_str(), entry.path.c_str()) != 0)
        return fileFailure("The file " + entry.path + " cannot be replaced", entry.path, errno);
    return {};
}

/// Brings the changed folders to the disk, then forgets the journal.
Result<void> close(const std::string &journal, const std::vector<JournalEntry> &entries)
{
    std::set<std::string> folders;
    for (const JournalEntry &entry : entries) {
        if (!folders.insert(folderOf(entry.path)).second)
            continue;
        if (auto synced = syncFolder(entry.path); !synced)
            return synced;
    }
    if (::unlink(journal.c_str()) != 0)
        return fileFailure("The file " + journal + " cannot be removed", journal, errno);
    return syncFolder(journal);
}

} // namespace

struct FileTransaction::Change
{
    bool isRemoval = false;
    std::string path;
    std::string content;
    FileAttributes attributes;
};

FileTransaction::FileTransaction(std::string journal)
    : m_journal(std::move(journal))
{}

FileTransaction::~FileTransaction()
{
    for (Change &change : m_changes)
        explicit_bzero(change.content.data(), change.content.size());
}

void FileTransaction::put(std::string path, std::string content, const FileAttributes &attributes)
{
    m_changes.push_back({false, std::move(path), std::move(content), attributes});
}

void FileTransaction::remove(std::string path)
{
    m_changes.push_back({true, std::move(path), {}, {}});
}

Result<void> FileTransaction::writeNewFiles() const
{
    std::set<std::string> folders;
    std::vector<std::string> paths; // one in each folder
    for (const Change &change : m_changes) {
        if (change.path.find('\n') != std::string::npos)
            return failure(ErrorCode::InvalidInput, "a file name with a line break cannot be used");
        if (change.isRemoval)
            continue;
        if (auto written = writeNewFile(newFile(change.path), change.content, change.attributes);
            !written)
            return written;
        if (folders.insert(folderOf(change.path)).second)
            paths.push_back(change.path);
    }
    for (const std::string &path : paths) {
        if (auto synced = syncFolder(path); !synced)
            return synced;
    }
    return {};
}

void FileTransaction::removeNewFiles() const
{
    for (const Change &change : m_changes) {
        if (!change.isRemoval)
            ::unlink(newFile(change.path).c_str());
    }
}

std::string FileTransaction::journalText() const
{
    std::string text(kFirstLine);
    for (const Change &change : m_changes) {
        text += change.isRemoval ? "\nremove " : "\nput ";
        text += change.isRemoval ? std::string(kNothing) : base64Url(sha256(change.content));
        text += ' ' + digestOf(change.path) + ' ' + change.path;
    }
    return text + '\n' + std::string(kLastLine) + '\n';
}

Result<void> FileTransaction::prepare()
{
    auto written = writeNewFiles();
    const std::string next = newFile(m_journal);
    FileAttributes attributes{0600, ::geteuid(), ::getegid()};
    for (const Change &change : m_changes) {
        if (!change.isRemoval) // whoever may use the files has to be able to complete the change
            attributes = {0600, change.attributes.owner, change.attributes.group};
    }
    if (written)
        written = writeNewFile(next, journalText(), attributes);
    if (written && ::rename(next.c_str(), m_journal.c_str()) != 0)
        written = fileFailure("The file " + m_journal + " cannot be made", m_journal, errno);
    if (!written) {
        ::unlink(next.c_str());
        removeNewFiles();
        return written;
    }
    return syncFolder(m_journal);
}

Result<void> FileTransaction::finish() const
{
    std::vector<JournalEntry> entries;
    for (const Change &change : m_changes)
        entries.push_back({change.isRemoval, {}, {}, change.path});
    for (const JournalEntry &entry : entries) {
        if (auto applied = applyEntry(entry); !applied)
            return applied;
    }
    return close(m_journal, entries);
}

Result<void> FileTransaction::commit()
{
    if (auto prepared = prepare(); !prepared)
        return prepared;
    return finish();
}

Result<bool> FileTransaction::recover(const std::string &journal)
{
    struct stat status
    {};
    if (::lstat(journal.c_str(), &status) != 0)
        return false;
    const auto text = readPemFile(journal, "The journal " + journal);
    if (!text)
        return tl::unexpected(text.error());
    const std::vector<JournalEntry> entries = parseJournal(*text);
    const bool isForeign = std::any_of(entries.begin(), entries.end(), [](const auto &entry) {
        return progressOf(entry) == Progress::Foreign;
    });
    for (const JournalEntry &entry : entries) {
        const std::string waiting = newFile(entry.path);
        if (isForeign || progressOf(entry) == Progress::Done) {
            if (!entry.isRemoval)
                ::unlink(waiting.c_str());
        } else if (auto applied = applyEntry(entry); !applied) {
            return tl::unexpected(applied.error());
        }
    }
    if (auto closed = close(journal, entries); !closed)
        return tl::unexpected(closed.error());
    return !entries.empty() && !isForeign;
}

} // namespace wharfgate::tls
