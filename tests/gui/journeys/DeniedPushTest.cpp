// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/gui/support/ConsoleOnDaemon.h"
#include "tests/gui/support/Hands.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTableView>
#include <QTextBrowser>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using test::ConsoleOnDaemon;
namespace keyboard = test::keyboard;
namespace mouse = test::mouse;

/// "Why was this push denied?", from the log to a push that works.
class DeniedPushTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init()
    {
        m_console = ConsoleOnDaemon::create();
        QVERIFY(m_console != nullptr);
        m_table = m_console->find<QTableView>("logTable");
    }
    void cleanup() { m_console.reset(); }
    void byKeyboard();
    void byMouse();
    void explicitDenialLooksDifferent();
    void blocksAnAddress();

private:
    /// Push of prod/api, as registries have it asked for.
    void askFor(const QString &account)
    {
        QVERIFY(m_console->daemon().requestToken(account, test::DemoWorkspace::kMachinePassword,
                                                 u"repository:prod/api:pull,push"_s) > 0);
    }
    QString lastResult() const
    {
        const QAbstractItemModel &model = *m_table->model();
        const int column = test::columnOf(model, u"Result"_s);
        return model.index(model.rowCount() - 1, column).data().toString();
    }
    QString details() const { return m_console->find<QTextBrowser>("entryDetails")->toPlainText(); }
    QString text(const char *label) const { return m_console->find<QLabel>(label)->text(); }
    QAction *action(const char *name) const { return m_console->find<QAction>(name); }
    std::size_t rules() const { return m_console->workspace().content().rules().size(); }
    bool isReviewed() const
    {
        const auto *apply = m_console->find<QPushButton>("reviewApply");
        return apply != nullptr && apply->isVisible() && apply->isEnabled();
    }
    bool isApplied() const
    {
        return !m_console->workspace().isModified() &&
               m_console->find<QWidget>("reviewDialog") == nullptr;
    }
    /// What the log says of the rule that decides.
    void checkDetails();
    void checkReview();

    std::unique_ptr<ConsoleOnDaemon> m_console;
    QTableView *m_table = nullptr;
};

void DeniedPushTest::checkDetails()
{
    QTRY_VERIFY_WITH_TIMEOUT(details().contains(u"rules were tried before"_s),
                             ConsoleOnDaemon::kLimit);
    QVERIFY(details().contains(u"k8s-puller was granted only pull of pull, push on prod/api"_s));
    QVERIFY(details().contains(u"rule 6"_s));
    QVERIFY(details().contains(u"Clusters pull what runs in production"_s));
    QVERIFY(details().contains(u"label \"group\" has \"cluster\", which does not match"_s));
}

void DeniedPushTest::checkReview()
{
    QTRY_VERIFY_WITH_TIMEOUT(isReviewed(), ConsoleOnDaemon::kLimit);
    const QString difference = m_console->find<QPlainTextEdit>("reviewDifference")->toPlainText();
    QVERIFY2(difference.contains(u"account: \"k8s-puller\""_s), qPrintable(difference));
    // Nothing has reached the daemon yet.
    QVERIFY(!m_console->daemon().text().contains("account: \"k8s-puller\""));
}

void DeniedPushTest::byKeyboard()
{
    QVERIFY(keyboard::press(u"Ctrl+5"_s));
    askFor(u"k8s-puller"_s);
    QTRY_COMPARE_WITH_TIMEOUT(lastResult(), u"Partly Granted"_s, ConsoleOnDaemon::kLimit);
    QVERIFY(keyboard::tabTo(u"logTable"_s));
    QVERIFY(keyboard::press(u"End"_s));
    checkDetails();

    // The rule that decided, and back.
    QVERIFY(keyboard::run(action("actionGoToRule")));
    QTRY_COMPARE(text("ruleTitle"), u"Rule 6"_s);
    QVERIFY(keyboard::press(u"Ctrl+5"_s));
    QTRY_VERIFY(action("actionCreateRule")->isEnabled());
    const std::size_t before = rules();
    QVERIFY(keyboard::run(action("actionCreateRule")));
    QTRY_COMPARE(text("ruleTitle"), u"New rule, not added yet"_s);
    QCOMPARE(rules(), before);
    QVERIFY(keyboard::tabTo(u"addNewRule"_s));
    QVERIFY(keyboard::press(u"Space"_s));
    QTRY_COMPARE(rules(), before + 1);

    // The same request, tried on both sides.
    QVERIFY(keyboard::press(u"Ctrl+5"_s));
    QVERIFY(keyboard::run(action("actionTestEntry")));
    QTRY_COMPARE_WITH_TIMEOUT(m_console->find<QWidget>("stagedVerdictBadge")->accessibleName(),
                              u"Granted"_s, ConsoleOnDaemon::kLimit);
    QTRY_COMPARE_WITH_TIMEOUT(m_console->find<QWidget>("liveVerdictBadge")->accessibleName(),
                              u"Partly Granted"_s, ConsoleOnDaemon::kLimit);

    QVERIFY(keyboard::run(action("actionApply")));
    checkReview();
    QVERIFY(keyboard::press(u"Return"_s));
    QTRY_VERIFY_WITH_TIMEOUT(isApplied(), ConsoleOnDaemon::kLimit);
    askFor(u"k8s-puller"_s);
    QTRY_COMPARE_WITH_TIMEOUT(lastResult(), u"Granted"_s, ConsoleOnDaemon::kLimit);
}

