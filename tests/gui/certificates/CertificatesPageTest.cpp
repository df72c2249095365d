// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/CertificateWords.h"
#include "gui/pages/certificates/ChainTree.h"
#include "gui/widgets/Badge.h"
#include "gui/widgets/Dialogs.h"
#include "gui/widgets/EmptyState.h"
#include "tests/gui/certificates/CertificateFixture.h"
#include "tests/gui/support/FakeDaemon.h"

#include <QClipboard>
#include <QDialog>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QToolButton>

using namespace wharfgate;
using namespace wharfgate::gui;
using namespace Qt::StringLiterals;
using test::CertificateFixture;

/// What the page shows of certificates and keys, and the commands that change nothing.
class CertificatesPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesTheCommonName_data();
    void namesTheCommonName();
    void countsDaysAsTheWordsDo_data();
    void countsDaysAsTheWordsDo();
    void showsBothPairsAtAGlance();
    void warnsBeforeAndAfterTheEnd_data();
    void warnsBeforeAndAfterTheEnd();
    void showsTheChainFromTheAuthorityDown();
    void saysAllOfACertificateAndCopiesIt();
    void showsWhatFailedFirst();
    void previewsTheNamesOfTheKey();
    void fixesTheModeOfTheKeyFile();
    void showsAndSavesThePem();
    void exportsTheChainAndTheKeySet();
    void saysWhenBothAreTheSame();
    void choosesByKeyboard();
    void explainsAConfigurationWithoutCertificates();
    void aViewerChangesNothing();
    void staleCertificatesAreGreyed();
    void commandsAreComplete();
};

void CertificatesPageTest::namesTheCommonName_data()
{
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("name");
    QTest::newRow("only") << u"CN=auth.example.com"_s << u"auth.example.com"_s;
    QTest::newRow("last") << u"O=Example,CN=a"_s << u"a"_s;
    QTest::newRow("escaped comma") << u"CN=Doe\\, John,O=x"_s << u"Doe\\\\, John"_s;
    QTest::newRow("not in a value") << u"O=a\\,CN=b"_s << u"O=a\\\\,CN=b"_s;
    QTest::newRow("none") << u"O=Example"_s << u"O=Example"_s;
}

void CertificatesPageTest::namesTheCommonName()
{
    QFETCH(QString, subject);
    QFETCH(QString, name);
    const QString shown = certificates::shortName(subject);
    QCOMPARE(QString(shown).replace(u"\\\\"_s, u"\\"_s), name.replace(u"\\\\"_s, u"\\"_s));
}

void CertificatesPageTest::countsDaysAsTheWordsDo_data()
{
    using certificates::Urgency;
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<int>("urgency");
    const auto row = [](const char *name, qint64 seconds, Urgency urgency) {
        QTest::newRow(name) << seconds << static_cast<int>(urgency);
    };
    constexpr qint64 day = 86'400;
    row("31 days", 31 * day, Urgency::None);
    row("30 days", 31 * day - 1, Urgency::Month);
    row("15 days", 15 * day, Urgency::Month);
    row("14 days", 15 * day - 1, Urgency::Weeks);
    row("4 days", 4 * day, Urgency::Weeks);
    row("3 days", 4 * day - 1, Urgency::Days);
    row("a second", 1, Urgency::Days);
    row("over", 0, Urgency::Expired);
}

void CertificatesPageTest::countsDaysAsTheWordsDo()
{
    QFETCH(qint64, seconds);
    QFETCH(int, urgency);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QCOMPARE(static_cast<int>(certificates::urgencyOf(now.addSecs(seconds), now)), urgency);
}

void CertificatesPageTest::showsBothPairsAtAGlance()
{
    CertificateFixture fixture;
    QVERIFY(fixture.openPairs(200));
    QCOMPARE(fixture.cardLabel("server", "pairSubject"), u"auth.example.com"_s);
    QCOMPARE(fixture.cardLabel("server", "pairExpiry"), u"Expires in 200 days"_s);
    QCOMPARE(fixture.cardLabel("server", "pairFacts"), u"EC P-256 · issued by Test Authority"_s);
    QCOMPARE(fixture.cardLabel("token", "pairExpiry"), u"Expires in 400 days"_s);
    QCOMPARE(fixture.cardLabel("token", "pairFacts"), u"EC P-256 · issued by itself"_s);
    QVERIFY(fixture.find<QWidget>("expiryNotice")->isHidden());
}

