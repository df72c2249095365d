// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/net/FileDescriptor.h"

#include <functional>
#include <mutex>
#include <vector>

namespace wharfgate::net {

/// Work for a thread, put in by any other. The descriptor becomes readable when there is some.
class Mailbox
{
public:
    Mailbox();

    int descriptor() const { return m_event.get(); }
    void post(std::function<void()> work); // any thread
    void deliver();                        // the receiving thread

private:
    FileDescriptor m_event;
    std::mutex m_mutex;
    std::vector<std::function<void()>> m_work; // guarded by m_mutex
};

} // namespace wharfgate::net
