// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/RuleModel.h"
#include "gui/models/RuleFilterModel.h"
#include "gui/models/TestCaseModel.h"
#include "gui/workspace/Workspace.h"
#include "tests/gui/rules/RuleFixture.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using namespace wharfgate::gui;
using test::accountsOf;
using test::configurationWith;
using test::numberedRules;

namespace {

/// A model over its own workspace, looked after by Qt's tester.
struct Fixture
{
    explicit Fixture(const std::string &rules, const std::string &more = {})
    {
        workspace.open(configurationWith(rules, more), u"w.yml"_s, u"r1"_s);
    }
    std::string order() const { return accountsOf(workspace.content().rules()); }

    Workspace workspace;
    RuleModel model{workspace};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
};

} // namespace

class RuleModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsWithTheImplicitRow();
    void movesAreExact();
    void undoNamesTheAction();
    void dropsAreOneMoveAndNotHandled();
    void dropsOfTextInsertRules();
    void hostileDropsAreRefused_data();
    void hostileDropsAreRefused();
    void checkBoxAndComment();
    void readOnlyRefuses();
    void closingAndErrorsEmptyIt();
    void filters_data();
    void filters();
    void sortingKeepsTheImplicitRowLast();
    void refusesDropsWhileFiltered();
    void hitsAndUnused();
    void casesPassAndFail();
    void filtersTenThousandRules();
};

void RuleModelTest::endsWithTheImplicitRow()
{
    Fixture f(numberedRules(2));
    QCOMPARE(f.model.rowCount(), 3);
    QVERIFY(f.model.isImplicit(2));
    const QModelIndex last = f.model.index(2, RuleModel::Subject);
    QCOMPARE(last.data().toString(), u"everything else"_s);
    QVERIFY(!(f.model.flags(last) & Qt::ItemIsDragEnabled));
    QVERIFY(!(f.model.flags(f.model.index(2, RuleModel::Comment)) & Qt::ItemIsEditable));
    QVERIFY(!(f.model.flags(f.model.index(2, RuleModel::Enabled)) & Qt::ItemIsUserCheckable));
    QVERIFY(!f.model.setData(f.model.index(2, RuleModel::Comment), u"x"_s, Qt::EditRole));
}

void RuleModelTest::movesAreExact()
{
    Fixture f(numberedRules(6));
    QSignalSpy moved(&f.model, &QAbstractItemModel::rowsMoved);
    QSignalSpy reset(&f.model, &QAbstractItemModel::modelReset);
    QSignalSpy inserted(&f.model, &QAbstractItemModel::rowsInserted);
    const QPersistentModelIndex fourth = f.model.index(3, RuleModel::Subject);
    QVERIFY(f.model.moveRules({3}, 0));
    QCOMPARE(f.order(), std::string("r4 r1 r2 r3 r5 r6"));
    QCOMPARE(moved.count(), 1);
    QCOMPARE(fourth.row(), 0);
    QVERIFY(f.model.moveRules({1, 3, 5}, 0));
    QCOMPARE(f.order(), std::string("r1 r3 r6 r4 r2 r5"));
    QCOMPARE(fourth.row(), 3);
    QCOMPARE(f.model.index(3, RuleModel::Position).data().toString(), u"4"_s);
    QVERIFY(f.model.moveRules({1, 2}, 2)); // there already
    QCOMPARE(f.workspace.pendingChanges(), 2);
    QCOMPARE(reset.count(), 0);
    QCOMPARE(inserted.count(), 0);
}

void RuleModelTest::undoNamesTheAction()
{
    Fixture f(numberedRules(5));
    QVERIFY(f.model.moveRules({0, 2, 4}, 5));
    QCOMPARE(f.workspace.undoStack().undoText(), u"Move 3 Rules"_s);
    QVERIFY(f.model.enableRules({1}, false));
    QCOMPARE(f.workspace.undoStack().undoText(), u"Disable Rule 2"_s);
    f.workspace.undoStack().undo();
    f.workspace.undoStack().undo();
    QCOMPARE(f.order(), std::string("r1 r2 r3 r4 r5"));
}

