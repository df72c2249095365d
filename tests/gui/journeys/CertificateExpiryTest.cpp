// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/Badge.h"
#include "tests/gui/support/ConsoleOnDaemon.h"
#include "tests/gui/support/Hands.h"

#include <QLabel>
#include <QPushButton>
#include <QSslCertificate>
#include <QSslSocket>
#include <QStandardPaths>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using test::ConsoleOnDaemon;
namespace keyboard = test::keyboard;
namespace mouse = test::mouse;

namespace {

/// A client of the token server that keeps its connection.
class Client
{
public:
    bool connectTo(const QString &address)
    {
        m_socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        const qsizetype colon = address.lastIndexOf(u':');
        m_socket.connectToHostEncrypted(address.left(colon), address.mid(colon + 1).toUShort());
        return QTest::qWaitFor([this] { return m_socket.isEncrypted(); }, ConsoleOnDaemon::kLimit);
    }
    QSslCertificate certificate() const { return m_socket.peerCertificate(); }
    /// One request on this very connection is answered with 200.
    bool asks()
    {
        m_socket.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QByteArray answer;
        return QTest::qWaitFor(
                   [&] {
                       answer += m_socket.readAll();
                       return answer.contains("\r\n\r\n");
                   },
                   ConsoleOnDaemon::kLimit) &&
               answer.startsWith("HTTP/1.1 200");
    }

private:
    QSslSocket m_socket;
};

} // namespace

/// "Certificate expires in 12 days": renewed before it does, and nobody notices.
class CertificateExpiryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void cleanup();
    void byKeyboard();
    void byMouse();

private:
    QAction *action(const char *name) const { return m_console->find<QAction>(name); }
    QToolButton *statusExpiry() const { return m_console->find<QToolButton>("statusExpiry"); }
    QString text(const char *label) const { return m_console->find<QLabel>(label)->text(); }
    void checkStaged();
    void checkRotated();

    std::unique_ptr<ConsoleOnDaemon> m_console;
    std::unique_ptr<Client> m_client; // from before the rotation
};

void CertificateExpiryTest::init()
{
    m_console = ConsoleOnDaemon::create();
    QVERIFY(m_console != nullptr);
    QVERIFY(test::DemoWorkspace::setServerCertificate(m_console->daemon(), 12));
    QVERIFY(m_console->daemon().restart());
    QTRY_COMPARE_WITH_TIMEOUT(statusExpiry()->text(), u"Certificate expires in 12 days"_s,
                              ConsoleOnDaemon::kLimit);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->session().isLive(), ConsoleOnDaemon::kLimit);
    m_client = std::make_unique<Client>();
    QVERIFY(m_client->connectTo(m_console->daemon().address()));
    QVERIFY(m_client->asks());
}

void CertificateExpiryTest::cleanup()
{
    m_client.reset();
    m_console.reset();
}

void CertificateExpiryTest::checkStaged()
{
    QTRY_COMPARE_WITH_TIMEOUT(text("checksTitle"), u"Checks of what is staged"_s,
                              ConsoleOnDaemon::kLimit);
    const auto *matches = m_console->find<QWidget>("check_key-matches");
    QVERIFY(matches != nullptr);
    QCOMPARE(matches->findChild<gui::Badge *>()->verdict()->word, u"Good"_s);
    QTRY_VERIFY(action("actionRotateCertificate")->isEnabled());
    // Staged is not in use.
    Client other;
    QVERIFY(other.connectTo(m_console->daemon().address()));
    QCOMPARE(other.certificate(), m_client->certificate());
}

void CertificateExpiryTest::checkRotated()
{
    QTRY_VERIFY_WITH_TIMEOUT(statusExpiry()->text() != u"Certificate expires in 12 days"_s,
                             ConsoleOnDaemon::kLimit);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->find<QWidget>("expiryNotice")->isHidden(),
                             ConsoleOnDaemon::kLimit);
    QVERIFY(m_client->asks()); // on its old connection
    Client other;
    QVERIFY(other.connectTo(m_console->daemon().address()));
    QVERIFY(other.certificate() != m_client->certificate());
    QCOMPARE(other.certificate().subjectInfo(QSslCertificate::CommonName),
             QStringList{u"auth.example.com"_s});
    QVERIFY(other.asks());
    QTRY_VERIFY(action("actionRollBackCertificate")->isEnabled());
}

void CertificateExpiryTest::byKeyboard()
{
    QVERIFY(keyboard::tabTo(u"statusExpiry"_s));
    QVERIFY(keyboard::press(u"Space"_s));
    QTRY_VERIFY(m_console->find<QWidget>("expiryNotice")->isVisible());
    QVERIFY(text("expiryNoticeText").contains(u"expires in 12 days"_s));
    QVERIFY(keyboard::run(action("actionGenerateCertificate")));
    QTRY_VERIFY(m_console->find<QWidget>("certificateForm") != nullptr);
    QVERIFY(keyboard::press(u"Return"_s)); // filled in from the one in use
    checkStaged();
    QVERIFY(keyboard::run(action("actionRotateCertificate")));
    QTRY_VERIFY(m_console->find<QWidget>("rotateDialog") != nullptr);
    QVERIFY(keyboard::tabTo(u"taskVerb"_s));
    QVERIFY(keyboard::press(u"Space"_s));
    checkRotated();
}

void CertificateExpiryTest::byMouse()
{
    QVERIFY(mouse::click(statusExpiry()));
    QTRY_VERIFY(m_console->find<QWidget>("expiryNotice")->isVisible());
    QVERIFY(mouse::clickButtonOf(m_console->window(), action("actionGenerateCertificate")));
    QTRY_VERIFY(m_console->find<QWidget>("certificateForm") != nullptr);
    QVERIFY(mouse::click(m_console->find<QPushButton>("taskVerb")));
    checkStaged();
    QVERIFY(mouse::clickButtonOf(m_console->window(), action("actionRotateCertificate")));
    auto *dialog = m_console->find<QWidget>("rotateDialog");
    QVERIFY(dialog != nullptr);
    QVERIFY(mouse::click(dialog->findChild<QPushButton *>(u"taskVerb"_s)));
    checkRotated();
}

QTEST_MAIN(CertificateExpiryTest)
#include "CertificateExpiryTest.moc"
