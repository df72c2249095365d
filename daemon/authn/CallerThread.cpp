// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authn/CallerThread.h"

#include <QMetaObject>
#include <QObject>
#include <QThreadStorage>
#include <mutex>
#include <utility>

namespace wharfgate::authn {

/// Shared between a thread and the work it has under way elsewhere.
struct CallerThread::Mailbox
{
    std::mutex mutex;           // guards the member below
    QObject *context = nullptr; // lives in the thread; null once that has ended
};

/// Owned by the thread itself. Goes before the thread counts as finished, and takes the work not
/// yet run with it: whatever that holds is released on this thread, not on a worker.
class CallerThread::MailboxOwner
{
public:
    MailboxOwner()
        : m_mailbox(std::make_shared<Mailbox>())
    {
        m_mailbox->context = &m_context;
    }
    ~MailboxOwner()
    {
        const std::lock_guard guard(m_mailbox->mutex);
        m_mailbox->context = nullptr;
    }
    MailboxOwner(const MailboxOwner &) = delete;
    MailboxOwner &operator=(const MailboxOwner &) = delete;

    const std::shared_ptr<Mailbox> &mailbox() const { return m_mailbox; }

private:
    std::shared_ptr<Mailbox> m_mailbox;
    QObject m_context;
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
    if (m_mailbox->context != nullptr)
        QMetaObject::invokeMethod(m_mailbox->context, std::move(work), Qt::QueuedConnection);
}

} // namespace wharfgate::authn
