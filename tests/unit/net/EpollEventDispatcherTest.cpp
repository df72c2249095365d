// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/net/EpollEventDispatcher.h"
#include "tests/unit/net/EpollFixture.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QPointer>
#include <QProcess>
#include <QSignalSpy>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryFile>
#include <QTest>
#include <QTimer>

#include <array>
#include <ctime>
#include <sys/socket.h>

using namespace wharfgate::net;
using namespace wharfgate::test;
using namespace std::chrono_literals;

/// The whole program runs on the dispatcher under test.
class EpollEventDispatcherTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isInUse();
    void readNotifier();
    void writeNotifier();
    void bothKindsOnOneDescriptor();
    void hangUpActivatesBoth();
    void disabledNotifierIsSilent();
    void notifierDeletesItself();
    void notifierDeletesAnother();
    void notifierMovesToAnotherDescriptor();
    void descriptorClosedBeforeItsNotifier();
    void descriptorNumberIsUsedAgain();
    void strayDescriptorDoesNotSpin();
    void regularFileIsAlwaysReady();
    void nestedLoopInANotifier();
    void manyDescriptors();
    void excludedSocketNotifiers();
    void process();
    void tcp();
};

void EpollEventDispatcherTest::isInUse()
{
    QVERIFY(qobject_cast<EpollEventDispatcher *>(QAbstractEventDispatcher::instance()) != nullptr);
}

void EpollEventDispatcherTest::readNotifier()
{
    Pair pair;
    QSocketNotifier notifier(pair.near.get(), QSocketNotifier::Read);
    int count = 0;
    connect(&notifier, &QSocketNotifier::activated, this, [&](QSocketDescriptor descriptor) {
        QCOMPARE(int(descriptor), pair.near.get());
        pair.drain();
        ++count;
    });
    spin(20ms);
    QCOMPARE(count, 0);
    pair.makeReadable();
    QTRY_COMPARE(count, 1);
    spin(20ms);
    QCOMPARE(count, 1);
    pair.makeReadable();
    QTRY_COMPARE(count, 2);
}

void EpollEventDispatcherTest::writeNotifier()
{
    Pair pair;
    int count = 0;
    QSocketNotifier notifier(pair.near.get(), QSocketNotifier::Write);
    connect(&notifier, &QSocketNotifier::activated, this, [&] {
        ++count;
        notifier.setEnabled(false);
    });
    QTRY_COMPARE(count, 1);
    const std::string block(65536, 'x');
    while (::send(pair.near.get(), block.data(), block.size(), MSG_NOSIGNAL) > 0) {
    }
    notifier.setEnabled(true);
    spin(20ms);
    QCOMPARE(count, 1);
    std::array<char, 65536> buffer{};
    while (::recv(pair.far.get(), buffer.data(), buffer.size(), 0) > 0) {
    }
    QTRY_COMPARE(count, 2);
}

void EpollEventDispatcherTest::bothKindsOnOneDescriptor()
{
    Pair pair;
    int reads = 0;
    int writes = 0;
    auto read = std::make_unique<QSocketNotifier>(pair.near.get(), QSocketNotifier::Read);
    connect(read.get(), &QSocketNotifier::activated, this, [&] { ++reads, pair.drain(); });
    QSocketNotifier write(pair.near.get(), QSocketNotifier::Write);
    connect(&write, &QSocketNotifier::activated, this, [&] { ++writes; });
    pair.makeReadable();
    QTRY_COMPARE(reads, 1);
    QVERIFY(writes > 0);
    read.reset(); // the other goes on
    writes = 0;
    QTRY_VERIFY(writes > 0);
    write.setEnabled(false);
    spin(10ms);
    writes = 0;
    spin(10ms);
    QCOMPARE(writes, 0);
}

void EpollEventDispatcherTest::hangUpActivatesBoth()
{
    Pair pair;
    int reads = 0;
    int writes = 0;
    QSocketNotifier read(pair.near.get(), QSocketNotifier::Read);
    connect(&read, &QSocketNotifier::activated, this, [&] { ++reads, read.setEnabled(false); });
    QSocketNotifier write(pair.near.get(), QSocketNotifier::Write);
    connect(&write, &QSocketNotifier::activated, this, [&] { ++writes, write.setEnabled(false); });
    pair.far.reset();
    QTRY_COMPARE(reads, 1);
    QTRY_COMPARE(writes, 1);
}

