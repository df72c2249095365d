// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/Method.h"
#include "daemon/service/Daemon.h"

#include <memory>
#include <string>

namespace wharfgate::control {

/// explain, explain.many, advice: what the rules say, in force or of a text that is not.
class ExplainMethods final : public MethodGroup
{
public:
    /// Both outlive the group.
    ExplainMethods(service::Daemon &daemon, Worker &worker);
    ~ExplainMethods() override;

    QString capability() const override { return QStringLiteral("explain"); }
    std::vector<Method> methods() override;

private:
    class Cache;
    /// A configuration's text, and the file that it is or shall be in.
    struct Subject
    {
        std::shared_ptr<const std::string> text;
        std::string file;
    };
    tl::expected<Subject, CallError> subject(const QJsonObject &params) const;
    void explain(const QJsonObject &params, Respond respond);
    void explainMany(const QJsonObject &params, Respond respond);
    void advice(const QJsonObject &params, Respond respond);

    service::Daemon &m_daemon;
    Worker &m_worker;
    std::shared_ptr<Cache> m_cache; // shared with the worker's work
};

} // namespace wharfgate::control
