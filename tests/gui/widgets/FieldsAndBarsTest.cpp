// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/Badge.h"
#include "gui/widgets/MessageBar.h"
#include "gui/widgets/SearchField.h"
#include "tests/gui/widgets/Palettes.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include <memory>

using namespace wharfgate::gui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The search field, the message bar and the badge.
class FieldsAndBarsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void searchWaitsForThePause();
    void searchGoesAtOnceOnEnterAndClear();
    void escapeClearsOnlyText();
    void searchHelpExplainsTheSyntax();
    void messageShowsTextAndAction();
    void successGoesAway();
    void errorsStayUntilClosed();
    void messageIsPlainText();
    void messageOutlivesItsAction();
    void badgeTellsItsWord();
};

void FieldsAndBarsTest::searchWaitsForThePause()
{
    SearchField field;
    QSignalSpy searched(&field, &SearchField::searchChanged);
    QTest::keyClicks(&field, u"alice"_s);
    QCOMPARE(searched.size(), 0);
    QTRY_COMPARE(searched.size(), 1);
    QCOMPARE(searched.first().first().toString(), u"alice"_s);
}

void FieldsAndBarsTest::searchGoesAtOnceOnEnterAndClear()
{
    SearchField field;
    QSignalSpy searched(&field, &SearchField::searchChanged);
    QTest::keyClicks(&field, u"bob"_s);
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(searched.size(), 1);
    field.clear();
    QCOMPARE(searched.size(), 2);
    QCOMPARE(searched.last().first().toString(), QString());
}

void FieldsAndBarsTest::escapeClearsOnlyText()
{
    QWidget window;
    auto *field = new SearchField(&window);
    QSignalSpy searched(field, &SearchField::searchChanged);
    field->setText(u"x"_s);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(field->text().isEmpty());
    QCOMPARE(searched.size(), 1);
    // An empty field leaves Esc to its window.
    QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    escape.accept();
    QApplication::sendEvent(field, &escape);
    QVERIFY(!escape.isAccepted());
}

void FieldsAndBarsTest::searchHelpExplainsTheSyntax()
{
    SearchField field;
    field.show();
    QVERIFY(!field.accessibleName().isEmpty());
    QVERIFY(!field.findChild<QAction *>(u"searchHelp"_s));
    field.setHelp({{u"user:alice"_s, u"rows of this user"_s}, {u"<b>"_s, u"not markup"_s}});
    QVERIFY(field.findChild<QAction *>(u"searchHelp"_s)->isVisible());
    QTest::keyClick(&field, Qt::Key_Down, Qt::AltModifier);
    auto *popup = field.findChild<QFrame *>(u"searchHelpPopup"_s);
    QVERIFY(popup && popup->isVisible());
    QStringList shown;
    for (const QLabel *label : popup->findChildren<QLabel *>()) {
        shown.append(label->text());
        QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    QVERIFY(shown.contains(u"user:alice"_s) && shown.contains(u"rows of this user"_s));
    QTest::keyClick(popup, Qt::Key_Escape);
    QTRY_VERIFY(!field.findChild<QFrame *>(u"searchHelpPopup"_s));
}

void FieldsAndBarsTest::messageShowsTextAndAction()
{
    QWidget window;
    auto *layout = new QVBoxLayout(&window);
    auto *bar = new MessageBar(&window);
    layout->addWidget(bar);
    window.show();
    QVERIFY(!bar->isVisible());
    QAction action(u"Show Me"_s);
    QSignalSpy triggered(&action, &QAction::triggered);
    bar->showMessage(MessageKind::Warning, u"One rule never matches."_s, &action);
    QVERIFY(bar->isVisible());
    QCOMPARE(bar->text(), u"One rule never matches."_s);
    QCOMPARE(bar->accessibleName(), u"Warning: One rule never matches."_s);
    auto *button = bar->findChild<QPushButton *>(u"messageAction"_s);
    QVERIFY(button->isVisible());
    QCOMPARE(button->text(), u"Show Me"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(triggered.size(), 1);
    bar->showMessage(MessageKind::Information, u"Nothing to do."_s);
    QVERIFY(!button->isVisible());
    bar->clearMessage();
    QVERIFY(!bar->isVisible());
    QVERIFY(bar->text().isEmpty());
}

void FieldsAndBarsTest::successGoesAway()
{
    QWidget window;
    auto *field = new QLineEdit(&window);
    auto *bar = new MessageBar(&window);
    // Mouse and focus are elsewhere; on the bar they would keep the message.
    window.move(500, 500);
    window.show();
    field->setFocus();
    bar->setSuccessDuration(20ms);
    bar->showMessage(MessageKind::Success, u"Applied."_s);
    QVERIFY(bar->isVisible());
    QTRY_VERIFY(!bar->isVisible());
    // An error that comes meanwhile stays.
    bar->showMessage(MessageKind::Success, u"Applied."_s);
    bar->showMessage(MessageKind::Error, u"It failed."_s);
    QTest::qWait(60); // nothing to wait for: that nothing happens is the point
    QVERIFY(bar->isVisible());
    QCOMPARE(bar->kind(), MessageKind::Error);
}

void FieldsAndBarsTest::errorsStayUntilClosed()
{
    QWidget window;
    auto *bar = new MessageBar(&window);
    window.show();
    bar->showMessage(MessageKind::Error, u"It failed."_s);
    auto *close = bar->findChild<QToolButton *>(u"messageClose"_s);
    QVERIFY(!close->accessibleName().isEmpty());
    QVERIFY(!close->toolTip().isEmpty());
    QTest::mouseClick(close, Qt::LeftButton);
    QVERIFY(!bar->isVisible());
    bar->showMessage(MessageKind::Error, u"Again."_s);
    QTest::keyClick(close, Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
}

void FieldsAndBarsTest::messageIsPlainText()
{
    QWidget window;
    auto *bar = new MessageBar(&window);
    bar->showMessage(MessageKind::Error, u"<a href='http://x'>click</a>"_s);
    QCOMPARE(bar->findChild<QLabel *>(u"messageText"_s)->textFormat(), Qt::PlainText);
}

void FieldsAndBarsTest::messageOutlivesItsAction()
{
    QWidget window;
    auto *bar = new MessageBar(&window);
    window.show();
    auto action = std::make_unique<QAction>(u"Undo"_s);
    bar->showMessage(MessageKind::Error, u"Gone."_s, action.get());
    action.reset();
    auto *button = bar->findChild<QPushButton *>(u"messageAction"_s);
    QVERIFY(!button->isVisible());
    button->click();
    QVERIFY(bar->isVisible());
}

void FieldsAndBarsTest::badgeTellsItsWord()
{
    Badge badge;
    badge.setVerdict(Verdict::ofActions(1, 2));
    QCOMPARE(badge.accessibleName(), u"Partly Granted"_s);
    QVERIFY(badge.sizeHint().width() >
            badge.fontMetrics().horizontalAdvance(badge.verdict()->word));
    badge.setVerdict(std::nullopt);
    QVERIFY(badge.accessibleName().isEmpty());
    QCOMPARE(Verdict::ofActions(0, 0).word, u"Granted"_s);
    QCOMPARE(Verdict::ofActions(2, 2).word, u"Granted"_s);
    QCOMPARE(Verdict::ofActions(0, 2).word, u"Denied"_s);
}

QTEST_MAIN(FieldsAndBarsTest)
#include "FieldsAndBarsTest.moc"
