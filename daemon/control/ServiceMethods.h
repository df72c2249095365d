// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/Method.h"
#include "daemon/control/MethodGroups.h"

#include <QTimer>

#include <chrono>
#include <deque>
#include <utility>

namespace wharfgate::control {

/// status, service.reload, service.stop.
class ServiceMethods final : public MethodGroup
{
public:
    explicit ServiceMethods(MethodContext context);

    QString capability() const override { return QStringLiteral("service"); }
    std::vector<Method> methods() override;

private:
    QJsonObject status(const Caller &caller);
    QJsonObject onDisk();
    double requestsPerMinute();
    void sample();
    Reply reload(const Caller &caller);
    Reply stop(const Caller &caller, const QJsonObject &params);

    const MethodContext m_context;
    std::string m_diskFingerprint; // of the file whose revision is next
    std::string m_diskRevision;
    /// The number of requests at some moments of the last minute.
    std::deque<std::pair<std::chrono::steady_clock::time_point, std::uint64_t>> m_samples;
    QTimer m_sampler;
};

} // namespace wharfgate::control
