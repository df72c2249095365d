// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/ChipButton.h"
#include "gui/widgets/ChipEditor.h"

#include <QClipboard>
#include <QCompleter>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <memory>

using namespace wharfgate::gui;
using namespace Qt::StringLiterals;

/// Editing a list of chips with keyboard and mouse.
class ChipTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void addsOnEnterAndComma();
    void addsPastedLists();
    void refusesEmptyAndDouble();
    void addsWhatIsTypedWhenLeft();
    void removesWithBackspaceAndDelete();
    void removesWithTheCross();
    void arrowsReachEveryChip();
    void setsWithoutSignal();
    void suggestsWhatIsNotSet();
    void readOnlyChangesNothing();
    void namesItselfForScreenReaders();
    void growsWithItsChips();

private:
    QList<ChipButton *> buttons() const;

    std::unique_ptr<QWidget> m_window;
    ChipEditor *m_editor = nullptr;
    QLineEdit *m_line = nullptr;
    QPushButton *m_after = nullptr;
};

void ChipTest::init()
{
    m_window = std::make_unique<QWidget>();
    auto *layout = new QVBoxLayout(m_window.get());
    m_editor = new ChipEditor(m_window.get());
    m_after = new QPushButton(m_window.get());
    layout->addWidget(m_editor);
    layout->addWidget(m_after);
    m_line = m_editor->findChild<QLineEdit *>(u"chipLine"_s);
    QVERIFY(m_line);
    m_window->resize(400, 200);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_editor->setFocus();
    QVERIFY(m_line->hasFocus());
}

QList<ChipButton *> ChipTest::buttons() const
{
    QList<ChipButton *> visible;
    for (ChipButton *button : m_editor->findChildren<ChipButton *>())
        if (!button->isHidden())
            visible.append(button);
    return visible;
}

void ChipTest::addsOnEnterAndComma()
{
    QSignalSpy edited(m_editor, &ChipEditor::chipsEdited);
    QTest::keyClicks(m_line, u"pull"_s);
    QTest::keyClick(m_line, Qt::Key_Return);
    QTest::keyClicks(m_line, u"push,"_s);
    QCOMPARE(m_editor->chips(), (QStringList{u"pull"_s, u"push"_s}));
    QCOMPARE(edited.size(), 2);
    QVERIFY(m_line->text().isEmpty());
}

