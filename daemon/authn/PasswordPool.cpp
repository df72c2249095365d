// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authn/PasswordPool.h"

#include "daemon/authn/CallerThread.h"
#include "daemon/authn/Secret.h"
#include "shared/accounts/PasswordHash.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <iterator>
#include <mutex>
#include <sys/resource.h>
#include <unistd.h>
#include <utility>

namespace wharfgate::authn {

namespace {

struct Job
{
    std::string stored;
    Secret password;
    http::Cancellation cancelled;
    CallerThread caller;
    PasswordPool::Done done;

    bool isCancelled() const
    {
        return cancelled != nullptr && cancelled->load(std::memory_order_relaxed);
    }
    void answer(PasswordPool::Answer answer)
    {
        caller.post([done = std::move(done), answer] { done(answer); });
    }
};

int threadCount(int wanted)
{
    if (wanted > 0)
        return wanted;
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()) - 1);
}

} // namespace

/// Outlives the pool as long as a thread runs.
struct PasswordPool::Queue
{
    explicit Queue(std::size_t most)
        : limit(most)
    {}

    const std::size_t limit;
    std::mutex mutex; // guards all below
    std::condition_variable changed;
    std::deque<Job> jobs;
    std::size_t idle = 0; // threads that wait for a job
    bool stopping = false;

    bool isFull() const { return jobs.size() >= limit + idle; }
    std::deque<Job> takeCancelled()
    {
        const auto left = std::stable_partition(
            jobs.begin(), jobs.end(), [](const Job &waiting) { return !waiting.isCancelled(); });
        std::deque<Job> taken(std::make_move_iterator(left), std::make_move_iterator(jobs.end()));
        jobs.erase(left, jobs.end());
        return taken;
    }
};

PasswordPool::PasswordPool(int threads, int maxQueue)
    : m_queue(std::make_shared<Queue>(static_cast<std::size_t>(std::max(maxQueue, 0))))
{
    const int count = threadCount(threads);
    m_queue->idle = static_cast<std::size_t>(count);
    for (int i = 0; i < count; ++i)
        m_threads.emplace_back([queue = m_queue] { work(queue); });
}

PasswordPool::~PasswordPool()
{
    std::deque<Job> dropped;
    {
        const std::lock_guard guard(m_queue->mutex);
        m_queue->stopping = true;
        dropped.swap(m_queue->jobs);
    }
    m_queue->changed.notify_all();
    for (Job &job : dropped)
        job.answer(Answer::Dropped);
    for (std::thread &thread : m_threads) {
        // A callback whose thread has ended is destroyed on a worker, and may hold the last
        // reference to this pool.
        if (thread.get_id() == std::this_thread::get_id())
            thread.detach();
        else
            thread.join();
    }
}

void PasswordPool::verify(std::string_view stored, std::string_view password,
                          http::Cancellation cancelled, Done done)
{
    Job job{std::string(stored), Secret(password), std::move(cancelled), CallerThread::current(),
            std::move(done)};
    std::deque<Job> dropped;
    bool accepted = false;
    {
        const std::lock_guard guard(m_queue->mutex);
        if (m_queue->isFull())
            dropped = m_queue->takeCancelled();
        accepted = !m_queue->isFull();
        if (accepted)
            m_queue->jobs.push_back(std::move(job));
    }
    if (accepted)
        m_queue->changed.notify_one();
    for (Job &each : dropped)
        each.answer(Answer::Dropped);
    if (!accepted)
        job.done(Answer::Busy);
}

void PasswordPool::work(const std::shared_ptr<Queue> &queue)
{
    // Lowest priority for this thread alone; it works without, so a refusal is no matter.
    static_cast<void>(setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), 19));

    std::unique_lock lock(queue->mutex);
    for (;;) {
        queue->changed.wait(lock, [&queue] { return queue->stopping || !queue->jobs.empty(); });
        if (queue->stopping)
            return;
        {
            Job job = std::move(queue->jobs.front());
            queue->jobs.pop_front();
            --queue->idle;
            lock.unlock();
            if (job.isCancelled())
                job.answer(Answer::Dropped);
            else if (accounts::verifyPassword(job.stored, job.password.text()))
                job.answer(Answer::Match);
            else
                job.answer(Answer::Mismatch);
        } // the job is released without the lock: it may hold the last reference to the pool
        lock.lock();
        ++queue->idle;
    }
}

} // namespace wharfgate::authn
