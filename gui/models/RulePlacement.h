// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/AccessList.h"
#include "shared/acl/Coverage.h"
#include "shared/config/editing/ConfigurationText.h"

#include <QString>

#include <optional>
#include <vector>

namespace wharfgate::gui {

/// Where a new rule goes, and why there, in a sentence for the user.
struct RulePlace
{
    std::size_t row = 0;
    QString reason;
};

/// Finds places for new rules; keeps what it compiled as long as the text stays the same.
class RulePlacement
{
public:
    /// The lowest place where the rule takes effect: above the rule that decides the request it was
    /// made for, and above the first rule that would leave it nothing to decide. Else the end.
    RulePlace placeFor(const config::ConfigurationText &content, const config::RuleEntry &entry);

private:
    void compile(const config::ConfigurationText &content);
    std::optional<std::size_t> decidingRow(const acl::RuleShape &shape) const;

    std::optional<config::ConfigurationText> m_content;
    std::optional<acl::AccessList> m_list;
    std::vector<std::optional<acl::RuleShape>> m_shapes; // by row; none if disabled
};

} // namespace wharfgate::gui