void RuleModelTest::dropsAreOneMoveAndNotHandled()
{
    Fixture f(numberedRules(5));
    const std::unique_ptr<QMimeData> data(
        f.model.mimeData({f.model.index(1, 0), f.model.index(1, 2), f.model.index(4, 0)}));
    QVERIFY(data->text().contains(u"r2"));
    QSignalSpy removed(&f.model, &QAbstractItemModel::rowsRemoved);
    // Handled would make the view remove the rows where they were.
    QVERIFY(!f.model.dropMimeData(data.get(), Qt::MoveAction, 0, 0, {}));
    QCOMPARE(f.order(), std::string("r2 r5 r1 r3 r4"));
    QCOMPARE(f.workspace.pendingChanges(), 1);
    QCOMPARE(removed.count(), 0);
    QVERIFY(!f.model.removeRows(0, 2)); // what a view would call
    QCOMPARE(f.model.ruleCount(), 5);
}

void RuleModelTest::dropsOfTextInsertRules()
{
    Fixture f(numberedRules(2));
    QMimeData data;
    data.setText(u"- match: {account: \"new\"}\n  actions: [\"pull\"]\n"_s);
    QVERIFY(f.model.dropMimeData(&data, Qt::CopyAction, 1, 0, {}));
    QCOMPARE(f.order(), std::string("r1 new r2"));
    // Below the implicit row there is nothing.
    QVERIFY(f.model.dropMimeData(&data, Qt::CopyAction, 4, 0, {}));
    QCOMPARE(f.order(), std::string("r1 new r2 new"));
}

void RuleModelTest::hostileDropsAreRefused_data()
{
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<QString>("text");
    QTest::newRow("no rules") << QByteArray() << u"hello"_s;
    QTest::newRow("broken YAML") << QByteArray() << u"- match: {account"_s;
    QTest::newRow("broken rows") << QByteArray("\xff\xff\xff\xff\x7f") << u"["_s;
    QTest::newRow("bad pattern") << QByteArray() << u"- match: {account: \"/(/\"}\n  actions: []"_s;
}

void RuleModelTest::hostileDropsAreRefused()
{
    QFETCH(QByteArray, rows);
    QFETCH(QString, text);
    Fixture f(numberedRules(2));
    QSignalSpy refused(&f.model, &RuleModel::editRefused);
    QMimeData data;
    data.setData(QString::fromLatin1(RuleModel::kRowsMimeType), rows);
    data.setText(text);
    QVERIFY(!f.model.dropMimeData(&data, Qt::MoveAction, 0, 0, {}));
    QCOMPARE(refused.count(), 1);
    QCOMPARE(f.order(), std::string("r1 r2"));
    QVERIFY(!f.workspace.isModified());
}

