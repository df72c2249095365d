// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/journal/JournalCursor.h"

#include <array>
#include <charconv>

namespace wharfgate::journal {

std::string JournalCursor::toString() const
{
    std::string out = "f";
    for (const std::uint64_t part : {device, inode, beginning, offset}) {
        std::array<char, 16> digits{};
        const auto end = std::to_chars(digits.begin(), digits.end(), part, 16).ptr;
        out.append(1, '-').append(digits.begin(), end);
    }
    return out;
}

std::optional<JournalCursor> JournalCursor::parse(std::string_view text)
{
    JournalCursor cursor;
    if (!text.starts_with('f'))
        return std::nullopt;
    text.remove_prefix(1);
    for (std::uint64_t *part : {&cursor.device, &cursor.inode, &cursor.beginning, &cursor.offset}) {
        if (!text.starts_with('-'))
            return std::nullopt;
        text.remove_prefix(1);
        const auto [end, error] =
            std::from_chars(text.data(), text.data() + text.size(), *part, 16);
        if (error != std::errc())
            return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    }
    return text.empty() ? std::optional(cursor) : std::nullopt;
}

} // namespace wharfgate::journal
