// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/EventFeed.h"
#include "daemon/control/EventHistory.h"
#include "daemon/control/Method.h"
#include "daemon/journal/EventRing.h"

#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <string>

namespace wharfgate::control {

/// events.subscribe, events.unsubscribe, events.history: the decisions as they come, and those
/// that came before.
class EventMethods final : public MethodGroup
{
public:
    /// The journal's file as configured now; empty: none.
    using JournalFile = std::function<std::string()>;

    /// `ring`, `notifier` and `worker` outlive the group, and `ring` also the worker's work.
    EventMethods(QString instance, const journal::EventRing &ring, JournalFile journalFile,
                 Notifier &notifier, Worker &worker);

    QString capability() const override { return QStringLiteral("events"); }
    std::vector<Method> methods() override;
    void forget(std::uint64_t connection) override { m_feed.unsubscribe(connection); }

private:
    Reply subscribe(const Caller &caller, const QJsonObject &params);
    void history(const Caller &caller, const QJsonObject &params, Respond respond);
    /// What the worker is to do.
    tl::expected<std::function<Reply()>, CallError> historyWork(const QJsonObject &params) const;

    const QString m_instance;
    const journal::EventRing &m_ring;
    const JournalFile m_journalFile;
    Worker &m_worker;
    EventFeed m_feed;
    /// Calls of events.history under way by connection; shared with their ends.
    std::shared_ptr<std::map<std::uint64_t, int>> m_underWay;
};

} // namespace wharfgate::control
