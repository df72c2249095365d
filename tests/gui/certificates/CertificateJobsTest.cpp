// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/Dialogs.h"
#include "ssl/CertificateRequest.h"
#include "tests/gui/certificates/CertificateFixture.h"

#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>

using namespace wharfgate;
using namespace wharfgate::gui;
using namespace Qt::StringLiterals;
using test::CertificateFixture;

/// The commands that change certificates, on plain files: what they ask, refuse and undo.
class CertificateJobsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }
    void generatesRotatesAndRollsBack();
    void formNeedsAName();
    void cancellingStagesNothing();
    void discardAsksFirst();
    void answersToTheRequestFindTheirKey();
    void answersToOtherKeysAreRefused();
    void containersAreOpenedWithTheirPassword();
    void withoutPasswordNothingIsImported();
    void whatIsNoCertificateIsRefused();
    void missingFilesAreNamed();
    void failedRotationKeepsTheOldOne();

private:
    QAction *action(const char *name) const { return m_fixture->action(name); }
    /// The certificate that the file has now.
    QByteArray inUse() const { return m_fixture->read(u"server.crt"_s); }
    QString lastMessage() const
    {
        return m_fixture->messages.messages.empty() ? QString()
                                                    : m_fixture->messages.messages.back().text;
    }
    QDialog *dialog(const char *name) const { return m_fixture->find<QDialog>(name); }
    void accept(const char *name) const
    {
        auto *shown = dialog(name);
        QVERIFY(shown != nullptr);
        shown->findChild<QPushButton *>(u"taskVerb"_s)->click();
    }
    void generate();
    /// The PEM text of the request that is shown.
    std::string request();
    static QString sample(const QString &name)
    {
        return QStringLiteral(TEST_DATA_DIR "/../fuzz/corpus/CertificateImportFuzzer/") + name;
    }
    QByteArray answerTo(const tls::PrivateKey &key) const;

    std::unique_ptr<CertificateFixture> m_fixture;
};

void CertificateJobsTest::init()
{
    m_fixture = std::make_unique<CertificateFixture>();
    QVERIFY(m_fixture->openPairs(12));
}

void CertificateJobsTest::generate()
{
    action("actionGenerateCertificate")->trigger();
    accept("certificateForm");
    QTRY_VERIFY_WITH_TIMEOUT(action("actionRotateCertificate")->isEnabled(),
                             CertificateFixture::kLimit);
}

std::string CertificateJobsTest::request()
{
    action("actionRequestCertificate")->trigger();
    accept("certificateForm");
    if (!QTest::qWaitFor([this] { return dialog("pemDialog") != nullptr; },
                         CertificateFixture::kLimit))
        return {};
    const QString pem =
        dialog("pemDialog")->findChild<QPlainTextEdit *>(u"pemText"_s)->toPlainText();
    dialog("pemDialog")->reject();
    return pem.toStdString();
}

QByteArray CertificateJobsTest::answerTo(const tls::PrivateKey &key) const
{
    const auto authorityKey = tls::PrivateKey::generate(tls::KeyType::EcP256);
    tls::CertificateSpec spec = CertificateFixture::specOf("Other Authority", 3000);
    spec.dnsNames = {};
    spec.isAuthority = true;
    const auto authority = tls::issueCertificate(spec, *authorityKey, nullptr);
    if (!authority)
        return {};
    const tls::KeyPair issuer{tls::CertificateChain({*authority}), *authorityKey};
    const auto leaf =
        tls::issueCertificate(CertificateFixture::specOf("auth.example.com", 90), key, &issuer);
    return leaf ? QByteArray::fromStdString(leaf->toPem() + authority->toPem()) : QByteArray();
}

