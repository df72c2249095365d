// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/CertificateStore.h"

#include "ssl/FileTransaction.h"
#include "ssl/FolderLock.h"
#include "tests/unit/ssl/TestKeys.h"

#include <QDir>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using namespace wharfgate::tls;
using namespace std::chrono_literals;

namespace {

CertificateSpec specOf(const std::string &commonName)
{
    CertificateSpec spec;
    spec.commonName = commonName;
    spec.dnsNames = {commonName};
    return spec;
}

PrivateKey newKey()
{
    return testkeys::need(PrivateKey::generate(KeyType::EcP256));
}

KeyPair newAuthority()
{
    CertificateSpec spec = specOf("Authority");
    spec.isAuthority = true;
    spec.validity = 24h * 3650;
    const PrivateKey key = newKey();
    return {CertificateChain({testkeys::need(issueCertificate(spec, key, nullptr))}), key};
}

ImportedItems itemsOf(std::vector<Certificate> certificates, std::vector<PrivateKey> keys = {})
{
    ImportedItems items;
    items.certificates = std::move(certificates);
    items.keys = std::move(keys);
    return items;
}

Result<void> loadNothing()
{
    return {};
}

} // namespace

/// The life of a certificate and key on disk.
class CertificateStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsWhatIsThere();
    void showsWhatIsWrong();
    void generatesBesideTheOldPair();
    void rotatesAndRollsBack();
    void keepsBytesForTheWayBack();
    void putsTheOldPairBackWhenLoadingFails();
    void requestAnswerAndRotation();
    void aSecondRequestIsRefused();
    void importsPairs();
    void importCompletesTheChain();
    void refusedImports_data();
    void refusedImports();
    void refusesWhatWasNotTested();
    void discards();
    void repairsTheMode();
    void keepsOwnerAndGroupAccess();
    void refusesObstacles_data();
    void refusesObstacles();
    void refusesWhileAnotherChangesFiles();
    void firstPair();
    void neverMixedAfterACrash_data();
    void neverMixedAfterACrash();

private:
    CertificateStore store() const { return CertificateStore(m_files); }
    std::string inUse() const
    {
        const auto pair = KeyPair::load(m_files.certificate, m_files.key);
        return pair ? pair->chain.leaf().sha256Fingerprint() : pair.error().detail;
    }
    std::string staged() const
    {
        const auto pair = store().stagedPair();
        return pair ? pair->chain.leaf().sha256Fingerprint() : pair.error().detail;
    }
    static mode_t modeOf(const std::string &file)
    {
        struct stat status
        {};
        return ::stat(file.c_str(), &status) == 0 ? status.st_mode & 07777 : 0;
    }
    static bool exists(const std::string &file) { return ::access(file.c_str(), F_OK) == 0; }
    QStringList fileNames() const
    {
        return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    void writePair(const KeyPair &pair) const
    {
        testkeys::writeFile(QString::fromStdString(m_files.certificate), pair.chain.leaf().toPem());
        testkeys::writeFile(QString::fromStdString(m_files.key), pair.key.toPem());
        QCOMPARE(::chmod(m_files.key.c_str(), 0600), 0);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    PairFiles m_files;
    std::string m_first; // fingerprint of the pair in use at the beginning
};

void CertificateStoreTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_files = {m_folder->filePath(u"server.crt"_s).toStdString(),
               m_folder->filePath(u"server.key"_s).toStdString()};
    const PrivateKey key = newKey();
    writePair(
        {CertificateChain({testkeys::need(issueCertificate(specOf("first"), key, nullptr))}), key});
    m_first = inUse();
}

void CertificateStoreTest::showsWhatIsThere()
{
    const StoreContent content = store().content();
    QCOMPARE(content.inUse.chain.size(), std::size_t(1));
    QVERIFY(content.inUse.key);
    QCOMPARE(content.inUse.keyMode, 0600);
    QVERIFY(!content.inUse.keyOwner.empty());
    QVERIFY(content.inUse.error.empty() && content.obstacle.empty());
    QVERIFY(!content.staged && !content.waiting && !content.previous);
}

