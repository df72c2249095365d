// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/TableView.h"
#include "gui/widgets/BadgeDelegate.h"
#include "gui/widgets/ChipDelegate.h"
#include "gui/widgets/EmptyState.h"
#include "gui/widgets/Verdict.h"
#include "tests/gui/widgets/Palettes.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace wharfgate;
using namespace wharfgate::gui;
using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<QStandardItemModel> fruits()
{
    auto model = std::make_unique<QStandardItemModel>(3, 3);
    model->setHorizontalHeaderLabels({u"Name"_s, u"Colour"_s, u"Note"_s});
    const QStringList names{u"apple"_s, u"banana"_s, u"cherry"_s};
    const QStringList colors{u"green"_s, u"yellow"_s, u"red"_s};
    for (int row = 0; row < 3; ++row) {
        model->setItem(row, 0, std::make_unique<QStandardItem>(names[row]).release());
        model->setItem(row, 1, std::make_unique<QStandardItem>(colors[row]).release());
        model->setItem(row, 2, std::make_unique<QStandardItem>(u"two\nlines\tx"_s).release());
    }
    return model;
}

QAction *actionNamed(const QMenu &menu, const QString &text)
{
    for (QAction *action : menu.actions())
        if (action->text() == text)
            return action;
    return nullptr;
}

} // namespace

/// Tables as every page has them, and the delegates for badges and chips.
class TableViewTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void copiesVisibleColumnsOfSelectedRows();
    void copiesNothingWithoutSelection();
    void tellsAndSetsSelectedRows();
    void homeAndEndGoToTheFirstAndLastRow();
    void tabLeavesTheTable();
    void headerMenuHidesColumns();
    void fixedAndLastColumnsStay();
    void rowMenuHoldsActionsAndColumns();
    void resetRestoresDefaults();
    void remembersColumns();
    void ignoresColumnsOfAnotherVersion();
    void emptyStateSaysWhyAndOffersTheFirstStep();
    void followsThePaletteAndTheFont();
    void badgesAreAsWideAsTheirWords();
    void badgesPaintTheirColour_data();
    void badgesPaintTheirColour();
    void chipsThatDoNotFitAreCounted();

private:
    std::unique_ptr<QStandardItemModel> m_model;
    std::unique_ptr<TableView> m_view;
};

void TableViewTest::init()
{
    QApplication::setPalette(test::lightPalette());
    m_model = fruits();
    m_view = std::make_unique<TableView>();
    m_view->setModel(m_model.get());
    m_view->setDefaultColumns({12, 10, 10}, {});
    m_view->resize(600, 300);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    QApplication::clipboard()->clear();
}

void TableViewTest::cleanup()
{
    m_view.reset();
    m_model.reset();
}

void TableViewTest::copiesVisibleColumnsOfSelectedRows()
{
    m_view->selectRows({2, 0});
    QTest::keySequence(m_view.get(), QKeySequence::Copy);
    QCOMPARE(QApplication::clipboard()->text(),
             u"apple\tgreen\ttwo lines x\ncherry\tred\ttwo lines x\n"_s);
    m_view->setColumnHidden(2, true);
    m_view->horizontalHeader()->moveSection(1, 0);
    m_view->copyAction()->trigger();
    QCOMPARE(QApplication::clipboard()->text(), u"green\tapple\nred\tcherry\n"_s);
}

void TableViewTest::copiesNothingWithoutSelection()
{
    QApplication::clipboard()->setText(u"before"_s);
    m_view->clearSelection();
    m_view->copyAction()->trigger();
    QCOMPARE(QApplication::clipboard()->text(), u"before"_s);
}

