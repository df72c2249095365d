// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/service/RunningDaemon.h"

#include "ssl/Certificate.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>
#include <QTcpSocket>
#include <QTest>

#include <chrono>
#include <sys/stat.h>
#include <utility>

using namespace Qt::StringLiterals;
using namespace wharfgate;

namespace {

/// A hash that must not be logged.
constexpr const char *kHash = "$2y$04$4tzuIvMr.3Uu9NzlHYvNVOtx4lJIYdIV4ZhbKP5NLKUWHzsQFhQR2";

QByteArray configuration(const test::RunningDaemon &daemon, const QByteArray &actions,
                         const QByteArray &more = {})
{
    const QByteArray folder = daemon.folder().toUtf8();
    return "server: {addr: \"127.0.0.1:0\"}\n"
           "token: {issuer: Test, expiration: 900, certificate: \"" +
           folder + "/ssl/token.crt\", key: \"" + folder +
           "/ssl/token.key\"}\n"
           "users: {\"\": {}, alice: {password: \"" +
           kHash +
           "\"}}\n"
           "acl: [{match: {name: \"*\"}, actions: " +
           actions + "}]\n" + more;
}

QByteArray secureConfiguration(const test::RunningDaemon &daemon, const QByteArray &actions)
{
    const QByteArray pair = daemon.folder().toUtf8() + "/ssl/server";
    QByteArray yaml = configuration(daemon, actions);
    yaml.replace("127.0.0.1:0\"",
                 "127.0.0.1:0\", certificate: \"" + pair + ".crt\", key: \"" + pair + ".key\"");
    return yaml.replace("expiration: 900", "expiration: 900, kid_format: x5c");
}

/// Replaces FOLDER/ssl/NAME.crt and .key by a pair that is valid for a day from `start` on.
void writePair(const test::RunningDaemon &daemon, const QString &name, std::chrono::hours start)
{
    const auto key = tls::PrivateKey::generate(tls::KeyType::EcP256);
    QVERIFY(key);
    tls::CertificateSpec spec;
    spec.commonName = "localhost";
    spec.validity = std::chrono::hours(24);
    spec.now += start;
    const auto certificate = tls::issueCertificate(spec, *key, nullptr);
    QVERIFY(certificate);
    for (const auto &[suffix, pem] :
         {std::pair(u".crt"_s, certificate->toPem()), std::pair(u".key"_s, key->toPem())}) {
        QFile file(daemon.folder() + u"/ssl/"_s + name + suffix);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QVERIFY(file.write(QByteArray::fromStdString(pem)) > 0);
    }
}

constexpr const char *kTarget = "/auth?service=s&scope=repository:a:pull,push";

QByteArray grantedActions(const test::HttpAnswer &answer)
{
    const QJsonObject claims = QJsonDocument::fromJson(test::tokenPart(answer, 1)).object();
    const QJsonArray access = claims.value("access"_L1).toArray();
    return QJsonDocument(access.at(0).toObject().value("actions"_L1).toArray())
        .toJson(QJsonDocument::Compact);
}

} // namespace

/// What a changed file does to the running service, and what a bad one does not.
class ReloadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void takesTheNewFileOver();
    void keepsTheOldServiceForABadFile_data();
    void keepsTheOldServiceForABadFile();
    void recoversAfterABadFile();
    void refusesAPipe();
    void takesAReplacedKeyOver();
    void keepsTheServiceWhileKeyAndCertificateDiffer();
    void keepsTheServiceForACertificateOutsideItsDates_data();
    void keepsTheServiceForACertificateOutsideItsDates();
    void startsWithAnExpiredCertificateAndSaysSo();
    void takesAnExpiredTokenCertificateOverThatNobodyReads();
    void keepsAConnectionAcrossAReload();
    void movesToAnotherAddress();
    void staysWhenTheNewAddressIsTaken();
    void reloadsWhenAsked();

private:
    std::unique_ptr<test::RunningDaemon> m_daemon;
};

void ReloadTest::init()
{
    m_daemon = std::make_unique<test::RunningDaemon>();
    m_daemon->writeConfiguration(configuration(*m_daemon, "[pull]"));
    const auto started = m_daemon->start();
    QVERIFY2(started, started ? "" : started.error().detail.c_str());
    QCOMPARE(grantedActions(m_daemon->get(kTarget)), "[\"pull\"]");
}

