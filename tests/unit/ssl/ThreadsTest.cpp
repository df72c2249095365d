// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/JwsSigner.h"
#include "ssl/KeyId.h"
#include "ssl/TicketKeys.h"
#include "tests/unit/ssl/TestKeys.h"
#include "tests/unit/ssl/TlsClient.h"

#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace wharfgate;
using namespace wharfgate::tls;

namespace {

constexpr int kThreads = 4;

/// Runs `work(threadNumber)` on all threads at once; the sum of what it returns.
template <typename Work>
int onAllThreads(Work work)
{
    std::atomic<int> sum = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i)
        threads.emplace_back([&, i] { sum += work(i); });
    for (std::thread &thread : threads)
        thread.join();
    return sum;
}

} // namespace

/// What network threads share is shared here; meant for ThreadSanitizer.
class ThreadsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneSigner_data() { addKeyTypes(); }
    void oneSigner();
    void oneContext();
    void contextReplacedWhileInUse();
    void ticketKeysThatRotate();
};

void ThreadsTest::oneSigner()
{
    QFETCH(KeyType, type);
    constexpr int kRounds = 25;
    const PrivateKey &key = testkeys::key(type);
    const auto signer = testkeys::need(JwsSigner::create(key));
    const std::string id = rfc7638KeyId(key);
    const int good = onAllThreads([&](int thread) {
        int count = 0;
        for (int i = 0; i < kRounds; ++i) {
            const std::string input = std::to_string(thread) + '.' + std::to_string(i);
            const auto signature = signer.sign(input);
            count += signature && signer.verify(input, *signature) && rfc7638KeyId(key) == id;
        }
        return count;
    });
    QCOMPARE(good, kThreads * kRounds);
}

void ThreadsTest::oneContext()
{
    constexpr int kRounds = 15;
    const auto context = testkeys::need(ServerContext::create(testkeys::pair(KeyType::EcP256), {}));
    std::atomic<int> resumed = 0;
    const int good = onAllThreads([&](int) {
        int count = 0;
        ClientSettings settings;
        for (int i = 0; i < kRounds; ++i) {
            Link link(context, settings);
            const bool done = link.handshake() && link.client.write("ping");
            link.toServer();
            const bool answered = link.serverRead() == "ping" &&
                                  link.server.write("pong") == ServerSession::Status::Ok;
            link.toClient();
            count += done && answered && link.client.read() == "pong";
            resumed += link.server.isResumed();
            settings.session = link.client.session();
        }
        return count;
    });
    QCOMPARE(good, kThreads * kRounds);
    QCOMPARE(resumed.load(), kThreads * (kRounds - 1));
}

void ThreadsTest::contextReplacedWhileInUse()
{
    constexpr int kRounds = 15;
    const KeyPair pair = testkeys::pair(KeyType::EcP256);
    std::shared_ptr<const ServerContext> current = testkeys::need(ServerContext::create(pair, {}));
    const int good = onAllThreads([&](int thread) {
        int count = 0;
        for (int i = 0; i < kRounds; ++i) {
            const auto used = std::atomic_load(&current);
            if (thread == 0) // reloads
                std::atomic_store(&current,
                                  testkeys::need(ServerContext::create(pair, {}, used.get())));
            Link link(used);
            count += link.handshake();
        }
        return count;
    });
    QCOMPARE(good, kThreads * kRounds);
}

void ThreadsTest::ticketKeysThatRotate()
{
    constexpr int kRounds = 500;
    std::atomic<int> hours = 0;
    TicketKeys keys(
        [&] { return std::chrono::steady_clock::time_point(std::chrono::hours(hours.load())); });
    const int good = onAllThreads([&](int) {
        int count = 0;
        for (int i = 0; i < kRounds; ++i) {
            ++hours;
            const auto key = keys.current();
            const auto found =
                keys.find({reinterpret_cast<const char *>(key.name.data()), key.name.size()});
            // Other threads may have let a day pass in between; a key that is found is the same.
            count += !found || found->key.macKey == key.macKey;
        }
        return count;
    });
    QCOMPARE(good, kThreads * kRounds);
}

QTEST_APPLESS_MAIN(ThreadsTest)
#include "ThreadsTest.moc"
