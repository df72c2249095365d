// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/rules/VerdictView.h"
#include "gui/widgets/Dialogs.h"
#include "tests/gui/rules/RulesPageFixture.h"

#include <QFile>
#include <QLabel>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using namespace wharfgate::gui;
using Fixture = test::RulesPageFixture;
using test::numberedRules;

class RulePanelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void testRequestShowsBothSides();
    void testCasesAreSavedAndRun();
    void testRequestTellsWhatIsMissing();
    void permissionsOfAnAccount();
    void permissionsExport();
};

void RulePanelsTest::testRequestShowsBothSides()
{
    Fixture f("  - match: {name: \"library/*\"}\n    actions: [\"pull\"]\n"
              "  - match: {account: \"alice\"}\n    actions: [\"*\"]\n");
    f.select({1});
    QTest::keyClick(f.table, Qt::Key_Up, Qt::AltModifier);
    acl::Request request;
    request.account = "alice";
    request.type = "repository";
    request.name = "library/nginx";
    request.actions = {"pull", "push"};
    f.page.testRequest(request);
    QVERIFY(f.find<VerdictView>(u"stagedVerdict"_s)->text().startsWith(u"Rule 1 decides"));
    QVERIFY(f.find<VerdictView>(u"liveVerdict"_s)->text().startsWith(u"Rule 1 decides"));
    QCOMPARE(f.find<QWidget>(u"stagedVerdictBadge"_s)->accessibleName(), u"Granted"_s);
    QCOMPARE(f.find<QWidget>(u"liveVerdictBadge"_s)->accessibleName(), u"Partly Granted"_s);
    QCOMPARE(f.find<QLineEdit>(u"testLabels"_s)->text(), u"group=dev"_s);
    // Pushed when the rules change.
    f.select({0});
    QTest::keyClick(f.table, Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY(f.find<VerdictView>(u"stagedVerdict"_s)->text().startsWith(u"Rule 1 decides"));
    f.type(u"testName"_s, u"nobody/knows"_s);
    QTRY_VERIFY(f.find<VerdictView>(u"stagedVerdict"_s)->text().startsWith(u"No rule matches"));
    QCOMPARE(f.find<QTableView>(u"passedOverTable"_s)->model()->rowCount(), 1);
}

void RulePanelsTest::testCasesAreSavedAndRun()
{
    Fixture f("  - match: {account: \"alice\"}\n    actions: [\"pull\"]\n");
    acl::Request request;
    request.account = "alice";
    request.type = "repository";
    request.name = "a";
    request.actions = {"pull", "push"};
    f.page.testRequest(request);
    dialogs::setNextText(u"Alice pulls"_s);
    f.action(u"actionSaveTestCase"_s)->trigger();
    const auto &tests = f.workspace.content().configuration()->tests;
    QCOMPARE(tests.size(), std::size_t(1));
    QCOMPARE(tests.front().title, std::string("Alice pulls"));
    QVERIFY(tests.front().expected == std::vector<std::string>{"pull"});
    QCOMPARE(f.undoText(), u"Save Test Case"_s);
    f.select({0});
    QTest::keyClick(f.table, Qt::Key_E, Qt::ControlModifier);
    QTRY_COMPARE(f.find<QLabel>(u"testCaseSummary"_s)->text().left(21), u"1 of 1 cases fail. Yo"_s);
    f.action(u"actionRunTestCases"_s)->trigger();
    QVERIFY(f.messages.lastText().contains(u"1 of 1"));
    f.find<QTableView>(u"testCaseTable"_s)->selectAll();
    f.action(u"actionDeleteTestCase"_s)->trigger();
    QVERIFY(f.workspace.content().configuration()->tests.empty());
}

void RulePanelsTest::testRequestTellsWhatIsMissing()
{
    Fixture f(numberedRules(1));
    f.action(u"actionTestRequest"_s)->trigger();
    QVERIFY(f.find<QLabel>(u"testProblem"_s)->isVisible());
    QVERIFY(!f.action(u"actionSaveTestCase"_s)->isEnabled());
    f.type(u"testName"_s, u"a"_s);
    QTRY_VERIFY(!f.find<QLabel>(u"testProblem"_s)->isVisible());
    f.type(u"testAddress"_s, u"10.0.0"_s);
    QTRY_VERIFY(f.find<QLabel>(u"testProblem"_s)->isVisible());
    QVERIFY(f.find<QLabel>(u"testProblem"_s)->text().contains(u"10.0.0.1"));
}

void RulePanelsTest::permissionsOfAnAccount()
{
    Fixture f("  - match: {account: \"alice\", name: \"team/app\"}\n    actions: [\"pull\"]\n"
              "  - match: {name: \"library/nginx\"}\n    actions: [\"pull\"]\n");
    f.page.showPermissionsOf(u"alice"_s);
    auto *const table = f.find<QTableView>(u"permissionTable"_s);
    QTRY_COMPARE(table->model()->rowCount(), 3);
    QTest::keyClicks(f.find<QLineEdit>(u"permissionFilter"_s), u"team"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, 1).data().toString(), u"Yes"_s);
    Q_EMIT table->activated(table->model()->index(0, 2));
    QCOMPARE(f.find<QLineEdit>(u"testName"_s)->text(), u"team/app"_s);
    QCOMPARE(f.find<QTabWidget>(u"rulesSide"_s)->currentIndex(), 1);
}

void RulePanelsTest::permissionsExport()
{
    const QTemporaryDir folder;
    Fixture f(
        "  - match: {account: \"alice\"}\n    actions: [\"pull\"]\n",
        "tests:\n  - {account: \"alice\", name: \"=cmd()\", actions: [pull], expect: [pull]}\n");
    f.page.showPermissionsOf(u"alice"_s);
    QTRY_COMPARE(f.find<QTableView>(u"permissionTable"_s)->model()->rowCount(), 2);
    dialogs::setNextFileName(folder.filePath(u"p.csv"_s));
    f.action(u"actionExportPermissions"_s)->trigger();
    QFile file(folder.filePath(u"p.csv"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.startsWith("\"Repository\",\"pull\",\"push\",\"delete\"\r\n"));
    QVERIFY(text.contains("\"'=cmd()\",\"yes\",\"no\",\"no\"")); // no formula
}

QTEST_MAIN(RulePanelsTest)
#include "RulePanelsTest.moc"
