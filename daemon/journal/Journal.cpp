// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/journal/Journal.h"

#include "daemon/journal/JournalFile.h"
#include "daemon/journal/RecentDecisions.h"
#include "daemon/log/Logger.h"
#include "daemon/log/RateLimit.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace wharfgate::journal {

namespace {

/// Waking the writer for each record would cost more than the record, so it lets some gather first.
constexpr std::chrono::milliseconds kGather{20};
constexpr std::size_t kBatch = 1024; // written at once however soon they came

/// By what journalctl finds decisions: WHARFGATE_ACCOUNT=bob.
std::vector<log::JournalField> journalFields(const events::AuthEvent &event)
{
    std::vector<log::JournalField> fields{
        {"event", "decision"},
        {"result", std::string(events::toString(event.result))},
        {"status", std::to_string(event.status)},
        {"account", event.account},
        {"service", event.service},
        {"client", event.clientAddress},
        {"request_id", event.requestId},
    };
    // A field may be there several times.
    for (const events::ScopeOutcome &scope : event.scopes)
        fields.emplace_back("repository", scope.name);
    return fields;
}

} // namespace

struct Journal::State
{
    State(log::Logger &l, config::Journal settings, std::size_t most, RecentDecisions *memory)
        : logger(l)
        , recent(memory)
        , limit(most)
        , hasFile(!settings.file.empty())
        , newSettings(std::move(settings))
    {}

    bool isWanted() const
    {
        return recent != nullptr || hasFile || logger.isEnabled(log::Level::Info);
    }
    bool isUrgent() const
    {
        return stopping || flushing > 0 || newSettings.has_value() || queue.size() >= kBatch;
    }

    log::Logger &logger;
    RecentDecisions *const recent; // may be null
    const std::size_t limit;
    std::atomic<bool> hasFile; // by the newest settings

    std::mutex mutex; // guards the members down to `changed`
    std::vector<events::AuthEvent> queue;
    std::optional<config::Journal> newSettings; // taken by the writer
    std::uint64_t dropped = 0;
    std::uint64_t recorded = 0; // accepted so far
    std::uint64_t written = 0;  // of those
    int flushing = 0;           // threads that wait in flush()
    bool stopping = false;
    std::condition_variable changed;
    std::condition_variable progress;

    // The writer's own.
    std::unique_ptr<JournalFile> file;
    log::RateLimit fileFailures;
    log::RateLimit losses;

    void writeBatch(const std::vector<events::AuthEvent> &batch);
    void reportLoss(std::uint64_t count);
};

void Journal::State::writeBatch(const std::vector<events::AuthEvent> &batch)
{
    const bool logged = logger.isEnabled(log::Level::Info);
    const bool asJson = logger.format() == log::Format::Json;
    std::string lines;
    for (const events::AuthEvent &event : batch) {
        std::string json;
        if (file != nullptr || (logged && asJson))
            json = events::toJson(event);
        if (logged)
            logger.writeLine(asJson ? json : events::toText(event),
                             logger.takesFields() ? journalFields(event)
                                                  : std::vector<log::JournalField>());
        if (file != nullptr)
            lines.append(json).append(1, '\n');
    }
    if (file == nullptr || lines.empty())
        return;
    if (const auto result = file->append(lines); !result) {
        if (const auto heldBack = fileFailures.pass())
            logger.error("journal", "file-failed",
                         "Decisions are not written to the journal file: " + result.error().detail,
                         {{"suppressed", static_cast<std::int64_t>(*heldBack)}});
    }
}

void Journal::State::reportLoss(std::uint64_t count)
{
    logger.warning("journal", "records-dropped",
                   "Decisions came faster than they could be written; some were not recorded",
                   {{"count", static_cast<std::int64_t>(count)}});
}

Journal::Journal(log::Logger &logger, config::Journal settings, std::size_t maxQueue,
                 RecentDecisions *recent)
    : m_state(std::make_unique<State>(logger, std::move(settings), maxQueue, recent))
    , m_thread([state = m_state.get()] { work(*state); })
{}

Journal::~Journal()
{
    {
        const std::lock_guard guard(m_state->mutex);
        m_state->stopping = true;
    }
    m_state->changed.notify_one();
    m_thread.join();
}

void Journal::record(events::AuthEvent event)
{
    if (!m_state->isWanted())
        return;
    bool wake = false;
    {
        const std::lock_guard guard(m_state->mutex);
        if (m_state->queue.size() >= m_state->limit) {
            ++m_state->dropped;
            return;
        }
        m_state->queue.push_back(std::move(event));
        ++m_state->recorded;
        wake = m_state->queue.size() == 1 || m_state->queue.size() == kBatch;
    }
    if (wake)
        m_state->changed.notify_one();
}

void Journal::reconfigure(config::Journal settings)
{
    {
        const std::lock_guard guard(m_state->mutex);
        m_state->hasFile = !settings.file.empty();
        m_state->newSettings = std::move(settings);
    }
    m_state->changed.notify_one();
}

void Journal::flush()
{
    std::unique_lock lock(m_state->mutex);
    const std::uint64_t target = m_state->recorded;
    ++m_state->flushing;
    m_state->changed.notify_one();
    m_state->progress.wait(lock, [this, target] { return m_state->written >= target; });
    --m_state->flushing;
}

void Journal::work(State &state)
{
    std::uint64_t unreported = 0; // lost since the last warning
    std::unique_lock lock(state.mutex);
    for (;;) {
        state.changed.wait(lock, [&state] {
            return state.stopping || !state.queue.empty() || state.newSettings.has_value();
        });
        state.changed.wait_for(lock, kGather, [&state] { return state.isUrgent(); });
        const bool last = state.stopping;
        std::vector<events::AuthEvent> batch;
        batch.swap(state.queue);
        const auto settings = std::exchange(state.newSettings, std::nullopt);
        const std::uint64_t dropped = std::exchange(state.dropped, 0);
        const std::size_t taken = batch.size();
        unreported += dropped;
        lock.unlock();

        if (settings)
            state.file =
                settings->file.empty() ? nullptr : std::make_unique<JournalFile>(*settings);
        state.writeBatch(batch);
        if (state.recent != nullptr) {
            state.recent->take(std::move(batch));
            state.recent->counters().countDropped(dropped);
        }
        if (unreported > 0 && (last || state.losses.pass()))
            state.reportLoss(std::exchange(unreported, 0));

        lock.lock();
        state.written += taken;
        state.progress.notify_all();
        if (last && state.queue.empty())
            return;
    }
}

} // namespace wharfgate::journal
