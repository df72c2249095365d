// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/cli/Explanation.h"

#include <iosfwd>

namespace wharfgate::cli {

/// Answers requests read as JSON objects, one a line: {"id":…,"request":{"account","type","name",
/// "service","ip","labels","actions"}}. Writes {"id","actions","rule","comment"} or
/// {"id","no_match":true}, one a line, or {"id","error"} for a line that is no such object. Absent
/// labels are the account's own from the configuration; actions are taken as they stand; an ip that
/// is no address matches no rule with an ip. Returns false if any line was bad.
bool explainBatch(const Explainer &explainer, std::istream &in, std::ostream &out);

} // namespace wharfgate::cli