void TableViewTest::tellsAndSetsSelectedRows()
{
    QCOMPARE(m_view->selectedRows(), QList<int>());
    m_view->selectRows({1, 0});
    QCOMPARE(m_view->selectedRows(), (QList<int>{0, 1}));
    QCOMPARE(m_view->currentIndex().row(), 0);
    m_view->setFocus();
    QTest::keySequence(m_view.get(), QKeySequence::SelectAll);
    QCOMPARE(m_view->selectedRows(), (QList<int>{0, 1, 2}));
    m_view->selectRows({});
    QCOMPARE(m_view->selectedRows(), QList<int>());
    TableView without;
    QCOMPARE(without.selectedRows(), QList<int>());
    without.selectRows({0});
}

void TableViewTest::homeAndEndGoToTheFirstAndLastRow()
{
    m_view->selectRows({1});
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QCOMPARE(m_view->selectedRows(), QList<int>{2});
    QTest::keyClick(m_view.get(), Qt::Key_Home, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedRows(), (QList<int>{0, 1, 2}));
    m_view->selectRows({1});
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QCOMPARE(m_view->selectedRows(), QList<int>{0});
}

void TableViewTest::tabLeavesTheTable()
{
    QWidget window;
    TableView *view = m_view.release();
    view->setParent(&window);
    QPushButton button(&window);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    view->show();
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Tab);
    QVERIFY(button.hasFocus());
}

void TableViewTest::headerMenuHidesColumns()
{
    m_view->setFixedColumn(0);
    Q_EMIT m_view->horizontalHeader()->customContextMenuRequested(QPoint(5, 5));
    auto *menu = m_view->findChild<QMenu *>(u"columnMenu"_s);
    QVERIFY(menu);
    QAction *name = actionNamed(*menu, u"Name"_s);
    QVERIFY(name && name->isChecked() && !name->isEnabled());
    QAction *color = actionNamed(*menu, u"Colour"_s);
    QVERIFY(color && color->isChecked() && color->isEnabled());
    color->trigger();
    QVERIFY(m_view->isColumnHidden(1));
    color->trigger();
    QVERIFY(!m_view->isColumnHidden(1));
    menu->close();
}

void TableViewTest::fixedAndLastColumnsStay()
{
    m_view->setColumnHidden(0, true);
    m_view->setFixedColumn(0);
    QVERIFY(!m_view->isColumnHidden(0));
    m_view->setFixedColumn(-1);
    m_view->setColumnHidden(0, true);
    m_view->setColumnHidden(1, true);
    Q_EMIT m_view->horizontalHeader()->customContextMenuRequested(QPoint(5, 5));
    auto *menu = m_view->findChild<QMenu *>(u"columnMenu"_s);
    QVERIFY(menu);
    QVERIFY(!actionNamed(*menu, u"Note"_s)->isEnabled());
    menu->close();
}

void TableViewTest::rowMenuHoldsActionsAndColumns()
{
    auto *action = new QAction(u"Peel"_s, m_view.get());
    m_view->addAction(action);
    m_view->selectRows({1});
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(10, 10), QPoint(10, 10));
    QApplication::sendEvent(m_view->viewport(), &event);
    auto *menu = m_view->findChild<QMenu *>(u"rowMenu"_s);
    QVERIFY(menu);
    QCOMPARE(menu->actions().first(), action);
    QVERIFY(menu->actions().contains(m_view->copyAction()));
    QVERIFY(menu->actions().contains(m_view->selectAllAction()));
    auto *columns = menu->findChild<QMenu *>(u"columnMenu"_s);
    QVERIFY(columns);
    actionNamed(*columns, u"Note"_s)->trigger();
    QVERIFY(m_view->isColumnHidden(2));
    menu->close();
}