void RuleModelTest::checkBoxAndComment()
{
    Fixture f(numberedRules(3));
    const QModelIndex box = f.model.index(1, RuleModel::Enabled);
    QVERIFY(f.model.setData(box, Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(f.order(), std::string("r1 -r2 r3"));
    QCOMPARE(box.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QCOMPARE(f.model.rowOfDecision(std::size_t(1)), 2); // disabled ones decide nothing
    QCOMPARE(f.model.rowOfDecision(std::nullopt), 3);
    QVERIFY(f.model.setData(box, Qt::Checked, Qt::CheckStateRole));
    QVERIFY(!f.workspace.isModified());
    const QModelIndex comment = f.model.index(0, RuleModel::Comment);
    QVERIFY(f.model.setData(comment, u" why "_s, Qt::EditRole));
    QCOMPARE(comment.data().toString(), u"why"_s);
    QCOMPARE(f.workspace.undoStack().undoText(), u"Comment Rule 1"_s);
    const int steps = f.workspace.undoStack().count();
    QVERIFY(f.model.setData(comment, u"why"_s, Qt::EditRole));
    QCOMPARE(f.workspace.undoStack().count(), steps);
}

void RuleModelTest::readOnlyRefuses()
{
    Fixture f(numberedRules(2));
    f.workspace.setReadOnlyReason(u"You may look, but not change."_s);
    QVERIFY(!(f.model.flags(f.model.index(0, RuleModel::Enabled)) & Qt::ItemIsUserCheckable));
    QSignalSpy refused(&f.model, &RuleModel::editRefused);
    QVERIFY(!f.model.moveRules({0}, 2));
    QVERIFY(!f.model.removeRules({0}, u"Delete Rule"_s));
    QCOMPARE(refused.count(), 2);
    QCOMPARE(refused.front().front().toString(), u"You may look, but not change."_s);
    const std::unique_ptr<QMimeData> data(f.model.mimeData({f.model.index(0, 0)}));
    QVERIFY(!f.model.canDropMimeData(data.get(), Qt::MoveAction, 2, 0, {}));
}

void RuleModelTest::closingAndErrorsEmptyIt()
{
    Fixture f(numberedRules(2));
    f.workspace.close();
    QCOMPARE(f.model.rowCount(), 0);
    f.workspace.open("server: [", u"w.yml"_s, u"r1"_s);
    QCOMPARE(f.model.rowCount(), 0);
    f.workspace.open(configurationWith(numberedRules(1)), u"w.yml"_s, u"r2"_s);
    QCOMPARE(f.model.rowCount(), 2);
}

void RuleModelTest::filters_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("accounts");
    QTest::newRow("none") << u""_s << u"alice /^dev-/ -bob *"_s;
    QTest::newRow("text") << u"LIBRARY"_s << u"*"_s;
    QTest::newRow("account has it") << u"account:ali"_s << u"alice"_s;
    QTest::newRow("account matches it") << u"account:dev-7"_s << u"/^dev-/"_s;
    QTest::newRow("name matches it") << u"name:library/nginx"_s << u"*"_s;
    QTest::newRow("action") << u"action:push"_s << u"alice"_s;
    QTest::newRow("disabled") << u"is:disabled"_s << u"-bob"_s;
    QTest::newRow("deny") << u"is:deny"_s << u"-bob"_s;
    QTest::newRow("not") << u"-is:disabled -account:alice"_s << u"/^dev-/ *"_s;
    QTest::newRow("address in a network") << u"ip:10.1.2.3"_s << u"/^dev-/"_s;
    QTest::newRow("label") << u"label:group=dev"_s << u"*"_s;
    QTest::newRow("comment") << u"comment:\"for all\""_s << u"*"_s;
    QTest::newRow("nothing") << u"nothing like it"_s << u""_s;
}

void RuleModelTest::filters()
{
    QFETCH(QString, query);
    QFETCH(QString, accounts);
    Fixture f(
        "  - match: {account: \"alice\"}\n    actions: [\"pull\", \"push\"]\n"
        "  - match: {account: \"/^dev-/\", ip: \"10.0.0.0/8\"}\n    actions: [\"pull\"]\n"
        "  - match: {account: \"bob\"}\n    actions: []\n"
        "  - match: {name: \"library/*\", labels: {group: \"dev\"}}\n    actions: [\"pull\"]\n"
        "    comment: \"for all\"\n");
    QVERIFY(f.model.enableRules({2}, false));
    RuleFilterModel shown(f.model);
    QAbstractItemModelTester tester(&shown, QAbstractItemModelTester::FailureReportingMode::QtTest);
    shown.setQuery(RuleQuery::parse(query));
    std::vector<config::RuleEntry> found;
    for (int row = 0; row < shown.rowCount(); ++row) {
        const QVariant entry = shown.index(row, 0).data(RuleModel::kEntryRole);
        if (entry.isValid())
            found.push_back(entry.value<config::RuleEntry>());
    }
    QCOMPARE(QString::fromStdString(accountsOf(found)), accounts);
    QCOMPARE(shown.isInOrder(), query.isEmpty());
}

void RuleModelTest::sortingKeepsTheImplicitRowLast()
{
    Fixture f(numberedRules(3));
    RuleFilterModel shown(f.model);
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        shown.sort(RuleModel::Subject, order);
        QCOMPARE(shown.index(3, RuleModel::Subject).data().toString(), u"everything else"_s);
        QVERIFY(!shown.isInOrder());
    }
    QCOMPARE(shown.index(0, RuleModel::Subject).data().toString(), u"r3"_s);
    shown.sort(-1);
    QCOMPARE(shown.index(0, RuleModel::Subject).data().toString(), u"r1"_s);
    QVERIFY(shown.isInOrder());
}

void RuleModelTest::refusesDropsWhileFiltered()
{
    Fixture f(numberedRules(3));
    RuleFilterModel shown(f.model);
    QSignalSpy refused(&shown, &RuleFilterModel::dropRefused);
    const std::unique_ptr<QMimeData> data(shown.mimeData({shown.index(2, 0)}));
    shown.sort(RuleModel::Subject, Qt::DescendingOrder);
    QVERIFY(!shown.dropMimeData(data.get(), Qt::MoveAction, 0, 0, {}));
    shown.sort(-1);
    shown.setQuery(RuleQuery::parse(u"r"_s));
    QVERIFY(!shown.dropMimeData(data.get(), Qt::MoveAction, 0, 0, {}));
    QCOMPARE(refused.count(), 2);
    QCOMPARE(f.order(), std::string("r1 r2 r3"));
    shown.setQuery({});
    QVERIFY(!shown.dropMimeData(data.get(), Qt::MoveAction, 0, 0, {}));
    QCOMPARE(f.order(), std::string("r3 r1 r2"));
}

void RuleModelTest::hitsAndUnused()
{
    Fixture f(numberedRules(3));
    const QDateTime now = QDateTime::fromString(u"2026-11-20T12:00:00Z"_s, Qt::ISODate);
    RuleCounters counters;
    counters.now = now;
    counters.since = now.addDays(-60);
    counters.revision = u"r1"_s;
    counters.byIndex[0] = {1234, now.addDays(-1)};
    counters.byIndex[1] = {5, now.addDays(-40)};
    QVERIFY(!f.model.isUnused(2)); // nothing is known
    f.model.setCounters(counters, false);
    QCOMPARE(f.model.index(0, RuleModel::Hits).data(RuleModel::kSortRole).toInt(), 1234);
    QCOMPARE(f.model.index(2, RuleModel::LastHit).data().toString(), u"never"_s);
    QVERIFY(!f.model.isUnused(0));
    QVERIFY(f.model.isUnused(1));
    QVERIFY(f.model.isUnused(2));
    RuleFilterModel shown(f.model);
    shown.setUnusedOnly(true);
    QCOMPARE(shown.rowCount(), 2);
    QVERIFY(f.model.moveRules({0}, 3));
    QCOMPARE(f.model.hits(2)->hits, 1234); // goes with its rule
    counters.revision = u"other"_s;
    f.model.setCounters(counters, false);
    QVERIFY(!f.model.hits(2));
    QVERIFY(!f.model.index(2, RuleModel::Hits).data(Qt::ToolTipRole).toString().isEmpty());
}

void RuleModelTest::casesPassAndFail()
{
    Fixture f("  - match: {account: \"alice\", name: \"a\"}\n    actions: [\"pull\"]\n",
              "tests:\n"
              "  - {case: \"may pull\", account: \"alice\", name: \"a\", actions: [pull], expect: "
              "[pull]}\n"
              "  - {case: \"may not push\", account: \"alice\", name: \"a\", actions: [push], "
              "expect: []}\n");
    TestCaseModel cases(f.workspace);
    QAbstractItemModelTester tester(&cases, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(cases.rowCount(), 2);
    QCOMPARE(cases.passing() + cases.failing(), 0); // not decided yet
    const auto before = CompiledRules::compile(f.workspace.base());
    cases.evaluate(before.get(), before.get());
    QCOMPARE(cases.passing(), 2);
    QVERIFY(f.model.enableRules({0}, false));
    const auto now = CompiledRules::compile(f.workspace.content());
    cases.evaluate(now.get(), before.get());
    QCOMPARE(cases.passing(), 1);
    QCOMPARE(cases.failing(), 1);
    QCOMPARE(cases.changed(), 1);
    QCOMPARE(cases.index(0, TestCaseModel::Now).data().toString(), u"Fails"_s);
    QVERIFY(!cases.index(0, TestCaseModel::Now).data(Qt::ToolTipRole).toString().isEmpty());
    QCOMPARE(cases.index(0, TestCaseModel::Before).data().toString(), u"Passes"_s);
}

void RuleModelTest::filtersTenThousandRules()
{
    Workspace workspace;
    workspace.open(configurationWith(numberedRules(10'000)), u"w.yml"_s, u"r1"_s);
    RuleModel model(workspace);
    RuleFilterModel shown(model);
    shown.setQuery(RuleQuery::parse(u"account:r77 is:enabled"_s));
    QCOMPARE(shown.rowCount(), 111); // r77, r770…r779, r7700…r7799
    shown.setQuery({});
    QCOMPARE(shown.rowCount(), 10'001);
}

QTEST_MAIN(RuleModelTest)
#include "RuleModelTest.moc"
