// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/net/Mailbox.h"

#include <sys/eventfd.h>

namespace wharfgate::net {

Mailbox::Mailbox()
    : m_event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{}

void Mailbox::post(std::function<void()> work)
{
    bool isFirst = false;
    {
        const std::lock_guard guard(m_mutex);
        m_work.push_back(std::move(work));
        isFirst = m_work.size() == 1;
    }
    // Without the lock: the thread that wakes up wants it.
    if (isFirst)
        ::eventfd_write(m_event.get(), 1);
}

void Mailbox::deliver()
{
    std::vector<std::function<void()>> work;
    eventfd_t count = 0;
    ::eventfd_read(m_event.get(), &count);
    {
        const std::lock_guard guard(m_mutex);
        work.swap(m_work);
    }
    for (const auto &task : work)
        task();
}

} // namespace wharfgate::net
