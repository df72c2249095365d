// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/service/FileWatch.h"

#include <QDir>
#include <QFile>
#include <QObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using namespace Qt::StringLiterals;
using wharfgate::service::FileWatch;

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// The watch compares modification times; a kernel's clock may tick only every 4 ms.
void letTheClockTick()
{
    QTest::qWait(20);
}

} // namespace

class FileWatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void seesAWriteInPlace();
    void seesARenameOverTheFile();
    void seesALinkSwappedAsKubernetesDoes();
    void seesAFileThatAppears();
    void seesASecondFile();
    void reportsManyWritesOnce();
    void ignoresOtherFilesOfTheFolder();
    void keepsWatchingAfterARename();
    void seesAFileThatComesBackBehindALink();
    void reportsAChangeMadeWhileTheFilesWereRead();
    void doesNotReportWhatWasThereBeforeTheFilesWereRead();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    void watch(const QStringList &names);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FileWatch> m_watch;
    std::unique_ptr<QSignalSpy> m_changes;
};

void FileWatchTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    write(path(u"a.yml"_s), "one");
    letTheClockTick();
}

void FileWatchTest::watch(const QStringList &names)
{
    m_watch = std::make_unique<FileWatch>();
    m_changes = std::make_unique<QSignalSpy>(m_watch.get(), &FileWatch::changed);
    std::vector<std::string> files;
    for (const QString &name : names)
        files.push_back(path(name).toStdString());
    m_watch->setFiles(std::move(files));
}

void FileWatchTest::seesAWriteInPlace()
{
    watch({u"a.yml"_s});
    write(path(u"a.yml"_s), "two");
    QTRY_COMPARE(m_changes->size(), 1);
}

void FileWatchTest::seesARenameOverTheFile()
{
    watch({u"a.yml"_s});
    write(path(u"a.new"_s), "two");
    std::filesystem::rename(path(u"a.new"_s).toStdString(), path(u"a.yml"_s).toStdString());
    QTRY_COMPARE(m_changes->size(), 1);
}

void FileWatchTest::seesALinkSwappedAsKubernetesDoes()
{
    // config.yml -> ..data/config.yml, ..data -> ..1; an update renames a new link over ..data.
    for (const QString &version : {u"..1"_s, u"..2"_s}) {
        QVERIFY(QDir(m_folder->path()).mkdir(version));
        write(path(version + u"/config.yml"_s), version.toUtf8());
    }
    QVERIFY(QFile::link(u"..1"_s, path(u"..data"_s)));
    QVERIFY(QFile::link(u"..data/config.yml"_s, path(u"config.yml"_s)));
    watch({u"config.yml"_s});
    QVERIFY(QFile::link(u"..2"_s, path(u"..tmp"_s)));
    std::filesystem::rename(path(u"..tmp"_s).toStdString(), path(u"..data"_s).toStdString());
    QTRY_COMPARE(m_changes->size(), 1);
}

void FileWatchTest::seesAFileThatAppears()
{
    watch({u"late.yml"_s});
    write(path(u"late.yml"_s), "now");
    QTRY_COMPARE(m_changes->size(), 1);
}

void FileWatchTest::seesASecondFile()
{
    write(path(u"b.crt"_s), "one");
    letTheClockTick();
    watch({u"a.yml"_s, u"b.crt"_s});
    write(path(u"b.crt"_s), "two");
    QTRY_COMPARE(m_changes->size(), 1);
}

void FileWatchTest::reportsManyWritesOnce()
{
    watch({u"a.yml"_s});
    for (int i = 0; i < 5; ++i) {
        write(path(u"a.yml"_s), QByteArray::number(i));
        QTest::qWait(30);
    }
    QTRY_COMPARE(m_changes->size(), 1);
    QTest::qWait(600);
    QCOMPARE(m_changes->size(), 1);
}

void FileWatchTest::ignoresOtherFilesOfTheFolder()
{
    watch({u"a.yml"_s});
    write(path(u"other"_s), "noise");
    QTest::qWait(800);
    QCOMPARE(m_changes->size(), 0);
}

void FileWatchTest::keepsWatchingAfterARename()
{
    watch({u"a.yml"_s});
    write(path(u"a.new"_s), "two");
    std::filesystem::rename(path(u"a.new"_s).toStdString(), path(u"a.yml"_s).toStdString());
    QTRY_COMPARE(m_changes->size(), 1);
    letTheClockTick();
    write(path(u"a.yml"_s), "three");
    QTRY_COMPARE(m_changes->size(), 2);
}

void FileWatchTest::seesAFileThatComesBackBehindALink()
{
    QVERIFY(QDir(m_folder->path()).mkdir(u"..1"_s));
    write(path(u"..1/config.yml"_s), "one");
    QVERIFY(QFile::link(u"..1"_s, path(u"..data"_s)));
    QVERIFY(QFile::link(u"..data/config.yml"_s, path(u"config.yml"_s)));
    watch({u"config.yml"_s});
    QVERIFY(QFile::remove(path(u"..1/config.yml"_s)));
    QTRY_COMPARE(m_changes->size(), 1);
    write(path(u"..1/config.yml"_s), "two");
    QTRY_COMPARE_WITH_TIMEOUT(m_changes->size(), 2, 2000); // not only at the next look, after 5 s
}

void FileWatchTest::reportsAChangeMadeWhileTheFilesWereRead()
{
    watch({u"a.yml"_s});
    m_watch->lookAgain(); // the daemon begins to read
    write(path(u"a.yml"_s), "two");
    write(path(u"b.crt"_s), "one");
    m_watch->setFiles({path(u"a.yml"_s).toStdString(), path(u"b.crt"_s).toStdString()});
    QTRY_COMPARE_WITH_TIMEOUT(m_changes->size(), 1, 2000);
}

void FileWatchTest::doesNotReportWhatWasThereBeforeTheFilesWereRead()
{
    watch({u"a.yml"_s});
    write(path(u"a.yml"_s), "two");
    m_watch->lookAgain();
    m_watch->setFiles({path(u"a.yml"_s).toStdString()});
    QTest::qWait(800);
    QCOMPARE(m_changes->size(), 0);
}

QTEST_GUILESS_MAIN(FileWatchTest)
#include "FileWatchTest.moc"
