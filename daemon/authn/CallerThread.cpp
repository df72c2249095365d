// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authn/CallerThread.h"

#include <QCoreApplication>
#include <QEvent>
#include <QObject>
#include <QThreadStorage>
#include <deque>
#include <mutex>
#include <utility>

namespace wharfgate::authn {

/// Shared between a thread and the work it has under way elsewhere.
struct CallerThread::Mailbox
{
    std::mutex mutex; // guards all below
    std::deque<std::function<void()>> work;
    QObject *context = nullptr; // lives in the thread; null once that has ended
};

/// Owned by the thread itself. Goes before the thread counts as finished, and takes the work not
/// yet run with it: whatever that holds is released on this thread, not on a worker.
class CallerThread::MailboxOwner final : public QObject
{
public:
    MailboxOwner()
        : m_mailbox(std::make_shared<Mailbox>())
    {
        m_mailbox->context = this;
    }
    ~MailboxOwner() override
    {
        std::deque<std::function<void()>> unread;
        const std::lock_guard guard(m_mailbox->mutex);
        m_mailbox->context = nullptr;
        unread.swap(m_mailbox->work);
    }
    Q_DISABLE_COPY_MOVE(MailboxOwner)

    const std::shared_ptr<Mailbox> &mailbox() const { return m_mailbox; }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        std::function<void()> next;
        {
            const std::lock_guard guard(m_mailbox->mutex);
            next = std::move(m_mailbox->work.front());
            m_mailbox->work.pop_front();
        }
        next();
        return true;
    }

private:
    std::shared_ptr<Mailbox> m_mailbox;
};

CallerThread::CallerThread(std::shared_ptr<Mailbox> mailbox)
    : m_mailbox(std::move(mailbox))
{}

CallerThread CallerThread::current()
{
    // Not thread_local: Qt empties this storage before QThread::wait() returns.
    static QThreadStorage<MailboxOwner *> owners;
    if (!owners.hasLocalData())
        owners.setLocalData(new MailboxOwner);
    return CallerThread(owners.localData()->mailbox());
}

void CallerThread::post(std::function<void()> work) const
{
    const std::lock_guard guard(m_mailbox->mutex);
    if (m_mailbox->context == nullptr)
        return;
    m_mailbox->work.push_back(std::move(work));
    // One event for each piece of work, so that a nested event loop serves the others.
    QCoreApplication::postEvent(m_mailbox->context, new QEvent(QEvent::User));
}

} // namespace wharfgate::authn
