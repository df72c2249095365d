// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/RuleCounters.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace wharfgate::gui {

class Session;

/// Asks the daemon every ten seconds how often each rule decided, as long as somebody looks.
class RuleCounterFeed final : public QObject
{
    Q_OBJECT

public:
    explicit RuleCounterFeed(Session &session, QObject *parent = nullptr);

    void setWatched(bool watched);
    const std::optional<RuleCounters> &counters() const { return m_counters; }
    /// The daemon is away: what is known is old.
    bool isStale() const;
    /// Sets all counters of the daemon to nothing; `failed` is told why not.
    void reset(std::function<void(const QString &)> failed);

Q_SIGNALS:
    void changed();

private:
    void poll();
    void handleSession();

    Session &m_session;
    QTimer m_timer;
    bool m_isWatched = false;
    std::optional<RuleCounters> m_counters;
};

} // namespace wharfgate::gui
