// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/log/Logger.h"

#include <QFile>
#include <QObject>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace wharfgate;

/// What systemd's journal is sent, seen from a socket in its place.
class SystemJournalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void sendsPriorityAndFields();
    void sendsValuesOfSeveralLinesWithTheirLength();
    void keepsJsonInTheMessage();
    void sendsFieldsOfWholeLines();
    void writesLinesWithPriorityWhileTheJournalIsAway();
    void dropsAndReportsWhenTheJournalDoesNotRead();
    void isChosenByTheStreamOnly();

private:
    log::SystemJournal journal() const { return log::SystemJournal(path().toStdString()); }
    QString path() const { return m_folder->filePath(QStringLiteral("journal")); }
    QList<QByteArray> datagrams() const;
    QByteArray lines() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    int m_socket = -1;
    std::array<int, 2> m_pipe{-1, -1};
};

void SystemJournalTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QCOMPARE(pipe2(m_pipe.data(), O_CLOEXEC | O_NONBLOCK), 0);
    m_socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = path().toUtf8();
    std::memcpy(address.sun_path, name.constData(), static_cast<std::size_t>(name.size()));
    QCOMPARE(::bind(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
}

void SystemJournalTest::cleanup()
{
    for (const int descriptor : {m_socket, m_pipe[0], m_pipe[1]})
        ::close(descriptor);
}

QList<QByteArray> SystemJournalTest::datagrams() const
{
    QList<QByteArray> found;
    std::array<char, 65536> buffer{};
    ssize_t count = 0;
    while ((count = ::recv(m_socket, buffer.data(), buffer.size(), 0)) >= 0)
        found.append(QByteArray(buffer.data(), count));
    return found;
}

QByteArray SystemJournalTest::lines() const
{
    std::array<char, 65536> buffer{};
    const ssize_t count = ::read(m_pipe[0], buffer.data(), buffer.size());
    return QByteArray(buffer.data(), std::max<ssize_t>(count, 0));
}

void SystemJournalTest::sendsPriorityAndFields()
{
    log::Logger logger(m_pipe[1], journal());
    logger.warning("config", "unknown-key", "There is no key adr.", {{"line", 7}, {"took_ms", 3}});
    logger.error("net", "failed", "No.");
    QCOMPARE(datagrams(), (QList<QByteArray>{
                              "PRIORITY=4\nSYSLOG_IDENTIFIER=wharfgated\n"
                              "MESSAGE=config.unknown-key: There is no key adr. line=7 took_ms=3\n"
                              "WHARFGATE_CATEGORY=config\nWHARFGATE_EVENT=unknown-key\n"
                              "WHARFGATE_LINE=7\nWHARFGATE_TOOK_MS=3\n",
                              "PRIORITY=3\nSYSLOG_IDENTIFIER=wharfgated\nMESSAGE=net.failed: No.\n"
                              "WHARFGATE_CATEGORY=net\nWHARFGATE_EVENT=failed\n"}));
    QCOMPARE(lines(), "");
}

void SystemJournalTest::sendsValuesOfSeveralLinesWithTheirLength()
{
    log::Logger logger(m_pipe[1], journal());
    logger.info("http", "x", "y", {{"agent", "a\nPRIORITY=0"}});
    const QList<QByteArray> found = datagrams();
    QCOMPARE(found.size(), 1);
    // No value can pass for a field of its own.
    QVERIFY(found.first().endsWith(
        QByteArray("WHARFGATE_AGENT\n\x0c\0\0\0\0\0\0\0a\nPRIORITY=0\n", 16 + 8 + 12 + 1)));
    QVERIFY(found.first().contains("MESSAGE=http.x: y agent=\"a\\nPRIORITY=0\"\n"));
}

void SystemJournalTest::keepsJsonInTheMessage()
{
    log::Logger logger(m_pipe[1], journal());
    logger.setFormat(log::Format::Json);
    logger.info("a", "b", "c");
    const QList<QByteArray> found = datagrams();
    QCOMPARE(found.size(), 1);
    QVERIFY2(found.first().contains("\nMESSAGE={\"time\":\""), found.first().constData());
}

void SystemJournalTest::sendsFieldsOfWholeLines()
{
    log::Logger logger(m_pipe[1], journal());
    QVERIFY(logger.takesFields());
    logger.writeLine("a decision", {{"account", "bob"}, {"account", ""}});
    QCOMPARE(datagrams(), (QList<QByteArray>{"PRIORITY=6\nSYSLOG_IDENTIFIER=wharfgated\n"
                                             "MESSAGE=a decision\nWHARFGATE_ACCOUNT=bob\n"
                                             "WHARFGATE_ACCOUNT=\n"}));
}

void SystemJournalTest::writesLinesWithPriorityWhileTheJournalIsAway()
{
    log::Logger logger(m_pipe[1], journal());
    QVERIFY(QFile::remove(path()));
    logger.error("a", "b", "c");
    logger.writeLine("a decision");
    QCOMPARE(lines(), "<3>a.b: c\n<6>a decision\n");
}

void SystemJournalTest::dropsAndReportsWhenTheJournalDoesNotRead()
{
    log::Logger logger(m_pipe[1], journal());
    for (int i = 0; i < 10'000; ++i) // far more than a socket's queue holds
        logger.writeLine("x");
    const qsizetype taken = datagrams().size();
    QVERIFY(taken < 10'000);
    logger.writeLine("the reader is back");
    const QList<QByteArray> found = datagrams();
    QCOMPARE(found.size(), 2);
    QVERIFY(found.first().contains("WHARFGATE_EVENT=records-dropped\nWHARFGATE_COUNT=" +
                                   QByteArray::number(10'000 - taken)));
    QCOMPARE(lines(), "");
}

void SystemJournalTest::isChosenByTheStreamOnly()
{
    struct stat info
    {};
    QCOMPARE(::fstat(m_pipe[1], &info), 0);
    const QByteArray own = QByteArray::number(qulonglong(info.st_dev)) + ':' +
                           QByteArray::number(qulonglong(info.st_ino));
    for (const QByteArray &other :
         {QByteArray(), QByteArray("nonsense"), QByteArray("1:"), own + '0', own + "x"}) {
        qputenv("JOURNAL_STREAM", other);
        QVERIFY2(!log::SystemJournal::behind(m_pipe[1]), other.constData());
    }
    qputenv("JOURNAL_STREAM", own);
    QVERIFY(log::SystemJournal::behind(m_pipe[1]));
    QVERIFY(!log::SystemJournal::behind(m_socket));
    qunsetenv("JOURNAL_STREAM");
    QVERIFY(!log::SystemJournal::behind(m_pipe[1]));
}

QTEST_GUILESS_MAIN(SystemJournalTest)
#include "SystemJournalTest.moc"
