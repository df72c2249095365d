// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

class QMenuBar;
class QToolBar;

namespace wharfgate::gui {

class Commands;
struct Pages;

/// Puts every command into a menu: the window's own and those of the pages, one menu a page.
void fillMenuBar(QMenuBar &bar, const Commands &commands, const Pages &pages);

/// Repeats the most used ones.
void fillToolBar(QToolBar &bar, const Commands &commands);

} // namespace wharfgate::gui
