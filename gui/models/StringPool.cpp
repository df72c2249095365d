// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/StringPool.h"

#include <QtGlobal>

#include <functional>

namespace wharfgate::gui {

namespace {

constexpr std::size_t kFirstSlots = 1024;

std::uint32_t hashOf(std::string_view text)
{
    const std::size_t hash = std::hash<std::string_view>{}(text);
    return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

} // namespace

StringPool::StringPool()
    : m_entries(1)
    , m_generations(1, 1)
    , m_slots(kFirstSlots, 0)
{}

std::size_t StringPool::costOf(const std::string &text)
{
    constexpr std::size_t kWithinTheObject = 15; // libstdc++ allocates beyond it
    constexpr std::size_t kAllocation = 16;      // what malloc adds and rounds up to
    const std::size_t outside = text.size() > kWithinTheObject ? text.size() + kAllocation : 0;
    return sizeof(Entry) + sizeof(std::uint32_t) + 2 * sizeof(Id) + outside;
}

std::size_t StringPool::slotOf(std::string_view text, std::uint32_t hash) const
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = hash & mask;
    while (m_slots[slot] != 0) {
        const Entry &entry = m_entries[m_slots[slot]];
        if (entry.hash == hash && entry.text == text)
            break;
        slot = (slot + 1) & mask;
    }
    return slot;
}

StringPool::Id StringPool::add(std::string_view text)
{
    if (text.empty())
        return 0;
    const std::uint32_t hash = hashOf(text);
    std::size_t slot = slotOf(text, hash);
    if (m_slots[slot] != 0) {
        ++m_entries[m_slots[slot]].users;
        return m_slots[slot];
    }
    if ((m_used + 1) * 4 > m_slots.size() * 3) {
        grow();
        slot = slotOf(text, hash);
    }
    Id id = 0;
    if (m_free.empty()) {
        id = static_cast<Id>(m_entries.size());
        m_entries.emplace_back();
        m_generations.push_back(1);
    } else {
        id = m_free.back();
        m_free.pop_back();
    }
    Entry &entry = m_entries[id];
    entry.text = text;
    entry.users = 1;
    entry.hash = hash;
    m_slots[slot] = id;
    ++m_used;
    m_bytes += costOf(entry.text);
    return id;
}

void StringPool::release(Id id)
{
    if (id == 0)
        return;
    Entry &entry = m_entries[id];
    Q_ASSERT(entry.users > 0);
    if (--entry.users > 0)
        return;
    m_bytes -= costOf(entry.text);
    removeSlot(slotOf(entry.text, entry.hash));
    --m_used;
    entry.text = std::string(); // gives the memory back
    if (++m_generations[id] == 0)
        m_generations[id] = 1;
    m_free.push_back(id);
}

void StringPool::removeSlot(std::size_t slot)
{
    // What follows in the same run moves up, so that no search ends early at the hole.
    const std::size_t mask = m_slots.size() - 1;
    std::size_t hole = slot;
    for (std::size_t next = (slot + 1) & mask; m_slots[next] != 0; next = (next + 1) & mask) {
        const std::size_t home = m_entries[m_slots[next]].hash & mask;
        if (((next - home) & mask) < ((next - hole) & mask))
            continue; // its own place lies behind the hole
        m_slots[hole] = m_slots[next];
        hole = next;
    }
    m_slots[hole] = 0;
}

void StringPool::grow()
{
    std::vector<Id> old(m_slots.size() * 2, 0);
    old.swap(m_slots);
    const std::size_t mask = m_slots.size() - 1;
    for (const Id id : old) {
        if (id == 0)
            continue;
        std::size_t slot = m_entries[id].hash & mask;
        while (m_slots[slot] != 0)
            slot = (slot + 1) & mask;
        m_slots[slot] = id;
    }
}

} // namespace wharfgate::gui