void CertificateStoreTest::showsWhatIsWrong()
{
    testkeys::writeFile(QString::fromStdString(m_files.key), newKey().toPem());
    QVERIFY(!store().content().inUse.error.empty());
    testkeys::writeFile(QString::fromStdString(m_files.key),
                        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n"
                        "-----END ENCRYPTED PRIVATE KEY-----\n");
    QVERIFY(store().content().inUse.isKeyEncrypted);
    QVERIFY(!store().content().inUse.key);
    ::unlink(m_files.key.c_str());
    ::unlink(m_files.certificate.c_str());
    const StoreContent content = store().content();
    QVERIFY(content.inUse.chain.empty() && content.inUse.keyOwner.empty());
    QVERIFY(content.inUse.error.find("does not exist") != std::string::npos);
}

void CertificateStoreTest::generatesBesideTheOldPair()
{
    QVERIFY(store().generate(specOf("second"), newKey()));
    QCOMPARE(inUse(), m_first);
    const StoreContent content = store().content();
    QVERIFY(content.staged);
    QVERIFY(content.staged->error.empty());
    QCOMPARE(modeOf(m_files.staged().key), mode_t(0600));
    QVERIFY(store().generate(specOf("third"), newKey())); // replaces it
    QCOMPARE(store().content().staged->chain[0].subject(), std::string("CN=third"));
    QVERIFY(!store().generate(specOf("x\ny" + std::string(100, 'x')), newKey()));
}

void CertificateStoreTest::rotatesAndRollsBack()
{
    QVERIFY(store().generate(specOf("second"), newKey()));
    const std::string second = staged();
    int loads = 0;
    const auto load = [&] {
        ++loads;
        return Result<void>();
    };
    QVERIFY(store().rotate(second, load));
    QCOMPARE(inUse(), second);
    QVERIFY(store().content().previous);
    QVERIFY(!store().content().staged);
    QCOMPARE(modeOf(m_files.key), mode_t(0600));
    QCOMPARE(modeOf(m_files.previous().key), mode_t(0600));

    QVERIFY(store().rollback(load));
    QCOMPARE(inUse(), m_first);
    QVERIFY(store().rollback(load)); // forth again
    QCOMPARE(inUse(), second);
    QCOMPARE(loads, 3);
    QCOMPARE(fileNames(), QStringList({u"server.crt"_s, u"server.crt.previous"_s, u"server.key"_s,
                                       u"server.key.previous"_s}));
}

void CertificateStoreTest::keepsBytesForTheWayBack()
{
    const std::string pem = "# a note\n" + store().content().inUse.chain[0].toPem();
    testkeys::writeFile(QString::fromStdString(m_files.certificate), pem);
    QVERIFY(store().generate(specOf("second"), newKey()));
    QVERIFY(store().rotate(staged(), loadNothing));
    QVERIFY(store().rollback(loadNothing));
    QFile file(QString::fromStdString(m_files.certificate));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().toStdString(), pem);
}

void CertificateStoreTest::putsTheOldPairBackWhenLoadingFails()
{
    QVERIFY(store().request(specOf("second"), newKey()));
    QVERIFY(store().generate(specOf("third"), newKey()));
    const QStringList before = fileNames();
    const std::string third = staged();
    int loads = 0;
    const auto rotated = store().rotate(third, [&]() -> Result<void> {
        if (++loads == 1)
            return failure(ErrorCode::Crypto, "the moon is full");
        return {};
    });
    QVERIFY(!rotated);
    QCOMPARE(rotated.error().code, ErrorCode::Unsupported);
    QVERIFY(rotated.error().detail.find("the moon is full") != std::string::npos);
    QCOMPARE(loads, 2); // the second with the old pair
    QCOMPARE(inUse(), m_first);
    QCOMPARE(staged(), third); // still there to be looked at
    QCOMPARE(fileNames(), before);
}

