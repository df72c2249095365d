// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/accounts/PasswordHash.h"
#include "shared/config/ConfigurationReader.h"
#include "ssl/Certificate.h"
#include "tests/unit/cli/CommandRun.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using test::CommandRun;

namespace {

QString lineAfter(const QByteArray &text, const char *label)
{
    const QRegularExpression line(u"^%1: (.*)$"_s.arg(QLatin1StringView(label)),
                                  QRegularExpression::MultilineOption);
    return line.match(QString::fromUtf8(text)).captured(1);
}

QStringList filesOf(const QString &folder)
{
    QStringList files;
    for (const QString &sub : {folder, folder + u"/ssl"_s}) {
        for (const QFileInfo &info : QDir(sub).entryInfoList(QDir::Files, QDir::Name))
            files.append(QDir(folder).relativeFilePath(info.filePath()));
    }
    return files;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class InitTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void filesAndModes();
    void certificatesVerify();
    void passwordLogsIn();
    void configurationIsClean();
    void secondRunChangesNothing();
    void options();
    void refusedFolders();
    void wrongOptions_data();
    void wrongOptions();

private:
    QTemporaryDir m_folder;
    QString m_workspace;
    QByteArray m_output;
};

void InitTest::initTestCase()
{
    m_workspace = m_folder.filePath(u"new/demo"_s);
    const CommandRun run({"init", m_workspace.toStdString()});
    QVERIFY2(run.code == cli::Success, run.err.constData());
    QCOMPARE(run.err, ""_ba);
    m_output = run.out;
    QCOMPARE(lineAfter(m_output, "configuration"), m_workspace + u"/wharfgate.yml"_s);
    QCOMPARE(lineAfter(m_output, "account"), u"admin"_s);
    QVERIFY(lineAfter(m_output, "password").size() >= 20);
    QVERIFY(m_output.contains("auth.token.issuer: Wharfgate\n"));
    QVERIFY(m_output.contains("auth.token.service: Docker registry\n"));
}

void InitTest::filesAndModes()
{
    QCOMPARE(filesOf(m_workspace),
             (QStringList{u"wharfgate.yml"_s, u"ssl/ca.crt"_s, u"ssl/ca.key"_s, u"ssl/server.crt"_s,
                          u"ssl/server.key"_s, u"ssl/token.crt"_s, u"ssl/token.key"_s}));
    constexpr auto kOthers = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                             QFileDevice::ExeGroup | QFileDevice::ReadOther |
                             QFileDevice::WriteOther | QFileDevice::ExeOther;
    for (const QString &secret :
         {u"wharfgate.yml"_s, u"ssl"_s, u"ssl/ca.key"_s, u"ssl/server.key"_s, u"ssl/token.key"_s}) {
        const auto permissions = QFile::permissions(m_workspace + u'/' + secret);
        QVERIFY2(!(permissions & kOthers), qPrintable(secret));
        QVERIFY(permissions & QFileDevice::ReadOwner);
    }
}

void InitTest::certificatesVerify()
{
    const QString ssl = m_workspace + u"/ssl/"_s;
    for (const QString &name : {u"server"_s, u"token"_s}) {
        const auto pair = tls::KeyPair::load((ssl + name + u".crt"_s).toStdString(),
                                             (ssl + name + u".key"_s).toStdString());
        QVERIFY2(pair.has_value(), pair ? "" : pair.error().detail.c_str());
        QVERIFY(pair->key.type() == tls::KeyType::EcP256);
        QVERIFY(!pair->chain.leaf().isAuthority());
        const auto lifetime = pair->chain.leaf().notAfter() - pair->chain.leaf().notBefore();
        QVERIFY2(lifetime <= std::chrono::hours(24 * 398), "clients refuse it");
        QProcess openssl;
        openssl.start(u"openssl"_s, {u"verify"_s, u"-x509_strict"_s, u"-CAfile"_s,
                                     ssl + u"ca.crt"_s, ssl + name + u".crt"_s});
        QVERIFY(openssl.waitForFinished());
        QVERIFY2(openssl.exitCode() == 0, openssl.readAllStandardError().constData());
    }
    const auto server = tls::CertificateChain::load((ssl + u"server.crt"_s).toStdString());
    QVERIFY((server->leaf().names() == std::vector<std::string>{"localhost", "127.0.0.1", "::1"}));
    const auto authority = tls::CertificateChain::load((ssl + u"ca.crt"_s).toStdString());
    QVERIFY(authority->leaf().isAuthority());
}

void InitTest::passwordLogsIn()
{
    const std::string password = lineAfter(m_output, "password").toStdString();
    const auto result =
        config::readConfigurationFile((m_workspace + u"/wharfgate.yml"_s).toStdString());
    QVERIFY(result.configuration.has_value());
    const config::User &admin = result.configuration->users.at("admin");
    QVERIFY(accounts::verifyPassword(admin.passwordHash.value(), password));
    QVERIFY(!accounts::verifyPassword(admin.passwordHash.value(), password + 'x'));
    QVERIFY2(!contentOf(m_workspace + u"/wharfgate.yml"_s).contains(password.c_str()),
             "the password is kept nowhere");
}

void InitTest::configurationIsClean()
{
    const std::string file = (m_workspace + u"/wharfgate.yml"_s).toStdString();
    const CommandRun check({"check", file});
    QCOMPARE(check.code, cli::Success);
    QVERIFY2(check.out.contains(": 0 errors, 0 warnings, "), check.out.constData());
    const auto granted = [&](const char *account, const char *name, const char *actions) {
        const CommandRun run(
            {"explain", file, "--account", account, "--name", name, "--actions", actions});
        return run.out.split('\n').first();
    };
    QCOMPARE(granted("admin", "any/thing", "pull,push,delete"), "granted:   delete,pull,push"_ba);
    QCOMPARE(granted("alice", "alice/app", "pull,push"), "granted:   pull,push"_ba);
    QCOMPARE(granted("alice", "bob/app", "pull,push"), "granted:   pull"_ba);
    QCOMPARE(granted("", "bob/app", "pull"), "granted:   nothing"_ba);
}

void InitTest::secondRunChangesNothing()
{
    const QByteArray before = contentOf(m_workspace + u"/wharfgate.yml"_s);
    const QByteArray key = contentOf(m_workspace + u"/ssl/token.key"_s);
    const CommandRun run({"init", m_workspace.toStdString(), "--key-type=rsa"});
    QCOMPARE(run.code, cli::Success);
    QVERIFY2(run.out.contains("reusing"), run.out.constData());
    QVERIFY(!run.out.contains("password"));
    QCOMPARE(contentOf(m_workspace + u"/wharfgate.yml"_s), before);
    QCOMPARE(contentOf(m_workspace + u"/ssl/token.key"_s), key);
}

void InitTest::options()
{
    const QString workspace = m_folder.filePath(u"a \"quoted\" folder"_s);
    const CommandRun run({"init", workspace.toStdString(), "--hostname=registry.example",
                          "--hostname", "192.0.2.1", "--listen=:5443", "--issuer=Acme \"x\": #1",
                          "--service=My registry", "--key-type=rsa"});
    QVERIFY2(run.code == cli::Success, run.err.constData());
    QVERIFY(run.out.contains("auth.token.service: My registry\n"));
    const auto result =
        config::readConfigurationFile((workspace + u"/wharfgate.yml"_s).toStdString());
    QVERIFY(result.configuration.has_value());
    QCOMPARE(result.configuration->token.issuer, std::string("Acme \"x\": #1"));
    QCOMPARE(result.configuration->server.addr, std::string(":5443"));
    const auto pair = tls::KeyPair::load(result.configuration->server.certificate,
                                         result.configuration->server.key);
    QVERIFY2(pair.has_value(), pair ? "" : pair.error().detail.c_str());
    QVERIFY(pair->key.type() == tls::KeyType::Rsa);
    QVERIFY(
        (pair->chain.leaf().names() == std::vector<std::string>{"registry.example", "192.0.2.1"}));
}

void InitTest::refusedFolders()
{
    const QString folder = m_folder.filePath(u"full"_s);
    QVERIFY(QDir().mkpath(folder));
    QFile file(folder + u"/precious"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const CommandRun full({"init", folder.toStdString()});
    QCOMPARE(full.code, cli::CannotCreate);
    QVERIFY2(full.err.contains("is not empty"), full.err.constData());
    QCOMPARE(full.out, ""_ba);
    QCOMPARE(filesOf(folder), QStringList{u"precious"_s});

    for (const std::string &place : {file.fileName().toStdString(), std::string("/proc/wharfgate"),
                                     std::string("/dev/null/x")}) {
        const CommandRun run({"init", place});
        QCOMPARE(run.code, cli::CannotCreate);
        QVERIFY(!run.err.isEmpty());
    }
    const QString empty = m_folder.filePath(u"empty"_s);
    QVERIFY(QDir().mkpath(empty));
    QCOMPARE(CommandRun({"init", empty.toStdString()}).code, cli::Success);
}

void InitTest::wrongOptions_data()
{
    QTest::addColumn<QByteArray>("option");
    QTest::addColumn<int>("code");

    QTest::newRow("key type") << "--key-type=dsa"_ba << int(cli::Usage);
    QTest::newRow("empty issuer") << "--issuer="_ba << int(cli::CannotCreate);
    QTest::newRow("empty address") << "--listen="_ba << int(cli::CannotCreate);
    QTest::newRow("address without a port") << "--listen=localhost"_ba << int(cli::CannotCreate);
    QTest::newRow("empty host name") << "--hostname="_ba << int(cli::CannotCreate);
    QTest::newRow("host name with a space") << "--hostname=a b"_ba << int(cli::CannotCreate);
}

void InitTest::wrongOptions()
{
    QFETCH(QByteArray, option);
    QFETCH(int, code);

    QTemporaryDir parent;
    const QString folder = parent.filePath(u"demo"_s);
    const CommandRun run({"init", folder.toStdString(), option.toStdString()});
    QCOMPARE(run.code, code);
    QCOMPARE(run.out, ""_ba);
    QVERIFY(!run.err.isEmpty());
    QVERIFY2(!QFile::exists(folder + u"/wharfgate.yml"_s), "half a workspace");
}

QTEST_GUILESS_MAIN(InitTest)
#include "InitTest.moc"
