// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/Card.h"

#include "gui/widgets/Theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace wharfgate::gui {

Card::Card(const QString &heading, QWidget *parent)
    : QFrame(parent)
    , m_heading(new QLabel(heading, this))
    , m_hint(new QLabel(this))
{
    setFrameStyle(static_cast<int>(QFrame::StyledPanel) | static_cast<int>(QFrame::Plain));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setAccessibleName(heading);
    QFont bold = m_heading->font();
    bold.setWeight(QFont::DemiBold);
    m_heading->setFont(bold);
    m_heading->setTextFormat(Qt::PlainText);
    m_hint->setObjectName(QStringLiteral("cardHint"));
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * theme::kGrid, theme::kGrid + theme::kGrid / 2, 2 * theme::kGrid,
                               theme::kGrid + theme::kGrid / 2);
    layout->setSpacing(theme::kGrid);
    m_top = new QHBoxLayout;
    m_top->setSpacing(theme::kGrid);
    m_top->addWidget(m_heading);
    m_top->addWidget(m_hint, 1);
    m_top->addStretch();
    layout->addLayout(m_top);
    m_body = new QVBoxLayout;
    m_body->setSpacing(theme::kGrid);
    layout->addLayout(m_body, 1);
    showColors();
}

void Card::setHoldsInputs()
{
    setBackgroundRole(QPalette::Window);
}

void Card::addToHeading(QWidget *widget)
{
    m_top->addWidget(widget);
}

void Card::setHint(const QString &hint)
{
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

QString Card::hint() const
{
    return m_hint->text();
}

void Card::showColors()
{
    theme::setTextColor(*m_hint, theme::Role::MutedText);
}

void Card::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showColors();
}

} // namespace wharfgate::gui
