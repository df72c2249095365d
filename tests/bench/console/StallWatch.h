// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace wharfgate::bench {

/// Measures how long the event loop of its thread does not come back: what a user feels as a jerk.
class StallWatch final : public QObject
{
    Q_OBJECT

public:
    explicit StallWatch(QObject *parent = nullptr);

    void start();
    /// Milliseconds: the longest time between two turns since start().
    double longest() const { return m_longest; }
    /// Part of the time that went by in turns of more than 16 ms, from 0 to 1.
    double shareOfLongTurns() const;

private:
    void take();

    QTimer m_timer;
    QElapsedTimer m_sinceStart;
    QElapsedTimer m_sinceTurn;
    double m_longest = 0;
    double m_inLongTurns = 0;
};

} // namespace wharfgate::bench
