// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/certificates/ActionButton.h"

#include <QAction>
#include <QToolButton>

namespace wharfgate::gui {

QToolButton *actionButton(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAccessibleName(action->iconText());
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace wharfgate::gui
