// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/log/FilterBar.h"
#include "gui/pages/log/LogFeed.h"
#include "gui/widgets/ChipButton.h"
#include "gui/widgets/Dialogs.h"
#include "tests/gui/log/LogBench.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using test::LogBench;

class LogPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void historyComesFirstThenWhatHappens();
    void marksSayWhatIsMissing();
    void reconnectingAsksForWhatWasMissed();
    void anotherInstanceBeginsAnew();
    void anotherDaemonBeginsEmpty();
    void followingEndsWhenLookingBack();
    void nothingScrollsWhileLookingBack();
    void detailsStayWhenTheirEntryGoes();
    void pausingHoldsBack();
    void chipsAndTextAreInStep();
    void cellsBecomeFilters();
    void filtersAreSavedByName();
    void otherPagesFilter();
    void emptyStatesSayWhy();
    void everyCommandExplainsItself();
    void stateIsKept();
};

void LogPageTest::historyComesFirstThenWhatHappens()
{
    LogBench bench;
    for (int i = 2; i >= 1; --i)
        bench.history.append(
            QJsonObject{{u"sequence"_s, i}, {u"event"_s, test::jsonOf(test::denial(i))}});
    bench.sequence = 2;
    QVERIFY(bench.isConnected());
    QCOMPARE(bench.page.model().rowCount(), 2);
    QCOMPARE(bench.daemon.lastParams(u"events.subscribe"_s).value("since"_L1).toInt(), 2);
    bench.send({test::denial(3), test::denial(4)});
    QTRY_COMPARE(bench.page.model().rowCount(), 4);
    bench.sequence = 3; // known already
    bench.send({test::denial(4), test::denial(5)});
    QTRY_COMPARE(bench.page.model().rowCount(), 5);
    QCOMPARE(bench.page.model().eventAt(4)->requestId, test::denial(5).requestId);
}

void LogPageTest::marksSayWhatIsMissing()
{
    LogBench bench;
    QVERIFY(bench.isConnected());
    bench.send({test::denial(1)});
    bench.sequence += 412;
    bench.send({test::denial(2)}, 412);
    bench.daemon.notify(u"configurationChanged"_s,
                        {{u"revision"_s, u"0123456789abcdef0123"_s},
                         {u"by"_s, QJsonObject{{u"user"_s, u"ro\u001bot"_s}}},
                         {u"time"_s, u"2027-01-15T09:00:00.000Z"_s}});
    bench.daemon.notify(u"events"_s,
                        {{u"items"_s, QJsonArray{QJsonObject{{u"sequence"_s, 9999}}, 7}}});
    QTRY_COMPARE(bench.page.model().rowCount(), 6);
    const auto text = [&](int row) {
        return bench.page.model().index(row, 0).data(gui::EventModel::MarkTextRole).toString();
    };
    QVERIFY(bench.page.model().isEvent(0));
    QVERIFY(text(1).contains(u"412"_s));
    QVERIFY(bench.page.model().isEvent(2));
    QVERIFY2(text(3).contains(u"ro\\x1bot"_s), qPrintable(text(3)));
    QVERIFY(text(3).contains(u"0123456789ab"_s));
    QVERIFY(text(4).contains(u"could not be read"_s));
    QCOMPARE(bench.page.feed().rulesChanged(),
             QDateTime::fromString(u"2027-01-15T09:00:00.000Z"_s, Qt::ISODateWithMs));
}

void LogPageTest::reconnectingAsksForWhatWasMissed()
{
    LogBench bench;
    QVERIFY(bench.isConnected());
    bench.send({test::denial(1)});
    QTRY_COMPARE(bench.page.model().rowCount(), 1);
    bench.daemon.answer(u"events.subscribe"_s,
                        QJsonObject{{u"first"_s, 14}, {u"last"_s, 14}, {u"missed"_s, 12}});
    bench.daemon.dropClients();
    QTRY_VERIFY(!bench.session.isLive());
    bench.session.retryNow();
    QTRY_COMPARE(bench.daemon.count(u"events.subscribe"_s), 2);
    const QJsonObject params = bench.daemon.lastParams(u"events.subscribe"_s);
    QCOMPARE(params.value("since"_L1).toInt(), 1);
    QCOMPARE(params.value("instance"_L1).toString(), bench.daemon.instance);
    QTRY_COMPARE(bench.page.model().rowCount(), 4); // ended, connected again, 12 dropped
    const QString gap =
        bench.page.model().index(3, 0).data(gui::EventModel::MarkTextRole).toString();
    QVERIFY2(gap.contains(u"12"_s), qPrintable(gap));
    bench.sequence = 13;
    bench.send({test::denial(14)});
    QTRY_COMPARE(bench.page.model().eventCount(), 2);
}

