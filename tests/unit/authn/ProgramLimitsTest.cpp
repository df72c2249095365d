// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authn/ProgramRunner.h"
#include "tests/unit/authn/RunProgram.h"
#include "tests/unit/authn/Script.h"

#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QThread>
#include <atomic>
#include <optional>

using namespace wharfgate;
using namespace wharfgate::authn;
using namespace wharfgate::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Status = ProgramResult::Status;

/// Many calls, clients that leave, threads that end.
class ProgramLimitsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void limitsHowManyRun();
    void refusesWhenTheQueueIsFull();
    void doesNotLetThemWaitForEver();
    void dropsQueuedCallsOfClientsThatLeft();
    void killsTheProgramOfAClientThatLeft();
    void answersWhenItIsDestroyed();
    void answersOnTheCallingThread();
    void survivesTheEndOfTheCallingThread();
};

void ProgramLimitsTest::limitsHowManyRun()
{
    const Script script(
        "mkdir -p \"$1/now\"; touch \"$1/now/$$\"; ls \"$1/now\" | wc -l >\"$1/n.$$\";"
        "sleep 0.05; rm \"$1/now/$$\"; echo ok");
    config::ExternalProgram program = script.program();
    program.maxConcurrent = 4;
    const ProgramRunner runner(program);
    int good = 0;
    int answers = 0;
    for (int i = 0; i < 100; ++i) {
        runner.run(callWith("a b"), [&](const ProgramResult &result) {
            ++answers;
            good += result.status == Status::Exited && result.output == "ok\n";
        });
    }
    QVERIFY(QTest::qWaitFor([&] { return answers == 100; }, 60'000));
    QCOMPARE(good, 100);
    const QDir folder(script.path(u"."_s));
    int most = 0;
    for (const QString &name : folder.entryList({u"n.*"_s}))
        most = std::max(most, script.content(name).trimmed().toInt());
    QVERIFY2(most >= 1 && most <= 4, qPrintable(QString::number(most)));
}

void ProgramLimitsTest::refusesWhenTheQueueIsFull()
{
    const Script script("until [ -e \"$1/go\" ]; do sleep 0.02; done");
    config::ExternalProgram program = script.program();
    program.maxConcurrent = 2;
    program.maxQueue = 3;
    const ProgramRunner runner(program);
    QList<Status> answers;
    const auto take = [&answers](const ProgramResult &result) { answers.append(result.status); };
    for (int i = 0; i < 5; ++i)
        runner.run(callWith("a b"), take);
    QVERIFY(answers.isEmpty());
    runner.run(callWith("a b"), take);
    QCOMPARE(answers, (QList<Status>{Status::Busy})); // at once
    QFile(script.path(u"go"_s)).open(QIODevice::WriteOnly);
    QTRY_COMPARE(answers.size(), 6);
    QCOMPARE(answers.count(Status::Exited), 5);
    QCOMPARE(runOnce(runner, callWith("a b")).status, Status::Exited);
}

void ProgramLimitsTest::doesNotLetThemWaitForEver()
{
    const Script script("sleep 60");
    config::ExternalProgram program = script.program();
    program.maxConcurrent = 1;
    program.timeout = 300ms;
    const ProgramRunner runner(program);
    QList<Status> answers;
    for (int i = 0; i < 40; ++i)
        runner.run(callWith("a b"), [&](const ProgramResult &r) { answers.append(r.status); });
    QElapsedTimer timer;
    timer.start();
    QTRY_COMPARE_WITH_TIMEOUT(answers.size(), 40, 20'000);
    QVERIFY(timer.elapsed() < 6000); // not 40 times as long as one
    QVERIFY(answers.count(Status::Busy) >= 30);
}

void ProgramLimitsTest::dropsQueuedCallsOfClientsThatLeft()
{
    const Script script("cat >>\"$1/seen\"; until [ -e \"$1/go\" ]; do sleep 0.02; done");
    config::ExternalProgram program = script.program();
    program.maxConcurrent = 1;
    const ProgramRunner runner(program);
    QList<Status> answers;
    const auto take = [&answers](const ProgramResult &result) { answers.append(result.status); };
    const auto left = std::make_shared<std::atomic<bool>>(false);
    runner.run(callWith("first,"), take);
    runner.run(callWith("second,", left), take);
    runner.run(callWith("third,"), take);
    left->store(true);
    QTRY_COMPARE(answers, (QList<Status>{Status::Cancelled}));
    QFile(script.path(u"go"_s)).open(QIODevice::WriteOnly);
    QTRY_COMPARE(answers.size(), 3);
    QCOMPARE(script.content(u"seen"_s), QByteArray("first,third,"));
}

void ProgramLimitsTest::killsTheProgramOfAClientThatLeft()
{
    const Script script("echo $$ >\"$1/pid\"; sleep 60");
    const ProgramRunner runner(script.program());
    const auto left = std::make_shared<std::atomic<bool>>(false);
    std::optional<Status> answer;
    runner.run(callWith("a b", left), [&](const ProgramResult &r) { answer = r.status; });
    QTRY_VERIFY(script.content(u"pid"_s).endsWith('\n'));
    QVERIFY(!answer);
    left->store(true);
    QTRY_VERIFY(answer == Status::Cancelled);
    QTRY_VERIFY(!isAlive(script.content(u"pid"_s)));
}

void ProgramLimitsTest::answersWhenItIsDestroyed()
{
    const Script script("echo $$ >\"$1/pid\"; sleep 60");
    config::ExternalProgram program = script.program();
    program.maxConcurrent = 1;
    QList<Status> answers;
    {
        const ProgramRunner runner(program);
        for (int i = 0; i < 3; ++i)
            runner.run(callWith("a b"), [&](const ProgramResult &r) { answers.append(r.status); });
        QTRY_VERIFY(script.content(u"pid"_s).endsWith('\n'));
    }
    QVERIFY(!isAlive(script.content(u"pid"_s)));
    QTRY_COMPARE(answers, (QList<Status>{Status::Failed, Status::Failed, Status::Failed}));
    for (int i = 0; i < 20; ++i)
        const ProgramRunner unused(program); // may go before its thread has come up
}

void ProgramLimitsTest::answersOnTheCallingThread()
{
    const Script script("cat");
    const ProgramRunner runner(script.program());
    std::vector<std::unique_ptr<QThread>> threads;
    std::atomic<int> good = 0;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back(QThread::create([&runner, &good, i] {
            QEventLoop loop;
            int answers = 0;
            const std::string input = "caller " + std::to_string(i);
            for (int n = 0; n < 10; ++n) {
                runner.run(callWith(input),
                           [&, caller = QThread::currentThread()](const ProgramResult &result) {
                               good += result.output == input && QThread::currentThread() == caller;
                               if (++answers == 10)
                                   loop.quit();
                           });
            }
            loop.exec();
        }));
        threads.back()->start();
    }
    for (const auto &thread : threads)
        QVERIFY(thread->wait(60'000));
    QCOMPARE(good.load(), 40);
}

void ProgramLimitsTest::survivesTheEndOfTheCallingThread()
{
    const Script script("until [ -e \"$1/go\" ]; do sleep 0.02; done");
    auto runner = std::make_shared<const ProgramRunner>(script.program());
    const std::weak_ptr<const ProgramRunner> watch = runner;
    const std::unique_ptr<QThread> caller(QThread::create([runner] {
        // The answer holds the last reference to the runner, as one of an old configuration does.
        runner->run(callWith("a b"),
                    [runner](const ProgramResult &) { qFatal("nobody is there"); });
    }));
    runner.reset();
    caller->start();
    QVERIFY(caller->wait(10'000));
    QVERIFY(!watch.expired());
    QFile(script.path(u"go"_s)).open(QIODevice::WriteOnly);
    QTRY_VERIFY(watch.expired());
}

QTEST_GUILESS_MAIN(ProgramLimitsTest)
#include "ProgramLimitsTest.moc"