void EpollEventDispatcherTest::disabledNotifierIsSilent()
{
    Pair pair;
    int count = 0;
    QSocketNotifier notifier(pair.near.get(), QSocketNotifier::Read);
    connect(&notifier, &QSocketNotifier::activated, this, [&] { ++count, pair.drain(); });
    notifier.setEnabled(false);
    pair.makeReadable();
    spin(20ms);
    QCOMPARE(count, 0);
    notifier.setEnabled(true);
    QTRY_COMPARE(count, 1);
}

void EpollEventDispatcherTest::notifierDeletesItself()
{
    Pair pair;
    int count = 0;
    auto *notifier = new QSocketNotifier(pair.near.get(), QSocketNotifier::Read);
    connect(notifier, &QSocketNotifier::activated, this, [&count, notifier] {
        ++count;
        delete notifier;
    });
    pair.makeReadable();
    spin(30ms);
    QCOMPARE(count, 1);
}

void EpollEventDispatcherTest::notifierDeletesAnother()
{
    // All become ready at once; whichever comes first deletes all others.
    std::array<Pair, 5> pairs;
    std::vector<QPointer<QSocketNotifier>> notifiers;
    int count = 0;
    for (Pair &pair : pairs) {
        auto *notifier = new QSocketNotifier(pair.near.get(), QSocketNotifier::Read);
        notifiers.emplace_back(notifier);
        connect(notifier, &QSocketNotifier::activated, this, [&, notifier] {
            ++count;
            for (const QPointer<QSocketNotifier> &other : notifiers) {
                if (other != notifier)
                    delete other.data();
            }
            notifier->setEnabled(false);
        });
        pair.makeReadable();
    }
    spin(30ms);
    QCOMPARE(count, 1);
    for (const QPointer<QSocketNotifier> &notifier : notifiers)
        delete notifier.data();
}

void EpollEventDispatcherTest::notifierMovesToAnotherDescriptor()
{
    // Within one turn: the first handler gives the second descriptor's notifier up and makes a new
    // one for the same number, which must not be told of the former's event.
    Pair first;
    Pair second;
    int stale = 0;
    auto former = std::make_unique<QSocketNotifier>(second.near.get(), QSocketNotifier::Read);
    std::unique_ptr<QSocketNotifier> fresh;
    const auto replace = [&] {
        former.reset();
        second.drain();
        fresh = std::make_unique<QSocketNotifier>(second.near.get(), QSocketNotifier::Read);
        connect(fresh.get(), &QSocketNotifier::activated, this, [&] { ++stale, second.drain(); });
    };
    connect(former.get(), &QSocketNotifier::activated, this, [&] { former->setEnabled(false); });
    QSocketNotifier notifier(first.near.get(), QSocketNotifier::Read);
    connect(&notifier, &QSocketNotifier::activated, this, [&] { first.drain(), replace(); });
    first.makeReadable();
    second.makeReadable();
    QTRY_VERIFY(fresh != nullptr);
    spin(20ms);
    QCOMPARE(stale, 0);
    second.makeReadable();
    QTRY_COMPARE(stale, 1);
}

void EpollEventDispatcherTest::descriptorClosedBeforeItsNotifier()
{
    Pair pair;
    QSocketNotifier notifier(pair.near.get(), QSocketNotifier::Read);
    pair.near.reset();
    notifier.setEnabled(false); // EPOLL_CTL_DEL of a closed descriptor
    spin(10ms);
    QVERIFY(!notifier.isEnabled());
}

void EpollEventDispatcherTest::descriptorNumberIsUsedAgain()
{
    Pair old;
    QSocketNotifier stale(old.near.get(), QSocketNotifier::Read);
    const int number = old.near.get();
    Pair fresh;
    QCOMPARE(::dup2(fresh.near.get(), number), number); // closes the old one under its notifier
    int count = 0;
    QSocketNotifier notifier(number, QSocketNotifier::Read);
    connect(&notifier, &QSocketNotifier::activated, this, [&] { ++count, fresh.drain(); });
    stale.setEnabled(false); // must not take the new one's place away
    fresh.makeReadable();
    QTRY_COMPARE(count, 1);
}

void EpollEventDispatcherTest::strayDescriptorDoesNotSpin()
{
    Pair pair;
    const FileDescriptor copy(::dup(pair.near.get())); // as a child process would hold it
    {
        QSocketNotifier notifier(pair.near.get(), QSocketNotifier::Read);
        spin(1ms);
        pair.near.reset();
    }
    pair.makeReadable(); // epoll still knows the open file behind the copy
    spin(10ms);
    const double before = cpuTime();
    spin(300ms);
    QVERIFY(cpuTime() - before < 150);
    Pair other; // and everything else works on
    int count = 0;
    QSocketNotifier notifier(other.near.get(), QSocketNotifier::Read);
    connect(&notifier, &QSocketNotifier::activated, this, [&] { ++count, other.drain(); });
    other.makeReadable();
    QTRY_COMPARE(count, 1);
}

