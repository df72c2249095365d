// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/net/EpollEventDispatcher.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QThread>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace wharfgate::net {

namespace {

constexpr std::size_t kEventsPerTurn = 256;

constexpr std::uint32_t kEventOfKind[] = {EPOLLIN, EPOLLOUT, EPOLLPRI};

/// An epoll instance that watches `wakeUp`; -1 if there is none to be had.
int openEpoll(int wakeUp)
{
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    if (epoll < 0)
        return -1;
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = wakeUp;
    if (::epoll_ctl(epoll, EPOLL_CTL_ADD, wakeUp, &event) == 0)
        return epoll;
    ::close(epoll);
    return -1;
}

std::size_t kindOf(const QSocketNotifier *notifier)
{
    return static_cast<std::size_t>(notifier->type());
}

} // namespace

EpollEventDispatcher::EpollEventDispatcher(QObject *parent)
    : QAbstractEventDispatcher(parent)
    , m_wakeUp(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_epoll(openEpoll(m_wakeUp))
{}

EpollEventDispatcher::~EpollEventDispatcher()
{
    if (m_epoll >= 0)
        ::close(m_epoll);
    if (m_wakeUp >= 0)
        ::close(m_wakeUp);
}

bool EpollEventDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_interrupted.store(false);
    m_wokenFromWithin = false;
    QCoreApplication::sendPostedEvents();
    if (m_interrupted.load())
        return false;
    const bool withSockets = !flags.testFlag(QEventLoop::ExcludeSocketNotifiers);
    const bool withTimers = !flags.testFlag(QEventLoop::X11ExcludeTimers);
    const bool mayWait = flags.testFlag(QEventLoop::WaitForMoreEvents);
    if (mayWait)
        Q_EMIT aboutToBlock();
    // A slot of aboutToBlock() may have ended the loop.
    if (m_interrupted.load())
        return false;
    bool any = waitForEvents(mayWait ? sleepTime(flags) : 0, withSockets);
    if (mayWait)
        Q_EMIT awake();
    if (withSockets)
        any = deliverPending() || any;
    if (withTimers)
        any = m_timers.fire() || any;
    return any;
}

/// For epoll_wait and poll: milliseconds, -1 for ever.
int EpollEventDispatcher::sleepTime(QEventLoop::ProcessEventsFlags flags) const
{
    if (m_wokenFromWithin)
        return 0;
    if (!flags.testFlag(QEventLoop::ExcludeSocketNotifiers) &&
        (!m_alwaysReady.empty() || m_nextPending < m_pending.size()))
        return 0;
    if (flags.testFlag(QEventLoop::X11ExcludeTimers))
        return -1;
    const auto next = m_timers.nextDue();
    if (!next)
        return -1;
    return static_cast<int>(std::min<std::int64_t>(next->count(), std::numeric_limits<int>::max()));
}

/// True if woken by another thread; descriptors that are ready are in m_pending then.
bool EpollEventDispatcher::waitForEvents(int timeout, bool withSockets)
{
    if (!withSockets) {
        // Not epoll, which would return at once as long as any socket is ready.
        pollfd wakeUp{m_wakeUp, POLLIN, 0};
        if (::poll(&wakeUp, 1, timeout) <= 0)
            return false;
        clearWakeUp();
        return true;
    }
    std::array<epoll_event, kEventsPerTurn> events; // filled by the kernel
    const int count =
        ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), timeout);
    bool woken = false;
    for (std::size_t i = 0; count > 0 && i < static_cast<std::size_t>(count); ++i) {
        if (events[i].data.fd == m_wakeUp) {
            clearWakeUp();
            woken = true;
        } else {
            collect(events[i].data.fd, events[i].events);
        }
    }
    collectAlwaysReady();
    if (m_rebuild)
        rebuild();
    return woken;
}

/// A new epoll instance, which knows only what is watched now.
void EpollEventDispatcher::rebuild()
{
    const int fresh = openEpoll(m_wakeUp);
    if (fresh < 0)
        return; // no descriptor left; tried again with the next stray event
    ::close(m_epoll);
    m_epoll = fresh;
    m_rebuild = false;
    for (std::size_t descriptor = 0; descriptor < m_watches.size(); ++descriptor) {
        Watch &watch = m_watches[descriptor];
        if (watch.registered == 0)
            continue;
        watch.registered = 0;
        updateEpoll(static_cast<int>(descriptor), watch);
    }
}

void EpollEventDispatcher::clearWakeUp()
{
    eventfd_t value = 0;
    ::eventfd_read(m_wakeUp, &value);
    // After reading: a wakeUp() in between is not lost, for what it announces was posted before it,
    // and posted events are looked at before the next wait.
    m_wakeUpSent.store(false);
}

void EpollEventDispatcher::collect(int descriptor, std::uint32_t events)
{
    Watch &watch = m_watches[static_cast<std::size_t>(descriptor)];
    if (std::all_of(watch.notifiers.begin(), watch.notifiers.end(),
                    [](const QSocketNotifier *notifier) { return notifier == nullptr; })) {
        // Closed before it was unregistered, while a copy (in a child process) keeps the file open:
        // epoll goes on reporting it and can no longer be told to stop.
        m_rebuild = true;
        return;
    }
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
        const auto bit = static_cast<std::uint8_t>(1U << kind);
        // An error or hang-up is everybody's concern, as with poll().
        const bool ready = (events & (kEventOfKind[kind] | EPOLLERR | EPOLLHUP)) != 0;
        if (watch.notifiers[kind] == nullptr || !ready || (watch.pending & bit) != 0)
            continue;
        watch.pending = static_cast<std::uint8_t>(watch.pending | bit);
        m_pending.emplace_back(descriptor, kind);
    }
}

