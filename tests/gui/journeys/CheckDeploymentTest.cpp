// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/gui/support/ConsoleOnDaemon.h"
#include "tests/gui/support/Hands.h"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using test::ConsoleOnDaemon;

namespace {

/// What a registry answers on /v2/: who has no token is sent to `realm`, who has one is welcome.
/// The real one is examined in the end-to-end tests.
class SmallRegistry final : public QObject
{
public:
    explicit SmallRegistry(QString realm)
        : m_realm(std::move(realm))
    {
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no port is free");
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { answer(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
    }
    quint16 port() const { return m_server.serverPort(); }

private:
    void answer(QTcpSocket *socket)
    {
        const QByteArray request = socket->readAll();
        if (!request.contains("\r\n\r\n"))
            return;
        const bool hasToken = request.contains("Authorization: Bearer ");
        QByteArray text = hasToken ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.1 401 Unauthorized\r\n";
        text += "Docker-Distribution-Api-Version: registry/2.0\r\nContent-Length: 0\r\n"
                "Connection: close\r\n";
        if (!hasToken)
            text += "WWW-Authenticate: Bearer realm=\"" + m_realm.toUtf8() +
                    "\",service=\"Docker registry\"\r\n";
        socket->write(text + "\r\n");
        socket->disconnectFromHost();
    }

    QTcpServer m_server;
    QString m_realm;
};

} // namespace

/// "Does the deployment work?", asked of the console while it is connected to the daemon.
class CheckDeploymentTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void showsWhatTheDaemonRecorded();
};

void CheckDeploymentTest::showsWhatTheDaemonRecorded()
{
    const auto console = ConsoleOnDaemon::create();
    QVERIFY(console);
    const QString port = console->daemon().address().section(u':', -1);
    const SmallRegistry registry(u"https://localhost:"_s + port + u"/auth"_s);
    console->window().showPage(gui::PageId::Registry);
    QVERIFY(console->press("actionCheckDeployment"));
    QTRY_VERIFY(console->find<QDialog>("doctorDialog"));
    console->find<QLineEdit>("doctorRegistry")
        ->setText(u"http://localhost:%1"_s.arg(registry.port()));
    console->find<QLineEdit>("doctorAccount")->setText(console->daemon().account());
    console->find<QLineEdit>("doctorPassword")->setText(console->daemon().password());
    console->find<QLineEdit>("doctorAuthorities")->setText(console->daemon().authorityFile());
    auto *button = console->find<QPushButton>("doctorCheck");
    QTest::keyClick(console->find<QDialog>("doctorDialog"), Qt::Key_Return);
    QTRY_COMPARE(button->text(), u"Cancel"_s);
    QTRY_COMPARE_WITH_TIMEOUT(button->text(), u"Check"_s, ConsoleOnDaemon::kLimit);

    const auto text = [&console](const char *row) {
        const auto *widget = console->find<QWidget>(row);
        return widget ? widget->findChild<QLabel *>(u"checkText"_s)->text() : QString();
    };
    // Read from the daemon over the console's own connection.
    const QString address = text("check_auth.client-address");
    QVERIFY2(address.contains(u"recorded for client 127.0.0.1"_s), qPrintable(address));
    const QString issued = text("check_token.issued");
    QVERIFY2(issued.startsWith(u"Passed"_s), qPrintable(issued));
    // Compared with the configuration that is open.
    const QString settings = text("check_token.settings");
    QVERIFY2(settings.startsWith(u"Passed"_s), qPrintable(settings));
    const QString accepted = text("check_registry.accepts");
    QVERIFY2(accepted.startsWith(u"Passed"_s), qPrintable(accepted));
}

QTEST_MAIN(CheckDeploymentTest)
#include "CheckDeploymentTest.moc"