void CertificateStoreTest::requestAnswerAndRotation()
{
    const KeyPair authority = newAuthority();
    const PrivateKey key = newKey();
    const auto csr = testkeys::need(store().request(specOf("second"), key));
    QVERIFY(store().content().waiting);
    QVERIFY(store().content().waiting->request.matches(key));
    QCOMPARE(modeOf(m_files.waitingKey()), mode_t(0600));
    QVERIFY(csr.find("PRIVATE") == std::string::npos);

    const auto answer = testkeys::need(issueCertificate(specOf("second"), key, &authority));
    QVERIFY(store().import(itemsOf({authority.chain.leaf(), answer})));
    QCOMPARE(staged(), answer.sha256Fingerprint());
    QVERIFY(store().content().waiting); // until the certificate is in use
    QVERIFY(store().rotate(staged(), loadNothing));
    QCOMPARE(inUse(), answer.sha256Fingerprint());
    QVERIFY(!store().content().waiting);
    QVERIFY(!exists(m_files.waitingKey()));
}

void CertificateStoreTest::aSecondRequestIsRefused()
{
    const PrivateKey key = newKey();
    QVERIFY(store().request(specOf("second"), key));
    const auto again = store().request(specOf("third"), newKey());
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::Unsupported);
    QVERIFY(store().content().waiting->request.matches(key));
    // Something else can be rotated meanwhile, and the key goes on waiting.
    QVERIFY(store().generate(specOf("fourth"), newKey()));
    QVERIFY(store().rotate(staged(), loadNothing));
    QVERIFY(store().content().waiting->request.matches(key));
}

void CertificateStoreTest::importsPairs()
{
    const KeyPair authority = newAuthority();
    const PrivateKey key = newKey();
    CertificateSpec spec = specOf("second");
    const auto old = testkeys::need(issueCertificate(spec, key, &authority));
    spec.now += 24h;
    const auto fresh = testkeys::need(issueCertificate(spec, key, &authority));
    QVERIFY(store().import(itemsOf({old, fresh, authority.chain.leaf()}, {newKey(), key})));
    QCOMPARE(staged(), fresh.sha256Fingerprint());                    // the one that lasts longer
    QCOMPARE(store().content().staged->chain.size(), std::size_t(1)); // the root is left out

    // A renewed certificate for the key in use.
    const auto own = testkeys::need(PrivateKey::load(m_files.key));
    const auto renewed = testkeys::need(issueCertificate(specOf("first"), own, &authority));
    QVERIFY(store().import(itemsOf({renewed})));
    QCOMPARE(staged(), renewed.sha256Fingerprint());
}

void CertificateStoreTest::importCompletesTheChain()
{
    const KeyPair root = newAuthority();
    CertificateSpec spec = specOf("Middle");
    spec.isAuthority = true;
    const PrivateKey middleKey = newKey();
    const KeyPair middle{
        CertificateChain({testkeys::need(issueCertificate(spec, middleKey, &root))}), middleKey};
    const auto own = testkeys::need(PrivateKey::load(m_files.key));
    const auto current = testkeys::need(issueCertificate(specOf("first"), own, &middle));
    testkeys::writeFile(QString::fromStdString(m_files.certificate),
                        current.toPem() + middle.chain.leaf().toPem());
    const auto renewed = testkeys::need(issueCertificate(specOf("first"), own, &middle));
    QVERIFY(store().import(itemsOf({renewed})));
    QCOMPARE(store().content().staged->chain.size(), std::size_t(2));
}

void CertificateStoreTest::refusedImports_data()
{
    QTest::addColumn<int>("what");
    QTest::newRow("nothing") << 0;
    QTest::newRow("a key alone") << 1;
    QTest::newRow("certificate of an unknown key") << 2;
    QTest::newRow("key of another certificate") << 3;
    QTest::newRow("two pairs") << 4;
}

