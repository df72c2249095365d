// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/ConfigurationFile.h"

#include "shared/config/ConfigurationReader.h"

#include <QCryptographicHash>
#include <QFile>

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace wharfgate::config {

namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> systemFailure(const std::string &what, int error)
{
    const bool isRefusal = error == EACCES || error == EPERM || error == EROFS || error == EBUSY;
    return failure(isRefusal         ? ErrorCode::Permission
                   : error == ENOENT ? ErrorCode::NotFound
                                     : ErrorCode::Io,
                   what + ": " + std::generic_category().message(error));
}

/// An open file; closed at the end.
class Handle
{
public:
    explicit Handle(int descriptor)
        : m_descriptor(descriptor)
    {}
    Handle(Handle &&other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1))
    {}
    Handle &operator=(Handle &&) = delete;
    ~Handle()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    int get() const { return m_descriptor; }
    bool isValid() const { return m_descriptor >= 0; }

private:
    int m_descriptor;
};

/// A file beside the one to be replaced, with its mode and owner; removed unless it took its place.
class TemporaryFile
{
public:
    TemporaryFile() = default;
    TemporaryFile(const TemporaryFile &) = delete;
    TemporaryFile &operator=(const TemporaryFile &) = delete;
    ~TemporaryFile()
    {
        if (!m_path.empty())
            ::unlink(m_path.c_str());
    }

    Result<void> write(const fs::path &target, std::string_view text, const struct stat *like);
    Result<void> takePlaceOf(const fs::path &target);

private:
    std::string m_path;
};