void CertificatesPageTest::warnsBeforeAndAfterTheEnd_data()
{
    QTest::addColumn<int>("days");
    QTest::addColumn<QString>("words");
    QTest::newRow("30") << 30 << u"expires in 30 days"_s;
    QTest::newRow("12") << 12 << u"expires in 12 days"_s;
    QTest::newRow("2") << 2 << u"expires in 2 days"_s;
    QTest::newRow("over") << -3 << u"expired 2 days ago"_s;
}

void CertificatesPageTest::warnsBeforeAndAfterTheEnd()
{
    QFETCH(int, days);
    QFETCH(QString, words);
    CertificateFixture fixture;
    QVERIFY(fixture.openPairs(days));
    QVERIFY(fixture.find<QWidget>("expiryNotice")->isVisible());
    QVERIFY2(fixture.label("expiryNoticeText").contains(u"The server certificate "_s + words),
             qPrintable(fixture.label("expiryNoticeText")));
}

void CertificatesPageTest::showsTheChainFromTheAuthorityDown()
{
    CertificateFixture fixture;
    QVERIFY(fixture.openPairs(200));
    auto *tree = fixture.find<ChainTree>("chainTree");
    QCOMPARE(tree->topLevelItemCount(), 1);
    const QTreeWidgetItem *authority = tree->topLevelItem(0)->child(0);
    QCOMPARE(authority->text(0), u"Test Authority"_s);
    QCOMPARE(authority->child(0)->text(0), u"auth.example.com"_s);
    QCOMPARE(tree->currentItem(), authority->child(0));
    fixture.page.showRole(u"token"_s);
    QCOMPARE(tree->topLevelItem(0)->childCount(), 1);
}

void CertificatesPageTest::saysAllOfACertificateAndCopiesIt()
{
    CertificateFixture fixture;
    QVERIFY(fixture.openPairs(200));
    const auto certificate =
        tls::CertificateChain::load(fixture.file(u"server.crt"_s).toStdString());
    QVERIFY(certificate);
    const QString fingerprint = QString::fromStdString(certificate->leaf().sha256Fingerprint());
    QCOMPARE(fixture.label("fieldSubject"), u"CN=auth.example.com"_s);
    QCOMPARE(fixture.label("fieldNames"), u"auth.example.com"_s);
    QCOMPARE(fixture.label("fieldIssuer"), u"CN=Test Authority"_s);
    QCOMPARE(fixture.label("fieldKey"), u"EC P-256"_s);
    QCOMPARE(fixture.label("fieldSerial"), QString::fromStdString(certificate->leaf().serial()));
    QCOMPARE(fixture.label("fieldSha256"), fingerprint);
    QVERIFY(fixture.label("fieldUntil").contains(u"expires in 200 days"_s));
    QVERIFY(fixture.label("fieldUsage").contains(u"serverAuth"_s));
    QTest::mouseClick(fixture.find<QToolButton>("fieldSha256Copy"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), fingerprint);
    // A name instead of a certificate has nothing to say.
    auto *tree = fixture.find<ChainTree>("chainTree");
    tree->setCurrentItem(tree->topLevelItem(0));
    QVERIFY(!fixture.find<QLabel>("fieldSubject")->isVisible());
    QVERIFY(!fixture.action("actionShowPem")->isEnabled());
}

void CertificatesPageTest::showsWhatFailedFirst()
{
    CertificateFixture fixture;
    QVERIFY(fixture.openPairs(-3));
    auto *expired = fixture.find<QWidget>("check_expired");
    auto *matches = fixture.find<QWidget>("check_key-matches");
    QVERIFY(expired != nullptr);
    QVERIFY(matches != nullptr);
    QTRY_VERIFY(expired->y() < matches->y());
    QCOMPARE(expired->findChild<Badge *>()->verdict()->word, u"Failed"_s);
    QCOMPARE(matches->findChild<Badge *>()->verdict()->word, u"Good"_s);
    QVERIFY(!expired->findChild<QLabel *>(u"checkText"_s)->text().isEmpty());
    QVERIFY(fixture.cardLabel("server", "pairChecks").startsWith(u"1 check"_s));
}

