// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/overview/OverviewPage.h"
#include "gui/client/Session.h"
#include "gui/widgets/EmptyState.h"
#include "gui/widgets/TableView.h"
#include "gui/widgets/TimePlot.h"
#include "gui/workspace/Workspace.h"
#include "tests/gui/support/FakeDaemon.h"
#include "tests/gui/support/RecordingMessages.h"
#include "tests/gui/support/RecordingNavigator.h"

#include <QAction>
#include <QJsonArray>
#include <QLabel>
#include <QListView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <chrono>
#include <memory>

using namespace wharfgate;
using namespace wharfgate::gui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QJsonObject counters()
{
    QJsonArray minutes;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (int i = 0; i < 60; ++i)
        minutes.append(QJsonObject{{u"time"_s, now.addSecs(-60 * i).toString(Qt::ISODateWithMs)},
                                   {u"granted"_s, 20 + i % 5},
                                   {u"denied"_s, i % 3}});
    return {
        {u"minutes"_s, minutes},
        {u"topAccounts"_s,
         QJsonArray{QJsonObject{{u"account"_s, u"ci"_s}, {u"denied"_s, 9}, {u"loginFailed"_s, 1}}}},
        {u"topAddresses"_s,
         QJsonArray{
             QJsonObject{{u"address"_s, u"10.9.8.7"_s}, {u"denied"_s, 0}, {u"loginFailed"_s, 5}}}},
        {u"dropped"_s, 0}};
}

QJsonObject status()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    return {{u"version"_s, u"0.1.0"_s},
            {u"started"_s, now.addSecs(-7300).toString(Qt::ISODateWithMs)},
            {u"revision"_s, u"0123456789abcdef"_s},
            {u"address"_s, u"0.0.0.0:5001"_s},
            {u"transport"_s, u"https"_s},
            {u"rules"_s, 12},
            {u"users"_s, 34},
            {u"certificates"_s,
             QJsonArray{QJsonObject{
                 {u"role"_s, u"server"_s},
                 {u"notAfter"_s, now.addDays(12).addSecs(60).toString(Qt::ISODateWithMs)}}}},
            {u"lastError"_s, QJsonObject{{u"time"_s, now.toString(Qt::ISODateWithMs)},
                                         {u"message"_s, u"disk\nfull"_s}}}};
}

} // namespace

/// The overview on a daemon, without one, and after one was lost.
class OverviewPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysThatNothingIsOpen();
    void showsTheStateOfTheDaemon();
    void showsTrafficAndWhoFails();
    void failuresLeadToTheLog();
    void mergesAdvice();
    void adviceLeadsToItsPlace();
    void asksAboutTheWorkingCopy();
    void staleFiguresStayGreyed();
    void aPlainFileHasAdviceAndNoTraffic();
    void asksOnlyWhileSeen();
    void saysWhyCountersAreMissing();
    void fitsNarrowWindows();
    void commandsAreComplete();

private:
    void connectDaemon();
    QString text(const char *name) const;

    std::unique_ptr<test::FakeDaemon> m_daemon;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<test::RecordingNavigator> m_navigator;
    std::unique_ptr<test::RecordingMessages> m_messages;
    std::unique_ptr<OverviewPage> m_page;
};

