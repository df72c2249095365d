// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/Method.h"

#include <QHash>
#include <QList>

#include <deque>
#include <optional>
#include <set>
#include <utility>

namespace wharfgate::test {

/// Keeps notifications instead of sending them.
class FakeNotifier final : public control::Notifier
{
public:
    struct Sent
    {
        std::uint64_t connection = 0;
        QString method;
        QJsonObject params;
    };

    void notifyAll(const QString &method, const QJsonObject &params) override
    {
        sent.append({0, method, params});
    }
    bool notify(std::uint64_t connection, const QString &method, const QJsonObject &params) override
    {
        ++attempts;
        if (slow.count(connection) > 0)
            return false;
        sent.append({connection, method, params});
        return true;
    }

    QList<Sent> sent;
    std::set<std::uint64_t> slow;
    int attempts = 0;
};

/// Works at once, or when it is told to.
class FakeWorker final : public control::Worker
{
public:
    void run(std::function<control::Reply()> work, control::Respond respond) override
    {
        if (isHeld)
            m_waiting.emplace_back(std::move(work), std::move(respond));
        else
            respond(work());
    }
    void release()
    {
        isHeld = false;
        while (!m_waiting.empty()) {
            const auto [work, respond] = std::move(m_waiting.front());
            m_waiting.pop_front();
            respond(work());
        }
    }

    bool isHeld = false;

private:
    std::deque<std::pair<std::function<control::Reply()>, control::Respond>> m_waiting;
};

/// Calls a method of a group; nothing while it has not answered.
inline std::shared_ptr<std::optional<control::Reply>> call(control::MethodGroup &group,
                                                           const QString &name,
                                                           const QJsonObject &params = {},
                                                           std::uint64_t connection = 1)
{
    auto reply = std::make_shared<std::optional<control::Reply>>();
    control::Caller caller;
    caller.connection = connection;
    for (const control::Method &method : group.methods()) {
        if (method.name == name)
            method.run(caller, params, [reply](control::Reply answer) { *reply = answer; });
    }
    return reply;
}

/// The answer, which must be there and no error.
inline QJsonObject resultOf(const std::shared_ptr<std::optional<control::Reply>> &reply)
{
    if (!reply->has_value())
        qFatal("no answer");
    if (!reply->value())
        qFatal("an error: %s", qPrintable(reply->value().error().message));
    return *reply->value();
}

/// The error's code, or 0.
inline int errorOf(const std::shared_ptr<std::optional<control::Reply>> &reply)
{
    if (!reply->has_value())
        qFatal("no answer");
    return reply->value() ? 0 : static_cast<int>(reply->value().error().code);
}

} // namespace wharfgate::test
