// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wharfgate::journal {

/// A place in the journal's files that stays the same while the file grows and is renamed: the
/// file is known by its inode and by how it begins, since inodes are used again.
struct JournalCursor
{
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::uint64_t beginning = 0; // a hash of the first line
    std::uint64_t offset = 0;    // what stands before it is still to be read

    bool isSameFile(const JournalCursor &other) const
    {
        return device == other.device && inode == other.inode && beginning == other.beginning;
    }
    bool operator==(const JournalCursor &) const = default;

    /// "f-…", of letters, digits and dashes.
    std::string toString() const;
    static std::optional<JournalCursor> parse(std::string_view text);
};

} // namespace wharfgate::journal
