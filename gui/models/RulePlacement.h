// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/editing/ConfigurationText.h"

#include <QString>

namespace wharfgate::gui {

/// Where a new rule goes, and why there, in a sentence for the user.
struct RulePlace
{
    std::size_t row = 0;
    QString reason;
};

/// The lowest place where the rule takes effect: above the rule that decides the request it was
/// made for, and above the first rule that would leave it nothing to decide. Else the end.
RulePlace placeFor(const config::ConfigurationText &content, const config::RuleEntry &entry);

} // namespace wharfgate::gui
