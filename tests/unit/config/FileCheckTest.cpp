// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/FileCheck.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace wharfgate::config;

class FileCheckTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void goodFilesHaveNoProblem();
    void badFilesAreReported_data();
    void badFilesAreReported();
    void sharedPairIsReportedOnce();
    void keysThatOthersReadAreReported_data();
    void keysThatOthersReadAreReported();
    void programsAreFound_data();
    void programsAreFound();

private:
    std::string make(const char *name, QFile::Permissions permissions);

    std::unique_ptr<QTemporaryDir> m_folder;
    Configuration m_configuration;
};

std::string FileCheckTest::make(const char *name, QFile::Permissions permissions)
{
    QFile file(m_folder->filePath(QLatin1String(name)));
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(permissions))
        return {};
    return file.fileName().toStdString();
}

void FileCheckTest::init()
{
    constexpr auto kPrivate = QFile::ReadOwner | QFile::WriteOwner;
    m_folder = std::make_unique<QTemporaryDir>();
    m_configuration = {};
    m_configuration.file = "test.yml";
    m_configuration.server.certificate = make("server.crt", kPrivate | QFile::ReadOther);
    m_configuration.server.key = make("server.key", kPrivate);
    m_configuration.token.certificate = make("token.crt", kPrivate | QFile::ReadOther);
    m_configuration.token.key = make("token.key", kPrivate | QFile::ReadGroup);
    m_configuration.extAuth.emplace().command =
        make("auth", kPrivate | QFile::ExeOwner | QFile::ExeOther);
    m_configuration.positions["server.key"] = {"test.yml", 7, 3};
}

void FileCheckTest::goodFilesHaveNoProblem()
{
    QVERIFY(checkFiles(m_configuration).empty());
    QVERIFY(checkFiles(Configuration()).empty());
}

void FileCheckTest::badFilesAreReported_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("code");
    QTest::newRow("missing") << QByteArray("/nonexistent/key.pem") << "missing-file";
    QTest::newRow("relative") << QByteArray("nonexistent.pem") << "missing-file";
    QTest::newRow("folder") << QByteArray("/tmp") << "unreadable-file";
    QTest::newRow("device") << QByteArray("/dev/null") << "unreadable-file";
    QTest::newRow("below a file") << QByteArray("/dev/null/key.pem") << "unreadable-file";
}

void FileCheckTest::badFilesAreReported()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QString, code);
    m_configuration.server.key = path.toStdString();
    const std::vector<Problem> problems = checkFiles(m_configuration);
    QCOMPARE(problems.size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(problems[0].code), code);
    QVERIFY(problems[0].severity == Problem::Severity::Error);
    QCOMPARE(problems[0].key, std::string("server.key"));
    QCOMPARE(problems[0].position.line, 7);
    QVERIFY(problems[0].message.find(path.toStdString()) != std::string::npos);
}

void FileCheckTest::sharedPairIsReportedOnce()
{
    m_configuration.server.certificate = m_configuration.token.certificate = "/nonexistent";
    QCOMPARE(checkFiles(m_configuration).size(), std::size_t{1});
    m_configuration.token.certificate = "/nonexistent/too";
    QCOMPARE(checkFiles(m_configuration).size(), std::size_t{2});
}

void FileCheckTest::keysThatOthersReadAreReported_data()
{
    QTest::addColumn<bool>("isWritable");
    QTest::newRow("read") << false;
    QTest::newRow("write") << true;
}

void FileCheckTest::keysThatOthersReadAreReported()
{
    QFETCH(const bool, isWritable);
    m_configuration.token.key =
        make("open.key", QFile::ReadOwner | (isWritable ? QFile::WriteOther : QFile::ReadOther));
    const std::vector<Problem> problems = checkFiles(m_configuration);
    QCOMPARE(problems.size(), std::size_t{1});
    QCOMPARE(problems[0].code, std::string("public-key-file"));
    QVERIFY(problems[0].severity == Problem::Severity::Lint);
    QCOMPARE(problems[0].key, std::string("token.key"));
}

void FileCheckTest::programsAreFound_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<bool>("isFound");
    QTest::newRow("path") << QByteArray("/bin/sh") << true;
    QTest::newRow("name") << QByteArray("sh") << true;
    QTest::newRow("unknown name") << QByteArray("no-such-program-here") << false;
    QTest::newRow("missing path") << QByteArray("/nonexistent/auth.sh") << false;
    QTest::newRow("folder") << QByteArray("/bin") << false;
    QTest::newRow("name of a folder") << QByteArray(".") << false;
    QTest::newRow("not executable") << QByteArray("/etc/passwd") << false;
    QTest::newRow("arguments in the command") << QByteArray("sh -c true") << false;
}

void FileCheckTest::programsAreFound()
{
    QFETCH(const QByteArray, command);
    QFETCH(const bool, isFound);
    m_configuration.extAuthz.emplace().command = command.toStdString();
    const std::vector<Problem> problems = checkFiles(m_configuration);
    QCOMPARE(problems.empty(), isFound);
    if (isFound)
        return;
    QCOMPARE(problems[0].code, std::string("missing-program"));
    QCOMPARE(problems[0].key, std::string("ext_authz.command"));
}

QTEST_GUILESS_MAIN(FileCheckTest)
#include "FileCheckTest.moc"
