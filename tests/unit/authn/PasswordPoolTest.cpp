// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authn/PasswordPool.h"
#include "daemon/authn/CallerThread.h"
#include "shared/accounts/PasswordHash.h"

#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QSemaphore>
#include <QTest>
#include <QThread>
#include <atomic>
#include <sys/resource.h>
#include <unistd.h>

using namespace wharfgate;
using namespace wharfgate::authn;
using namespace Qt::StringLiterals;
using Answer = PasswordPool::Answer;

namespace {

constexpr int kPatience = 60'000; // the pool has the lowest priority, and the machine may be busy

const std::string kHash123 = "$2y$05$0rixp8oDnz5JZh5E3KYILOLxNn8i3Pwc0TiIjWo6CmsYj.YNVQnCq";

} // namespace

class PasswordPoolTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersLaterOnTheCallingThread();
    void answersEachOfManyThreads();
    void boundsItsQueue();
    void makesRoomByDroppingClientsThatLeft();
    void answersWhenItIsDestroyed();
    void survivesTheEndOfTheCallingThread();
    void runsAtTheLowestPriority();
    void callerThreadForgetsWorkOfAnEndedThread();
};

void PasswordPoolTest::answersLaterOnTheCallingThread()
{
    PasswordPool pool(1, 8);
    QList<Answer> answers;
    const auto take = [&](Answer answer) {
        QCOMPARE(QThread::currentThread(), thread());
        answers.append(answer);
    };
    pool.verify(kHash123, "123", nullptr, take);
    pool.verify(kHash123, "124", nullptr, take);
    pool.verify("junk", "junk", nullptr, take);
    QVERIFY(answers.isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(
        answers, (QList<Answer>{Answer::Match, Answer::Mismatch, Answer::Mismatch}), kPatience);
}

void PasswordPoolTest::answersEachOfManyThreads()
{
    constexpr int kEach = 50;
    PasswordPool pool(2, 1000);
    std::atomic<int> good = 0;
    std::vector<std::unique_ptr<QThread>> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back(QThread::create([&pool, &good] {
            QEventLoop loop;
            int answers = 0;
            for (int i = 0; i < kEach; ++i) {
                const bool right = i % 2 == 0;
                pool.verify(kHash123, right ? "123" : "no", nullptr,
                            [&, right, caller = QThread::currentThread()](Answer answer) {
                                good += answer == (right ? Answer::Match : Answer::Mismatch) &&
                                        QThread::currentThread() == caller;
                                if (++answers == kEach)
                                    loop.quit();
                            });
            }
            loop.exec();
        }));
        threads.back()->start();
    }
    for (const auto &thread : threads)
        QVERIFY(thread->wait(60'000));
    QCOMPARE(good.load(), 4 * kEach);
}

void PasswordPoolTest::boundsItsQueue()
{
    const std::string slow = *accounts::hashPassword("x", 10);
    PasswordPool pool(1, 3);
    QList<Answer> answers;
    for (int i = 0; i < 10; ++i)
        pool.verify(slow, "x", nullptr, [&](Answer answer) { answers.append(answer); });
    const qsizetype refused = answers.count(Answer::Busy);
    QCOMPARE(answers.size(), refused);     // at once, and nothing else so far
    QVERIFY(refused >= 1 && refused <= 7); // fewer if one was verified meanwhile
    QTRY_COMPARE_WITH_TIMEOUT(answers.size(), 10, kPatience);
    QCOMPARE(answers.count(Answer::Match), 10 - refused);
}

void PasswordPoolTest::makesRoomByDroppingClientsThatLeft()
{
    const std::string slow = *accounts::hashPassword("x", 10);
    PasswordPool pool(1, 3);
    const auto left = std::make_shared<std::atomic<bool>>(false);
    QList<Answer> ofThoseWhoLeft;
    for (int i = 0; i < 4; ++i)
        pool.verify(slow, "x", left, [&](Answer answer) { ofThoseWhoLeft.append(answer); });
    left->store(true);
    QList<Answer> ofOthers;
    for (int i = 0; i < 3; ++i)
        pool.verify(slow, "x", nullptr, [&](Answer answer) { ofOthers.append(answer); });
    QTRY_COMPARE_WITH_TIMEOUT(
        ofOthers, (QList<Answer>{Answer::Match, Answer::Match, Answer::Match}), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(ofThoseWhoLeft.size() - ofThoseWhoLeft.count(Answer::Busy), 4,
                              kPatience);
    QVERIFY(ofThoseWhoLeft.count(Answer::Dropped) >= 1);
}

void PasswordPoolTest::answersWhenItIsDestroyed()
{
    const std::string slow = *accounts::hashPassword("x", 10);
    QList<Answer> answers;
    {
        PasswordPool pool(2, 100);
        for (int i = 0; i < 50; ++i)
            pool.verify(slow, "x", nullptr, [&](Answer answer) { answers.append(answer); });
    }
    QVERIFY(answers.isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(answers.size(), 50, kPatience);
    QCOMPARE(answers.count(Answer::Match) + answers.count(Answer::Dropped), 50);
    QVERIFY(answers.count(Answer::Dropped) >= 1);
}

void PasswordPoolTest::survivesTheEndOfTheCallingThread()
{
    const std::string slow = *accounts::hashPassword("x", 10);
    auto pool = std::make_shared<PasswordPool>(1, 8);
    const std::weak_ptr<PasswordPool> watch = pool;
    const std::unique_ptr<QThread> caller(QThread::create([pool, &slow] {
        // The answer holds the last reference to the pool, as one of an old configuration does.
        pool->verify(slow, "x", nullptr, [pool](Answer) { qFatal("nobody is there"); });
    }));
    pool.reset();
    caller->start();
    QVERIFY(caller->wait(10'000));
    QTRY_VERIFY_WITH_TIMEOUT(watch.expired(), kPatience);
}

void PasswordPoolTest::runsAtTheLowestPriority()
{
    const QDir tasks(u"/proc/self/task"_s);
    const auto niceThreads = [&tasks] {
        int count = 0;
        for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            count += getpriority(PRIO_PROCESS, task.toUInt()) == 19;
        return count;
    };
    const int before = niceThreads();
    PasswordPool pool(2, 8);
    QTRY_COMPARE_WITH_TIMEOUT(niceThreads(), before + 2, kPatience);
    QVERIFY(getpriority(PRIO_PROCESS, 0) < 19); // this thread
}

void PasswordPoolTest::callerThreadForgetsWorkOfAnEndedThread()
{
    std::optional<CallerThread> ended;
    const auto token = std::make_shared<int>(0);
    bool ran = false;
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        ended = CallerThread::current();
        ended->post([token, &ran] { ran = true; }); // its event loop never runs
    }));
    thread->start();
    QVERIFY(thread->wait(10'000));
    QCOMPARE(token.use_count(), 1L); // released with the thread, not later
    ended->post([token, &ran] { ran = true; });
    QCOMPARE(token.use_count(), 1L);
    QTest::qWait(1);
    QVERIFY(!ran);
}

QTEST_GUILESS_MAIN(PasswordPoolTest)
#include "PasswordPoolTest.moc"
