// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/log/Logger.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTest>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

using namespace wharfgate;

/// What the log does when its reader does not keep up.
class LoggerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void doesNotWaitForAReaderThatStopped_data();
    void doesNotWaitForAReaderThatStopped();
    void outlivesItsReader();

private:
    QByteArray readAll() const;

    std::array<int, 2> m_pipe{-1, -1};
};

void LoggerTest::init()
{
    QCOMPARE(pipe2(m_pipe.data(), O_CLOEXEC), 0);
    QCOMPARE(fcntl(m_pipe[0], F_SETFL, O_NONBLOCK), 0);
}

void LoggerTest::cleanup()
{
    ::close(m_pipe[0]);
    ::close(m_pipe[1]);
}

QByteArray LoggerTest::readAll() const
{
    QByteArray out;
    std::array<char, 4096> buffer{};
    ssize_t count = 0;
    while ((count = ::read(m_pipe[0], buffer.data(), buffer.size())) > 0)
        out.append(buffer.data(), count);
    return out;
}

void LoggerTest::doesNotWaitForAReaderThatStopped_data()
{
    QTest::addColumn<int>("length");
    QTest::newRow("short records") << 50;
    QTest::newRow("longer than a pipe takes at once") << 10'000;
}

void LoggerTest::doesNotWaitForAReaderThatStopped()
{
    QFETCH(int, length);
    log::Logger logger(m_pipe[1]);
    const std::string text(static_cast<std::size_t>(length), 'x');
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 3000; ++i)
        logger.writeLine(text); // a pipe holds 64 KiB
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    readAll();
    logger.writeLine("the reader is back");
    const QList<QByteArray> lines = readAll().trimmed().split('\n');
    QVERIFY(lines.size() >= 2);
    QVERIFY2(lines.at(lines.size() - 2).contains("log.records-dropped"), lines.front().constData());
    QCOMPARE(lines.last(), "the reader is back");
    logger.writeLine("and stays");
    QCOMPARE(readAll(), "and stays\n"); // reported once
}

void LoggerTest::outlivesItsReader()
{
    QVERIFY(signal(SIGPIPE, SIG_IGN) != SIG_ERR);
    log::Logger logger(m_pipe[1]);
    ::close(m_pipe[0]);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 100; ++i)
        logger.writeLine("nobody reads this");
    QVERIFY(timer.elapsed() < 2000);
}

QTEST_GUILESS_MAIN(LoggerTest)
#include "LoggerTest.moc"
