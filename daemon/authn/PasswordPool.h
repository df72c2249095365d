// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/http/RequestHandler.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace wharfgate::authn {

/// Verifies passwords on a few threads of the lowest priority, so that requests which need none are
/// answered meanwhile. Its queue is bounded. Safe on any thread with a Qt event loop.
class PasswordPool
{
public:
    enum class Answer
    {
        Match,
        Mismatch,
        Busy,    ///< not verified: the queue is full
        Dropped, ///< not verified: the client has left, or the pool is being destroyed
    };
    using Done = std::function<void(Answer)>;

    /// `threads` 0: one less than the cores, at least one. `maxQueue`: those that wait for a
    /// thread.
    PasswordPool(int threads, int maxQueue);
    /// Waits for the verifications being computed; drops those that wait.
    ~PasswordPool();
    PasswordPool(const PasswordPool &) = delete;
    PasswordPool &operator=(const PasswordPool &) = delete;

    /// Compares `password` with the hash `stored`. Calls `done` once, on this thread: before it
    /// returns if the answer is Busy, else later. `cancelled` may be null.
    void verify(std::string_view stored, std::string_view password, http::Cancellation cancelled,
                Done done);

private:
    struct Queue;
    static void work(const std::shared_ptr<Queue> &queue);

    std::shared_ptr<Queue> m_queue;
    std::vector<std::thread> m_threads;
};

} // namespace wharfgate::authn
