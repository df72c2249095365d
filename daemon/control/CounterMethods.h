// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/Method.h"
#include "daemon/journal/Counters.h"

#include <chrono>
#include <functional>

namespace wharfgate::control {

/// counters, counters.resetRules: how many decisions there were, which rules they hit, who fails.
class CounterMethods final : public MethodGroup
{
public:
    using Clock = std::function<std::chrono::system_clock::time_point()>;

    /// `counters` outlives the group.
    explicit CounterMethods(
        journal::Counters &counters, Clock clock = [] { return std::chrono::system_clock::now(); });

    QString capability() const override { return QStringLiteral("counters"); }
    std::vector<Method> methods() override;

private:
    Reply counters(const QJsonObject &params) const;

    journal::Counters &m_counters;
    const Clock m_clock;
};

} // namespace wharfgate::control