void LogPageTest::anotherInstanceBeginsAnew()
{
    LogBench bench;
    QVERIFY(bench.isConnected());
    bench.send({test::denial(1), test::denial(2)});
    QTRY_COMPARE(bench.page.model().rowCount(), 2);
    bench.daemon.instance = u"two"_s;
    bench.daemon.dropClients();
    QTRY_VERIFY(!bench.session.isLive());
    bench.session.retryNow();
    QTRY_COMPARE(bench.daemon.count(u"events.subscribe"_s), 2);
    QCOMPARE(bench.daemon.lastParams(u"events.subscribe"_s).value("since"_L1).toInt(), 0);
    bench.sequence = 0;
    bench.send({test::denial(3)});
    QTRY_COMPARE(bench.page.model().eventCount(), 3);
}

void LogPageTest::anotherDaemonBeginsEmpty()
{
    LogBench bench;
    QVERIFY(bench.isConnected());
    bench.send({test::denial(1), test::denial(2)});
    QTRY_COMPARE(bench.page.model().rowCount(), 2);
    bench.session.close();
    QCOMPARE(bench.page.model().eventCount(), 2); // may still be read
    test::FakeDaemon other;
    other.text = test::kLogConfiguration;
    other.answer(u"events.history"_s, QJsonObject{{u"items"_s, QJsonArray()}, {u"more"_s, false}});
    other.answer(u"events.subscribe"_s, QJsonObject{{u"missed"_s, 0}});
    QVERIFY(other.listen());
    bench.session.open(other.spec());
    QTRY_COMPARE(other.count(u"events.subscribe"_s), 1);
    QCOMPARE(other.lastParams(u"events.subscribe"_s).value("since"_L1).toInt(), 0);
    QCOMPARE(bench.page.model().rowCount(), 0);
}

void LogPageTest::followingEndsWhenLookingBack()
{
    LogBench bench;
    QVERIFY(bench.show());
    QVERIFY(bench.isConnected());
    std::vector<events::AuthEvent> many;
    for (int i = 0; i < 200; ++i)
        many.push_back(test::denial(i));
    bench.send(many);
    QTRY_COMPARE(bench.page.model().rowCount(), 200);
    QScrollBar *bar = bench.table().verticalScrollBar();
    QCOMPARE(bar->value(), bar->maximum());
    QVERIFY(bench.table().isFollowing());
    bar->triggerAction(QAbstractSlider::SliderPageStepSub);
    QVERIFY(!bench.table().isFollowing());
    QVERIFY(!bench.action(u"actionFollow"_s)->isChecked());

    bench.send({test::denial(200), test::denial(201)});
    auto *button = bench.page.findChild<QPushButton *>(u"newEntriesButton"_s);
    QTRY_VERIFY(button->isVisible());
    QCOMPARE(bench.table().newCount(), 2);
    QVERIFY(button->text().contains(u"2 new"_s));
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(bench.table().isFollowing());
    QVERIFY(!button->isVisible());
    QCOMPARE(bar->value(), bar->maximum());

    bench.select(195);
    QVERIFY(!bench.table().isFollowing());
    QTest::keyClick(&bench.table(), Qt::Key_L, Qt::ControlModifier);
    QVERIFY(bench.table().isFollowing());
}

void LogPageTest::nothingScrollsWhileLookingBack()
{
    LogBench bench;
    QVERIFY(bench.show());
    gui::EventModel &model = bench.page.liveModel();
    model.setCapacity(1000);
    for (int i = 0; i < 1000; ++i)
        model.append(test::denial(i));
    model.flush();
    bench.select(900);
    const auto seen = [&] {
        const int row = bench.table().rowAt(bench.table().viewport()->height() / 2);
        return row < 0 ? std::string() : model.eventAt(row)->requestId;
    };
    const std::string before = seen();
    QVERIFY(!before.empty());
    for (int i = 1000; i < 1100; ++i)
        model.append(test::denial(i)); // the first hundred go
    model.flush();
    QCOMPARE(seen(), before);
    QCOMPARE(bench.table().newCount(), 100);
    model.setCapacity(2000);
    std::vector<events::AuthEvent> older;
    for (int i = 0; i < 300; ++i)
        older.push_back(test::denial(5000 + i));
    model.prepend(older);
    QCOMPARE(seen(), before);
    QCOMPARE(bench.table().newCount(), 100);
}

