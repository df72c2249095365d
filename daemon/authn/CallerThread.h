// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>

namespace wharfgate::authn {

/// The way back to the thread that asked for slow work. May be copied and used on any thread.
class CallerThread
{
public:
    /// The thread that calls this; it runs a Qt event loop.
    static CallerThread current();

    /// Runs `work` in that thread's event loop, later. If the thread has ended, `work` is destroyed
    /// without being run.
    void post(std::function<void()> work) const;

private:
    struct Mailbox;
    class MailboxOwner;
    explicit CallerThread(std::shared_ptr<Mailbox> mailbox);

    std::shared_ptr<Mailbox> m_mailbox;
};

} // namespace wharfgate::authn
