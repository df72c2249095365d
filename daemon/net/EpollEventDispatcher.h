// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/net/TimerQueue.h"

#include <QAbstractEventDispatcher>

#include <array>
#include <atomic>
#include <cstdint>
#include <utility>
#include <vector>

class QSocketNotifier;

namespace wharfgate::net {

/// An event dispatcher over epoll, for network threads: Qt's own dispatchers look at every
/// descriptor on every turn, which is ruinous with thousands of idle clients. Give it to a thread
/// with QThread::setEventDispatcher() before the thread starts.
class EpollEventDispatcher final : public QAbstractEventDispatcher
{
    Q_OBJECT
public:
    /// isValid() is false if the process has no descriptors left.
    explicit EpollEventDispatcher(QObject *parent = nullptr);
    ~EpollEventDispatcher() override;
    Q_DISABLE_COPY_MOVE(EpollEventDispatcher)

    bool isValid() const { return m_epoll >= 0 && m_wakeUp >= 0; }

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    void registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object) override;
    bool unregisterTimer(int id) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int id) override;

    void wakeUp() override;    // any thread
    void interrupt() override; // any thread

private:
    static constexpr std::size_t kKinds = 3; // read, write, exception, as QSocketNotifier::Type

    /// What one descriptor is watched for.
    struct Watch
    {
        std::array<QSocketNotifier *, kKinds> notifiers{};
        std::uint32_t registered = 0; // events that epoll knows
        std::uint8_t pending = 0;     // bit per kind: in m_pending, not delivered yet
        bool alwaysReady = false;     // a regular file, which epoll refuses
    };

    void updateEpoll(int descriptor, Watch &watch);
    void collect(int descriptor, std::uint32_t events);
    void collectAlwaysReady();
    bool deliverPending();
    void rebuild();
    bool waitForEvents(int timeout, bool withSockets);
    void clearWakeUp();
    int sleepTime(QEventLoop::ProcessEventsFlags flags) const;

    int m_wakeUp = -1; // eventfd
    int m_epoll = -1;
    std::atomic<bool> m_wakeUpSent{false};
    bool m_wokenFromWithin = false; // by its own thread, since posted events were last looked at
    std::atomic<bool> m_interrupted{false};
    std::vector<Watch> m_watches;                       // by descriptor
    std::vector<int> m_alwaysReady;                     // descriptors
    std::vector<std::pair<int, std::size_t>> m_pending; // descriptor and kind
    std::size_t m_nextPending = 0;                      // before it: delivered
    bool m_rebuild = false;
    TimerQueue m_timers;
};

} // namespace wharfgate::net