void LogPageTest::detailsStayWhenTheirEntryGoes()
{
    LogBench bench(false);
    QVERIFY(bench.show());
    gui::EventModel &model = bench.page.liveModel();
    model.setCapacity(100);
    model.append(test::denial(0));
    for (int i = 1; i < 100; ++i)
        model.append(test::grantTo("bob", i));
    model.flush();
    bench.select(0);
    const QString details = bench.details();
    QVERIFY(details.contains(u"alice"_s));
    for (int i = 100; i < 110; ++i)
        model.append(test::grantTo("carol", i));
    model.flush();
    QCOMPARE(bench.details(), details);
    QCOMPARE(bench.table().currentRow(), -1);
    QVERIFY(!bench.action(u"actionCreateRule"_s)->isEnabled());
    bench.select(0);
    QVERIFY(bench.details().contains(u"bob"_s));
}

void LogPageTest::pausingHoldsBack()
{
    LogBench bench;
    QVERIFY(bench.show());
    QVERIFY(bench.isConnected());
    bench.send({test::denial(1)});
    QTRY_COMPARE(bench.page.model().rowCount(), 1);
    bench.table().setFocus();
    QTest::keyClick(&bench.table(), Qt::Key_Space);
    QVERIFY(bench.action(u"actionPause"_s)->isChecked());
    bench.send({test::denial(2), test::denial(3)});
    auto *banner = bench.page.findChild<QLabel *>(u"logBannerText"_s);
    QTRY_VERIFY(banner->text().contains(u"2"_s));
    QVERIFY(banner->isVisible());
    QCOMPARE(bench.page.model().rowCount(), 1);
    bench.action(u"actionPause"_s)->trigger();
    QCOMPARE(bench.page.model().rowCount(), 3);
    QVERIFY(!banner->isVisible());
}

void LogPageTest::chipsAndTextAreInStep()
{
    LogBench bench(false);
    QVERIFY(bench.show());
    gui::EventModel &model = bench.page.liveModel();
    model.append(test::denial(0));
    model.append(test::grantTo("bob", 1));
    model.append(test::grantTo("alice", 2));
    model.flush();
    bench.page.focusSearch();
    QTest::keyClicks(&bench.search(), u"user:alice result:denied"_s);
    QTest::keyClick(&bench.search(), Qt::Key_Return);
    QCOMPARE(model.rowCount(), 1);
    const auto chips = [&] { return bench.page.findChildren<gui::ChipButton *>(); };
    auto *first = bench.page.findChild<gui::ChipButton *>(u"filterChip0"_s);
    QVERIFY(first != nullptr);
    QCOMPARE(first->chip(), u"user: alice"_s);
    auto *second = bench.page.findChild<gui::ChipButton *>(u"filterChip1"_s);
    second->setFocus();
    QTest::keyClick(second, Qt::Key_Delete);
    QCOMPARE(bench.search().text(), u"user:alice"_s);
    QCOMPARE(model.rowCount(), 2);
    QTRY_COMPARE(chips().size(), 1);
    QTest::keyClick(&bench.search(), Qt::Key_Escape);
    QTRY_COMPARE(model.rowCount(), 3);
    QTRY_VERIFY(chips().isEmpty());

    bench.search().setText(u"result:maybe"_s);
    QTest::keyClick(&bench.search(), Qt::Key_Return);
    auto *problem = bench.page.findChild<QLabel *>(u"filterProblem"_s);
    QVERIFY(problem->isVisible());
    QVERIFY(problem->text().contains(u"maybe"_s));
    QCOMPARE(model.rowCount(), 3);
}

void LogPageTest::cellsBecomeFilters()
{
    LogBench bench(false);
    QVERIFY(bench.show());
    gui::EventModel &model = bench.page.liveModel();
    model.append(test::denial(0));
    model.append(test::grantTo("bo*b", 1));
    model.append(test::grantTo("bob", 2));
    model.flush();
    bench.select(1);
    bench.action(u"actionApplyValue"_s)->trigger();
    QCOMPARE(bench.search().text(), u"user:bo\\*b"_s);
    QCOMPARE(model.rowCount(), 1);
    bench.action(u"actionClearFilter"_s)->trigger();
    bench.select(1);
    bench.action(u"actionExcludeValue"_s)->trigger();
    QCOMPARE(model.rowCount(), 2);
    bench.action(u"actionClearFilter"_s)->trigger();
    bench.select(0, gui::EventColumn::Result);
    bench.action(u"actionPrepareValue"_s)->trigger();
    QCOMPARE(bench.search().text(), u"result:denied"_s);
    QVERIFY(bench.search().hasFocus());
    QCOMPARE(model.rowCount(), 3); // not applied yet
    QTest::keyClick(&bench.search(), Qt::Key_Return);
    QCOMPARE(model.rowCount(), 1);
    bench.select(0, gui::EventColumn::Address);
    bench.action(u"actionCopyValue"_s)->trigger();
    QCOMPARE(QApplication::clipboard()->text(), u"10.1.2.3"_s);
    bench.select(0, gui::EventColumn::Duration);
    QVERIFY(!bench.action(u"actionApplyValue"_s)->isEnabled());
}

