// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"
#include "ssl/FileTransaction.h"

#include <optional>
#include <string>
#include <vector>

namespace wharfgate::tls {

/// What some files held and to whom they belonged, so that all of them can be put back. Contents
/// are wiped from memory.
class FileSnapshot
{
public:
    /// A file that does not exist is restored by removing it.
    static Result<FileSnapshot> take(const std::vector<std::string> &files);
    ~FileSnapshot();
    FileSnapshot(FileSnapshot &&) noexcept = default;
    FileSnapshot &operator=(FileSnapshot &&) = delete;
    FileSnapshot(const FileSnapshot &) = delete;
    FileSnapshot &operator=(const FileSnapshot &) = delete;

    /// What `file`, one of those given, held; empty if it did not exist.
    std::string content(const std::string &file) const;
    /// In one FileTransaction with this journal.
    Result<void> restore(const std::string &journal) const;

private:
    struct Entry
    {
        std::string file;
        std::optional<std::string> content;
        FileAttributes attributes;
    };
    FileSnapshot() = default;
    std::vector<Entry> m_entries;
};

} // namespace wharfgate::tls
