// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"

#include <string>
#include <sys/types.h>
#include <vector>

namespace wharfgate::tls {

/// Who owns a file and who may read it.
struct FileAttributes
{
    mode_t mode = 0600;
    uid_t owner = 0;
    gid_t group = 0;
};

/// Replaces and removes several files as one change that a crash cannot leave half done:
///
/// 1. Each new content is written beside its file (`FILE.new`) and brought to the disk.
/// 2. The journal, which names the files and the SHA-256 of their old and new contents, is put in
///    place by one rename. This is the moment of the change: before it nothing has happened, and
///    after it recover() completes what is missing.
/// 3. The new files are renamed over the old ones, and the journal is removed.
///
/// Only renames lie between the first and the last changed file. Contents are wiped from memory.
class FileTransaction
{
public:
    explicit FileTransaction(std::string journal);
    ~FileTransaction();
    FileTransaction(const FileTransaction &) = delete;
    FileTransaction &operator=(const FileTransaction &) = delete;

    /// Each path once.
    void put(std::string path, std::string content, const FileAttributes &attributes);
    void remove(std::string path);

    /// Steps 1 to 3. After a failure in the first two nothing has changed.
    Result<void> commit();
    /// Steps 1 and 2 only; for tests of recovery.
    Result<void> prepare();

    /// Completes the transaction whose journal is there; true if there was one. If one of its files
    /// has come to hold something else since then, somebody has settled the matter by hand: the
    /// rest is dropped.
    static Result<bool> recover(const std::string &journal);
    /// Where the new content of a file waits.
    static std::string newFile(const std::string &path) { return path + ".new"; }

private:
    struct Change;
    Result<void> writeNewFiles() const;
    void removeNewFiles() const;
    std::string journalText() const;
    Result<void> finish() const;

    std::string m_journal;
    std::vector<Change> m_changes;
};

} // namespace wharfgate::tls