void OverviewPageTest::init()
{
    m_daemon = std::make_unique<test::FakeDaemon>();
    m_daemon->answer(u"counters"_s, counters());
    m_daemon->answer(u"status"_s, status());
    m_daemon->answer(u"advice"_s, QJsonObject{{u"problems"_s, QJsonArray()}});
    QVERIFY(m_daemon->listen());
    m_workspace = std::make_unique<Workspace>();
    m_session = std::make_unique<Session>(*m_workspace);
    m_navigator = std::make_unique<test::RecordingNavigator>();
    m_messages = std::make_unique<test::RecordingMessages>();
    m_page = std::make_unique<OverviewPage>(
        PageContext{*m_workspace, *m_session, *m_navigator, *m_messages});
    m_page->resize(1000, 700);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void OverviewPageTest::cleanup()
{
    m_page.reset();
    m_session.reset();
    m_workspace.reset();
    m_daemon.reset();
}

void OverviewPageTest::connectDaemon()
{
    m_session->open(m_daemon->spec());
    QTRY_VERIFY(m_session->isLive());
    QTRY_VERIFY(m_workspace->isOpen());
}

QString OverviewPageTest::text(const char *name) const
{
    const auto *label = m_page->findChild<QLabel *>(QLatin1StringView(name));
    return label && label->isVisible() ? label->text() : QString();
}

void OverviewPageTest::saysThatNothingIsOpen()
{
    QCOMPARE(text("serviceState"), u"Nothing Is Open"_s);
    for (const EmptyState *empty : m_page->findChildren<EmptyState *>()) {
        QVERIFY(empty->isVisible());
        QVERIFY(!empty->text().isEmpty());
    }
}

void OverviewPageTest::showsTheStateOfTheDaemon()
{
    connectDaemon();
    QTRY_COMPARE(text("serviceState"), u"Running"_s);
    QTRY_VERIFY(text("serviceRules").startsWith(u"12 in force"_s));
    QVERIFY(text("serviceRules").contains(u"01234567"_s));
    QVERIFY(text("serviceRunning").contains(u"2 h 1 min"_s));
    QVERIFY(text("serviceAddress").contains(u"HTTPS"_s));
    QVERIFY(text("serviceError").contains(u"disk\\nfull"_s));
    QVERIFY(text("serviceReload").contains(u"None"_s));
    auto *certificate = m_page->findChild<QToolButton *>(u"serviceCertificate_server"_s);
    QVERIFY(certificate->isVisible());
    QCOMPARE(certificate->text(), u"Expires in 12 days"_s);
    QVERIFY(!m_page->findChild<QToolButton *>(u"serviceCertificate_token"_s)->isVisible());
    QTest::mouseClick(certificate, Qt::LeftButton);
    QCOMPARE(m_navigator->certificates, QStringList{u"server"_s});
}

void OverviewPageTest::showsTrafficAndWhoFails()
{
    connectDaemon();
    auto *accounts = m_page->findChild<TableView *>(u"failingAccounts"_s);
    QTRY_COMPARE(accounts->model()->rowCount(), 1);
    QCOMPARE(accounts->model()->index(0, 0).data().toString(), u"ci"_s);
    auto *plot = m_page->findChild<TimePlot *>(u"requestPlot"_s);
    QVERIFY(plot->isEnabled());
    QVERIFY(!plot->accessibleDescription().isEmpty());
    QCOMPARE(m_daemon->lastParams(u"counters"_s)["minutes"_L1].toInt(), 60);
}

void OverviewPageTest::failuresLeadToTheLog()
{
    connectDaemon();
    auto *accounts = m_page->findChild<TableView *>(u"failingAccounts"_s);
    auto *addresses = m_page->findChild<TableView *>(u"failingAddresses"_s);
    QTRY_COMPARE(addresses->model()->rowCount(), 1);
    accounts->setFocus();
    accounts->selectRows({0});
    QTest::keyClick(accounts, Qt::Key_Return);
    QCOMPARE(m_navigator->filters.size(), std::size_t(1));
    const QJsonObject first = m_navigator->filters[0].toJson();
    QCOMPARE(first["account"_L1].toString(), u"ci"_s);
    QCOMPARE(first["result"_L1].toArray().size(), 2);
    addresses->setFocus();
    addresses->selectRows({0});
    m_page->findChild<QAction *>(u"actionShowFailuresInLog"_s)->trigger();
    QCOMPARE(m_navigator->filters.size(), std::size_t(2));
    QCOMPARE(m_navigator->filters[1].toJson()["client"_L1].toString(), u"10.9.8.7"_s);
}

void OverviewPageTest::mergesAdvice()
{
    // The daemon says one thing that the working copy says, too, and one of its own.
    const auto content =
        config::ConfigurationText::read(m_daemon->text.toStdString(), "/etc/wharfgate.yml");
    QVERIFY(!content.problems().empty());
    const config::Problem &own = content.problems().front();
    m_daemon->answer(
        u"advice"_s,
        QJsonObject{{u"problems"_s,
                     QJsonArray{QJsonObject{{u"severity"_s, u"lint"_s},
                                            {u"code"_s, QString::fromStdString(own.code)},
                                            {u"line"_s, own.position.line},
                                            {u"column"_s, own.position.column},
                                            {u"key"_s, QString::fromStdString(own.key)},
                                            {u"message"_s, QString::fromStdString(own.message)}},
                                QJsonObject{{u"severity"_s, u"warning"_s},
                                            {u"code"_s, u"key-mode"_s},
                                            {u"line"_s, 0},
                                            {u"column"_s, 0},
                                            {u"key"_s, u"token.key"_s},
                                            {u"message"_s, u"others may read the key"_s},
                                            {u"remedy"_s, u"Use mode 0600."_s}}}}});
    connectDaemon();
    auto *list = m_page->findChild<QListView *>(u"adviceList"_s);
    const int expected = static_cast<int>(content.problems().size()) + 1;
    QTRY_COMPARE(list->model()->rowCount(), expected);
    QVERIFY(list->isVisible());
}

void OverviewPageTest::adviceLeadsToItsPlace()
{
    connectDaemon();
    auto *list = m_page->findChild<QListView *>(u"adviceList"_s);
    QTRY_VERIFY(list->model()->rowCount() > 0);
    auto *show = m_page->findChild<QAction *>(u"actionShowAdvice"_s);
    QVERIFY(!show->isEnabled());
    list->setFocus();
    list->setCurrentIndex(list->model()->index(0, 0));
    QVERIFY(show->isEnabled());
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(m_navigator->problems.size(), std::size_t(1));
    QTest::keyClick(list, Qt::Key_Return, Qt::AltModifier);
    QCOMPARE(m_navigator->problems.size(), std::size_t(2));
    // "Show Me" at the right of the item.
    const QRect item = list->visualRect(list->model()->index(0, 0));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      QPoint(item.right() - 20, item.top() + 14));
    QCOMPARE(m_navigator->problems.size(), std::size_t(3));
    QCOMPARE(m_navigator->problems[0].code, m_navigator->problems[2].code);
}

