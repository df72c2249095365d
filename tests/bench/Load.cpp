// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/Load.h"

#include "tests/bench/ClientConnection.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace wharfgate::bench {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kOk = 200;
constexpr std::uint64_t kToleratedFailures = 100; // then the thread gives up
constexpr int kSources = 100;                     // loopback addresses of short connections

enum class Phase
{
    WarmUp,
    Measured,
    Over
};

/// One client. Its counters are written by its own thread and read by the measuring one.
class Client
{
public:
    Client(const LoadSpec &spec, int index, const std::atomic<Phase> &phase)
        : m_spec(spec)
        , m_phase(phase)
        , m_context(spec.transport == Transport::Tls ? clientContext() : nullptr)
        , m_source(index * kSources / 2)
    {}

    void run()
    {
        if (m_spec.reuse == Reuse::KeptAlive)
            runRounds();
        else
            runConnections();
    }

    std::uint64_t answered() const { return m_answered; }
    std::uint64_t failures() const { return m_failures; }
    /// Only after run() has returned.
    const std::vector<std::chrono::nanoseconds> &latencies() const { return m_latencies; }

private:
    bool goesOn() const { return m_phase != Phase::Over && m_failures < kToleratedFailures; }

    void handleAnswer(bool good, Clock::time_point start)
    {
        if (!good) {
            ++m_failures;
            return;
        }
        ++m_answered;
        if (m_phase == Phase::Measured)
            m_latencies.push_back(Clock::now() - start);
    }

    void runRounds()
    {
        std::vector<ClientConnection> connections;
        std::vector<Clock::time_point> starts(static_cast<std::size_t>(m_spec.keptAlivePerThread));
        while (goesOn()) {
            while (connections.size() < starts.size() && goesOn())
                openInto(connections);
            if (connections.size() < starts.size())
                return;
            for (std::size_t i = 0; i < connections.size(); ++i) {
                starts[i] = Clock::now();
                static_cast<void>(connections[i].send(m_spec.request)); // shows in receive()
            }
            bool allGood = true;
            for (std::size_t i = 0; i < connections.size(); ++i) {
                const bool good = connections[i].receive().status == kOk;
                handleAnswer(good, starts[i]);
                allGood = allGood && good;
            }
            if (!allGood)
                connections.clear();
        }
    }

    void openInto(std::vector<ClientConnection> &connections)
    {
        auto connection = ClientConnection::open(m_spec.port, 1, m_context.get(), nullptr);
        if (connection)
            connections.push_back(std::move(*connection));
        else
            ++m_failures;
    }

    void runConnections()
    {
        SessionPointer session;
        while (goesOn()) {
            const auto start = Clock::now();
            const auto source = static_cast<std::uint8_t>(1 + m_source++ % kSources);
            auto connection =
                ClientConnection::open(m_spec.port, source, m_context.get(), session.get());
            const bool good = connection && connection->send(m_spec.request) &&
                              connection->receive().status == kOk &&
                              connection->wasResumed() == (session != nullptr);
            handleAnswer(good, start);
            if (!connection)
                continue;
            // The ticket has come with the answer.
            if (m_spec.reuse == Reuse::ResumedSession)
                session = connection->session();
            connection->close();
        }
    }

    const LoadSpec &m_spec;
    const std::atomic<Phase> &m_phase;
    ContextPointer m_context; // null: plain
    int m_source;
    std::atomic<std::uint64_t> m_answered = 0;
    std::atomic<std::uint64_t> m_failures = 0;
    std::vector<std::chrono::nanoseconds> m_latencies;
};

using Clients = std::vector<std::unique_ptr<Client>>;

std::uint64_t answeredBy(const Clients &clients)
{
    std::uint64_t sum = 0;
    for (const auto &client : clients)
        sum += client->answered();
    return sum;
}

void addLatencies(LoadResult &result, const Clients &clients)
{
    std::vector<std::chrono::nanoseconds> all;
    for (const auto &client : clients) {
        result.failures += client->failures();
        all.insert(all.end(), client->latencies().begin(), client->latencies().end());
    }
    if (all.empty())
        return;
    std::sort(all.begin(), all.end());
    result.p50 = all[all.size() / 2];
    result.p99 = all[all.size() * 99 / 100];
}

} // namespace

LoadResult runLoad(const LoadSpec &spec, const std::function<std::chrono::nanoseconds()> &serverCpu)
{
    std::atomic<Phase> phase = Phase::WarmUp;
    Clients clients;
    std::vector<std::thread> threads;
    for (int i = 0; i < spec.threads; ++i)
        clients.push_back(std::make_unique<Client>(spec, i, phase));
    for (const auto &client : clients)
        threads.emplace_back([&client] { client->run(); });

    std::this_thread::sleep_for(spec.warmUp);
    const auto start = Clock::now();
    const std::uint64_t answeredBefore = answeredBy(clients);
    const auto cpuBefore = serverCpu();
    phase = Phase::Measured;
    std::this_thread::sleep_for(spec.duration);
    const auto cpu = serverCpu() - cpuBefore;
    const std::chrono::duration<double> took = Clock::now() - start;
    LoadResult result;
    result.requests = answeredBy(clients) - answeredBefore;
    phase = Phase::Over;
    for (std::thread &thread : threads)
        thread.join();

    if (result.requests > 0)
        result.cpuPerRequest = cpu / static_cast<std::int64_t>(result.requests);
    result.requestsPerSecond = static_cast<double>(result.requests) / took.count();
    addLatencies(result, clients);
    return result;
}

} // namespace wharfgate::bench
