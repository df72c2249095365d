// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace wharfgate::gui {

/// Texts held once each and counted, so that a million log rows that repeat the same names stay
/// small. Belongs to one thread.
class StringPool
{
public:
    using Id = std::uint32_t; // 0 is the empty text, which is not counted

    StringPool();

    /// The id of this text, with one more user.
    Id add(std::string_view text);
    /// One user less; with the last one the text goes, and its id may come to mean another.
    void release(Id id);

    const std::string &text(Id id) const { return m_entries[id].text; }
    /// Another number whenever an id comes to mean another text; never 0.
    std::uint32_t generation(Id id) const { return m_generations[id]; }
    /// All ids are below this.
    std::size_t idCount() const { return m_entries.size(); }
    /// An estimate of the memory that the texts take.
    std::size_t bytes() const { return m_bytes; }

private:
    struct Entry
    {
        std::string text;
        std::uint32_t users = 0;
        std::uint32_t hash = 0;
    };

    std::size_t slotOf(std::string_view text, std::uint32_t hash) const;
    void grow();
    void removeSlot(std::size_t slot);
    static std::size_t costOf(const std::string &text);

    std::deque<Entry> m_entries; // [0] is the empty text
    std::vector<std::uint32_t> m_generations;
    std::vector<Id> m_free;
    std::vector<Id> m_slots; // open addressing, 0: unused; the size is a power of two
    std::size_t m_used = 0;
    std::size_t m_bytes = 0;
};

} // namespace wharfgate::gui
