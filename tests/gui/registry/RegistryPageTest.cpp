// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/registry/RegistryPage.h"
#include "gui/client/Session.h"
#include "gui/widgets/Dialogs.h"
#include "gui/workspace/Workspace.h"
#include "tests/gui/support/FakeDaemon.h"
#include "tests/gui/support/RecordingMessages.h"
#include "tests/gui/support/RecordingNavigator.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace wharfgate;
using namespace wharfgate::gui;
using namespace Qt::StringLiterals;

namespace {

const char *const kCertificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";

QJsonObject pairs(const QString &keyType, const QString &algorithm)
{
    const QJsonObject token{
        {u"role"_s, u"token"_s},
        {u"chain"_s, QJsonArray{QJsonObject{{u"keyType"_s, keyType},
                                            {u"pem"_s, QString::fromLatin1(kCertificate)}}}},
        {u"jwk"_s, QJsonObject{{u"kty"_s, u"EC"_s}, {u"kid"_s, u"ABCD"_s}, {u"alg"_s, algorithm}}}};
    const QJsonObject server{
        {u"role"_s, u"server"_s},
        {u"chain"_s, QJsonArray{QJsonObject{
                         {u"keyType"_s, u"ec-p256"_s},
                         {u"names"_s, QJsonArray{u"localhost"_s, u"10.1.2.3"_s, u"*.example.com"_s,
                                                 u"auth.example.com"_s}}}}}};
    return {{u"pairs"_s, QJsonArray{server, token}}};
}

} // namespace

/// What a registry is told, on the page.
class RegistryPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void prefillsFromConfigurationAndCertificate();
    void keepsWhatTheUserTyped();
    void textsFollowTheForm();
    void oldRegistriesHaveNoNewSettings();
    void advisesAndMendsTheKeyName();
    void mendIsOffWhereNothingCanChange();
    void copiesTheShownTab();
    void savesTextBundleAndJwks();
    void saysWhenAFileCannotBeWritten();
    void aPlainFileWithoutCertificateStillHelps();
    void remembersItsTab();
    void fieldsHaveNamesAndCommandsAreComplete();

private:
    void connectDaemon();
    QAction *action(const char *name) const;
    QString shown(const char *name) const;
    template <typename T>
    T *child(const char *name) const
    {
        return m_page->findChild<T *>(QLatin1StringView(name));
    }

    std::unique_ptr<test::FakeDaemon> m_daemon;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<test::RecordingNavigator> m_navigator;
    std::unique_ptr<test::RecordingMessages> m_messages;
    std::unique_ptr<RegistryPage> m_page;
};