void OverviewPageTest::asksAboutTheWorkingCopy()
{
    connectDaemon();
    QTRY_VERIFY(m_daemon->count(u"advice"_s) > 0);
    QVERIFY(!m_daemon->lastParams(u"advice"_s).contains(u"text"_s));
    const int before = m_daemon->count(u"advice"_s);
    const QByteArray changed = m_daemon->text + "\n# note\n";
    QVERIFY(m_workspace->perform(u"Edit"_s, {config::ReplaceText{changed.toStdString()}}));
    QTRY_VERIFY(m_daemon->count(u"advice"_s) > before);
    QCOMPARE(m_daemon->lastParams(u"advice"_s)["text"_L1].toString().toUtf8(), changed);
    // After a reload the answer may be another one.
    const int asked = m_daemon->count(u"advice"_s);
    m_daemon->notify(u"certificatesChanged"_s, {{u"role"_s, u"server"_s}});
    QTRY_VERIFY(m_daemon->count(u"advice"_s) > asked);
}

void OverviewPageTest::staleFiguresStayGreyed()
{
    connectDaemon();
    auto *accounts = m_page->findChild<TableView *>(u"failingAccounts"_s);
    QTRY_COMPARE(accounts->model()->rowCount(), 1);
    QTRY_VERIFY(!text("serviceRules").isEmpty());
    m_daemon->stopListening();
    m_daemon->dropClients();
    QTRY_COMPARE(m_session->state(), Session::State::Waiting);
    QCOMPARE(accounts->model()->rowCount(), 1);
    QVERIFY(!accounts->isEnabled());
    QVERIFY(!m_page->findChild<QLabel *>(u"serviceRules"_s)->isEnabled());
    QVERIFY(text("serviceRules").startsWith(u"12 in force"_s));
    QCOMPARE(text("serviceState"), u"No Connection"_s);
    QVERIFY(!text("serviceReason").isEmpty());
    m_session->close();
    QTRY_COMPARE(accounts->model()->rowCount(), 0);
}

