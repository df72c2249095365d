// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

class QAction;
class QToolButton;
class QWidget;

namespace wharfgate::gui {

/// A button for an action, with its icon and text, that the keyboard reaches.
QToolButton *actionButton(QAction *action, QWidget *parent);

} // namespace wharfgate::gui
