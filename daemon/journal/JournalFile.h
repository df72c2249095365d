// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"
#include "shared/config/Configuration.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace wharfgate::journal {

/// A file of lines that is rotated when it has grown to its limit: `file` becomes `file.1`, that
/// becomes `file.2`, and the oldest goes. Mode 0640. If somebody moves or deletes the file
/// (logrotate), a new one is begun. Used by one thread.
class JournalFile
{
public:
    explicit JournalFile(config::Journal settings);
    ~JournalFile();
    JournalFile(const JournalFile &) = delete;
    JournalFile &operator=(const JournalFile &) = delete;

    /// Appends whole lines, each ending in a line break, and rotates between two of them. After a
    /// failure the lines not written are lost, and the next call tries anew.
    Result<void> append(std::string_view lines);

private:
    Result<void> open();
    void close();
    bool wasMoved() const;
    Result<void> rotate();
    Result<void> write(std::string_view bytes);
    std::string rotatedName(int number) const;

    const config::Journal m_settings;
    int m_descriptor = -1;
    std::uint64_t m_size = 0;
    bool m_isRegular = false;
    bool m_brokenLine = false; // a write stopped within a line
};

} // namespace wharfgate::journal
