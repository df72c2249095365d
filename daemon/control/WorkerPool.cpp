// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/WorkerPool.h"

#include "daemon/authn/CallerThread.h"

#include <condition_variable>
#include <deque>
#include <mutex>

namespace wharfgate::control {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRetryMilliseconds = 1000;

struct Job
{
    std::function<Reply()> work;
    Respond respond;
};

} // namespace

/// Outlives the pool as long as a thread runs.
struct WorkerPool::Queue
{
    explicit Queue(std::size_t most)
        : limit(most)
    {}

    const std::size_t limit;
    const authn::CallerThread home = authn::CallerThread::current();
    std::mutex mutex; // guards all below
    std::condition_variable changed;
    std::deque<Job> jobs;
    bool stopping = false;
};

WorkerPool::WorkerPool(int threads, int maxQueue)
    : m_queue(std::make_shared<Queue>(static_cast<std::size_t>(maxQueue)))
    , m_isAlive(std::make_shared<const bool>(true))
{
    for (int i = 0; i < threads; ++i)
        m_threads.emplace_back(
            [queue = m_queue, isAlive = std::weak_ptr(m_isAlive)] { work(queue, isAlive); });
}

WorkerPool::~WorkerPool()
{
    std::deque<Job> dropped; // destroyed here, on the thread that they answer on
    {
        const std::lock_guard guard(m_queue->mutex);
        m_queue->stopping = true;
        dropped.swap(m_queue->jobs);
    }
    m_queue->changed.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
}

void WorkerPool::run(std::function<Reply()> work, Respond respond)
{
    {
        const std::lock_guard guard(m_queue->mutex);
        if (m_queue->jobs.size() < m_queue->limit) {
            m_queue->jobs.push_back({std::move(work), std::move(respond)});
            respond = nullptr;
        }
    }
    if (!respond)
        return m_queue->changed.notify_one();
    respond(tl::unexpected(CallError{ErrorCode::Busy,
                                     u"The daemon is busy with other work; try again."_s,
                                     {{u"retryAfterMs"_s, kRetryMilliseconds}}}));
}

void WorkerPool::work(const std::shared_ptr<Queue> &queue, const std::weak_ptr<const bool> &isAlive)
{
    std::unique_lock lock(queue->mutex);
    for (;;) {
        queue->changed.wait(lock, [&queue] { return queue->stopping || !queue->jobs.empty(); });
        if (queue->stopping)
            return;
        Job job = std::move(queue->jobs.front());
        queue->jobs.pop_front();
        lock.unlock();
        auto reply = std::make_shared<Reply>(job.work());
        job.work = nullptr;
        // What answers is called and destroyed on its own thread only.
        queue->home.post([reply, respond = std::move(job.respond), isAlive] {
            if (!isAlive.expired())
                respond(std::move(*reply));
        });
        job.respond = nullptr;
        lock.lock();
    }
}

} // namespace wharfgate::control
