// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/FileError.h"

#include <cerrno>
#include <cstring>

namespace wharfgate::tls {

tl::unexpected<Error> fileFailure(const std::string &what, const std::string &file, int number)
{
    ErrorCode code = ErrorCode::Io;
    if (number == ENOENT || number == ENOTDIR)
        code = ErrorCode::NotFound;
    else if (number == EACCES || number == EPERM || number == EROFS)
        code = ErrorCode::Permission;
    return failure(code, what + ": " + std::strerror(number) + '.', {file});
}

std::string folderOf(const std::string &file)
{
    const std::size_t slash = file.rfind('/');
    if (slash == std::string::npos)
        return ".";
    return slash == 0 ? "/" : file.substr(0, slash);
}

} // namespace wharfgate::tls
