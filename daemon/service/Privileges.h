// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"

#include <string>
#include <sys/types.h>

namespace wharfgate::service {

/// A user that the daemon becomes, from the user database.
struct UnprivilegedUser
{
    std::string name;
    std::string home;
    uid_t uid = 0;
    gid_t gid = 0;

    /// By name or number. Root, and a user that does not exist, are errors.
    static Result<UnprivilegedUser> find(const std::string &name);
};

/// Makes the folder of `path` if it is missing, for `user` alone with others of its group able to
/// look in. A folder that is there is left as it is.
Result<void> makeFolderFor(const std::string &path, const UnprivilegedUser &user);

/// Becomes `user` with the groups it has, for good, and sets HOME, USER and LOGNAME for external
/// programs. Before any thread is started. If this process is `user` already, nothing is done;
/// another one than root cannot, which is an error.
Result<void> become(const UnprivilegedUser &user);

} // namespace wharfgate::service
