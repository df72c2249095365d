// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/management/CertificateOperations.h"

#include "shared/control/CertificateReport.h"
#include "ssl/CertificateRequest.h"
#include "ssl/FileTransaction.h"
#include "tests/unit/certificates/CertificateFolder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <memory>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using namespace wharfgate::tls;
using control::PairReport;
using control::Reply;

namespace {

QStringList codes(const PairReport &pair, control::CheckReport::Outcome outcome)
{
    QStringList all;
    for (const control::CheckReport &check : pair.checks) {
        if (check.outcome == outcome)
            all.append(check.code);
    }
    return all;
}

} // namespace

/// The protocol's certificate methods on plain files.
class CertificateOperationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<CertificateFolder>(); }
    void lists();
    void oneRoleEach();
    void sharedFiles();
    void refusesAHalfSharedPair();
    void generatesAndRotates();
    void keyTypes_data();
    void keyTypes();
    void requestAnswerRotate();
    void importsEncryptedKeys();
    void inspects();
    void inspectsForHosts();
    void jwksNamesTheKeyAsTokensDo_data();
    void jwksNamesTheKeyAsTokensDo();
    void testRefusesWhatClientsRefuse();
    void recoversOnListing();
    void noSecretsLeave();

private:
    CertificateOperations operations() const
    {
        return CertificateOperations(certificateRoles(m_folder->configuration));
    }
    Reply call(const QString &method, const QJsonObject &params = {}) const
    {
        return operations().call(method, params);
    }
    PairReport pair(const QString &role) const
    {
        const Reply reply = call(u"certificates.list"_s);
        for (const QJsonValue &item : (*reply)["pairs"_L1].toArray()) {
            const PairReport one = PairReport::fromJson(item.toObject());
            if (one.role == role)
                return one;
        }
        return {};
    }

    std::unique_ptr<CertificateFolder> m_folder;
};

void CertificateOperationsTest::lists()
{
    const PairReport server = pair(u"server"_s);
    QCOMPARE(server.certificateFile.toStdString(), m_folder->configuration.server.certificate);
    QCOMPARE(server.chain.size(), 1);
    QCOMPARE(server.chain[0].names, QStringList(u"server.example"_s));
    QCOMPARE(server.key.type, u"ec-p256"_s);
    QCOMPARE(server.key.mode, u"0600"_s);
    QVERIFY(server.error.isEmpty() && server.sameAs.isEmpty() && !server.staged);
    QVERIFY(!server.keyIds.legacy.isEmpty() && !server.keyIds.rfc7638.isEmpty());
    QCOMPARE(codes(server, control::CheckReport::Outcome::Warn), QStringList(u"self-signed"_s));
    const PairReport token = pair(u"token"_s);
    QVERIFY(codes(token, control::CheckReport::Outcome::Warn).isEmpty());
    QVERIFY(codes(token, control::CheckReport::Outcome::Pass).contains(u"token-key"_s));

    const Reply named =
        call(u"certificates.list"_s, {{u"hosts"_s, QJsonArray{u"other.example"_s}}});
    const PairReport checked =
        PairReport::fromJson((*named)["pairs"_L1].toArray().at(0).toObject());
    QCOMPARE(codes(checked, control::CheckReport::Outcome::Fail),
             QStringList(u"name-not-covered"_s));

    ::chmod(m_folder->configuration.server.key.c_str(), 0644);
    QVERIFY(codes(pair(u"server"_s), control::CheckReport::Outcome::Warn)
                .contains(u"key-file-public"_s));
    QVERIFY(call(u"certificates.repairMode"_s, {{u"role"_s, u"server"_s}}));
    QCOMPARE(pair(u"server"_s).key.mode, u"0600"_s);
}

void CertificateOperationsTest::oneRoleEach()
{
    m_folder->configuration.server.certificate.clear();
    m_folder->configuration.server.key.clear();
    QCOMPARE((*call(u"certificates.list"_s))["pairs"_L1].toArray().size(), 1);
    const Reply reply = call(u"certificates.generate"_s, withSpec(u"server"_s));
    QCOMPARE(reply.error().code, control::ErrorCode::NotFound);
}

