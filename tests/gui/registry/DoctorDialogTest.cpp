// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/registry/DoctorDialog.h"

#include "gui/client/Session.h"
#include "gui/workspace/Workspace.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThreadPool>

#include <memory>

using namespace wharfgate;
using namespace wharfgate::gui;
using namespace Qt::StringLiterals;

/// The check of a deployment, in the window. What it finds is tested with real servers elsewhere.
class DoctorDialogTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void listsChecksAndNamesTheCause();
    void asksForAnAddress_data();
    void asksForAnAddress();
    void namesAFileThatCannotBeRead();
    void canBeCancelled();
    void mayBeClosedMeanwhile();
    void remembersInputButNoPassword();

private:
    template <typename Widget>
    Widget *child(const char *name) const
    {
        return m_dialog->findChild<Widget *>(QLatin1StringView(name));
    }
    void open(const DoctorInput &input);
    QString summary() const { return child<QLabel>("doctorSummary")->text(); }
    void check() const { QTest::mouseClick(child<QPushButton>("doctorCheck"), Qt::LeftButton); }

    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<Session> m_session;
    QPointer<DoctorDialog> m_dialog;
};

void DoctorDialogTest::init()
{
    delete m_dialog;
    m_session.reset();
    m_workspace = std::make_unique<Workspace>();
    m_session = std::make_unique<Session>(*m_workspace);
}

void DoctorDialogTest::open(const DoctorInput &input)
{
    m_dialog = new DoctorDialog(*m_workspace, *m_session, input, nullptr);
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog));
}

quint16 closedPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

void DoctorDialogTest::listsChecksAndNamesTheCause()
{
    open({u"https://localhost:%1"_s.arg(closedPort()), {}, {}, {}});
    check();
    QTRY_COMPARE(child<QPushButton>("doctorCheck")->text(), u"Check"_s);
    QVERIFY2(summary().contains(u"No connection to port"_s), qPrintable(summary()));
    auto *row = child<QWidget>("check_registry.connect");
    QVERIFY(row);
    const QString text = row->findChild<QLabel *>(u"checkText"_s)->text();
    QVERIFY2(text.startsWith(u"Failed – Registry: port\n"_s), qPrintable(text));
    QVERIFY(child<QWidget>("check_registry.resolve"));
    QTest::mouseClick(child<QPushButton>("doctorCopy"), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"fail  Registry: port: "_s));

    // Again: the former rows are gone.
    check();
    QTRY_COMPARE(child<QPushButton>("doctorCheck")->text(), u"Check"_s);
    QCOMPARE(m_dialog->findChildren<QWidget *>(u"check_registry.connect"_s).size(), 1);
}

void DoctorDialogTest::asksForAnAddress_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("nothing") << QString();
    QTest::newRow("a password in it") << u"https://a:secret@b"_s;
    QTest::newRow("another scheme") << u"ftp://a"_s;
}

void DoctorDialogTest::asksForAnAddress()
{
    QFETCH(QString, address);
    open({address, {}, {}, {}});
    check();
    QVERIFY2(summary().contains(u"https://registry.example.com"_s), qPrintable(summary()));
    QVERIFY(!summary().contains(u"secret"_s));
    QCOMPARE(child<QPushButton>("doctorCheck")->text(), u"Check"_s);
}

void DoctorDialogTest::namesAFileThatCannotBeRead()
{
    open({u"https://localhost:1"_s, {}, {}, u"/nonexistent/ca.crt"_s});
    check();
    QVERIFY2(summary().contains(u"/nonexistent/ca.crt"_s), qPrintable(summary()));
}

void DoctorDialogTest::canBeCancelled()
{
    QTcpServer silent; // accepts and says nothing
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    open({u"http://127.0.0.1:%1"_s.arg(silent.serverPort()), {}, {}, {}});
    check();
    QTRY_VERIFY(child<QWidget>("check_registry.connect"));
    QCOMPARE(child<QPushButton>("doctorCheck")->text(), u"Cancel"_s);
    check();
    QTRY_COMPARE_WITH_TIMEOUT(child<QPushButton>("doctorCheck")->text(), u"Check"_s, 14'000);
    QVERIFY(child<QWidget>("check_cancelled"));
}

void DoctorDialogTest::mayBeClosedMeanwhile()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    open({u"http://127.0.0.1:%1"_s.arg(silent.serverPort()), {}, {}, {}});
    check();
    QTRY_VERIFY(child<QWidget>("check_registry.connect"));
    m_dialog->close();
    QTRY_VERIFY(!m_dialog);
    QVERIFY(QThreadPool::globalInstance()->waitForDone(14'000));
}

void DoctorDialogTest::remembersInputButNoPassword()
{
    open({u"localhost:%1"_s.arg(closedPort()), u"admin"_s, u"a/b"_s, {}});
    child<QLineEdit>("doctorPassword")->setText(u"secret"_s);
    QCOMPARE(child<QLineEdit>("doctorPassword")->echoMode(), QLineEdit::Password);
    QSignalSpy spy(m_dialog, &DoctorDialog::inputChanged);
    check();
    QCOMPARE(spy.size(), 1);
    const auto input = spy.first().first().value<DoctorInput>();
    QCOMPARE(input.account, u"admin"_s);
    QCOMPARE(input.repository, u"a/b"_s);
    QTRY_COMPARE(child<QPushButton>("doctorCheck")->text(), u"Check"_s);
    for (const auto *label : m_dialog->findChildren<QLabel *>())
        QVERIFY(!label->text().contains(u"secret"_s));
}

QTEST_MAIN(DoctorDialogTest)
#include "DoctorDialogTest.moc"
