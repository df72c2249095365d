// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"

#include <optional>
#include <string>
#include <string_view>

namespace wharfgate::config {

/// The lower-case hexadecimal SHA-256 of the bytes: what is compared to notice another's change.
std::string revisionOf(std::string_view text);

/// The bytes of a regular file of at most kMaxFileBytes.
Result<std::string> readFileText(const std::string &path);

/// Whether the text that was there is kept beside the file as FILE.bak.
enum class Backup
{
    Write,
    Skip, ///< for putting a text back: the last backup stays
};

/// What came of writing a file.
struct WriteOutcome
{
    /// False: somebody else changed the file; it was left alone, and this is what it holds.
    bool isWritten = false;
    std::string revision;
    std::string text; // only if it was not written
};

/// Replaces the file's text in one step, so that a reader sees the old or the new one, and a crash
/// leaves one of them. Mode and owner stay; a symbolic link stays and what it leads to is replaced.
/// `expectedRevision` is that of the text the change was made on; empty: there must be no file yet.
/// ErrorCode::Permission: see whyNotWritable(). Busy: another program is writing it right now.
Result<WriteOutcome> writeConfigurationFile(const std::string &path, std::string_view text,
                                            const std::string &expectedRevision,
                                            Backup backup = Backup::Write);

/// Why writeConfigurationFile() would be refused to this process, in one sentence with what to do;
/// nothing if it may write.
std::optional<std::string> whyNotWritable(const std::string &path);

} // namespace wharfgate::config