void CertificateStoreTest::refusedImports()
{
    QFETCH(int, what);
    const PrivateKey key = newKey();
    const PrivateKey other = newKey();
    const auto certificate = testkeys::need(issueCertificate(specOf("x"), key, nullptr));
    const auto otherCertificate = testkeys::need(issueCertificate(specOf("y"), other, nullptr));
    const std::vector<ImportedItems> inputs{itemsOf({}), itemsOf({}, {key}), itemsOf({certificate}),
                                            itemsOf({certificate}, {other}),
                                            itemsOf({certificate, otherCertificate}, {key, other})};
    const auto imported = store().import(inputs[std::size_t(what)]);
    QVERIFY(!imported);
    QCOMPARE(imported.error().code, ErrorCode::Unsupported);
    QCOMPARE(fileNames(), QStringList({u"server.crt"_s, u"server.key"_s}));
}

void CertificateStoreTest::refusesWhatWasNotTested()
{
    QVERIFY(!store().rotate("", loadNothing)); // nothing is staged
    QVERIFY(store().generate(specOf("second"), newKey()));
    const std::string tested = staged();
    QVERIFY(store().generate(specOf("third"), newKey()));
    QVERIFY(!store().rotate(tested, loadNothing));
    QVERIFY(!store().rollback(loadNothing)); // nothing to go back to
    testkeys::writeFile(QString::fromStdString(m_files.staged().key), newKey().toPem());
    QVERIFY(!store().rotate(tested, loadNothing)); // key of another certificate
    QCOMPARE(inUse(), m_first);
}

void CertificateStoreTest::discards()
{
    QVERIFY(store().discard()); // nothing is there to discard
    QVERIFY(store().request(specOf("second"), newKey()));
    QVERIFY(store().generate(specOf("third"), newKey()));
    QVERIFY(store().discard());
    QCOMPARE(fileNames(), QStringList({u"server.crt"_s, u"server.key"_s}));
    QCOMPARE(inUse(), m_first);
}

void CertificateStoreTest::repairsTheMode()
{
    QCOMPARE(::chmod(m_files.key.c_str(), 0666), 0);
    QVERIFY(store().repairMode());
    QCOMPARE(modeOf(m_files.key), mode_t(0600));
    ::unlink(m_files.key.c_str());
    QCOMPARE(store().repairMode().error().code, ErrorCode::NotFound);
}

void CertificateStoreTest::keepsOwnerAndGroupAccess()
{
    QCOMPARE(::chmod(m_files.key.c_str(), 0646), 0);
    const bool isRoot = ::geteuid() == 0;
    if (isRoot)
        QCOMPARE(::chown(m_files.key.c_str(), 1234, 5678), 0);
    QVERIFY(store().generate(specOf("second"), newKey()));
    QCOMPARE(modeOf(m_files.staged().key), mode_t(0600));
    QVERIFY(store().rotate(staged(), loadNothing));
    QCOMPARE(modeOf(m_files.key), mode_t(0640)); // the group may read on, nobody else
    struct stat status
    {};
    QCOMPARE(::stat(m_files.key.c_str(), &status), 0);
    if (isRoot) {
        QCOMPARE(status.st_uid, uid_t(1234));
        QCOMPARE(status.st_gid, gid_t(5678));
    }
}

void CertificateStoreTest::refusesObstacles_data()
{
    QTest::addColumn<QString>("obstacle");
    for (const QString &obstacle :
         {u"link"_s, u"key link"_s, u"one file"_s, u"missing folder"_s, u"read-only"_s})
        QTest::newRow(qPrintable(obstacle)) << obstacle;
}

