// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/Dialogs.h"
#include "tests/gui/log/LogBench.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using test::LogBench;

class LogEntriesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void detailsSayWhichRulesWereTried();
    void goesToTheRule();
    void refusesToGoToARuleThatChanged();
    void testsTheRequest();
    void createsARule();
    void blocksAnAddress();
    void goesToTheUser();
    void stepsThroughEntries();
    void copiesRows();
    void bookmarksAndNotes();
};

void LogEntriesTest::detailsSayWhichRulesWereTried()
{
    LogBench bench;
    QVERIFY(bench.show());
    QVERIFY(bench.isConnected());
    events::AuthEvent hostile = test::denial(2);
    hostile.userAgent = "<img src='x'>\x1b[31m";
    hostile.scopes.front().name = "gone";
    bench.send({test::denial(1), hostile, test::grantTo("bob", 3)});
    QTRY_COMPARE(bench.page.model().rowCount(), 3);
    bench.select(0);
    QTRY_VERIFY(bench.details().contains(u"does not match"_s));
    for (const QString &text :
         {u"alice was denied pull and push on team/app."_s, u"rule 4"_s, u"Developers"_s,
          u"TLSv1.3"_s, u"docker/24.0"_s, u"900 s"_s, u"\"admin\" <b>"_s})
        QVERIFY2(bench.details().contains(text), qPrintable(bench.details()));
    QCOMPARE(bench.daemon.lastParams(u"explain"_s)
                 .value("request"_L1)
                 .toObject()
                 .value("account"_L1)
                 .toString(),
             u"alice"_s);
    QVERIFY(bench.page.findChild<QPlainTextEdit *>(u"entryJson"_s)
                ->toPlainText()
                .contains(u"\"request_id\""_s));
    bench.select(1);
    QTRY_VERIFY(bench.details().contains(u"Now rule 2 would decide"_s));
    QVERIFY(bench.details().contains(u"<img src='x'>\\x1b[31m"_s));
}

void LogEntriesTest::goesToTheRule()
{
    LogBench bench;
    QVERIFY(bench.show());
    QVERIFY(bench.isConnected());
    events::AuthEvent none = test::denial(2);
    none.scopes.front().rule.reset();
    none.scopes.front().authorizer.clear();
    bench.send({test::denial(1), none});
    QTRY_COMPARE(bench.page.model().rowCount(), 2);
    bench.select(0);
    QTest::keyClick(&bench.table(), Qt::Key_G, Qt::ControlModifier);
    QCOMPARE(bench.navigator.rules, std::vector<std::size_t>{3});
    bench.select(1);
    bench.action(u"actionGoToRule"_s)->trigger();
    QCOMPARE(bench.navigator.rules.size(), std::size_t{1});
    QVERIFY(bench.messages.lastText().contains(u"No rule matched"_s));
}

void LogEntriesTest::refusesToGoToARuleThatChanged()
{
    LogBench bench;
    QVERIFY(bench.show());
    QVERIFY(bench.isConnected());
    events::AuthEvent gone = test::denial(1);
    gone.scopes.front().ruleComment = "Another comment";
    events::AuthEvent far = test::denial(2);
    far.scopes.front().rule = 40;
    bench.send({gone, far, test::denial(3)});
    QTRY_COMPARE(bench.page.model().rowCount(), 3);
    for (const int row : {0, 1}) {
        bench.select(row);
        bench.action(u"actionGoToRule"_s)->trigger();
        QVERIFY(bench.messages.lastText().contains(u"does not exist any more"_s));
        QVERIFY(bench.details().contains(u"does not exist any more"_s));
    }
    bench.daemon.notify(u"configurationChanged"_s,
                        {{u"revision"_s, u"ff"_s}, {u"time"_s, u"2040-01-01T00:00:00.000Z"_s}});
    QTRY_COMPARE(bench.page.model().rowCount(), 4);
    bench.select(2);
    bench.action(u"actionGoToRule"_s)->trigger();
    QVERIFY(bench.messages.lastText().contains(u"rules have changed"_s));
    QVERIFY(bench.navigator.rules.empty());
}

