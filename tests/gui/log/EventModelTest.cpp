// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/EventModel.h"
#include "gui/models/EventFilterText.h"
#include "gui/models/EventNotes.h"
#include "gui/widgets/ChipDelegate.h"
#include "tests/gui/log/LogEvents.h"
#include "tests/gui/log/ModelTexts.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using gui::EventColumn;
using gui::EventModel;
using gui::EventNotes;
using gui::EventRow;
using test::textAt;
using test::usersOf;

namespace {

events::EventFilter filterOf(const QString &text)
{
    return gui::filtertext::parse(text, QDateTime::currentDateTime()).filter;
}

void fill(EventModel &model, int first, int count)
{
    for (int i = first; i < first + count; ++i)
        model.append(test::grantTo("user" + std::to_string(i), i));
    model.flush();
}

} // namespace

class EventModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void arrivalsAreShownInBatches();
    void oldestGoFirstAndBeforeTheNewCome();
    void moreThanFitsKeepsTheLast();
    void hostileTextsAreBoundedInBytes();
    void cellsSayWhatHappened();
    void timesAreShort_data();
    void timesAreShort();
    void hostileTextIsEscaped();
    void filterShowsWhatMatches();
    void filterFollowsArrivalsAndRemovals();
    void marksStandWhereEntriesAreBefore();
    void largeFilterGoesInSlices();
    void olderOnesGoAbove();
    void olderOnesAreFiltered();
    void pauseHoldsBackAndCounts();
    void pauseIsBounded();
    void colorRulesMarkTheFirstMatch();
    void notesAreShownAndKept();
    void notesAreBounded();
    void randomUseIsConsistent();
};

void EventModelTest::arrivalsAreShownInBatches()
{
    EventNotes notes;
    EventModel model(notes);
    QAbstractItemModelTester tester(&model);
    QSignalSpy inserted(&model, &EventModel::rowsInserted);
    for (int i = 0; i < 1000; ++i)
        model.append(test::denial(i));
    QCOMPARE(model.rowCount(), 0);
    QTRY_COMPARE(model.rowCount(), 1000);
    QCOMPARE(inserted.count(), 1);
}

void EventModelTest::oldestGoFirstAndBeforeTheNewCome()
{
    EventNotes notes;
    EventModel model(notes);
    QAbstractItemModelTester tester(&model);
    model.setCapacity(100);
    fill(model, 0, 100);
    QStringList order;
    connect(&model, &EventModel::rowsRemoved, this, [&] {
        QCOMPARE(model.rowCount(), 90);
        order.append(u"removed"_s);
    });
    connect(&model, &EventModel::rowsInserted, this, [&] { order.append(u"inserted"_s); });
    fill(model, 100, 10);
    QCOMPARE(order, QStringList({u"removed"_s, u"inserted"_s}));
    QCOMPARE(model.rowCount(), 100);
    QCOMPARE(textAt(model, 0, EventColumn::User), u"user10"_s);
    QCOMPARE(textAt(model, 99, EventColumn::User), u"user109"_s);
}

void EventModelTest::moreThanFitsKeepsTheLast()
{
    EventNotes notes;
    EventModel model(notes);
    QAbstractItemModelTester tester(&model);
    model.setCapacity(100);
    fill(model, 0, 350);
    QCOMPARE(model.rowCount(), 100);
    QCOMPARE(textAt(model, 0, EventColumn::User), u"user250"_s);
    model.setCapacity(1); // too few to be of use
    QCOMPARE(model.capacity(), 100);
    model.setCapacity(10'000'000);
    QCOMPARE(model.capacity(), EventModel::kMaxCapacity);
}

