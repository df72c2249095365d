// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/net/EpollEventDispatcher.h"
#include "tests/unit/net/EpollFixture.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QPointer>
#include <QSignalSpy>
#include <QSocketNotifier>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <ctime>
#include <sys/socket.h>

using namespace wharfgate::net;
using namespace wharfgate::test;
using namespace std::chrono_literals;

/// Timers, posted events and waking up; the whole program runs on the dispatcher under test.
class EpollTimersTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void timerIsNeverEarly();
    void zeroTimer();
    void zeroTimerDoesNotStarveSockets();
    void timerStoppedByAnother();
    void timerRestartsItself();
    void timerInANestedLoopDoesNotRecur();
    void remainingTime();
    void registeredTimers();
    void objectsTakeTheirTimersAlong();
    void processEventsWithoutWaiting();
    void wakeUpFromAnotherThread();
    void manyWakeUpsLoseNothing();
    void quitFromAnotherThread();
    void blockingSignals();
    void deferredDelete();
    void sleepsWhenIdle();
};

void EpollTimersTest::timerIsNeverEarly()
{
    for (const auto type : {Qt::PreciseTimer, Qt::CoarseTimer, Qt::VeryCoarseTimer}) {
        QElapsedTimer elapsed;
        elapsed.start();
        qint64 fired = -1;
        QTimer timer;
        timer.setTimerType(type);
        timer.setSingleShot(true);
        connect(&timer, &QTimer::timeout, this, [&] { fired = elapsed.elapsed(); });
        timer.start(50);
        QTRY_VERIFY(fired >= 0);
        QVERIFY2(fired >= 50, qPrintable(QString::number(fired)));
    }
    int count = 0;
    QTimer repeating;
    connect(&repeating, &QTimer::timeout, this, [&] { ++count; });
    QElapsedTimer elapsed;
    elapsed.start();
    repeating.start(10);
    QTRY_VERIFY(count >= 5);
    QVERIFY(elapsed.elapsed() >= 50);
}

void EpollTimersTest::zeroTimer()
{
    int single = 0;
    QTimer::singleShot(0, this, [&] { ++single; });
    int count = 0;
    QTimer timer;
    connect(&timer, &QTimer::timeout, this, [&] { ++count; });
    timer.start(0);
    QCoreApplication::processEvents();
    QCOMPARE(count, 1); // once a turn
    QCoreApplication::processEvents();
    QCOMPARE(count, 2);
    QCOMPARE(single, 1);
    timer.stop();
    QCoreApplication::processEvents();
    QCOMPARE(count, 2);
}

void EpollTimersTest::zeroTimerDoesNotStarveSockets()
{
    QTimer timer;
    timer.start(0);
    Pair pair;
    int count = 0;
    QSocketNotifier notifier(pair.near.get(), QSocketNotifier::Read);
    connect(&notifier, &QSocketNotifier::activated, this, [&] { ++count, pair.drain(); });
    pair.makeReadable();
    QTRY_COMPARE(count, 1);
}

void EpollTimersTest::timerStoppedByAnother()
{
    QTimer first;
    QTimer second;
    int count = 0;
    connect(&first, &QTimer::timeout, this, [&] { ++count, second.stop(); });
    connect(&second, &QTimer::timeout, this, [&] { ++count, first.stop(); });
    first.start(10);
    second.start(10);
    QThread::msleep(30); // both are due in one turn
    QCoreApplication::processEvents();
    QCOMPARE(count, 1);
    QVERIFY(first.isActive() != second.isActive());
}