Result<void> TemporaryFile::write(const fs::path &target, std::string_view text,
                                  const struct stat *like)
{
    std::string name = (target.parent_path() / ("." + target.filename().string() + ".XXXXXX"));
    const Handle file(::mkostemp(name.data(), O_CLOEXEC)); // mode 0600
    if (!file.isValid())
        return systemFailure("a file cannot be made in " + target.parent_path().string(), errno);
    m_path = std::move(name);
    while (!text.empty()) {
        const ssize_t written = ::write(file.get(), text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return systemFailure(m_path + " cannot be written", errno);
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    struct stat own
    {};
    // The owner before the mode: a change of owner may clear bits of it.
    if (like != nullptr && ::fstat(file.get(), &own) == 0 &&
        (own.st_uid != like->st_uid || own.st_gid != like->st_gid) &&
        ::fchown(file.get(), like->st_uid, like->st_gid) != 0)
        return systemFailure("the owner of " + target.string() + " cannot be kept", errno);
    if (like != nullptr && ::fchmod(file.get(), like->st_mode & 07777) != 0)
        return systemFailure("the mode of " + target.string() + " cannot be kept", errno);
    if (::fsync(file.get()) != 0)
        return systemFailure(m_path + " cannot be written", errno);
    return {};
}

Result<void> TemporaryFile::takePlaceOf(const fs::path &target)
{
    if (::rename(m_path.c_str(), target.c_str()) != 0)
        return systemFailure(target.string() + " cannot be replaced", errno);
    m_path.clear();
    // The new name must survive a power failure, too. A file system that cannot do this has no more
    // to give.
    const Handle folder(::open(target.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    static_cast<void>(::fsync(folder.get()));
    return {};
}

/// What `path` leads to, through symbolic links; itself if nothing is there.
Result<fs::path> targetOf(const std::string &path)
{
    std::error_code error;
    fs::path target = fs::weakly_canonical(fs::absolute(path, error), error);
    if (error)
        return systemFailure(path + " cannot be found", error.value());
    return target;
}

/// True if the file is a mount point of its own, as `docker run -v FILE:FILE` makes it.
bool isMountPoint(const std::string &path)
{
    QFile mounts(QStringLiteral("/proc/self/mountinfo"));
    if (!mounts.open(QIODevice::ReadOnly))
        return false;
    QByteArray escaped = QByteArray::fromStdString(path); // proc(5)
    escaped.replace("\\", "\\134").replace(" ", "\\040").replace("\t", "\\011");
    escaped.replace("\n", "\\012");
    const QByteArray lines = mounts.readAll(); // has no size to ask for
    for (const QByteArray &line : lines.split('\n')) {
        const QByteArrayList words = line.split(' ');
        if (words.size() > 4 && words[4] == escaped)
            return true;
    }
    return false;
}

bool isOwnGroup(gid_t group)
{
    if (::getegid() == group)
        return true;
    std::vector<gid_t> groups(65'536); // NGROUPS_MAX
    const int count = ::getgroups(static_cast<int>(groups.size()), groups.data());
    for (int i = 0; i < count; ++i) {
        if (groups[static_cast<std::size_t>(i)] == group)
            return true;
    }
    return false;
}

std::optional<std::string> whyFolderNotWritable(const fs::path &folder)
{
    if (::faccessat(AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS) == 0)
        return std::nullopt;
    switch (errno) {
    case EROFS:
        return "The file system of " + folder.string() + " is read-only.";
    case ENOENT:
        return "The folder " + folder.string() + " does not exist.";
    default:
        return "The user of this process may not make files in " + folder.string() +
               ", which replacing the file needs; let it own the folder, or edit the file there.";
    }
}

/// The file, locked against others that use this function, or nothing if there is none.
Result<std::optional<Handle>> lockedFile(const fs::path &target)
{
    // Whoever held the lock may have put another file in place.
    for (int attempt = 0; attempt < 8; ++attempt) {
        Handle file(::open(target.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
        if (!file.isValid() && errno == ENOENT)
            return std::nullopt;
        if (!file.isValid())
            return systemFailure(target.string() + " cannot be read", errno);
        if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0)
            return failure(ErrorCode::Busy,
                           target.string() + " is being written by another program; try again");
        struct stat opened
        {};
        struct stat named
        {};
        if (::fstat(file.get(), &opened) == 0 && ::stat(target.c_str(), &named) == 0 &&
            opened.st_ino == named.st_ino && opened.st_dev == named.st_dev)
            return std::optional<Handle>(std::move(file));
    }
    return failure(ErrorCode::Busy,
                   target.string() + " is being replaced again and again; try again later");
}

Result<std::string> readAll(int descriptor, const std::string &path)
{
    struct stat info
    {};
    if (::fstat(descriptor, &info) != 0)
        return systemFailure(path + " cannot be read", errno);
    if (!S_ISREG(info.st_mode)) // a pipe would block until somebody writes to it
        return failure(ErrorCode::InvalidInput, path + " is not a regular file");
    std::string text;
    text.reserve(static_cast<std::size_t>(info.st_size) + 1);
    for (;;) {
        char block[65'536];
        const ssize_t count = ::read(descriptor, block, sizeof block);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return systemFailure(path + " cannot be read", errno);
        if (count == 0)
            return text;
        text.append(block, static_cast<std::size_t>(count));
        if (text.size() > kMaxFileBytes)
            return failure(ErrorCode::InvalidInput, path + " is larger than 64 MiB");
    }
}

Result<void> replaceFile(const fs::path &target, std::string_view text, const struct stat *like,
                         const std::string &former, Backup backup)
{
    TemporaryFile next;
    if (auto written = next.write(target, text, like); !written)
        return written;
    if (like != nullptr && backup == Backup::Write) {
        TemporaryFile old;
        if (auto written = old.write(target, former, like); !written)
            return written;
        if (auto placed = old.takePlaceOf(target.string() + ".bak"); !placed)
            return placed;
    }
    return next.takePlaceOf(target);
}

} // namespace

std::string revisionOf(std::string_view text)
{
    const QByteArrayView bytes(text.data(), static_cast<qsizetype>(text.size()));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(bytes);
    return hash.result().toHex().toStdString();
}

Result<std::string> readFileText(const std::string &path)
{
    const Handle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.isValid())
        return systemFailure(path + " cannot be read", errno);
    return readAll(file.get(), path);
}

std::optional<std::string> whyNotWritable(const std::string &path)
{
    const auto target = targetOf(path);
    if (!target)
        return target.error().detail + '.';
    struct stat info
    {};
    if (::stat(target->c_str(), &info) == 0) {
        if (!S_ISREG(info.st_mode))
            return target->string() + " is not a regular file.";
        if (isMountPoint(target->string()))
            return target->string() + " is mounted by itself, so it cannot be replaced; mount the "
                                      "folder that holds it instead.";
        if (::geteuid() != 0 && info.st_uid != ::geteuid())
            return "The file belongs to another user, and this process could not keep its owner; "
                   "let the user of this process own it.";
        if (::geteuid() != 0 && !isOwnGroup(info.st_gid))
            return "The file belongs to a group that the user of this process is not in; give it "
                   "another group.";
    }
    return whyFolderNotWritable(target->parent_path());
}

Result<WriteOutcome> writeConfigurationFile(const std::string &path, std::string_view text,
                                            const std::string &expectedRevision, Backup backup)
{
    if (text.size() > kMaxFileBytes)
        return failure(ErrorCode::InvalidInput, "a configuration has at most 64 MiB");
    const auto target = targetOf(path);
    if (!target)
        return tl::unexpected(target.error());
    const auto file = lockedFile(*target);
    if (!file)
        return tl::unexpected(file.error());
    std::string former;
    struct stat like
    {};
    if (*file) {
        auto read = readAll((*file)->get(), target->string());
        if (!read)
            return tl::unexpected(read.error());
        former = std::move(*read);
        if (::fstat((*file)->get(), &like) != 0)
            return systemFailure(target->string() + " cannot be read", errno);
    }
    const std::string revision = *file ? revisionOf(former) : std::string();
    if (revision != expectedRevision)
        return WriteOutcome{false, revision, std::move(former)};
    if (auto reason = whyNotWritable(path))
        return failure(ErrorCode::Permission, std::move(*reason));
    if (auto replaced = replaceFile(*target, text, *file ? &like : nullptr, former, backup);
        !replaced)
        return tl::unexpected(replaced.error());
    return WriteOutcome{true, revisionOf(text), {}};
}

} // namespace wharfgate::config
