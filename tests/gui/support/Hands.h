// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QString>

class QAbstractItemView;
class QWidget;

/// A user who has either a keyboard or a mouse. Each function returns false, and says why on
/// standard error, if a user could not have done it.
namespace wharfgate::test::keyboard {

/// To whatever has the focus, as a keyboard does.
bool press(const QKeySequence &keys);
bool type(const QString &text);
/// The shortcut of a command that is enabled.
bool run(const QAction *action);
/// Presses Tab until the widget of this name, or one within it, has the focus.
bool tabTo(const QString &name);

} // namespace wharfgate::test::keyboard

namespace wharfgate::test::mouse {

/// In the middle of a widget that is visible, enabled and not covered by another.
bool click(QWidget *widget);
/// A row of a table or list.
bool clickRow(QAbstractItemView *view, int row, int column = 1);
/// A command, in the menus of the window: the menu's title, then the command.
bool choose(QWidget &window, const QAction *action);
/// The button on the page that runs this command.
bool clickButtonOf(QWidget &window, const QAction *action);
/// A tab of a tab widget.
bool clickTab(QWidget *tabs, int index);
/// An entry of a list of pages or the like, by its text.
bool clickText(QAbstractItemView *view, const QString &text);

} // namespace wharfgate::test::mouse
