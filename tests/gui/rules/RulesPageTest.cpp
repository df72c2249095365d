// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/RuleModel.h"
#include "gui/widgets/ChipEditor.h"
#include "gui/widgets/Dialogs.h"
#include "tests/gui/rules/RulesPageFixture.h"

#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTemporaryDir>

#include <set>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using namespace wharfgate::gui;
using Fixture = test::RulesPageFixture;
using test::numberedRules;

class RulesPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCommandIsExplained();
    void keysMoveRules();
    void moveIsRefusedWhileFilteredOrSorted();
    void dragWithTheMouseMovesOnce();
    void clipboardHoldsTextOfTheFile();
    void deleteDuplicateToggle();
    void formStagesEachFieldOnce();
    void formShowsProblemsBesideTheField();
    void formFollowsUndo();
    void patternTesterAnswersAtOnce();
    void textViewIsKeptInStep();
    void halfEditedTextIsAskedAbout();
    void newRuleIsStagedOnAddOnly();
    void newRuleFromElsewhereSaysWhere();
    void readOnlySaysWhy();
    void warningLeadsToItsCause();
    void searchNarrowsAndShowRuleClears();
    void importAndExport();
    void liveThingsSayWhyTheyAreMissing();
    void keepsItsColumns();
};

void RulesPageTest::everyCommandIsExplained()
{
    Fixture f(numberedRules(2));
    std::set<QString> shortcuts;
    for (const QAction *const action : f.page.commands()) {
        if (action == nullptr)
            continue;
        QVERIFY2(!action->text().isEmpty() && !action->objectName().isEmpty(), "a name");
        QVERIFY2(!action->statusTip().isEmpty(), qPrintable(action->objectName()));
        QVERIFY2(!action->whatsThis().isEmpty(), qPrintable(action->objectName()));
        QVERIFY2(f.page.actions().contains(action), qPrintable(action->objectName()));
        if (!action->shortcut().isEmpty())
            QVERIFY2(shortcuts.insert(action->shortcut().toString()).second,
                     qPrintable(action->objectName()));
    }
}

