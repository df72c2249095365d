// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/Method.h"

#include <memory>
#include <thread>
#include <vector>

namespace wharfgate::control {

/// The threads for the console's slow work, with a bounded queue. Belongs to the main thread, whose
/// event loop brings the results back.
class WorkerPool final : public Worker
{
public:
    explicit WorkerPool(int threads = 2, int maxQueue = 32);
    /// Waits for the work under way; what waits is not done.
    ~WorkerPool() override;
    WorkerPool(const WorkerPool &) = delete;
    WorkerPool &operator=(const WorkerPool &) = delete;

    void run(std::function<Reply()> work, Respond respond) override;

private:
    struct Queue;
    static void work(const std::shared_ptr<Queue> &queue, const std::weak_ptr<const bool> &isAlive);

    std::shared_ptr<Queue> m_queue;
    std::vector<std::thread> m_threads;
    std::shared_ptr<const bool> m_isAlive; // results that come later are dropped
};

} // namespace wharfgate::control
