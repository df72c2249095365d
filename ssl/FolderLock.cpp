// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/FolderLock.h"

#include "ssl/FileError.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace wharfgate::tls {

FolderLock::FolderLock(int descriptor)
    : m_descriptor(descriptor)
{}

FolderLock::FolderLock(FolderLock &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{}

FolderLock::~FolderLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor); // and with it the lock
}

Result<FolderLock> FolderLock::take(const std::string &file)
{
    const std::string folder = folderOf(file);
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return fileFailure("The folder " + folder + " cannot be opened", folder, errno);
    FolderLock lock(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        return lock;
    if (errno == EWOULDBLOCK)
        return failure(ErrorCode::Busy, "Another program is changing the files in " + folder +
                                            " at this moment; try again.");
    return fileFailure("The folder " + folder + " cannot be locked", folder, errno);
}

} // namespace wharfgate::tls
