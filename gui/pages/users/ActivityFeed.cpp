// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/users/ActivityFeed.h"

#include "gui/client/Session.h"

#include <chrono>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

ActivityFeed::ActivityFeed(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    using namespace std::chrono_literals;
    m_timer.setInterval(10s);
    connect(&m_timer, &QTimer::timeout, this, &ActivityFeed::poll);
    connect(&session, &Session::stateChanged, this, &ActivityFeed::handleSession);
}

void ActivityFeed::setWatched(bool watched)
{
    m_isWatched = watched;
    if (watched) {
        m_timer.start();
        poll();
    } else {
        m_timer.stop();
    }
}

void ActivityFeed::handleSession()
{
    if (!m_session.hasDaemon())
        m_sightings.reset();
    poll();
    Q_EMIT changed();
}

void ActivityFeed::poll()
{
    if (!m_isWatched || m_isAsking || !m_session.isLive() || !m_session.client().can(u"accounts"_s))
        return;
    m_isAsking = true;
    m_session.client().call(u"accounts.activity"_s, {}, this, [this](const control::Reply &reply) {
        m_isAsking = false;
        if (!reply)
            return; // the next one may do better
        m_sightings = AccountSightings::fromJson(*reply);
        Q_EMIT changed();
    });
}

} // namespace wharfgate::gui