void EpollEventDispatcherTest::regularFileIsAlwaysReady()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    int count = 0;
    QSocketNotifier notifier(file.handle(), QSocketNotifier::Read);
    connect(&notifier, &QSocketNotifier::activated, this, [&] {
        if (++count == 3)
            notifier.setEnabled(false);
    });
    QTRY_COMPARE(count, 3);
    spin(20ms);
    QCOMPARE(count, 3);
    notifier.setEnabled(true);
    QTRY_VERIFY(count > 3);
}

void EpollEventDispatcherTest::nestedLoopInANotifier()
{
    // The handlers of both wait, in a nested loop, for the other one.
    std::array<Pair, 2> pairs;
    std::array<int, 2> counts{};
    std::vector<std::unique_ptr<QSocketNotifier>> notifiers;
    for (std::size_t i = 0; i < 2; ++i) {
        notifiers.push_back(
            std::make_unique<QSocketNotifier>(pairs[i].near.get(), QSocketNotifier::Read));
        connect(notifiers.back().get(), &QSocketNotifier::activated, this, [&, i] {
            pairs[i].drain();
            ++counts[i];
            QTRY_COMPARE(counts[1 - i], 1);
        });
    }
    pairs[0].makeReadable();
    pairs[1].makeReadable();
    QTRY_COMPARE(counts[0], 1);
    QTRY_COMPARE(counts[1], 1);
}

void EpollEventDispatcherTest::manyDescriptors()
{
    std::vector<Pair> pairs(300); // more than one turn takes
    std::vector<std::unique_ptr<QSocketNotifier>> notifiers;
    std::set<int> active;
    for (Pair &pair : pairs) {
        notifiers.push_back(
            std::make_unique<QSocketNotifier>(pair.near.get(), QSocketNotifier::Read));
        connect(notifiers.back().get(), &QSocketNotifier::activated, this, [&] {
            active.insert(pair.near.get());
            pair.drain();
        });
        pair.makeReadable();
    }
    QTRY_COMPARE(active.size(), pairs.size());
}

void EpollEventDispatcherTest::excludedSocketNotifiers()
{
    Pair pair;
    int count = 0;
    QSocketNotifier notifier(pair.near.get(), QSocketNotifier::Read);
    connect(&notifier, &QSocketNotifier::activated, this, [&] { ++count, pair.drain(); });
    pair.makeReadable();
    const double before = cpuTime();
    QEventLoop loop;
    QTimer::singleShot(200, &loop, &QEventLoop::quit);
    loop.exec(QEventLoop::ExcludeSocketNotifiers);
    QCOMPARE(count, 0);
    QVERIFY(cpuTime() - before < 100); // waits, although a socket is ready
    QTRY_COMPARE(count, 1);
}

void EpollEventDispatcherTest::process()
{
    QProcess process;
    process.start(QStringLiteral("/bin/sh"),
                  {QStringLiteral("-c"), QStringLiteral("read line; echo \"got $line\"; exit 3")});
    QSignalSpy finished(&process, &QProcess::finished);
    process.write("hello\n");
    process.closeWriteChannel();
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(process.exitCode(), 3);
    QCOMPARE(process.readAllStandardOutput(), QByteArray("got hello\n"));
    QProcess killed;
    killed.start(QStringLiteral("/bin/sleep"), {QStringLiteral("100")});
    QVERIFY(killed.waitForStarted());
    killed.kill();
    QTRY_COMPARE(killed.state(), QProcess::NotRunning);
}

void EpollEventDispatcherTest::tcp()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QByteArray received;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, this, [&received, socket] {
            received += socket->readAll();
            if (received.size() == 3'000'000)
                socket->disconnectFromHost();
        });
    });
    QTcpSocket client;
    client.connectToHost(server.serverAddress(), server.serverPort());
    client.write(QByteArray(3'000'000, 'x'));
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 3'000'000, 20'000);
    QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
}

int main(int argc, char **argv)
{
    QCoreApplication::setEventDispatcher(new EpollEventDispatcher);
    QCoreApplication application(argc, argv);
    EpollEventDispatcherTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "EpollEventDispatcherTest.moc"