void CertificatesPageTest::previewsTheNamesOfTheKey()
{
    CertificateFixture fixture;
    QVERIFY(fixture.openPairs(200));
    fixture.find<QTabWidget>("certificatePanels")->setCurrentIndex(1);
    QVERIFY(!fixture.find<QLabel>("keyIdLegacy")->isVisible()); // the server signs no tokens
    fixture.page.showRole(u"token"_s);
    QVERIFY(fixture.find<QLabel>("keyIdLegacy")->isVisible());
    QCOMPARE(fixture.label("keyIdLegacy").count(u':'), 11); // "ABCD:…", twelve groups
    QCOMPARE(fixture.label("keyIdRfc7638").size(), 43);     // base64url of SHA-256
    QVERIFY(!fixture.label("keyIdRegistry30").isEmpty());
    QVERIFY(fixture.find<Badge>("keyIdLegacyUsed")->isVisible());
    QVERIFY(!fixture.find<Badge>("keyIdRfc7638Used")->isVisible());
}

void CertificatesPageTest::fixesTheModeOfTheKeyFile()
{
    CertificateFixture fixture;
    QVERIFY(fixture.makePair(u"server"_s, 200));
    QVERIFY(QFile::setPermissions(fixture.file(u"server.key"_s),
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    QVERIFY(fixture.openPairs(200));
    QVERIFY(!fixture.action("actionRepairKeyMode")->isEnabled()); // written anew as 0600
    QVERIFY(QFile::setPermissions(fixture.file(u"server.key"_s),
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    fixture.page.hide();
    fixture.page.show();
    QTRY_VERIFY(fixture.action("actionRepairKeyMode")->isEnabled());
    QCOMPARE(fixture.label("keyMode"), u"0604"_s);
    fixture.action("actionRepairKeyMode")->trigger();
    QTRY_COMPARE(fixture.label("keyMode"), u"0600"_s);
    QVERIFY(!(QFile::permissions(fixture.file(u"server.key"_s)) & QFile::ReadOther));
    QCOMPARE(fixture.messages.messages.back().kind, MessageKind::Success);
    QTRY_VERIFY(!fixture.action("actionRepairKeyMode")->isEnabled());
}

void CertificatesPageTest::showsAndSavesThePem()
{
    CertificateFixture fixture;
    QVERIFY(fixture.openPairs(200));
    fixture.action("actionShowPem")->trigger();
    auto *dialog = fixture.find<QDialog>("pemDialog");
    QVERIFY(dialog != nullptr);
    const QString pem = dialog->findChild<QPlainTextEdit *>(u"pemText"_s)->toPlainText();
    QVERIFY(fixture.read(u"server.crt"_s).startsWith(pem.trimmed().toUtf8()));
    QVERIFY(!pem.contains(u"PRIVATE"_s));
    dialogs::setNextFileName(fixture.file(u"saved.pem"_s));
    dialog->findChild<QAbstractButton *>(u"pemSave"_s)->click();
    QCOMPARE(fixture.read(u"saved.pem"_s), pem.toUtf8());
    dialog->findChild<QAbstractButton *>(u"pemCopy"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), pem);
}

void CertificatesPageTest::exportsTheChainAndTheKeySet()
{
    CertificateFixture fixture;
    QVERIFY(fixture.openPairs(200));
    dialogs::setNextFileName(fixture.file(u"chain.pem"_s));
    fixture.action("actionExportCertificate")->trigger();
    QCOMPARE(fixture.read(u"chain.pem"_s), fixture.read(u"server.crt"_s));
    fixture.page.showRole(u"token"_s);
    dialogs::setNextFileName(fixture.file(u"keys.json"_s));
    fixture.action("actionSaveKeySet")->trigger();
    const QJsonObject set = QJsonDocument::fromJson(fixture.read(u"keys.json"_s)).object();
    QCOMPARE(set["keys"_L1].toArray().size(), 1);
    QCOMPARE(set["keys"_L1][0]["kty"_L1].toString(), u"EC"_s);
    QVERIFY(!set["keys"_L1][0].toObject().contains(u"d"_s)); // the private half
    dialogs::setNextFileName(u"/no/such/folder/x.json"_s);
    fixture.action("actionSaveKeySet")->trigger();
    QCOMPARE(fixture.messages.messages.back().kind, MessageKind::Error);
}

void CertificatesPageTest::saysWhenBothAreTheSame()
{
    CertificateFixture fixture;
    QVERIFY(fixture.makePair(u"both"_s, 12));
    QVERIFY(fixture.makeConfiguration(u"both"_s, u"both"_s));
    QVERIFY(fixture.open());
    QTRY_COMPARE(fixture.cardLabel("server", "pairSame"), u"These files sign the tokens too"_s);
    QVERIFY(fixture.cardLabel("token", "pairSame").contains(u"same files"_s));
    // One certificate, one warning.
    QVERIFY(!fixture.label("expiryNoticeText").contains(u"token"_s));
}

void CertificatesPageTest::choosesByKeyboard()
{
    CertificateFixture fixture;
    QVERIFY(fixture.openPairs(200));
    auto *server = fixture.find<QWidget>("pairCard_server");
    server->setFocus();
    QTest::keyClick(server, Qt::Key_Right);
    auto *token = fixture.find<QWidget>("pairCard_token");
    QVERIFY(token->hasFocus());
    QTest::keyClick(token, Qt::Key_Space);
    QVERIFY(fixture.label("keyFile").endsWith(u"token.key"_s));
    QTest::mouseClick(server, Qt::LeftButton);
    QVERIFY(fixture.label("keyFile").endsWith(u"server.key"_s));
}

void CertificatesPageTest::explainsAConfigurationWithoutCertificates()
{
    CertificateFixture fixture;
    QVERIFY(fixture.write(u"w.yml"_s, "not: [valid"));
    QVERIFY(fixture.open());
    auto *empty = fixture.find<EmptyState>("certificatesEmpty");
    QTRY_VERIFY(empty->text().contains(u"errors"_s));
    QVERIFY(empty->isVisible());
    QVERIFY(!fixture.action("actionRepairKeyMode")->isEnabled());
}

void CertificatesPageTest::aViewerChangesNothing()
{
    CertificateFixture fixture;
    QVERIFY(fixture.openPairs(200));
    QJsonArray pairs{QJsonObject{{u"role"_s, u"server"_s}, {u"error"_s, u"No such file."_s}}};
    test::FakeDaemon daemon;
    daemon.role = u"viewer"_s;
    daemon.answer(u"certificates.list"_s, {{u"pairs"_s, pairs}});
    QVERIFY(daemon.listen());
    fixture.session.open(daemon.spec());
    QTRY_COMPARE(fixture.label("problemNoticeText"), u"No such file."_s);
    QVERIFY(!fixture.action("actionRepairKeyMode")->isEnabled());
    QVERIFY(!fixture.action("actionRepairKeyMode")->toolTip().isEmpty());
    QCOMPARE(fixture.cardLabel("server", "pairSubject"), u"Cannot be read"_s);
    daemon.answer(u"certificates.list"_s, QJsonObject{});
    daemon.notify(u"certificatesChanged"_s, {{u"role"_s, u"server"_s}});
    auto *empty = fixture.find<EmptyState>("certificatesEmpty");
    QTRY_VERIFY(empty->isVisible());
    QVERIFY(empty->text().contains(u"server.certificate"_s));
}

void CertificatesPageTest::staleCertificatesAreGreyed()
{
    CertificateFixture fixture;
    test::FakeDaemon daemon;
    daemon.answer(u"certificates.list"_s,
                  {{u"pairs"_s, QJsonArray{QJsonObject{{u"role"_s, u"token"_s}}}}});
    QVERIFY(daemon.listen());
    fixture.session.open(daemon.spec());
    auto *tree = fixture.find<ChainTree>("chainTree");
    QTRY_VERIFY(fixture.find<QWidget>("pairCard_token") != nullptr && tree->isEnabled());
    daemon.stopListening();
    daemon.dropClients();
    QTRY_VERIFY(!tree->isEnabled());
    QVERIFY(fixture.find<QWidget>("pairCard_token") != nullptr);
}

void CertificatesPageTest::commandsAreComplete()
{
    CertificateFixture fixture;
    for (QAction *command : fixture.page.commands()) {
        if (command == nullptr)
            continue;
        QVERIFY(!command->text().isEmpty());
        QVERIFY(!command->icon().isNull());
        QVERIFY(!command->shortcut().isEmpty());
        QVERIFY(!command->statusTip().isEmpty());
        QVERIFY(!command->whatsThis().isEmpty());
        QVERIFY(fixture.page.actions().contains(command));
        QVERIFY(!command->isEnabled()); // nothing is open
        QVERIFY(!command->toolTip().isEmpty());
    }
}

QTEST_MAIN(CertificatesPageTest)
#include "CertificatesPageTest.moc"
