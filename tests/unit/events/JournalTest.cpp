// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/journal/Journal.h"
#include "daemon/journal/JournalFile.h"
#include "daemon/journal/RecentDecisions.h"
#include "daemon/log/Logger.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>
#include <fcntl.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace wharfgate;
using namespace wharfgate::journal;
using namespace Qt::StringLiterals;

namespace {

QByteArray content(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

events::AuthEvent eventOf(const std::string &account)
{
    events::AuthEvent event;
    event.account = account;
    event.result = events::AuthResult::Granted;
    event.status = 200;
    return event;
}

} // namespace

class JournalTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void writesTextToTheLog();
    void writesJsonToTheLog();
    void respectsTheLogLevel();
    void writesJsonLinesToTheFile();
    void followsNewSettings();
    void createsTheFileReadableForItsGroup();
    void appendsToWhatIsThere();
    void rotates();
    void keepsNoMoreThanConfigured();
    void keepsNoneIfConfigured();
    void beginsAnewWhenTheFileWasMoved();
    void reportsAnUnwritableFileOnce();
    void reportsAFullDisk();
    void doesNotWaitForAFifo();
    void dropsWhatDoesNotFitAndSaysSo();
    void takesRecordsFromManyThreads();
    void remembersWhatIsNeitherLoggedNorWritten();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QByteArray logged() const { return content(m_logFile->fileName()); }
    config::Journal settings(const QString &name = u"journal"_s) const
    {
        config::Journal result;
        result.file = path(name).toStdString();
        return result;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QTemporaryFile> m_logFile;
    std::unique_ptr<log::Logger> m_logger;
};

void JournalTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_logFile = std::make_unique<QTemporaryFile>();
    QVERIFY(m_logFile->open());
    m_logger = std::make_unique<log::Logger>(m_logFile->handle());
}

void JournalTest::cleanup()
{
    m_logger.reset();
    m_logFile.reset();
    m_folder.reset();
}

