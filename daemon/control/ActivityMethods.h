// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/Method.h"
#include "daemon/journal/AccountActivity.h"

namespace wharfgate::control {

/// accounts.activity: when accounts were last let in and turned away.
class ActivityMethods final : public MethodGroup
{
public:
    /// Both outlive the group, and `activity` also the worker's work.
    ActivityMethods(const journal::AccountActivity &activity, Worker &worker);

    QString capability() const override { return QStringLiteral("accounts"); }
    std::vector<Method> methods() override;

private:
    void activity(const QJsonObject &params, const Respond &respond);

    const journal::AccountActivity &m_activity;
    Worker &m_worker;
};

} // namespace wharfgate::control