void EpollEventDispatcher::collectAlwaysReady()
{
    for (const int descriptor : m_alwaysReady)
        collect(descriptor, EPOLLIN | EPOLLOUT);
}

/// Activates the notifiers that are ready. Their handlers may delete notifiers, this one too, and
/// may run a nested loop, which goes on where this one stands.
bool EpollEventDispatcher::deliverPending()
{
    bool any = false;
    while (m_nextPending < m_pending.size()) {
        const auto [descriptor, kind] = m_pending[m_nextPending];
        ++m_nextPending;
        Watch &watch = m_watches[static_cast<std::size_t>(descriptor)];
        const auto bit = static_cast<std::uint8_t>(1U << kind);
        if ((watch.pending & bit) == 0)
            continue; // unregistered since
        watch.pending = static_cast<std::uint8_t>(watch.pending & ~bit);
        QSocketNotifier *notifier = watch.notifiers[kind];
        QEvent event(QEvent::SockAct);
        QCoreApplication::sendEvent(notifier, &event);
        any = true;
    }
    m_pending.clear();
    m_nextPending = 0;
    return any;
}

void EpollEventDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    const auto descriptor = static_cast<int>(notifier->socket());
    if (descriptor < 0)
        return;
    if (static_cast<std::size_t>(descriptor) >= m_watches.size())
        m_watches.resize(std::max(static_cast<std::size_t>(descriptor) + 1, m_watches.size() * 2));
    Watch &watch = m_watches[static_cast<std::size_t>(descriptor)];
    // A former notifier of a descriptor that was closed under it gives way.
    watch.notifiers[kindOf(notifier)] = notifier;
    updateEpoll(descriptor, watch);
}

void EpollEventDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    const auto descriptor = static_cast<int>(notifier->socket());
    if (descriptor < 0 || static_cast<std::size_t>(descriptor) >= m_watches.size())
        return;
    Watch &watch = m_watches[static_cast<std::size_t>(descriptor)];
    const std::size_t kind = kindOf(notifier);
    if (watch.notifiers[kind] != notifier)
        return;
    watch.notifiers[kind] = nullptr;
    watch.pending = static_cast<std::uint8_t>(watch.pending & ~(1U << kind));
    updateEpoll(descriptor, watch);
}

void EpollEventDispatcher::updateEpoll(int descriptor, Watch &watch)
{
    std::uint32_t wanted = 0;
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
        if (watch.notifiers[kind] != nullptr)
            wanted |= kEventOfKind[kind];
    }
    if (watch.alwaysReady) {
        if (wanted == 0) {
            watch.alwaysReady = false;
            std::erase(m_alwaysReady, descriptor);
        }
        return;
    }
    epoll_event event{};
    event.events = wanted;
    event.data.fd = descriptor;
    if (wanted == 0) {
        // Fails if the descriptor was closed before: the kernel has forgotten it then, as wanted.
        ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, descriptor, &event);
        watch.registered = 0;
        return;
    }
    // What is registered may belong to a closed descriptor of the same number, and the reverse.
    const bool known = watch.registered != 0;
    watch.registered = wanted;
    if (::epoll_ctl(m_epoll, known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, descriptor, &event) == 0)
        return;
    if (errno == ENOENT && ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event) == 0)
        return;
    if (errno == EEXIST && ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, descriptor, &event) == 0)
        return;
    watch.registered = 0;
    if (errno == EPERM) { // a regular file or folder: never blocks
        watch.alwaysReady = true;
        m_alwaysReady.push_back(descriptor);
        return;
    }
    qWarning("EpollEventDispatcher: descriptor %d cannot be watched (error %d)", descriptor, errno);
}

void EpollEventDispatcher::registerTimer(int id, qint64 interval, Qt::TimerType type,
                                         QObject *object)
{
    m_timers.add(id, std::chrono::milliseconds(interval), type, object);
}

bool EpollEventDispatcher::unregisterTimer(int id)
{
    return m_timers.remove(id);
}

bool EpollEventDispatcher::unregisterTimers(QObject *object)
{
    return m_timers.removeAll(object);
}

QList<QAbstractEventDispatcher::TimerInfo>
EpollEventDispatcher::registeredTimers(QObject *object) const
{
    return m_timers.timers(object);
}

int EpollEventDispatcher::remainingTime(int id)
{
    const auto remaining = m_timers.remaining(id);
    return remaining ? static_cast<int>(remaining->count()) : -1;
}

void EpollEventDispatcher::wakeUp()
{
    // The own thread is not waiting now: it must only not begin to.
    if (QThread::currentThread() == thread())
        m_wokenFromWithin = true;
    else if (!m_wakeUpSent.exchange(true))
        ::eventfd_write(m_wakeUp, 1);
}

void EpollEventDispatcher::interrupt()
{
    m_interrupted.store(true);
    wakeUp();
}

} // namespace wharfgate::net
