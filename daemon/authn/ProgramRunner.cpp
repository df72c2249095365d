// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authn/ProgramRunner.h"

#include "daemon/authn/ProgramEnvironment.h"
#include "daemon/authn/ProgramProcess.h"

#include <QCoreApplication>
#include <QEvent>
#include <QEventLoop>
#include <QTimer>
#include <algorithm>
#include <deque>
#include <mutex>
#include <utility>
#include <vector>

namespace wharfgate::authn {

namespace {

using namespace std::chrono_literals;

// How soon a time limit or a client that left is noticed.
constexpr auto kCheckInterval = 20ms;

void refuse(PendingCall &pending, ProgramResult::Status status, std::string reason)
{
    ProgramResult result;
    result.status = status;
    result.reason = std::move(reason);
    pending.answer(std::move(result));
}

} // namespace

/// What the callers and the worker share; outlives the runner as long as its thread runs.
struct ProgramRunner::State
{
    explicit State(config::ExternalProgram p)
        : program(std::move(p))
        , maxConcurrent(static_cast<std::size_t>(std::max(program.maxConcurrent, 1)))
        , maxQueue(static_cast<std::size_t>(std::max(program.maxQueue, 0)))
    {}

    const config::ExternalProgram program;
    const std::size_t maxConcurrent;
    const std::size_t maxQueue;
    std::mutex mutex; // guards all below
    std::deque<PendingCall> waiting;
    std::size_t running = 0;
    bool stopping = false;
    Worker *worker = nullptr; // null before the thread has begun and after it has ended

    void wake();
};

/// The part that lives in the runner's thread.
class ProgramRunner::Worker final : public QObject
{
public:
    Worker(State &state, QEventLoop &loop);
    ~Worker() override;
    Q_DISABLE_COPY_MOVE(Worker)

protected:
    bool event(QEvent *event) override;

private:
    void pump();
    void check();
    void startOne(PendingCall pending);
    void handleGone(ProgramProcess *process);
    void stopAll();

    State &m_state;
    QEventLoop &m_loop;
    QProcessEnvironment m_environment;
    QTimer m_timer;                            // active while anything runs or waits
    std::vector<ProgramProcess *> m_processes; // children of this object
};

/// Called with the mutex held.
void ProgramRunner::State::wake()
{
    if (worker != nullptr)
        QCoreApplication::postEvent(worker, new QEvent(QEvent::User));
}

ProgramRunner::Worker::Worker(State &state, QEventLoop &loop)
    : m_state(state)
    , m_loop(loop)
    , m_environment(programEnvironment(state.program, QProcessEnvironment::systemEnvironment()))
{
    m_timer.setInterval(kCheckInterval);
    connect(&m_timer, &QTimer::timeout, this, &Worker::check);
    const std::lock_guard guard(m_state.mutex);
    m_state.worker = this;
    m_state.wake(); // for what was asked before
}

ProgramRunner::Worker::~Worker()
{
    const std::lock_guard guard(m_state.mutex);
    m_state.worker = nullptr;
}

bool ProgramRunner::Worker::event(QEvent *event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    pump();
    return true;
}

/// Starts what may be started; ends the thread if the runner goes.
void ProgramRunner::Worker::pump()
{
    for (;;) {
        std::unique_lock lock(m_state.mutex);
        if (m_state.stopping) {
            lock.unlock();
            stopAll();
            m_loop.quit();
            return;
        }
        if (m_state.waiting.empty() || m_state.running >= m_state.maxConcurrent)
            break;
        PendingCall pending = std::move(m_state.waiting.front());
        m_state.waiting.pop_front();
        const bool wanted = !pending.isCancelled();
        if (wanted)
            ++m_state.running;
        lock.unlock();
        if (wanted)
            startOne(std::move(pending));
        else
            refuse(pending, ProgramResult::Status::Cancelled, "the client left");
    }
    if (!m_timer.isActive())
        m_timer.start();
}

void ProgramRunner::Worker::startOne(PendingCall pending)
{
    auto *process = new ProgramProcess(
        m_state.program, m_environment, std::move(pending),
        [this](ProgramProcess *gone) { handleGone(gone); }, this);
    m_processes.push_back(process);
    process->start();
}

void ProgramRunner::Worker::handleGone(ProgramProcess *process)
{
    std::erase(m_processes, process);
    process->deleteLater(); // it is on the call stack
    const std::lock_guard guard(m_state.mutex);
    --m_state.running;
    m_state.wake();
}

/// Answers what need not wait any longer, and kills what need not run any longer.
void ProgramRunner::Worker::check()
{
    std::vector<PendingCall> cancelled;
    std::vector<PendingCall> expired;
    bool idle = false;
    {
        const std::lock_guard guard(m_state.mutex);
        std::deque<PendingCall> kept;
        for (PendingCall &pending : m_state.waiting) {
            if (pending.isCancelled())
                cancelled.push_back(std::move(pending));
            else if (pending.deadline.hasExpired())
                expired.push_back(std::move(pending));
            else
                kept.push_back(std::move(pending));
        }
        m_state.waiting.swap(kept);
        idle = m_state.waiting.empty() && m_state.running == 0;
    }
    for (PendingCall &pending : cancelled)
        refuse(pending, ProgramResult::Status::Cancelled, "the client left");
    for (PendingCall &pending : expired)
        refuse(pending, ProgramResult::Status::Busy,
               m_state.program.command + ": too many runs, waited too long for a place");
    for (ProgramProcess *process : m_processes)
        process->check();
    if (idle)
        m_timer.stop();
}

void ProgramRunner::Worker::stopAll()
{
    constexpr const char *kStopping = "the service is stopping";
    std::deque<PendingCall> waiting;
    {
        const std::lock_guard guard(m_state.mutex);
        waiting.swap(m_state.waiting);
    }
    for (PendingCall &pending : waiting)
        refuse(pending, ProgramResult::Status::Failed, kStopping);
    for (ProgramProcess *process : m_processes)
        process->stop(ProgramResult::Status::Failed, kStopping);
}

ProgramRunner::ProgramRunner(config::ExternalProgram program)
    : m_state(std::make_shared<State>(std::move(program)))
    , m_thread([state = m_state] { work(state); })
{}

ProgramRunner::~ProgramRunner()
{
    {
        const std::lock_guard guard(m_state->mutex);
        m_state->stopping = true;
        m_state->wake();
    }
    // A callback whose thread has ended is destroyed here or on the worker, and may hold the last
    // reference to this runner.
    if (m_thread.get_id() == std::this_thread::get_id())
        m_thread.detach();
    else
        m_thread.join();
}

void ProgramRunner::work(const std::shared_ptr<State> &state)
{
    QEventLoop loop;
    Worker worker(*state, loop);
    loop.exec();
}

const std::string &ProgramRunner::command() const
{
    return m_state->program.command;
}

void ProgramRunner::run(ProgramCall call, Done done) const
{
    PendingCall pending{std::move(call), CallerThread::current(), std::move(done),
                        QDeadlineTimer(m_state->program.timeout)};
    {
        const std::lock_guard guard(m_state->mutex);
        const std::size_t places = m_state->maxConcurrent + m_state->maxQueue;
        if (m_state->running + m_state->waiting.size() < places) {
            m_state->waiting.push_back(std::move(pending));
            m_state->wake();
            return;
        }
    }
    ProgramResult busy;
    busy.status = ProgramResult::Status::Busy;
    busy.reason = m_state->program.command + ": too many runs, the queue is full";
    pending.done(std::move(busy));
}

} // namespace wharfgate::authn
