// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/rules/RuleCounterFeed.h"

#include "gui/client/Session.h"

#include <chrono>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

RuleCounterFeed::RuleCounterFeed(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    using namespace std::chrono_literals;
    m_timer.setInterval(10s);
    connect(&m_timer, &QTimer::timeout, this, &RuleCounterFeed::poll);
    connect(&session, &Session::stateChanged, this, &RuleCounterFeed::handleSession);
    connect(&session, &Session::notified, this, [this](const QString &method) {
        if (method == u"configurationChanged")
            poll(); // the counters belong to other rules now
    });
}

void RuleCounterFeed::setWatched(bool watched)
{
    m_isWatched = watched;
    if (watched) {
        m_timer.start();
        poll();
    } else {
        m_timer.stop();
    }
}

bool RuleCounterFeed::isStale() const
{
    return m_counters && !m_session.isLive();
}

void RuleCounterFeed::handleSession()
{
    if (!m_session.hasDaemon())
        m_counters.reset();
    if (m_session.isLive())
        poll();
    Q_EMIT changed();
}

void RuleCounterFeed::poll()
{
    if (!m_isWatched || !m_session.isLive())
        return;
    m_session.client().call(u"counters"_s, {{u"minutes"_s, 1}}, this,
                            [this](const control::Reply &reply) {
                                if (!reply)
                                    return; // the next one may do better
                                m_counters = RuleCounters::fromJson(*reply);
                                Q_EMIT changed();
                            });
}

void RuleCounterFeed::reset(std::function<void(const QString &)> failed)
{
    m_session.client().call(u"counters.resetRules"_s, {}, this,
                            [this, failed = std::move(failed)](const control::Reply &reply) {
                                if (!reply)
                                    failed(reply.error().message);
                                poll();
                            });
}

} // namespace wharfgate::gui
