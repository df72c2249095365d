// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/editing/Edit.h"
#include "shared/config/editing/Source.h"
#include "shared/config/editing/TextPatches.h"

#include <vector>

/// What each edit replaces in the text. They refuse what cannot be done in place; whether the
/// result means what it should is checked by applyEdit().
namespace wharfgate::config::editing {

/// What a plan works on.
struct PlanContext
{
    const ConfigurationText &before;
    const Source &source;
    TextPatches &patches;

    const Configuration &configuration() const { return *before.configuration(); }
};

Result<void> plan(const PlanContext &context, const InsertRules &edit);
Result<void> plan(const PlanContext &context, const RemoveRules &edit);
Result<void> plan(const PlanContext &context, const MoveRules &edit);
/// The rule stays enabled or disabled as it is.
Result<void> plan(const PlanContext &context, const ReplaceRule &edit);
Result<void> plan(const PlanContext &context, const EnableRules &edit);
Result<void> plan(const PlanContext &context, const std::vector<const PutUser *> &edits);
Result<void> plan(const PlanContext &context, const RemoveUsers &edit);
Result<void> plan(const PlanContext &context, const RenameUser &edit);
Result<void> plan(const PlanContext &context, const LockUsers &edit);
Result<void> plan(const PlanContext &context, const RenameLabel &edit);
Result<void> plan(const PlanContext &context, const SetSetting &edit);
Result<void> plan(const PlanContext &context, const SetTestCases &edit);

} // namespace wharfgate::config::editing