void CertificateStoreTest::refusesObstacles()
{
    QFETCH(QString, obstacle);
    const auto replaceByLink = [](const std::string &file) {
        const std::string target = file + ".target";
        QCOMPARE(::rename(file.c_str(), target.c_str()), 0);
        QCOMPARE(::symlink(target.c_str(), file.c_str()), 0);
    };
    if (obstacle == u"link"_s)
        replaceByLink(m_files.certificate);
    else if (obstacle == u"key link"_s)
        replaceByLink(m_files.key);
    else if (obstacle == u"one file"_s)
        m_files.certificate = m_files.key;
    else if (obstacle == u"missing folder"_s)
        m_files.key = m_folder->filePath(u"missing/server.key"_s).toStdString();
    else
        QCOMPARE(::chmod(qPrintable(m_folder->path()), 0555), 0);
    // The superuser may write everywhere, nobody else may here.
    const bool isRoot = ::geteuid() == 0;
    if (isRoot && obstacle == u"read-only"_s)
        QCOMPARE(::seteuid(65534), 0);
    const auto restore = qScopeGuard([&] {
        if (isRoot)
            QCOMPARE(::seteuid(0), 0);
        ::chmod(qPrintable(m_folder->path()), 0755);
    });
    const QStringList before = fileNames();
    QVERIFY(!store().content().obstacle.empty());
    const std::vector<Result<void>> results{
        store().generate(specOf("second"), newKey()), store().import({}), store().discard(),
        store().rotate("x", loadNothing), store().rollback(loadNothing)};
    for (const Result<void> &result : results) {
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Unsupported);
        QCOMPARE(result.error().detail, store().content().obstacle);
    }
    QVERIFY(!store().request(specOf("second"), newKey()));
    QCOMPARE(fileNames(), before);
}

void CertificateStoreTest::refusesWhileAnotherChangesFiles()
{
    const auto lock = FolderLock::take(m_files.certificate);
    QCOMPARE(store().generate(specOf("second"), newKey()).error().code, ErrorCode::Busy);
    testkeys::writeFile(QString::fromStdString(m_files.journal()), "");
    QCOMPARE(*store().recover(), false); // the other one's business
    QVERIFY(exists(m_files.journal()));
}

void CertificateStoreTest::firstPair()
{
    ::unlink(m_files.key.c_str());
    ::unlink(m_files.certificate.c_str());
    QVERIFY(store().generate(specOf("second"), newKey()));
    const std::string second = staged();
    QVERIFY(store().rotate(second, loadNothing));
    QCOMPARE(inUse(), second);
    QVERIFY(!store().content().previous);
    QCOMPARE(modeOf(m_files.key), mode_t(0600));
    QCOMPARE(modeOf(m_files.certificate), mode_t(0644));
}

void CertificateStoreTest::neverMixedAfterACrash_data()
{
    QTest::addColumn<int>("renames");
    for (int renames = 0; renames <= 2; ++renames)
        QTest::addRow("after %d renames", renames) << renames;
}

/// The steps of a rotation up to some point, as a crash would leave them.
void CertificateStoreTest::neverMixedAfterACrash()
{
    QFETCH(int, renames);
    const PrivateKey key = newKey();
    const auto certificate = testkeys::need(issueCertificate(specOf("second"), key, nullptr));
    {
        FileTransaction transaction(m_files.journal());
        transaction.put(m_files.key, key.toPem(), {0600, ::geteuid(), ::getegid()});
        transaction.put(m_files.certificate, certificate.toPem(), {0644, ::geteuid(), ::getegid()});
        QVERIFY(transaction.prepare());
    }
    int done = 0;
    for (const std::string &file : {m_files.key, m_files.certificate}) {
        if (done++ < renames)
            QCOMPARE(::rename(FileTransaction::newFile(file).c_str(), file.c_str()), 0);
    }
    QCOMPARE(*store().recover(), true);
    QCOMPARE(inUse(), certificate.sha256Fingerprint());
    QCOMPARE(fileNames(), QStringList({u"server.crt"_s, u"server.key"_s}));
    QCOMPARE(*store().recover(), false);
}

QTEST_GUILESS_MAIN(CertificateStoreTest)
#include "CertificateStoreTest.moc"