void RulesPageTest::keysMoveRules()
{
    Fixture f(numberedRules(5));
    f.select({1});
    QTest::keyClick(f.table, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(f.order(), std::string("r2 r1 r3 r4 r5"));
    QTest::keyClick(f.table, Qt::Key_Down, Qt::AltModifier);
    QTest::keyClick(f.table, Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(f.order(), std::string("r1 r3 r2 r4 r5"));
    QCOMPARE(f.table->selectedRules(), QList<int>{2});
    QTest::keyClick(f.table, Qt::Key_End, Qt::AltModifier);
    QCOMPARE(f.order(), std::string("r1 r3 r4 r5 r2"));
    f.select({2, 3, 4});
    QTest::keyClick(f.table, Qt::Key_Home, Qt::AltModifier);
    QCOMPARE(f.order(), std::string("r4 r5 r2 r1 r3"));
    QCOMPARE(f.undoText(), u"Move 3 Rules"_s);
    QCOMPARE(f.table->selectedRules(), (QList<int>{0, 1, 2}));
    QTest::keyClick(f.table, Qt::Key_Up, Qt::AltModifier); // at the top already
    QCOMPARE(f.order(), std::string("r4 r5 r2 r1 r3"));
}

void RulesPageTest::moveIsRefusedWhileFilteredOrSorted()
{
    Fixture f(numberedRules(3));
    f.table->sortByColumn(RuleModel::Subject, Qt::DescendingOrder);
    f.select({1});
    QTest::keyClick(f.table, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(f.order(), std::string("r1 r2 r3"));
    QCOMPARE(f.messages.messages.size(), std::size_t(1));
    QAction *const remedy = f.messages.messages.back().action;
    QVERIFY(remedy != nullptr);
    remedy->trigger();
    QTest::keyClick(f.table, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(f.order(), std::string("r2 r1 r3"));
}

void RulesPageTest::dragWithTheMouseMovesOnce()
{
    Fixture f(numberedRules(4));
    f.select({0, 1});
    // What a drag hands over, dropped below the last rule, as a view receives it.
    const std::unique_ptr<QMimeData> data(
        f.table->model()->mimeData(f.table->selectionModel()->selectedIndexes()));
    const QRect last = f.table->visualRect(f.table->model()->index(3, 2));
    const QPointF below(last.center().x(), last.bottom());
    QDragEnterEvent enter(below.toPoint(), Qt::MoveAction, data.get(), Qt::LeftButton,
                          Qt::NoModifier);
    QApplication::sendEvent(f.table->viewport(), &enter);
    QDragMoveEvent move(below.toPoint(), Qt::MoveAction, data.get(), Qt::LeftButton,
                        Qt::NoModifier);
    QApplication::sendEvent(f.table->viewport(), &move);
    QVERIFY(move.isAccepted());
    QDropEvent drop(below, Qt::MoveAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(f.table->viewport(), &drop);
    QCOMPARE(f.order(), std::string("r3 r4 r1 r2"));
    QCOMPARE(f.undoText(), u"Move 2 Rules"_s);
    QVERIFY(!drop.isAccepted()); // a source told of a move would remove its rows
    QCOMPARE(f.workspace.pendingChanges(), 1);
}

void RulesPageTest::clipboardHoldsTextOfTheFile()
{
    Fixture f(numberedRules(3));
    f.select({0, 2});
    QTest::keyClick(f.table, Qt::Key_X, Qt::ControlModifier);
    QCOMPARE(f.order(), std::string("r2"));
    QCOMPARE(f.undoText(), u"Cut 2 Rules"_s);
    const auto copied = config::rulesFromYaml(QApplication::clipboard()->text().toStdString());
    QVERIFY(copied && copied->size() == 2);
    f.select({0});
    QTest::keyClick(f.table, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(f.order(), std::string("r2 r1 r3"));
    QCOMPARE(f.undoText(), u"Paste 2 Rules"_s);
    QCOMPARE(f.table->selectedRules(), (QList<int>{1, 2}));
    QApplication::clipboard()->setText(u"no rules: at all"_s);
    QTest::keyClick(f.table, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(f.order(), std::string("r2 r1 r3"));
    QVERIFY(f.messages.lastText().contains(u"clipboard"));
}

void RulesPageTest::deleteDuplicateToggle()
{
    Fixture f(numberedRules(3));
    f.select({1});
    QTest::keyClick(f.table, Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(f.order(), std::string("r1 r2 r2 r3"));
    QTest::keyClick(f.table, Qt::Key_E, Qt::ControlModifier);
    QCOMPARE(f.order(), std::string("r1 r2 -r2 r3"));
    QTest::keyClick(f.table, Qt::Key_Delete);
    QCOMPARE(f.order(), std::string("r1 r2 r3"));
    QCOMPARE(f.undoText(), u"Delete Rule"_s);
    f.table->selectAll();
    QTest::keyClick(f.table, Qt::Key_Delete);
    QVERIFY(f.workspace.content().rules().empty());
    QCOMPARE(f.undoText(), u"Delete 3 Rules"_s);
    f.workspace.undoStack().undo();
    QCOMPARE(f.order(), std::string("r1 r2 r3"));
    f.select({3}); // the implicit row
    QVERIFY(!f.action(u"actionDeleteRule"_s)->isEnabled());
    QVERIFY(!f.action(u"actionMoveRuleUp"_s)->isEnabled());
}

void RulesPageTest::formStagesEachFieldOnce()
{
    Fixture f(numberedRules(2));
    f.page.showRule(1);
    f.type(u"nameField"_s, u"team/*"_s);
    QCOMPARE(f.rule(1).rule.match.name.value_or(""), std::string("team/*"));
    QCOMPARE(f.undoText(), u"Change Rule 2"_s);
    QCOMPARE(f.workspace.undoStack().count(), 1);
    QVERIFY(f.find<QLabel>(u"ruleSentence"_s)->text().contains(u"team/*"));
    f.find<QLineEdit>(u"accountField"_s)->setFocus(); // leaving without a change stages nothing
    f.table->setFocus();
    QCOMPARE(f.workspace.undoStack().count(), 1);
    f.type(u"nameField"_s, u" "_s); // no pattern: any name
    QVERIFY(!f.rule(1).rule.match.name);
    f.type(u"accountField"_s, u"\"\""_s);
    QVERIFY(f.rule(1).rule.match.account == std::string());
}

void RulesPageTest::formShowsProblemsBesideTheField()
{
    Fixture f(numberedRules(2));
    f.page.showRule(0);
    f.type(u"accountField"_s, u"/(/"_s);
    QVERIFY(f.find<QLabel>(u"accountProblem"_s)->isVisible());
    QVERIFY(!f.workspace.isModified());
    dialogs::setNextUnsavedAnswer(dialogs::UnsavedAnswer::Cancel);
    f.select({1}); // stays with what is half typed
    QCOMPARE(f.table->selectedRules(), QList<int>{0});
    dialogs::setNextUnsavedAnswer(dialogs::UnsavedAnswer::Discard);
    f.select({1});
    QCOMPARE(f.table->selectedRules(), QList<int>{1});
    QCOMPARE(f.find<QLineEdit>(u"accountField"_s)->text(), u"r2"_s);
    f.type(u"ipField"_s, u"10.0.0.0/99"_s);
    QVERIFY(f.find<QLabel>(u"ipProblem"_s)->isVisible());
    f.type(u"ipField"_s, u"10.0.0.0/8"_s);
    QVERIFY(!f.find<QLabel>(u"ipProblem"_s)->isVisible());
    QVERIFY(f.rule(1).rule.match.ip == std::string("10.0.0.0/8"));
}

void RulesPageTest::formFollowsUndo()
{
    Fixture f(numberedRules(2));
    f.page.showRule(0);
    f.type(u"accountField"_s, u"somebody"_s);
    f.table->setFocus();
    f.workspace.undoStack().undo();
    QCOMPARE(f.find<QLineEdit>(u"accountField"_s)->text(), u"r1"_s);
    QVERIFY(f.find<QPlainTextEdit>(u"ruleText"_s)->toPlainText().contains(u"r1"));
}

void RulesPageTest::patternTesterAnswersAtOnce()
{
    Fixture f("  - match: {account: \"/^dev-/\", name: \"team/*\"}\n    actions: [\"pull\"]\n");
    f.page.showRule(0);
    auto *const result = f.find<QLabel>(u"patternResult"_s);
    QTest::keyClicks(f.find<QLineEdit>(u"patternText"_s), u"team/app"_s);
    QCOMPARE(result->text(), u"Matches"_s);
    QTest::keyClicks(f.find<QLineEdit>(u"patternText"_s), u"/x"_s);
    QCOMPARE(result->text(), u"Does not match"_s);
    f.type(u"nameField"_s, u"${account}/*"_s);
    QVERIFY(result->text().contains(u"Test a Request"));
}

void RulesPageTest::textViewIsKeptInStep()
{
    Fixture f(numberedRules(1));
    f.page.showRule(0);
    auto *const text = f.find<QPlainTextEdit>(u"ruleText"_s);
    f.type(u"nameField"_s, u"a/*"_s);
    QVERIFY(text->toPlainText().contains(u"a/*"));
    QVERIFY(!f.find<QPushButton>(u"applyRuleText"_s)->isEnabled());
    text->setPlainText(u"- match: {account: \"typed\"}\n  actions: [\"push\", \"pull\"]\n"_s);
    QTest::mouseClick(f.find<QPushButton>(u"applyRuleText"_s), Qt::LeftButton);
    QCOMPARE(f.order(), std::string("typed"));
    QCOMPARE(f.find<QLineEdit>(u"accountField"_s)->text(), u"typed"_s);
    QCOMPARE(f.find<ChipEditor>(u"actionsField"_s)->chips(), (QStringList{u"push"_s, u"pull"_s}));
    text->setPlainText(u"- match: {acc"_s);
    QTRY_VERIFY(f.find<QLabel>(u"ruleTextProblem"_s)->isVisible());
    QTest::mouseClick(f.find<QPushButton>(u"applyRuleText"_s), Qt::LeftButton);
    QCOMPARE(f.order(), std::string("typed"));
    QTest::mouseClick(f.find<QPushButton>(u"revertRuleText"_s), Qt::LeftButton);
    QVERIFY(text->toPlainText().contains(u"typed"));
    QVERIFY(!f.find<QLabel>(u"ruleTextProblem"_s)->isVisible());
}

void RulesPageTest::halfEditedTextIsAskedAbout()
{
    Fixture f(numberedRules(1));
    f.page.showRule(0);
    QVERIFY(f.page.finishEditing());
    auto *const text = f.find<QPlainTextEdit>(u"ruleText"_s);
    text->setPlainText(u"- match: {account: \"typed\"}\n  actions: [\"pull\"]\n"_s);
    dialogs::setNextUnsavedAnswer(dialogs::UnsavedAnswer::Cancel);
    QVERIFY(!f.page.finishEditing());
    dialogs::setNextUnsavedAnswer(dialogs::UnsavedAnswer::Apply);
    QVERIFY(f.page.finishEditing());
    QCOMPARE(f.order(), std::string("typed"));
}

void RulesPageTest::newRuleIsStagedOnAddOnly()
{
    Fixture f(numberedRules(2));
    f.select({1});
    QTest::keyClick(f.table, Qt::Key_Up, Qt::ControlModifier | Qt::ShiftModifier);
    f.type(u"accountField"_s, u"new"_s);
    QVERIFY(!f.workspace.isModified());
    dialogs::setNextUnsavedAnswer(dialogs::UnsavedAnswer::Cancel);
    QVERIFY(!f.page.finishEditing());
    QCOMPARE(f.find<QSpinBox>(u"newRulePosition"_s)->value(), 2);
    QTest::mouseClick(f.find<QPushButton>(u"addNewRule"_s), Qt::LeftButton);
    QCOMPARE(f.order(), std::string("r1 new r2"));
    QCOMPARE(f.undoText(), u"Add Rule"_s);
    QCOMPARE(f.table->selectedRules(), QList<int>{1});
    QTest::keyClick(f.table, Qt::Key_N, Qt::ControlModifier);
    QTest::mouseClick(f.find<QPushButton>(u"cancelNewRule"_s), Qt::LeftButton);
    QCOMPARE(f.order(), std::string("r1 new r2"));
    QVERIFY(f.page.finishEditing());
}

void RulesPageTest::newRuleFromElsewhereSaysWhere()
{
    Fixture f("  - match: {account: \"admin\"}\n    actions: [\"*\"]\n"
              "  - match: {name: \"library/*\"}\n    actions: [\"pull\"]\n");
    config::RuleEntry entry;
    entry.rule.match.account = "alice";
    entry.rule.match.type = "repository";
    entry.rule.match.name = "library/nginx";
    entry.rule.actions = {"pull", "push"};
    f.page.createRule(entry, std::nullopt, u"alice was denied push at 14:03."_s);
    QVERIFY(f.find<QLabel>(u"ruleEditorText"_s)->text().contains(u"14:03"));
    QVERIFY(f.find<QLabel>(u"newRulePlaceReason"_s)->text().startsWith(u"Above rule 2"));
    QTest::mouseClick(f.find<QPushButton>(u"addNewRule"_s), Qt::LeftButton);
    QCOMPARE(f.order(), std::string("admin alice *"));
}

void RulesPageTest::readOnlySaysWhy()
{
    Fixture f(numberedRules(2));
    f.workspace.setReadOnlyReason(u"You may look, but not change."_s);
    f.page.showRule(0);
    QVERIFY(f.find<QLineEdit>(u"accountField"_s)->isReadOnly());
    QCOMPARE(f.find<QLabel>(u"ruleEditorText"_s)->text(), u"You may look, but not change."_s);
    for (const char *const name : {"actionAddRule", "actionDeleteRule", "actionPasteRules",
                                   "actionMoveRuleDown", "actionImportRules", "actionToggleRule"})
        QVERIFY2(!f.action(QString::fromLatin1(name))->isEnabled(), name);
    QVERIFY(f.action(u"actionCopyRules"_s)->isEnabled());
    f.page.createRule({}, std::nullopt, {});
    QCOMPARE(f.messages.lastText(), u"You may look, but not change."_s);
}

void RulesPageTest::warningLeadsToItsCause()
{
    Fixture f("  - match: {account: \"alice\"}\n    actions: [\"pull\"]\n"
              "  - match: {account: \"bob\"}\n    actions: [\"pull\"]\n"
              "  - match: {account: \"alice\", name: \"a\"}\n    actions: [\"push\", \"pull\"]\n");
    f.select({2});
    QVERIFY(f.find<QLabel>(u"ruleWarnings"_s)->text().contains(u"rule 1"));
    f.table->setCurrentIndex(f.table->model()->index(2, RuleModel::Warnings));
    QTest::keyClick(f.table, Qt::Key_Return);
    QCOMPARE(f.table->selectedRules(), QList<int>{0});
    const QRect cell = f.table->visualRect(f.table->model()->index(2, RuleModel::Warnings));
    QTest::mouseClick(f.table->viewport(), Qt::LeftButton, {}, cell.center());
    QCOMPARE(f.table->selectedRules(), QList<int>{0});
}

void RulesPageTest::searchNarrowsAndShowRuleClears()
{
    Fixture f(numberedRules(12));
    f.page.focusSearch();
    auto *const search = f.find<QLineEdit>(u"ruleSearch"_s);
    QTest::keyClicks(search, u"account:r1"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(f.table->model()->rowCount(), 4); // r1, r10, r11, r12
    QVERIFY(f.find<QLabel>(u"ruleSummary"_s)->text().contains(u"4 of 12"));
    f.page.showRule(4);
    QCOMPARE(f.table->model()->rowCount(), 13);
    QCOMPARE(f.table->selectedRules(), QList<int>{4});
    QTest::keyClicks(search, u"is:odd"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(f.find<QLabel>(u"ruleSummary"_s)->text().contains(u"is:odd"));
}

void RulesPageTest::importAndExport()
{
    const QTemporaryDir folder;
    Fixture f(numberedRules(2));
    dialogs::setNextFileName(folder.filePath(u"rules.yml"_s));
    f.action(u"actionExportRules"_s)->trigger();
    f.select({0});
    dialogs::setNextFileName(folder.filePath(u"rules.yml"_s));
    f.action(u"actionImportRules"_s)->trigger();
    QCOMPARE(f.order(), std::string("r1 r1 r2 r2"));
    QCOMPARE(f.undoText(), u"Import 2 Rules"_s);
    dialogs::setNextFileName(folder.filePath(u"missing.yml"_s));
    f.action(u"actionImportRules"_s)->trigger();
    QVERIFY(f.messages.lastText().contains(u"missing.yml"));
    QCOMPARE(f.order(), std::string("r1 r1 r2 r2"));
}

void RulesPageTest::liveThingsSayWhyTheyAreMissing()
{
    Fixture f(numberedRules(1));
    QVERIFY(!f.action(u"actionUnusedRules"_s)->isEnabled());
    QVERIFY(f.action(u"actionUnusedRules"_s)->statusTip().contains(u"daemon"));
    QVERIFY(!f.action(u"actionResetCounters"_s)->isEnabled());
    f.workspace.close();
    QVERIFY(f.table->emptyText().contains(u"Connect"));
}

void RulesPageTest::keepsItsColumns()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    Fixture f(numberedRules(1));
    f.table->setColumnHidden(RuleModel::Hits, true);
    f.page.saveState(settings);
    Fixture other(numberedRules(1));
    other.page.restoreState(settings);
    QVERIFY(other.table->isColumnHidden(RuleModel::Hits));
}

QTEST_MAIN(RulesPageTest)
#include "RulesPageTest.moc"