void CertificateOperationsTest::sharedFiles()
{
    m_folder->shareFiles();
    QCOMPARE(pair(u"server"_s).sameAs, u"token"_s);
    QCOMPARE(pair(u"token"_s).sameAs, u"server"_s);
    QVERIFY(call(u"certificates.generate"_s, withSpec(u"token"_s)));
    QVERIFY(pair(u"server"_s).staged);
    QVERIFY(call(u"certificates.rotate"_s, {{u"role"_s, u"token"_s}}));
    QCOMPARE(pair(u"server"_s).chain, pair(u"token"_s).chain);
    // Two spellings of one path are one file.
    m_folder->configuration.token.key = m_folder->path("./missing/../server.key");
    QCOMPARE(pair(u"server"_s).sameAs, u"token"_s);
}

void CertificateOperationsTest::refusesAHalfSharedPair()
{
    m_folder->configuration.token.key = m_folder->configuration.server.key;
    const QStringList before = m_folder->files();
    for (const QString &method : {u"generate"_s, u"request"_s}) {
        const Reply reply = call(u"certificates."_s + method, withSpec(u"server"_s));
        QCOMPARE(reply.error().code, control::ErrorCode::Refused);
    }
    QCOMPARE(call(u"certificates.rotate"_s, {{u"role"_s, u"token"_s}}).error().code,
             control::ErrorCode::Refused);
    QCOMPARE(m_folder->files(), before);
}

void CertificateOperationsTest::generatesAndRotates()
{
    const PairReport before = pair(u"server"_s);
    const Reply made = call(
        u"certificates.generate"_s,
        withSpec(u"server"_s, {{u"names"_s, QJsonArray{u"new.example"_s, u" [2001:db8::1] "_s}},
                               {u"days"_s, 90}}));
    QVERIFY2(made, made ? "" : qPrintable(made.error().message));
    const PairReport staged = *PairReport::fromJson(*made).staged;
    QCOMPARE(staged.chain[0].names, QStringList({u"new.example"_s, u"2001:db8::1"_s}));
    QCOMPARE(staged.chain[0].keyType, u"ec-p256"_s); // the default
    const qint64 days = QDateTime::currentDateTimeUtc().daysTo(staged.chain[0].notAfter);
    QVERIFY(days >= 89 && days <= 90);
    QCOMPARE(PairReport::fromJson(*made).chain, before.chain);

    const Reply rotated = call(u"certificates.rotate"_s, {{u"role"_s, u"server"_s}});
    QVERIFY2(rotated, rotated ? "" : qPrintable(rotated.error().message));
    const PairReport after = PairReport::fromJson(*rotated);
    QCOMPARE(after.chain, staged.chain);
    QVERIFY(after.previous && !after.staged);
    const Reply back = call(u"certificates.rollback"_s, {{u"role"_s, u"server"_s}});
    QCOMPARE(PairReport::fromJson(*back).chain, before.chain);
}

void CertificateOperationsTest::keyTypes_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("bits");
    QTest::newRow("P-256") << u"ec-p256"_s << u"ec-p256"_s << 256;
    QTest::newRow("P-384") << u"ec-p384"_s << u"ec-p384"_s << 384;
    QTest::newRow("RSA") << u"rsa-2048"_s << u"rsa"_s << 2048;
    QTest::newRow("Ed25519") << u"ed25519"_s << u"ed25519"_s << 256;
}

void CertificateOperationsTest::keyTypes()
{
    QFETCH(QString, word);
    const Reply made =
        call(u"certificates.generate"_s, withSpec(u"token"_s, {{u"keyType"_s, word}}));
    QVERIFY(made);
    QTEST(PairReport::fromJson(*made).staged->key.type, "type");
    QTEST(PairReport::fromJson(*made).staged->chain[0].keyBits, "bits");
    QVERIFY(call(u"certificates.rotate"_s, {{u"role"_s, u"token"_s}}));
    const Reply request =
        call(u"certificates.request"_s, withSpec(u"token"_s, {{u"keyType"_s, word}}));
    QVERIFY(request);
    QCOMPARE(pair(u"token"_s).waiting->spec.keyType, word);
}