void ReloadTest::cleanup()
{
    QVERIFY(!m_daemon->log().contains(kHash));
    m_daemon.reset();
}

void ReloadTest::takesTheNewFileOver()
{
    m_daemon->writeConfiguration(configuration(*m_daemon, "[push]"));
    QTRY_COMPARE(grantedActions(m_daemon->get(kTarget)), "[\"push\"]");
    QVERIFY(m_daemon->log().contains("service.reloaded"));
}

void ReloadTest::keepsTheOldServiceForABadFile_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QByteArray>("logged");
    QTest::newRow("not YAML") << QByteArray("server: [") << QByteArray("line=1");
    QTest::newRow("empty") << QByteArray("") << QByteArray("server");
    QTest::newRow("no rules") << QByteArray("server: {addr: \":0\"}\n") << QByteArray("acl");
    QTest::newRow("binary") << QByteArray("\x00\x01\xff", 3) << QByteArray("config.");
}

void ReloadTest::keepsTheOldServiceForABadFile()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QByteArray, logged);
    m_daemon->writeConfiguration(yaml);
    QTRY_VERIFY(m_daemon->log().contains("service.reload-failed"));
    QVERIFY2(m_daemon->log().contains(logged), m_daemon->log().constData());
    QCOMPARE(grantedActions(m_daemon->get(kTarget)), "[\"pull\"]");
}

void ReloadTest::recoversAfterABadFile()
{
    m_daemon->writeConfiguration("acl: [");
    QTRY_VERIFY(m_daemon->log().contains("service.reload-failed"));
    m_daemon->writeConfiguration(configuration(*m_daemon, "[push]"));
    QTRY_COMPARE(grantedActions(m_daemon->get(kTarget)), "[\"push\"]");
}

void ReloadTest::refusesAPipe()
{
    const QByteArray path = m_daemon->configurationFile().toLocal8Bit();
    QVERIFY(QFile::remove(m_daemon->configurationFile()));
    QCOMPARE(mkfifo(path.constData(), 0600), 0);
    QTRY_VERIFY(m_daemon->log().contains("is not a regular file"));
    QCOMPARE(grantedActions(m_daemon->get(kTarget)), "[\"pull\"]");
}

void ReloadTest::takesAReplacedKeyOver()
{
    const QByteArray before = test::tokenPart(m_daemon->get(kTarget), 0);
    test::RunningDaemon other; // another pair of keys
    for (const QString &name : {u"/ssl/token.crt"_s, u"/ssl/token.key"_s}) {
        QVERIFY(QFile::remove(m_daemon->folder() + name));
        QVERIFY(QFile::copy(other.folder() + name, m_daemon->folder() + name));
    }
    QTRY_VERIFY(test::tokenPart(m_daemon->get(kTarget), 0) != before);
}

void ReloadTest::keepsTheServiceWhileKeyAndCertificateDiffer()
{
    const QByteArray before = test::tokenPart(m_daemon->get(kTarget), 0);
    test::RunningDaemon other;
    const QString key = u"/ssl/token.key"_s;
    QVERIFY(QFile::remove(m_daemon->folder() + key));
    QVERIFY(QFile::copy(other.folder() + key, m_daemon->folder() + key));
    QTRY_VERIFY(m_daemon->log().contains("service.reload-failed"));
    QCOMPARE(test::tokenPart(m_daemon->get(kTarget), 0), before);
    const QString certificate = u"/ssl/token.crt"_s;
    QVERIFY(QFile::remove(m_daemon->folder() + certificate));
    QVERIFY(QFile::copy(other.folder() + certificate, m_daemon->folder() + certificate));
    QTRY_VERIFY(test::tokenPart(m_daemon->get(kTarget), 0) != before);
}

void ReloadTest::keepsTheServiceForACertificateOutsideItsDates_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("start"); // hours from now
    QTest::addColumn<QByteArray>("logged");
    QTest::newRow("server, expired") << u"server"_s << -48 << QByteArray("server.crt expired on");
    QTest::newRow("server, not yet") << u"server"_s << 48 << QByteArray("server.crt is not valid");
    QTest::newRow("token, expired") << u"token"_s << -48 << QByteArray("token.crt expired on");
    QTest::newRow("token, not yet") << u"token"_s << 48 << QByteArray("token.crt is not valid");
}