void CertificateJobsTest::generatesRotatesAndRollsBack()
{
    const QByteArray before = inUse();
    generate();
    QCOMPARE(inUse(), before); // staged only
    QCOMPARE(m_fixture->label("checksTitle"), u"Checks of what is staged"_s);
    action("actionRotateCertificate")->trigger();
    accept("rotateDialog");
    QTRY_VERIFY_WITH_TIMEOUT(inUse() != before, CertificateFixture::kLimit);
    QTRY_VERIFY(m_fixture->find<QWidget>("expiryNotice")->isHidden());
    QTRY_VERIFY(action("actionRollBackCertificate")->isEnabled());
    dialogs::setNextConfirm(false);
    action("actionRollBackCertificate")->trigger();
    QVERIFY(inUse() != before);
    dialogs::setNextConfirm(true);
    action("actionRollBackCertificate")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(inUse(), before, CertificateFixture::kLimit);
}

void CertificateJobsTest::formNeedsAName()
{
    action("actionGenerateCertificate")->trigger();
    auto *form = dialog("certificateForm");
    QVERIFY(form != nullptr);
    auto *verb = form->findChild<QPushButton *>(u"taskVerb"_s);
    QVERIFY(verb->isEnabled()); // filled in from the one in use
    form->findChild<QLineEdit *>(u"formCommonName"_s)->clear();
    QVERIFY(verb->isEnabled()); // a name is left
    for (auto *chip : form->findChildren<QAbstractButton *>(u"chip"_s))
        QTest::keyClick(chip, Qt::Key_Delete);
    QTRY_VERIFY(!verb->isEnabled());
    QVERIFY(!verb->toolTip().isEmpty());
}

void CertificateJobsTest::cancellingStagesNothing()
{
    action("actionGenerateCertificate")->trigger();
    dialog("certificateForm")->reject();
    dialogs::setNextFileName({});
    action("actionImportCertificate")->trigger();
    QVERIFY(dialog("importReview") == nullptr);
    QVERIFY(!action("actionRotateCertificate")->isEnabled());
    QVERIFY(!action("actionDiscardCertificate")->isEnabled());
}

void CertificateJobsTest::discardAsksFirst()
{
    generate();
    dialogs::setNextConfirm(false);
    action("actionDiscardCertificate")->trigger();
    QVERIFY(action("actionRotateCertificate")->isEnabled());
    dialogs::setNextConfirm(true);
    action("actionDiscardCertificate")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!action("actionRotateCertificate")->isEnabled(),
                             CertificateFixture::kLimit);
}

void CertificateJobsTest::answersToTheRequestFindTheirKey()
{
    const QByteArray before = inUse();
    const auto read = tls::CertificateRequest::fromPem(request());
    QVERIFY(read.has_value());
    QCOMPARE(read->commonName(), std::string("auth.example.com"));
    QTRY_VERIFY(m_fixture->find<QWidget>("waitingNotice")->isVisible());
    QVERIFY(m_fixture->write(u"answer.pem"_s, answerTo(*read->publicKey())));
    dialogs::setNextFileName(m_fixture->file(u"answer.pem"_s));
    action("actionImportCertificate")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog("importReview") != nullptr, CertificateFixture::kLimit);
    auto *items = dialog("importReview")->findChild<QTreeWidget *>(u"importItems"_s);
    QVERIFY(items != nullptr && items->topLevelItemCount() == 2); // before anything is staged
    QVERIFY(!action("actionRotateCertificate")->isEnabled());
    accept("importReview");
    QTRY_VERIFY_WITH_TIMEOUT(action("actionRotateCertificate")->isEnabled(),
                             CertificateFixture::kLimit);
    action("actionRotateCertificate")->trigger();
    accept("rotateDialog");
    QTRY_VERIFY_WITH_TIMEOUT(inUse() != before, CertificateFixture::kLimit);
    QTRY_VERIFY(m_fixture->find<QWidget>("waitingNotice")->isHidden());
}

