// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/RuleIndex.h"

#include <algorithm>
#include <bit>

namespace wharfgate::acl {

namespace {

using Place = NecessaryText::Place;

// Longer texts are cut to this: every length costs one look-up per request, and for a part one per
// byte of the text it is sought in.
constexpr std::size_t kLongestBeginning = 128;
constexpr std::size_t kLongestPart = 24;

/// FNV-1a: takes byte after byte, so that one pass over a text gives the hashes of all its
/// beginnings.
class TextHash
{
public:
    void add(char c)
    {
        m_state ^= static_cast<unsigned char>(c);
        m_state *= 0x100000001b3;
    }
    std::uint64_t value(Place place) const
    {
        // The places share a table; the low bits choose a slot.
        std::uint64_t mixed = m_state + static_cast<std::uint64_t>(place) * 0x9e3779b97f4a7c15;
        mixed ^= mixed >> 32U;
        mixed *= 0xd6e8feb86659fd93;
        return mixed ^ (mixed >> 32U);
    }

private:
    std::uint64_t m_state = 0xcbf29ce484222325;
};

std::uint64_t hashOf(const NecessaryText &necessary)
{
    TextHash hash;
    for (const char c : necessary.text)
        hash.add(c);
    return hash.value(necessary.place);
}

NecessaryText cut(NecessaryText necessary)
{
    if (necessary.place == Place::Beginning)
        necessary.text.resize(std::min(necessary.text.size(), kLongestBeginning));
    else if (necessary.place == Place::Part)
        necessary.text.resize(std::min(necessary.text.size(), kLongestPart));
    return necessary;
}

/// How well a key that `shared` rules have in common narrows the choice; less is better.
std::pair<std::uint32_t, int> costOf(std::uint32_t shared, Place place)
{
    return {shared, static_cast<int>(place)};
}

bool has(const std::vector<bool> &lengths, std::size_t length)
{
    return length < lengths.size() && lengths[length];
}

void note(std::vector<bool> &lengths, std::size_t length)
{
    if (lengths.size() <= length)
        lengths.resize(length + 1);
    lengths[length] = true;
}

/// Tells the keys of different fields and labels apart when they are counted.
std::uint64_t countedAs(const RuleKey &key)
{
    TextHash hash;
    hash.add(key.label ? 'l' : static_cast<char>(key.field));
    for (const char c : key.label.value_or(std::string()))
        hash.add(c);
    return hash.value(Place::Whole) ^ hashOf(key.necessary);
}

} // namespace

void RuleIndex::TextTable::add(std::uint32_t rule, const NecessaryText &necessary)
{
    m_added.emplace_back(hashOf(necessary), rule);
    if (necessary.place == Place::Beginning)
        note(m_beginnings, necessary.text.size());
    else if (necessary.place == Place::Part)
        note(m_parts, necessary.text.size());
}

void RuleIndex::TextTable::finish()
{
    std::sort(m_added.begin(), m_added.end());
    m_slots.assign(std::bit_ceil(2 * m_added.size()), {});
    m_rules.reserve(m_added.size());
    for (std::size_t i = 0; i < m_added.size();) {
        Slot slot{m_added[i].first, static_cast<std::uint32_t>(i), 0};
        for (; i < m_added.size() && m_added[i].first == slot.hash; ++i, ++slot.count)
            m_rules.push_back(m_added[i].second);
        std::size_t at = slot.hash & (m_slots.size() - 1);
        while (m_slots[at].count > 0)
            at = (at + 1) & (m_slots.size() - 1);
        m_slots[at] = slot;
    }
    m_added = {};
}

void RuleIndex::TextTable::find(std::string_view text, Candidates &out) const
{
    if (m_rules.empty())
        return;
    TextHash hash;
    for (std::size_t i = 0; i < text.size(); ++i) {
        hash.add(text[i]);
        if (has(m_beginnings, i + 1))
            findHash(hash.value(Place::Beginning), out);
    }
    findHash(hash.value(Place::Whole), out);
    if (!m_parts.empty())
        findParts(text, out);
}

void RuleIndex::TextTable::findParts(std::string_view text, Candidates &out) const
{
    for (; !text.empty(); text.remove_prefix(1)) {
        const std::string_view window = text.substr(0, m_parts.size() - 1);
        TextHash hash;
        for (std::size_t i = 0; i < window.size(); ++i) {
            hash.add(window[i]);
            if (m_parts[i + 1])
                findHash(hash.value(Place::Part), out);
        }
    }
}

void RuleIndex::TextTable::findHash(std::uint64_t hash, Candidates &out) const
{
    for (std::size_t at = hash & (m_slots.size() - 1); m_slots[at].count > 0;
         at = (at + 1) & (m_slots.size() - 1)) {
        if (m_slots[at].hash == hash)
            return out.add(std::span(m_rules).subspan(m_slots[at].first, m_slots[at].count));
    }
}

RuleIndex::RuleIndex(const std::vector<std::vector<RuleKey>> &keys)
{
    std::unordered_map<std::uint64_t, std::uint32_t> shared;
    for (const auto &keysOfRule : keys) {
        for (const RuleKey &key : keysOfRule)
            ++shared[countedAs(key)];
    }
    for (std::uint32_t rule = 0; rule < keys.size(); ++rule) {
        const auto best = std::min_element(
            keys[rule].begin(), keys[rule].end(), [&](const RuleKey &a, const RuleKey &b) {
                return costOf(shared[countedAs(a)], a.necessary.place) <
                       costOf(shared[countedAs(b)], b.necessary.place);
            });
        if (best == keys[rule].end())
            m_withoutKey.push_back(rule);
        else
            tableFor(*best).add(rule, cut(best->necessary));
    }
    for (TextTable &table : m_fields)
        table.finish();
    for (auto &[label, table] : m_labels)
        table.finish();
}

RuleIndex::TextTable &RuleIndex::tableFor(const RuleKey &key)
{
    return key.label ? m_labels[*key.label] : m_fields[static_cast<std::size_t>(key.field)];
}

RuleIndex::Candidates RuleIndex::candidates(const DecisionContext &context) const
{
    Candidates out;
    out.add(m_withoutKey);
    for (const Field field : kFields)
        find(m_fields[static_cast<std::size_t>(field)], context.subject(field), out);
    if (m_labels.empty())
        return out;
    for (const auto &[label, values] : context.request.labels) {
        const auto table = m_labels.find(label);
        if (table == m_labels.end())
            continue;
        for (const std::string &value : values)
            find(table->second, Subject(value), out);
    }
    return out;
}

void RuleIndex::find(const TextTable &table, const Subject &subject, Candidates &out)
{
    table.find(subject.bytes(), out);
    // Expressions see other characters where the bytes are no text.
    if (!subject.isValid())
        table.find(subject.forRegex(), out);
}

void RuleIndex::Candidates::add(std::span<const std::uint32_t> rules)
{
    if (rules.empty())
        return;
    m_lists.push_back(rules);
    std::push_heap(m_lists.begin(), m_lists.end(),
                   [](const auto &a, const auto &b) { return a.front() > b.front(); });
}

std::optional<std::uint32_t> RuleIndex::Candidates::next()
{
    const auto later = [](const auto &a, const auto &b) { return a.front() > b.front(); };
    while (!m_lists.empty()) {
        std::pop_heap(m_lists.begin(), m_lists.end(), later);
        const std::uint32_t rule = m_lists.back().front();
        m_lists.back() = m_lists.back().subspan(1);
        if (m_lists.back().empty())
            m_lists.pop_back();
        else
            std::push_heap(m_lists.begin(), m_lists.end(), later);
        if (m_last == rule)
            continue; // a text of it was found twice
        m_last = rule;
        return rule;
    }
    return std::nullopt;
}

} // namespace wharfgate::acl
