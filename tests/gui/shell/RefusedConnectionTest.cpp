// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/gui/support/ConsoleOnDaemon.h"
#include "tests/gui/support/FakeDaemon.h"

#include <QLabel>
#include <QStandardPaths>
#include <QTableView>

#include <pwd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using test::ConsoleOnDaemon;

/// What the window shows of daemons that do not talk to this console, or not about everything.
class RefusedConnectionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init()
    {
        m_console = ConsoleOnDaemon::create();
        QVERIFY(m_console != nullptr);
    }
    void cleanup() { m_console.reset(); }
    void anotherVersionSaysWhatToInstall();
    void anotherVersionAfterAnUpdateKeepsWhatIsShown();
    void aRefusedUserIsToldWhomToAsk();
    void aViewerSeesEverythingAndChangesNothing();

private:
    QString banner() const { return m_console->find<QLabel>("connectionBannerText")->text(); }
    bool isBannerShown() const { return m_console->find<QWidget>("connectionBanner")->isVisible(); }
    QAction *action(const char *name) const { return m_console->find<QAction>(name); }
    bool allow(const QByteArray &admins, const QByteArray &viewers)
    {
        return m_console->daemon().setText(m_console->daemon().text() + "\ncontrol:\n  admins: [" +
                                           admins + "]\n  viewers: [" + viewers + "]\n") &&
               m_console->daemon().restart();
    }
    static QByteArray ownName() { return ::getpwuid(::geteuid())->pw_name; }

    std::unique_ptr<ConsoleOnDaemon> m_console;
};

void RefusedConnectionTest::anotherVersionSaysWhatToInstall()
{
    test::FakeDaemon daemon;
    daemon.fail(u"hello"_s, control::ErrorCode::VersionMismatch, u"Another protocol."_s,
                {{u"protocol"_s, u"2.0"_s}, {u"version"_s, u"9.9.1"_s}});
    QVERIFY(daemon.listen());
    m_console->window().openConnection(daemon.spec());
    QTRY_VERIFY_WITH_TIMEOUT(isBannerShown(), ConsoleOnDaemon::kLimit);
    QTRY_VERIFY2(banner().contains(u"version 9.9.1"_s), qPrintable(banner()));
    QVERIFY(banner().contains(u"Install versions that belong together."_s));
    QVERIFY(!action("actionApply")->isEnabled());
}

void RefusedConnectionTest::anotherVersionAfterAnUpdateKeepsWhatIsShown()
{
    test::FakeDaemon daemon;
    daemon.text = m_console->daemon().text();
    QVERIFY(daemon.listen());
    m_console->window().openConnection(daemon.spec());
    QTRY_VERIFY_WITH_TIMEOUT(m_console->session().isLive() &&
                                 m_console->workspace().content().configuration() != nullptr,
                             ConsoleOnDaemon::kLimit);
    const std::size_t rules = m_console->workspace().content().rules().size();
    daemon.fail(u"hello"_s, control::ErrorCode::VersionMismatch, u"Another protocol."_s,
                {{u"protocol"_s, u"2.0"_s}, {u"version"_s, u"9.9.1"_s}});
    daemon.sayBye(u"restarting"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(banner().contains(u"version 9.9.1"_s), qPrintable(banner()),
                              ConsoleOnDaemon::kLimit);
    QCOMPARE(m_console->workspace().content().rules().size(), rules); // stale, not cleared
    QVERIFY(!m_console->find<QLabel>("statusVersion")->isEnabled());
}

void RefusedConnectionTest::aRefusedUserIsToldWhomToAsk()
{
    QVERIFY(allow("nobody", ""));
    QTRY_VERIFY2_WITH_TIMEOUT(banner().contains(u"control.admins or control.viewers"_s),
                              qPrintable(banner()), ConsoleOnDaemon::kLimit);
    QVERIFY(isBannerShown());
    QVERIFY(banner().contains(u"Ask an administrator"_s));
    QVERIFY(!m_console->session().isLive());
}

void RefusedConnectionTest::aViewerSeesEverythingAndChangesNothing()
{
    QVERIFY(allow("nobody", ownName()));
    QTRY_VERIFY_WITH_TIMEOUT(m_console->session().isLive() && m_console->workspace().isReadOnly(),
                             ConsoleOnDaemon::kLimit);
    for (const char *command : {"actionAddUser", "actionAddRule", "actionGenerateCertificate",
                                "actionStopService", "actionReloadService"}) {
        const QAction *found = action(command);
        QVERIFY2(found != nullptr, command);
        QVERIFY2(!found->isEnabled(), command);
        QVERIFY2(!found->toolTip().isEmpty(), command);
    }
    QTRY_VERIFY(m_console->find<QTableView>("userTable")->model()->rowCount() > 0);
    QVERIFY(m_console->find<QTableView>("ruleTable")->model()->rowCount() > 0);
    // Decisions are shown as to everybody.
    QTest::keySequence(&m_console->window(), QKeySequence(u"Ctrl+5"_s));
    QVERIFY(m_console->daemon().requestToken({}, {}, u"repository:public/alpine:pull"_s) > 0);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->find<QTableView>("logTable")->model()->rowCount() > 0,
                             ConsoleOnDaemon::kLimit);
}

QTEST_MAIN(RefusedConnectionTest)
#include "RefusedConnectionTest.moc"
