// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/journal/JournalCursor.h"
#include "shared/base/Result.h"
#include "shared/events/EventFilter.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace wharfgate::journal {

/// Reads the decisions of the journal's file and its rotated ones (`file.1`, …), newest first, page
/// by page. Lines that are no decision are passed over. May run while the journal writes and
/// rotates: a page goes on where the one before ended. Used on any thread.
class JournalReader
{
public:
    /// How much one page may take. When it is reached the page ends, with what was found so far.
    struct Limits
    {
        std::size_t lines = 200'000;
        std::chrono::milliseconds time{2000};
        std::size_t bytes = std::size_t{4} << 20; // of lines in the page
    };
    struct Page
    {
        std::vector<events::AuthEvent> events;
        std::optional<JournalCursor> next; // where the next page begins; nothing at the end
        std::size_t scanned = 0;           // lines
    };

    explicit JournalReader(std::string file);
    JournalReader(std::string file, Limits limits);

    /// At most `limit` events that match, from `before` or the newest on. A cursor into a file that
    /// is gone gives an empty last page. ErrorCode::Io if a file cannot be read; no file is no
    /// error.
    Result<Page> read(const events::EventFilter &filter, std::optional<JournalCursor> before,
                      std::size_t limit) const;

private:
    struct OpenFile;
    class Scan;
    Result<std::optional<OpenFile>> open(int number) const;
    Result<std::optional<OpenFile>> find(const JournalCursor &place) const;
    Result<std::optional<OpenFile>> newest() const;
    Result<std::optional<OpenFile>> olderThan(const JournalCursor &place) const;

    const std::string m_file;
    const Limits m_limits;
};

} // namespace wharfgate::journal
