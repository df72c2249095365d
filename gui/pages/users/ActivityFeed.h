// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/AccountSightings.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace wharfgate::gui {

class Session;

/// Keeps fresh when the daemon saw which account, while somebody looks.
class ActivityFeed final : public QObject
{
    Q_OBJECT

public:
    explicit ActivityFeed(Session &session, QObject *parent = nullptr);

    void setWatched(bool watched);
    const std::optional<AccountSightings> &sightings() const { return m_sightings; }

Q_SIGNALS:
    void changed();

private:
    void handleSession();
    void poll();

    Session &m_session;
    QTimer m_timer;
    std::optional<AccountSightings> m_sightings;
    bool m_isWatched = false;
    bool m_isAsking = false;
};

} // namespace wharfgate::gui
