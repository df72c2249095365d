// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/rules/RulesPage.h"
#include "tests/gui/support/ConsoleOnDaemon.h"

#include <QLabel>
#include <QPushButton>
#include <QStandardPaths>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using test::ConsoleOnDaemon;

/// "Why was this push denied?", from the log to a push that works.
class DeniedPushTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void fromDenialToGrant();

private:
    static QString resultOfLastRow(const QTableView &table)
    {
        const QAbstractItemModel &model = *table.model();
        const int column = test::columnOf(model, u"Result"_s);
        return model.index(model.rowCount() - 1, column).data().toString();
    }
};

void DeniedPushTest::fromDenialToGrant()
{
    const auto console = ConsoleOnDaemon::create();
    QVERIFY(console != nullptr);
    QTest::keySequence(&console->window(), QKeySequence(u"Ctrl+5"_s));
    auto *table = console->find<QTableView>("logTable");
    QVERIFY(table != nullptr && table->isVisible());

    const QString scope = u"repository:prod/api:push"_s;
    QVERIFY(console->daemon().requestToken(u"ci-nightly"_s, test::DemoWorkspace::kMachinePassword,
                                           scope) > 0);
    QTRY_COMPARE_WITH_TIMEOUT(resultOfLastRow(*table), u"Denied"_s, ConsoleOnDaemon::kLimit);

    const QModelIndex last = table->model()->index(table->model()->rowCount() - 1, 1);
    table->scrollTo(last);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(last).center());
    QTRY_VERIFY(console->find<QAction>("actionCreateRule")->isEnabled());
    QVERIFY(console->press("actionCreateRule"));

    auto *add = console->find<QPushButton>("addNewRule");
    QVERIFY(add != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(add->isVisible() && add->isEnabled(), ConsoleOnDaemon::kLimit);
    const std::size_t before = console->workspace().content().rules().size();
    QTest::mouseClick(add, Qt::LeftButton);
    QTRY_COMPARE(console->workspace().content().rules().size(), before + 1);
    QTRY_VERIFY(console->find<QWidget>("pendingBar")->isVisible());
    // Nothing has reached the daemon yet.
    QVERIFY(!console->daemon().text().contains("ci-nightly\", type"));

    QVERIFY(console->press("actionApply"));
    QTRY_VERIFY_WITH_TIMEOUT(console->find<QWidget>("reviewDialog") != nullptr,
                             ConsoleOnDaemon::kLimit);
    auto *apply = console->find<QPushButton>("reviewApply");
    QTRY_VERIFY_WITH_TIMEOUT(apply->isEnabled(), ConsoleOnDaemon::kLimit);
    QTest::keyClick(apply, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!console->workspace().isModified(), ConsoleOnDaemon::kLimit);
    QVERIFY(!console->find<QWidget>("pendingBar")->isVisible());

    QTest::keySequence(&console->window(), QKeySequence(u"Ctrl+5"_s));
    console->daemon().requestToken(u"ci-nightly"_s, test::DemoWorkspace::kMachinePassword, scope);
    QTRY_COMPARE_WITH_TIMEOUT(resultOfLastRow(*table), u"Granted"_s, ConsoleOnDaemon::kLimit);
}

QTEST_MAIN(DeniedPushTest)
#include "DeniedPushTest.moc"