void CertificateOperationsTest::requestAnswerRotate()
{
    const Reply made =
        call(u"certificates.request"_s,
             withSpec(u"server"_s, {{u"names"_s, QJsonArray{u"a.example"_s, u"192.0.2.9"_s}}}));
    QVERIFY(made);
    const std::string csr = (*made)["csr"_L1].toString().toStdString();
    const auto waiting = pair(u"server"_s).waiting;
    QVERIFY(waiting);
    QCOMPARE(waiting->csr.toStdString(), csr);
    QCOMPARE(waiting->spec.names, QStringList({u"a.example"_s, u"192.0.2.9"_s}));
    QVERIFY(waiting->created.secsTo(QDateTime::currentDateTimeUtc()) < 60);
    QCOMPARE(call(u"certificates.request"_s, withSpec(u"server"_s)).error().code,
             control::ErrorCode::Refused); // a second waiting key

    const KeyPair authority = CertificateFolder::newAuthority();
    const auto request = CertificateFolder::need(CertificateRequest::fromPem(csr));
    const auto answer = CertificateFolder::issue(
        "answer", CertificateFolder::need(request.publicKey()), &authority);
    const Reply imported = call(u"certificates.import"_s, withData(u"server"_s, {answer.der()}));
    QVERIFY2(imported, imported ? "" : qPrintable(imported.error().message));
    QVERIFY(PairReport::fromJson(*imported).staged->error.isEmpty());
    QVERIFY(call(u"certificates.rotate"_s, {{u"role"_s, u"server"_s}}));
    QCOMPARE(pair(u"server"_s).chain[0].names, QStringList(u"answer.example"_s));
    QVERIFY(!pair(u"server"_s).waiting);
}

void CertificateOperationsTest::importsEncryptedKeys()
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/../fuzz/corpus/CertificateImportFuzzer/windows.p12"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QJsonObject params = withData(u"server"_s, {file.readAll().toStdString()});
    params.insert(u"password"_s, u"secret"_s);
    const Reply imported = call(u"certificates.import"_s, params);
    QVERIFY2(imported, imported ? "" : qPrintable(imported.error().message));
    const PairReport staged = *PairReport::fromJson(*imported).staged;
    QVERIFY(staged.error.isEmpty());
    QVERIFY(!staged.key.encrypted);
    QCOMPARE(staged.key.mode, u"0600"_s);
    // The reader is told that the password does not protect the key any more.
    QVERIFY(codes(staged, control::CheckReport::Outcome::Pass).contains(u"key-stored-plain"_s));
}

void CertificateOperationsTest::inspects()
{
    const KeyPair authority = CertificateFolder::newAuthority();
    const auto key = CertificateFolder::newKey();
    const auto leaf = CertificateFolder::issue("leaf", key, &authority);
    const auto stray = CertificateFolder::newKey();
    const Reply reply = call(u"certificates.inspect"_s,
                             withData(u"server"_s, {authority.chain.leaf().der(), stray.toPem(),
                                                    leaf.toPem() + key.toPem()}));
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().message));
    const auto report = control::InspectionReport::fromJson(*reply);
    QCOMPARE(report.certificates.size(), 2);
    QCOMPARE(report.certificates[0].subject, u"CN=leaf"_s); // the leaf first
    QCOMPARE(report.keys.size(), 2);
    QVERIFY(report.keys[0].matches.isEmpty());
    QCOMPARE(report.keys[1].matches, report.certificates[0].sha256);
    QVERIFY(std::any_of(report.checks.begin(), report.checks.end(),
                        [](const auto &check) { return check.code == u"key-matches"_s; }));
    QVERIFY(m_folder->files().size() == 4); // nothing is stored

    const Reply alone = call(u"certificates.inspect"_s, withData(u"server"_s, {leaf.der()}));
    for (const auto &check : control::InspectionReport::fromJson(*alone).checks)
        QVERIFY(!check.code.startsWith("key-m"_L1) && check.code != u"key-unreadable"_s);
}

void CertificateOperationsTest::inspectsForHosts()
{
    const auto key = CertificateFolder::newKey();
    QJsonObject params =
        withData(u"server"_s, {CertificateFolder::issue("leaf", key, nullptr).toPem()});
    params.insert(u"hosts"_s, QJsonArray{u"leaf.example"_s, u"192.0.2.1"_s});
    const auto report =
        control::InspectionReport::fromJson(*call(u"certificates.inspect"_s, params));
    int missing = 0;
    for (const auto &check : report.checks)
        missing += check.code == u"name-not-covered"_s ? 1 : 0;
    QCOMPARE(missing, 1);
}

void CertificateOperationsTest::jwksNamesTheKeyAsTokensDo_data()
{
    QTest::addColumn<int>("format"); // -1: docker_auth's default
    QTest::addColumn<QString>("member");
    using KidFormat = config::Token::KidFormat;
    QTest::newRow("default") << -1 << u"legacy"_s;
    QTest::newRow("legacy") << int(KidFormat::Legacy) << u"legacy"_s;
    QTest::newRow("rfc7638") << int(KidFormat::Rfc7638) << u"rfc7638"_s;
    QTest::newRow("registry30") << int(KidFormat::Registry30) << u"registry30"_s;
    QTest::newRow("x5c") << int(KidFormat::X5c) << u"rfc7638"_s;
}

