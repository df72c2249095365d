// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/editing/RuleEntry.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace wharfgate::gui {

/// How often one rule decided.
struct RuleHits
{
    std::int64_t hits = 0;
    QDateTime last; // invalid: never

    bool operator==(const RuleHits &) const = default;
};

/// The daemon's counters of the rules in force (PROTOCOL.md, `counters`).
struct RuleCounters
{
    std::map<std::size_t, RuleHits> byIndex; // by index among the rules in force; absent: none
    QDateTime since;                         // counting began
    QDateTime now;                           // by the daemon's clock
    QString revision;                        // of the configuration they belong to

    static RuleCounters fromJson(const QJsonObject &counters);
};

/// The hits of each row of `rows`, where the rules in force are those of `inForce`: a rule keeps
/// its counter while it is moved or its neighbours change. Rows that are not in force have none.
std::vector<std::optional<RuleHits>> hitsOfRows(const std::vector<config::RuleEntry> &rows,
                                                const std::vector<config::RuleEntry> &inForce,
                                                const RuleCounters &counters);

} // namespace wharfgate::gui
