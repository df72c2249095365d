// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/ChipButton.h"

#include "gui/widgets/ChipPainter.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace wharfgate::gui {

ChipButton::ChipButton(const QString &chip, QWidget *parent)
    : QAbstractButton(parent)
    , m_chip(chip)
{
    setObjectName(QStringLiteral("chip"));
    setFocusPolicy(Qt::StrongFocus);
    setText(texts::shown(chip));
    // A "&" in a label must not become a mnemonic.
    setShortcut({});
    setRemovable(true);
}

void ChipButton::setRemovable(bool removable)
{
    m_removable = removable;
    setAccessibleName(text());
    setAccessibleDescription(removable ? tr("Press Delete to remove it.") : QString());
    setToolTip(removable ? tr("Click the cross or press Delete to remove it") : QString());
    updateGeometry();
    update();
}

int ChipButton::crossSide() const
{
    return m_removable ? fontMetrics().height() : 0;
}

QRect ChipButton::crossArea() const
{
    QRect area(0, 0, crossSide(), height());
    area.moveRight(rect().right() - 2);
    return area;
}

QSize ChipButton::sizeHint() const
{
    const QSize plain = chip::size(text(), font());
    return {plain.width() + crossSide(), plain.height()};
}

QSize ChipButton::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), fontMetrics().averageCharWidth() * 8 + crossSide()),
            sizeHint().height()};
}

void ChipButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    chip::paint(painter, rect(), text(), font(), palette(), crossSide());
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_removable) {
        painter.setPen(
            QPen(theme::color(theme::Role::ChipText, palette()), 1.5, Qt::SolidLine, Qt::RoundCap));
        const QPointF middle = QRectF(crossArea()).center();
        const double arm = crossSide() * 0.2;
        painter.drawLine(middle - QPointF(arm, arm), middle + QPointF(arm, arm));
        painter.drawLine(middle - QPointF(arm, -arm), middle + QPointF(arm, -arm));
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme::color(theme::Role::Accent, palette()), 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), 4, 4);
    }
}

void ChipButton::mouseReleaseEvent(QMouseEvent *event)
{
    QAbstractButton::mouseReleaseEvent(event);
    if (m_removable && event->button() == Qt::LeftButton && crossArea().contains(event->pos()))
        Q_EMIT removeRequested();
}

void ChipButton::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        if (m_removable)
            Q_EMIT removeRequested();
        return;
    case Qt::Key_Left:
        Q_EMIT leaveRequested(-1);
        return;
    case Qt::Key_Right:
        Q_EMIT leaveRequested(1);
        return;
    default:
        QAbstractButton::keyPressEvent(event);
    }
}

} // namespace wharfgate::gui