void CertificateJobsTest::answersToOtherKeysAreRefused()
{
    QVERIFY(!request().empty());
    const auto stray = tls::PrivateKey::generate(tls::KeyType::EcP256);
    QVERIFY(m_fixture->write(u"answer.pem"_s, answerTo(*stray)));
    dialogs::setNextFileName(m_fixture->file(u"answer.pem"_s));
    action("actionImportCertificate")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog("importReview") != nullptr, CertificateFixture::kLimit);
    accept("importReview");
    QTRY_VERIFY_WITH_TIMEOUT(
        !dialog("importReview")->findChild<QLabel *>(u"taskFailure"_s)->text().isEmpty(),
        CertificateFixture::kLimit);
    QVERIFY(!action("actionRotateCertificate")->isEnabled());
    QVERIFY(m_fixture->find<QWidget>("waitingNotice")->isVisible()); // still waits
}

void CertificateJobsTest::containersAreOpenedWithTheirPassword()
{
    dialogs::setNextFileName(sample(u"windows.p12"_s));
    dialogs::setNextText(u"wrong"_s); // asked again
    dialogs::setNextText(u"secret"_s);
    action("actionImportCertificate")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog("importReview") != nullptr, CertificateFixture::kLimit);
    accept("importReview");
    QTRY_VERIFY_WITH_TIMEOUT(action("actionRotateCertificate")->isEnabled(),
                             CertificateFixture::kLimit);
    QVERIFY(lastMessage().contains(u"staged"_s));
}

void CertificateJobsTest::withoutPasswordNothingIsImported()
{
    dialogs::setNextFileName(sample(u"windows.p12"_s));
    dialogs::setNextText(u"wrong"_s);
    dialogs::setNextText(std::nullopt); // given up
    action("actionImportCertificate")->trigger();
    // The next import has its turn only after this one, and finds nothing staged.
    dialogs::setNextFileName(m_fixture->file(u"server.crt"_s));
    action("actionImportCertificate")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog("importReview") != nullptr, CertificateFixture::kLimit);
    QCOMPARE(m_fixture->page.findChildren<QDialog *>(u"importReview"_s).size(), 1);
    QVERIFY(!action("actionRotateCertificate")->isEnabled());
}

void CertificateJobsTest::whatIsNoCertificateIsRefused()
{
    QVERIFY(m_fixture->write(u"letter.txt"_s, "Dear Sir or Madam"));
    dialogs::setNextFileName(m_fixture->file(u"letter.txt"_s));
    const std::size_t before = m_fixture->messages.messages.size();
    action("actionImportCertificate")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_fixture->messages.messages.size() > before,
                             CertificateFixture::kLimit);
    QCOMPARE(m_fixture->messages.messages.back().kind, MessageKind::Error);
    QVERIFY(dialog("importReview") == nullptr);
}

void CertificateJobsTest::missingFilesAreNamed()
{
    dialogs::setNextFileName(m_fixture->file(u"none.pem"_s));
    action("actionImportCertificate")->trigger();
    QCOMPARE(m_fixture->messages.messages.back().kind, MessageKind::Error);
    QVERIFY(lastMessage().contains(u"none.pem"_s));
}

void CertificateJobsTest::failedRotationKeepsTheOldOne()
{
    generate();
    const QByteArray before = inUse();
    // Somebody takes the staged files away meanwhile.
    const QStringList files = QDir(m_fixture->folder.path()).entryList(QDir::Files | QDir::Hidden);
    int taken = 0;
    for (const QString &name : files) {
        if (name.contains(u"server"_s) && name != u"server.crt"_s && name != u"server.key"_s)
            taken += QFile::remove(m_fixture->file(name)) ? 1 : 0;
    }
    QVERIFY(taken > 0);
    action("actionRotateCertificate")->trigger();
    accept("rotateDialog");
    QTRY_VERIFY_WITH_TIMEOUT(
        !dialog("rotateDialog")->findChild<QLabel *>(u"taskFailure"_s)->text().isEmpty(),
        CertificateFixture::kLimit);
    QVERIFY(dialog("rotateDialog")->isVisible()); // with the reason
    QCOMPARE(inUse(), before);
}

QTEST_MAIN(CertificateJobsTest)
#include "CertificateJobsTest.moc"