void LogEntriesTest::testsTheRequest()
{
    LogBench bench(false);
    QVERIFY(bench.show());
    bench.page.liveModel().append(test::denial());
    bench.page.liveModel().flush();
    bench.select(0);
    QTest::keyClick(&bench.table(), Qt::Key_T, Qt::ControlModifier);
    QCOMPARE(bench.navigator.requests.size(), std::size_t{1});
    const acl::Request &request = bench.navigator.requests.front();
    QCOMPARE(request.account, std::string("alice"));
    QCOMPARE(request.name, std::string("team/app"));
    QCOMPARE(request.service, std::string("Docker registry"));
    QCOMPARE(request.actions, (std::vector<std::string>{"pull", "push"}));
    QVERIFY(request.ip == acl::IpAddress::parse("10.1.2.3"));
}

void LogEntriesTest::createsARule()
{
    LogBench bench;
    QVERIFY(bench.show());
    QVERIFY(bench.isConnected());
    events::AuthEvent tricky = test::denial(2);
    tricky.account = "a*[\\${account}";
    tricky.scopes.front().name = "/x/";
    tricky.scopes.front().granted = {"pull"};
    tricky.result = events::AuthResult::PartlyGranted;
    bench.send({test::denial(1), tricky, test::grantTo("bob", 3)});
    QTRY_COMPARE(bench.page.model().rowCount(), 3);
    bench.select(0);
    QTest::keyClick(&bench.table(), Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(bench.navigator.newRules.size(), std::size_t{1});
    const auto &rule = bench.navigator.newRules.front();
    QCOMPARE(*rule.prefilled.rule.match.account, std::string("alice"));
    QCOMPARE(*rule.prefilled.rule.match.type, std::string("repository"));
    QCOMPARE(*rule.prefilled.rule.match.name, std::string("team/app"));
    QCOMPARE(rule.prefilled.rule.actions, (std::vector<std::string>{"pull", "push"}));
    QVERIFY(!rule.prefilled.rule.comment.empty());
    QCOMPARE(rule.row, std::optional<std::size_t>(3)); // above the one that decided
    QVERIFY(rule.reason.contains(u"alice was denied"_s));

    bench.select(1);
    bench.action(u"actionCreateRule"_s)->trigger();
    const auto &literal = bench.navigator.newRules.back().prefilled.rule;
    QCOMPARE(*literal.match.account, std::string("a\\*\\[\\\\\\${account}"));
    QCOMPARE(*literal.match.name, std::string("\\/x/"));
    QCOMPARE(literal.actions, (std::vector<std::string>{"pull", "push"})); // it decides alone
    bench.select(2);
    QVERIFY(!bench.action(u"actionCreateRule"_s)->isEnabled()); // nothing was refused
}

void LogEntriesTest::blocksAnAddress()
{
    LogBench bench;
    QVERIFY(bench.show());
    QVERIFY(bench.isConnected());
    events::AuthEvent odd = test::denial(2);
    odd.clientAddress = "not an address";
    bench.send({test::denial(1), odd});
    QTRY_COMPARE(bench.page.model().rowCount(), 2);
    bench.select(0);
    bench.action(u"actionBlockAddress"_s)->trigger();
    QCOMPARE(bench.navigator.newRules.size(), std::size_t{1});
    const auto &rule = bench.navigator.newRules.front();
    QCOMPARE(*rule.prefilled.rule.match.ip, std::string("10.1.2.3"));
    QVERIFY(rule.prefilled.rule.actions.empty());
    QCOMPARE(rule.row, std::optional<std::size_t>(0));
    bench.select(1);
    bench.action(u"actionBlockAddress"_s)->trigger();
    QCOMPARE(bench.navigator.newRules.size(), std::size_t{1});
    bench.workspace.setReadOnlyReason(u"No."_s);
    bench.select(0);
    QVERIFY(!bench.action(u"actionBlockAddress"_s)->isEnabled());
    QVERIFY(!bench.action(u"actionCreateRule"_s)->isEnabled());
}

void LogEntriesTest::goesToTheUser()
{
    LogBench bench(false);
    QVERIFY(bench.show());
    bench.page.liveModel().append(test::denial());
    bench.page.liveModel().flush();
    QVERIFY(!bench.action(u"actionGoToUser"_s)->isEnabled());
    bench.select(0);
    bench.action(u"actionGoToUser"_s)->trigger();
    QCOMPARE(bench.navigator.users, QStringList(u"alice"_s));
}

void LogEntriesTest::stepsThroughEntries()
{
    LogBench bench(false);
    QVERIFY(bench.show());
    gui::EventModel &model = bench.page.liveModel();
    model.append(test::denial(0));
    model.appendMark(gui::EventRow::Kind::Gap, QDateTime::currentDateTime(), u"gap"_s);
    model.append(test::denial(1));
    model.flush();
    bench.action(u"actionNextEntry"_s)->trigger();
    QCOMPARE(bench.table().currentRow(), 0);
    bench.table().setFocus();
    QTest::keyClick(&bench.table(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(bench.table().currentRow(), 2); // over the mark
    bench.action(u"actionNextEntry"_s)->trigger();
    QCOMPARE(bench.table().currentRow(), 2);
    QTest::keyClick(&bench.table(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(bench.table().currentRow(), 0);
    bench.select(1);
    QVERIFY(!bench.action(u"actionGoToRule"_s)->isEnabled());
    QCOMPARE(bench.page.findChild<QLabel *>(u"noEntry"_s)->text(), u"gap"_s);
}

void LogEntriesTest::copiesRows()
{
    LogBench bench(false);
    QVERIFY(bench.show());
    events::AuthEvent formula = test::denial(1);
    formula.account = "=cmd,\"x\"\n";
    gui::EventModel &model = bench.page.liveModel();
    model.append(test::denial(0));
    model.append(formula);
    model.flush();
    bench.table().selectRows({0, 1});
    bench.table().setCurrentIndex(model.index(1, 2));
    bench.table().selectRows({0, 1});
    QClipboard *clipboard = QApplication::clipboard();
    bench.action(u"actionCopyJson"_s)->trigger();
    QCOMPARE(clipboard->text(), QString::fromStdString(events::toJson(test::denial(0)) + '\n' +
                                                       events::toJson(formula) + '\n'));
    bench.action(u"actionCopyCsv"_s)->trigger();
    QCOMPARE(clipboard->text().count(u"\r\n"_s), 3);
    QVERIFY2(clipboard->text().contains(u"\"'=cmd,\"\"x\"\"\\n\""_s),
             qPrintable(clipboard->text()));
    bench.action(u"actionCopyText"_s)->trigger();
    QCOMPARE(clipboard->text().count(u'\n'), 2);
    QVERIFY(clipboard->text().startsWith(u"2027-01-15T08:00:00.000Z\tdenied\talice"_s));
}

void LogEntriesTest::bookmarksAndNotes()
{
    LogBench bench(false);
    QVERIFY(bench.show());
    gui::EventModel &model = bench.page.liveModel();
    for (int i = 0; i < 5; ++i)
        model.append(test::denial(i));
    model.flush();
    bench.select(3);
    QTest::keyClick(&bench.table(), Qt::Key_B, Qt::ControlModifier);
    QVERIFY(model.index(3, 0).data(gui::EventModel::BookmarkRole).toBool());
    QVERIFY(bench.action(u"actionBookmark"_s)->isChecked());
    gui::dialogs::setNextText(u"Ask <i>Bob</i>"_s);
    QTest::keyClick(&bench.table(), Qt::Key_M, Qt::ControlModifier);
    QVERIFY(bench.details().contains(u"Ask <i>Bob</i>"_s));
    bench.select(0);
    QVERIFY(!bench.action(u"actionBookmark"_s)->isChecked());
    bench.action(u"actionNextBookmark"_s)->trigger();
    QCOMPARE(bench.table().currentRow(), 3);
    bench.action(u"actionBookmark"_s)->trigger();
    QVERIFY(!model.index(3, 0).data(gui::EventModel::BookmarkRole).toBool());
}

QTEST_MAIN(LogEntriesTest)
#include "LogEntriesTest.moc"
