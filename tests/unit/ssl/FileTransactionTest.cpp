// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/FileTransaction.h"

#include "ssl/FolderLock.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using namespace wharfgate::tls;

namespace {

FileAttributes own(mode_t mode = 0600)
{
    return {mode, ::geteuid(), ::getegid()};
}

} // namespace

/// Several files change together or not at all.
class FileTransactionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void changesTogether();
    void nothingHappensBeforeTheJournal();
    void completesAfterACrash_data();
    void completesAfterACrash();
    void recoversTwice();
    void dropsWhatSomebodySettledByHand_data();
    void dropsWhatSomebodySettledByHand();
    void ignoresDamagedJournals_data();
    void ignoresDamagedJournals();
    void refusesFoldersThatCannotBeWritten();
    void refusesLineBreaksInNames();
    void replacesNoLinkByFollowingIt();
    void setsModes();
    void locksFolders();

private:
    std::string path(const char *name) const
    {
        return m_folder->filePath(QString::fromUtf8(name)).toStdString();
    }
    void write(const char *name, const QByteArray &content) const
    {
        QFile file(m_folder->filePath(QString::fromUtf8(name)));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
    QByteArray read(const char *name) const
    {
        QFile file(m_folder->filePath(QString::fromUtf8(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
    }
    QStringList files() const
    {
        return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    /// One, two and three exist; one and two get new contents, four is made, three removed.
    std::unique_ptr<FileTransaction> transaction() const
    {
        auto change = std::make_unique<FileTransaction>(path("journal"));
        change->put(path("one"), "new one", own());
        change->put(path("two"), "new two", own());
        change->put(path("four"), "new four", own());
        change->remove(path("three"));
        return change;
    }
    void verifyOld() const
    {
        QCOMPARE(files(), QStringList({u"one"_s, u"three"_s, u"two"_s}));
        QCOMPARE(read("one"), QByteArray("old one"));
        QCOMPARE(read("two"), QByteArray("old two"));
        QCOMPARE(read("three"), QByteArray("old three"));
    }
    void verifyNew() const
    {
        QCOMPARE(files(), QStringList({u"four"_s, u"one"_s, u"two"_s}));
        QCOMPARE(read("one"), QByteArray("new one"));
        QCOMPARE(read("two"), QByteArray("new two"));
        QCOMPARE(read("four"), QByteArray("new four"));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void FileTransactionTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    for (const char *name : {"one", "two", "three"})
        write(name, QByteArray("old ") + name);
}

void FileTransactionTest::changesTogether()
{
    const auto done = transaction()->commit();
    QVERIFY2(done, done ? "" : done.error().detail.c_str());
    verifyNew();
    QCOMPARE(*FileTransaction::recover(path("journal")), false);
}

void FileTransactionTest::nothingHappensBeforeTheJournal()
{
    QVERIFY(QDir(m_folder->path()).mkdir(u"journal"_s)); // which then cannot be put in place
    QVERIFY(!transaction()->commit());
    QVERIFY(QDir(m_folder->path()).rmdir(u"journal"_s));
    verifyOld();
}

void FileTransactionTest::completesAfterACrash_data()
{
    QTest::addColumn<int>("steps"); // that were done before the crash
    for (int steps = 0; steps <= 4; ++steps)
        QTest::addRow("after %d renames", steps) << steps;
}

void FileTransactionTest::completesAfterACrash()
{
    QFETCH(int, steps);
    QVERIFY(transaction()->prepare());
    int done = 0;
    for (const char *name : {"one", "two", "four"}) {
        if (done++ < steps)
            QCOMPARE(::rename(FileTransaction::newFile(path(name)).c_str(), path(name).c_str()), 0);
    }
    if (steps == 4)
        QCOMPARE(::unlink(path("three").c_str()), 0);
    const auto recovered = FileTransaction::recover(path("journal"));
    QVERIFY2(recovered, recovered ? "" : recovered.error().detail.c_str());
    QVERIFY(*recovered);
    verifyNew();
}

void FileTransactionTest::recoversTwice()
{
    QVERIFY(transaction()->prepare());
    QCOMPARE(*FileTransaction::recover(path("journal")), true);
    QCOMPARE(*FileTransaction::recover(path("journal")), false);
    verifyNew();
}

void FileTransactionTest::dropsWhatSomebodySettledByHand_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("a file was replaced") << QByteArray("one");
    QTest::newRow("a new content was damaged") << QByteArray("two.new");
    QTest::newRow("a new file was made") << QByteArray("four");
}

void FileTransactionTest::dropsWhatSomebodySettledByHand()
{
    QFETCH(QByteArray, file);
    QVERIFY(transaction()->prepare());
    write(file.constData(), "by hand");
    const auto recovered = FileTransaction::recover(path("journal"));
    QVERIFY(recovered && !*recovered);
    QVERIFY(!files().join(u' ').contains(".new"_L1));
    QVERIFY(!files().contains(u"journal"_s));
    QCOMPARE(read("three"), QByteArray("old three"));
    if (!file.endsWith(".new"))
        QCOMPARE(read(file.constData()), QByteArray("by hand"));
}

void FileTransactionTest::ignoresDamagedJournals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("something else") << QByteArray("hello\nput - - /etc/passwd\nend\n");
    QTest::newRow("not ended") << QByteArray("wharfgate-changes 1\nremove - - /nowhere\n");
    QTest::newRow("no path") << QByteArray("wharfgate-changes 1\nremove - -\nend\n");
    QTest::newRow("binary") << QByteArray(100, '\0');
}

void FileTransactionTest::ignoresDamagedJournals()
{
    QFETCH(QByteArray, text);
    write("journal", text);
    const auto recovered = FileTransaction::recover(path("journal"));
    QVERIFY(recovered && !*recovered);
    verifyOld();
}

void FileTransactionTest::refusesFoldersThatCannotBeWritten()
{
    FileTransaction change(path("journal"));
    change.put(path("one"), "new one", own());
    change.put(path("missing/two"), "new two", own());
    const auto done = change.commit();
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::NotFound);
    verifyOld();
}

void FileTransactionTest::refusesLineBreaksInNames()
{
    FileTransaction change(path("journal"));
    change.remove(path("one\nremove - - /etc/passwd"));
    QCOMPARE(change.commit().error().code, ErrorCode::InvalidInput);
    verifyOld();
}

void FileTransactionTest::replacesNoLinkByFollowingIt()
{
    QCOMPARE(::symlink(path("three").c_str(), path("one.new").c_str()), 0);
    FileTransaction change(path("journal"));
    change.put(path("one"), "new one", own());
    QVERIFY(change.commit());
    QCOMPARE(read("one"), QByteArray("new one"));
    QCOMPARE(read("three"), QByteArray("old three"));
}

void FileTransactionTest::setsModes()
{
    FileTransaction change(path("journal"));
    change.put(path("one"), "new one", own(0640));
    change.put(path("two"), "new two", own(0600));
    QVERIFY(change.prepare());
    struct stat status
    {};
    QCOMPARE(::stat(path("journal").c_str(), &status), 0);
    QCOMPARE(status.st_mode & 07777, mode_t(0600));
    QVERIFY(*FileTransaction::recover(path("journal")));
    QCOMPARE(::stat(path("one").c_str(), &status), 0);
    QCOMPARE(status.st_mode & 07777, mode_t(0640));
    QCOMPARE(::stat(path("two").c_str(), &status), 0);
    QCOMPARE(status.st_mode & 07777, mode_t(0600));
}

void FileTransactionTest::locksFolders()
{
    {
        const auto lock = FolderLock::take(path("one"));
        QVERIFY(lock);
        QCOMPARE(FolderLock::take(path("two")).error().code, ErrorCode::Busy);
    }
    QVERIFY(FolderLock::take(path("two")));
    QCOMPARE(FolderLock::take(path("missing/file")).error().code, ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(FileTransactionTest)
#include "FileTransactionTest.moc"