void RegistryPageTest::init()
{
    m_daemon = std::make_unique<test::FakeDaemon>();
    m_daemon->text.replace("addr: \":5001\"\n",
                           "addr: \":5001\"\n  certificate: /s.crt\n  key: /s.key\n");
    m_daemon->answer(u"certificates.list"_s, pairs(u"ec-p256"_s, u"ES256"_s));
    QVERIFY(m_daemon->listen());
    m_workspace = std::make_unique<Workspace>();
    m_session = std::make_unique<Session>(*m_workspace);
    m_navigator = std::make_unique<test::RecordingNavigator>();
    m_messages = std::make_unique<test::RecordingMessages>();
    m_page = std::make_unique<RegistryPage>(
        PageContext{*m_workspace, *m_session, *m_navigator, *m_messages});
    m_page->resize(1000, 700);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void RegistryPageTest::cleanup()
{
    m_page.reset();
    m_session.reset();
    m_workspace.reset();
    m_daemon.reset();
}

void RegistryPageTest::connectDaemon()
{
    m_session->open(m_daemon->spec());
    QTRY_VERIFY(m_workspace->isOpen());
    QTRY_VERIFY(action("actionSaveBundle")->isEnabled());
}

QAction *RegistryPageTest::action(const char *name) const
{
    return child<QAction>(name);
}

QString RegistryPageTest::shown(const char *name) const
{
    return child<QPlainTextEdit>(name)->toPlainText();
}

void RegistryPageTest::prefillsFromConfigurationAndCertificate()
{
    connectDaemon();
    QCOMPARE(child<QLineEdit>("registryRealm")->text(), u"https://auth.example.com:5001/auth"_s);
    QCOMPARE(child<QLineEdit>("registryIssuer")->text(), u"Wharfgate"_s);
    QCOMPARE(child<QLineEdit>("registryService")->text(), u"Docker registry"_s);
    QVERIFY(shown("registryEnvironment").contains(u"REGISTRY_AUTH_TOKEN_ISSUER=Wharfgate\n"_s));
}

void RegistryPageTest::keepsWhatTheUserTyped()
{
    connectDaemon();
    auto *service = child<QLineEdit>("registryService");
    service->selectAll();
    QTest::keyClicks(service, u"my registry"_s);
    QVERIFY(m_workspace->perform(u"Edit"_s,
                                 {config::SetSetting{"token.issuer", std::string("Another")}}));
    QCOMPARE(service->text(), u"my registry"_s);
    QCOMPARE(child<QLineEdit>("registryIssuer")->text(), u"Another"_s);
    QVERIFY(shown("registryEnvironment").contains(u"ISSUER=Another"_s));
}

void RegistryPageTest::textsFollowTheForm()
{
    connectDaemon();
    auto *realm = child<QLineEdit>("registryRealm");
    realm->selectAll();
    QTest::keyClicks(realm, u"https://a.b/auth"_s);
    for (const char *name : {"registryEnvironment", "registryConfiguration", "registryCompose",
                             "registryDockerfile", "registryKubernetes"}) {
        QVERIFY(shown(name).contains(u"https://a.b/auth"_s));
        QVERIFY(child<QPlainTextEdit>(name)->isReadOnly());
    }
    child<QCheckBox>("registryUseJwks")->click();
    QVERIFY(shown("registryConfiguration").contains(u"jwks: \"/certs/wharfgate-jwks.json\""_s));
    QVERIFY(shown("registryKubernetes").contains(u"    {\n        \"keys\": ["_s));
    QVERIFY(shown("registryKubernetes").contains(u"    -----BEGIN CERTIFICATE-----\n"_s));
    child<QCheckBox>("registryPinAlgorithm")->click();
    QVERIFY(shown("registryConfiguration").contains(u"- ES256"_s));
}

void RegistryPageTest::oldRegistriesHaveNoNewSettings()
{
    connectDaemon();
    auto *version = child<QComboBox>("registryVersion");
    child<QCheckBox>("registryUseJwks")->click();
    version->setCurrentIndex(2);
    QVERIFY(!child<QCheckBox>("registryUseJwks")->isEnabled());
    QVERIFY(!child<QLineEdit>("registryJwks")->isEnabled());
    QVERIFY(!shown("registryCompose").contains(u"JWKS"_s));
    QVERIFY(shown("registryCompose").contains(u"registry:2.8"_s));
    version->setCurrentIndex(0);
    QVERIFY(shown("registryCompose").contains(u"JWKS"_s));
}

void RegistryPageTest::advisesAndMendsTheKeyName()
{
    connectDaemon();
    // The default, legacy, is a name that registry 3.1 does not know.
    QVERIFY(child<QWidget>("registryAdvice_kid-not-found"));
    QAction *mend = action("actionUseSuitableKeyName");
    QVERIFY(mend->isEnabled());
    QCOMPARE(mend->text(), u"Use x5c"_s);
    QToolButton *button =
        child<QWidget>("registryAdvice_kid-not-found")->findChild<QToolButton *>();
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(m_workspace->content().configuration()->token.kidFormat ==
            config::Token::KidFormat::X5c);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(!child<QWidget>("registryAdvice_kid-not-found"));
    QVERIFY(child<QWidget>("registryAdvice_x5c-dates"));
    QVERIFY(!mend->isEnabled());
    QVERIFY(m_messages->lastText().contains(u"x5c"_s));
    QCOMPARE(m_workspace->undoStack().undoText(), u"Change Key Name Format"_s);
}

void RegistryPageTest::mendIsOffWhereNothingCanChange()
{
    m_daemon->role = u"viewer"_s;
    connectDaemon();
    QTRY_VERIFY(m_workspace->isReadOnly());
    QVERIFY(!action("actionUseSuitableKeyName")->isEnabled());
    QVERIFY(!action("actionUseSuitableKeyName")->toolTip().isEmpty());
}

void RegistryPageTest::copiesTheShownTab()
{
    connectDaemon();
    child<QTabWidget>("registryTabs")->setCurrentIndex(2);
    QTest::keyClick(m_page.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), shown("registryCompose"));
    QVERIFY(m_messages->lastText().contains(u"Compose"_s));
}