void JournalTest::writesTextToTheLog()
{
    Journal journal(*m_logger, {});
    journal.record(eventOf("alice"));
    journal.record(eventOf("bob"));
    journal.flush();
    const QList<QByteArray> lines = logged().split('\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].contains("decision: granted status=200 account=alice"));
    QVERIFY(lines[1].contains("account=bob"));
}

void JournalTest::writesJsonToTheLog()
{
    m_logger->setFormat(log::Format::Json);
    Journal journal(*m_logger, {});
    journal.record(eventOf("alice"));
    journal.flush();
    QVERIFY(logged().startsWith("{\"time\":"));
    QVERIFY(logged().contains("\"account\":\"alice\""));
}

void JournalTest::respectsTheLogLevel()
{
    m_logger->setLevel(log::Level::Warning);
    Journal journal(*m_logger, settings());
    journal.record(eventOf("alice"));
    journal.flush();
    QVERIFY(logged().isEmpty());
    QVERIFY(content(path(u"journal"_s)).contains("alice"));
}

void JournalTest::writesJsonLinesToTheFile()
{
    {
        Journal journal(*m_logger, settings());
        for (int i = 0; i < 100; ++i)
            journal.record(eventOf("user" + std::to_string(i)));
    } // the destructor writes what is queued
    const QList<QByteArray> lines = content(path(u"journal"_s)).split('\n');
    QCOMPARE(lines.size(), 101);
    for (int i = 0; i < 100; ++i) {
        QVERIFY(lines[i].startsWith('{') && lines[i].endsWith('}'));
        QVERIFY(lines[i].contains("\"account\":\"user" + QByteArray::number(i) + '"'));
    }
}

void JournalTest::followsNewSettings()
{
    Journal journal(*m_logger, {});
    journal.record(eventOf("first"));
    journal.flush();
    journal.reconfigure(settings(u"a"_s));
    journal.record(eventOf("second"));
    journal.flush();
    journal.reconfigure(settings(u"b"_s));
    journal.record(eventOf("third"));
    journal.flush();
    journal.reconfigure({});
    journal.record(eventOf("fourth"));
    journal.flush();
    QVERIFY(content(path(u"a"_s)).contains("second"));
    QCOMPARE(content(path(u"a"_s)).count('\n'), 1);
    QVERIFY(content(path(u"b"_s)).contains("third"));
    QCOMPARE(content(path(u"b"_s)).count('\n'), 1);
    QCOMPARE(logged().count('\n'), 4);
}

void JournalTest::createsTheFileReadableForItsGroup()
{
    const mode_t old = umask(0);
    JournalFile open(settings(u"open"_s));
    const bool first = open.append("x\n").has_value();
    umask(077);
    JournalFile narrow(settings(u"narrow"_s));
    const bool second = narrow.append("x\n").has_value();
    umask(old);
    QVERIFY(first && second);
    for (const QString &name : {u"open"_s, u"narrow"_s}) {
        struct stat status
        {};
        QCOMPARE(stat(qPrintable(path(name)), &status), 0);
        QCOMPARE(status.st_mode & 07777U, mode_t{0640});
    }
}

void JournalTest::appendsToWhatIsThere()
{
    {
        JournalFile file(settings());
        QVERIFY(file.append("one\n").has_value());
    }
    JournalFile file(settings());
    QVERIFY(file.append("two\nthree\n").has_value());
    QCOMPARE(content(path(u"journal"_s)), QByteArray("one\ntwo\nthree\n"));
}

void JournalTest::rotates()
{
    config::Journal limited = settings();
    limited.maxBytes = 10;
    limited.maxFiles = 3;
    JournalFile file(limited);
    QVERIFY(file.append("aaaa\nbbbb\ncccc\n").has_value()); // 5 bytes each
    QCOMPARE(content(path(u"journal.1"_s)), QByteArray("aaaa\nbbbb\n"));
    QCOMPARE(content(path(u"journal"_s)), QByteArray("cccc\n"));
    QVERIFY(file.append("longer than ten\n").has_value());
    QCOMPARE(content(path(u"journal.2"_s)), QByteArray("aaaa\nbbbb\n"));
    QCOMPARE(content(path(u"journal.1"_s)), QByteArray("cccc\n"));
    QCOMPARE(content(path(u"journal"_s)), QByteArray("longer than ten\n"));
}

void JournalTest::keepsNoMoreThanConfigured()
{
    config::Journal limited = settings();
    limited.maxBytes = 1;
    limited.maxFiles = 2;
    JournalFile file(limited);
    for (const char *line : {"1\n", "2\n", "3\n", "4\n", "5\n"})
        QVERIFY(file.append(line).has_value());
    QCOMPARE(content(path(u"journal"_s)), QByteArray("5\n"));
    QCOMPARE(content(path(u"journal.1"_s)), QByteArray("4\n"));
    QCOMPARE(content(path(u"journal.2"_s)), QByteArray("3\n"));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 3);
}

void JournalTest::keepsNoneIfConfigured()
{
    config::Journal limited = settings();
    limited.maxBytes = 4;
    limited.maxFiles = 0;
    JournalFile file(limited);
    QVERIFY(file.append("1\n2\n3\n").has_value());
    QCOMPARE(content(path(u"journal"_s)), QByteArray("3\n"));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 1);
}

void JournalTest::beginsAnewWhenTheFileWasMoved()
{
    JournalFile file(settings());
    QVERIFY(file.append("1\n").has_value());
    QVERIFY(QFile::rename(path(u"journal"_s), path(u"moved"_s)));
    QVERIFY(file.append("2\n").has_value());
    QVERIFY(QFile::remove(path(u"journal"_s)));
    QVERIFY(file.append("3\n").has_value());
    QCOMPARE(content(path(u"moved"_s)), QByteArray("1\n"));
    QCOMPARE(content(path(u"journal"_s)), QByteArray("3\n"));
}