void DeniedPushTest::byMouse()
{
    auto *pages = m_console->find<QAbstractItemView>("pageList");
    QVERIFY(mouse::clickText(pages, u"Live Log"_s));
    askFor(u"k8s-puller"_s);
    QTRY_COMPARE_WITH_TIMEOUT(lastResult(), u"Partly Granted"_s, ConsoleOnDaemon::kLimit);
    QVERIFY(mouse::clickRow(m_table, m_table->model()->rowCount() - 1));
    checkDetails();

    QVERIFY(mouse::clickButtonOf(m_console->window(), action("actionGoToRule")));
    QTRY_COMPARE(text("ruleTitle"), u"Rule 6"_s);
    QVERIFY(mouse::clickText(pages, u"Live Log"_s));
    QTRY_VERIFY(action("actionCreateRule")->isEnabled());
    const std::size_t before = rules();
    QVERIFY(mouse::clickButtonOf(m_console->window(), action("actionCreateRule")));
    QTRY_VERIFY(m_console->find<QPushButton>("addNewRule")->isVisible());
    QVERIFY(mouse::click(m_console->find<QPushButton>("addNewRule")));
    QTRY_COMPARE(rules(), before + 1);

    QVERIFY(mouse::clickText(pages, u"Live Log"_s));
    QVERIFY(mouse::clickButtonOf(m_console->window(), action("actionTestEntry")));
    QTRY_COMPARE_WITH_TIMEOUT(m_console->find<QWidget>("stagedVerdictBadge")->accessibleName(),
                              u"Granted"_s, ConsoleOnDaemon::kLimit);
    QTRY_COMPARE_WITH_TIMEOUT(m_console->find<QWidget>("liveVerdictBadge")->accessibleName(),
                              u"Partly Granted"_s, ConsoleOnDaemon::kLimit);

    QVERIFY(mouse::choose(m_console->window(), action("actionReview")));
    checkReview();
    QVERIFY(mouse::clickTab(m_console->find<QTabWidget>("reviewTabs"), 1));
    QVERIFY(mouse::click(m_console->find<QPushButton>("reviewApply")));
    QTRY_VERIFY_WITH_TIMEOUT(isApplied(), ConsoleOnDaemon::kLimit);
    QVERIFY(!m_console->find<QWidget>("pendingBar")->isVisible());
    askFor(u"k8s-puller"_s);
    QTRY_COMPARE_WITH_TIMEOUT(lastResult(), u"Granted"_s, ConsoleOnDaemon::kLimit);
}

void DeniedPushTest::explicitDenialLooksDifferent()
{
    QVERIFY(keyboard::press(u"Ctrl+5"_s));
    askFor(u"ci-nightly"_s); // no rule matches
    QTRY_COMPARE_WITH_TIMEOUT(lastResult(), u"Denied"_s, ConsoleOnDaemon::kLimit);
    QVERIFY(mouse::clickRow(m_table, m_table->model()->rowCount() - 1));
    QTRY_VERIFY(details().contains(u"no rule matched, so nothing was granted"_s));
    QVERIFY(keyboard::run(action("actionGoToRule"))); // says why there is none
    QTRY_VERIFY(text("messageText").startsWith(u"No rule matched, so nothing was granted."_s));
    QVERIFY(m_table->isVisible());

    QVERIFY(m_console->daemon().replace("ip: \"192.0.2.0/24\"", "ip: \"127.0.0.0/8\""));
    QTRY_VERIFY_WITH_TIMEOUT(m_console->workspace().content().text().find("127.0.0.0/8") !=
                                 std::string::npos,
                             ConsoleOnDaemon::kLimit);
    const int rows = m_table->model()->rowCount();
    askFor(u"ci-nightly"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_table->model()->rowCount() > rows && lastResult() == u"Denied"_s,
                             ConsoleOnDaemon::kLimit);
    QVERIFY(mouse::clickRow(m_table, m_table->model()->rowCount() - 1));
    QTRY_VERIFY(details().contains(u"rule 1 (it grants none of these)"_s));
    QTRY_VERIFY(action("actionGoToRule")->isEnabled());
    QVERIFY(keyboard::run(action("actionTestEntry")));
    QTRY_VERIFY_WITH_TIMEOUT(
        text("stagedVerdictText").startsWith(u"Explicitly denied: rule 1 grants nothing."_s),
        ConsoleOnDaemon::kLimit);
}

void DeniedPushTest::blocksAnAddress()
{
    QVERIFY(keyboard::press(u"Ctrl+5"_s));
    askFor(u"k8s-puller"_s);
    QTRY_COMPARE_WITH_TIMEOUT(lastResult(), u"Partly Granted"_s, ConsoleOnDaemon::kLimit);
    QVERIFY(mouse::clickRow(m_table, m_table->model()->rowCount() - 1));
    QTRY_VERIFY(action("actionBlockAddress")->isEnabled());
    QVERIFY(mouse::clickButtonOf(m_console->window(), action("actionBlockAddress")));
    QTRY_VERIFY(m_console->find<QPushButton>("addNewRule")->isVisible());
    QVERIFY(mouse::click(m_console->find<QPushButton>("addNewRule")));
    const auto &first = m_console->workspace().content().rules().front().rule;
    QTRY_COMPARE(first.match.ip, std::optional<std::string>("127.0.0.1"));
    QVERIFY(first.actions.empty());
    QVERIFY(keyboard::run(action("actionApply")));
    QTRY_VERIFY_WITH_TIMEOUT(isReviewed(), ConsoleOnDaemon::kLimit);
    QVERIFY(keyboard::press(u"Return"_s));
    QTRY_VERIFY_WITH_TIMEOUT(isApplied(), ConsoleOnDaemon::kLimit);
    askFor(u"k8s-puller"_s);
    QTRY_COMPARE_WITH_TIMEOUT(lastResult(), u"Denied"_s, ConsoleOnDaemon::kLimit);
}

QTEST_MAIN(DeniedPushTest)
#include "DeniedPushTest.moc"