void CertificateOperationsTest::jwksNamesTheKeyAsTokensDo()
{
    QFETCH(int, format);
    QFETCH(QString, member);
    if (format >= 0)
        m_folder->configuration.token.kidFormat = config::Token::KidFormat(format);
    const Reply reply = call(u"jwks"_s);
    QVERIFY(reply);
    const QJsonArray keys = (*reply)["jwks"_L1].toObject()["keys"_L1].toArray();
    QCOMPARE(keys.size(), 1);
    const PairReport token = pair(u"token"_s);
    QCOMPARE(keys[0].toObject()["kid"_L1].toString(), token.keyIds.toJson()[member].toString());
    QCOMPARE(keys[0].toObject(), token.jwk);
    QVERIFY(!keys[0].toObject().contains("d"_L1));
}

void CertificateOperationsTest::testRefusesWhatClientsRefuse()
{
    const auto key = CertificateFolder::newKey();
    CertificateSpec spec;
    spec.commonName = "old";
    spec.now -= std::chrono::hours(24 * 400);
    const auto expired = CertificateFolder::need(issueCertificate(spec, key, nullptr));
    const QJsonObject params = withData(u"server"_s, {expired.toPem(), key.toPem()});
    QVERIFY(call(u"certificates.import"_s, params)); // staged, with a check that says so
    QVERIFY(codes(*pair(u"server"_s).staged, control::CheckReport::Outcome::Fail)
                .contains(u"expired"_s));
    const PairReport before = pair(u"server"_s);
    const Reply rotated = call(u"certificates.rotate"_s, {{u"role"_s, u"server"_s}});
    QCOMPARE(rotated.error().code, control::ErrorCode::Refused);
    QVERIFY(rotated.error().message.contains("expired"_L1));
    QCOMPARE(pair(u"server"_s).chain, before.chain);
    QVERIFY(pair(u"server"_s).staged);
    QVERIFY(call(u"certificates.discard"_s, {{u"role"_s, u"server"_s}}));
    QVERIFY(!pair(u"server"_s).staged);
}

void CertificateOperationsTest::recoversOnListing()
{
    const auto key = CertificateFolder::newKey();
    const auto certificate = CertificateFolder::issue("second", key, nullptr);
    const PairFiles files{m_folder->configuration.server.certificate,
                          m_folder->configuration.server.key};
    {
        FileTransaction transaction(files.journal());
        transaction.put(files.key, key.toPem(), {0600, ::geteuid(), ::getegid()});
        transaction.put(files.certificate, certificate.toPem(), {0644, ::geteuid(), ::getegid()});
        QVERIFY(transaction.prepare());
    }
    QCOMPARE(::rename(FileTransaction::newFile(files.key).c_str(), files.key.c_str()), 0);
    QVERIFY(pair(u"server"_s).error.isEmpty());
    QCOMPARE(pair(u"server"_s).chain[0].subject, u"CN=second"_s);
}

void CertificateOperationsTest::noSecretsLeave()
{
    QVERIFY(call(u"certificates.request"_s, withSpec(u"server"_s)));
    QVERIFY(call(u"certificates.generate"_s, withSpec(u"server"_s)));
    QVERIFY(call(u"certificates.rotate"_s, {{u"role"_s, u"server"_s}}));
    QVERIFY(call(u"certificates.generate"_s, withSpec(u"server"_s)));
    QByteArray everything;
    for (const QString &method : {u"certificates.list"_s, u"jwks"_s})
        everything += QJsonDocument(*call(method)).toJson();
    QVERIFY(!everything.contains("PRIVATE"));
    for (const QString &name : m_folder->files()) {
        if (!name.contains(".key"_L1) || name.endsWith(".csr"_L1))
            continue;
        QFile file(QString::fromStdString(m_folder->path(name.toStdString())));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray secret = file.readAll().split('\n').value(1).left(40);
        QVERIFY(secret.size() == 40);
        QVERIFY(!everything.contains(secret));
    }
}

QTEST_GUILESS_MAIN(CertificateOperationsTest)
#include "CertificateOperationsTest.moc"
