// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/PendingBar.h"

#include "gui/widgets/Theme.h"
#include "gui/workspace/Workspace.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

PendingBar::PendingBar(const Workspace &workspace, QAction *review, QAction *discard,
                       QAction *apply, QWidget *parent)
    : QFrame(parent)
    , m_workspace(workspace)
{
    setObjectName(u"pendingBar"_s);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * theme::kGrid, theme::kGrid / 2, theme::kGrid, theme::kGrid / 2);
    m_text = new QLabel(this);
    m_text->setObjectName(u"pendingText"_s);
    layout->addWidget(m_text);
    layout->addStretch(1);
    for (QAction *action : {review, discard, apply}) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::TabFocus);
        button->setAccessibleName(action->iconText());
        layout->addWidget(button);
    }
    connect(&workspace, &Workspace::pendingChangesChanged, this, &PendingBar::refresh);
    connect(&workspace, &Workspace::contentChanged, this, &PendingBar::refresh);
    refresh();
}

void PendingBar::refresh()
{
    const int changes = m_workspace.pendingChanges();
    if (changes > 0)
        m_text->setText(tr("%n change(s) not applied", nullptr, changes));
    setVisible(changes > 0);
}

} // namespace wharfgate::gui
