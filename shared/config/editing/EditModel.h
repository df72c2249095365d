// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/editing/Edit.h"

#include <map>
#include <string>
#include <vector>

namespace wharfgate::config::editing {

/// What a configuration means, apart from how it is written: what edits are checked by.
struct EditModel
{
    std::map<std::string, User> users;
    std::vector<RuleEntry> rules;
    std::vector<TestCase> tests;
    /// Every other value by its path; empty ones are left out.
    std::map<std::string, std::string> others;

    static EditModel of(const ConfigurationText &text);
    /// What an edit makes of it. The edit was planned, so it refers to what is there.
    void apply(const Edit &edit);
    /// What differs, in words; empty if nothing does.
    std::string differenceTo(const EditModel &other) const;
};

} // namespace wharfgate::config::editing
