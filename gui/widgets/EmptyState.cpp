// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/EmptyState.h"

#include "gui/widgets/Theme.h"

#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace wharfgate::gui {

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_button(new QPushButton(this))
{
    setObjectName(QStringLiteral("emptyState"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignCenter);
    m_button->setObjectName(QStringLiteral("emptyStateButton"));
    m_button->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * theme::kGrid, 2 * theme::kGrid, 3 * theme::kGrid,
                               2 * theme::kGrid);
    layout->setSpacing(2 * theme::kGrid);
    layout->addStretch(2);
    layout->addWidget(m_text);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_action)
            m_action->trigger();
    });
    showColors();
}

void EmptyState::setText(const QString &text, QAction *firstStep)
{
    m_text->setText(text);
    setAccessibleName(text);
    if (m_action)
        m_action->disconnect(this);
    m_action = firstStep;
    showAction();
    if (firstStep) {
        connect(firstStep, &QAction::changed, this, &EmptyState::showAction);
        connect(firstStep, &QObject::destroyed, m_button, &QWidget::hide);
    }
}

QString EmptyState::text() const
{
    return m_text->text();
}

void EmptyState::showAction()
{
    m_button->setVisible(m_action != nullptr);
    if (!m_action)
        return;
    m_button->setText(m_action->text());
    m_button->setIcon(m_action->icon());
    m_button->setToolTip(m_action->toolTip());
    m_button->setEnabled(m_action->isEnabled());
}

void EmptyState::showColors()
{
    theme::setTextColor(*m_text, theme::Role::MutedText);
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showColors();
}

} // namespace wharfgate::gui
