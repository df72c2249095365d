// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/ConfigurationFile.h"
#include "shared/config/ConfigurationReader.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using namespace wharfgate::config;

class ConfigurationFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void namesRevisions();
    void replacesTheTextAndKeepsABackup();
    void keepsTheModeAndLeavesNothingElse();
    void keepsTheOwner();
    void leavesAFileThatChangedMeanwhile();
    void makesANewFileOnlyWhereNoneIs();
    void followsSymbolicLinks();
    void skipsTheBackupWhenAsked();
    void refusesWhatIsNoRegularFile();
    void refusesWhileAnotherWrites();
    void refusesTextsThatNobodyCouldReadBack();
    void saysWhyItMayNotWrite();
    void losesNoChangeOfTwoWriters();

private:
    std::string path(const QString &name = u"auth.yml"_s) const
    {
        return m_folder->filePath(name).toStdString();
    }
    void put(const QByteArray &text, const QString &name = u"auth.yml"_s) const
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

/// Runs `check` as a user without rights in a child process; its result is the exit status.
template <typename Check>
int asNobody(Check check)
{
    const pid_t child = ::fork();
    if (child == 0) {
        if (::setgid(65534) != 0 || ::setuid(65534) != 0)
            ::_exit(99);
        ::_exit(check());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

void ConfigurationFileTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void ConfigurationFileTest::namesRevisions()
{
    // FIPS 180-2, appendix B.1
    QCOMPARE(revisionOf("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QVERIFY(revisionOf("abc\n") != revisionOf("abc"));
}

void ConfigurationFileTest::replacesTheTextAndKeepsABackup()
{
    put("old\r\n");
    const auto outcome = writeConfigurationFile(path(), "new\n", revisionOf("old\r\n"));
    QVERIFY2(outcome.has_value(), outcome ? "" : outcome.error().detail.c_str());
    QVERIFY(outcome->isWritten);
    QCOMPARE(outcome->revision, revisionOf("new\n"));
    QCOMPARE(*readFileText(path()), "new\n");
    QCOMPARE(*readFileText(path(u"auth.yml.bak"_s)), "old\r\n");
}

void ConfigurationFileTest::keepsTheModeAndLeavesNothingElse()
{
    put("old");
    QCOMPARE(::chmod(path().c_str(), 0640), 0);
    QVERIFY(writeConfigurationFile(path(), "new", revisionOf("old"))->isWritten);
    for (const char *name : {"auth.yml", "auth.yml.bak"}) {
        struct stat info
        {};
        QCOMPARE(::stat(m_folder->filePath(QString::fromLatin1(name)).toUtf8().constData(), &info),
                 0);
        QCOMPARE(info.st_mode & 07777, 0640u);
    }
    QCOMPARE(
        QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
        (QStringList{u"auth.yml"_s, u"auth.yml.bak"_s}));
}

void ConfigurationFileTest::keepsTheOwner()
{
    if (::geteuid() != 0)
        QSKIP("needs root to make a file of another user");
    put("old");
    QCOMPARE(::chown(path().c_str(), 1234, 4321), 0);
    QVERIFY(writeConfigurationFile(path(), "new", revisionOf("old"))->isWritten);
    struct stat info
    {};
    QCOMPARE(::stat(path().c_str(), &info), 0);
    QCOMPARE(info.st_uid, 1234u);
    QCOMPARE(info.st_gid, 4321u);
}

void ConfigurationFileTest::leavesAFileThatChangedMeanwhile()
{
    put("theirs");
    const auto outcome = writeConfigurationFile(path(), "mine", revisionOf("base"));
    QVERIFY(outcome && !outcome->isWritten);
    QCOMPARE(outcome->revision, revisionOf("theirs"));
    QCOMPARE(outcome->text, "theirs");
    QCOMPARE(*readFileText(path()), "theirs");
    QVERIFY(!QFile::exists(m_folder->filePath(u"auth.yml.bak"_s)));

    QVERIFY(QFile::remove(m_folder->filePath(u"auth.yml"_s)));
    const auto gone = writeConfigurationFile(path(), "mine", revisionOf("base"));
    QVERIFY(gone && !gone->isWritten);
    QCOMPARE(gone->revision, "");
}

void ConfigurationFileTest::makesANewFileOnlyWhereNoneIs()
{
    QVERIFY(writeConfigurationFile(path(), "first", {})->isWritten);
    QCOMPARE(*readFileText(path()), "first");
    struct stat info
    {};
    QCOMPARE(::stat(path().c_str(), &info), 0);
    QCOMPARE(info.st_mode & 07777, 0600u); // it holds password hashes
    QVERIFY(!writeConfigurationFile(path(), "second", {})->isWritten);
    QCOMPARE(*readFileText(path()), "first");
}

void ConfigurationFileTest::followsSymbolicLinks()
{
    QVERIFY(QDir(m_folder->path()).mkdir(u"real"_s));
    put("old", u"real/auth.yml"_s);
    QVERIFY(QFile::link(u"real/auth.yml"_s, m_folder->filePath(u"auth.yml"_s)));
    QVERIFY(writeConfigurationFile(path(), "new", revisionOf("old"))->isWritten);
    QVERIFY(QFileInfo(m_folder->filePath(u"auth.yml"_s)).isSymLink());
    QCOMPARE(*readFileText(path(u"real/auth.yml"_s)), "new");
    QCOMPARE(*readFileText(path(u"real/auth.yml.bak"_s)), "old");
}

void ConfigurationFileTest::skipsTheBackupWhenAsked()
{
    put("bad");
    put("good", u"auth.yml.bak"_s);
    QVERIFY(writeConfigurationFile(path(), "good", revisionOf("bad"), Backup::Skip)->isWritten);
    QCOMPARE(*readFileText(path(u"auth.yml.bak"_s)), "good");
}

void ConfigurationFileTest::refusesWhatIsNoRegularFile()
{
    QCOMPARE(::mkfifo(path().c_str(), 0600), 0);
    QVERIFY(!readFileText(path())); // and does not wait for a writer
    QVERIFY(!writeConfigurationFile(path(), "x", {}));
    QVERIFY(whyNotWritable(path()));
    QVERIFY(!readFileText(m_folder->path().toStdString()));
    QVERIFY(!readFileText(path(u"missing"_s)));
    QCOMPARE(readFileText(path(u"missing"_s)).error().code, ErrorCode::NotFound);
}

void ConfigurationFileTest::refusesWhileAnotherWrites()
{
    put("old");
    const int other = ::open(path().c_str(), O_RDONLY | O_CLOEXEC);
    QCOMPARE(::flock(other, LOCK_EX), 0);
    const auto outcome = writeConfigurationFile(path(), "new", revisionOf("old"));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, ErrorCode::Busy);
    ::close(other);
    QVERIFY(writeConfigurationFile(path(), "new", revisionOf("old"))->isWritten);
}

void ConfigurationFileTest::refusesTextsThatNobodyCouldReadBack()
{
    put("old");
    QVERIFY(
        !writeConfigurationFile(path(), std::string(kMaxFileBytes + 1, ' '), revisionOf("old")));
    QCOMPARE(*readFileText(path()), "old");
}

void ConfigurationFileTest::saysWhyItMayNotWrite()
{
    put("old");
    QVERIFY(!whyNotWritable(path()));
    QVERIFY(whyNotWritable(path(u"missing/auth.yml"_s)));
    if (::geteuid() != 0)
        QSKIP("needs root to become another user");
    QCOMPARE(::chmod(m_folder->path().toUtf8().constData(), 0755), 0);
    QCOMPARE(::chmod(path().c_str(), 0644), 0);
    QCOMPARE(asNobody([this] { return whyNotWritable(path()) ? 0 : 1; }), 0);
    QCOMPARE(asNobody([this] {
                 const auto outcome = writeConfigurationFile(path(), "new", revisionOf("old"));
                 return !outcome && outcome.error().code == ErrorCode::Permission ? 0 : 1;
             }),
             0);
    // Its own file, but not its folder.
    QCOMPARE(::chown(path().c_str(), 65534, 65534), 0);
    QCOMPARE(asNobody([this] { return whyNotWritable(path()) ? 0 : 1; }), 0);
    QCOMPARE(::chown(m_folder->path().toUtf8().constData(), 65534, 65534), 0);
    QCOMPARE(asNobody([this] { return whyNotWritable(path()) ? 1 : 0; }), 0);
    QCOMPARE(*readFileText(path()), "old");
}

/// Each adds a line to what it read; a line that was written and then lost would be missing.
void ConfigurationFileTest::losesNoChangeOfTwoWriters()
{
    put("");
    constexpr int kWriters = 3;
    constexpr int kLines = 30;
    std::vector<std::thread> writers;
    for (int i = 0; i < kWriters; ++i) {
        writers.emplace_back([this] {
            for (int written = 0; written < kLines;) {
                const auto base = readFileText(path());
                const auto outcome =
                    writeConfigurationFile(path(), *base + "line\n", revisionOf(*base));
                written += outcome && outcome->isWritten ? 1 : 0;
            }
        });
    }
    for (std::thread &writer : writers)
        writer.join();
    QCOMPARE(readFileText(path())->size(), std::size_t{kWriters * kLines * 5});
}

QTEST_APPLESS_MAIN(ConfigurationFileTest)
#include "ConfigurationFileTest.moc"