void EventModelTest::hostileTextsAreBoundedInBytes()
{
    EventNotes notes;
    EventModel model(notes);
    model.setCapacity(20'000);
    for (int i = 0; i < 20'000; ++i) {
        events::AuthEvent event = test::denial(i);
        event.account = std::to_string(i) + std::string(2000, 'x');
        model.append(event);
    }
    model.flush();
    QVERIFY(model.rowCount() > 1000);
    QVERIFY(model.store().bytes() <= 20'000 * EventModel::kBytesPerRow);
}

void EventModelTest::cellsSayWhatHappened()
{
    EventNotes notes;
    EventModel model(notes);
    events::AuthEvent event = test::denial();
    event.scopes.push_back({"registry", "catalog", {"*"}, {}, {}, "", ""});
    model.append(event);
    model.setTimeFormat(gui::TimeFormat::Utc);
    model.flush();
    QCOMPARE(textAt(model, 0, EventColumn::User), u"alice"_s);
    QCOMPARE(textAt(model, 0, EventColumn::Address), u"10.1.2.3"_s);
    QCOMPARE(textAt(model, 0, EventColumn::Resource), u"team/app +1"_s);
    QCOMPARE(textAt(model, 0, EventColumn::Requested), u"pull, push, *"_s);
    QCOMPARE(textAt(model, 0, EventColumn::Granted), QString());
    QCOMPARE(textAt(model, 0, EventColumn::Result), u"Denied"_s);
    QCOMPARE(textAt(model, 0, EventColumn::Rule), u"4, none"_s);
    const QModelIndex requested = model.index(0, static_cast<int>(EventColumn::Requested));
    QCOMPARE(requested.data(gui::ChipDelegate::kChipsRole).toStringList().size(), 3);
    for (int column = 0; column < model.columnCount(); ++column)
        QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
    event.account.clear();
    model.append(event);
    model.flush();
    QCOMPARE(textAt(model, 1, EventColumn::User), u"(anonymous)"_s);
}

void EventModelTest::timesAreShort_data()
{
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("text");
    QTest::newRow("today") << u"2027-01-15T23:59:00Z"_s << u"08:00:00.007"_s;
    QTest::newRow("yesterday") << u"2027-01-16T00:00:00Z"_s << u"01-15 08:00:00"_s;
    QTest::newRow("last year") << u"2028-01-15T08:00:00Z"_s << u"2027-01-15 08:00"_s;
    QTest::newRow("whole") << QString() << u"2027-01-15 08:00:00.007"_s;
}

void EventModelTest::timesAreShort()
{
    QFETCH(QString, now);
    QFETCH(QString, text);
    const QDateTime time = QDateTime::fromString(u"2027-01-15T08:00:00.007Z"_s, Qt::ISODateWithMs);
    QCOMPARE(
        gui::eventcells::time(time, gui::TimeFormat::Utc, QDateTime::fromString(now, Qt::ISODate)),
        text);
}

void EventModelTest::hostileTextIsEscaped()
{
    EventNotes notes;
    EventModel model(notes);
    events::AuthEvent event = test::denial();
    const std::string hostile = "a\x1b[31m\n\xe2\x80\xae<b>";
    event.account = event.clientAddress = event.service = event.reason = hostile;
    event.scopes = {{hostile, hostile, {hostile}, {hostile}, 1, hostile, hostile}};
    model.append(event);
    model.appendMark(EventRow::Kind::Gap, QDateTime::currentDateTime(), u"mark"_s);
    model.flush();
    for (int column = 0; column < model.columnCount(); ++column) {
        for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole)}) {
            const QString text = model.index(0, column).data(role).toString();
            QVERIFY(!text.contains(QChar(0x1b)));
            QVERIFY(!text.contains(QChar(0x202e)));
            QVERIFY(role == Qt::ToolTipRole || !text.contains(u'\n'));
        }
    }
}

void EventModelTest::filterShowsWhatMatches()
{
    EventNotes notes;
    EventModel model(notes);
    QAbstractItemModelTester tester(&model);
    fill(model, 0, 30);
    model.setFilter(filterOf(u"user:user1*"_s));
    QCOMPARE(model.rowCount(), 11);
    QCOMPARE(model.shownEventCount(), 11);
    QCOMPARE(model.eventCount(), 30);
    QCOMPARE(usersOf(model).first(), u"user1"_s);
    QCOMPARE(usersOf(model).last(), u"user19"_s);
    QCOMPARE(model.rowOfOrdinal(model.ordinalAt(5)), 5);
    QCOMPARE(model.rowOfOrdinal(2), -1);
    model.setFilter({});
    QCOMPARE(model.rowCount(), 30);
    model.setFilter(filterOf(u"user:nobody"_s));
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.eventAt(0));
}

