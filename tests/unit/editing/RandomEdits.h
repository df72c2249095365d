// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/editing/Edit.h"

#include <random>

namespace wharfgate::test {

/// Makes edits of every kind that fit a text, the same ones for the same seed.
class RandomEdits
{
public:
    explicit RandomEdits(unsigned seed)
        : m_random(seed)
    {}

    config::Edit next(const config::ConfigurationText &text);
    std::size_t below(std::size_t limit);
    config::RuleEntry rule();
    std::vector<std::size_t> someOf(std::size_t count);

private:
    bool maybe() { return below(2) == 0; }
    std::string word();
    std::vector<std::string> words(std::size_t most);
    config::User user();
    config::TestCase testCase();
    config::Edit ruleEdit(const config::ConfigurationText &text);
    config::Edit userEdit(const config::ConfigurationText &text);
    config::Edit otherEdit(const config::ConfigurationText &text);
    config::RuleEntry changedRule(config::RuleEntry entry);
    config::User changedUser(config::User user);
    std::string someUser(const config::ConfigurationText &text);

    std::mt19937 m_random;
};

} // namespace wharfgate::test