void EpollTimersTest::timerRestartsItself()
{
    QTimer timer;
    int count = 0;
    connect(&timer, &QTimer::timeout, this, [&] {
        ++count;
        timer.start(count < 3 ? 5 : 100'000);
    });
    timer.start(5);
    QTRY_COMPARE(count, 3);
    auto *doomed = new QTimer;
    connect(doomed, &QTimer::timeout, this, [&count, doomed] {
        ++count;
        delete doomed;
    });
    doomed->start(1);
    QTRY_COMPARE(count, 4);
    spin(10ms);
    QCOMPARE(count, 4);
}

void EpollTimersTest::timerInANestedLoopDoesNotRecur()
{
    QTimer timer;
    int depth = 0;
    int deepest = 0;
    int count = 0;
    connect(&timer, &QTimer::timeout, this, [&] {
        ++count;
        deepest = std::max(deepest, ++depth);
        spin(20ms);
        --depth;
    });
    timer.start(1);
    QTRY_VERIFY(count >= 3);
    timer.stop();
    QCOMPARE(deepest, 1);
}

void EpollTimersTest::remainingTime()
{
    QTimer timer;
    timer.start(10'000);
    QVERIFY(timer.remainingTime() > 5'000);
    QVERIFY(timer.remainingTime() <= 10'000);
    QCOMPARE(QAbstractEventDispatcher::instance()->remainingTime(987654), -1);
    QTimer due;
    due.start(1);
    QThread::msleep(5);
    QCOMPARE(due.remainingTime(), 0);
}

void EpollTimersTest::registeredTimers()
{
    QObject object;
    auto *dispatcher = QAbstractEventDispatcher::instance();
    QVERIFY(dispatcher->registeredTimers(&object).isEmpty());
    const int id = object.startTimer(1234, Qt::PreciseTimer);
    const auto timers = dispatcher->registeredTimers(&object);
    QCOMPARE(timers.size(), 1);
    QCOMPARE(timers.front().timerId, id);
    QCOMPARE(timers.front().interval, 1234);
    QCOMPARE(timers.front().timerType, Qt::PreciseTimer);
    object.killTimer(id);
    QVERIFY(dispatcher->registeredTimers(&object).isEmpty());
    QVERIFY(!dispatcher->unregisterTimers(&object));
    QVERIFY(!dispatcher->unregisterTimer(id));
}

void EpollTimersTest::objectsTakeTheirTimersAlong()
{
    QThread thread;
    thread.setEventDispatcher(new EpollEventDispatcher);
    thread.start();
    auto *timer = new QTimer;
    std::atomic<QThread *> firedIn{nullptr};
    connect(
        timer, &QTimer::timeout, timer, [&] { firedIn = QThread::currentThread(); },
        Qt::DirectConnection);
    timer->start(20);
    timer->moveToThread(&thread);
    QTRY_COMPARE(firedIn.load(), &thread);
    timer->deleteLater();
    thread.quit();
    QVERIFY(thread.wait(5000));
}

void EpollTimersTest::processEventsWithoutWaiting()
{
    auto *dispatcher = QAbstractEventDispatcher::instance();
    while (dispatcher->processEvents(QEventLoop::AllEvents)) {
    }
    QElapsedTimer elapsed;
    elapsed.start();
    QVERIFY(!dispatcher->processEvents(QEventLoop::AllEvents));
    QVERIFY(elapsed.elapsed() < 1000);
}

void EpollTimersTest::wakeUpFromAnotherThread()
{
    QEventLoop loop;
    const std::unique_ptr<QThread> thread(QThread::create([&loop] {
        QThread::msleep(30);
        QMetaObject::invokeMethod(
            &loop, [&loop] { loop.exit(7); }, Qt::QueuedConnection);
    }));
    thread->start();
    QCOMPARE(loop.exec(), 7); // no timer and no socket would end this wait
    QVERIFY(thread->wait(5000));
}

void EpollTimersTest::manyWakeUpsLoseNothing()
{
    constexpr int kPosts = 20'000;
    int count = 0;
    QObject context;
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        for (int i = 0; i < kPosts; ++i)
            QMetaObject::invokeMethod(
                &context, [&count] { ++count; }, Qt::QueuedConnection);
    }));
    thread->start();
    QTRY_COMPARE_WITH_TIMEOUT(count, kPosts, 20'000);
    QVERIFY(thread->wait(5000));
}

void EpollTimersTest::quitFromAnotherThread()
{
    for (int i = 0; i < 50; ++i) {
        QThread thread;
        thread.setEventDispatcher(new EpollEventDispatcher);
        thread.start();
        thread.quit(); // perhaps before its loop began
        QVERIFY(thread.wait(5000));
    }
}

void EpollTimersTest::blockingSignals()
{
    auto *dispatcher = QAbstractEventDispatcher::instance();
    QSignalSpy aboutToBlock(dispatcher, &QAbstractEventDispatcher::aboutToBlock);
    QSignalSpy awake(dispatcher, &QAbstractEventDispatcher::awake);
    spin(20ms);
    QVERIFY(aboutToBlock.count() >= 1);
    QVERIFY(awake.count() >= 1);
}

void EpollTimersTest::deferredDelete()
{
    QPointer<QObject> object = new QObject;
    object->deleteLater();
    QTRY_VERIFY(object.isNull());
}

void EpollTimersTest::sleepsWhenIdle()
{
    Pair pair;
    QSocketNotifier notifier(pair.near.get(), QSocketNotifier::Read);
    QTimer timer;
    timer.start(100'000);
    const double before = cpuTime();
    spin(300ms);
    QVERIFY(cpuTime() - before < 100);
}

int main(int argc, char **argv)
{
    QCoreApplication::setEventDispatcher(new EpollEventDispatcher);
    QCoreApplication application(argc, argv);
    EpollTimersTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "EpollTimersTest.moc"