void ReloadTest::keepsTheServiceForACertificateOutsideItsDates()
{
    QFETCH(QString, name);
    QFETCH(int, start);
    QFETCH(QByteArray, logged);
    m_daemon->writeConfiguration(secureConfiguration(*m_daemon, "[push]"));
    QTRY_VERIFY(m_daemon->log().contains("service.reloaded"));
    writePair(*m_daemon, name, std::chrono::hours(start));
    QTRY_VERIFY(m_daemon->log().contains("service.reload-failed"));
    QVERIFY2(m_daemon->log().contains(logged), m_daemon->log().constData());
    const qsizetype before = m_daemon->log().count("service.reloaded");
    writePair(*m_daemon, name, std::chrono::hours(0));
    QTRY_COMPARE(m_daemon->log().count("service.reloaded"), before + 1);
}

void ReloadTest::startsWithAnExpiredCertificateAndSaysSo()
{
    test::RunningDaemon daemon;
    writePair(daemon, u"server"_s, std::chrono::hours(-48));
    writePair(daemon, u"token"_s, std::chrono::hours(-48));
    daemon.writeConfiguration(secureConfiguration(daemon, "[pull]"));
    QVERIFY(daemon.start()); // as docker_auth does
    QVERIFY(daemon.log().contains("server.crt expired on"));
    QVERIFY(daemon.log().contains("token.crt expired on"));
    // Rules must not wait for the renewal of a certificate.
    daemon.writeConfiguration(secureConfiguration(daemon, "[push]"));
    QTRY_VERIFY(daemon.log().contains("service.reloaded"));
}

void ReloadTest::takesAnExpiredTokenCertificateOverThatNobodyReads()
{
    // Without x5c registries know the key by its id and do not look at dates.
    const QByteArray before = test::tokenPart(m_daemon->get(kTarget), 0);
    writePair(*m_daemon, u"token"_s, std::chrono::hours(-48));
    QTRY_VERIFY(test::tokenPart(m_daemon->get(kTarget), 0) != before);
    QVERIFY(!m_daemon->log().contains("expired"));
}

void ReloadTest::keepsAConnectionAcrossAReload()
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(m_daemon->port()));
    const QByteArray request = QByteArray("GET ") + kTarget + " HTTP/1.1\r\nHost: x\r\n\r\n";
    socket.write(request);
    QTRY_VERIFY(socket.bytesAvailable() > 0);
    socket.readAll();
    m_daemon->writeConfiguration(configuration(*m_daemon, "[push]"));
    QTRY_VERIFY(m_daemon->log().contains("service.reloaded"));
    QCOMPARE(socket.state(), QAbstractSocket::ConnectedState);
    socket.write(request);
    QTRY_VERIFY(socket.bytesAvailable() > 0);
    QVERIFY(socket.readAll().startsWith("HTTP/1.1 200"));
}

void ReloadTest::movesToAnotherAddress()
{
    QTcpSocket old;
    old.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(m_daemon->port()));
    QTRY_COMPARE(old.state(), QAbstractSocket::ConnectedState);
    const int before = m_daemon->port();
    QByteArray yaml = configuration(*m_daemon, "[push]");
    m_daemon->writeConfiguration(yaml.replace("127.0.0.1:0", "localhost:0"));
    QTRY_VERIFY(m_daemon->port() != before);
    QCOMPARE(grantedActions(m_daemon->get(kTarget)), "[\"push\"]");
    old.write(QByteArray("GET ") + kTarget + " HTTP/1.1\r\nHost: x\r\n\r\n");
    QTRY_VERIFY(old.bytesAvailable() > 0); // connections of the old listener are served on
}

void ReloadTest::staysWhenTheNewAddressIsTaken()
{
    test::RunningDaemon other;
    other.writeConfiguration(configuration(other, "[pull]"));
    QVERIFY(other.start());
    QByteArray yaml = configuration(*m_daemon, "[push]");
    yaml.replace("127.0.0.1:0", "127.0.0.1:" + QByteArray::number(other.port()));
    m_daemon->writeConfiguration(yaml);
    QTRY_VERIFY(m_daemon->log().contains("service.reload-failed"));
    QCOMPARE(grantedActions(m_daemon->get(kTarget)), "[\"pull\"]");
}

void ReloadTest::reloadsWhenAsked()
{
    m_daemon->daemon().reload("a test asks");
    QVERIFY(m_daemon->log().contains("reason=\"a test asks\""));
}

QTEST_GUILESS_MAIN(ReloadTest)
#include "ReloadTest.moc"
