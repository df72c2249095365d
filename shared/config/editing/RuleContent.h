// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/editing/Plans.h"
#include "shared/config/editing/ValueEditor.h"

#include <functional>

namespace wharfgate::config::editing {

/// Changes one rule, wherever it is written.
using ItemPlan =
    std::function<Result<void>(const Source &source, YamlDocument::NodeId item, TextPatches &)>;

/// The text of a disabled rule as it would be enabled, changed.
Result<std::string> changedDisabledRule(const std::vector<std::string> &lines,
                                        const ItemPlan &plan);
/// Plans a change of one row, enabled or not.
Result<void> planItem(const PlanContext &context, std::size_t row, const ItemPlan &plan);

} // namespace wharfgate::config::editing
