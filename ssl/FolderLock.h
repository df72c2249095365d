// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"

#include <string>

namespace wharfgate::tls {

/// Keeps other programs that use it from changing files in the folder of a file at the same time.
/// The lock ends with the object or the process.
class FolderLock
{
public:
    /// ErrorCode::Busy if another holds it.
    static Result<FolderLock> take(const std::string &file);
    ~FolderLock();
    FolderLock(FolderLock &&other) noexcept;
    FolderLock &operator=(FolderLock &&) = delete;
    FolderLock(const FolderLock &) = delete;
    FolderLock &operator=(const FolderLock &) = delete;

private:
    explicit FolderLock(int descriptor);
    int m_descriptor;
};

} // namespace wharfgate::tls
