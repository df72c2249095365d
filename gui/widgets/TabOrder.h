// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

class QWidget;

namespace wharfgate::gui {

/// Has Tab reach what takes the focus in `inserted`, which was made later than its neighbours, just
/// before `before`. Both are in the same window; `before` takes the focus itself.
void insertInTabOrder(QWidget *inserted, QWidget *before);

/// Whatever gives the focus to `outer`, a label's shortcut for one, gives it to `inner`, a widget
/// within. Unlike a focus proxy this leaves the order of Tab alone.
void passFocusOn(QWidget *outer, QWidget *inner);

} // namespace wharfgate::gui