void LogPageTest::filtersAreSavedByName()
{
    LogBench bench(false);
    auto *bar = bench.page.findChild<gui::FilterBar *>();
    bar->setText(u"user:ci -result:granted"_s);
    gui::dialogs::setNextText(u"Broken builds"_s);
    bench.page.findChild<QMenu *>(u"savedFilterMenu"_s)->popup({});
    bench.action(u"actionSaveFilter"_s)->trigger();
    QCOMPARE(bar->savedFilters().size(), 1);
    bar->setText({});
    bench.page.saveState(bench.settings);
    LogBench other(false);
    other.page.restoreState(bench.settings);
    auto *restored = other.page.findChild<gui::FilterBar *>();
    QCOMPARE(restored->savedFilters().first().first, u"Broken builds"_s);
    other.page.findChild<QMenu *>(u"savedFilterMenu"_s)->popup({});
    other.page.findChild<QMenu *>(u"savedFilterMenu"_s)->actions().first()->trigger();
    QCOMPARE(restored->text(), u"user:ci -result:granted"_s);
}

void LogPageTest::otherPagesFilter()
{
    LogBench bench(false);
    const auto filter = events::EventFilter::fromJson(
        {{u"account"_s, u"alice"_s}, {u"result"_s, QJsonArray{u"denied"_s}}});
    QVERIFY(filter);
    bench.page.applyFilter(*filter);
    QCOMPARE(bench.search().text(), u"user:alice result:denied"_s);
    QCOMPARE(bench.page.model().filter(), *filter);
}

void LogPageTest::emptyStatesSayWhy()
{
    LogBench bench(false);
    QVERIFY(bench.show());
    QVERIFY(bench.table().emptyText().contains(u"Connect to a daemon"_s));
    QVERIFY(bench.daemon.listen());
    bench.session.open(bench.daemon.spec());
    QVERIFY(bench.isConnected());
    QTRY_VERIFY2(bench.table().emptyText().contains(u"docker login -u alice"_s),
                 qPrintable(bench.table().emptyText()));
    bench.page.findChild<gui::FilterBar *>()->setText(u"user:nobody"_s);
    bench.send({test::denial(1)});
    QTRY_VERIFY(bench.table().emptyText().contains(u"No entry matches"_s));
    QCOMPARE(bench.page.model().rowCount(), 0);

    QFile file(bench.directory.filePath(u"w.yml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(test::kLogConfiguration);
    file.close();
    LogBench other(false);
    gui::ConnectionSpec spec;
    spec.kind = gui::ConnectionSpec::Kind::File;
    spec.path = file.fileName();
    other.session.open(spec);
    QTRY_VERIFY(other.table().emptyText().contains(u"This is a file"_s));
}

void LogPageTest::everyCommandExplainsItself()
{
    LogBench bench(false);
    QStringList shortcuts;
    for (const QAction *action : bench.page.commands()) {
        if (action == nullptr)
            continue;
        QVERIFY2(!action->statusTip().isEmpty(), qPrintable(action->objectName()));
        QVERIFY2(!action->whatsThis().isEmpty(), qPrintable(action->objectName()));
        QVERIFY(bench.page.actions().contains(const_cast<QAction *>(action)));
        const QString shortcut = action->shortcut().toString();
        QVERIFY2(shortcut.isEmpty() || !shortcuts.contains(shortcut), qPrintable(shortcut));
        shortcuts.append(shortcut);
    }
    // Buttons within line edits are the search field's own.
    const auto buttons = bench.page.findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons)
        QVERIFY2(!button->text().isEmpty() || !button->accessibleName().isEmpty() ||
                     qobject_cast<QLineEdit *>(button->parent()) != nullptr ||
                     !button->isVisibleTo(&bench.page),
                 qPrintable(button->objectName()));
}

void LogPageTest::stateIsKept()
{
    LogBench bench(false);
    QVERIFY(bench.show());
    bench.page.findChild<QComboBox *>(u"logCapacity"_s)->setCurrentIndex(0);
    bench.page.findChild<QComboBox *>(u"logTimeFormat"_s)->setCurrentIndex(1);
    bench.action(u"actionLogDetails"_s)->trigger();
    bench.page.saveState(bench.settings);
    LogBench other(false);
    other.page.restoreState(bench.settings);
    QCOMPARE(other.page.liveModel().capacity(), 50'000);
    QVERIFY(other.page.liveModel().timeFormat() == gui::TimeFormat::Utc);
    QVERIFY(!other.action(u"actionLogDetails"_s)->isChecked());
}

QTEST_MAIN(LogPageTest)
#include "LogPageTest.moc"