void TableViewTest::resetRestoresDefaults()
{
    m_view->setDefaultColumns({20, 10, 10}, {1});
    QVERIFY(m_view->isColumnHidden(1));
    const int width = m_view->columnWidth(0);
    m_view->setColumnHidden(1, false);
    m_view->setColumnWidth(0, width + 50);
    m_view->horizontalHeader()->moveSection(0, 2);
    Q_EMIT m_view->horizontalHeader()->customContextMenuRequested(QPoint(5, 5));
    auto *menu = m_view->findChild<QMenu *>(u"columnMenu"_s);
    QVERIFY(menu);
    actionNamed(*menu, u"Reset Columns"_s)->trigger();
    QVERIFY(m_view->isColumnHidden(1));
    QCOMPARE(m_view->columnWidth(0), width);
    QCOMPARE(m_view->horizontalHeader()->visualIndex(0), 0);
    menu->close();
}

void TableViewTest::remembersColumns()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"state.ini"_s), QSettings::IniFormat);
    m_view->setColumnHidden(2, true);
    m_view->setColumnWidth(0, 222);
    m_view->horizontalHeader()->moveSection(2, 1);
    m_view->saveColumns(settings, u"fruits"_s);

    TableView other;
    other.setModel(m_model.get());
    other.restoreColumns(settings, u"fruits"_s);
    QVERIFY(other.isColumnHidden(2));
    QCOMPARE(other.columnWidth(0), 222);
    QCOMPARE(other.horizontalHeader()->visualIndex(2), 1);
}

void TableViewTest::ignoresColumnsOfAnotherVersion()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"state.ini"_s), QSettings::IniFormat);
    m_view->setColumnHidden(0, true);
    m_view->saveColumns(settings, u"fruits"_s);
    m_model->insertColumn(3);
    TableView other;
    other.setModel(m_model.get());
    other.restoreColumns(settings, u"fruits"_s);
    QVERIFY(!other.isColumnHidden(0));
    other.restoreColumns(settings, u"nothing"_s);
    QVERIFY(!other.isColumnHidden(0));
}

