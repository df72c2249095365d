// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/NecessaryText.h"
#include "shared/acl/RuleEvaluation.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace wharfgate::acl {

/// What a rule can be found by: a text that is necessary in a field of the request, or in a value
/// of one of its labels.
struct RuleKey
{
    Field field = Field::Account;     // of no meaning with a label
    std::optional<std::string> label; // absent: the field
    NecessaryText necessary;
};

/// Tells the few rules that a request may match from the many that it cannot, so that a decision
/// among ten thousand rules looks at a handful. Each rule is found by the one of its keys that the
/// fewest rules share. A candidate need not match; a rule that matches is always a candidate.
///
/// Built once, then safe on any thread.
class RuleIndex
{
public:
    RuleIndex() = default;
    /// `keys[i]` are those of rule i; a rule without any is a candidate for every request.
    explicit RuleIndex(const std::vector<std::vector<RuleKey>> &keys);

    /// The candidates for one request, each once, in the order of the rules.
    class Candidates
    {
    public:
        std::optional<std::uint32_t> next();

    private:
        friend class RuleIndex;
        void add(std::span<const std::uint32_t> rules);

        std::vector<std::span<const std::uint32_t>> m_lists; // a heap by first element
        std::optional<std::uint32_t> m_last;
    };
    Candidates candidates(const DecisionContext &context) const;

private:
    /// The rules that are found by texts of one field or label: a hash table over the texts'
    /// hashes. Different texts of one hash cost a needless look at a rule, nothing else.
    class TextTable
    {
    public:
        void add(std::uint32_t rule, const NecessaryText &necessary);
        void finish();
        void find(std::string_view text, Candidates &out) const;

    private:
        struct Slot
        {
            std::uint64_t hash = 0;
            std::uint32_t first = 0; // in m_rules
            std::uint32_t count = 0; // 0: free
        };
        void findHash(std::uint64_t hash, Candidates &out) const;
        void findParts(std::string_view text, Candidates &out) const;

        std::vector<std::pair<std::uint64_t, std::uint32_t>> m_added; // until finish()
        std::vector<Slot> m_slots;
        std::vector<std::uint32_t> m_rules;
        std::vector<bool> m_beginnings; // by length: there is such a text
        std::vector<bool> m_parts;      // likewise
    };

    TextTable &tableFor(const RuleKey &key);
    static void find(const TextTable &table, const Subject &subject, Candidates &out);

    std::array<TextTable, 4> m_fields; // by Field
    std::unordered_map<std::string, TextTable> m_labels;
    std::vector<std::uint32_t> m_withoutKey;
};

} // namespace wharfgate::acl
