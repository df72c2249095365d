// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/console/StallWatch.h"

#include <algorithm>

namespace wharfgate::bench {

namespace {

constexpr double kFrame = 16; // milliseconds, of a display with 60 pictures a second

} // namespace

StallWatch::StallWatch(QObject *parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(1);
    connect(&m_timer, &QTimer::timeout, this, &StallWatch::take);
}

void StallWatch::start()
{
    m_longest = 0;
    m_inLongTurns = 0;
    m_sinceStart.start();
    m_sinceTurn.start();
    m_timer.start();
}

void StallWatch::take()
{
    constexpr double kNanoseconds = 1e6; // of a millisecond
    const double gap = static_cast<double>(m_sinceTurn.nsecsElapsed()) / kNanoseconds;
    m_sinceTurn.start();
    m_longest = std::max(m_longest, gap);
    if (gap > kFrame)
        m_inLongTurns += gap;
}

double StallWatch::shareOfLongTurns() const
{
    return m_inLongTurns / static_cast<double>(std::max<qint64>(m_sinceStart.elapsed(), 1));
}

} // namespace wharfgate::bench