void ChipTest::addsPastedLists()
{
    QGuiApplication::clipboard()->setText(u"a, b ,c,"_s);
    QTest::keySequence(m_line, QKeySequence::Paste);
    QCOMPARE(m_editor->chips(), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
}

void ChipTest::refusesEmptyAndDouble()
{
    QSignalSpy edited(m_editor, &ChipEditor::chipsEdited);
    m_editor->setChips({u"pull"_s});
    QTest::keyClicks(m_line, u"  ,"_s);
    QTest::keyClicks(m_line, u"pull,"_s);
    QCOMPARE(m_editor->chips(), QStringList{u"pull"_s});
    QCOMPARE(edited.size(), 0);
}

void ChipTest::addsWhatIsTypedWhenLeft()
{
    QTest::keyClicks(m_line, u"delete"_s);
    m_after->setFocus();
    QCOMPARE(m_editor->chips(), QStringList{u"delete"_s});
}

void ChipTest::removesWithBackspaceAndDelete()
{
    QSignalSpy edited(m_editor, &ChipEditor::chipsEdited);
    m_editor->setChips({u"a"_s, u"b"_s, u"c"_s});
    QTest::keyClick(m_line, Qt::Key_Backspace);
    QCOMPARE(m_editor->chips(), (QStringList{u"a"_s, u"b"_s}));
    QTest::keyClick(m_line, Qt::Key_Left);
    QTest::keyClick(buttons().last(), Qt::Key_Left);
    QVERIFY(buttons().first()->hasFocus());
    QTest::keyClick(buttons().first(), Qt::Key_Delete);
    QCOMPARE(m_editor->chips(), QStringList{u"b"_s});
    // The focus goes on to the next chip.
    QVERIFY(buttons().first()->hasFocus());
    QTest::keyClick(buttons().first(), Qt::Key_Backspace);
    QVERIFY(m_editor->chips().isEmpty());
    QVERIFY(m_line->hasFocus());
    QCOMPARE(edited.size(), 3);
    // Text before the cursor is what Backspace removes first.
    m_editor->setChips({u"a"_s});
    QTest::keyClicks(m_line, u"xy"_s);
    QTest::keyClick(m_line, Qt::Key_Backspace);
    QCOMPARE(m_editor->chips(), QStringList{u"a"_s});
    QCOMPARE(m_line->text(), u"x"_s);
}

void ChipTest::removesWithTheCross()
{
    m_editor->setChips({u"pull"_s, u"push"_s});
    QCoreApplication::sendPostedEvents();
    ChipButton *first = buttons().first();
    QTest::mouseClick(first, Qt::LeftButton, {}, QPoint(6, first->height() / 2));
    QCOMPARE(m_editor->chips().size(), 2);
    QTest::mouseClick(first, Qt::LeftButton, {}, QPoint(first->width() - 8, first->height() / 2));
    QCOMPARE(m_editor->chips(), QStringList{u"push"_s});
}

void ChipTest::arrowsReachEveryChip()
{
    m_editor->setChips({u"a"_s, u"b"_s});
    QTest::keyClick(m_line, Qt::Key_Left);
    QVERIFY(buttons().last()->hasFocus());
    QTest::keyClick(buttons().last(), Qt::Key_Left);
    QVERIFY(buttons().first()->hasFocus());
    QTest::keyClick(buttons().first(), Qt::Key_Left);
    QVERIFY(buttons().first()->hasFocus());
    QTest::keyClick(buttons().first(), Qt::Key_Right);
    QTest::keyClick(buttons().last(), Qt::Key_Right);
    QVERIFY(m_line->hasFocus());
    QTest::keyClick(m_line, Qt::Key_Tab);
    QVERIFY(m_after->hasFocus());
}

void ChipTest::setsWithoutSignal()
{
    QSignalSpy edited(m_editor, &ChipEditor::chipsEdited);
    m_editor->setChips({u"a"_s, u"b"_s});
    m_editor->setChips({u"c"_s});
    QCOMPARE(m_editor->chips(), QStringList{u"c"_s});
    QCOMPARE(buttons().size(), 1);
    QCOMPARE(edited.size(), 0);
}

void ChipTest::suggestsWhatIsNotSet()
{
    m_editor->setSuggestions({u"pull"_s, u"push"_s});
    m_editor->setChips({u"pull"_s});
    QStringList offered;
    const QAbstractItemModel *model = m_line->completer()->model();
    for (int row = 0; row < model->rowCount(); ++row)
        offered.append(model->index(row, 0).data().toString());
    QCOMPARE(offered, QStringList{u"push"_s});
}

void ChipTest::readOnlyChangesNothing()
{
    m_editor->setChips({u"pull"_s});
    m_editor->setReadOnly(true);
    QSignalSpy edited(m_editor, &ChipEditor::chipsEdited);
    QTest::keyClicks(m_line, u"push,"_s);
    QTest::keyClick(m_line, Qt::Key_Backspace);
    QTest::keyClick(buttons().first(), Qt::Key_Delete);
    QCOMPARE(m_editor->chips(), QStringList{u"pull"_s});
    QCOMPARE(edited.size(), 0);
}

void ChipTest::namesItselfForScreenReaders()
{
    m_editor->setPlaceholderText(u"Actions"_s);
    m_editor->setChips({u"pull"_s, u"a\nb"_s});
    QCOMPARE(m_line->accessibleName(), u"Actions"_s);
    QVERIFY(m_line->accessibleDescription().contains(u"pull"_s));
    QCOMPARE(buttons().first()->accessibleName(), u"pull"_s);
    QVERIFY(!buttons().first()->accessibleDescription().isEmpty());
    // Shown escaped, kept as it is.
    QCOMPARE(buttons().last()->accessibleName(), u"a\\nb"_s);
    QCOMPARE(m_editor->chips().last(), u"a\nb"_s);
}

void ChipTest::growsWithItsChips()
{
    const int before = m_editor->heightForWidth(300);
    QStringList many;
    for (int i = 0; i < 30; ++i)
        many.append(u"label-%1"_s.arg(i));
    m_editor->setChips(many);
    QVERIFY(m_editor->heightForWidth(300) > 3 * before);
    for (const ChipButton *button : buttons()) {
        QTRY_VERIFY(button->geometry().right() <= m_editor->width());
        QTRY_VERIFY(button->geometry().bottom() <= m_editor->height());
    }
}

QTEST_MAIN(ChipTest)
#include "ChipTest.moc"