void OverviewPageTest::aPlainFileHasAdviceAndNoTraffic()
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
    QTRY_COMPARE(text("serviceState"), u"Plain File"_s);
    QCOMPARE(text("serviceUsers"), u"1"_s);
    QVERIFY(text("serviceFile").endsWith(u"w.yml"_s));
    auto *list = m_page->findChild<QListView *>(u"adviceList"_s);
    // Among the advice: the key file that does not exist.
    QTRY_VERIFY(
        list->model()
            ->match(list->model()->index(0, 0), Qt::DisplayRole, u"/x.key"_s, 1, Qt::MatchContains)
            .size() == 1);
    auto *accounts = m_page->findChild<TableView *>(u"failingAccounts"_s);
    QVERIFY(accounts->emptyText().contains(u"plain file"_s));
    QCOMPARE(m_daemon->count(u"counters"_s), 0);
}

void OverviewPageTest::asksOnlyWhileSeen()
{
    m_page->setRefreshInterval(10ms);
    connectDaemon();
    QTRY_VERIFY(m_daemon->count(u"counters"_s) > 3);
    m_page->hide();
    QTest::qWait(50); // replies on their way
    const int before = m_daemon->count(u"counters"_s);
    QTest::qWait(50); // nothing to wait for: that nothing is asked is the point
    QCOMPARE(m_daemon->count(u"counters"_s), before);
    m_page->show();
    QTRY_VERIFY(m_daemon->count(u"counters"_s) > before);
}

void OverviewPageTest::saysWhyCountersAreMissing()
{
    m_daemon->fail(u"counters"_s, control::ErrorCode::InternalError, u"The ring is broken."_s);
    connectDaemon();
    auto *plot = m_page->findChild<TimePlot *>(u"requestPlot"_s);
    const auto reasons = [this] {
        QStringList shown;
        for (const EmptyState *empty : m_page->findChildren<EmptyState *>())
            if (empty->isVisible())
                shown.append(empty->text());
        return shown;
    };
    QTRY_VERIFY(reasons().contains(u"The ring is broken."_s));
    QVERIFY(!plot->isVisible());
    m_daemon->answer(u"counters"_s, counters());
    m_page->findChild<QAction *>(u"actionRefreshOverview"_s)->trigger();
    QTRY_VERIFY(plot->isVisible());
    QVERIFY(!reasons().contains(u"The ring is broken."_s));
}

void OverviewPageTest::fitsNarrowWindows()
{
    connectDaemon();
    auto *plot = m_page->findChild<TimePlot *>(u"requestPlot"_s);
    QTRY_VERIFY(plot->isVisible());
    const auto left = [&] { return plot->mapTo(m_page.get(), QPoint()).x(); };
    QVERIFY(left() > 400);
    m_page->resize(500, 400);
    QTRY_VERIFY(left() < 100);
    QVERIFY(left() + plot->width() <= 500);
    m_page->resize(1000, 700);
    QTRY_VERIFY(left() > 400);
}

void OverviewPageTest::commandsAreComplete()
{
    QVERIFY(!m_page->title().isEmpty());
    QVERIFY(!m_page->purpose().isEmpty());
    for (QAction *action : m_page->commands()) {
        if (!action)
            continue;
        QVERIFY(!action->text().isEmpty());
        QVERIFY(!action->shortcut().isEmpty());
        QVERIFY(!action->statusTip().isEmpty());
        QVERIFY(!action->whatsThis().isEmpty());
        QVERIFY(m_page->actions().contains(action));
    }
}

QTEST_MAIN(OverviewPageTest)
#include "OverviewPageTest.moc"