void RegistryPageTest::savesTextBundleAndJwks()
{
    connectDaemon();
    QTemporaryDir folder;
    const auto save = [&](const char *name, const QString &file) {
        dialogs::setNextFileName(folder.filePath(file));
        action(name)->trigger();
        QFile saved(folder.filePath(file));
        return saved.open(QIODevice::ReadOnly) ? saved.readAll() : QByteArray("(none)");
    };
    QCOMPARE(save("actionSaveRegistrySettings", u"r.env"_s), shown("registryEnvironment").toUtf8());
    QCOMPARE(save("actionSaveBundle", u"b.pem"_s), QByteArray(kCertificate));
    const QJsonObject set = QJsonDocument::fromJson(save("actionSaveJwks", u"j.json"_s)).object();
    QCOMPARE(set["keys"_L1].toArray().first()["kid"_L1].toString(), u"ABCD"_s);
    QCOMPARE(m_messages->messages.back().kind, MessageKind::Success);
    // Cancelled: nothing is said.
    const std::size_t said = m_messages->messages.size();
    dialogs::setNextFileName({});
    action("actionSaveBundle")->trigger();
    QCOMPARE(m_messages->messages.size(), said);
}

void RegistryPageTest::saysWhenAFileCannotBeWritten()
{
    connectDaemon();
    dialogs::setNextFileName(u"/no/such/folder/b.pem"_s);
    action("actionSaveBundle")->trigger();
    QCOMPARE(m_messages->messages.back().kind, MessageKind::Error);
    QVERIFY(m_messages->lastText().contains(u"/no/such/folder/b.pem"_s));
}

void RegistryPageTest::aPlainFileWithoutCertificateStillHelps()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"w.yml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(m_daemon->text);
    file.close();
    ConnectionSpec spec;
    spec.kind = ConnectionSpec::Kind::File;
    spec.path = file.fileName();
    m_session->open(spec);
    QTRY_VERIFY(m_workspace->isOpen());
    QTRY_VERIFY(shown("registryEnvironment").contains(u"ISSUER=Wharfgate"_s));
    // There is no certificate to save, and the tool tip says why.
    QVERIFY(!action("actionSaveBundle")->isEnabled());
    QTRY_VERIFY(action("actionSaveBundle")->toolTip().contains(u"/x.crt"_s));
    QVERIFY(!child<QCheckBox>("registryPinAlgorithm")->isEnabled());
}

void RegistryPageTest::remembersItsTab()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    child<QTabWidget>("registryTabs")->setCurrentIndex(3);
    m_page->saveState(settings);
    child<QTabWidget>("registryTabs")->setCurrentIndex(0);
    m_page->restoreState(settings);
    QCOMPARE(child<QTabWidget>("registryTabs")->currentIndex(), 3);
}

void RegistryPageTest::fieldsHaveNamesAndCommandsAreComplete()
{
    int fields = 0;
    for (const QLabel *label : m_page->findChildren<QLabel *>())
        if (label->buddy())
            ++fields;
    QCOMPARE(fields, 6);
    for (QAction *command : m_page->commands()) {
        if (!command)
            continue;
        QVERIFY(!command->text().isEmpty());
        QVERIFY(!command->shortcut().isEmpty());
        QVERIFY(!command->statusTip().isEmpty());
        QVERIFY(!command->whatsThis().isEmpty());
        QVERIFY(m_page->actions().contains(command));
    }
}

QTEST_MAIN(RegistryPageTest)
#include "RegistryPageTest.moc"
