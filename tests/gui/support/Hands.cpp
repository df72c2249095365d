// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/gui/support/Hands.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

#include <cstdio>

namespace wharfgate::test {

namespace {

bool fail(const QString &what)
{
    std::fprintf(stderr, "%s\n", qPrintable(what));
    return false;
}

QString nameOf(const QObject *object)
{
    return object == nullptr ? QStringLiteral("nothing")
                             : QString::fromLatin1(object->metaObject()->className()) +
                                   QStringLiteral(" \"") + object->objectName() + u'"';
}

/// What gets the keys: a pop-up before the widget with the focus. A dialog that has just been
/// opened gets them as soon as its window is active.
QWidget *focus()
{
    const bool isReady = QTest::qWaitFor([] {
        const QWidget *modal = QApplication::activeModalWidget();
        return modal == nullptr || QApplication::activeWindow() == modal ||
               QApplication::activePopupWidget() != nullptr;
    });
    if (!isReady)
        return nullptr;
    if (QApplication::activeWindow() == nullptr) { // a window manager would have chosen one
        const auto windows = QApplication::topLevelWidgets();
        for (QWidget *window : windows) {
            if (qobject_cast<QMainWindow *>(window) == nullptr || !window->isVisible())
                continue;
            window->activateWindow();
            if (!QTest::qWaitForWindowActive(window))
                return nullptr;
        }
    }
    if (QWidget *popup = QApplication::activePopupWidget())
        return popup->focusWidget() != nullptr ? popup->focusWidget() : popup;
    if (QWidget *widget = QApplication::focusWidget())
        return widget;
    return QApplication::activeWindow();
}

} // namespace

namespace keyboard {

bool press(const QKeySequence &keys)
{
    QWidget *target = focus();
    if (target == nullptr)
        return fail(QStringLiteral("nothing has the focus"));
    QTest::keySequence(target, keys);
    return true;
}

bool type(const QString &text)
{
    QWidget *target = focus();
    if (target == nullptr)
        return fail(QStringLiteral("nothing has the focus"));
    QTest::keyClicks(target, text);
    return true;
}

bool run(const QAction *action)
{
    if (action == nullptr)
        return fail(QStringLiteral("no such command"));
    if (!action->isEnabled() || action->shortcut().isEmpty())
        return fail(nameOf(action) + QStringLiteral(" is not enabled or has no shortcut"));
    return press(action->shortcut());
}

bool tabTo(const QString &name)
{
    constexpr int kMost = 120;
    for (int presses = 0; presses < kMost; ++presses) {
        for (const QWidget *widget = QApplication::focusWidget(); widget != nullptr;
             widget = widget->parentWidget()) {
            if (widget->objectName() == name)
                return true;
        }
        if (!press(QKeySequence(Qt::Key_Tab)))
            return false;
    }
    return fail(QStringLiteral("Tab does not reach \"%1\"; the focus is in %2")
                    .arg(name, nameOf(QApplication::focusWidget())));
}

} // namespace keyboard

namespace mouse {

bool click(QWidget *widget)
{
    if (widget == nullptr)
        return fail(QStringLiteral("nothing to click"));
    if (!widget->isVisible() || !widget->isEnabled())
        return fail(nameOf(widget) + QStringLiteral(" is hidden or disabled"));
    const QWidget *modal = QApplication::activeModalWidget();
    if (modal != nullptr && modal != widget && !modal->isAncestorOf(widget))
        return fail(nameOf(widget) + QStringLiteral(" is behind ") + nameOf(modal));
    if (QWidget *popup = QApplication::activePopupWidget();
        popup != nullptr && popup != widget && !popup->isAncestorOf(widget))
        popup->close(); // the first click does that
    const QPoint middle = widget->rect().center();
    QWidget *window = widget->window();
    const QWidget *there = window->childAt(widget->mapTo(window, middle));
    if (widget != window && there != widget && !widget->isAncestorOf(there))
        return fail(nameOf(widget) + QStringLiteral(" is covered by ") + nameOf(there));
    QTest::mouseClick(widget, Qt::LeftButton, {}, middle);
    return true;
}

bool clickRow(QAbstractItemView *view, int row, int column)
{
    if (view == nullptr || !view->isVisible() || !view->isEnabled())
        return fail(QStringLiteral("no view to click in"));
    const QModelIndex index = view->model()->index(row, column);
    view->scrollTo(index); // the wheel
    const QRect place = view->visualRect(index) & view->viewport()->rect();
    if (!index.isValid() || place.isEmpty())
        return fail(QStringLiteral("row %1 is not to be seen").arg(row));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, place.center());
    return true;
}

bool choose(QWidget &window, const QAction *action)
{
    const auto *main = qobject_cast<const QMainWindow *>(&window);
    if (main == nullptr || action == nullptr)
        return fail(QStringLiteral("no menus or no such command"));
    QMenuBar *bar = main->menuBar();
    for (QAction *title : bar->actions()) {
        QMenu *menu = title->menu();
        if (menu == nullptr || !title->isVisible() || !menu->actions().contains(action))
            continue;
        if (!action->isEnabled())
            return fail(nameOf(action) + QStringLiteral(" is not enabled"));
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->actionGeometry(title).center());
        if (!QTest::qWaitFor([menu] { return menu->isVisible(); }))
            return fail(QStringLiteral("the menu does not open"));
        QTest::mouseClick(menu, Qt::LeftButton, {},
                          menu->actionGeometry(const_cast<QAction *>(action)).center());
        return true;
    }
    return fail(nameOf(action) + QStringLiteral(" is in no menu"));
}

bool clickButtonOf(QWidget &window, const QAction *action)
{
    const auto buttons = window.findChildren<QToolButton *>();
    for (QToolButton *button : buttons) {
        if (button->defaultAction() == action && button->isVisible())
            return click(button);
    }
    return fail(nameOf(action) + QStringLiteral(" has no button to be seen"));
}

bool clickTab(QWidget *tabs, int index)
{
    const auto *widget = qobject_cast<QTabWidget *>(tabs);
    if (widget == nullptr || !widget->isVisible())
        return fail(QStringLiteral("no tabs"));
    QTabBar *bar = widget->tabBar();
    QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(index).center());
    return widget->currentIndex() == index;
}

bool clickText(QAbstractItemView *view, const QString &text)
{
    for (int row = 0; view != nullptr && row < view->model()->rowCount(); ++row) {
        if (view->model()->index(row, 0).data().toString() == text)
            return clickRow(view, row, 0);
    }
    return fail(QStringLiteral("no entry \"%1\"").arg(text));
}

} // namespace mouse

} // namespace wharfgate::test