void EventModelTest::filterFollowsArrivalsAndRemovals()
{
    EventNotes notes;
    EventModel model(notes);
    QAbstractItemModelTester tester(&model);
    model.setCapacity(100);
    model.setFilter(filterOf(u"user:user?0 user:user??0"_s)); // every tenth
    for (int i = 0; i < 50; ++i) {
        fill(model, i * 10, 10);
        const QStringList users = usersOf(model);
        const int expected = std::max(0, std::min(i, 10)); // "user0" has another form
        QCOMPARE(users.size(), expected);
        if (expected > 0)
            QCOMPARE(users.last(), u"user%1"_s.arg(i * 10));
    }
    QCOMPARE(usersOf(model).first(), u"user400"_s);
}

void EventModelTest::marksStandWhereEntriesAreBefore()
{
    EventNotes notes;
    EventModel model(notes);
    QAbstractItemModelTester tester(&model);
    const QDateTime now = QDateTime::currentDateTime();
    model.setCapacity(100);
    model.appendMark(EventRow::Kind::Reconnected, now, u"first"_s);
    fill(model, 0, 5);
    model.appendMark(EventRow::Kind::RulesChanged, now, u"rules"_s);
    fill(model, 5, 5);
    model.appendMark(EventRow::Kind::Gap, now, u"gap"_s);
    model.flush();
    QCOMPARE(model.rowCount(), 13);
    QCOMPARE(model.eventCount(), 10);
    QCOMPARE(model.index(6, 2).data(EventModel::MarkTextRole).toString(), u"rules"_s);
    QCOMPARE(textAt(model, 6, EventColumn::User), u"rules"_s);

    model.setFilter(filterOf(u"user:user3"_s));
    QCOMPARE(usersOf(model), QStringList({u"user3"_s, u"--"_s, u"--"_s}));
    QCOMPARE(model.shownEventCount(), 1);
    model.setFilter(filterOf(u"user:user7"_s));
    QCOMPARE(usersOf(model), QStringList({u"user7"_s, u"--"_s}));
    model.setFilter(filterOf(u"user:nobody"_s));
    QCOMPARE(model.rowCount(), 0);
    model.appendMark(EventRow::Kind::Gap, now, u"alone"_s);
    model.flush();
    QCOMPARE(model.rowCount(), 0);

    // A mark goes with the last entry before it.
    model.setFilter(filterOf(u"user:user3"_s));
    fill(model, 20, 92);
    QCOMPARE(usersOf(model), QStringList());
}