void JournalTest::reportsAnUnwritableFileOnce()
{
    Journal journal(*m_logger, settings(u"missing/journal"_s));
    for (int i = 0; i < 10; ++i) {
        journal.record(eventOf("alice"));
        journal.flush();
    }
    QCOMPARE(logged().count("journal.file-failed"), 1);
    QCOMPARE(logged().count("account=alice"), 10);
    QVERIFY(QDir(m_folder->path()).mkdir(u"missing"_s));
    journal.record(eventOf("bob"));
    journal.flush();
    QVERIFY(content(path(u"missing/journal"_s)).contains("bob"));
}

void JournalTest::reportsAFullDisk()
{
    config::Journal full;
    full.file = "/dev/full";
    JournalFile file(full);
    const auto result = file.append("x\n");
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().code, ErrorCode::Io);
    QVERIFY(result.error().detail.starts_with("cannot write to /dev/full"));
    QVERIFY(!file.append("y\n").has_value());
}

void JournalTest::doesNotWaitForAFifo()
{
    QCOMPARE(mkfifo(qPrintable(path(u"fifo"_s)), 0600), 0);
    JournalFile file(settings(u"fifo"_s));
    QVERIFY(!file.append("x\n").has_value()); // nobody reads
}

void JournalTest::dropsWhatDoesNotFitAndSaysSo()
{
    // A log that nobody reads holds up the writer, but not those who record.
    constexpr int kRecords = 5000; // far more than a pipe and the queue hold
    int ends[2];
    QCOMPARE(pipe(ends), 0);
    log::Logger slow(ends[1]);
    auto journal = std::make_unique<Journal>(slow, config::Journal{}, 4);
    for (int i = 0; i < kRecords; ++i)
        journal->record(eventOf(std::string(1000, 'x')));

    QByteArray read;
    std::thread reader([&] {
        char buffer[65'536];
        for (ssize_t size = 0; (size = ::read(ends[0], buffer, sizeof buffer)) > 0;)
            read.append(buffer, size);
    });
    journal.reset(); // writes what is left
    close(ends[1]);
    reader.join();
    close(ends[0]);

    const auto written = read.count("account=xxx");
    QVERIFY(written > 0 && written < kRecords);
    // Reported in one or two parts, which add up.
    qsizetype lost = 0;
    for (const QByteArray &line : read.split('\n')) {
        if (line.contains("journal.records-dropped"))
            lost += line.mid(line.indexOf("count=") + 6).toLongLong();
    }
    QCOMPARE(written + lost, qsizetype{kRecords});
}

void JournalTest::takesRecordsFromManyThreads()
{
    constexpr int kThreads = 4;
    constexpr int kEach = 500;
    {
        Journal journal(*m_logger, settings());
        std::vector<std::thread> threads;
        for (int t = 0; t < kThreads; ++t)
            threads.emplace_back([&journal] {
                for (int i = 0; i < kEach; ++i)
                    journal.record(eventOf("alice"));
            });
        journal.reconfigure(settings());
        for (std::thread &thread : threads)
            thread.join();
    }
    QCOMPARE(content(path(u"journal"_s)).count('\n'), kThreads * kEach);
}

void JournalTest::remembersWhatIsNeitherLoggedNorWritten()
{
    RecentDecisions recent;
    m_logger->setLevel(log::Level::Error);
    {
        Journal journal(*m_logger, {}, 3, &recent);
        journal.record(eventOf("alice"));
        journal.flush();
        QCOMPARE(recent.ring().bounds().last, std::uint64_t{1});
        QCOMPARE(recent.ring().since(0, 1)[0].event->account, std::string("alice"));
        QVERIFY(recent.activity().find("alice").has_value());
        for (int i = 0; i < 10'000; ++i)
            journal.record(eventOf("bob"));
    }
    // What does not fit the queue is neither remembered nor forgotten to be told.
    const auto counted = recent.counters().snapshot(std::chrono::system_clock::now(), 1, 1);
    QCOMPARE(recent.counters().total(), recent.ring().bounds().last);
    QCOMPARE(recent.counters().total() + counted.dropped, std::uint64_t{10'001});
}

QTEST_GUILESS_MAIN(JournalTest)
#include "JournalTest.moc"