void TableViewTest::emptyStateSaysWhyAndOffersTheFirstStep()
{
    QAction action(u"Add a Fruit…"_s);
    QSignalSpy triggered(&action, &QAction::triggered);
    m_view->setEmptyText(u"There is no fruit yet."_s, &action);
    auto *empty = m_view->findChild<EmptyState *>();
    QVERIFY(empty && !empty->isVisible());
    m_model->removeRows(0, 3);
    QVERIFY(empty->isVisible());
    QCOMPARE(empty->accessibleName(), u"There is no fruit yet."_s);
    auto *button = empty->findChild<QPushButton *>(u"emptyStateButton"_s);
    QVERIFY(button && button->isVisible());
    QCOMPARE(button->text(), u"Add a Fruit…"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(triggered.size(), 1);
    action.setEnabled(false);
    QVERIFY(!button->isEnabled());
    m_view->setEmptyText(u"No fruit matches."_s);
    QVERIFY(!button->isVisible());
    m_model->appendRow(std::make_unique<QStandardItem>(u"pear"_s).release());
    QVERIFY(!empty->isVisible());
    m_model->clear();
    QVERIFY(empty->isVisible());
}

void TableViewTest::followsThePaletteAndTheFont()
{
    QApplication::setPalette(test::darkPalette());
    QTRY_COMPARE(m_view->palette().color(QPalette::Base), QColor(35, 35, 35));
    const QColor alternate = m_view->palette().color(QPalette::AlternateBase);
    QVERIFY(alternate != QColor(35, 35, 35));
    QVERIFY(theme::contrast(alternate, QColor(35, 35, 35)) < 1.2);
    QFont big = m_view->font();
    big.setPixelSize(40);
    m_view->setFont(big);
    QVERIFY(m_view->rowHeight(0) >= theme::rowHeight(big));
}

void TableViewTest::badgesAreAsWideAsTheirWords()
{
    BadgeDelegate delegate;
    QStyleOptionViewItem option;
    option.font = QApplication::font();
    m_model->setData(m_model->index(0, 0), QVariant::fromValue(Verdict::ofActions(0, 1)),
                     BadgeDelegate::kVerdictRole);
    m_model->setData(m_model->index(1, 0), QVariant::fromValue(Verdict::ofActions(1, 2)),
                     BadgeDelegate::kVerdictRole);
    const QSize denied = delegate.sizeHint(option, m_model->index(0, 0));
    const QSize partly = delegate.sizeHint(option, m_model->index(1, 0));
    QVERIFY(denied.height() >= 28);
    QVERIFY(partly.width() > denied.width());
    QVERIFY(denied.width() > QFontMetrics(option.font).horizontalAdvance(u"Denied"_s));
    QFont big = option.font;
    big.setPixelSize(40);
    option.font = big;
    QVERIFY(delegate.sizeHint(option, m_model->index(0, 0)).height() > denied.height());
}

void TableViewTest::badgesPaintTheirColour_data()
{
    QTest::addColumn<int>("result");
    QTest::addColumn<QString>("word");
    using events::AuthResult;
    const auto add = [](AuthResult result, const char *word) {
        QTest::newRow(word) << static_cast<int>(result) << QString::fromLatin1(word);
    };
    add(AuthResult::Granted, "Granted");
    add(AuthResult::PartlyGranted, "Partly Granted");
    add(AuthResult::Denied, "Denied");
    add(AuthResult::LoginFailed, "Login Failed");
    add(AuthResult::BadRequest, "Bad Request");
    add(AuthResult::Busy, "Busy");
    add(AuthResult::Error, "Error");
}

void TableViewTest::badgesPaintTheirColour()
{
    QFETCH(const int, result);
    const Verdict verdict = Verdict::of(static_cast<events::AuthResult>(result));
    QTEST(verdict.word, "word");
    m_model->setData(m_model->index(0, 0), QVariant::fromValue(verdict),
                     BadgeDelegate::kVerdictRole);
    BadgeDelegate delegate;
    m_view->setItemDelegateForColumn(0, &delegate);
    m_view->clearSelection();
    for (const QPalette &palette : {test::lightPalette(), test::darkPalette()}) {
        QApplication::setPalette(palette);
        QTRY_COMPARE(m_view->palette().color(QPalette::Base), palette.color(QPalette::Base));
        const QImage image =
            m_view->viewport()->grab(m_view->visualRect(m_model->index(0, 0))).toImage();
        const QRgb tint = theme::tint(verdict.role, palette).rgb();
        const QRgb strong = theme::color(verdict.role, palette).rgb();
        bool hasTint = false;
        bool hasInk = false;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) {
                hasTint |= image.pixel(x, y) == tint;
                hasInk |= image.pixel(x, y) == strong;
            }
        QVERIFY(hasTint);
        QVERIFY(hasInk);
    }
    m_view->setItemDelegateForColumn(0, nullptr);
}

void TableViewTest::chipsThatDoNotFitAreCounted()
{
    ChipDelegate delegate;
    QStyleOptionViewItem option;
    option.font = QApplication::font();
    const QModelIndex index = m_model->index(0, 0);
    m_model->setData(index, QStringList{u"pull"_s}, ChipDelegate::kChipsRole);
    const QSize one = delegate.sizeHint(option, index);
    QVERIFY(one.height() >= 28);
    m_model->setData(index, QStringList{u"pull"_s, u"push"_s, u"delete"_s},
                     ChipDelegate::kChipsRole);
    const QSize three = delegate.sizeHint(option, index);
    QVERIFY(three.width() > 2 * one.width());

    // Cells of every width are painted without a chip over the edge.
    for (int width = 10; width < three.width() + 20; width += 7) {
        QImage image(width + 40, 30, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        option.rect = QRect(0, 0, width, 30);
        option.palette = test::lightPalette();
        delegate.paint(&painter, option, index);
        painter.end();
        for (int y = 0; y < 30; ++y)
            for (int x = width; x < width + 40; ++x)
                QCOMPARE(image.pixel(x, y), QColor(Qt::white).rgb());
    }
}

QTEST_MAIN(TableViewTest)
#include "TableViewTest.moc"