void EventModelTest::largeFilterGoesInSlices()
{
    EventNotes notes;
    EventModel model(notes);
    constexpr int kRows = 200'000;
    QRandomGenerator random(5);
    for (int i = 0; i < kRows; ++i) {
        events::AuthEvent event = test::denial(i);
        event.account = "user" + std::to_string(random.bounded(50'000)); // costly to look at
        model.append(event);
    }
    model.flush();
    QCOMPARE(model.rowCount(), kRows);
    QSignalSpy finished(&model, &EventModel::scanFinished);
    model.setFilter(filterOf(u"user:/7$/"_s));
    fill(model, 7, 1); // one more while it looks
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(!model.isScanning());
    int expected = 0;
    for (std::size_t i = 0; i < model.store().size(); ++i)
        expected += model.store().pool().text(model.store().at(i).account).ends_with('7') ? 1 : 0;
    QCOMPARE(model.rowCount(), expected);
    std::int64_t last = -1;
    for (int row = 0; row < model.rowCount(); ++row) {
        QVERIFY(model.ordinalAt(row) > last);
        last = model.ordinalAt(row);
    }
}

void EventModelTest::olderOnesGoAbove()
{
    EventNotes notes;
    EventModel model(notes);
    QAbstractItemModelTester tester(&model);
    model.setCapacity(100);
    fill(model, 50, 50);
    std::vector<events::AuthEvent> older;
    for (int i = 49; i >= 0; --i)
        older.push_back(test::grantTo("user" + std::to_string(i), i));
    QCOMPARE(model.prepend(older), std::size_t{50});
    QCOMPARE(usersOf(model).first(), u"user0"_s);
    QCOMPARE(usersOf(model).at(49), u"user49"_s);
    QCOMPARE(usersOf(model).at(50), u"user50"_s);
    QCOMPARE(model.prepend(older), std::size_t{0}); // full
    QCOMPARE(model.rowCount(), 100);
    model.clear();
    QCOMPARE(model.prepend({}), std::size_t{0});
    QCOMPARE(model.prepend(older, u"only some"_s), std::size_t{50});
    QCOMPARE(usersOf(model).last(), u"--"_s);
}

void EventModelTest::olderOnesAreFiltered()
{
    EventNotes notes;
    EventModel model(notes);
    QAbstractItemModelTester tester(&model);
    fill(model, 50, 10);
    model.setFilter(filterOf(u"user:user?5"_s));
    QCOMPARE(usersOf(model), QStringList({u"user55"_s}));
    std::vector<events::AuthEvent> older;
    for (int i = 49; i >= 10; --i)
        older.push_back(test::grantTo("user" + std::to_string(i), i));
    model.prepend(older, u"only some"_s);
    QTRY_VERIFY(!model.isScanning());
    QCOMPARE(usersOf(model), QStringList({u"user15"_s, u"user25"_s, u"user35"_s, u"user45"_s,
                                          u"--"_s, u"user55"_s}));
}

void EventModelTest::pauseHoldsBackAndCounts()
{
    EventNotes notes;
    EventModel model(notes);
    QAbstractItemModelTester tester(&model);
    fill(model, 0, 3);
    model.append(test::denial(3)); // came before the pause
    model.setPaused(true);
    QCOMPARE(model.rowCount(), 4);
    QSignalSpy counts(&model, &EventModel::countsChanged);
    fill(model, 4, 5);
    model.appendMark(EventRow::Kind::Gap, QDateTime::currentDateTime(), u"gap"_s);
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.heldBack(), 5);
    QVERIFY(counts.count() > 0);
    model.setPaused(false);
    QCOMPARE(model.rowCount(), 10);
    QCOMPARE(model.heldBack(), 0);
}

void EventModelTest::pauseIsBounded()
{
    EventNotes notes;
    EventModel model(notes);
    QAbstractItemModelTester tester(&model);
    model.setCapacity(100);
    fill(model, 0, 10);
    model.setPaused(true);
    fill(model, 10, 250);
    QCOMPARE(model.heldBack(), 100);
    QCOMPARE(usersOf(model).last(), u"user9"_s);
    model.setPaused(false);
    QCOMPARE(model.rowCount(), 100);
    QCOMPARE(usersOf(model).last(), u"user259"_s);
}

void EventModelTest::colorRulesMarkTheFirstMatch()
{
    EventNotes notes;
    EventModel model(notes);
    model.append(test::denial(0));
    model.append(test::grantTo("bob", 1));
    model.flush();
    using gui::theme::Role;
    QSignalSpy changed(&model, &EventModel::dataChanged);
    model.setColorRules({{u"off"_s, u"user:alice"_s, Role::Accent, u"OFF"_s, false},
                         {u"broken"_s, u"rule:x"_s, Role::Accent, u"BROKEN"_s},
                         {u"empty"_s, u""_s, Role::Accent, u"EMPTY"_s},
                         {u"denials"_s, u"result:denied"_s, Role::Denied, u"DENY"_s},
                         {u"alice"_s, u"user:alice"_s, Role::Warning, u"ALICE"_s}});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(model.index(0, 3).data(EventModel::ColorRole).toInt(), static_cast<int>(Role::Denied));
    QCOMPARE(textAt(model, 0, EventColumn::Mark), u"DENY"_s);
    QVERIFY(!model.index(1, 3).data(EventModel::ColorRole).isValid());
    QCOMPARE(textAt(model, 1, EventColumn::Mark), QString());

    QTemporaryDir directory;
    QSettings settings(directory.filePath(u"s.ini"_s), QSettings::IniFormat);
    QCOMPARE(gui::ColorRule::restore(settings, u"rules"_s), gui::ColorRule::defaults());
    const std::vector<gui::ColorRule> rules{
        {u"a"_s, u"user:\"b c\""_s, Role::Granted, u"M"_s, false}};
    gui::ColorRule::save(settings, u"rules"_s, rules);
    QCOMPARE(gui::ColorRule::restore(settings, u"rules"_s), rules);
    gui::ColorRule::save(settings, u"rules"_s, {});
    QVERIFY(gui::ColorRule::restore(settings, u"rules"_s).empty());
}

void EventModelTest::notesAreShownAndKept()
{
    EventNotes notes;
    EventModel model(notes);
    fill(model, 0, 2);
    const QString id = QString::fromStdString(test::denial(1).requestId);
    QSignalSpy changed(&notes, &EventNotes::changed);
    notes.setBookmarked(id, true);
    notes.setNote(id, u" asked Bob "_s);
    notes.setNote(id, u"asked Bob"_s); // no change
    QCOMPARE(changed.count(), 2);
    QVERIFY(model.index(1, 0).data(EventModel::BookmarkRole).toBool());
    QVERIFY(!model.index(0, 0).data(EventModel::BookmarkRole).toBool());
    QVERIFY(model.index(1, 0).data(Qt::AccessibleTextRole).toString().contains(u"asked Bob"_s));

    QTemporaryDir directory;
    QSettings settings(directory.filePath(u"s.ini"_s), QSettings::IniFormat);
    notes.save(settings, u"notes"_s);
    EventNotes restored;
    restored.restore(settings, u"notes"_s);
    QVERIFY(restored.isBookmarked(id));
    QCOMPARE(restored.note(id), u"asked Bob"_s);
    restored.setBookmarked(id, false);
    restored.setNote(id, {});
    QVERIFY(restored.isEmpty());
    settings.setValue(u"broken"_s, u"no JSON"_s);
    restored.restore(settings, u"broken"_s);
    QVERIFY(restored.isEmpty());
}

void EventModelTest::notesAreBounded()
{
    EventNotes notes;
    for (int i = 0; i <= EventNotes::kLimit; ++i)
        notes.setBookmarked(QString::number(i), true);
    QVERIFY(!notes.isBookmarked(u"0"_s));
    QVERIFY(notes.isBookmarked(u"1"_s));
    notes.setBookmarked(QString(), true);
    QVERIFY(!notes.isBookmarked(QString()));
}

void EventModelTest::randomUseIsConsistent()
{
    EventNotes notes;
    EventModel model(notes);
    QAbstractItemModelTester tester(&model);
    model.setCapacity(150);
    QRandomGenerator random(2);
    const QStringList filters{QString(), u"user:alice"_s, u"result:denied,error"_s,
                              u"name:team/*"_s};
    for (int i = 0; i < 400; ++i) {
        switch (random.bounded(8)) {
        case 0:
            model.setFilter(filterOf(filters.at(random.bounded(4))));
            break;
        case 1:
            model.appendMark(EventRow::Kind::Gap, QDateTime::currentDateTime(), u"gap"_s);
            break;
        case 2:
            model.prepend({test::randomEvent(random, i), test::randomEvent(random, i)},
                          random.bounded(2) == 0 ? u"some"_s : QString());
            break;
        case 3:
            model.setPaused(random.bounded(2) == 0);
            break;
        default:
            for (int n = random.bounded(30); n > 0; --n)
                model.append(test::randomEvent(random, i));
        }
        model.flush();
        int events = 0;
        for (int row = 0; row < model.rowCount(); ++row) {
            const auto event = model.eventAt(row);
            events += event ? 1 : 0;
            QVERIFY(!event || model.filter().matches(*event));
            QCOMPARE(model.rowOfOrdinal(model.ordinalAt(row)), row);
        }
        QCOMPARE(model.shownEventCount(), events);
        QVERIFY(!model.isFiltered() || model.rowCount() == 0 || model.isEvent(0));
        QVERIFY(model.store().size() <= 150);
    }
}

QTEST_MAIN(EventModelTest)
#include "EventModelTest.moc"
